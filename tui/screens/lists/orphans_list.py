"""`o`: marks whose row is no longer in the folder, and the rows they could belong to. Only an officer joins them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from data.model import Board, Near, Orphan
from data.wording import _, ngettext
from data.wording.code_words import mark_word
from tui.keys.actions import NO_OWN
from tui.keys.key_names import twins
from tui.messages import LinkRequested
from tui.screens.boxes.dialog import Confirm, Dialog
from widgets.table.column_widths import Column
from widgets.table.virtual_table import Cell, Heading, TableRow, VirtualTable


class OrphansScreen(Dialog[None]):
    """One line an orphan; below the chosen one its nearest names, each with the digit that joins it.

    `why_not` says why nothing may be joined here, "" if it may.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(twin, f"join({n})", show=False) for n in (1, 2, 3) for twin in twins(str(n))),
    ]

    board: reactive[Board | None] = reactive(None, repaint=False)

    def __init__(
        self,
        read: Callable[[], tuple[Orphan, ...]],
        board: Board | None,
        why_not: str = "",
        own: Mapping[str, str] = NO_OWN,
    ) -> None:
        hint = why_not or _("1 to 3 joins the marks to that row, Esc leaves")
        super().__init__(_("Marks without a row"), hint=hint)
        self.leave_by(own, "orphans")
        self.read = read
        self.why_not = why_not
        self.orphans: dict[str, Orphan] = {}
        self._version = -1
        self.set_reactive(OrphansScreen.board, board)

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

    def on_mount(self) -> None:
        """The list takes the keys."""
        self.query_one(VirtualTable).show_rows((), empty=_("reading the marks"))
        self.query_one(VirtualTable).focus()
        self.watch_board()

    def watch_board(self) -> None:
        """Rows or marks that came since."""
        if self.query(VirtualTable):
            self._load()

    @work(thread=True, exclusive=True, exit_on_error=False, group="orphans")
    def _load(self) -> None:
        self.app.call_from_thread(self._take, self.read())

    def _take(self, orphans: tuple[Orphan, ...]) -> None:
        self.orphans = {orphan.key: orphan for orphan in orphans}
        open_ = [orphan.key for orphan in orphans if not orphan.joined]
        joined = [orphan.key for orphan in orphans if orphan.joined]
        rows: list[TableRow] = list(open_)
        if joined:
            rows += [Heading(_("Joined already")), *joined]
        table = self.query_one(VirtualTable)
        table.show_rows(rows, empty=self._empty())
        self._show_near(table.cursor)

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

    def on_virtual_table_cursor_moved(self, event: VirtualTable.CursorMoved) -> None:
        """Another orphan, other names."""
        event.stop()
        self._show_near(event.row)

    def _show_near(self, row: Hashable | None) -> None:
        orphan = self.orphans.get(str(row))
        lines = [_near(n, near) for n, near in enumerate(orphan.near, 1)] if orphan else []
        if orphan and not lines:
            lines = [Content(_("no row of this kind is in the folder"))]
        self.query_one("#near", Static).update(Content("\n").join(lines))

    def action_join(self, digit: int) -> None:
        """Ask, then join the chosen orphan to the row of this digit."""
        orphan = self.orphans.get(str(self.query_one(VirtualTable).cursor))
        if self.why_not or orphan is None or digit > len(orphan.near):
            return
        near = orphan.near[digit - 1]
        question = ngettext(
            "Join “{name}” to “{row}”, {unit}? Its {n} mark counts there from now on.",
            "Join “{name}” to “{row}”, {unit}? Its {n} marks count there from now on.",
            orphan.marks,
        ).format(name=orphan.title, row=near.name, unit=near.unit, n=orphan.marks)

        def answered(yes: bool | None) -> None:
            if yes:
                self.post_message(LinkRequested(orphan, near))

        self.app.push_screen(Confirm(_("Join"), question, key=str(digit)), answered)


def _joined(orphan: Orphan) -> str:
    if not orphan.joined:
        return ""
    sign = "≠ " if len(orphan.joined_by) > 1 else ""
    return f"{sign}{orphan.joined}  {'/'.join(orphan.joined_by)}"


def _near(digit: int, near: Near) -> Content:
    return Content.assemble(
        (str(digit), "bold $text-accent"), f"  {near.name}  ", (f"{near.unit}  {near.score}%", "$text-muted")
    )
