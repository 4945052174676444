"""`L`: every line that any station wrote, the latest first; typing keeps those that hold the words."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from data.model import Board, LogLine
from data.wording import N_, _, ngettext, pgettext
from data.wording.log_words import TONES, detail, done_word, flags, searched, station_names, subject
from tui.screens.context import Desk
from tui.screens.lists.list_box import ListBox
from widgets.frame.typing_line import TypingLine
from widgets.table.column_cells import Col, col
from widgets.table.column_widths import EXTRA
from widgets.table.virtual_table import Cell, Heading, headed

OWN = 10
"""How many of this station's latest marks stand above all others."""


class LogScreen(ListBox):
    """The last marks of this station, then all marks; the chosen line in full below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("pageup", "page(-1)", show=False, priority=True),
        Binding("pagedown", "page(1)", show=False, priority=True),
    ]

    FIRST = Input
    WAITS = N_("reading the marks")

    def __init__(self, desk: Desk, board: Board | None) -> None:
        hint = _("type a name, an item or a station; ↑↓ choose, Esc leaves")
        super().__init__(desk, board, _("Every mark"), hint=hint)
        self.lines: tuple[LogLine, ...] = ()
        self._words: list[str] = []
        self._stations: Mapping[str, str] = {}

    def body(self) -> ComposeResult:
        """A line to type in, the list, and the chosen line in full."""
        yield TypingLine(placeholder=_("a name, an item, a station"), id="word", max_length=40)
        columns: tuple[Col[LogLine], ...] = (
            col("at", _("When"), lambda line: f"{line.at:%m-%d %H:%M}" if line.at else "—", whole=True),
            col("by", pgettext("column", "marked by"), lambda line: [(line.by, _tone(line) or "strong")], 6, 14),
            col("what", _("What"), lambda line: [(done_word(line), _tone(line))], 8, 40, ideal=12),
            col("item", _("Item"), lambda line: [(subject(line) or line.text, _tone(line))], 12, 60, grow=True),
            col("flags", _("Now"), _flags, 4, 44, priority=1),
            col("unit", _("Unit"), lambda line: line.unit, 8, 24, priority=3),
            col("station", _("Station"), lambda line: self._stations.get(line.station, ""), 8, 20, priority=EXTRA),
        )
        yield self.list_of(columns, "log")
        yield Static(id="full")

    def state(self, board: Board | None) -> object:
        """Marks that came since."""
        return board.marks.version if board else 0

    def ask(self) -> tuple[tuple[LogLine, ...], list[str], Mapping[str, str]]:
        """The lines, the words that each is found by, and what stations are called."""
        lines = self.desk.log()
        stations = station_names(lines)
        return lines, [searched(line, stations.get(line.station, "")) for line in lines], stations

    def take(self, answer: tuple[tuple[LogLine, ...], list[str], Mapping[str, str]]) -> None:
        """Show those that are looked for."""
        self.lines, self._words, self._stations = answer
        self._show()

    def _show(self) -> None:
        """The rows that hold every word that was typed."""
        wanted = self.query_one(Input).value.casefold().split()
        kept = [n for n, words in enumerate(self._words) if all(word in words for word in wanted)]
        kept.reverse()
        own = [n for n in kept if self.lines[n].ours][:OWN]
        count = ngettext("{n} mark", "{n} marks", len(kept)).format(n=len(kept))
        rows = headed(_("The latest of this station"), (("own", n) for n in own), "")
        rows += headed(_("All stations"), (("all", n) for n in kept), count)
        skipped = self.board.marks.skipped if self.board else ()
        if skipped:
            rows.append(Heading(_("Among the journals, and not read"), "  ".join(skipped)))
        empty = _("no mark has these words") if wanted else _("nothing was marked yet")
        self.table.show_rows(rows, empty=empty)

    def thing(self, row: Hashable) -> LogLine:
        """A line, by ("own" or "all", its place in the log)."""
        assert isinstance(row, tuple)
        return self.lines[row[1]]

    def on_input_changed(self, event: Input.Changed) -> None:
        """Only those that hold the words."""
        event.stop()
        self._show()

    def on_typing_line_full(self, event: TypingLine.Full) -> None:
        """What had no room is told, in place of the keys."""
        event.stop()
        self.query_one("#hint", Static).update(Content(event.words))

    def action_move(self, by: int) -> None:
        """The cursor, up or down."""
        self.table.action_move(by)

    def action_page(self, by: int) -> None:
        """By a page."""
        self.table.action_page(by)

    def tell(self, row: Hashable | None) -> None:
        """The chosen line in full."""
        line = None if row is None else self.thing(row)
        full = in_full(line, self._stations.get(line.station, "")) if line else ""
        self.query_one("#full", Static).update(Content(full))


def _tone(line: LogLine) -> str:
    return TONES.get(line.state, "")


def _flags(line: LogLine) -> Cell:
    return [(text + " ", said) for text, said in flags(line)]


def in_full(line: LogLine, station: str) -> str:
    """Everything that a line says; `station` is what its station is called, and the mark's id ends it."""
    when = f"{line.at:%Y-%m-%d %H:%M}" if line.at else "—"
    said = "  ".join(text for text, _tone in flags(line))
    parts = (when, line.by, done_word(line), detail(line), subject(line), line.unit, said, station, line.id)
    return "  ".join(part for part in parts if part)
