"""One paper on the screen: its text, who confirmed its figures; saved, confirmed and issued from here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Mapping
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from data.export.forms.paper_forms import FORMS, FormUnwritable, PaperHome, in_form
from data.export.list_files import name_of_file
from data.export.papers.draft import DraftPaper, NothingToReport
from data.export.papers.issue_terms import ASKED_WORDS, AskedState
from data.export.papers.paper_kinds import NeedsPeriod, PaperAsked, PaperKind
from data.export.papers.source_annex import with_sources
from data.feed.paper_desk import PaperSeen
from data.model import Board
from data.wording import N_, _, pgettext
from data.wording.problems import problem_text
from tui.input.paper_standing import before_words, issued_words, remark_reasons
from tui.input.refusals import nothing_words
from tui.messages import AnswerRequested, IssueRequested
from tui.screens.boxes.decision_form import ask_decision
from tui.screens.boxes.dialog import Choice, Picker, digit_bindings, open_box
from tui.screens.boxes.issue_forms import ask_answer, ask_issue
from tui.screens.context import Desk
from tui.screens.lists.list_box import ListBox
from tui.terminal.export_place import folder_of, keep_file, write_file
from tui.terminal.locked_app import ReservedApp
from tui.terminal.paper_text import PaperLine, paper_lines
from widgets.table.column_widths import Column
from widgets.table.virtual_table import Cell, VirtualTable

SIGNS = 2
"""Cells beside each line for the cursor."""

FORM_WORDS: Mapping[str, str] = {
    "docx": N_("Word, to be handed out"),
    "html": N_("HTML, for a browser"),
    "md": N_("Markdown, for other programs"),
}

MEETINGS = frozenset({"agenda", "decisions"})
"""Papers of the dispatch meeting: what it decides is written down beside them."""

KEYS: Mapping[int, str] = {1: "save", 2: "answer", 3: "issue", 4: "sources", 5: "decide"}
"""What the digits do."""


class PreviewScreen(ListBox):
    """The lines of a paper; `board` tells when something was written since."""

    BINDINGS: ClassVar[list[BindingType]] = digit_bindings(KEYS)

    def __init__(self, desk: Desk, board: Board | None, kind: PaperKind, asked: PaperAsked) -> None:
        hint = _("1 to a file  2 a unit's answer  3 issue  4 sources  Esc leaves")
        if kind.code in MEETINGS:
            hint = _("1 to a file  3 issue  4 sources  5 what it decided  Esc leaves")
        super().__init__(desk, board, kind.name, hint=hint, opened_by="papers")
        self.kind, self.asked = kind, asked
        self.seen: PaperSeen | None = None
        self.shows_sources = False
        self._lines: list[PaperLine] = []

    def body(self) -> ComposeResult:
        """What was said last, the paper, and who confirmed."""
        yield Static(id="notice")
        yield VirtualTable((Column("line", "", least=20, most=1000, grow=True),), self.cells, id="rows", header=False)
        yield Static(id="asked")

    def cells(self, row: Hashable, widths: Mapping[str, int]) -> Mapping[str, Cell]:
        """One line."""
        assert isinstance(row, int)
        return {"line": [self._lines[row]]}

    def on_mount(self) -> None:
        """Nothing is to be said yet."""
        self.say("")

    def on_resize(self) -> None:
        """Other lines."""
        self._lay_out()

    def ask(self) -> PaperSeen | str:
        """The paper, or why there is none: it needs boards of other days."""
        try:
            return self.desk.paper(self.kind.code, self.asked)
        except NothingToReport as none:
            return nothing_words(none)
        except NeedsPeriod:
            return _("this paper is of a period")

    def take(self, answer: PaperSeen | str) -> None:
        """Its lines."""
        if isinstance(answer, str):
            self.say(answer)
            return
        self.seen = answer
        if answer.problems:
            self.say("; ".join(problem_text(problem) for problem in answer.problems))
        self._lay_out()

    @property
    def paper(self) -> DraftPaper | None:
        """The paper as it is shown, with its sources where they are asked for."""
        if self.seen is None:
            return None
        return with_sources(self.seen.paper) if self.shows_sources else self.seen.paper

    def _lay_out(self) -> None:
        paper, found = self.paper, self.query(VirtualTable)
        if not found:
            return
        table = found.first()
        width = table.scrollable_content_region.width - SIGNS
        self._lines = paper_lines(paper, width) if paper and width > 0 else []
        table.show_rows(range(len(self._lines)), empty=_("the paper is being made"))
        self.query_one("#asked", Static).update(Content(self._standing()))

    def _standing(self) -> str:
        """Who confirmed; or that it was issued, when and by whom."""
        seen = self.seen
        if seen is None:
            return ""
        if seen.issue is not None:
            return issued_words(seen.issue)
        counts = Counter(one.state for one in seen.asked)
        told = [f"{pgettext(*ASKED_WORDS[state])} {counts[state]}" for state in AskedState if counts[state]]
        return "  ".join(filter(None, (*told, *remark_reasons(seen), before_words(seen))))

    def say_here(self, text: str) -> None:
        """What came of an answer or an issue."""
        self.say(text)

    # ------------------------------------------------------------ the digits

    def action_sources(self) -> None:
        """With or without the annex of rows."""
        self.say("")
        self.shows_sources = not self.shows_sources
        self._lay_out()

    def action_save(self) -> None:
        """Ask for the form, write the file, and say where it is."""
        folder = folder_of(self.app)
        if folder is None:
            self.say(_("no file is left on this machine from here"))
        elif self.seen is not None:
            endings = [one for one in FORM_WORDS if one in FORMS]
            choices = [Choice(n, _(FORM_WORDS[one]), f".{one}", one) for n, one in enumerate(endings, 1)]
            open_box(self.app, Picker(pgettext("action", "to a file"), "", choices), partial(self._save, folder))

    def _save(self, folder: Path, ending: str) -> None:
        paper = self.paper
        if paper is not None:
            place = self.app.season if isinstance(self.app, ReservedApp) else Path()
            home = PaperHome(place, self.desk.settings())
            write_file(self.app, partial(_written, folder, paper, home, ending), self.say)

    def action_answer(self) -> None:
        """Write down what a unit said to its figures."""
        period = self.asked.period
        why = "" if period and self.seen and self.seen.asked else _("no unit is asked about this paper")
        self._if_allowed(why, lambda seen: ask_answer(self.app, seen, self.desk.officer(), self._answered))

    def _answered(self, unit: str, said: str, text: str, by: str) -> None:
        assert self.asked.period
        self.post_message(AnswerRequested(self.asked.period, unit, said, text, by))

    def action_issue(self) -> None:
        """Issue it, in two steps: number and remark beside who has not confirmed, then the question."""
        issued = self.seen is not None and self.seen.issue is not None
        why = _("it was issued already; what changed since stands behind it") if issued else ""
        self._if_allowed(why, lambda seen: ask_issue(self.app, seen, self.desk.officer(), self._issue))

    def _issue(self, number: int | None, remark: str, by: str) -> None:
        asked = PaperAsked(self.asked.period, number, self.asked.about)
        self.post_message(IssueRequested(self.kind.code, asked, remark, by))

    def action_decide(self) -> None:
        """Write down what the meeting gave out."""
        why = "" if self.kind.code in MEETINGS else _("no meeting decides in this paper")
        desk = self.desk
        today = desk.clock().astimezone(desk.zone).date()
        asked = partial(ask_decision, self.app, today, desk.workday_after, desk.officer(), self.post_message)
        self._if_allowed(why, lambda _seen: asked())

    def _if_allowed(self, why: str, do: Callable[[PaperSeen], None]) -> None:
        self.say("")
        if self.desk.no_marks:
            self.say(self.desk.no_marks)
        elif self.seen is None:
            self.say(_("the paper is being made"))
        elif why:
            self.say(why)
        else:
            do(self.seen)


def _written(folder: Path, paper: DraftPaper, home: PaperHome, ending: str) -> Path | str:
    """The file, or why the office's own form of it cannot be filled in. Raises OSError."""
    try:
        return keep_file(folder, name_of_file(paper.title, paper.as_of, ending), in_form(paper, home, ending))
    except FormUnwritable as error:
        return "\n".join(error.lines)
