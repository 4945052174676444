"""`c`: whom to call and on which number, what they owe now, who called last; `l` logs the call."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from data.model import Board, Item, MarkRequest
from data.wording import _, ngettext, pgettext
from data.wording.item_lines import handling, handling_tone
from tui.keys.actions import action_of, keys_of
from tui.keys.key_names import twins
from tui.messages import MarkRequested
from tui.screens.boxes.dialog import Dialog
from tui.screens.boxes.log_forms import ask_call
from tui.screens.cards.call_sheet import CallSheet, Person, call_words, copied, late_words, person_words, sheet
from tui.screens.context import Desk
from tui.terminal.clipboard import copy
from widgets.table.column_widths import Column
from widgets.table.virtual_table import Cell, VirtualTable


def _keys(keys: str) -> str:
    return ",".join(twin for key in keys.split() for twin in twins(key))


class Matters(VirtualTable):
    """The rows of the card: `l`, which pages elsewhere, logs the call."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding(_keys("l"), "screen.log", show=False)]


class CallCard(Dialog[None]):
    """The sheet of a unit or a person, kept up with the board. `item` is the row that it was opened on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(_keys("l enter"), "log", show=False),
        Binding(_keys("space"), "pick", show=False),
        Binding(_keys("a 0"), "pick_all", show=False),
    ]

    board: reactive[Board | None] = reactive(None, repaint=False)

    def __init__(self, board: Board, desk: Desk, whom: str, item: Item | None) -> None:
        keys = _("l log the call  Space choose rows  a all  {copy}  Esc leaves").format(
            copy=action_of("copy", desk.keys).hint
        )
        super().__init__(_("Call"), whom, keys)
        self.leave_by(desk.keys, "call")
        self.take_keys(keys_of("copy", desk.keys), "copy")
        self.desk, self.whom, self.item = desk, whom, item
        self.picked: set[str] = set()
        self.sheet: CallSheet = sheet(board, whom, item)
        self._by_key = {one.key: one for one in self.sheet.items}
        self.set_reactive(CallCard.board, board)

    def body(self) -> ComposeResult:
        """Who, what they owe, who called last."""
        columns = (
            Column("picked", "", least=1, most=1),
            Column("late", _("Late"), whole=True),
            Column("title", _("Matter"), least=12, most=60, grow=True),
            Column("handling", pgettext("column", "handling"), least=8, most=34, priority=2),
        )
        yield Static(id="people")
        yield Static(id="owes", classes="label")
        yield Matters(columns, self.cells, id="matters")
        yield Static(id="calls")

    def on_mount(self) -> None:
        """The row that the card was opened on stands under the cursor."""
        self._show()
        table = self.query_one(VirtualTable)
        table.focus()
        if self.item:
            table.select(self.item.key)

    def watch_board(self, board: Board | None) -> None:
        """Another board: what was called meanwhile from another station stands here too."""
        if board is None or not self.query(VirtualTable):
            return
        item = board.item(self.item.key) if self.item else None
        self.sheet = sheet(board, self.whom, item)
        self._by_key = {one.key: one for one in self.sheet.items}
        self.picked &= self._by_key.keys()
        self._show()

    def _show(self) -> None:
        found = self.sheet
        self.query_one("#people", Static).update(people_text(found.people))
        owes = ngettext("owes {n} matter now", "owes {n} matters now", len(found.items)).format(n=len(found.items))
        self.query_one("#owes", Static).update(Content(owes))
        self.query_one(VirtualTable).show_rows(tuple(self._by_key), empty=_("owes nothing now"))
        self.query_one(VirtualTable).styles.height = min(len(found.items) + 1, 12) if found.items else 2
        calls = [call_words(call, self.desk.zone) for call in found.calls]
        first = _("Last call: {call}").format(call=calls[0]) if calls else _("nobody has called about these yet")
        self.query_one("#calls", Static).update(Content("\n").join(map(Content, (first, *calls[1:]))))

    def cells(self, row: Hashable, widths: Mapping[str, int]) -> Mapping[str, Cell]:
        """One matter."""
        item = self._by_key[str(row)]
        return {
            "picked": [("*", "accent")] if item.key in self.picked else "",
            "late": late_words(item),
            "title": item.title,
            "handling": [(handling(item), handling_tone(item))],
        }

    def on_virtual_table_row_chosen(self, event: VirtualTable.RowChosen) -> None:
        """Enter on a row."""
        event.stop()
        self.action_log()

    @property
    def chosen(self) -> Sequence[Item]:
        """The rows that were talked about: those chosen, else the one under the cursor."""
        if self.picked:
            return [item for item in self.sheet.items if item.key in self.picked]
        cursor = next((table.cursor for table in self.query(VirtualTable)), None)
        if cursor is None:  # not there yet, where l comes in one read with c
            return [self.item] if self.item else self.sheet.items[:1]
        return [self._by_key[str(cursor)]]

    def action_pick(self) -> None:
        """This row was talked about, or was not."""
        key = str(self.query_one(VirtualTable).cursor)
        if key in self._by_key:
            self.picked ^= {key}
            self.query_one(VirtualTable).action_move(1)
            self.query_one(VirtualTable).refresh()

    def action_pick_all(self) -> None:
        """All of them, or none."""
        self.picked = set() if len(self.picked) == len(self._by_key) else set(self._by_key)
        self.query_one(VirtualTable).refresh()

    def action_log(self) -> None:
        """What came of the call; it is written on every row that was talked about and can be marked."""
        board, rows = self.board, [item for item in self.chosen if item.markable]
        if self.desk.no_marks:
            self.say(self.desk.no_marks)
        elif not self.chosen:
            self.say(_("owes nothing now: there is no row to write the call on"))
        elif not rows:
            self.say(_("two rows of the ledgers share this name: it cannot be marked until they are told apart"))
        elif board is not None:
            ask_call(self.app, self.whom, rows, board.as_of, self.desk.workday_after, self._write)

    def _write(self, requests: Sequence[tuple[MarkRequest, Item]], done: str) -> None:
        (request, item), *also = requests
        self.post_message(MarkRequested(request, item, done, tuple(also)))
        self.dismiss(None)

    def action_copy(self) -> None:
        """A few plain lines for a chat."""
        if self.board is not None:
            self.say(copy(self.app, copied(self.board, self.whom, self.item, self.desk.zone)))

    def say(self, text: str) -> None:
        """In place of the keys."""
        for hint in self.query("#hint").results(Static):
            hint.update(Content(text))


def people_text(people: Sequence[Person]) -> Content:
    """Who can be called: the number on a line of its own, so that it is read and copied at one glance."""
    if not any(person.phone for person in people):
        lines = [Content(person_words(person)) for person in people]
        return Content("\n").join([*lines, Content.styled(_("no ledger gives a number"), "$text-warning")])
    first, rest = next(one for one in people if one.phone), list(people)
    rest.remove(first)
    others = [Content("  ".join(person_words(one) for one in rest))] if rest else []
    who = Content(" ".join(part for part in (first.role, first.name) if part))
    return Content("\n").join([who, Content.styled(first.phone, "bold $text-primary"), *others])
