"""`o`: marks whose row is no longer in the folder, and the rows they could belong to. Only an officer joins them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from data.model import Board, Near, Orphan
from data.wording import N_, _, ngettext
from data.wording.code_words import mark_word
from tui.keys.actions import NO_OWN
from tui.keys.key_names import twins
from tui.messages import LinkRequested
from tui.screens.boxes.dialog import Confirm, open_box
from tui.screens.lists.list_box import ListBox
from widgets.table.column_widths import Column
from widgets.table.virtual_table import Cell, TableRow, VirtualTable, headed


class OrphansScreen(ListBox):
    """One line an orphan; below the chosen one its nearest names, each with the digit that joins it.

    `why_not` says why nothing may be joined here, "" if it may.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(twin, f"join({n})", show=False) for n in (1, 2, 3) for twin in twins(str(n))),
    ]

    WAITS = N_("reading the marks")

    def __init__(
        self,
        read: Callable[[], tuple[Orphan, ...]],
        board: Board | None,
        why_not: str = "",
        own: Mapping[str, str] = NO_OWN,
    ) -> None:
        hint = why_not or _("1 to 3 joins the marks to that row, Esc leaves")
        super().__init__(_("Marks without a row"), board, hint=hint)
        self.leave_by(own, "orphans")
        self.read = read
        self.why_not = why_not
        self.orphans: dict[str, Orphan] = {}

    def body(self) -> ComposeResult:
        """The list, and the nearest names of the chosen one."""
        columns = (
            Column("name", _("Item"), least=12, most=60, grow=True),
            Column("unit", _("Unit"), least=8, most=24, priority=1),
            Column("marks", _("Marks"), align="right"),
            Column("last", _("Last marked"), least=10, most=40, priority=2),
            Column("joined", _("Joined to"), least=8, most=40, priority=7),
        )
        yield VirtualTable(columns, self.cells, id="orphans")
        yield Static(id="near")

    def state(self, board: Board | None) -> object:
        """Any board may have other rows."""
        return object()

    def ask(self) -> tuple[Orphan, ...]:
        """The marks without a row."""
        return self.read()

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

    def cells(self, row: Hashable, widths: Mapping[str, int]) -> Mapping[str, Cell]:
        """The cells of an orphan."""
        orphan = self.orphans[str(row)]
        word = mark_word(orphan.item_kind, orphan.op, orphan.outcome)
        return {
            "name": ((orphan.title, "strong"),),
            "unit": orphan.unit,
            "marks": str(orphan.marks),
            "last": f"{orphan.at:%m-%d} {orphan.by} {word}",
            "joined": _joined(orphan),
        }

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
        if self.why_not or orphan is None or digit > len(orphan.near):
            return
        near = orphan.near[digit - 1]
        question = ngettext(
            "Join “{name}” to “{row}”, {unit}? Its {n} mark counts there from now on.",
            "Join “{name}” to “{row}”, {unit}? Its {n} marks count there from now on.",
            orphan.marks,
        ).format(name=orphan.title, row=near.name, unit=near.unit, n=orphan.marks)
        box = Confirm(_("Join"), question, key=str(digit))
        open_box(self.app, box, lambda _yes: self.post_message(LinkRequested(orphan, near)))


def _joined(orphan: Orphan) -> str:
    if not orphan.joined:
        return ""
    sign = "≠ " if len(orphan.joined_by) > 1 else ""
    return f"{sign}{orphan.joined}  {'/'.join(orphan.joined_by)}"


def _near(digit: int, near: Near) -> Content:
    return Content.assemble(
        (str(digit), "bold $text-accent"), f"  {near.name}  ", (f"{near.unit}  {near.score}%", "$text-muted")
    )
