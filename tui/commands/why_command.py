"""`why`: where a printed number comes from: every figure that is printed so, its rule, and the rows behind it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from data.model import Board
from data.settings import Settings
from data.wording import _, ngettext
from tui.commands.common import EXIT_PROBLEMS, ForGate, board_day_option, look, stale_exit

if TYPE_CHECKING:
    from widgets.views.printed import PrintedFigure

MOST = 12
"""Figures that are told with all that they rest on; the rest is only named."""


def commands() -> list[click.Command]:
    """This module's commands, their help in the language in force."""
    return [
        ForGate(
            why,
            click.Argument(["number"], metavar=_("NUMBER")),
            board_day_option(),
            help=_(
                "Print every figure of the board that is printed as NUMBER (85.30, 26.4%, 85.3亿元), its rule, and the "
                "rows of ledgers behind it. The exit code is 1 when none is."
            ),
        )
    ]


def why(folder: Path, number: str, on: date | None) -> None:
    """Print where the number comes from; 1 when it stands nowhere, 3 when it is of the last good copy."""
    from widgets.views.printed import asked_number, printed_as  # here: it brings Textual

    asked = asked_number(number)
    if asked is None:
        raise click.UsageError(
            _("“{number}” is no number; write it as it is printed: 85.30, 26.4%").format(number=number)
        )
    with look(folder) as glance:
        board = glance.board(on)
        code = stale_exit(glance, board)
        settings = glance.engine.shelf.settings
    found = printed_as(board, asked)
    if not found:
        click.echo(_("no figure is printed as {number}").format(number=number))
        sys.exit(code or EXIT_PROBLEMS)
    click.echo("\n".join(why_lines(found, board, settings)))
    sys.exit(code)


def why_lines(found: list[PrintedFigure], board: Board, settings: Settings) -> Iterator[str]:
    """Each figure on one line, then its rule, values and rows."""
    from tui.screens.cards.trace_words import evidence, project_rows

    lines = project_rows(board)
    yield ngettext("{n} figure, on {day}", "{n} figures, on {day}", len(found)).format(
        n=len(found), day=board.as_of.isoformat()
    )
    for at, figure in enumerate(found):
        yield ""
        label = _("{label}: {words}").format(label=figure.label, words=figure.words)
        yield "  ".join(part for part in (figure.name, label, figure.where, figure.scope) if part)
        if at < MOST:
            yield from (f"  {line}" for line in evidence(figure.trace, settings, lines).plain.splitlines())
