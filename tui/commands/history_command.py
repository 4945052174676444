"""`history`: which ledger changed when, what of its rows, and what became of each version."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from data.export.board_json import as_text, in_format, plain
from data.feed.one_look import Glance
from data.model import LedgerHistory
from data.wording import _
from data.wording.ledger_change_words import event_words, in_full, unsaid_words, untold_words
from tui.commands.common import ForGate, folded, folder_argument, look, stale_exit
from tui.commands.show_past import SinceParam, moment_of

MOST = 12
"""Rows of one version that are printed; JSON has all."""


def commands() -> list[click.Command]:
    """This module's commands, their help in the language in force."""
    return [
        ForGate(
            "history",
            params=[
                folder_argument(),
                click.Option(["--unit"], default="", metavar=_("UNIT"), help=_("Only what touches this unit's rows.")),
                click.Option(
                    ["--since", "when"],
                    type=SinceParam(),
                    help=_("What changed since: yesterday, a day (its end), or a moment."),
                ),
                click.Option(["--json", "as_json"], is_flag=True, help=_("Print JSON for other programs.")),
            ],
            callback=history,
            help=_(
                "Print which ledger changed when, the newest first, as the folder remembers it: rows added, changed "
                "and gone, who first saw it, and whether the version counts."
            ),
        )
    ]


def history(folder: Path, unit: str, when: str | None, as_json: bool) -> None:
    """Print the changes; exit code 3 when the folder did not answer."""
    with look(folder) as glance:
        code = stale_exit(glance, glance.board())
        since = moment_of(when, glance.engine) if when else None
        told = glance.history(unit=_unit(glance, unit) if unit else "", since=since)
    if as_json:
        click.echo(as_text({**in_format(told), "since": plain(since)}))
    else:
        click.echo("\n".join(history_lines(told)))
    sys.exit(code)


def _unit(glance: Glance, wanted: str) -> str:
    """The unit's canonical name; a usage error where nobody knows it."""
    book = glance.engine.units()
    name = book.resolve(wanted)
    if not book.known(wanted) and not any(name in book.split(row.unit) for row in glance.engine.season.projects):
        raise click.UsageError(_("no unit is called “{unit}”").format(unit=wanted))
    return name


def history_lines(told: LedgerHistory) -> Iterator[str]:
    """The changes, the newest first, each with its rows."""
    for change in told.changes:
        yield f"{change.day.isoformat()}  {change.file}  {event_words(change)}"
        for line in in_full(change, MOST):
            yield from folded(line, "    ")
    if not told.changes:
        yield _("nothing is known to have changed")
    if told.unsaid:
        yield from folded(unsaid_words(told.unsaid))
    if told.untold:
        yield from folded(untold_words(told))
    if told.begins:
        yield _("the folder remembers its ledgers from {day} on").format(day=told.begins.isoformat())
