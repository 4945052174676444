"""3 待办督办: everything that is owed, by who owes it, late or not; what was dealt with stands below."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from data.model import DEPARTMENTS_OWE, Board, OwedItem, OwedPhase, uncalled_over
from data.wording import N_, NP_, pgettext
from data.wording.item_lines import due_tone, due_word, hidden, rung_word
from data.wording.item_traces import trace_of
from data.wording.season_words import SORTS
from widgets.frame.ink import Phrase, part
from widgets.panels.owed_panel import sort_word
from widgets.table.column_cells import Col
from widgets.table.column_widths import Column
from widgets.views.view import Group, Page, View
from widgets.views.view_columns import UNKNOWN, day, handling, words

DEBTORS = (
    ("review", NP_("debtor", "our review")),
    ("us", NP_("debtor", "us")),
    ("department", NP_("debtor", "departments")),
    ("unit", NP_("debtor", "units")),
    ("superior", NP_("debtor", "a superior")),
)
"""Who owes it, in the order of the groups."""
_PHASES = {OwedPhase.REVIEW: "review", OwedPhase.SUPERIOR: "superior"}


def _debtor(item: OwedItem, departments: frozenset[str]) -> str:
    """Whose move it is; of what is theirs the kind of who owes it, the same for all that one of them owes."""
    if item.phase in _PHASES:
        return _PHASES[item.phase]
    if item.kind == "duty":
        return "us"
    name = _first(item)
    return "department" if name in departments or (not name and item.kind in DEPARTMENTS_OWE) else "unit"


def _first(item: OwedItem) -> str:
    return item.owed_by.partition("、")[0]


def _departments(board: Board) -> frozenset[str]:
    """Departments by the ledgers, and who clears blockers or pays, unless it is known as of another kind."""
    kinds = {unit.unit: unit.kind for line in board.progress for unit in line.units if unit.kind}
    kinds |= {one.unit: one.kind for one in board.people if one.kind}
    named = {load.dept for load in board.stall_work.blockers}
    named |= {_first(item) for item in (*board.owed, *board.owed_later) if item.kind in DEPARTMENTS_OWE}
    return frozenset({*(name for name in kinds if kinds[name] == "department"), *(named - kinds.keys() - {""})})


def _sorted(items: Sequence[OwedItem]) -> list[OwedItem]:
    """What is dealt with last; else the latest first, and guests never called before all other guests."""
    first = uncalled_over(items)

    def over(item: OwedItem) -> int:
        return first if item.uncalled else item.days_over if item.days_over is not None else -10_000

    return sorted(items, key=lambda item: (hidden(item), -over(item)))


def _all(board: Board, scope: str | None) -> Sequence[Group[OwedItem]]:
    departments = _departments(board)
    found: dict[str, list[OwedItem]] = {id: [] for id, _word in DEBTORS}
    for item in (*board.owed, *board.owed_later):
        found[_debtor(item, departments)].append(item)
    return [Group(_sorted(found[id]), pgettext(*word), str(len(found[id]))) for id, word in DEBTORS]


def of_kind(kind: str) -> Callable[[Board, str | None], Sequence[Group[OwedItem]]]:
    """All that is owed of one kind, late first."""

    def rows(board: Board, scope: str | None) -> Sequence[Group[OwedItem]]:
        return [Group(_sorted([i for i in (*board.owed, *board.owed_later) if i.kind == kind]))]

    return rows


def columns(board: Board, rows: Sequence[OwedItem]) -> Sequence[Col[OwedItem]]:
    """The columns of a list of what is owed."""

    due = Column("due", pgettext("column", "due"), whole=True)
    streams = bool(rows) and all(row.kind == "prep" for row in rows)  # of a preparation task the grade is its stream
    grade = pgettext("column", "stream") if streams else pgettext("column", "grade")
    return (
        Col(due, lambda row: [(due_word(row), due_tone(row))], lambda row: row.days_over, trace_of),
        words("what", pgettext("column", "matter"), lambda row: row.what, least=10, most=60),
        words("owed_by", pgettext("column", "owed by"), lambda row: row.debtor, least=8, priority=1),
        words("sort", pgettext("column", "sort"), sort_word, least=4, priority=3),
        words("step", pgettext("column", "next step"), lambda row: rung_word(row.rung), least=6, priority=5),
        words("source", pgettext("column", "source"), lambda row: row.source, priority=6),
        words("grade", grade, lambda row: row.grade, least=4, priority=7),
        day("date", pgettext("column", "date"), lambda row: row.due, priority=4, trace=trace_of),
        words("project", pgettext("column", "project"), lambda row: row.project, priority=8),
        words("contact", pgettext("column", "contact"), lambda row: row.contact, priority=UNKNOWN),
        words("phone", pgettext("column", "telephone"), lambda row: row.phone, whole=True, priority=10),
        handling(least=8),
    )


def _late(board: Board, scope: str | None) -> list[Phrase]:
    late = sum(1 for item in (*board.owed, *board.owed_later) if item.overdue)
    return [part(pgettext("owed", "{n} overdue").format(n=late), "bad", 1)] if late else []


def _view(
    id: str, label: tuple[str, str], groups: Callable[[Board, str | None], Sequence[Group[OwedItem]]]
) -> View[OwedItem]:
    return View(
        id,
        label,
        groups,
        columns,
        lambda row: row.what,
        N_("nothing is owed here"),
        texts=lambda row: (row.what, row.unit, row.owed_by, row.project, row.source, row.contact),
        item=lambda row: row.key,
        summary=_late,
    )


PAGE = Page(
    "owed",
    3,
    NP_("page", "Owed"),
    (
        _view("all", NP_("view", "all"), _all),
        _view("followup", NP_("view", "follow-ups"), of_kind("followup")),
        *(_view(kind, label, of_kind(kind)) for kind, label in SORTS.items()),
    ),
)
