"""What the commands without a screen share: options, the look at the folder, its warnings, plain tables."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NoReturn

import click
from rich.cells import cell_len

from data.feed.own_files import ready_files
from data.feed.refusals_and_clock import Refused
from data.model import FIRST_YEAR, LAST_YEAR, Board
from data.support.gc_pause import paused, spare
from data.support.late_pattern import late_pattern
from data.wording import _
from data.wording.ages import unread_words
from data.wording.problems import problem_line
from tui.terminal import log_file

if TYPE_CHECKING:
    from data.feed.one_look import Glance

WIDTH = 80
"""Columns that what is printed is laid out for."""

_PIECES = late_pattern(r"[\u2e80-\uffef][，。、：；！？）」”』]*\s*|[^\s\u2e80-\uffef]+\s*|\s+")

EXIT_PROBLEMS = 1
EXIT_UNUSABLE = 2
EXIT_STALE = 3
"""Exit codes; `tui.cli` says what each means."""


def end_with(words: str, code: int = EXIT_UNUSABLE) -> NoReturn:
    """Say on standard error why there is no more to do, and exit."""
    click.echo(words, err=True)
    sys.exit(code)


class NoSuchDay(click.BadParameter):
    """What was given for a day is none that is taken; told in one line, since the usage explains nothing of it."""

    def show(self, file: IO[Any] | None = None) -> None:
        """The line."""
        click.echo(self.format_message(), file=file, err=file is None)


def in_calendar(day: date, text: str, param: click.Parameter | None, ctx: click.Context | None) -> None:
    """Raise NoSuchDay for a day of a year that no ledger may name: rules count on from it, to where no calendar is."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        words = _("“{value}” is too far off; days of the years {first} to {last} are taken")
        raise NoSuchDay(words.format(value=text, first=FIRST_YEAR, last=LAST_YEAR), ctx=ctx, param=param)


class DayParam(click.ParamType[date]):
    """A day as YYYY-MM-DD."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day; a usage error says what was expected."""
        if isinstance(value, date):
            return value
        try:
            day = date.fromisoformat(str(value))
        except ValueError:
            words = _("“{value}” is not a day; write it as 2026-05-08").format(value=value)
            raise NoSuchDay(words, ctx=ctx, param=param) from None
        in_calendar(day, str(value), param, ctx)
        return day


class Folder(click.ParamType[Path]):
    """A path, taken as it is written: click.Path asks for its state, and a dead mount would never answer."""

    name = "path"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The path."""
        return Path(str(value))


def folder_argument(*, required: bool = True) -> click.Argument:
    """FOLDER: never touched here."""
    return click.Argument(["folder"], type=Folder(), required=required, metavar=_("FOLDER"))


class OfFolder(click.Command):
    """A command of FOLDER, its first argument, named as what it calls is unless it has a `name` of its own."""

    def __init__(self, called: Callable[..., None], *params: click.Parameter, help: str, name: str = "") -> None:
        name = name or called.__name__.strip("_").replace("_", "-")
        super().__init__(name, params=[folder_argument(), *params], callback=called, help=help)


class ForGate(OfFolder):
    """A command that `fairwatch gate` lets through: it names no path but FOLDER, which the gate fills in, and those of
    its `FileOption`s, which the gate takes none for.

    `writes`: it marks, so that a key that only looks is not given it.
    """

    def __init__(self, called: Callable[..., None], *params: click.Parameter, help: str, writes: bool = False) -> None:
        super().__init__(called, *params, help=help)
        self.writes = writes


PRINTS_ONLY = "tui.commands.prints_only"
"""In the context's `meta` where no file may be written on this machine: behind the gate."""


class FileOption(click.Option):
    """An option that names a file or directory of this machine which is to be written. The gate takes none: there what
    is made is printed."""

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **{"type": Folder(), **more})


class WordsOption(click.Option):
    """An option whose value is an officer's own words: a remark, a name. Nothing but a mark ever holds it."""


def by_option(help: str, *, required: bool = False) -> click.Option:
    """--by NAME; FAIRWATCH_BY stands for it, so that an officer need not type it each time."""
    fallback: dict[str, Any] = {"required": True} if required else {"default": ""}
    return click.Option(["--by"], envvar="FAIRWATCH_BY", show_envvar=True, metavar=_("NAME"), help=help, **fallback)


def flag(*names: str, help: str, default: bool | None = False) -> click.Option:
    """An option that is there or not; of `--this/--not-this`, None says that neither is."""
    return click.Option([*names], is_flag=True, default=default, help=help)


def json_flag() -> click.Option:
    """--json, on every command that prints what other programs read."""
    return flag("--json", "as_json", help=_("Print JSON for other programs."))


