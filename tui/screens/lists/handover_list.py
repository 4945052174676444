"""`w`: what changed since my last shift, the notes of shifts that wait; `s`: the note that I leave.

A note that waits stands first and has the cursor: Enter shows it and asks, Enter again takes it over.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message_pump import MessagePump
from textual.widgets import Static

from data.model import JOINED, Board, Left, Shift, ShiftNote, item_ref, left_open
from data.wording import _, ngettext, pgettext
from data.wording.item_lines import row_word
from tui.keys.actions import BY_ID, action_of, keys_of
from tui.messages import SignRequested, TakeoverRequested
from tui.screens.boxes.dialog import Ask, Confirm, Form, digit_bindings, open_box
from tui.screens.cards.item import CardScreen
from tui.screens.context import Desk
from tui.screens.lists.list_box import ListBox, kind_and_id
from widgets.table.handover_rows import (
    GROUPS,
    change_cells,
    columns,
    done_words,
    left_words,
    mark_cells,
    note_cells,
    note_words,
    signed_cells,
    since_words,
    whose,
)
from widgets.table.virtual_table import Cell, TableRow, VirtualTable, headed

LISTED, BESIDE, NARROW = 8, 3, 2
"""Open items that a box names beside the words of a note; on a small terminal the list's foot, and the form."""

TALL = 30
"""From so many lines on a terminal is no small one."""


def on_duty(board: Board | None) -> str:
    """The officer whom the roster names at this moment, else for the day; "" where it says nothing."""
    duty = (board.fair_work.roster.now or board.duty) if board else None
    return duty.officer if duty else ""


