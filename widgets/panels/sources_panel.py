"""The files of the folder: what became of each, and the notes on how it was read."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import ClassVar

from data.model import Board, Problem, Severity, SourceHealth, SourceState
from data.support.settings_bytes import SETTINGS_FILE
from data.wording import NP_, _, ngettext, pgettext
from data.wording.code_words import ledger_kind_word
from data.wording.problems import problem_text
from widgets.frame.ink import Phrase, part
from widgets.table.column_widths import Column
from widgets.table.table_panel import TablePanel
from widgets.table.virtual_table import Cell, TableRow

STATES: Mapping[SourceState, tuple[str, str]] = {
    SourceState.OK: NP_("source", "read"),
    SourceState.WAITING: NP_("source", "being saved"),
    SourceState.HELD: NP_("source", "held back"),
    SourceState.GONE: NP_("source", "gone"),
    SourceState.FAILED: NP_("source", "not read"),
    SourceState.IGNORED: NP_("source", "not a ledger"),
    SourceState.OLDER: NP_("source", "older version"),
}

TONES: Mapping[SourceState, str] = {
    SourceState.FAILED: "bad",
    SourceState.GONE: "bad",
    SourceState.HELD: "warn",
    SourceState.WAITING: "warn",
    SourceState.IGNORED: "muted",
    SourceState.OLDER: "muted",
    SourceState.OK: "good",
}
"""In the order in which files are listed: what needs somebody first; a copy is to be sorted out."""

_Id = tuple[str, int]
"""A file's name and -1, or the number of one of its notes."""


class SourcesPanel(TablePanel):
    """One line a file, and below it one for each thing that was assumed or left out when it was read."""

    FIGURES: ClassVar[bool] = False
    _what: Mapping[Hashable, SourceHealth | Problem] = MappingProxyType({})

    @property
    def selected_file(self) -> SourceHealth | None:
        """The file under the cursor, or the one whose note that is."""
        what = self._what.get(self.table.cursor)
        files = _files(self.board) if self.board and what else ()
        return next((source for source in files if what and source.file == what.file), None)

    def columns(self) -> Sequence[Column]:
        """State, name, rows, and why."""
        return (
            Column("state", pgettext("column", "state"), 4, 14),
            Column("file", pgettext("column", "ledger"), 12, 48),
            Column("cell", pgettext("column", "cell"), priority=3, whole=True),
            Column("text", pgettext("column", "it says"), 8, 24, priority=4),
            Column("why", pgettext("column", "rows, and what was assumed"), 20, 200, ideal=30, priority=2, grow=True),
        )

    def title(self, board: Board) -> list[Phrase]:
        """How many files."""
        count = ngettext("{n} file", "{n} files", len(board.sources)).format(n=len(board.sources))
        return [part(_("Files"), "title"), part(count, "", 3), *self.filter_part()]

    def nothing(self) -> str:
        """An empty folder."""
        return _("no file has been read yet")

    def searched(self, board: Board) -> Iterable[tuple[str, ...]]:
        """The files' names."""
        return ((source.file,) for source in _files(board))

    def rows(self) -> Sequence[TableRow]:
        """Files, what needs somebody first, with their notes."""
        found: dict[Hashable, SourceHealth | Problem] = {}
        sources = _files(self.board) if self.board else ()
        self.total = len(sources)
        kept = [source for source in sources if self.found(source.file)]
        self.shown = len(kept)
        for source in sorted(kept, key=_worst_first):
            told = (p for p in source.problems if p.severity is Severity.NOTE or source.file == SETTINGS_FILE)
            notes = list(told)
            every: tuple[SourceHealth | Problem, ...] = (source, *notes)
            ids: list[_Id] = [(source.file, number) for number in range(-1, len(notes))]
            found.update(zip(ids, every, strict=True))
        self._what = found
        return list(found)

    def cells(self, row: Hashable, widths: Mapping[str, int]) -> Mapping[str, Cell]:
        """A file, or a note on it."""
        what = self._what[row]
        if isinstance(what, Problem):
            return {
                "state": [_severity(what)],
                "file": [("  " + what.sheet, "muted")],
                "cell": what.address,
                "text": what.text,
                "why": [(problem_text(what), "muted")],
            }
        return {
            "state": [(pgettext(*STATES[what.state]), TONES[what.state])],
            "file": [(what.file, "strong")],
            "cell": "",
            "text": "",
            "why": problem_text(what.why) if what.why else "  ".join(p for p in (rows_words(what), _wrong(what)) if p),
        }


def _files(board: Board) -> tuple[SourceHealth, ...]:
    """The files of the folder; before them the settings, while something of them is not taken."""
    wrong = board.folder.settings_problems
    if not wrong:
        return board.sources
    if board.folder.settings_problem:
        return (SourceHealth(SETTINGS_FILE, SourceState.FAILED, why=wrong[0]), *board.sources)
    return (SourceHealth(SETTINGS_FILE, SourceState.OK, problems=wrong), *board.sources)


def _severity(problem: Problem) -> tuple[str, str]:
    if problem.severity is Severity.PROBLEM:
        return "  " + pgettext("severity", "problem"), "bad"
    return "  " + pgettext("severity", "note"), "muted"


def _worst_first(source: SourceHealth) -> tuple[bool, int, bool, str]:
    return source.file != SETTINGS_FILE, list(TONES).index(source.state), not _wrong(source), source.file


def rows_words(source: SourceHealth) -> str:
    """How many rows of each kind of ledger were read."""
    return "  ".join(f"{ledger_kind_word(kind)} {count}" for kind, count in source.kinds)


def _wrong(source: SourceHealth) -> str:
    wrong = sum(1 for problem in source.problems if problem.severity is Severity.PROBLEM)
    return ngettext("{n} problem", "{n} problems", wrong).format(n=wrong) if wrong else ""
