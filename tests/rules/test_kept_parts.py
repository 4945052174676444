"""A board made of the parts that were kept is the board made of nothing, after whatever came before it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

import msgspec
from helpers.hypothesis_profile import tried
from helpers.season import fair, followup, money, project, talks, target, unit
from hypothesis import given
from hypothesis import strategies as st

from data.ledgers.kinds_and_columns import Blocker, Funds, Guest, Milestone, Prep, Project, RosterDay, Seen, Visit
from data.ledgers.season import RECORD_TYPES, Season
from data.marks import make_mark
from data.marks.fold_marks import Fold
from data.marks.logged_visits import logged_visits
from data.marks.make_mark import MarkError
from data.marks.mark_event import Event
from data.model import Board, Item, MarkRequest, Problem, SourceHealth, SourceState, Stage
from data.model.outcomes import choices
from data.rules.board import KeptParts, build
from data.rules.board_inputs import FilesSay, HistorySays, MarksSay, MarkTrail
from data.rules.calendar.workdays import Workdays
from data.rules.units.names import project_key
from data.settings import RuleSettings, Settings

FIRST = date(2017, 5, 2)
ROW = {"investor": "砚川有限公司", "signed_on": "2017-03-01"}
POOL: tuple[tuple[Any, dict[str, Any]], ...] = (
    (fair(opens="2017-05-20"), {"target": money(20000)}),
    (unit("澜源县", kind="县区", contact="李敏"), {"contact": "王宁"}),
    (unit("北原县", kind="县区"), {"head": "王宁"}),
    (unit("东岭园区", kind="园区"), {"aliases": "哪里"}),
    (unit("王主任", contact="赵敏"), {"contact": "李敏"}),
    (target("北原县", 900), {"amount": money(950)}),
    (target("澜源县", 9000), {"amount": money(9500)}),
    (target("澜源县", 8000, file="任务二.csv"), {"amount": money(9000)}),
    (project("澜源县", 5000, name="光热设备制造", id="x1", sponsor="田书记", **ROW), {"contracted": money(6000)}),
    (project("澜源县", 6000, name="光热设备制造", id="x1", file="总.csv", **ROW), {"contracted": money(5000)}),
    (project("东岭园区", 5000, name="光热设备制造项目", stage=Stage.SIGNED, **ROW), {"investor": "榆岚有限公司"}),
    (project("东岭园区", 700, name="沙棘饮品", sponsor="王主任", stage=Stage.BUILDING), {"latest_progress": "已封顶"}),
    (project("哪里", 800, "2017-03-09", name="铝型材压铸"), {"unit": "澜源县"}),
    (talks("澜源县", name="冷链物流", blocker="用地"), {"blocker": ""}),
    (project("北原县", 400, name="电缆", id="d1", stage=Stage.TALKS, sponsor="田书记", **ROW), {"id": "d2"}),
    (project("澜源县", 400, name="电缆", id="d3", stage=Stage.TALKS, **ROW), {"investor": "榆岚有限公司"}),
    (project("东岭 园区", 650, "2017-03-12", name="铜箔", stage=Stage.SIGNED), {"sponsor": "王主任"}),
    (
        project("", 640, "2017-03-13", name="陶瓷", file="台账.csv", seen=Seen(note=("澜源县",))),
        {"latest_progress": "开工"},
    ),
    (Milestone(project="沙棘饮品", node="封顶", planned=FIRST, file="节点.csv", row=2), {"actual": FIRST}),
    (
        Funds(project="沙棘饮品", month=date(2017, 4, 1), paid_in=money(5), file="资金.csv", row=2),
        {"paid_in": money(9)},
    ),
    (followup("上报进度", due="2017-04-20", project="沙棘饮品"), {"replied": FIRST}),
    (followup("上报进度", due="2017-04-20", file="督办二.csv"), {"due": date(2017, 4, 25)}),
    (Visit(project="沙棘饮品", date=date(2017, 4, 30), who="李敏", file="走访.csv", row=2), {"date": FIRST}),
    (Blocker(project="沙棘饮品", what="用水", lead_dept="水利局", file="堵点.csv", row=2), {"closed": FIRST}),
    (Guest(name="客商", invited_by="澜源县", file="客商.csv", row=2), {"last_contact": FIRST}),
    (Prep(stream="展务", task="展板", unit="东岭园区", due=FIRST, file="筹备.csv", row=2), {"done": FIRST}),
    (RosterDay(date=FIRST, officer="李敏", file="值班.csv", row=2), {"officer": "王宁"}),
)
"""Rows that clash, pair, stall and are owed, and what another version of the ledger says otherwise."""

KINDS = {kind: name for name, kind in RECORD_TYPES.items()}
AWAY = SourceHealth("北原县/台账.csv", SourceState.GONE, near=("projects",), why=Problem("gone", "北原县/台账.csv"))


class Office:
    """The rows, files and marks of one folder, and a board of them by either way."""

    def __init__(self) -> None:
        self.rows = [row for row, _ in POOL]
        self.away: set[str] = set()
        self.names: dict[str, str] = {}
        self.known: dict[tuple[int, str], Any] = {}
        self.day, self.words, self.moves, self.gone = FIRST, dict[str, date | None](), dict[str, date](), False
        self.fold, self.made, self.rules = Fold(), 0, Settings()
        self.kept = KeptParts()
        self.read()

    def read(self) -> None:
        """Ledgers were read anew: the same rows or other ones, in another season. Rows that stayed as they were are the
        very same, as the feed has them."""
        kinds: dict[str, list[Any]] = {}
        for row in self.rows:
            if row is not None and row.file not in self.away:
                row = self._called(row)
                kinds.setdefault(KINDS[type(row)], []).append(row)
        self.season = Season(**{name: tuple(found) for name, found in kinds.items()})

    def _called(self, row: Any) -> Any:
        """The row in its ledger as it is called now."""
        name = self.names.get(row.file, row.file)
        if name == row.file:
            return row
        _, now = self.known.get((id(row), name), (None, None))
        if now is None:
            _, now = self.known[id(row), name] = row, msgspec.structs.replace(row, file=name)
        return now

    def board(self, kept: KeptParts | None) -> Board:
        rows = [row for row in self.season.projects if row.contracted]
        wrong = {row.file: (Problem("bad_amount", row.file, "", row.row, "contracted", "约"),) for row in rows}
        files = sorted({row.file for kind in RECORD_TYPES for row in getattr(self.season, kind)})
        sources = tuple(SourceHealth(file, SourceState.OK, problems=wrong.get(file, ())) for file in files)
        fold, zone = self.fold, self.rules.zone
        return build(
            self.season,
            RuleSettings.of(self.rules),
            as_of=self.day,
            now=datetime(self.day.year, self.day.month, self.day.day, 9, tzinfo=UTC),
            marks=MarksSay(
                partial(fold.item, today=self.day),
                fold.excluded(),
                logged_visits(fold, zone),
                fold.project_logs(),
                fold.apart(),
                MarkTrail(fold.touched, len(fold.touched), self.day),
            ),
            history=HistorySays(dict(self.words), dict(self.moves)),
            files=FilesSay((*sources, AWAY) if self.gone else sources),
            kept=kept,
        )

    def mark(self, at: int, op: str, which: int) -> None:
        """A mark on some item of the board, as the program makes it; what it refuses is not made."""
        kinds: dict[str, list[Item]] = {}
        for one in self.board(None).items:
            kinds.setdefault(one.kind, []).append(one)
        items = list(kinds.values())[at % len(kinds)]
        self.marked(items[at // len(kinds) % len(items)], op, which)

    def stray(self, at: int, op: str, which: int) -> None:
        """A mark of another station on a row that this board has under another key, or not at all."""
        rows = [row for row, _ in POOL if isinstance(row, Project)]
        items = self.board(None).stalled
        if items:
            self.marked(replace(items[0], key=project_key(rows[at % len(rows)]), markable=True), op, which)

    def marked(self, item: Item, op: str, which: int) -> None:
        offered = choices(item.kind)
        outcome = offered[which % len(offered)].id if op == "act" and offered else "visit" if op == "log" else ""
        request = MarkRequest(item.key, op, outcome, text="已电话催办", who="李敏", seen=item.episode)
        self.made += 1
        for one in (request, replace(request, until=self.day + timedelta(days=3))):
            try:
                self.take(
                    make_mark.make(one, item, today=self.day, workdays=Workdays(self.rules.calendar), **self.author())
                )
            except MarkError:
                continue
            return

    def undo(self) -> None:
        """The latest mark is taken back."""
        if event := self.fold.undoable("0" * 16):
            self.made += 1
            self.take(make_mark.make_undo(event, **self.author()))

    def author(self) -> Any:
        now = datetime(self.day.year, self.day.month, self.day.day, 9, tzinfo=UTC)
        return {"by": "李敏", "station": "0" * 16, "run": "aa", "n": self.made, "fold": self.fold, "now": now}

    def take(self, event: Event) -> None:
        self.fold.add([make_mark.line_of(event)])

    def do(self, step: tuple[Any, ...]) -> None:
        """One thing that happens."""
        what, *more = step
        getattr(self, what)(*more)
        if what in ("row", "rename", "delete", "sort"):
            self.read()

    def row(self, at: int, version: int) -> None:
        row, other = POOL[at]
        self.rows[at] = (row, msgspec.structs.replace(row, **other), None)[version]

    def rename(self, file: str) -> None:
        self.names[file] = f"{file}（改）" if self.names.get(file, file) == file else file

    def delete(self, file: str) -> None:
        """And once more: it is restored."""
        self.away ^= {file}

    def sort(self) -> None:
        self.rows.reverse()

    def told_words(self, key: str) -> None:
        self.words[f"project/{key}"] = self.day

    def told_stage(self, key: str) -> None:
        self.moves[f"project/{key}"] = self.day

    def lose(self) -> None:
        self.gone = not self.gone

    def rule(self) -> None:
        other = msgspec.convert(
            {"marks": {"unchanged_days": 3}, "stall": {"intent": 5}, "owed": {"visits_a_week": 2}}, Settings
        )
        self.rules = Settings() if self.rules != Settings() else other

    def turn(self, days: int) -> None:
        self.day += timedelta(days=days)


MARKS = st.tuples(
    st.sampled_from(("mark", "mark", "stray")),
    st.integers(0, 60),
    st.sampled_from(("act", "act", "note", "claim", "snooze", "log")),
    st.integers(0, 9),
)
STEPS = st.one_of(
    MARKS,
    MARKS,
    st.tuples(st.just("row"), st.integers(0, len(POOL) - 1), st.integers(0, 2)),
    st.sampled_from([("undo",), ("read",), ("lose",), ("rule",), ("sort",), ("turn", 1), ("turn", 7)]),
    st.tuples(
        st.sampled_from(("told_words", "told_stage")),
        st.sampled_from(("沙棘饮品", "东岭园区/沙棘饮品", "x1", "铝型材压铸")),
    ),
    st.tuples(st.sampled_from(("rename", "delete")), st.sampled_from(sorted({row.file for row, _ in POOL}))),
)


@tried(60)
@given(st.lists(STEPS, max_size=9))
def test_a_board_of_kept_parts_is_the_board_made_of_nothing(steps: list[tuple[Any, ...]]) -> None:
    office = Office()
    for step in [("read",), *steps]:
        office.do(step)
        assert office.board(office.kept) == office.board(None), step


def test_a_mark_on_another_key_of_a_project_reaches_the_board() -> None:
    """Another station has marked one of the rows that are one project here."""
    rows = [row for row, _ in POOL if isinstance(row, Project)]
    office = Office()
    before = office.board(office.kept)
    office.stray(next(at for at, row in enumerate(rows) if row.id == "d3"), "note", 0)
    after = office.board(office.kept)
    assert after == office.board(None)
    assert after.progress is before.progress
    assert next(item for item in after.stalled if item.project == "电缆").marks.notes == 1


def test_a_mark_that_rules_nothing_has_no_figure_made_anew_and_a_ruling_has() -> None:
    office = Office()
    before = office.board(office.kept)
    for at in range(len(before.items)):
        for op in ("note", "claim"):
            office.mark(at, op, 0)
    after = office.board(office.kept)
    assert sum(item.marks != other.marks for item, other in zip(after.items, before.items, strict=True)) > 3
    assert after.progress is before.progress
    assert after.projects is before.projects
    for at in range(len(after.items)):
        office.mark(at, "act", 0)
    assert any(office.board(None).decisions)
    assert office.board(office.kept).projects is not after.projects