class HandoverScreen(ListBox):
    """The waiting notes, what was signed, changes by group, what was handled and by whom; the chosen row in full."""

    BINDINGS: ClassVar[list[BindingType]] = digit_bindings({1: "accept"})

    def __init__(self, desk: Desk, board: Board | None) -> None:
        keys = _("Enter takes a note over, or shows evidence; {key} hands over, Esc leaves").format(
            key=action_of("handover", desk.keys).shown_key
        )
        super().__init__(desk, board, pgettext(*BY_ID["shift"].label), hint=desk.no_marks or keys, opened_by="shift")
        self.take_keys(keys_of("handover", desk.keys), "sign")
        self.officer = desk.officer()
        self.shift: Shift | None = None

    def body(self) -> ComposeResult:
        """The list, and the chosen row in full."""
        yield Static(id="notice")
        yield VirtualTable(columns(), self.cells, id="rows")
        yield Static(id="full")

    def on_mount(self) -> None:
        """Nothing is to be said yet."""
        self.say("")

    def watch_board(self) -> None:
        """Rows, marks or notes that came since."""
        if self.query(VirtualTable):
            self._show()
        super().watch_board()

    def ask(self) -> Shift:
        """What changed since the last shift of who marks here; where nobody has said who, of whom the roster names."""
        officers = [self.officer] if self.officer else on_duty(self.board).split(JOINED)
        return self.desk.shift(tuple(filter(None, officers)))

    def take(self, answer: Shift) -> None:
        """Since when, and what."""
        self.shift = answer
        self.query_one("#box").border_title = Content(f"{self.heading} · {since_words(answer)}").markup
        late = answer.since is not None and answer.begins is not None
        self.say(_("what ledgers said is known from {day} on").format(day=answer.begins) if late else "")
        self._show()

    # ------------------------------------------------------------ rows

    def _show(self) -> None:
        empty = _("nothing changed") if self.shift else _("comparing then and now")
        self.table.show_rows(self._rows(), empty=empty)
        self.tell(self.table.cursor)

    def _rows(self) -> list[TableRow]:
        waiting = self.board.handovers if self.board else ()
        rows = headed(_("Waits to be taken over"), (("wait", note.id) for note in waiting), "")
        shift = self.shift
        if shift is None:
            return rows
        rows += headed(_("Signed, 100 million yuan"), (("signed", str(n)) for n in range(len(shift.signed))), "")
        for group, word in GROUPS.items():
            found = [("change", str(n)) for n, change in enumerate(shift.changes) if change.group == group]
            rows += headed(pgettext(*word), found, _count(len(found)))
        marks = [("mark", str(n)) for n in range(len(shift.marks))]
        rows += headed(pgettext("since", "handled"), marks, _count(len(marks)))
        return [*rows, *headed(_("Earlier notes"), (("note", note.id) for note in shift.notes if not note.waiting), "")]

    def cells(self, row: Hashable, widths: Mapping[str, int]) -> Mapping[str, Cell]:
        """A row is ("wait" or "note", a note's id), or ("signed", "change" or "mark", its number)."""
        kind, which = kind_and_id(row)
        if kind in ("wait", "note"):
            note = self._note(which)
            return note_cells(note) if note else {}
        assert self.shift is not None
        if kind == "signed":
            return signed_cells(self.shift.signed[int(which)])
        if kind == "mark":
            return mark_cells(self.shift.marks[int(which)])
        change = self.shift.changes[int(which)]
        return change_cells(change, self.board.item(change.key) if self.board else None)

    def _note(self, id_: str) -> ShiftNote | None:
        known = (*(self.board.handovers if self.board else ()), *(self.shift.notes if self.shift else ()))
        return next((note for note in known if note.id == id_), None)

    # ------------------------------------------------------------ the chosen row

    def tell(self, row: Hashable | None) -> None:
        """The chosen row in full."""
        self.query_one("#full", Static).update(Content("\n".join(self._full(row)) if row is not None else ""))

    def _full(self, row: Hashable) -> list[str]:
        kind, which = kind_and_id(row)
        note = self._note(which) if kind in ("wait", "note") else None
        if note:
            return note_words(note, self._stands, LISTED if self.size.height >= TALL else BESIDE)
        if kind == "mark" and self.shift:
            mark = self.shift.marks[int(which)]
            return ["  ".join(part for part in (mark.name, mark.unit, done_words(mark)) if part)]
        if kind == "change" and self.shift:
            change = self.shift.changes[int(which)]
            item = self.board.item(change.key) if self.board else None
            place = f"{change.place.file} {change.place.sheet} {change.place.row}"
            told = (change.project, whose(change, item), row_word(item) if item else "", place)
            return ["  ".join(part for part in told if part)]
        return []

    def _stands(self, left: Left) -> str | None:
        """How an item that a note lists stands now; None while the ledgers are not read."""
        board = self.board
        if board is None or board.unread or board.folder.state == "starting" or board.folder.reading:
            return None
        item = next((item for item in board.items if item_ref(item.key) == left.ref), None)
        return row_word(item) if item else _("no longer on the list")

    def on_virtual_table_row_chosen(self, event: VirtualTable.RowChosen) -> None:
        """Enter: take the note over, or show the evidence of the row."""
        event.stop()
        kind, which = kind_and_id(event.row)
        if kind == "wait":
            self._accept(self._note(which))
            return
        key = self._key(kind, which)
        item = self.board.item(key) if key and self.board else None
        if item:
            self.app.push_screen(CardScreen(item, self.desk.zone, own=self.desk.keys, acts=False))

    def _key(self, kind: str, which: str) -> str:
        """The key of a row's item, "" for a row about none."""
        if self.shift is None or kind not in ("change", "mark"):
            return ""
        return (self.shift.changes if kind == "change" else self.shift.marks)[int(which)].key

    def action_accept(self) -> None:
        """1: the first note that waits."""
        waiting = self.board.handovers if self.board else ()
        self._accept(waiting[0] if waiting else None)

    def _accept(self, note: ShiftNote | None) -> None:
        if note is None or self.desk.read_only:
            return
        words = "\n".join(note_words(note, self._stands, LISTED))
        title, known = _("Take over"), self.officer

        def answered(answer: bool | Mapping[str, str] | None) -> None:
            if answer:
                self.post_message(TakeoverRequested(note, "" if answer is True else answer["by"]))

        # Where nobody has said who marks here, the question asks it: no key more than a plain yes.
        name = Ask("by", _("Who takes over"), value=on_duty(self.board))
        box: Confirm | Form = Confirm(title, words, key="1") if known else Form(title, words, [name])
        box.add_class("-note")
        self.app.push_screen(box, answered)

    def action_sign(self) -> None:
        """s: the note that I leave."""
        if not self.desk.read_only:
            ask_to_sign(self, self.officer, self.board)


def ask_to_sign(pump: MessagePump, officer: str, board: Board | None) -> None:
    """Asks for the words of the shift's note and for whom it is; the open items are listed by themselves."""
    listed = left_words(left_open(board), NARROW if pump.app.size.height < TALL else LISTED) if board else []

    def filled(answers: Mapping[str, str]) -> None:
        pump.post_message(SignRequested(answers["to"], answers["text"], answers.get("by", "")))

    following = board.fair_work.roster.next if board else None
    to = following.officer if following and following.officer != officer else ""
    asks = [
        Ask("text", _("What is left, what to know"), needed=False),
        Ask("to", _("To whom"), value=to, needed=False),
    ]
    if not officer:
        asks.append(Ask("by", _("Who hands over"), value=on_duty(board)))
    form = Form(_("Hand over"), "\n".join(listed), asks)
    form.add_class("-note")
    open_box(pump.app, form, filled)


def _count(n: int) -> str:
    return ngettext("{n} row", "{n} rows", n).format(n=n)
