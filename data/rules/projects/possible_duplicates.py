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
from decimal import Decimal
from functools import lru_cache
from itertools import combinations, product
from typing import NamedTuple

from data.ledgers.kinds_and_columns import Amount
from data.rules.projects.projects import Entry
from data.rules.projects.similar_project_names import LEAST, alike, bare, firm, marks
from data.rules.units.names import real_id
from data.support.fast_dataclass import dataclass
from data.support.spelling import KEPT, squash

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

_PER = 1 / math.log(100 / (100 - AMOUNT_PERCENT))
"""Cells of amounts in one e-fold: in one of them amounts are equal."""

_WIDE = 1 << 20
"""Between two cells of amounts: more than there are cells of days."""

_BESIDE = (1, _WIDE - 1, _WIDE, _WIDE + 1)
"""The cells beside one that come after it."""

_ABOUT = AMOUNT_PERCENT / 100 + 1e-9


@dataclass(frozen=True, slots=True)
class Twins:
    """Two places among the entries, the smaller key first; `sure`: to be confirmed, else possible. `equal` is what of
    EVIDENCE they share, exactly where they are `sure`."""

    first: int
    second: int
    sure: bool
    equal: tuple[str, ...]


def twins(entries: Sequence[Entry]) -> list[Twins]:
    """All pairs among the entries that count, by their keys."""
    found: dict[tuple[int, int], Twins] = {}
    look = _PairSearch(entries)
    names = look.names
    for one, other in look.candidates():
        ours, theirs = names[one], names[other]
        same = ours.plain == theirs.plain
        if same or alike(ours.bare, theirs.bare):
            evidence = _evidence(entries[one], entries[other], same)
            if evidence is not None:
                first, second = sorted((one, other), key=lambda at: entries[at].key)
                found[first, second] = Twins(first, second, *evidence)
    return sorted(found.values(), key=lambda pair: (entries[pair.first].key, entries[pair.second].key))


# ------------------------------------------------------------ who is held against whom


