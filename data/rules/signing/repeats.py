"""Repeat signing: one investor's project signed in two fairs or two units, with nearly the same name or amount.

Only projects with a paper that were not returned, replaced or ended are held against each other, and only those of
one investor as written (normalised); without an investor nothing is. A pair is a hint for people: both keep counting.
Source: none; the limits are settings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from itertools import combinations, pairwise

from data.model import Repeat, RepeatSide, Trace
from data.rules.projects.projects import Entry
from data.settings import Repeats
from data.support.fast_dataclass import dataclass
from data.support.spelling import squash

Likeness = Callable[[str, str], float]
"""How like two names are, 0 to 100."""


@dataclass(frozen=True, slots=True)
class _Signing:
    entry: Entry
    fair: str | None
    name: str
    amount: Decimal | None


def repeats(entries: Iterable[Entry], fair_of: Mapping[str, str], settings: Repeats) -> tuple[Repeat, ...]:
    """All pairs, in the order of the ledgers; `fair_of` says for an entry's key which fair it belongs to."""
    blocks: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.counts and not entry.gone and entry.project.paper is not None and entry.project.investor:
            blocks.setdefault(squash(entry.project.investor), []).append(entry)
    several = [block for name, block in blocks.items() if name and len(block) > 1]
    found = [repeat for block in several for repeat in _in_block(block, fair_of, settings)]
    return tuple(sorted(found, key=lambda one: (_where(one.first), _where(one.second))))


def _in_block(block: Sequence[Entry], fair_of: Mapping[str, str], settings: Repeats) -> Iterator[Repeat]:
    """The pairs of one investor."""
    if len({(entry.units, fair_of.get(entry.key)) for entry in block}) == 1:
        return
    signings = [_Signing(entry, fair_of.get(entry.key), squash(entry.project.name), entry.value) for entry in block]
    pairs = combinations(signings, 2) if len(signings) <= settings.pairwise else _equal(signings)
    for first, second in pairs:
        across = _across(first, second)
        if across:
            like = _likeness()(first.name, second.name)
            alike = _alike(first, second, like, settings)
            if alike:
                yield _repeat(first, second, across, alike, like, settings)


@cache
def _likeness() -> Likeness:
    """RapidFuzz is imported where two projects are really compared: the first paint does without it."""
    from rapidfuzz.fuzz import ratio

    return ratio


def _equal(signings: Sequence[_Signing]) -> Iterator[tuple[_Signing, _Signing]]:
    """The pairs of a large block whose names or amounts are equal, neighbours only where many are."""
    pairs: dict[tuple[int, int], None] = {}
    for keys in ([one.name for one in signings], [one.amount for one in signings]):
        groups: dict[object, list[int]] = {}
        for at, key in enumerate(keys):
            if key:
                groups.setdefault(key, []).append(at)
        for same in groups.values():
            pairs.update(dict.fromkeys(pairwise(same)))
    return ((signings[one], signings[other]) for one, other in pairs)


def _across(first: _Signing, second: _Signing) -> tuple[str, ...]:
    """In what the two differ: "units", "fairs" (both are known)."""
    units = first.entry.unit != second.entry.unit
    fairs = first.fair != second.fair and None not in (first.fair, second.fair)
    return (*(("units",) if units else ()), *(("fairs",) if fairs else ()))


def _alike(first: _Signing, second: _Signing, like: float, settings: Repeats) -> tuple[str, ...]:
    name = like >= settings.name_percent
    amount = False
    if first.amount and second.amount:
        most = max(first.amount, second.amount) * Decimal(str(settings.amount_percent)) / 100
        amount = abs(first.amount - second.amount) <= most
    return (*(("name",) if name else ()), *(("amount",) if amount else ()))


def _repeat(
    first: _Signing, second: _Signing, across: tuple[str, ...], alike: tuple[str, ...], like: float, settings: Repeats
) -> Repeat:
    used = (
        ("repeats.name_percent", f"{settings.name_percent:g}"),
        ("repeats.amount_percent", f"{settings.amount_percent:g}"),
        ("repeats.pairwise", str(settings.pairwise)),
    )
    sides = (_side(first), _side(second))
    return Repeat(
        investor=first.entry.project.investor.strip(),
        first=sides[0],
        second=sides[1],
        across=across,
        alike=alike,
        likeness=int(like),
        trace=Trace("repeat", used, (sides[0].place, sides[1].place)),
    )


def _side(one: _Signing) -> RepeatSide:
    return RepeatSide(one.entry.project.name, one.entry.unit, one.fair, one.amount, one.entry.place)


def _where(side: RepeatSide) -> tuple[str, str, int]:
    return side.place.file, side.place.sheet, side.place.row
