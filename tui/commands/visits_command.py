"""`log-visit`: that somebody was at a project, without a screen; it counts as one of the visits that are owed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from data.feed.visitable_projects import visitable
from data.model import VISIT, MarkRequest
from data.wording import _
from data.wording.code_words import mark_word
from tui.commands.common import ForGate, WordsOption, by_option, day_option, look
from tui.commands.item_argument import Named, matching, several
from tui.commands.mark_command import delivery


def commands() -> list[click.Command]:
    """This module's commands, their help in the language in force."""
    return [
        ForGate(
            log_visit,
            click.Argument(["project"], metavar=_("PROJECT")),
            day_option("--on", help=_("The day of the visit (default: today).")),
            WordsOption(["--text"], default="", help=_("What was seen or settled there.")),
            by_option(_("Who was there: the officer's name."), required=True),
            writes=True,
            help=_(
                "Log a visit to a project, in whatever list it stands or in none. PROJECT is its number or name, or "
                "words, pinyin or initials that only it has. While the folder is away the visit is kept here."
            ),
        )
    ]


def log_visit(folder: Path, project: str, on: date | None, text: str, by: str) -> None:
    """Log the visit and say where it is; 1 when it is refused or PROJECT means several, 2 when it means none."""
    with look(folder, marks=True) as glance:
        known = visitable(glance.engine)
        things = [Named(row.key, row.project, (row.unit,), row.unit) for row in known]
        found = matching(project, things)
        if not found:
            raise click.UsageError(_("no project “{wanted}” in any ledger").format(wanted=project))
        if len(found) > 1:
            several(project, [things[i] for i in found])
        row = known[found[0]]
        request = MarkRequest(row.key, "log", VISIT, text=text, on=on)
        glance.mark(request, by, row)
        day = (on or glance.engine.today).isoformat()
        click.echo(f"{row.project}: {mark_word(row.kind, 'log', VISIT)} {day} · {delivery(glance)}")
