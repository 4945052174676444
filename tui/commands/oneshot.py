"""`owed` and `card`: what is owed, and all that is known of one item, in lines that read well in a chat."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from data.export.board_json import as_text, in_format, plain
from data.model import Board, Item, ItemState, LogLine, OwedItem, StalledProject, UnitProgress
from data.support.late_pattern import late_pattern
from data.support.spelling import squash
from data.wording import _, ngettext
from data.wording.code_words import state_word
from data.wording.item_facts import item_fields, mark_line
from data.wording.item_lines import due_word, handling, hidden
from tui.commands.common import ForGate, by_option, flag, json_flag, look, stale_exit
from tui.commands.item_argument import find

if TYPE_CHECKING:
    from data.feed.one_look import Glance

_BETWEEN = late_pattern(r"[\s、，,;；/]+")
"""What parts the names in one cell: 李敏、赵敏."""


def commands() -> list[click.Command]:
    """This module's commands, their help in the language in force."""
    as_json = json_flag()
    return [
        ForGate(
            owed,
            flag("--mine", help=_("Only what the officer named by --by owes or follows.")),
            by_option(_("An officer: what is theirs comes first.")),
            as_json,
            help=_("Print what is owed in short lines, for a chat; what is dealt with is only counted."),
        ),
        ForGate(
            card,
            click.Argument(["key"], metavar=_("KEY")),
            as_json,
            help=_(
                "Print all that is known of one item, and its marks. KEY is its key, number or name, or words, pinyin "
                "or initials that only it has; of several the keys are listed, and the exit code is 1. A unit's name "
                "gives its figures."
            ),
        ),
    ]


def owed(folder: Path, mine: bool, by: str, as_json: bool) -> None:
    """Print what is owed; exit code 3 when it is of the last good copy."""
    if mine and not by:
        raise click.UsageError(_("--mine needs --by NAME: whose rows?"))
    with look(folder) as glance:
        board = glance.board()
        code = stale_exit(glance, board)
    own = [item for item in board.owed if by and is_own(item, by)]
    items = own if mine else [*own, *(item for item in board.owed if item not in own)]
    if as_json:
        click.echo(as_text(in_format({"as_of": board.as_of, "owed": items})))
    else:
        click.echo("\n".join(owed_lines(board, items)))
    sys.exit(code)


def card(folder: Path, key: str, as_json: bool) -> None:
    """Print one item's card; 1 when KEY means several, 2 when it means none, 3 when it is of the last good copy."""
    with look(folder) as glance:
        board = glance.board()
        units = units_named(board, key)
        item = None if units else find(board, key)
        code = stale_exit(glance, board)
        zone = glance.settings.zone
        reminded = _last_reminder(glance, units[0].unit) if units else None
    if item is not None:
        lines = [as_text(card_json(item))] if as_json else card_lines(item, zone)
    else:
        lines = (
            [as_text(in_format({"as_of": board.as_of, "units": units}))]
            if as_json
            else [*unit_card_lines(board, units), *_reminded_line(reminded)]
        )
    click.echo("\n".join(lines))
    sys.exit(code)


def units_named(board: Board, name: str) -> list[UnitProgress]:
    """The lines of a unit that is called just so, that of the headline first; an item is never called as a unit."""
    lead = board.leading
    lines = sorted(board.progress, key=lambda line: line is not lead)
    return [unit for line in lines for unit in line.units if squash(unit.unit) == squash(name)]


def card_json(item: Item) -> dict[str, Any]:
    """The item's keys as lists of the board tell them, and every mark under `marks`."""
    return in_format({**plain(item), "marks": item.marks.history})


def is_own(item: OwedItem, name: str) -> bool:
    """Whether an officer owes it or has claimed it."""
    return name == item.marks.claimed_by or name in _BETWEEN.split(item.owed_by)


def owed_lines(board: Board, items: Sequence[OwedItem]) -> Iterator[str]:
    """The counts and the day, then two lines an item, with its day where a name alone does not tell; no keys."""
    due = [item for item in items if not hidden(item)]
    late = sum(item.overdue for item in due)
    count = f"{_('Owed follow-ups')} {len(due)}"
    yield " · ".join((count, _("overdue {count}").format(count=late), board.as_of.isoformat()))
    untouched = state_word(ItemState.OPEN)
    titles = Counter(item.title for item in board.items)
    for number, item in enumerate(due, 1):
        yield f"{number}. {due_word(item)} · {item.title}"
        said = handling(item)
        whose = item.unit if item.unit != item.owed_by else ""
        beside = [part for part in (item.owed_by, whose, said if said != untouched else "") if part]
        if titles[item.title] > 1 and item.due:
            beside.append(item.due.isoformat())
        if beside:
            yield " · ".join(beside)
    done = len(items) - len(due)
    if done:
        yield ngettext("{n} dealt with, not listed", "{n} dealt with, not listed", done).format(n=done)


def card_lines(item: Item, zone: ZoneInfo) -> Iterator[str]:
    """The name, a line for each thing known, then the marks, the latest first."""
    yield item.title
    for label, words in item_fields(item):
        yield _said(label, " ".join(words.split()))
    yield _said(_("Marks"), "" if item.marks.history else _("nothing was marked yet"))
    yield from (f"- {' '.join(mark_line(item, line, zone).split())}" for line in item.marks.history)


def unit_card_lines(board: Board, units: Sequence[UnitProgress]) -> Iterator[str]:
    """A unit's figures in each scope that it stands in, then what is stalled and owed of it."""
    from tui.screens.cards.unit import unit_fields  # here: it brings Textual

    name = units[0].unit
    yield name
    scopes = {line.fair: line for line in board.progress}
    for unit in units:
        yield from (_said(label, " ".join(words.split())) for label, words in unit_fields(unit, scopes[unit.fair]))
    listed: tuple[tuple[str, Sequence[StalledProject | OwedItem]], ...] = (
        (_("Stalled"), board.stalled),
        (_("Owed follow-ups"), board.owed),
    )
    for label, items in listed:
        theirs = [item for item in items if item.unit == name and not hidden(item)]
        if theirs:
            yield _said(label, str(len(theirs)))
            yield from (f"- {item.title}" for item in theirs)


def _last_reminder(glance: Glance, unit: str) -> LogLine | None:
    from data.feed.reminding import last_reminded  # here: what reckons comes with it

    return last_reminded(glance.engine)(unit)


def _reminded_line(line: LogLine | None) -> Iterator[str]:
    """When the unit was last reminded, by whom and of what."""
    if line and line.at:
        yield _said(_("Last reminder"), f"{line.at.date().isoformat()} {line.by} {line.text}")


def _said(label: str, words: str) -> str:
    return _("{label}: {words}").format(label=label, words=words).rstrip()
