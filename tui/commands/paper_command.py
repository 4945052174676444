"""`paper`: a draft of what the office hands in, out of the board."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from data.export.forms.paper_forms import FORMS, PRINTED, FormUnwritable, PaperHome, in_form
from data.export.list_files import name_of_file
from data.export.papers.draft import NothingToReport
from data.export.papers.paper_kinds import PAPERS, NeedsPeriod, PaperAsked, PaperKind
from data.export.papers.paper_periods import PaperPeriod, paper_period
from data.export.papers.source_annex import with_sources
from data.feed.paper_desk import PaperSeen
from data.feed.refusals_and_clock import Refused
from data.model import Board
from data.model.issued_papers import IssuedPaper
from data.support.spelling import squash
from data.wording import _
from data.wording.problems import problem_text
from tui.commands.common import ForGate, day_option, end_with, flag, look, stale_exit, table
from tui.commands.item_argument import find
from tui.commands.output_options import ending_of, form_option, hand_over, out_option
from tui.commands.show_past import known_lines
from tui.input.paper_standing import before_words, issued_words
from tui.input.refusals import nothing_words, refusal


def commands() -> list[click.Command]:
    """This module's commands, their help in the language in force."""
    return [
        ForGate(
            paper,
            click.Argument(["kind"], default="", metavar=_("[KIND]")),
            click.Argument(["about"], default="", metavar=_("[ABOUT]")),
            period_option(),
            click.Option(["--number"], type=click.IntRange(min=1), help=_("The issue's number (blank without).")),
            day_option("--as-known-on", "known", help=_("The draft of what this station knew on that day.")),
            day_option("--issued-on", "issued", help=_("As it was issued on that day, with what has changed since.")),
            form_option(FORMS, _("Default: as --out ends, or md.")),
            out_option(
                _(
                    "Write it here; a file that is there is never replaced. Without it .md and .html are printed, "
                    "and .docx is written here under the paper's own name."
                )
            ),
            flag("--trace", help=_("With an annex: each figure, its rule and rows; not to be handed out.")),
            click.Option(
                ["--list"],
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=_listed,
                help=_("Name all papers, and end."),
            ),
            help=_(
                "Draft a paper in Chinese out of the board; without KIND the papers are named. ABOUT is the "
                "item's key, or the unit or fair, where a paper is of one. It says that it is a "
                "draft: figures are to be confirmed by the units before anything is issued. What was issued (see "
                "issue) is printed as it was, and behind it what has changed since."
            ),
        )
    ]


def paper(
    folder: Path,
    kind: str,
    about: str,
    period: str,
    number: int | None,
    known: date | None,
    issued: date | None,
    form: str | None,
    out: Path | None,
    trace: bool,
) -> None:
    """Write the paper; exit code 3 when it is of the last good copy, 2 when it cannot be made or written."""
    if not kind:
        click.echo(_named())
        return
    paper_kind(kind)
    if known and issued:
        raise click.UsageError(_("say either --as-known-on or --issued-on"))
    ending = ending_of(out, form, next(iter(FORMS)), FORMS)
    seen, home, code = looked_up(folder, kind, PaperAsked(period_of(period), number, about), known, issued)
    draft = with_sources(seen.paper) if trace else seen.paper
    own_name = "" if ending in PRINTED else name_of_file(draft.title, draft.as_of, ending)
    try:
        written = in_form(draft, home, ending)
    except FormUnwritable as error:
        end_with("\n".join(error.lines))
    hand_over(written, out, own_name)
    sys.exit(code)


def _named() -> str:
    """All papers, a line each."""
    return "\n".join(table([(one.code, _(one.words)) for one in PAPERS.values()]))


def _listed(ctx: click.Context, _option: click.Parameter, wanted: bool) -> None:
    """Name the papers, whatever else is asked for, and end."""
    if wanted:
        click.echo(_named())
        ctx.exit()


def paper_kind(kind: str) -> None:
    """A usage error for what is no kind of paper."""
    if kind not in PAPERS:
        raise click.UsageError(_("no paper “{name}”; these are: {names}").format(name=kind, names=", ".join(PAPERS)))


def period_option() -> click.Option:
    """--period PERIOD."""
    words = _("2026-05-1: the first half of May; 2026-05, 2026Q2, 2026H1.")
    return click.Option(["--period"], default="", metavar=_("PERIOD"), help=words)


def one_period(code: str) -> PaperPeriod:
    """The period of --period, where one is needed."""
    found = period_of(code)
    if found is None:
        raise click.UsageError(written_as())
    return found


def period_of(code: str) -> PaperPeriod | None:
    """The period of --period; a usage error says how one is written."""
    found = paper_period(code)
    if code and found is None:
        raise click.UsageError(written_as())
    return found


def looked_up(
    folder: Path, kind: str, asked: PaperAsked, known: date | None, issued: date | None
) -> tuple[PaperSeen, PaperHome, int]:
    """The paper as it stands, or as it was issued on the day `issued`, whose it is, and the exit code; ends the
    program where there is nothing to make it of."""
    with look(folder) as glance:
        board = glance.board()
        begun(board.as_of, asked.period)
        try:
            asked = meant(board, PAPERS[kind], asked)
            seen = glance.paper(kind, _issued_on(glance.issues(), kind, asked, issued) if issued else asked, known)
        except NeedsPeriod:
            raise click.UsageError(written_as()) from None
        except NothingToReport as none:
            end_with(nothing_words(none))
        except Refused as refused:
            end_with(refusal(refused))
        code, home = stale_exit(glance, seen.board), PaperHome(folder, glance.settings)
        if known and known < board.as_of:
            click.echo("\n".join(known_lines(glance.engine.past(known))), err=True)
    for problem in seen.problems:
        click.echo(problem_text(problem), err=True)
    if seen.issue is not None:
        click.echo(issued_words(seen.issue), err=True)
    if seen.before is not None:
        click.echo(f"{before_words(seen)} (--issued-on {seen.before.day.isoformat()})", err=True)
    return seen, home, code


def _issued_on(issues: Sequence[IssuedPaper], kind: str, asked: PaperAsked, day: date) -> PaperAsked:
    """What is asked for by the day of its issue; a usage error names the days where none is of that day."""
    period, about = asked.period.code if asked.period else "", squash(asked.about)
    same = [one for one in issues if one.kind == kind and squash(one.about) == about and period in ("", one.period)]
    found = [one for one in same if one.day == day and asked.number in (None, one.number) and not one.second]
    if not found:
        days = ", ".join(dict.fromkeys(one.day.isoformat() for one in same)) or "—"
        raise click.UsageError(_("not issued on {day}; issued on: {days}").format(day=day.isoformat(), days=days))
    return replace(asked, period=asked.period or paper_period(found[0].period), issue=found[0].id)


def begun(today: date, period: PaperPeriod | None) -> None:
    """A usage error for a period that has not begun by today."""
    if period and period.first > today:
        raise click.UsageError(_("the period {period} has not begun").format(period=period.code))


def meant(board: Board, kind: PaperKind, asked: PaperAsked) -> PaperAsked:
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


def written_as() -> str:
    """How a period is written."""
    return _("--period is written as 2026-05-1, 2026-05-2, 2026-05, 2026Q2 or 2026H1")
