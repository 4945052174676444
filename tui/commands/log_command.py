"""`log` and `rescue`: every line that was ever marked, and the way back for what a folder lost."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from data.export.board_json import as_text, plain
from data.feed.one_look import Glance
from data.feed.own_files import ready_files
from data.model import LogLine
from data.support.spelling import squash
from data.wording import _, ngettext
from data.wording.log_words import detail, done_word, flags, station_names, subject
from tui.commands.common import (
    EXIT_PROBLEMS,
    EXIT_STALE,
    ForGate,
    OfFolder,
    end_with,
    json_flag,
    look,
    no_folder_words,
    stale_exit,
    table,
    text_option,
)
from tui.terminal import log_file

RESCUE_SECONDS = 60.0
"""How long a rescue waits for a season of marks to be written and synced."""


def commands() -> list[click.Command]:
    """This module's commands, their help in the language in force."""
    return [
        ForGate(
            log,
            text_option("--item", metavar=_("KEY"), help=_("Only of this item: its key or name.")),
            json_flag(),
            help=_("Print every mark of every station, also those undone, replaced or not understood."),
        ),
        OfFolder(
            rescue,
            help=_("Write back what this station knows and the folder has lost: marks, and versions of its ledgers."),
        ),
    ]


def log(folder: Path, item: str, as_json: bool) -> None:
    """Print the log, the oldest line first; exit code 3 when the folder did not answer."""
    with look(folder) as glance:
        code = stale_exit(glance, glance.board())
        lines = glance.log()
    stations = station_names(lines)
    if item:
        lines = tuple(line for line in lines if squash(item) in _names(line))
        if not lines:
            click.echo(_("nothing was ever marked on “{wanted}”").format(wanted=item), err=True)
            code = code or EXIT_PROBLEMS
    if as_json:
        click.echo(as_text(plain(lines)))
    elif lines:
        click.echo("\n".join(table([_words(line, stations.get(line.station, "")) for line in lines], indent="")))
    sys.exit(code)


def _names(line: LogLine) -> set[str]:
    """What a line's item may be called: its key, its key without the kind, its name."""
    return {squash(line.key), squash(line.key.partition("/")[2]), squash(line.name)}


def _words(line: LogLine, station: str) -> Sequence[str]:
    what = "  ".join(part for part in (done_word(line), detail(line)) if part)
    said = "  ".join(text for text, _tone in flags(line))
    when = f"{line.at:%Y-%m-%d %H:%M}" if line.at else "—"
    return when, line.by, what, subject(line), line.unit, station, said


def rescue(folder: Path) -> None:
    """Write back what the folder lost and say how many; exit code 3 when the folder does not take them."""
    log_file.start(ready_files(folder).log)
    with Glance(folder, shares_a_segment=False) as glance:
        if not glance.reached:
            replaced = {"replaced": _("{folder}: another folder stands in its place; nothing was written")}
            silent = _("{folder}: the folder did not answer; nothing was written")
            words = (no_folder_words() | replaced).get(glance.engine.folder.state, silent)
            end_with(words.format(folder=folder), EXIT_STALE)
        marks, versions = glance.rescue()
        if not (marks or versions):
            click.echo(_("the folder holds every mark that this station knows"))
            return
        if not glance.deliver_all(RESCUE_SECONDS):
            end_with(_("the folder did not take them; run it again"), EXIT_STALE)
    if marks:
        click.echo(ngettext("{n} mark written back", "{n} marks written back", marks).format(n=marks))
    if versions:
        told = ngettext(
            "{n} version of a ledger or the settings written back",
            "{n} versions of ledgers and settings written back",
            versions,
        )
        click.echo(told.format(n=versions))
