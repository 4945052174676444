"""What a question is about: one row, or those that were picked. Each row of several gets a mark of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from data.model import Item, MarkRequest, OutcomeChoice, OwedItem
from data.model.outcomes import choices, outcome
from data.support.fast_dataclass import dataclass
from data.wording import _, ngettext
from widgets.frame.cutting import cut

NAMED = 6
"""So many rows of several are called by their names, the others are counted."""
NAME = 24
"""Cells of a name among several."""

LeftAside = tuple[Item, str]
"""(a row that is not marked, why)"""


@dataclass(frozen=True, slots=True)
class Asked:
    """The rows that a mark is for, as they stood on screen at the key press; `left` are picked and cannot be marked."""

    items: tuple[Item, ...]
    left: tuple[LeftAside, ...] = ()

    @property
    def several(self) -> bool:
        """Whether these are picked rows."""
        return len(self.items) + len(self.left) > 1

    @property
    def kind(self) -> str:
        """The kind whose words are used: outcomes that several kinds share are called alike."""
        return self.items[0].kind

    @property
    def subject(self) -> str:
        """The row, or how many rows, which, and which are left."""
        if not self.several:
            return self.items[0].title
        units = list(dict.fromkeys(filter(None, map(_unit, self.items))))
        of = [_("of {units}").format(units=names(units))] if units else []
        left = [left_words(self.left)] if self.left else []
        return "\n".join((several_words(self.items), *of, *left))


def _unit(item: Item) -> str:
    """Whose row it is: who owes it, else its unit."""
    return (item.owed_by if isinstance(item, OwedItem) else "") or item.unit


def several_words(items: Sequence[Item]) -> str:
    """3 rows: A, B, C."""
    return _("{rows}: {names}").format(rows=count_words(len(items)), names=names([item.title for item in items]))


def count_words(n: int) -> str:
    """So many rows."""
    return ngettext("{n} row", "{n} rows", n).format(n=n)


def left_words(left: Sequence[LeftAside]) -> str:
    """Which rows are not marked, and why."""
    reasons = dict.fromkeys(why for _item, why in left)
    said = ((names([item.title for item, why in left if why == reason]), reason) for reason in reasons)
    return _("; ").join(_("left: {names} ({why})").format(names=which, why=why) for which, why in said)


def names(titles: Sequence[str]) -> str:
    """Some names on a line, the first of many whole or cut, the others counted."""
    shown = [cut(one, NAME) for one in titles[:NAMED]]
    more = len(titles) - NAMED
    return _(", ").join((*shown, *([_("{n} more").format(n=more)] if more > 0 else [])))


@dataclass(frozen=True, slots=True)
class Shared:
    """An outcome that all kinds of some items have: its digit in the question, and what each kind has by this id."""

    digit: int
    id: str
    by_kind: tuple[tuple[str, OutcomeChoice], ...]

    @property
    def choices(self) -> tuple[OutcomeChoice, ...]:
        """What it is for each kind, equal ones once."""
        alike = {(one.back, one.when, one.ends, one.asks): one for _kind, one in self.by_kind}
        return tuple(alike.values())

    @property
    def asks(self) -> tuple[str, ...]:
        """All that one of the kinds asks."""
        return tuple(dict.fromkeys(ask for one in self.choices for ask in one.asks))

    def request(self, request: MarkRequest, item: Item) -> MarkRequest:
        """The request for one of the items: its own key and episode, and of the answers what its kind asks."""
        asks = dict(self.by_kind)[item.kind].asks
        return replace(
            own(request, item),
            until=request.until if "until" in asks else None,
            who=request.who if "who" in asks else "",
            text=request.text if "text" in asks else "",
        )


def own(request: MarkRequest, item: Item) -> MarkRequest:
    """The request for this item, as it stood on screen."""
    return replace(request, key=item.key, seen=item.episode)


def shared(items: Sequence[Item]) -> tuple[Shared, ...]:
    """The outcomes that all kinds of these items have. Of one kind they keep their digits, of several they get new."""
    kinds = tuple(dict.fromkeys(item.kind for item in items))
    found: list[Shared] = []
    for choice in choices(kinds[0]):
        by_kind = [(kind, outcome(kind, choice.id)) for kind in kinds]
        every = tuple((kind, one) for kind, one in by_kind if one is not None)
        if len(every) == len(kinds):
            found.append(Shared(choice.digit if len(kinds) == 1 else len(found) + 1, choice.id, every))
    return tuple(found)
