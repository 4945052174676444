"""`settings` and `where`: what the program goes by, and every path it uses."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from data import settings as settings_table
from data.feed.own_files import own_files
from data.wording import _
from data.wording.problems import problem_line
from tui.commands.common import EXIT_PROBLEMS, OfFolder, folder_argument, look, stale_exit, table
from tui.terminal.picture_file import FiledUnder


def commands() -> list[click.Command]:
    """This module's commands, their help in the language in force."""
    return [
        OfFolder(show_settings, name="settings", help=_("Print the settings in force and where each comes from.")),
        click.Command(
            "where",
            params=[folder_argument(required=False)],
            callback=where,
            help=_("Print every path in use outside the folder."),
        ),
    ]


def show_settings(folder: Path) -> None:
    """Print each setting as `key = value`, its meaning and source; exit 1 if fairwatch.toml is not taken, or a key."""
    with look(folder) as glance:
        shelf = glance.engine.shelf
        board = glance.board()
        code, wrong = stale_exit(glance, board), board.folder.settings_problems
    for problem in wrong:
        click.echo(problem_line(problem), err=True)
        code = EXIT_PROBLEMS
    for key in settings_table.keys(shelf.settings, shelf.in_force.taken.given):
        source = _("none") if key.source == "none" else key.source
        if key.from_file:
            origin = settings_table.FILE_NAME
        elif key.pack:
            origin = _("pack {pack}; source: {source}").format(pack=key.pack, source=source)
        else:
            origin = _("default; source: {source}").format(source=_(key.source))
        click.echo(f"{key.key} = {json.dumps(key.value, ensure_ascii=False)}")
        click.echo(f"    {_(key.meaning)} [{origin}]")
    sys.exit(code)


def where(folder: Path | None) -> None:
    """Print the paths that belong to this station, and with FOLDER those that belong to it."""
    paths = own_files(folder or Path())
    rows = [
        (_("state"), str(paths.state)),
        (_("cache"), str(paths.cache)),
        (_("log"), str(paths.log)),
        (_("station id"), str(paths.station)),
        (_("outbox"), str(paths.outbox)),
        (_("theme"), str(paths.terminal)),
        (_("copied"), str(paths.copied)),
        (_("pictures"), FiledUnder([]).directory),
        (_("addresses"), str(paths.addresses)),
    ]
    if folder is not None:
        rows += [
            (_("folder"), str(paths.folder)),
            (_("settings"), str(paths.folder / settings_table.FILE_NAME)),
            (_("marks"), str(paths.folder / ".fairwatch" / "marks")),
            (_("index"), str(paths.index)),
            (_("history"), str(paths.history)),
        ]
    click.echo("\n".join(table(rows, indent="")))
