"""Which projects may be one and the same, told by several ledgers or under two numbers. Source: docs/figures.md.

- *To be confirmed* (合并待确认): the same name, in different files under two ids or claimed by different units, and two
  of investor, amount (± 1 %) and day of signing are equal. Different investors on both sides make it at most:
- *Possible* (疑似重复): names alike (`pair_names`), and two of investor, amount and day (± 31 days) are equal.

Two of three being equal, a pair shares its investor, or both amount and day: only those of one investor, or with names
that begin or end alike, are held against each other, and where these are many only those in one cell of amounts or
days. In a cell of very many only equal names are, each with its next ones: what is said there is true, and not all of
it is said.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import combinations, product

from data.ledgers.kinds import Amount
from data.rules.base.names import real_id
from data.rules.base.pair_names import LEAST, alike, bare, firm, marks
from data.rules.base.projects import Entry
from data.support.spelling import squash

AMOUNT_PERCENT = 1
"""Amounts that differ by so much of the larger one are equal."""

DAYS = 31
"""Days of signing that lie so far apart may be one, where it is only a possible pair."""

SMALL = 16
"""Projects that are all held against each other; more would be a square of them."""

FEW = 4
"""Projects of one investor that are held against each other without asking first what tells them apart."""

NEXT = 4
"""Of very many with one name in one cell each is held against so many that follow it."""

EVIDENCE = ("investor", "amount", "day")
"""What two of must be equal."""

_STEP = math.log(100 / (100 - AMOUNT_PERCENT))

Cell = tuple[str, int, int]
"""A currency, a step of amounts and one of days; 0 where it is not looked at."""


@dataclass(frozen=True, slots=True)
class Twins:
    """Two places among the entries, the smaller key first; `sure`: to be confirmed, else possible. `equal` is what of
    EVIDENCE they share, exactly where they are `sure`."""

    first: int
    second: int
    sure: bool
    equal: tuple[str, ...]


class _Side:
    """One project as it is held against others."""

    __slots__ = ("amount", "at", "bare", "day", "entry", "investor", "name")

    def __init__(self, at: int, entry: Entry) -> None:
        project = entry.project
        self.at, self.entry = at, entry
        self.name, self.investor = squash(project.name), firm(project.investor)
        self.amount = _said(entry.amount)
        self.day = project.signed_on
        self.bare = bare(project.name, (*entry.units, project.unit), project.investor)


def twins(entries: Sequence[Entry]) -> list[Twins]:
    """All pairs among the entries that count, by their keys."""
    found: dict[tuple[int, int], Twins] = {}
    seen: set[tuple[int, int]] = set()
    look = _PairSearch(entries)
    for one, other in look.candidates():
        first, second = (one, other) if entries[one].key <= entries[other].key else (other, one)
        if (first, second) not in seen:
            seen.add((first, second))
            if _may_be(entries[first], entries[second]):
                twin = _judged(look.side(first), look.side(second))
                if twin is not None:
                    found[first, second] = twin
    return sorted(found.values(), key=lambda pair: (entries[pair.first].key, entries[pair.second].key))


# ------------------------------------------------------------ who is held against whom


class _PairSearch:
    """Finds who is held against whom. Places among the entries go in and out; a side is made when it is asked for."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries
        self._sides: dict[int, _Side] = {}

    def side(self, at: int) -> _Side:
        """The project of this place."""
        found = self._sides.get(at)
        if found is None:
            found = self._sides[at] = _Side(at, self._entries[at])
        return found

    def candidates(self) -> Iterator[tuple[int, int]]:
        """Those of one investor, and those whose names begin or end alike; one pair may come twice."""
        investors, words = self._tables()
        for own in investors.values():
            if len(own) > FEW:
                yield from self._of_investor(own)
            elif len(own) > 1:
                yield from combinations(own, 2)
        for own in words.values():
            if len(own) > SMALL:
                yield from self._of_cells(own, amounts=True, days=True)
            elif len(own) > 1:
                yield from combinations(own, 2)

    def _tables(self) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
        """The projects by investor; and by how their names begin and end, with what tells them apart: of two names that
        are alike one end is the same, unless the one stands in the middle of the other."""
        investors: dict[str, list[int]] = {}
        words: dict[str, list[int]] = {}
        for at, entry in enumerate(self._entries):
            project = entry.project
            if not entry.counts or (entry.amount is None) + (project.signed_on is None) + (not project.investor) > 1:
                continue
            if project.investor:
                investors.setdefault(firm(project.investor), []).append(at)
            if entry.amount is not None and project.signed_on is not None:
                name, apart = _told(project.name)
                words.setdefault(name[:LEAST] + apart, []).append(at)
                words.setdefault(f"-{name[-LEAST:]}{apart}", []).append(at)
        return investors, words

    def _of_investor(self, own: list[int]) -> Iterator[tuple[int, int]]:
        """Numerals that differ tell two apart: only those with the same ones, or one with none, can be alike."""
        marked: dict[str, list[int]] = {}
        for at in own:
            marked.setdefault(_told(self._entries[at].project.name)[1], []).append(at)
        plain = marked.pop("", [])
        for group in (plain, *marked.values()):
            if len(group) > SMALL:
                yield from self._of_cells(group, amounts=True)
                yield from self._of_cells(group, days=True)
            elif len(group) > 1:
                yield from combinations(group, 2)
        others = [at for group in marked.values() for at in group]
        if len(plain) * len(others) <= SMALL * SMALL:
            yield from product(plain, others)

    def _of_cells(self, own: Iterable[int], *, amounts: bool = False, days: bool = False) -> Iterator[tuple[int, int]]:
        """Those whose amounts, or days, or both, may be equal: of one cell, or of two beside each other."""
        cells: dict[Cell, list[int]] = {}
        for at in own:
            cell = _cell(self._entries[at], amounts=amounts, days=days)
            if cell is not None:
                cells.setdefault(cell, []).append(at)
        for (currency, step, day), here in cells.items():
            yield from self._within(here)
            for more, later in _BESIDE:
                beside = cells.get((currency, step + more, day + later))
                if beside is not None:
                    small = len(here) * len(beside) <= SMALL * SMALL
                    yield from product(here, beside) if small else self._within([*here, *beside])

    def _within(self, group: list[int]) -> Iterator[tuple[int, int]]:
        """All of a small group; of very many those with one name, each with the next ones where these are many too."""
        if len(group) <= SMALL:
            yield from combinations(group, 2)
            return
        names: dict[str, list[int]] = {}
        for at in group:
            names.setdefault(self.side(at).bare, []).append(at)
        for same in names.values():
            if len(same) <= SMALL:
                yield from combinations(same, 2)
            else:
                same.sort(key=self._order)
                yield from ((at, near) for n, at in enumerate(same) for near in same[n + 1 : n + 1 + NEXT])

    def _order(self, at: int) -> tuple[str, str]:
        """Among its like: never by where it was read."""
        return self.side(at).name, self._entries[at].key