def day_option(*names: str, help: str) -> click.Option:
    """An option that is a day."""
    return click.Option([*names], type=DayParam(), help=help)


def board_day_option() -> click.Option:
    """--on DATE: the day of the board."""
    return day_option("--on", help=_("Compute the rules for this day (default: today)."))


def text_option(*names: str, metavar: str, help: str) -> click.Option:
    """An option that is a text, "" where it is not given."""
    return click.Option([*names], default="", metavar=metavar, help=help)


def unit_option(help: str, *, required: bool = False) -> click.Option:
    """--unit UNIT."""
    fallback: dict[str, Any] = {"required": True} if required else {"default": ""}
    return click.Option(["--unit"], metavar=_("UNIT"), help=help, **fallback)


@contextlib.contextmanager
def look(folder: Path, *, marks: bool = False) -> Iterator[Glance]:
    """One look at the folder. Ends the program with a clear line when there is nothing to look at.

    With `marks` something is to be written down, and what is refused ends the program with the reason; without, the
    look goes on where this station can keep nothing. What its own files lack is told at the end, on standard error.
    """
    here = ready_files(folder, looks=not marks)
    log_file.start(here.log if here.keeps_state else None)
    from data.feed.one_look import Glance  # here: a board on the screen needs none

    # What a look makes lives until the process ends: there is nothing to be searched for in it.
    with paused(), Glance(folder, looks=not marks) as glance:
        try:
            if not glance.reached and not glance.engine.shelf.files:
                silent = _("{folder}: the folder does not answer, and nothing is known of it yet")
                words = no_folder_words().get(glance.engine.folder.state, silent)
                end_with(words.format(folder=folder))
            yield glance
        except Refused as refused:
            if not marks:
                raise
            from tui.input.refusals import refusal  # here: few marks are refused

            end_with(refusal(refused), EXIT_PROBLEMS)
        finally:
            spare()
            for problem in glance.problems():
                click.echo(problem_line(problem), err=True)


def unit_named(glance: Glance, wanted: str, is_there: Callable[[str], bool]) -> str:
    """The canonical name of a unit; a usage error where no ledger of units knows it, and nothing `is_there` of it."""
    book = glance.engine.units()
    name = book.resolve(wanted)
    if not name or not (book.known(wanted) or is_there(name)):
        raise click.UsageError(_("no unit is called “{unit}”").format(unit=wanted))
    return name


def no_folder_words() -> dict[str, str]:
    """Why a folder is not there, by its state."""
    return {
        "gone": _("{folder}: there is no such folder"),
        "denied": _("{folder}: no permission to read this folder"),
        "unmounted": _("{folder}: the shared folder is not mounted (an empty folder stands here)"),
        "strange": _("{folder}: the shared folder is not mounted (other files stand here)"),
    }


def stale_exit(glance: Glance, board: Board) -> int:
    """0 when the folder was seen whole; else EXIT_STALE after a line that says how old the figures are."""
    if board.unread:
        end_with(_("{words}; no figure stands yet, ask again").format(words=unread_words(board)))
    if glance.reached:
        return 0
    waiting = [s.file for s in board.sources if s.state == "waiting"]
    if board.folder.state == "ok" and waiting:
        text = _("still being saved, and not in these figures: {files}").format(files=", ".join(waiting))
    else:
        when = board.folder.checked_at
        at = moment(when, board) if when else _("never")
        text = _("the folder did not answer; these figures are of the last look: {at}").format(at=at)
    click.echo(text, err=True)
    return EXIT_STALE


def moment(at: datetime, board: Board) -> str:
    """A moment in the office's time zone, to the minute."""
    return at.astimezone(board.now.tzinfo).strftime("%Y-%m-%d %H:%M")


def table(rows: Sequence[Sequence[str]], right: Sequence[int] = (), indent: str = "  ") -> list[str]:
    """Rows as lines, their columns aligned by terminal cells; `right` are the columns set to the right."""
    if not rows:
        return []
    widths = [max(cell_len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [
            " " * (width - cell_len(text)) + text if i in right else text + " " * (width - cell_len(text))
            for i, (text, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append((indent + "  ".join(cells)).rstrip())
    return lines


def folded(text: str, indent: str = "", width: int = WIDTH) -> list[str]:
    """Text as lines of at most `width` cells, each indented; Chinese may part anywhere, other words at spaces."""
    lines, room = [""], width - cell_len(indent)
    for piece in _PIECES.findall(text):
        if cell_len(lines[-1]) + cell_len(piece.rstrip()) > room and lines[-1]:
            lines.append("")
        lines[-1] += piece
    return [indent + line.rstrip() for line in lines]
