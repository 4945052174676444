"""`x`: the files of the folder, how each was read, and every row that was not taken, with its reason."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from data.model import Board, Problem, Severity, SourceHealth, SourceState
from data.wording import NP_, _, ngettext, pgettext
from data.wording.problems import problem_text
from tui.actions import twins
from tui.screens.dialog import Dialog
from widgets.columns import Column
from widgets.virtual_table import Cell, Heading, Row, VirtualTable

STATES: Mapping[SourceState, tuple[str, str]] = {
    SourceState.OK: NP_("source", "read"),
    SourceState.WAITING: NP_("source", "being saved"),
    SourceState.HELD: NP_("source", "held back"),
    SourceState.FAILED: NP_("source", "not read"),
    SourceState.IGNORED: NP_("source", "not a ledger"),
}

TONES: Mapping[SourceState, str] = {
    SourceState.FAILED: "bad",
    SourceState.HELD: "warn",
    SourceState.WAITING: "warn",
    SourceState.OK: "good",
    SourceState.IGNORED: "muted",
}
"""In the order in which files are listed: what needs somebody first."""

Id = tuple[str, str, int]
"""("file", its name, 0), ("problem", the file's name, which), ("other", "", which)"""


class SourcesScreen(Dialog[None]):
    """One line a file and one a problem of it; the line below says the chosen one in full."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding(",".join((*twins("x"), *twins("q"), "9")), "leave", show=False)]

    board: reactive[Board | None] = reactive(None, repaint=False)

    def __init__(self, board: Board | None) -> None:
        super().__init__(_("Files and what was wrong in them"))
        self.rows: dict[Id, SourceHealth | Problem] = {}
        self.set_reactive(SourcesScreen.board, board)

    def body(self) -> ComposeResult:
        """The list, and the chosen line in full."""
        columns = (
            Column("state", _("State"), least=4, most=14),
            Column("place", _("Where"), least=12, most=48),
            Column("text", _("What it says"), least=12, most=26, priority=1),
            Column("why", _("Why"), least=26, most=300, priority=2, grow=True),
        )
        yield VirtualTable(columns, self.cells, id="sources")
        yield Static(id="full")

    def on_mount(self) -> None:
        """The list takes the keys."""
        self.watch_board()
        self.query_one(VirtualTable).focus()

    def watch_board(self) -> None:
        """What was read since."""
        if not self.query(VirtualTable):
            return
        rows: list[Row] = []
        self.rows = {}
        sources = self.board.sources if self.board else ()
        for source in sorted(sources, key=_worst_first):
            self._add(rows, ("file", source.file, 0), source)
            for n, problem in enumerate(source.problems):
                self._add(rows, ("problem", source.file, n), problem)
        told = {problem for source in sources for problem in source.problems}
        others = [problem for problem in (self.board.problems if self.board else ()) if problem not in told]
        if others:
            rows.append(Heading(_("Of several files, or of none")))
        for n, problem in enumerate(others):
            self._add(rows, ("other", "", n), problem)
        self.query_one(VirtualTable).show_rows(rows, empty=_("no file has been read yet"))

    def _add(self, rows: list[Row], id: Id, what: SourceHealth | Problem) -> None:
        rows.append(id)
        self.rows[id] = what

    def cells(self, row: Hashable, widths: Mapping[str, int]) -> Mapping[str, Cell]:
        """The cells of a file, or of a problem."""
        id = cast(Id, row)
        what = self.rows[id]
        if isinstance(what, SourceHealth):
            return {
                "state": ((pgettext(*STATES[what.state]), TONES[what.state]),),
                "place": ((what.file, "strong"),),
                "text": "",
                "why": problem_text(what.why) if what.why else "  ".join(p for p in (_count(what), _rows(what)) if p),
            }
        tone = "bad" if what.severity is Severity.PROBLEM else "muted"
        return {
            "state": (
                ("  " + (_("problem") if what.severity is Severity.PROBLEM else pgettext("severity", "note")), tone),
            ),
            "place": _place(what) if id[0] == "problem" else " ".join((what.file, _place(what))),
            "text": what.text,
            "why": problem_text(what),
        }

    def on_virtual_table_cursor_moved(self, event: VirtualTable.CursorMoved) -> None:
        """The chosen line in full."""
        event.stop()
        what = self.rows.get(cast(Id, event.row))
        text = ""
        if isinstance(what, Problem):
            text = "  ".join(part for part in (what.file, _place(what), what.text, problem_text(what)) if part)
        elif what is not None:
            text = "  ".join(
                part for part in (what.file, _rows(what), problem_text(what.why) if what.why else "") if part
            )
        self.query_one("#full", Static).update(Content(text))


def _worst_first(source: SourceHealth) -> tuple[int, bool, str]:
    return list(TONES).index(source.state), not _count(source), source.file


def _place(problem: Problem) -> str:
    cell = f"{problem.column}{problem.row}" if problem.column else _("row {row}").format(row=problem.row)
    return " ".join(part for part in (problem.sheet, cell if problem.row or problem.column else "") if part)


def _rows(source: SourceHealth) -> str:
    from data.kinds import BY_NAME
    from data.wording import language

    def word(kind: str) -> str:
        return BY_NAME[kind].label if language() == "zh" and kind in BY_NAME else kind

    return "  ".join(f"{word(kind)} {count}" for kind, count in source.kinds)


def _count(source: SourceHealth) -> str:
    wrong = sum(1 for problem in source.problems if problem.severity is Severity.PROBLEM)
    return ngettext("{n} problem", "{n} problems", wrong).format(n=wrong) if wrong else ""
