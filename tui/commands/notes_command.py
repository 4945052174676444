"""`notes`: what is open with each unit, as one message to each that is pasted into a chat."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click

from data.export.list_files import name_of_file
from data.export.papers.confirm_message import confirm_message
from data.export.papers.issue_terms import AskedUnit
from data.export.papers.paper_periods import PaperPeriod
from data.feed.office_calendar import office_workdays
from data.feed.one_look import Glance
from data.feed.paper_desk import asked_of
from data.model import Board
from data.support.spelling import squash
from data.support.text import short
from data.wording import _, ngettext, speaking
from data.wording.system_errors import why_not
from data.wording.unit_notes import UnitNote, unit_note, unit_notes
from tui.commands.common import (
    FileOption,
    ForGate,
    day_option,
    end_with,
    flag,
    look,
    stale_exit,
    table,
    unit_named,
    unit_option,
)
from tui.commands.issue_command import answer_lines
from tui.commands.output_options import write_file
from tui.commands.paper_command import begun, one_period, period_option

ENDING = "txt"

ANSWER_DAYS = 3
"""Working days that a unit has to confirm its figures. Source: none."""


def commands() -> list[click.Command]:
    """This module's commands, their help in the language in force."""
    return [
        ForGate(
            notes,
            unit_option(_("Print the message to this unit.")),
            FileOption(
                ["--out"],
                metavar=_("DIR"),
                help=_("Write a file for each unit into this directory outside FOLDER; nothing there is replaced."),
            ),
            flag(
                "--confirm",
                "confirms",
                help=_("Ask each unit to confirm its figures of --period before they are issued."),
            ),
            period_option(),
            day_option("--until", help=_("With --confirm: the day to answer by (default: in 3 working days).")),
            help=_(
                "Write one polite message in Chinese to each unit with all that is open with it: what it owes, what "
                "has stalled, the cells of its ledgers to be mended, the ledger that did not come. Without --unit and "
                "--out it is named what each would be told."
            ),
        )
    ]


def notes(folder: Path, unit: str, out: Path | None, confirms: bool, period: str, until: date | None) -> None:
    """Print a message, write all, or name them; exit code 3 when it is of the last good copy, 2 without such a unit."""
    if out is not None and Path(os.path.abspath(out)).is_relative_to(os.path.abspath(folder)):  # noqa: PTH100
        raise click.UsageError(_("every unit reads {folder}; name a directory outside it").format(folder=folder))
    if not confirms and (period or until):
        raise click.UsageError(_("--period and --until go with --confirm"))
    half = one_period(period) if confirms else None
    units: tuple[AskedUnit, ...] = ()
    with look(folder) as glance:
        if half is not None:
            begun(glance.engine.today, half)
            board, units = asked_of(glance.engine, half)
            code = stale_exit(glance, board)
            asked: Sequence[UnitNote] = confirm_notes(glance, board, units, half, unit, until)
        else:
            board, code = board_for_units(glance)
            asked = asked_notes(glance, board, unit)
    if out is not None:
        _write_all(out, asked, board.as_of)
    elif unit:
        click.echo("\n\n".join(note.text for note in asked))
    elif half is not None:
        click.echo("\n".join(answer_lines(units)))
    else:
        click.echo("\n".join(named(asked)))
    sys.exit(code)


def confirm_notes(
    glance: Glance, board: Board, units: Sequence[AskedUnit], half: PaperPeriod, unit: str, until: date | None
) -> list[UnitNote]:
    """The message to each unit that asks it to confirm its figures, or that to the one which is asked for."""
    engine = glance.engine
    by = until or office_workdays(lambda: engine.shelf.settings)(engine.today, ANSWER_DAYS)
    wanted = squash(engine.units().resolve(unit)) if unit else ""
    found = [
        UnitNote(one.unit, text)
        for one in units
        if wanted in ("", squash(one.unit)) and (text := confirm_message(board, half, one.unit, by))
    ]
    if unit and not found:
        raise click.UsageError(_("no unit is called “{unit}”").format(unit=unit))
    return found


def board_for_units(glance: Glance) -> tuple[Board, int]:
    """The board of today in the units' language, and the exit code."""
    with speaking("zh"):
        board = glance.board()
    return board, stale_exit(glance, board)


def asked_notes(glance: Glance, board: Board, unit: str) -> Sequence[UnitNote]:
    """The messages to all units, the office apart, or that to the one which is asked for; a usage error where nobody
    knows it."""
    book = glance.engine.units()
    ours = glance.settings.office.name
    office = book.resolve(ours) if ours else None
    everyone = [note for note in unit_notes(board) if note.unit != office]  # nobody writes to themselves
    if not unit:
        return everyone
    name = unit_named(glance, unit, lambda name: any(note.unit == name for note in everyone))
    if name == office:
        words = _("“{unit}” is this office: what it owes stands on its own board (`fairwatch owed`)")
        raise click.UsageError(words.format(unit=name))
    return [unit_note(board, name)]


def named(notes: Iterable[UnitNote]) -> Iterator[str]:
    """A line for each unit: what it would be told."""
    rows = [(note.unit, asks_words(note)) for note in notes]
    yield from table(rows, indent="") or [_("nothing is open with any unit")]


def asks_words(note: UnitNote) -> str:
    """What a message asks for, in counts."""
    counted = (
        (len(note.owed), _("owed {n}")),
        (note.overdue, _("overdue {n}")),
        (len(note.stalled), _("stalled {n}")),
        (len(note.faults), _("to be mended {n}")),
        (note.rows, _("to be filled in {n}")),
    )
    said = [words.format(n=n) for n, words in counted if n]
    return " · ".join([*said, _("ledger asked for")] if note.ledger else said)


def _write_all(out: Path, asked: Sequence[UnitNote], as_of: date) -> None:
    """A file for each message, none of which is there yet; else nothing is written."""
    paths = [*_paths(out, [note.unit for note in asked], as_of)]
    with _refusing(out):
        out.mkdir(exist_ok=True)
        there = [path for path in paths if path.exists()]
    if there:
        end_with(_("{file}: there is such a file; name another directory").format(file=there[0]))
    for path, note in zip(paths, asked, strict=True):
        write_file(path, f"{note.text}\n".encode())
    click.echo(ngettext("{n} message", "{n} messages", len(asked)).format(n=len(asked)))


def _paths(out: Path, units: Iterable[str], as_of: date) -> Iterator[Path]:
    """The file of each unit; those whose names come to the same are numbered."""
    taken: set[str] = set()
    for unit in units:
        name = name_of_file(short(unit), as_of, ENDING)
        number = 2
        while name in taken:
            name, number = name_of_file(f"{short(unit)}{number}", as_of, ENDING), number + 1
        taken.add(name)
        yield out / name


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    """What the system answers about a path, in one line with exit code 2."""
    try:
        yield
    except OSError as error:
        end_with(f"{path}: {why_not(error)}")
