"""Groups of projects that may be one: each counted once, by the rulings of officers. Source: docs/figures.md.

Pairs to be confirmed, and those ruled to be one, join their projects; rows ruled different part them, and a third goes
with the one that it shares most with (of equals that with the smaller key). A group is one entry: it counts by the
reading that counts for less, its blanks filled by the others, and carries them all as `claims` for the units' own
lines. Only possible pairs join nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec

from data.ledgers.kinds_and_columns import BY_NAME, Project
from data.model import Pair, PairSide, Paper, Ruling, Stage
from data.rules.between_ledgers.contradictions import Rulings, said_text
from data.rules.between_ledgers.faults_as_work import digest
from data.rules.projects.possible_duplicates import Twins, twins
from data.rules.projects.projects import Entry, is_gone
from data.rules.projects.signed_tally import Bucket, Window
from data.rules.projects.similar_project_names import firm
from data.rules.units.names import UnitBook
from data.support.fast_dataclass import dataclass
from data.support.spelling import squash

_STAGES = tuple(Stage)
_ONE = (Ruling.FIRST, Ruling.SECOND)


@dataclass(frozen=True, slots=True)
class Paired:
    """The entries, each group as one; the pairs, decided or not, by their keys; and for the key of a group those of its
    other projects."""

    entries: tuple[Entry, ...]
    pairs: tuple[Pair, ...] = ()
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def paired(entries: Sequence[Entry], book: UnitBook, as_of: date, rulings: Rulings) -> Paired:
    """Every group of projects that are one, or are to be confirmed as one, as one entry in the place of its first."""
    found = twins(entries)
    if not found:
        return Paired(tuple(entries))
    pairs = [_pair(twin, entries, book, rulings) for twin in found]
    groups = _Groups(entries)
    for twin, pair in sorted(zip(found, pairs, strict=True), key=_first_joined):
        if pair.decided == Ruling.DIFFERENT:
            groups.part(twin)
        elif pair.sure or pair.decided in _ONE:
            groups.join(twin)
    beaten = {at for twin, pair in zip(found, pairs, strict=True) for at in _beaten(twin, pair.decided)}
    joined = {at: _as_one(members, entries, beaten, as_of) for at, members in groups.several()}
    inside = {at for _, members in groups.several() for at in members}
    told = [
        replace(pair, sure=False) if pair.sure and not pair.decided and not groups.one(twin) else pair
        for twin, pair in zip(found, pairs, strict=True)
    ]
    return Paired(
        tuple(joined.get(at, entry) for at, entry in enumerate(entries) if at in joined or at not in inside),
        tuple(told),
        {entry.key: entry.aliases for entry in joined.values()},
    )


def _first_joined(both: tuple[Twins, Pair]) -> tuple[bool, bool, int, str]:
    """What parts comes first, then what is ruled to be one, then what shares most, then the smaller key."""
    twin, pair = both
    return (pair.decided != Ruling.DIFFERENT, pair.decided not in _ONE, -len(twin.equal), pair.key)


def _beaten(twin: Twins, decided: str) -> tuple[int, ...]:
    if decided not in _ONE:
        return ()
    return (twin.second,) if decided == Ruling.FIRST else (twin.first,)


class _Groups:
    """Places among the entries, joined unless two of them were parted."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries
        self._of: dict[int, list[int]] = {}
        self._apart: dict[int, set[int]] = {}

    def part(self, twin: Twins) -> None:
        """These two are two projects. To be said before any are joined."""
        self._apart.setdefault(twin.first, set()).add(twin.second)
        self._apart.setdefault(twin.second, set()).add(twin.first)

    def join(self, twin: Twins) -> None:
        """These two are one, with all that are one with either."""
        ours = self._of.setdefault(twin.first, [twin.first])
        theirs = self._of.setdefault(twin.second, [twin.second])
        if ours is theirs:
            return
        few, many = sorted((ours, theirs), key=len)
        if any(not self._apart[at].isdisjoint(many) for at in few if at in self._apart):
            return
        many.extend(few)
        for at in few:
            self._of[at] = many

    def one(self, twin: Twins) -> bool:
        """Whether the two are in one group."""
        return self._of.get(twin.first) is self._of.get(twin.second)

    def several(self) -> list[tuple[int, list[int]]]:
        """The groups of two or more by their first place, each by key."""
        groups = {id(group): group for group in self._of.values() if len(group) > 1}
        return [(min(group), sorted(group, key=lambda at: self._entries[at].key)) for group in groups.values()]


# ------------------------------------------------------------ a group as one project


