"""`[memory] months`: of earlier days it is not told what was known then; what counts now changes by it in nothing."""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from helpers.watchers import ZONE_NOW, SharedFolder, Watcher, ledger
from hypothesis import given, settings
from hypothesis import strategies as st

from data.feed.ledger_history import HistoryGiven, ledger_history
from data.model import VersionState
from data.processes.reader_messages import SettingsRead
from data.rules.calendar.followup_ladder import months_later
from tui.commands.history_command import history_lines

TODAY = date(2026, 5, 20)
FILE = "台账.csv"

texts = st.builds(
    ledger, st.sampled_from((10, 8, 6, 3)), st.sampled_from(("一", "二")), st.sampled_from(("签约", "落地"))
)
seasons = st.lists(st.tuples(st.integers(0, 400), texts), min_size=1, max_size=6)


def watched(home: Path, season: list[tuple[int, str]]) -> Watcher:
    """A station that saw each text so many days ago."""
    folder = SharedFolder()
    watcher = Watcher(home, folder)
    for ago, text in sorted(season, reverse=True):
        watcher.now = ZONE_NOW - timedelta(days=ago)
        folder.put(FILE, text, watcher.now)
        watcher.visit()
    watcher.now = ZONE_NOW
    return watcher


def remember(watcher: Watcher, months: int) -> date:
    """Have the office told of so many months; the first day of these."""
    watcher.shelf.take_settings(SettingsRead(f"[memory]\nmonths = {months}\n"), ZONE_NOW)
    return months_later(TODAY, -months)


@given(seasons, st.sampled_from((1, 3, 11)), st.lists(st.integers(0, 420), min_size=1, max_size=4))
@settings(max_examples=15)
def test_fewer_months_change_nothing_within_them_and_nothing_that_counts_now(season, months, days) -> None:
    with tempfile.TemporaryDirectory() as home:
        watcher = watched(Path(home), season)
        remember(watcher, 24)
        now, before = watcher.told(), {ago: watcher.recollection.past(TODAY - timedelta(days=ago)) for ago in days}
        begins = remember(watcher, months)
        assert watcher.told() == now
        for ago, past in before.items():
            day = TODAY - timedelta(days=ago)
            told = watcher.recollection.past(day)
            if day >= begins:
                assert told.season == past.season
                assert told.before_history == past.before_history
            else:
                assert (told.season.projects, told.before_history) == ((), True)
        watcher.close()


def test_a_version_from_before_that_still_stood_is_known_within_the_months(tmp_path) -> None:
    watcher = watched(tmp_path, [(300, ledger(10)), (200, ledger(8))])
    begins = remember(watcher, 1)
    past = watcher.recollection.past(begins)
    assert (len(past.season.projects), past.begins, past.before_history) == (8, begins, False)
    first = watcher.recollection.first_known()
    assert first is not None
    assert (first.day, len(first.season.projects)) == (begins, 8)
    watcher.close()


@pytest.mark.parametrize("kept", [True, False])
def test_words_and_held_ledgers_go_back_further_than_the_months(tmp_path, kept) -> None:
    watcher = watched(tmp_path, [(300, ledger(10, "一")), (200, ledger(10, "二")), (100, ledger(3, "二"))])
    remember(watcher, 1 if kept else 24)
    (held,) = watcher.shelf.held()
    assert held.losses == (("projects", 10, 3),)
    assert set(watcher.says().new_words.values()) == {TODAY - timedelta(days=200)}
    watcher.close()


@pytest.mark.parametrize(
    ("months", "since", "told", "untold"), [(24, 0, 4, 0), (5, 0, 2, 2), (5, 120, 1, 0), (1, 0, 0, 4)]
)
def test_the_history_tells_nothing_of_days_before_and_says_of_how_many_versions(
    tmp_path, months, since, told, untold
) -> None:
    watcher = watched(tmp_path, [(300, ledger(10)), (200, ledger(8)), (130, ledger(10)), (100, ledger(3))])
    begins = remember(watcher, months)
    station = watcher.seen.outgoing.station
    given = HistoryGiven(watcher.shelf, watcher.seen.memory, watcher.recollection, (), station, watcher.clock)
    history = ledger_history(given, file=FILE, since=TODAY - timedelta(days=since) if since else None)
    assert (len(history.changes), history.untold) == (told, untold)
    assert all(change.day >= begins for change in history.changes)
    assert all(change.like is None or change.like >= begins for change in history.changes)
    assert [change.state for change in history.changes][:1] == [VersionState.HELD][:told]
    told_lines = list(history_lines(history))
    assert ("[memory] months" in " ".join(" ".join(told_lines).split())) == bool(untold)
    assert told_lines[-1].endswith(f"{max(begins, TODAY - timedelta(days=300))} on")
    watcher.close()
