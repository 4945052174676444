"""`b`: the papers that the office hands in, and those that were issued; Enter shows one."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from datetime import date
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from data.export.papers.paper_kinds import PAPERS, PaperAsked, PaperKind
from data.export.papers.paper_periods import latest_period, paper_period
from data.model import Board
from data.model.issued_papers import IssuedPaper
from data.support.spelling import squash
from data.wording import NP_, _, pgettext
from tui.input.typed_days import Unclear
from tui.keys.actions import BY_ID
from tui.screens.boxes.dialog import PICKS, Ask, Form, digit_bindings, open_box
from tui.screens.context import Desk
from tui.screens.lists.list_box import ListBox, kind_and_id
from tui.screens.lists.paper_preview import PreviewScreen
from widgets.table.column_widths import Column
from widgets.table.virtual_table import Cell, TableRow, VirtualTable, headed

ABOUT: Mapping[str, tuple[str, str]] = {
    "item": NP_("about", "item"),
    "fair": NP_("about", "fair"),
}
"""What a paper may be of."""

MOST = 6
"""Names that are offered where it is not clear which one is meant."""


class PapersScreen(ListBox):
    """The kinds of papers, then what was issued, the latest first."""

    BINDINGS: ClassVar[list[BindingType]] = digit_bindings(PICKS)

    def __init__(self, desk: Desk, board: Board | None) -> None:
        title, hint = pgettext(*BY_ID["papers"].label), _("a digit or Enter shows a paper, Esc leaves")
        super().__init__(desk, board, title, hint=hint, opened_by="papers")
        self.issued: Mapping[str, IssuedPaper] = {}

    def body(self) -> ComposeResult:
        """The list."""
        columns = (
            Column("paper", pgettext("column", "Paper"), least=16, most=70, grow=True),
            Column("period", pgettext("column", "Period"), whole=True),
            Column("number", pgettext("column", "No."), align="right"),
            Column("issue", pgettext("column", "Issued"), least=10, most=40),
        )
        yield VirtualTable(columns, self.cells, id="rows")

    def state(self, board: Board | None) -> object:
        """With any board papers may have been issued."""
        return object()

    def load(self) -> None:
        """The kinds, then what was issued; the feed has it at hand."""
        self.issued = {one.id: one for one in reversed(self.desk.issues())}
        rows: list[TableRow] = [("kind", code) for code in PAPERS]
        rows += headed(pgettext("papers", "Issued"), (("issued", id) for id in self.issued))
        self.table.show_rows(rows)

    def cells(self, row: Hashable, widths: Mapping[str, int]) -> Mapping[str, Cell]:
        """A row is ("kind", its code) or ("issued", the mark's id)."""
        kind, which = kind_and_id(row)
        if kind == "kind":
            number = list(PAPERS).index(which) + 1
            digit = f"{number} " if number in PICKS else "  "
            return {"paper": [(digit, "key"), (PAPERS[which].name, "")]}
        one = self.issued[which]
        beside = pgettext("issued", "not counted: another stands before it") if one.second else ""
        return {
            "paper": PAPERS[one.kind].name if one.kind in PAPERS else one.kind,
            "period": one.period,
            "number": str(one.number or ""),
            "issue": [(f"{one.day.isoformat()} {one.by}", ""), (f"  {beside}" if beside else "", "warn")],
        }

    def on_virtual_table_row_chosen(self, event: VirtualTable.RowChosen) -> None:
        """Enter: ask for the period, or show what was issued."""
        event.stop()
        kind, which = kind_and_id(event.row)
        if kind == "kind":
            self._ask(PAPERS[which])
            return
        one = self.issued[which]
        if one.kind in PAPERS:
            self._show(PAPERS[one.kind], PaperAsked(paper_period(one.period), one.number, one.about, issue=one.id))

    def action_pick(self, digit: int) -> None:
        """A digit: the paper of this number."""
        kinds = list(PAPERS.values())
        if digit <= len(kinds):
            self._ask(kinds[digit - 1])

    def _ask(self, kind: PaperKind) -> None:
        """What the paper must be told; nothing is asked for that it does not need."""
        today = self.board.as_of if self.board else self.desk.clock().date()
        asks = []
        if kind.of_period:
            period = latest_period(kind.span, today).code
            asks.append(Ask("period", _("Period"), "2026-05-1", period, check=lambda text: _begun(text, today)))
        if kind.about:
            named = partial(_named, kind.about, self.board)
            asks.append(Ask("about", pgettext(*ABOUT[kind.about]), check=named, needed=kind.about == "item"))

        def filled(answers: Mapping[str, str]) -> None:
            period = paper_period(answers.get("period", ""))
            about = answers.get("about", "")
            self._show(kind, PaperAsked(period, None, _named(kind.about, self.board, about) if about else ""))

        if asks:
            open_box(self.app, Form(kind.name, "", asks), filled)
        else:
            filled({})

    def _show(self, kind: PaperKind, asked: PaperAsked) -> None:
        self.app.push_screen(PreviewScreen(self.desk, self.board, kind, asked))


def _named(about: str, board: Board | None, text: str) -> str:
    """The key of the one item, or the name of the one fair, that is meant: named so, or the only one that has these
    words. Raises Unclear."""
    if about == "item":
        known = {item.key: item.title for item in (board.items if board else ())}
    else:
        known = {fair.name: fair.name for fair in (board.fairs if board else ())}
    said = squash(text)
    found = [key for key, name in known.items() if said in (squash(name), squash(key))]
    found = found or [key for key, name in known.items() if said in squash(name)]
    if len(found) != 1:
        names = [known[key] for key in found] or list(known.values())
        raise Unclear(_("write which one: {names}").format(names="、".join(names[:MOST])))
    return found[0]


def _begun(text: str, today: date) -> None:
    """Raises Unclear for what is no period that has begun."""
    period = paper_period(text)
    if period is None:
        raise Unclear(_("a period is written as 2026-05-1, 2026-05-2, 2026-05, 2026Q2 or 2026H1"))
    if period.first > today:
        raise Unclear(_("the period {period} has not begun").format(period=period.code))