class _PairSearch:
    """Finds who is held against whom. Places among the entries go in and out."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries
        self._spots: list[tuple[str, float, int]] = [("", 0.0, 0)] * len(entries)
        self.names: list[_Names] = [_NOBODY] * len(entries)

    def candidates(self) -> Iterator[tuple[int, int]]:
        """Those of one investor, and those whose names begin or end alike and whose amounts and days come near; one
        pair may come twice."""
        investors, words = self._tables()
        for own in investors.values():
            if len(own) > FEW:
                yield from self._of_investor(own)
            elif len(own) > 1:
                yield from combinations(own, 2)
        for own in words.values():
            if len(own) > SMALL:
                yield from self._close(self._of_cells(own, amounts=True, days=True))
            elif len(own) > 1:
                yield from self._close(combinations(own, 2))

    def _close(self, pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """Those whose days and amounts both come near, or all but: two of different investors are a pair by these
        alone."""
        found, spots = [], self._spots
        for pair in pairs:
            (ours, less, day), (theirs, more, later) = spots[pair[0]], spots[pair[1]]
            if less > more:
                less, more = more, less
            if -DAYS <= day - later <= DAYS and more - less <= _ABOUT * more and ours == theirs:
                found.append(pair)
        return found

    def _tables(self) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
        """The projects by investor; and by how their names begin and end, with what tells them apart: of two names that
        are alike one end is the same, unless the one stands in the middle of the other."""
        investors: dict[str, list[int]] = {}
        words: dict[str, list[int]] = {}
        for at, entry in enumerate(self._entries):
            project, amount = entry.project, entry.amount
            day, investor = project.signed_on, project.investor
            if not entry.counts or (amount is None) + (day is None) + (not investor) > 1:
                continue
            names = self.names[at] = _names(project.name, entry.units, project.unit, investor)
            if investor:
                investors.setdefault(names.investor, []).append(at)
            value = float(amount.value) if amount is not None and amount.value > 0 else 0.0
            currency = amount.currency if amount is not None else ""
            self._spots[at] = currency, value, day.toordinal() if day is not None else 0
            if value and day is not None:
                words.setdefault(names.begins, []).append(at)
                words.setdefault(names.ends, []).append(at)
        return investors, words

    def _of_investor(self, own: list[int]) -> Iterator[tuple[int, int]]:
        """Numerals that differ tell two apart: only those with the same ones, or one with none, can be alike."""
        marked: dict[str, list[int]] = {}
        for at in own:
            marked.setdefault(self.names[at].apart, []).append(at)
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
        cells: dict[int, list[int]] = {}
        spots, log = self._spots, math.log
        for at in own:
            _currency, amount, day = spots[at]
            if (amount or not amounts) and (day or not days):
                step = int(log(amount) * _PER) * _WIDE if amounts else 0
                cells.setdefault(step + day // DAYS if days else step, []).append(at)
        for cell, here in cells.items():
            if len(here) > 1:
                yield from self._within(here)
            for more in _BESIDE:
                beside = cells.get(cell + more)
                if beside is None:
                    continue
                if len(here) == len(beside) == 1:  # as most are: there is nothing to pair them with one by one
                    yield here[0], beside[0]
                else:
                    small = len(here) * len(beside) <= SMALL * SMALL
                    yield from product(here, beside) if small else self._within([*here, *beside])

    def _within(self, group: list[int]) -> Iterator[tuple[int, int]]:
        """All of a small group; of very many those with one name, each with the next ones where these are many too."""
        if len(group) <= SMALL:
            yield from combinations(group, 2)
            return
        names: dict[str, list[int]] = {}
        for at in group:
            names.setdefault(self.names[at].bare, []).append(at)
        for same in names.values():
            if len(same) <= SMALL:
                yield from combinations(same, 2)
            else:
                same.sort(key=self._order)
                yield from ((at, near) for n, at in enumerate(same) for near in same[n + 1 : n + 1 + NEXT])

    def _order(self, at: int) -> tuple[str, str]:
        """Among its like: never by where it was read."""
        return self.names[at].plain, self._entries[at].key


class _Names(NamedTuple):
    """What a project is looked up by: its name, and that without what says nothing (`bare`), its investor, what tells
    its name apart (numerals, 期, 标段 and 线), and the two keys of its ends with that."""

    plain: str
    investor: str
    bare: str
    apart: str
    begins: str
    ends: str


_NOBODY = _Names("", "", "", "", "", "")
"""What a project is called that is not looked up."""


@lru_cache(maxsize=KEPT)
def _names(name: str, units: tuple[str, ...], unit: str, investor: str) -> _Names:
    """Remembered from board to board: names change seldom, and there is no quick way to make these."""
    plain = squash(name)
    own = bare(name, (*units, unit), investor)
    apart = "|".join(marks(plain))
    return _Names(
        plain, firm(investor), own, apart, own[:LEAST] + apart, f"-{plain.removesuffix('项目')[-LEAST:]}{apart}"
    )


# ------------------------------------------------------------ whether two are a pair


def _evidence(one: Entry, other: Entry, same: bool) -> tuple[bool, tuple[str, ...]] | None:
    """Whether two projects with the `same` name, or with ones that are alike, are to be confirmed, and what they share
    (`Twins`); None where they have nothing to do with one another."""
    investors = firm(one.project.investor), firm(other.project.investor)
    ours, theirs = one.project.signed_on, other.project.signed_on
    investor = bool(investors[0]) and investors[0] == investors[1]
    amount = _near(_said(one.amount), _said(other.amount))
    apart = abs((ours - theirs).days) if ours is not None and theirs is not None else None
    near = apart is not None and apart <= DAYS
    if investor + amount + near < 2 or _moved(one, other):
        return None
    strict = (investor, amount, apart == 0)
    if same and sum(strict) > 1 and (investor or not all(investors)) and _twofold(one, other):
        return True, _equal(strict)
    return False, _equal((investor, amount, near))


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