_BESIDE = ((0, 1), (1, -1), (1, 0), (1, 1))
"""The steps of amount and days from a cell to those beside it that come after it."""


def _told(name: str) -> tuple[str, str]:
    """A name as it is looked up, and the numerals, 期, 标段 and 线 in it."""
    plain = name.casefold() if name.isalnum() else squash(name)
    return plain.removesuffix("项目"), "|".join(marks(plain))


def _cell(entry: Entry, *, amounts: bool, days: bool) -> Cell | None:
    """In steps of 1 % and of 31 days; None where it lacks what is asked for."""
    amount, day = entry.amount, entry.project.signed_on
    if (amounts and (amount is None or amount.value <= 0)) or (days and day is None):
        return None
    currency = amount.currency if amounts and amount is not None else ""
    step = _step(amount.value) if amounts and amount is not None else 0
    return currency, step, day.toordinal() // DAYS if days and day is not None else 0


@lru_cache(maxsize=1 << 14)
def _step(value: Decimal) -> int:
    return int(math.log(value) // _STEP)


def _may_be(one: Entry, other: Entry) -> bool:
    """Whether days or amounts come near to each other at all; asked of many, before their names are looked at."""
    ours, theirs = one.project.signed_on, other.project.signed_on
    if ours is not None and theirs is not None and -DAYS <= (ours - theirs).days <= DAYS:
        return True
    return one.amount is not None and other.amount is not None and _near(_said(one.amount), _said(other.amount))


# ------------------------------------------------------------ whether two are a pair


def _judged(one: _Side, other: _Side) -> Twins | None:
    """What two projects are to each other; None where they have nothing to do with one another."""
    investor = bool(one.investor) and one.investor == other.investor
    amount = _near(one.amount, other.amount)
    apart = abs((one.day - other.day).days) if one.day is not None and other.day is not None else None
    if investor + amount + (apart is not None and apart <= DAYS) < 2 or _moved(one.entry, other.entry):
        return None
    if one.name == other.name:
        strict = (investor, amount, apart == 0)
        strangers = bool(one.investor and other.investor) and not investor
        if sum(strict) > 1 and not strangers and _twofold(one.entry, other.entry):
            return Twins(one.at, other.at, True, _equal(strict))
    elif not alike(one.bare, other.bare):
        return None
    return Twins(one.at, other.at, False, _equal((investor, amount, apart is not None and apart <= DAYS)))


def _equal(found: tuple[bool, bool, bool]) -> tuple[str, ...]:
    return tuple(name for name, true in zip(EVIDENCE, found, strict=True) if true)


def _said(amount: Amount | None) -> tuple[str, Decimal] | None:
    return (amount.currency, amount.value) if amount is not None and amount.value > 0 else None


def _near(ours: tuple[str, Decimal] | None, theirs: tuple[str, Decimal] | None) -> bool:
    if ours is None or theirs is None or ours[0] != theirs[0]:
        return False
    more = max(ours[1], theirs[1])
    return abs(ours[1] - theirs[1]) * 100 <= more * AMOUNT_PERCENT


def _twofold(one: Entry, other: Entry) -> bool:
    """Whether two ledgers may tell of one project: different units claim it, or different files under two ids."""
    if frozenset(one.units) != frozenset(other.units):
        return True
    ids = {known for entry in (one, other) for row in entry.rows if (known := real_id(row.id))}
    files = [{row.file for row in entry.rows} for entry in (one, other)]
    return len(ids) > 1 and files[0].isdisjoint(files[1])


def _moved(one: Entry, other: Entry) -> bool:
    """Whether one of the two is over and counts no more: in another unit, or before the other was signed."""
    if one.gone == other.gone:
        return False
    over, lives = (one, other) if one.gone else (other, one)
    if not set(over.units) & set(lives.units):
        return True
    ended, signed = over.project.status_on, lives.project.signed_on
    return ended is not None and signed is not None and signed >= ended
