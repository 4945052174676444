"""`init`: an empty season in a folder, with its settings explained and a template for each kind of ledger."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from data.export.forms.paper_forms import INSTALL
from data.wording import _
from data.wording.system_errors import why_not
from tui.commands.common import OfFolder, end_with, folded, table

if TYPE_CHECKING:
    from data.starter import Started


def commands() -> list[click.Command]:
    """This module's commands, their help in the language in force."""
    return [
        OfFolder(init, help=_("Start a season in FOLDER: its settings explained, a template for each kind of ledger."))
    ]


def init(folder: Path) -> None:
    """Write what is missing of a season's folder, and say what was written and what was left alone."""
    from data.starter import start_season  # here: the board starts without what reads ledgers

    try:
        started = start_season(folder)
    except OSError as error:
        end_with(f"{error.filename or folder}: {_why_not(error)}")
    for line in _lines(folder, started):
        click.echo(line)
    for said in started.settings_problems:
        why = _("not taken: {why}").format(why=said)
        click.echo(f"fairwatch.toml: {why}", err=True)


def _why_not(error: OSError) -> str:
    if isinstance(error, FileExistsError | NotADirectoryError):
        return _("this is a file; a season needs a folder")
    if isinstance(error, TimeoutError):
        return _("the folder does not answer")
    return _("cannot be written: {why}").format(why=why_not(error))


def _lines(folder: Path, started: Started) -> list[str]:
    rows = [(_("written"), name) for name in started.written]
    rows += [(_("already there, left alone"), name) for name in started.kept]
    rows += [(_("not written: {command}").format(command=INSTALL), name) for name in started.unmade]
    text = _(
        "Give the units copies of the templates that they need; what they fill in is read from anywhere below this "
        "folder. Then open the board: fairwatch {folder}"
    )
    return [str(folder), *table(rows), "", *folded(text.format(folder=folder))]
