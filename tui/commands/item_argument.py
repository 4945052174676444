"""What a KEY on the command line may be: an item's key, its number, its name, words of it, their pinyin or initials."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import NoReturn

import click

from data.model import Board, Item, OwedItem
from data.support.fast_dataclass import dataclass
from data.support.spelling import squash
from data.wording import _, ngettext
from data.wording.item_lines import due_word
from tui.commands.common import EXIT_PROBLEMS
from tui.input.row_search import RowSearch

MOST_LISTED = 20
"""Matches that are listed; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Named:
    """Something that a KEY can mean: `others` are further words that it is found by (its unit, its project)."""

    key: str
    title: str
    others: tuple[str, ...] = ()
    beside: str = ""


def find(board: Board, wanted: str) -> Item:
    """The one item that `wanted` means; ends the program with the list of several, a usage error for none."""
    things = [_named(item) for item in board.items]
    found = matching(wanted, things)
    if not found:
        raise click.UsageError(_("no open item “{wanted}”; “show” lists the keys").format(wanted=wanted))
    if len(found) > 1:
        several(wanted, [things[i] for i in found])
    return board.items[found[0]]


def matching(wanted: str, things: Sequence[Named]) -> list[int]:
    """Which of the things `wanted` means: the nearest way of naming that fits any of them decides.

    A number or a name is taken as the ledger writes it (XM-014) and as the key does (xm 014).
    """
    plain, words = squash(wanted), wanted.split()
    searches = [RowSearch(word) for word in words]
    ways: tuple[Callable[[Named], bool], ...] = (
        lambda thing: thing.key == wanted,
        lambda thing: thing.title == wanted,
        lambda thing: plain in {squash(thing.key), squash(thing.key.partition("/")[2]), squash(thing.title)},
        lambda thing: all(one(thing.title) for one in searches),
        lambda thing: all(one(*filter(None, (thing.title, *thing.others))) for one in searches),
    )
    if not plain:
        return []
    return next(filter(None, ([i for i, thing in enumerate(things) if fits(thing)] for fits in ways)), [])


def several(wanted: str, found: Sequence[Named]) -> NoReturn:
    """List what `wanted` could be, each with the key that means it alone, and exit 1."""
    count = ngettext(
        "“{wanted}” is {count} thing; name one by its key:", "“{wanted}” is {count} things; name one by its key:",
        len(found),
    )  # fmt: skip
    click.echo(count.format(wanted=wanted, count=len(found)), err=True)
    for thing in found[:MOST_LISTED]:
        said = " · ".join(part for part in (thing.title, thing.beside) if part)
        click.echo(f"- {said}\n  {thing.key}", err=True)
    if len(found) > MOST_LISTED:
        click.echo(f"+{len(found) - MOST_LISTED}", err=True)
    sys.exit(EXIT_PROBLEMS)


def _named(item: Item) -> Named:
    if isinstance(item, OwedItem):
        return Named(item.key, item.title, (item.owed_by, item.unit, item.project), f"{item.owed_by} {due_word(item)}")
    return Named(item.key, item.title, (item.unit,), item.unit)
