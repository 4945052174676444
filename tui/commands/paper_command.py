"""`paper`: a draft of what the office hands in, out of the board."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click

from data.export.list_files import name_of_file
from data.export.papers.draft import DraftPaper, NothingToReport
from data.export.papers.paper_kinds import PAPERS, NeedsPeriod, PaperAsked, PaperKind
from data.export.papers.paper_periods import PaperPeriod, paper_period
from data.model import Board
from data.wording import _
from data.wording.problems import place_words
from tui.commands.common import EXIT_UNUSABLE, ForGate, folder_argument, look, stale_exit, table
from tui.commands.key_argument import find
from tui.commands.paper_forms import FORMS, PRINTED, PaperHome, in_form
from tui.commands.written import ending_of, form_option, hand_over, out_option


def commands() -> list[click.Command]:
    """This module's commands, their help in the language in force."""
    return [
        ForGate(
            "paper",
            params=[
                folder_argument(),
                click.Argument(["kind"], default="", metavar=_("[KIND]")),
                click.Argument(["about"], default="", metavar=_("[ABOUT]")),
                click.Option(
                    ["--period"],
                    default="",
                    metavar=_("PERIOD"),
                    help=_("2026-05-1: the first half of May; 2026-05, 2026Q2, 2026H1."),
                ),
                click.Option(["--number"], type=click.IntRange(min=1), help=_("The issue's number (blank without).")),
                form_option(FORMS, _("Default: as --out ends, or md.")),
                out_option(
                    _(
                        "Write it here; a file that is there is never replaced. Without it .md and .html are printed, "
                        "and .docx is written here under the paper's own name."
                    )
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


def paper(
    folder: Path,
    kind: str,
    about: str,
    period: str,
    number: int | None,
    form: str | None,
    out: Path | None,
    trace: bool,
) -> None:
    """Write the draft; exit code 3 when it is of the last good copy, 2 when it cannot be made or written."""
    if not kind:
        click.echo("\n".join(table([(one.code, _(one.words)) for one in PAPERS.values()])))
        return
    if kind not in PAPERS:
        raise click.UsageError(_("no paper “{name}”; these are: {names}").format(name=kind, names=", ".join(PAPERS)))
    ending = ending_of(out, form, next(iter(FORMS)), FORMS)
    draft, home, code = _drafted(folder, kind, PaperAsked(_period(period), number, about))
    own_name = "" if ending in PRINTED else name_of_file(draft.title, draft.as_of, ending)
    hand_over(in_form(draft, home, ending), out, own_name)
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
            draft = PAPERS[kind].draft(board, _meant(board, PAPERS[kind], asked))
            return draft, PaperHome(folder, glance.settings), code
        except NeedsPeriod:
            raise click.UsageError(_written_as()) from None
        except NothingToReport as none:
            why = _(none.why).format(**none.said) if none.why else _("no ledger holds what this paper tells")
            click.echo(_("nothing to report: {why}").format(why=why), err=True)
            sys.exit(EXIT_UNUSABLE)


def _meant(board: Board, kind: PaperKind, asked: PaperAsked) -> PaperAsked:
    """What ABOUT means: the key of one item, or the name of one fair. Ends the program where it is none or several."""
    if kind.about == "item":
        if not asked.about:
            raise click.UsageError(_("{kind} needs ABOUT: the item's key, number or name").format(kind=kind.code))
        return replace(asked, about=find(board, asked.about).key)
    if kind.about == "fair" and asked.about:
        return replace(asked, about=_fair(board, asked.about))
    return asked


def _fair(board: Board, wanted: str) -> str:
    """The fair that is meant: one of this name, else the only one whose name holds it."""
    names = [fair.name for fair in board.fairs]
    found = [name for name in names if name == wanted] or [name for name in names if wanted in name]
    if len(found) != 1:
        raise click.UsageError(_("no fair “{name}”; these are: {names}").format(name=wanted, names=", ".join(names)))
    return found[0]


def _written_as() -> str:
    return _("--period is written as 2026-05-1, 2026-05-2, 2026-05, 2026Q2 or 2026H1")


def trace_lines(draft: DraftPaper) -> Iterator[str]:
    """Each figure, its rule, and its rows."""
    for figure in draft.figures:
        if figure.trace:
            yield f"{figure.words}  {figure.trace.rule}"
            yield from (f"  {place_words(place)}" for place in figure.trace.rows)
