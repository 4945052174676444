"""`confirm` and `issue`: what units say to their figures before a paper is handed out, and the issue itself."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from data.export.papers.draft import NothingToReport
from data.export.papers.issue_terms import ASKED_WORDS, AskedState, AskedUnit, unconfirmed
from data.export.papers.paper_kinds import PAPERS, NeedsPeriod, PaperAsked
from data.export.papers.paper_periods import PaperPeriod
from data.feed.paper_desk import PaperSeen, asked_of
from data.model.issued_papers import CONFIRMED, OBJECTED
from data.wording import _, ngettext, pgettext
from data.wording.code_words import outcome_word
from tui.commands.common import ForGate, WordsOption, by_option, end_with, flag, look, stale_exit, table
from tui.commands.mark_command import delivery
from tui.commands.paper_command import (
    begun,
    meant,
    one_period,
    paper_kind,
    period_of,
    period_option,
    written_as,
)
from tui.input.paper_standing import before_words, issued_words, remark_reasons
from tui.input.refusals import nothing_words


def commands() -> list[click.Command]:
    """This module's commands, their help in the language in force."""
    period = period_option()
    return [
        ForGate(
            confirm,
            click.Argument(["unit"], default="", metavar=_("[UNIT]")),
            period,
            flag("--yes", "agrees", help=_("The unit agrees to its figures.")),
            WordsOption(["--object", "words"], default="", help=_("It does not: what it says is wrong.")),
            by_option(_("The officer who writes it down.")),
            writes=True,
            help=_(
                "Note what UNIT says to its figures of a period (核对); without UNIT, print who confirmed, who "
                "objected and who has not answered. Answer again to change it."
            ),
        ),
        ForGate(
            issue,
            click.Argument(["kind"], metavar=_("KIND")),
            click.Argument(["about"], default="", metavar=_("[ABOUT]")),
            period,
            click.Option(["--number"], type=click.IntRange(min=1), help=_("The issue's number (blank without).")),
            WordsOption(
                ["--with-remark", "remark"],
                default="",
                help=_(
                    "Issue it though ledgers are unread or not understood, or its period still runs "
                    "(带注印发), with these words."
                ),
            ),
            by_option(_("The officer who issues it."), required=True),
            writes=True,
            help=_(
                "Issue a paper (印发): its figures are frozen in the folder under the officer's name, and from then on "
                "`paper` prints it as it was issued, with what has changed since. It names who has not confirmed, and "
                "is refused while a ledger of a unit is unread or not understood, or the period still runs, unless it "
                "is issued with a remark."
            ),
        ),
    ]


def confirm(folder: Path, unit: str, period: str, agrees: bool, words: str, by: str) -> None:
    """Write one answer down, or print all; 1 when it is refused, 3 when the folder did not answer."""
    half = one_period(period)
    if not unit:
        _print_answers(folder, half)
    if agrees == bool(words):
        raise click.UsageError(_("say either --yes or --object “…”"))
    if not by:
        raise click.UsageError(_("say who writes it down: --by NAME"))
    with look(folder, marks=True) as glance:
        begun(glance.engine.today, half)
        answer = CONFIRMED if agrees else OBJECTED
        name = glance.answer(half, unit, answer, words, by)
        click.echo(f"{name}: {outcome_word('figures', answer)} · {delivery(glance)}")


def _print_answers(folder: Path, half: PaperPeriod) -> None:
    with look(folder) as glance:
        begun(glance.engine.today, half)
        board, asked = asked_of(glance.engine, half)
        code = stale_exit(glance, board)
    click.echo("\n".join(answer_lines(asked)))
    sys.exit(code)


def answer_lines(asked: Sequence[AskedUnit]) -> Iterator[str]:
    """Each unit with what it said, by whom and when; the counts first."""
    counts = {state: sum(one.state is state for one in asked) for state in AskedState}
    yield "  ".join(f"{pgettext(*ASKED_WORDS[state])} {count}" for state, count in counts.items())
    yield from table([_row(one) for one in asked])


def _row(one: AskedUnit) -> tuple[str, ...]:
    answer = one.answer
    if answer is None:
        return one.unit, pgettext(*ASKED_WORDS[one.state]), "", ""
    others = _("otherwise: {names}").format(names="、".join(answer.others)) if answer.others else ""
    said = " ".join(part for part in (" ".join(answer.text.split()), others) if part)
    return one.unit, pgettext(*ASKED_WORDS[one.state]), f"{answer.at:%Y-%m-%d %H:%M} {answer.by}", said


def issue(folder: Path, kind: str, about: str, period: str, number: int | None, remark: str, by: str) -> None:
    """Issue a paper; 1 when it is refused, after the unconfirmed were named, 2 when there is nothing to issue."""
    paper_kind(kind)
    asked = PaperAsked(period_of(period), number, about)
    with look(folder, marks=True) as glance:
        board = glance.board()
        begun(board.as_of, asked.period)
        try:
            asked = meant(board, PAPERS[kind], asked)
            seen = glance.paper(kind, asked)
            if seen.issue is None:
                for line in open_lines(seen):
                    click.echo(line)
            made = glance.issue(kind, asked, remark, by)
        except NeedsPeriod:
            raise click.UsageError(written_as()) from None
        except NothingToReport as none:
            end_with(nothing_words(none))
        click.echo(f"{issued_words(made)} · {delivery(glance)}")


def open_lines(seen: PaperSeen) -> Iterator[str]:
    """What an officer must know who issues it: who has not confirmed, what it needs a remark for, and the last one."""
    left = unconfirmed(seen.asked)
    if left:
        yield ngettext("{n} unit has not confirmed:", "{n} units have not confirmed:", len(left)).format(n=len(left))
        yield from table([_row(one) for one in left])
    elif seen.asked:
        yield _("every unit has confirmed its figures")
    yield from remark_reasons(seen)
    if seen.before:
        yield before_words(seen)
