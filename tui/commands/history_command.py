"""`history`: which ledger changed when, what of its rows, and what became of each version."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import click

from data.export.board_json import as_text, in_format, plain
from data.feed.one_look import Glance
from data.model import LedgerHistory
from data.wording import _
from data.wording.ledger_change_words import event_words, in_full, unsaid_words, untold_words
from tui.commands.common import ForGate, folded, json_flag, look, stale_exit, unit_named, unit_option
from tui.commands.show_past import moment_of, since_option

MOST = 12
"""Rows of one version that are printed; JSON has all."""


def commands() -> list[click.Command]:
    """This module's commands, their help in the language in force."""
    return [
        ForGate(
            history,
            unit_option(_("Only what touches this unit's rows.")),
            since_option(),
            json_flag(),
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
        told = glance.history(unit=unit_named(glance, unit, partial(_is_told, glance)) if unit else "", since=since)
    if as_json:
        click.echo(as_text({**in_format(told), "since": plain(since)}))
    else:
        click.echo("\n".join(history_lines(told)))
    sys.exit(code)


def _is_told(glance: Glance, unit: str) -> bool:
    """Whether a row of projects is the unit's."""
    book = glance.engine.units()
    return any(unit in book.split(row.unit) for row in glance.engine.season.projects)


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
