"""`decide`: what the weekly dispatch meeting gave out, so that it stands on the board until it is done."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from data.wording import _
from data.wording.code_words import mark_word
from data.wording.decision_words import standing_words
from tui.commands.common import DayParam, ForGate, WordsOption, by_option, day_option, look
from tui.commands.mark_command import delivery


def commands() -> list[click.Command]:
    """This module's commands, their help in the language in force."""
    return [
        ForGate(
            decide,
            click.Argument(["unit"], metavar=_("UNIT")),
            click.Argument(["matter"], metavar=_("MATTER")),
            click.Option(["--due"], type=DayParam(), required=True, help=_("By when it is to be done.")),
            WordsOption(["--who"], default="", help=_("The person who answers for it.")),
            day_option("--meeting", help=_("The day of the meeting (default: today).")),
            by_option(_("The officer who writes it down."), required=True),
            writes=True,
            help=_(
                "Write down what a dispatch meeting decided (交办清单): MATTER is UNIT's to do by --due. It stands on "
                "the board as a follow-up, in notes and in the next agenda, until a ledger has a follow-up of the same "
                "matter and unit, or a mark closes it. Decide it again to change its day."
            ),
        )
    ]


def decide(folder: Path, unit: str, matter: str, due: date, who: str, meeting: date | None, by: str) -> None:
    """Write it down, and say how it stands: it may be in a ledger already; 1 when it is refused."""
    with look(folder, marks=True) as glance:
        made = glance.decide(unit, matter, due, who, meeting, by)
        if unknown := glance.engine.units().unknown(made.unit):
            words = _("no ledger and no setting knows a unit “{unit}”; it is written down as you say")
            click.echo(words.format(unit="、".join(unknown)), err=True)
        said = f"{made.unit} · {made.what} · {made.due.isoformat()}: {mark_word('followup', 'decide', '')}"
        click.echo(f"{said} · {standing_words(made)} · {delivery(glance)}")
