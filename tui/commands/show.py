"""`show`: the board in words, or as JSON for other programs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import click

from data.export.board_json import as_text, to_json
from data.model import Board
from data.wording import _
from tui.commands.common import ForGate, board_day_option, day_option, end_with, json_flag, look, stale_exit
from tui.commands.show_past import (
    change_lines,
    changes_json,
    known_lines,
    past_json,
    since,
    since_option,
    without_figures,
)


def commands() -> list[click.Command]:
    """This module's commands, their help in the language in force."""
    return [
        ForGate(
            show,
            board_day_option(),
            day_option("--as-known-on", "known", help=_("The ledgers as they were known on that day.")),
            since_option(),
            json_flag(),
            help=_("Print the board without a screen."),
        )
    ]


def show(folder: Path, on: date | None, known: date | None, when: str | None, as_json: bool) -> None:
    """Print the board of `folder`, or what changed; exit code 3 when it is of the last good copy."""
    if known and when:
        raise click.UsageError(_("give either --as-known-on or --since"))
    with look(folder) as glance:
        board = glance.board(on)
        code = stale_exit(glance, board)
        said: dict[str, Any] = {}
        lines = _in_words(board)  # asked for only where it is printed
        if known:
            past = glance.engine.past(known)
            if past.before_history:  # its figures would be zeros of what nobody knows
                if as_json:
                    click.echo(as_text({**without_figures(board), **past_json(past)}))
                end_with("\n".join(known_lines(past)))
            board = glance.engine.board_of(past, on)
            said = past_json(past)
            lines = chain(known_lines(past), [""], _in_words(board))
        elif when:
            past, changes = since(glance.engine, board, when)
            said = changes_json(past, changes)
            lines = change_lines(past, changes)
    click.echo(as_text({**to_json(board), **said}) if as_json else "\n".join(lines))
    sys.exit(code)


def _in_words(board: Board) -> Iterator[str]:
    from tui.commands.board_in_words import board_lines  # here: the panels' words bring Textual, which no JSON needs

    yield from board_lines(board)
