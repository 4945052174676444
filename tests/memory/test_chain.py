"""The order of versions, which of them count, what was known when: without a file, without a clock that is right."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.folder_memory.chain import LedgerVersion, in_order, known_by, seen_at, standing
from data.folder_memory.record import record_id

ZONE = ZoneInfo("Asia/Shanghai")
MAY = date(2026, 5, 1)


def version(
    digest: str, was: LedgerVersion | None = None, day: int = 0, rows: int = 10, **more: object
) -> LedgerVersion:
    on = MAY + timedelta(days=day)
    given = {"at": datetime(2026, 5, 1, 4, tzinfo=UTC) + timedelta(days=day), **more}
    was_id = was.id if was else ""
    kinds = {"projects": rows} if digest else {}
    return LedgerVersion(
        id=record_id("f", was_id, digest), file="f", was=was_id, digest=digest, day=on, kinds=kinds, **given
    )


def chained(*rows: int, day: int = 1) -> list[LedgerVersion]:
    found: list[LedgerVersion] = []
    for n, count in enumerate(rows):
        digest = f"{count}-{n}" if count >= 0 else ""
        found.append(version(digest, found[-1] if found else None, n * day, max(count, 0)))
    return found


def by_id(versions: list[LedgerVersion]) -> dict[str, LedgerVersion]:
    return {one.id: one for one in versions}


@pytest.mark.parametrize(
    ("rows", "counts", "held"),
    [
        ((10, 8, 6), "6-2", ""),
        ((10, 6), "10-0", "6-1"),
        ((10, 6, 9), "9-2", ""),
        ((10, 6, 5), "10-0", "5-2"),
        ((10, -1, 3), "3-2", ""),
        ((10, 6, -1), "", ""),
        ((3, 2, 1), "1-2", ""),
    ],
)
def test_what_counts_goes_by_the_version_that_counted_before(rows, counts, held) -> None:
    found = standing(chained(*rows), 30, lambda _: False)
    assert (found.counts.digest if found.counts else "", found.held.digest if found.held else "") == (counts, held)


def test_an_accepted_version_counts_and_is_what_the_next_is_measured_by() -> None:
    versions = chained(10, 6, 3)
    assert standing(versions, 30, lambda digest: digest == "6-1").counts == versions[1]
    assert standing(versions[:2], 30, lambda digest: digest == "6-1").counts == versions[1]
    assert standing(versions, 60, lambda _: False).counts == versions[2]


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 9)), min_size=1, max_size=12), st.randoms())
def test_the_order_is_that_of_cause_whatever_comes_first(makings: list[tuple[int, int]], chance: random.Random) -> None:
    made: list[LedgerVersion] = []
    for n, (back, day) in enumerate(makings):
        was = made[max(0, len(made) - 1 - back)] if made and back < 5 else None
        made.append(version(f"d{n}", was, day))
    known = by_id(made)
    shuffled = list(made)
    chance.shuffle(shuffled)
    order = in_order(by_id(shuffled))
    assert order == in_order(known)
    places = {one.id: at for at, one in enumerate(order)}
    assert len(order) == len(known)
    assert all(places[one.was] < places[one.id] for one in made if one.was)
    assert [one.day for one in order] == sorted(one.day for one in order)


def test_a_version_whose_past_is_missing_still_has_its_place() -> None:
    versions = chained(10, 9, 8)
    assert [one.digest for one in in_order(by_id(versions[:1] + versions[2:]))] == ["10-0", "8-2"]


def test_a_day_that_a_clock_put_ahead_gives_way_to_the_next() -> None:
    first = version("a")
    ahead = version("", first, 365)
    back = version("a", ahead, 3)
    assert [one.day for one in in_order(by_id([first, ahead, back]))] == [MAY, MAY + timedelta(3), MAY + timedelta(3)]


def test_what_was_known_goes_by_days_or_by_moments() -> None:
    versions, now = chained(10, 9, 8), datetime(2026, 6, 1, tzinfo=UTC)
    assert [known_by(versions, MAY + timedelta(days=n), now, ZONE) for n in (-1, 0, 1, 2)] == [0, 1, 2, 3]
    noon = versions[1].at
    assert [known_by(versions, noon + timedelta(seconds=n), now, ZONE) for n in (-1, 0)] == [1, 2]
    late = version("b", versions[-1], 3, at=now - timedelta(days=5))
    assert known_by([*versions, late], MAY + timedelta(days=3), now, ZONE) == 4
    assert known_by([*versions, late], now - timedelta(days=6), now, ZONE) == 3


@pytest.mark.parametrize("off", [timedelta(days=-400), timedelta(days=400)])
def test_a_moment_that_cannot_be_is_taken_for_one_that_can(off: timedelta) -> None:
    now = datetime(2026, 6, 1, tzinfo=UTC)
    wrong = version("a", at=datetime(2026, 5, 1, 4, tzinfo=UTC) + off)
    assert MAY <= seen_at(wrong, now, ZONE).astimezone(ZONE).date() <= MAY + timedelta(days=1)
