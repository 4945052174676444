"""`mark` and `undo`: an officer's mark without a screen."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from data.feed.one_look import ONCE_SECONDS, Glance
from data.model import HeldLedger, Item, MarkRequest, outcomes
from data.wording import _
from data.wording.code_words import mark_word
from data.wording.ruling_words import losses_words
from tui.commands.common import EXIT_PROBLEMS, ForGate, OfFolder, WordsOption, by_option, day_option, end_with, look
from tui.commands.item_argument import find

OPS = ("snooze", "claim", "note", "reopen")


def commands() -> list[click.Command]:
    """This module's commands, their help in the language in force."""
    by = by_option(_("Who marks: the officer's name."), required=True)
    return [
        ForGate(
            mark,
            click.Argument(["key"], metavar=_("KEY")),
            click.Argument(["outcome"], metavar=_("OUTCOME")),
            WordsOption(["--note", "--text"], default="", help=_("Words that go with the mark.")),
            day_option("--until", help=_("The day it comes back, or the new due date.")),
            WordsOption(["--who"], default="", help=_("The person or unit that the outcome asks for.")),
            by,
            writes=True,
            help=_(
                "Mark an item handled. KEY is the item's key, number or name, or words, pinyin or initials that only "
                "it has; OUTCOME is an outcome's id (chased, visited, closed-out …) or snooze, claim, note, reopen. "
                "A mark that the folder does not take now is kept on this station, and said to be: exit code 0 too."
            ),
        ),
        OfFolder(
            accept,
            click.Argument(["file"], metavar=_("FILE")),
            by,
            help=_(
                "Let the new version of a ledger count that is held back because it lost many rows. "
                "FILE is its path below the folder."
            ),
        ),
        ForGate(undo, by, writes=True, help=_("Undo this station's latest mark.")),
    ]


def mark(folder: Path, key: str, outcome: str, note: str, until: date | None, who: str, by: str) -> None:
    """Write one mark and say where it is: in the shared folder, or saved here until the folder answers."""
    with look(folder, marks=True) as glance:
        item = find(glance.board(), key)
        op = outcome if outcome in OPS else "act"
        whom = who or _whom(item, outcome, note, by)
        request = MarkRequest(item.key, op, "" if op != "act" else outcome, until, whom, note, seen=item.episode)
        glance.mark(request, by)
        word = mark_word(item.kind, op, request.outcome)
        click.echo(f"{item.title}: {word} · {delivery(glance)}")


def accept(folder: Path, file: str, by: str) -> None:
    """Accept a held ledger, and say what it lost."""
    with look(folder, marks=True) as glance:
        held = [item for item in glance.board().faults if isinstance(item, HeldLedger)]
        item = next((item for item in held if item.file == file.removeprefix("./")), None)
        if item is None:
            names = ", ".join(item.file for item in held) or _("none")
            raise click.UsageError(_("“{file}” is not held back; held are: {names}").format(file=file, names=names))
        glance.mark(MarkRequest(item.key, "accept", seen=item.episode), by)
        click.echo(f"{item.file}: {mark_word(item.kind, 'accept', '')} ({losses_words(item)}) · {delivery(glance)}")


def undo(folder: Path, by: str) -> None:
    """Undo this station's latest mark and name what was undone."""
    with look(folder, marks=True) as glance:
        undone = glance.undo(by)
        if undone is None:
            end_with(_("nothing to undo on this station"), EXIT_PROBLEMS)
        word = mark_word(undone.item_kind, undone.op, undone.outcome)
        click.echo(
            _("undone: {word} by {by} on “{title}”").format(word=word, by=undone.by, title=undone.title)
            + f" · {delivery(glance)}"
        )


def delivery(glance: Glance) -> str:
    """Where the mark is now."""
    if glance.deliver(ONCE_SECONDS if glance.reached else 0.0):
        return _("in the shared folder")
    return _("saved on this station; it goes to the shared folder when the folder answers")


def _whom(item: Item, outcome: str, note: str, by: str) -> str:
    """Whom an outcome asks for where `--who` does not say: a new owner is the note's; who approves or verifies, by
    default the officer who marks and answers for it."""
    choice = outcomes.outcome(item.kind, outcome)
    if choice is None or "who" not in choice.asks:
        return ""
    return note if choice.id == "passed-on" else by
