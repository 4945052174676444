"""Law 3: two stations that hold the same folder show the same, whenever each was first opened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import msgspec
import pytest
from helpers.watchers import BASE, ZONE_NOW, SharedFolder, ledger, signed

from data.folder_memory.lost_rows import content, ledger_key
from data.folder_memory.record import decode, encode

FILE = "台账.csv"
DAY = timedelta(days=1)


def versions(folder: SharedFolder, *texts: str) -> Iterator[None]:
    """One version after the other, a day each."""
    for n, text in enumerate(texts):
        folder.put(FILE, text, ZONE_NOW - (len(texts) - n) * DAY)
        yield


def test_who_missed_a_version_counts_what_the_others_count(folder, station) -> None:
    old, late = station(), station()
    for n, _ in enumerate(versions(folder, ledger(10), ledger(8), ledger(6))):
        old.visit()
        if n != 1:
            late.visit()
    fresh = station()
    fresh.visit()
    assert old.told() == late.told() == fresh.told()
    assert signed(old.told()) == sum(range(1, 7))


def test_what_no_station_saw_between_is_held_at_every_station(folder, station) -> None:
    old = station()
    for _ in versions(folder, ledger(10), ledger(6)):
        old.visit()
    fresh, looks = station(), station(read_only=True)
    for one in (fresh, looks):
        one.visit()
        assert one.told() == old.told()
    assert signed(old.told()) == 55
    assert old.told()["held"]
    folder.accepted.add((ledger_key(FILE), content(ledger(6).encode())))
    for one in (old, fresh, looks):
        one.shelf.release()
        one.visit()
        assert signed(one.told()) == 21
    assert old.told() == fresh.told() == looks.told()


def test_what_only_a_station_that_looks_has_seen_enters_no_figure(folder, station) -> None:
    old, looks = station(), station(read_only=True)
    for n, _ in enumerate(versions(folder, ledger(10), ledger(8), ledger(6))):
        looks.visit()
        if n != 1:
            old.visit()
    assert looks.told() == old.told()
    assert signed(looks.told()) == 55
    assert [version.kinds for version in old.seen.memory.recorded(FILE)] == [{"projects": 10}, {"projects": 6}]


def test_a_ledger_that_only_a_station_that_looks_has_read_is_unread_once_it_cannot_be(folder, station) -> None:
    looks = station(read_only=True)
    for n, _ in enumerate(versions(folder, ledger(10), "PK\x03\x04 no ledger \x00\x00")):
        looks.visit()
        assert signed(looks.told()) == (55 if n == 0 else 0)
    fresh, other = station(), station(read_only=True)
    for one in (fresh, other, looks):
        one.visit()
        assert one.told() == fresh.told()
    looks.again()
    looks.visit()
    assert looks.told() == fresh.told()


def test_the_last_version_that_is_told_stands_where_a_station_that_looks_read_a_later_one(folder, station) -> None:
    old, looks = station(), station(read_only=True)
    for n, _ in enumerate(versions(folder, ledger(5), ledger(7), "PK\x03\x04 no ledger \x00\x00")):
        looks.visit()
        if n != 1:
            old.visit()
    fresh = station()
    fresh.visit()
    looks.visit()
    assert old.told() == looks.told() == fresh.told()
    assert signed(looks.told()) == 15


def test_of_a_ledger_that_only_stations_that_look_have_seen_nobody_tells_that_it_is_gone(folder, station) -> None:
    looks = station(read_only=True)
    folder.put(FILE, ledger(5), ZONE_NOW - 3 * DAY)
    looks.visit()
    folder.files.pop(FILE)
    fresh = station(read_only=True)
    for one in (looks, fresh):
        one.visit()
        assert one.told()["gone"] == {}
    assert looks.told() == fresh.told()


def test_what_a_station_that_looks_saw_days_ago_it_knows_as_of_now(folder, station) -> None:
    old, looks = station(), station(read_only=True)
    folder.put(FILE, ledger(5), ZONE_NOW - 5 * DAY)
    for one in (old, looks):
        one.now = ZONE_NOW - 4 * DAY
        one.visit()
    folder.put(FILE, ledger(6), ZONE_NOW - 3 * DAY)
    looks.now = ZONE_NOW - 2 * DAY
    looks.visit()
    looks.now = ZONE_NOW
    fresh = station(read_only=True)
    fresh.visit()
    for one in (looks, fresh):
        assert len(one.recollection.past(ZONE_NOW - DAY).season.projects) == 5
    folder.files.pop(FILE)
    looks.now = ZONE_NOW - DAY
    looks.visit()
    looks.now = ZONE_NOW
    for one in (looks, fresh):
        one.visit()
    assert looks.told() == fresh.told()


def test_a_version_that_was_seen_just_before_the_ledger_broke_is_told(folder, station) -> None:
    old = station()
    folder.put(FILE, ledger(5), ZONE_NOW - 3 * DAY)
    old.hear()
    old.look()  # and was not told yet
    folder.put(FILE, "PK\x03\x04 no ledger \x00\x00", ZONE_NOW - DAY)
    old.visit()
    fresh = station()
    fresh.visit()
    assert old.told() == fresh.told()
    assert signed(fresh.told()) == 15


@pytest.mark.parametrize("lost", [{"without_cache": True}, {"without_cache": True, "without_state": True}, {}])
def test_cache_and_state_may_be_deleted(folder, station, lost) -> None:
    old, other = station(), station()
    for _ in versions(folder, ledger(10, "一"), ledger(10, "二", "落地"), ledger(4, "三")):
        old.visit()
        other.visit()
    before = old.told()
    old.again(**lost)
    old.visit()
    assert old.told() == before == other.told()


def test_a_station_knows_what_it_knew_before_it_has_looked_again(folder, station) -> None:
    old = station()
    for _ in versions(folder, ledger(10, "一"), ledger(10, "二", "落地"), ledger(4, "三")):
        old.visit()
    before = old.told()
    old.again()
    assert old.told() == before


@pytest.mark.parametrize("skew", [timedelta(days=1), timedelta(days=-1), timedelta(days=366), timedelta(days=-366)])
def test_a_clock_that_is_wrong_poisons_nothing(folder, station, skew) -> None:
    wrong, right = station(skew=skew), station()
    for n, _ in enumerate(
        versions(folder, ledger(10, "一"), ledger(10, "二"), ledger(10, "二", "落地"), ledger(9, "三"))
    ):
        wrong.visit()
        if n % 2:
            right.visit()
    fresh = station()
    for one in (right, fresh, wrong):
        one.visit()
    day = date(2026, 5, 20)
    assert right.told(day) == fresh.told(day) == wrong.told(day)
    evidence = right.told(day)["stalled"]
    assert all(last is None or date(2026, 2, 1) <= last <= day for _, last, _ in evidence.values())


def test_a_stage_and_words_that_moved_before_a_station_was_opened_count_there(folder, station) -> None:
    old = station()
    for _ in versions(folder, ledger(3, "一"), ledger(3, "一"), ledger(3, "二", "落地"), ledger(3, "二", "落地")):
        old.visit()
    fresh = station()
    fresh.visit()
    assert fresh.told() == old.told()
    moved = fresh.recollection.says_by(date(2026, 5, 20))
    assert set(moved.stage_moves.values()) == {date(2026, 5, 18)}
    assert set(moved.new_words.values()) == {date(2026, 5, 18)}


def test_back_to_what_it_said_before_is_a_version_of_its_own(folder, station) -> None:
    old = station()
    for _ in versions(folder, ledger(5, "甲"), ledger(5, "乙"), ledger(5, "甲")):
        old.visit()
    fresh = station()
    fresh.visit()
    assert [version.digest for version in fresh.seen.memory.recorded(FILE)] == [
        content(ledger(5, words).encode()) for words in ("甲", "乙", "甲")
    ]
    assert fresh.told() == old.told()


def test_two_stations_that_see_the_same_write_the_same_record(folder, station) -> None:
    one, two = station(), station()
    folder.put(FILE, ledger(5), ZONE_NOW - DAY)
    for watcher in (one, two):  # neither has heard of the other
        watcher.look()
        watcher.tell()
    same = {line.partition(b'"at"')[0] for line in folder.journal.lines["seen"] if FILE.encode() in line}
    assert len(same) == 1
    for watcher in (one, two):
        watcher.visit()
        assert len(watcher.seen.memory.recorded(FILE)) == 1


def test_a_ledger_that_is_gone_renamed_or_restored_is_told_alike(folder, station) -> None:
    old = station()
    folder.put(FILE, ledger(5), ZONE_NOW - 3 * DAY)
    old.visit()
    kept = folder.files.pop(FILE)
    fresh = station()
    for watcher in (old, fresh):
        watcher.visit()
    assert fresh.told() == old.told()
    assert set(old.told()["gone"]) == {FILE}
    folder.files["台账（定稿）.csv"] = kept
    later = station()
    for watcher in (old, fresh, later):
        watcher.visit()
    assert old.told() == fresh.told() == later.told()
    assert not old.told()["gone"]
    folder.files[FILE] = folder.files.pop("台账（定稿）.csv")
    for watcher in (old, fresh, later, station()):
        watcher.visit()
        assert watcher.told() == old.told()
        assert signed(watcher.told()) == 15


def test_a_newest_version_that_cannot_be_read_leaves_the_one_before_everywhere(folder, station) -> None:
    old = station()
    folder.put("台账.xlsx", "no workbook", ZONE_NOW - 9 * DAY)
    for _ in versions(folder, ledger(5), "PK\x03\x04 no ledger \x00\x00"):
        old.visit()
    fresh = station()
    fresh.visit()
    assert fresh.told() == old.told()


def test_a_replica_that_hears_of_a_version_before_it_has_it_records_nothing_false(folder, station) -> None:
    old = station()
    for _ in versions(folder, ledger(10), ledger(9)):
        old.visit()
    newest = folder.files[FILE]
    folder.put(FILE, ledger(10), ZONE_NOW - 2 * DAY)  # as the replica still has it
    replica = station()
    replica.visit()
    folder.files[FILE] = newest
    replica.visit()
    assert len(replica.seen.memory.recorded(FILE)) == 2
    assert replica.told() == old.told()


def test_lines_that_come_in_pieces_and_any_order_come_to_the_same(folder, station) -> None:
    old = station()
    for _ in versions(folder, ledger(10, "一"), ledger(8, "二"), ledger(6, "三", "落地")):
        old.visit()
    slow = station()
    slow.inbox = list(reversed(slow.store.poll()["seen"]))
    while slow.inbox:
        slow.hear(1)
        slow.look()
    assert slow.told() == old.told()


def test_rows_that_come_after_their_record_are_heard_by_a_board_that_was_made_before(folder, station) -> None:
    old = station()
    texts = [ledger(3, "一"), ledger(3, "一"), ledger(3, "二", "落地")]
    for _ in versions(folder, *texts):
        old.visit()
    slow = station()
    lines = slow.store.poll()["seen"]
    bare = {line: decode(line) for line in lines}
    late = [line for line, said in bare.items() if said is not None and said.file == FILE]
    heads = [encode(msgspec.structs.replace(bare[line], id=bare[line].record, pack="", rows="")) for line in late]
    slow.shelf.recall(slow.seen.take_lines([*(line for line in lines if line not in late), *heads]))
    slow.look()
    slow.says()
    slow.shelf.recall(slow.seen.take_lines(late))
    assert slow.says() == old.says()


def test_rows_that_are_not_shared_leave_digest_and_count(folder, station) -> None:
    folder.apart.add(FILE)
    old = station()
    for _ in versions(folder, ledger(10), ledger(4)):
        old.visit()
    fresh = station()
    fresh.visit()
    assert signed(old.told()) == 55
    assert fresh.told()["held"] == old.told()["held"]
    (source,) = [source for source in fresh.board().sources if source.file == FILE]
    assert [(problem.code, problem.args) for problem in source.problems] == [
        ("rows_not_shared", (("lost", "projects:10:0"),))
    ]


def test_an_office_may_keep_all_rows_out_of_the_memory(folder, station) -> None:
    folder.toml = "[memory]\nrows = false\n"
    old = station()
    for _ in versions(folder, ledger(10), ledger(4)):
        old.visit()
    fresh = station()
    fresh.visit()
    assert fresh.seen.memory.rows(fresh.seen.memory.recorded(FILE)[0]) is None
    assert fresh.told()["held"] == old.told()["held"]


def test_the_folder_is_as_known_on_a_day_at_every_station(folder, station) -> None:
    old = station()
    for n, _ in enumerate(versions(folder, ledger(10), ledger(8, "二"), ledger(6, "三"))):
        old.now = ZONE_NOW - (3 - n) * DAY
        old.visit()
    old.now = ZONE_NOW
    fresh = station()
    fresh.visit()
    for back, rows in ((4, 0), (3, 10), (2, 8), (1, 6), (0, 6)):
        day = date(2026, 5, 20) - back * DAY
        for one in (old, fresh):
            assert len(one.recollection.past(day).season.projects) == rows
    assert fresh.recollection.past(date(2026, 5, 18)).begins == date(2026, 4, 20)


def test_versions_without_a_day_are_ordered_alike_where_the_clock_is_behind(folder, station) -> None:
    folder.put("台账(5月8日).csv", ledger(10, "一"), ZONE_NOW - 9 * DAY)
    folder.put(FILE, ledger(9, "二"), ZONE_NOW - 2 * DAY)
    right, behind = station(), station(skew=timedelta(days=-366))
    for one in (right, behind):
        one.visit()
    day = date(2026, 5, 20)
    assert behind.told(day) == right.told(day)
    assert right.told(day)["files"]["台账(5月8日).csv"][0] == "older"


def test_a_ledger_that_nobody_saw_go_is_gone_since_nobody_knows_when(folder, station) -> None:
    old = station()
    folder.put(FILE, ledger(5), ZONE_NOW - 3 * DAY)
    folder.put("另一.csv", ledger(4), ZONE_NOW - 3 * DAY)
    old.visit()
    folder.files.pop(FILE)
    told = []
    for days in (0, 4):  # each opens after the ledger went, on a day of its own
        fresh = station(skew=days * DAY)
        fresh.visit()
        told.append(fresh.told(date(2026, 5, 20)))
    assert told[0] == told[1]
    assert dict(told[0]["gone"][FILE])["since"] == ""
    for _ in range(2):
        old.visit()
        fresh.visit()
    assert old.told() == fresh.told(date(2026, 5, 20))


def test_every_published_kind_is_as_known_then_and_all_else_is_named(folder, station) -> None:
    old = station()
    changing = {
        "任务.csv": ("责任单位,展会,签约任务(亿元)\n甲县,春洽会,{n}\n", "targets", lambda row: str(row.amount.value)),
        "节点.csv": (
            "项目名称,节点,计划时间\n铝材,开工,2026-06-0{n}\n",
            "milestones",
            lambda row: str(row.planned.day),
        ),
        "走访.csv": ("项目名称,走访日期\n铝材,2026-04-0{n}\n", "visits", lambda row: str(row.date.day)),
        "单位.csv": ("单位,类别,联系人,联系电话\n甲县,县区,何{n},0971-8123456\n", "units", lambda row: row.contact[1:]),
        "值班.csv": ("日期,值班员\n2026-05-2{n},李敏\n", "roster", lambda row: str(row.date.day - 20)),
    }
    folder.apart.add("走访.csv")
    for n in (1, 2):
        for file, (text, _, _) in changing.items():
            folder.put(file, text.format(n=n), ZONE_NOW - (3 - n) * DAY)
        old.now = ZONE_NOW - (3 - n) * DAY
        old.visit()
    old.now = ZONE_NOW
    fresh = station()
    fresh.visit()
    for one in (old, fresh):
        past = one.recollection.past(date(2026, 5, 18))
        then = {kind: [said(row) for row in getattr(past.season, kind)] for _, kind, said in changing.values()}
        assert then["targets"] == ["10000"]
        assert (then["milestones"], then["units"]) == (["1"], ["1"])
        assert (then["visits"], then["roster"]) == (["2"], ["2"])
        assert past.as_now == ("值班.csv", "走访.csv")
        assert past.season.units[0].phone == "0971-8123456"
        now = one.recollection.past(date(2026, 5, 20)).season
        assert ([row.contact for row in now.units], len(now.fairs)) == (["何2"], 1)
    before = fresh.recollection.past(date(2026, 1, 1))
    assert before.before_history
    assert (before.season.projects, len(before.season.fairs)) == ((), 1)


def test_what_the_folder_held_is_known_without_the_index(folder, station) -> None:
    """Else an empty directory in the place of a mount would be taken for the folder, and all of it for gone."""
    folder.put(FILE, ledger(3), ZONE_NOW - DAY)
    here = station()
    here.visit()
    here.close()
    here.places.index.unlink()
    here.open()
    assert not here.shelf.files
    assert set(here.shelf.gone.last_there) == {FILE, *BASE}
