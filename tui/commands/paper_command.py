"""`paper`: a draft of what the office hands in, out of the board."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from data.export.list_files import write_new
from data.export.papers.draft import DraftPaper, NothingToReport
from data.export.papers.draft_markdown import to_markdown
from data.export.papers.paper_kinds import PAPERS, NeedsPeriod, PaperAsked
from data.export.papers.paper_periods import PaperPeriod, paper_period
from data.wording import _
from data.wording.problems import place_words
from data.wording.system import why_not
from tui.commands.common import EXIT_UNUSABLE, Folder, folder_argument, look, stale_exit, table
from tui.commands.paper_forms import FORMS, PaperHome, in_form


def commands() -> list[click.Command]:
    """This module's commands, their help in the language in force."""
    return [
        click.Command(
            "paper",
            params=[
                folder_argument(),
                click.Argument(["kind"], default="", metavar=_("[KIND]")),
                click.Argument(["about"], default="", metavar=_("[ABOUT]")),
                click.Option(
                    ["--period"], default="", metavar=_("PERIOD"), help=_("2026-05-1: the first half of May.")
                ),
                click.Option(["--number"], type=click.IntRange(min=1), help=_("The issue's number (blank without).")),
                click.Option(
                    ["--out"],
                    type=Folder(),
                    metavar=_("FILE"),
                    help=_("Write it here, as its name ends: .docx, .html or .md; nothing there is replaced."),
                ),
                click.Option(["--trace"], is_flag=True, help=_("Print each figure's rows too; not to be handed out.")),
            ],
            callback=paper,
            help=_(
                "Draft a paper in Chinese out of the board; without KIND the papers are named. ABOUT is the "
                "item's key, or the unit or fair, where a paper is of one. It says that it is a "
                "draft: figures are to be confirmed by the units before anything is issued."
            ),
        )
    ]


def paper(folder: Path, kind: str, about: str, period: str, number: int | None, out: Path | None, trace: bool) -> None:
    """Write the draft; exit code 3 when it is of the last good copy, 2 when it cannot be made or written."""
    if not kind:
        click.echo("\n".join(table([(one.code, _(one.words)) for one in PAPERS.values()])))
        return
    if kind not in PAPERS:
        raise click.UsageError(_("no paper “{name}”; these are: {names}").format(name=kind, names=", ".join(PAPERS)))
    ending = out.suffix.lstrip(".").lower() if out else next(iter(FORMS))
    if ending not in FORMS:
        raise click.UsageError(_("FILE ends in none of {endings}").format(endings=", ".join(FORMS)))
    draft, home, code = _drafted(folder, kind, PaperAsked(_period(period), number, about))
    if out is None:
        click.echo(to_markdown(draft), nl=False)
    else:
        _write(out, in_form(draft, home, ending))
    if trace:
        click.echo("\n".join(trace_lines(draft)))
    sys.exit(code)


def _period(code: str) -> PaperPeriod | None:
    """The period of --period; a usage error says how one is written."""
    found = paper_period(code)
    if code and found is None:
        raise click.UsageError(_written_as())
    return found


def _drafted(folder: Path, kind: str, asked: PaperAsked) -> tuple[DraftPaper, PaperHome, int]:
    """The draft, whose it is, and the exit code; ends the program where there is nothing to draft from."""
    with look(folder) as glance:
        today = glance.board().as_of
        if asked.period and asked.period.first > today:
            raise click.UsageError(_("the period {period} has not begun").format(period=asked.period.code))
        try:
            board = glance.board(PAPERS[kind].day(asked, today))
            code = stale_exit(glance, board)
            return PAPERS[kind].draft(board, asked), PaperHome(folder, glance.settings), code
        except NeedsPeriod:
            raise click.UsageError(_written_as()) from None
        except NothingToReport:
            click.echo(_("nothing to report: no ledger holds what this paper tells"), err=True)
            sys.exit(EXIT_UNUSABLE)


def _written_as() -> str:
    return _("--period is written as 2026-05-1, 2026-05-2 or 2026-05")


def _write(path: Path, written: bytes) -> None:
    """Write the file, and say where it is."""
    try:
        write_new(path, written)
    except FileExistsError:
        click.echo(_("{file}: there is such a file; name another").format(file=path), err=True)
        sys.exit(EXIT_UNUSABLE)
    except OSError as error:
        click.echo(f"{path}: {why_not(error)}", err=True)
        sys.exit(EXIT_UNUSABLE)
    click.echo(_("written: {file}").format(file=path))


def trace_lines(draft: DraftPaper) -> Iterator[str]:
    """Each figure, its rule, and its rows."""
    for figure in draft.figures:
        if figure.trace:
            yield f"{figure.words}  {figure.trace.rule}"
            yield from (f"  {place_words(place)}" for place in figure.trace.rows)
