"""`check`: every problem and note of every ledger, with its place and its reason."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from data.model import HIDDEN_STATES, Board, ItemState, Problem, ProblemItem, Ruling, Severity, SourceHealth
from data.wording import _, ngettext
from data.wording.letters import unit_letter
from data.wording.problems import problem_line
from data.wording.ruling_words import decision_words
from data.wording.unread_sheet_remedy import remedy_lines
from tui.commands.common import EXIT_PROBLEMS, ForGate, look, stale_exit, unit_named, unit_option


def commands() -> list[click.Command]:
    """This module's commands, their help in the language in force."""
    return [
        ForGate(
            check,
            unit_option(_("Write a letter to this unit instead.")),
            help=_(
                "Print every problem and note of the ledgers; exit 1 if there is a problem. With --unit print a polite "
                "letter in Chinese to one unit, to be pasted into a chat: what it is asked to mend."
            ),
        )
    ]


def check(folder: Path, unit: str) -> None:
    """Print all problems, rulings and notes, or the letter to a unit; exit 1 if there is a problem, 3 if stale."""
    with look(folder) as glance:
        board = glance.board()
        code = stale_exit(glance, board)
        name = unit_named(glance, unit, lambda name: any(item.unit == name for item in board.faults)) if unit else ""
    if name:
        sys.exit(EXIT_PROBLEMS if _letter(board, name) else code)
    ruled = {item.problem for item in board.faults if isinstance(item, ProblemItem) and is_ruled(item)}
    found = [problem for problem in all_problems(board) if problem not in ruled]
    problems = [p for p in found if p.severity is Severity.PROBLEM]
    notes = [p for p in found if p.severity is Severity.NOTE]
    decisions = [decision_words(decision) for decision in board.decisions]
    for title, lines in (
        (_("Problems"), [line for p in problems for line in (problem_line(p), *_remedy(p))]),
        (_("Ruled by officers"), decisions),
        (_("Notes"), [problem_line(p) for p in notes]),
    ):
        if lines:
            click.echo(title)
            for line in lines:
                click.echo(f"  {line}")
    click.echo(_summary(board, len(problems), len(notes)))
    sys.exit(EXIT_PROBLEMS if problems else code)


def _remedy(problem: Problem) -> list[str]:
    """The lines that would have a sheet read that is not, below its problem."""
    return [f"  {line}" for line in remedy_lines(problem)]


def _letter(board: Board, name: str) -> bool:
    """Print the letter to the unit of this name; whether there is anything to mend."""
    click.echo(unit_letter(board, name))
    return any(item.unit == name and item.marks.state not in HIDDEN_STATES for item in board.faults)


def _summary(board: Board, problems: int, notes: int) -> str:
    files = sum(1 for source in board.sources if source.kinds)
    return ", ".join(
        (
            ngettext("{files} ledger read", "{files} ledgers read", files).format(files=files),
            ngettext("{count} problem", "{count} problems", problems).format(count=problems),
            ngettext("{count} note", "{count} notes", notes).format(count=notes),
        )
    )


def is_ruled(item: ProblemItem) -> bool:
    """Whether an officer has taken the problem as it is, or its row out of the count."""
    return item.marks.state is ItemState.HANDLED and item.marks.outcome in set(Ruling)


def all_problems(board: Board) -> Iterator[Problem]:
    """What is wrong with the settings, the files, their rows, and between them."""
    yield from board.folder.settings_problems
    for source in board.sources:
        yield from _of_source(source)
    yield from board.problems


def _of_source(source: SourceHealth) -> Iterator[Problem]:
    if source.why is not None:
        yield source.why
    yield from source.problems
