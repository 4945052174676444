"""`o`: marks whose row is no longer in the folder, and the rows they could belong to. Only an officer joins them."""

from __future__ import annotations

from collections.abc import Hashable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from data.model import Board, Near, Orphan
from data.wording import N_, _, ngettext
from data.wording.code_words import mark_word
from tui.messages import LinkRequested
from tui.screens.boxes.dialog import Confirm, digit_bindings, open_box
from tui.screens.context import Desk
from tui.screens.lists.list_box import ListBox
from widgets.table.column_cells import Col, col
from widgets.table.virtual_table import TableRow, headed


class OrphansScreen(ListBox):
    """One line an orphan; below the chosen one its nearest names, each with the digit that joins it."""

    BINDINGS: ClassVar[list[BindingType]] = digit_bindings({n: f"join({n})" for n in (1, 2, 3)})
    WAITS = N_("reading the marks")

    def __init__(self, desk: Desk, board: Board | None) -> None:
        hint = desk.no_marks or _("1 to 3 joins the marks to that row, Esc leaves")
        super().__init__(desk, board, _("Marks without a row"), hint=hint, opened_by="orphans")
        self.orphans: dict[str, Orphan] = {}

    def body(self) -> ComposeResult:
        """The list, and the nearest names of the chosen one."""
        columns: tuple[Col[Orphan], ...] = (
            col("name", _("Item"), lambda orphan: [(orphan.title, "strong")], least=12, most=60, grow=True),
            col("unit", _("Unit"), lambda orphan: orphan.unit, least=8, most=24, priority=1),
            col("marks", _("Marks"), lambda orphan: str(orphan.marks), align="right"),
            col("last", _("Last marked"), _last, least=10, most=40, priority=2),
            col("joined", _("Joined to"), _joined, least=8, most=40, priority=7),
        )
        yield self.list_of(columns, "orphans")
        yield Static(id="near")

    def state(self, board: Board | None) -> object:
        """Any board may have other rows."""
        return object()

    def ask(self) -> tuple[Orphan, ...]:
        """The marks without a row."""
        return self.desk.orphans()

    def take(self, answer: tuple[Orphan, ...]) -> None:
        """Those that are joined already stand below."""
        self.orphans = {orphan.key: orphan for orphan in answer}
        rows: list[TableRow] = [orphan.key for orphan in answer if not orphan.joined]
        rows += headed(_("Joined already"), (orphan.key for orphan in answer if orphan.joined), "")
        self.table.show_rows(rows, empty=self._empty())
        self.tell(self.table.cursor)

    def _empty(self) -> str:
        board = self.board
        if board is None or board.folder.state != "ok" or board.folder.reading:
            return _("told when every ledger has been read")
        unread = [s.file for s in board.sources if s.state in ("waiting", "held", "failed") and not s.kinds]
        if unread:
            return _("told when every ledger has been read; not read: {files}").format(files=", ".join(unread))
        return _("every mark has its row")

    def thing(self, row: Hashable) -> Orphan:
        """An orphan."""
        return self.orphans[str(row)]

    def tell(self, row: Hashable | None) -> None:
        """The nearest names of the chosen one."""
        orphan = self.orphans.get(str(row))
        lines = [_near(n, near) for n, near in enumerate(orphan.near, 1)] if orphan else []
        if orphan and not lines:
            lines = [Content(_("no row of this kind is in the folder"))]
        self.query_one("#near", Static).update(Content("\n").join(lines))

    def action_join(self, digit: int) -> None:
        """Ask, then join the chosen orphan to the row of this digit."""
        orphan = self.orphans.get(str(self.table.cursor))
        if self.desk.no_marks or orphan is None or digit > len(orphan.near):
            return
        near = orphan.near[digit - 1]
        question = ngettext(
            "Join “{name}” to “{row}”, {unit}? Its {n} mark counts there from now on.",
            "Join “{name}” to “{row}”, {unit}? Its {n} marks count there from now on.",
            orphan.marks,
        ).format(name=orphan.title, row=near.name, unit=near.unit, n=orphan.marks)
        box = Confirm(_("Join"), question, key=str(digit))
        open_box(self.app, box, lambda _yes: self.post_message(LinkRequested(orphan, near)))


def _last(orphan: Orphan) -> str:
    return f"{orphan.at:%m-%d} {orphan.by} {mark_word(orphan.item_kind, orphan.op, orphan.outcome)}"


def _joined(orphan: Orphan) -> str:
    if not orphan.joined:
        return ""
    sign = "≠ " if len(orphan.joined_by) > 1 else ""
    return f"{sign}{orphan.joined}  {'/'.join(orphan.joined_by)}"


def _near(digit: int, near: Near) -> Content:
    return Content.assemble(
        (str(digit), "bold $text-accent"), f"  {near.name}  ", (f"{near.unit}  {near.score}%", "$text-muted")
    )
