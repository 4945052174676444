"""Enter on a file: what became of it, and all that was assumed, left out or wrong when it was read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from data.model import Problem, Severity, SourceHealth
from data.wording import _, pgettext
from data.wording.item_facts import CardField
from data.wording.problems import problem_text
from data.wording.unread_sheet_remedy import remedy_lines
from tui.keys.actions import NO_OWN
from tui.screens.cards.copied import CopiedBox
from tui.screens.cards.item import fields_text
from widgets.panels.sources_panel import STATES, rows_words


class FileCardScreen(CopiedBox):
    """The card of a file, whole where the list has to cut. Times are of `zone`."""

    def __init__(self, source: SourceHealth, zone: ZoneInfo, own: Mapping[str, str] = NO_OWN) -> None:
        super().__init__(_("File"), source.file, _("fairwatch explain FILE tells how it is read; Esc leaves"))
        self.source, self.zone = source, zone
        self.take_card_keys(own)

    def said(self) -> Iterable[str]:
        """Its fields, then what was told of its rows."""
        yield from ("\t".join(field) for field in self._fields())
        yield from _lines(self.source.problems)

    def body(self) -> ComposeResult:
        """Its fields, its problems, its notes."""
        with VerticalScroll(id="scroll"):
            yield Static(fields_text(self._fields()))
            for title, severity in ((_("Problems"), Severity.PROBLEM), (_("Notes"), Severity.NOTE)):
                told = [one for one in self.source.problems if one.severity is severity]
                if told:
                    yield Static(Content(title), classes="label")
                    yield Static(Content("\n").join(Content(line) for line in _lines(told)))

    def _fields(self) -> list[CardField]:
        source = self.source
        fields = (
            (_("State"), pgettext(*STATES[source.state])),
            (_("Why"), problem_text(source.why) if source.why else ""),
            (_("Rows"), rows_words(source)),
            (_("Changed"), self._when(source.changed_at)),
            (_("Read"), self._when(source.read_at)),
        )
        return [(label, words) for label, words in fields if words]

    def _when(self, at: datetime | None) -> str:
        return at.astimezone(self.zone).strftime("%Y-%m-%d %H:%M") if at else ""


def _lines(told: Iterable[Problem]) -> Iterable[str]:
    """Two lines each: where it stands and what the cell says, then why it is told."""
    for one in told:
        where = " ".join(part for part in (one.sheet, one.address) if part)
        yield "  ".join(part for part in (where, f"“{one.text}”" if one.text else "") if part)
        yield f"  {problem_text(one)}"
        yield from (f"    {line}" for line in remedy_lines(one))
