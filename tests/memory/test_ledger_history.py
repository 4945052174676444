"""The history of the ledgers: which changed when, what of their rows, how each version stands, who saw it first."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from helpers.orphans import line
from helpers.watchers import HEADER, ZONE_NOW, SharedFolder, Watcher, ledger

from data.feed.compared_rows import ComparedRows
from data.feed.ledger_history import HistoryGiven, ledger_history
from data.folder_memory.lost_rows import content, ledger_key
from data.folder_memory.version_rows import VersionRows, by_digest
from data.ledgers.season import Record, Season
from data.model import KindChange, LedgerChange, LedgerHistory, LogLine
from data.rules.units.names import UnitBook
from data.settings import RuleSettings, Settings
from data.wording.ledger_change_words import in_full, rows_words

FILE = "台账.csv"
DAY = timedelta(days=1)
TODAY = date(2026, 5, 20)


def told(watcher: Watcher, log: tuple[LogLine, ...] = (), **asked: object) -> LedgerHistory:
    station = watcher.seen.outgoing.station
    given = HistoryGiven(watcher.shelf, watcher.seen.memory, watcher.recollection, log, station, watcher.clock)
    return ledger_history(given, **asked)  # type: ignore[arg-type]


def of(history: LedgerHistory, file: str = FILE) -> list[LedgerChange]:
    """The changes of a file, the oldest first."""
    return [change for change in reversed(history.changes) if change.file == file]


def saw(watcher: Watcher, folder: SharedFolder, *texts: str | None, file: str = FILE) -> None:
    """A station looks at one version after the other, a day each; None: the file is not there."""
    for back, text in zip(range(len(texts), 0, -1), texts, strict=True):
        watcher.now = ZONE_NOW - back * DAY
        watcher.began = min(watcher.began, watcher.now)
        if text is None:
            folder.files.pop(file)
        else:
            folder.put(file, text, watcher.now)
        watcher.visit()
    watcher.now = ZONE_NOW


def test_each_version_tells_what_became_of_it_and_of_its_rows_at_every_station(folder, station) -> None:
    old = station()
    saw(old, folder, ledger(10), ledger(9, "二"), ledger(4, "二"), ledger(5, "二"))
    fresh = station()
    fresh.visit()
    assert [(change.state, change.kinds) for change in of(told(old))] == [
        ("superseded", (KindChange("projects", 0, 10, 10, 0, 0),)),
        ("counts", (KindChange("projects", 10, 9, 0, 9, 1),)),
        ("passed", (KindChange("projects", 9, 4, 0, 0, 5),)),
        ("held", (KindChange("projects", 4, 5, 1, 0, 0),)),
    ]
    held = of(told(old))[-1]
    assert held.lost == (KindChange("projects", 9, 5),)
    assert [(row.how, row.title, row.unit, row.place.row) for row in held.rows] == [("added", "冷链", "甲县", 6)]
    mine, theirs = told(old).changes, told(fresh).changes
    assert {change.ours for change in mine} == {True}
    assert {change.ours for change in theirs if change.file == FILE} == {False}
    assert [(one.file, one.state, one.kinds, one.rows, one.seen_at) for one in mine] == [
        (one.file, one.state, one.kinds, one.rows, one.seen_at) for one in theirs
    ]
    folder.accepted.add((ledger_key(FILE), content(ledger(5, "二").encode())))
    assert [(change.state, change.accepted) for change in of(told(fresh))[1:]] == [
        ("superseded", False),
        ("passed", False),
        ("counts", True),
    ]


def test_the_cells_that_changed_are_told_and_a_row_that_only_moved_is_none(folder, station) -> None:
    old = station()
    first, second = ledger(3).splitlines(keepends=True)[1:3]
    saw(old, folder, ledger(3), HEADER + second + first.replace(",1,", ",1.5,").replace("签约", "落地"))
    change = of(told(old))[-1]
    assert [(row.how, row.title) for row in change.rows] == [("changed", "铝材"), ("gone", "光热")]
    cells = [(cell.field, cell.header, cell.before, cell.after) for cell in change.rows[0].cells]
    assert cells == [
        ("contracted", "合同引资额", "10000 CNY", "15000 CNY"),
        ("stage", "项目阶段", "signed", "landed"),
    ]
    assert change.rows[0].place.row == 3


def test_gone_back_renamed_and_as_it_was_before(folder, station) -> None:
    old = station()
    saw(old, folder, ledger(5), ledger(6), ledger(5), None, ledger(5))
    assert [(change.what, change.like) for change in of(told(old))] == [
        ("first", None),
        ("changed", None),
        ("changed", date(2026, 5, 15)),
        ("gone", None),
        ("back", date(2026, 5, 17)),
    ]
    gone = of(told(old))[3]
    assert (gone.state, gone.kinds) == ("gone", (KindChange("projects", 5, 0, 0, 0, 5),))
    folder.files["汇总/台账.csv"] = folder.files.pop(FILE)
    old.visit()
    assert of(told(old))[-1].renamed == "汇总/台账.csv"
    (came,) = of(told(old), "汇总/台账.csv")
    assert (came.renamed, came.what, came.state) == (FILE, "first", "counts")


def test_a_ledger_that_stood_elsewhere_for_long_is_no_new_name_of_one_that_is_gone(folder, station) -> None:
    old = station()
    folder.put("底稿/台账.csv", ledger(5), ZONE_NOW - 20 * DAY)
    old.now = old.began = ZONE_NOW - 20 * DAY
    old.visit()
    saw(old, folder, ledger(5), ledger(5), ledger(5), None)
    assert {change.renamed for change in told(old).changes} == {""}


def test_what_the_memory_keeps_back_is_counted_and_never_zero(folder, station) -> None:
    folder.apart.add(FILE)
    old = station()
    saw(old, folder, ledger(5), ledger(6))
    saw(old, folder, "日期,值班员\n2026-05-20,李敏\n", "日期,值班员\n2026-05-21,李敏\n", file="值班.csv")
    (change, roster) = of(told(old))[-1], of(told(old), "值班.csv")[-1]
    assert (change.kinds, change.rows, change.unknown) == ((KindChange("projects", 5, 6),), (), "kept_back")
    assert (roster.kinds, roster.unknown) == ((KindChange("roster", 1, 1),), "kept_back")
    assert not roster.kinds[0].same
    assert rows_words(roster) == "the roster 1"
    assert any("which rows is not known" in line for line in in_full(roster))


def test_a_version_whose_forerunner_has_not_come_says_so(folder, station) -> None:
    old = station()
    saw(old, folder, ledger(10), ledger(10, "二"), ledger(10, "三"))
    lines = [line for line in folder.journal.lines["seen"] if b'"projects":10' in line]
    folder.journal.lines["seen"].remove(lines[0])
    folder.files.pop(FILE)
    late = station(read_only=True)
    late.hear()
    unknown = [(change.unknown, change.kinds[0].compared) for change in of(told(late)) if change.what == "changed"]
    assert set(unknown) <= {("missing", False), ("", True)}
    assert unknown


def test_of_a_unit_only_what_touches_its_rows(folder, station) -> None:
    old = station()
    mine, theirs = (
        ledger(2),
        ledger(2, unit="乙县").removeprefix(HEADER).replace("铝材", "青稞").replace("沙棘", "藜麦"),
    )
    saw(old, folder, mine + theirs, mine + theirs.replace("正在办理", "已开工"), mine.replace("签约", "落地") + theirs)
    saw(old, folder, "日期,值班员\n2026-05-20,李敏\n", file="值班.csv")
    changes = of(told(old, unit="乙县"))
    assert [[(row.title, row.how) for row in change.rows] for change in changes] == [
        [],
        [("青稞", "changed"), ("藜麦", "changed")],
        [("青稞", "changed"), ("藜麦", "changed")],
    ]
    assert changes[0].what == "first"
    assert changes[2].kinds == (KindChange("projects", 4, 4, 0, 2, 0),)
    assert told(old, unit="乙县").unsaid == 1
    assert len(of(told(old, unit="丙县"))) == 0


def test_since_a_day_or_a_moment_and_of_one_file(folder, station) -> None:
    old = station()
    saw(old, folder, ledger(5), ledger(6), ledger(7))
    assert [change.day.day for change in of(told(old, since=date(2026, 5, 17)))] == [18, 19]
    assert [change.day.day for change in of(told(old, since=ZONE_NOW - 2 * DAY))] == [19]
    assert told(old, since=TODAY).changes == ()
    assert {change.file for change in told(old, file=FILE).changes} == {FILE}
    assert [change.day.day for change in told(old, file=FILE).changes] == [19, 18, 17]


def test_who_saw_it_is_the_station_that_looked_first_and_whose_it_is(folder, station) -> None:
    one, two = station(), station()
    for watcher, hours in ((two, 2), (one, 5)):
        folder.put(FILE, ledger(5), ZONE_NOW - DAY)
        watcher.now = watcher.began = ZONE_NOW - timedelta(hours=hours)
        watcher.look()
        watcher.tell()
    for watcher in (one, two):
        watcher.now = ZONE_NOW
        watcher.visit()
    whose = one.seen.outgoing.station
    log = tuple(line(n, by, station=whose) for n, by in enumerate(("李敏", "赵敏", "李敏"), 1))
    (change,) = of(told(two, log))
    assert (change.station, change.officer, change.ours) == (whose, "李敏", False)
    assert change.seen_at == ZONE_NOW - timedelta(hours=5)


def test_what_only_this_station_sees_and_a_clock_that_is_wrong_are_said(folder, station) -> None:
    wrong, looks = station(skew=timedelta(days=300)), station(read_only=True)
    folder.put(FILE, ledger(5), ZONE_NOW - DAY)
    wrong.visit()
    folder.put(FILE, ledger(6), ZONE_NOW)
    looks.visit()
    first, second = of(told(looks))
    assert (first.seen_at, first.recorded) == (None, True)
    assert (second.station, second.ours, second.recorded) == ("", True, False)


# ---------------------------------------------------------------- rows of two versions


def rows(*told: dict[str, object], kind: str = "projects") -> VersionRows:
    fields = ("id", "name", "unit", "what", "owed_by", "project", "node", "period")
    return VersionRows(by_digest(Record(kind, FILE, "", n, dict(values), fields) for n, values in enumerate(told, 2)))


PROJECT = {"id": "XM-1", "name": "光热", "unit": "甲县"}
DUE = {"what": "周报", "owed_by": "甲县"}
NODE = {"project": "光热", "node": "开工"}
MAY = {"unit": "甲县", "period": "5月"}


@pytest.mark.parametrize(
    ("kind", "before", "more", "changes"),
    [
        ("projects", PROJECT, {}, ""),
        ("projects", PROJECT, {"name": "光热二期"}, "changed"),
        ("projects", PROJECT, {"name": "沙棘"}, "added gone"),
        ("projects", PROJECT, {"id": "XM-9"}, "changed"),
        ("projects", PROJECT, {"id": "XM-9", "unit": "乙县"}, "added gone"),
        ("followups", DUE, {"due": "2026-05-01"}, "changed"),
        ("milestones", NODE, {"node": "投产"}, "added gone"),
        ("milestones", NODE, {"actual": "2026-05-01"}, "changed"),
        ("reports", MAY, {"received": "2026-05-01"}, "changed"),
    ],
)
def test_a_row_is_the_same_by_number_and_name_else_by_what_identifies_its_kind(kind, before, more, changes) -> None:
    rules = RuleSettings.of(Settings())
    compared = ComparedRows(Season(), rules, UnitBook((), rules, ()))
    found = compared.changes(FILE, rows(before, kind=kind), rows({**before, **more}, kind=kind))
    assert " ".join(sorted(change.how for change in found)) == changes


def test_rows_that_say_the_same_are_told_one_by_one() -> None:
    rules = RuleSettings.of(Settings())
    compared = ComparedRows(Season(), rules, UnitBook((), rules, ()))
    one = {"name": "光热", "unit": "甲县"}
    found = compared.changes(FILE, rows(one, one, one), rows(one, {**one, "paper": "contract"}))
    assert sorted(change.how for change in found) == ["changed", "gone"]
