"""`check`: every problem and note of every ledger, with its place and its reason."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from data.model import Board, Problem, Severity, SourceHealth
from data.wording import _, ngettext
from data.wording.problems import problem_line
from tui.commands.common import EXIT_PROBLEMS, folder_argument, look, stale_exit


def commands() -> list[click.Command]:
    """This module's commands, their help in the language in force."""
    return [
        click.Command(
            "check",
            params=[folder_argument()],
            callback=check,
            help=_("Print every problem and note of the ledgers; exit 1 if there is a problem."),
        )
    ]


def check(folder: Path) -> None:
    """Print all problems, then all notes; exit 1 if there is a problem, 3 if the folder did not answer."""
    with look(folder) as glance:
        board = glance.board()
        code = stale_exit(glance, board)
    found = list(all_problems(board))
    problems = [p for p in found if p.severity is Severity.PROBLEM]
    notes = [p for p in found if p.severity is Severity.NOTE]
    for title, rows in ((_("Problems"), problems), (_("Notes"), notes)):
        if rows:
            click.echo(title)
            for problem in rows:
                click.echo(f"  {problem_line(problem)}")
    files = sum(1 for source in board.sources if source.kinds)
    click.echo(
        ngettext("{files} ledger read", "{files} ledgers read", files).format(files=files)
        + ", "
        + ngettext("{count} problem", "{count} problems", len(problems)).format(count=len(problems))
        + ", "
        + ngettext("{count} note", "{count} notes", len(notes)).format(count=len(notes))
    )
    sys.exit(EXIT_PROBLEMS if problems else code)


def all_problems(board: Board) -> Iterator[Problem]:
    """What is wrong with the settings, the files, their rows, and between them."""
    if board.folder.settings_problem:
        yield Problem("settings", "fairwatch.toml", args=(("why", board.folder.settings_problem),))
    for source in board.sources:
        yield from _of_source(source)
    yield from board.problems


def _of_source(source: SourceHealth) -> Iterator[Problem]:
    if source.why is not None:
        yield source.why
    yield from source.problems
