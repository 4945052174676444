"""`remind`: the notes to units sent where each is reached; first what goes to whom is shown, and only --send sends."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

from data.feed import refusals_and_clock
from data.feed.one_look import Glance
from data.feed.reminding import AddressesRefused, addresses_of, again_from, last_reminded, note_reminder
from data.model import Board, LogLine
from data.support.fast_dataclass import dataclass
from data.wording import _, speaking
from data.wording.problems import problem_line
from data.wording.unit_notes import UnitNote
from tui.commands.common import EXIT_PROBLEMS, EXIT_STALE, OfFolder, by_option, end_with, flag, look, unit_option
from tui.commands.mark_command import delivery
from tui.commands.notes_command import asked_notes, asks_words, board_for_units
from tui.commands.reminder_channels import ANSWERS_WITHIN, INSTALL, Channel, channel
from tui.input.refusals import refusal as why_refused


def commands() -> list[click.Command]:
    """This module's commands, their help in the language in force."""
    return [
        OfFolder(
            remind,
            unit_option(_("Only this unit.")),
            flag("--send", help=_("Send; without it is only shown what goes to whom.")),
            by_option(_("Who reminds: the officer's name; --send needs it.")),
            help=_(
                "Send each unit its message of `notes`, to the addresses in this station's own file (`fairwatch where` "
                "names it). Each message is logged as a call, for every station; a unit is reminded at most once a "
                "week, and once a day while something is overdue. The exit code is 1 when one could not be sent."
            ),
        )
    ]


@dataclass(frozen=True, slots=True)
class Planned:
    """A message and the ways that it goes; `held` says why it does not go, "" when it does."""

    note: UnitNote
    channels: tuple[Channel, ...]
    held: str = ""


def remind(folder: Path, unit: str, send: bool, by: str) -> None:
    """Show what goes to whom, or send it; 1 when a channel failed, 2 without apprise or addresses, 3 when stale."""
    if send and not by:
        raise click.UsageError(_("--send needs --by NAME: who reminds?"))
    with look(folder, marks=send) as glance:
        board, code = board_for_units(glance)
        if send and code:
            end_with(_("nothing is sent of figures that may be old"), EXIT_STALE)
        plans = [*_planned(folder, glance, board, unit)]
        if not plans:
            click.echo(_("nothing is open with any unit"))
        if send:
            code = _send(glance, board, plans, by)
        else:
            click.echo("\n".join(_shown(plans)))
    sys.exit(code or (EXIT_PROBLEMS if any(_is_broken(plan, unit) for plan in plans) else 0))


def _planned(folder: Path, glance: Glance, board: Board, unit: str) -> Iterator[Planned]:
    """The messages that ask for something, and the way of each; ends the program where no way can be known."""
    try:
        addresses = addresses_of(folder, glance.engine)
    except AddressesRefused as refused:
        end_with(problem_line(refused.problem))
    last, book = last_reminded(glance.engine), glance.engine.units()
    for name in addresses:
        if not (book.known(name) or any(item.debtor == name for item in board.owed)):
            click.echo(_("the file of addresses names “{unit}”, and no unit is called so").format(unit=name), err=True)
    for note in asked_notes(glance, board, unit):
        if note.asks:
            yield _plan(note, addresses, last(note.unit), board)


def _plan(note: UnitNote, addresses: Mapping[str, Sequence[str]], last: LogLine | None, board: Board) -> Planned:
    try:
        channels = tuple(map(channel, addresses.get(note.unit, ())))
    except ModuleNotFoundError:
        end_with(_("reminders need apprise: {command}").format(command=INSTALL))
    if not channels:
        return Planned(note, (), _("no address"))
    again = again_from(last, overdue=note.overdue > 0)
    if last and last.at and again and board.as_of < again:
        words = _("reminded on {day} by {by}; again from {next}")
        held = words.format(day=last.at.date().isoformat(), by=last.by, next=again.isoformat())
        return Planned(note, channels, held)
    return Planned(note, channels)


def _is_broken(plan: Planned, unit: str) -> bool:
    """Whether it could not go as it should: an address that is none, or none for the one unit that was asked for."""
    return any(one.way is None for one in plan.channels) or (bool(unit) and not plan.channels)


def _shown(plans: Sequence[Planned]) -> Iterator[str]:
    """What goes to whom: each message whole under its unit and its ways."""
    for plan in plans:
        yield _heading(plan)
        if not plan.held:
            yield from (f"  {line}" for line in plan.note.text.splitlines())
    going = sum(not plan.held for plan in plans)
    yield _("{n} of {all} units would be sent a message; nothing is sent without --send").format(
        n=going, all=len(plans)
    )


def _heading(plan: Planned) -> str:
    ways = ", ".join(_way(one) for one in plan.channels)
    return "  ".join(
        part for part in (plan.note.unit, asks_words(plan.note), f"→ {ways}" if ways else "", plan.held) if part
    )


def _way(one: Channel) -> str:
    return one.words if one.way else _("{address} (no such kind of address)").format(address=one.words)


def _send(glance: Glance, board: Board, plans: Sequence[Planned], by: str) -> int:
    """Send what goes, each unit by itself: what fails for one keeps no other from its message."""
    code, silent = 0, set[str]()
    with speaking("zh"):
        title = _("Open matters, as of {day}").format(day=board.as_of.isoformat())
    for plan in plans:
        if plan.held:
            click.echo(f"{plan.note.unit}: {plan.held}")
            continue
        sent = [one for one in plan.channels if _is_taken(one, title, plan.note, silent)]
        if len(sent) < len(plan.channels):
            code = EXIT_PROBLEMS
        if sent and not _logged(glance, plan.note, sent, by):
            code = EXIT_PROBLEMS
    return code


def _is_taken(one: Channel, title: str, note: UnitNote, silent: set[str]) -> bool:
    """Send it by one way; whether it was taken there. Where not, it is said what is known. A server that did not answer
    in time, of `silent`, is asked no more: it would cost every unit as much."""
    if one.server in silent:
        words = _("{unit}: not sent by {way}: its server gave no answer before; send again later")
        click.echo(words.format(unit=note.unit, way=_way(one)), err=True)
        return False
    try:
        taken = one.send(title, note.text)
    except TimeoutError:
        silent.add(one.server)
        words = _("{unit}: no answer from {way} within {n} s; whether the message arrived is not known")
        click.echo(words.format(unit=note.unit, way=_way(one), n=f"{ANSWERS_WITHIN:.0f}"), err=True)
        return False
    if not taken:
        words = _("{unit}: not sent by {way}; the log says why (`fairwatch where`)")
        click.echo(words.format(unit=note.unit, way=_way(one)), err=True)
    return taken


def _logged(glance: Glance, note: UnitNote, sent: Sequence[Channel], by: str) -> bool:
    """Write the call down, and say that the message went; whether it could be written."""
    with speaking("zh"):
        asked = _("reminder sent: {asked}").format(asked=asks_words(note))
    ways = ", ".join(one.words for one in sent)
    told = _("{unit}: sent by {ways}").format(unit=note.unit, ways=ways)
    try:
        note_reminder(glance.engine, note.unit, asked, by)
    except refusals_and_clock.Refused as refusal:
        words = _("{told}, and it could not be logged: {why}")
        click.echo(words.format(told=told, why=why_refused(refusal)), err=True)
        return False
    click.echo(f"{told} · {delivery(glance)}")
    return True