def _as_one(members: Sequence[int], entries: Sequence[Entry], beaten: set[int], as_of: date) -> Entry:
    """The group as one entry, by the reading that counts for less; what an officer overruled has no claim."""
    all_ = [entries[at] for at in members]
    hold = [entries[at] for at in members if at not in beaten] or all_
    filled = {
        entry.key: _filled(entry.project, [other.project for other in all_ if other is not entry]) for entry in hold
    }
    claims = _by_unit(members, entries, beaten, as_of) if len({entry.unit for entry in hold}) > 1 else ()
    hold.sort(key=lambda entry: (_weight(entry, filled[entry.key], as_of), entry.key))
    base, by_time = hold[0], sorted(all_, key=_freshness)
    project = filled[base.key]
    units = dict.fromkeys(unit for entry in hold for unit in entry.units)
    amount = base.amount or next((entry.amount for entry in hold if entry.amount), None)
    value = base.value if base.amount else next((entry.value for entry in hold if entry.amount), None)
    paid = [entry.paid_in for entry in all_ if entry.paid_in is not None]
    key = min(entry.key for entry in all_)
    return msgspec.structs.replace(
        base,
        key=key,
        project=project,
        rows=tuple(row for entry in (base, *(one for one in all_ if one is not base)) for row in entry.rows),
        units=tuple(units),
        stage=next((entry.stage for entry in by_time if entry.stage is not None), None),
        gone=is_gone(project, as_of),
        amount=amount,
        value=value,
        paid_in=base.paid_in if base.paid_in is not None else min(paid, default=None),
        markable=any(entry.markable for entry in all_ if entry.key == key),
        claims=claims or tuple(hold),
        aliases=tuple(entry.key for entry in all_ if entry.key != key),
    )


def _by_unit(members: Sequence[int], entries: Sequence[Entry], beaten: set[int], as_of: date) -> tuple[Entry, ...]:
    """The claim of each first-named unit, several of one unit as one."""
    units: dict[str, list[int]] = {}
    for at in members:
        if at not in beaten:
            units.setdefault(entries[at].unit, []).append(at)
    return tuple(entries[own[0]] if len(own) == 1 else _as_one(own, entries, set(), as_of) for own in units.values())


def leaves(entry: Entry) -> Iterator[Entry]:
    """The projects that a group was made of; one that stands alone is its own."""
    if not entry.claims:
        yield entry
    for claim in entry.claims:
        yield from leaves(claim)


def bucket_of(entry: Entry, window: Window) -> Bucket:
    """Where a project's signing lies; of a group that its readings place differently, where it does not count."""
    bucket = window.bucket(entry)
    if not entry.claims:
        return bucket
    said = (window.bucket(leaf) for leaf in leaves(entry) if leaf.project.signed_on is not None)
    return next((one for one in (bucket, *said) if one is not Bucket.SIGNED), bucket)


def _weight(entry: Entry, project: Project, as_of: date) -> tuple[bool, Decimal]:
    """How much of a claim counts, once its blanks are filled."""
    signed = project.signed_on is not None and project.signed_on <= as_of
    return project.paper is Paper.CONTRACT and signed and not entry.gone, entry.value or Decimal(0)


def _freshness(entry: Entry) -> tuple[int, int]:
    """The newest report first, of equals the earlier stage."""
    day = entry.project.reported_on or entry.project.stage_since or date.min
    return -day.toordinal(), _STAGES.index(entry.stage) if entry.stage is not None else 0


_COLUMNS = tuple(column.name for column in BY_NAME["projects"].fields)


def _filled(project: Project, others: Iterable[Project]) -> Project:
    """The project, each blank of it filled by the first of the others that says something."""
    blanks = [name for name in _COLUMNS if getattr(project, name) in (None, "")]
    said: dict[str, Any] = {}
    for other in others:
        for name in blanks:
            if name not in said and (value := getattr(other, name)) not in (None, ""):
                said[name] = value
    return msgspec.structs.replace(project, **said) if said else project


# ------------------------------------------------------------ a pair as work


def _pair(twin: Twins, entries: Sequence[Entry], book: UnitBook, rulings: Rulings) -> Pair:
    first, second = entries[twin.first], entries[twin.second]
    key = f"pair/{first.key}/{second.key}"
    episode = digest(*_rests_on(first), *_rests_on(second))
    contact, phone = book.contact(first.unit)
    return Pair(
        key=key,
        episode=episode,
        about="projects",
        sure=twin.sure,
        equal=twin.equal,
        unit=first.unit,
        first=_side(first),
        second=_side(second),
        decided=rulings.decided(key, episode) if first.markable and second.markable else "",
        contact=contact,
        phone=phone,
        markable=first.markable and second.markable,
    )


def _rests_on(entry: Entry) -> tuple[str, ...]:
    """What a ruling on a pair rests on: it lapses when any of it changes."""
    project = entry.project
    said = (said_text(entry.amount), said_text(project.signed_on))
    return (squash(project.name), firm(project.investor), *said, *entry.units)


def _side(entry: Entry) -> PairSide:
    project = entry.project
    return PairSide(
        key=entry.key,
        name=project.name,
        unit="、".join(entry.units),
        investor=project.investor,
        amount=entry.value,
        day=project.signed_on,
        place=entry.place,
    )
