"""Follow-ups that two ledgers keep under two numbers: one matter of one unit is owed once, until somebody decides.

The same matter, owed by the same units about the same project, in different files under two ids; not where it was
assigned on days further apart than a month, since what comes again is another matter. Of one file none are one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from itertools import combinations

from data.ledgers.kinds_and_columns import FollowUp
from data.model import Pair, PairSide, Ruling
from data.rules.between_ledgers.contradictions import Rulings, said_text
from data.rules.between_ledgers.faults_as_work import digest
from data.rules.projects.possible_duplicates import DAYS, SMALL
from data.rules.units.names import UnitBook
from data.support.fast_dataclass import dataclass
from data.support.spelling import squash

ByKey = Mapping[str, Sequence[FollowUp]]


@dataclass(frozen=True, slots=True)
class MattersOnce:
    """The pairs; by each key that stands for others these, and the keys that were overruled."""

    pairs: tuple[Pair, ...] = ()
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    beaten: frozenset[str] = frozenset()


def matters(rows: ByKey, book: UnitBook, rulings: Rulings) -> MattersOnce:
    """Which keys speak of one matter; `rows` are the follow-ups by their keys."""
    blocks: dict[tuple[str, frozenset[str]], list[str]] = {}
    for key, own in rows.items():
        blocks.setdefault((squash(own[0].what), frozenset(book.split(own[0].owed_by))), []).append(key)
    pairs: list[Pair] = []
    groups: list[list[str]] = []
    for block in blocks.values():
        if 1 < len(block) <= SMALL:
            found = [_pair(one, other, rows, book, rulings) for one, other in combinations(sorted(block), 2)]
            told = [pair for pair in found if pair is not None]
            groups += _groups(told, rows)
            pairs += told
    one = {key: place for place, group in enumerate(groups) for key in group}
    kept = [pair for pair in pairs if pair.decided or one.get(pair.first.key) == one.get(pair.second.key, -1)]
    return MattersOnce(
        tuple(sorted(kept, key=lambda pair: pair.key)),
        {group[0]: tuple(group[1:]) for group in groups},
        frozenset(key for pair in kept for key in _beaten(pair)),
    )


def _beaten(pair: Pair) -> tuple[str, ...]:
    if pair.decided == Ruling.FIRST:
        return (pair.second.key,)
    return (pair.first.key,) if pair.decided == Ruling.SECOND else ()


def _pair(one: str, other: str, rows: ByKey, book: UnitBook, rulings: Rulings) -> Pair | None:
    ours, theirs = rows[one][0], rows[other][0]
    if not _files(rows[one]).isdisjoint(_files(rows[other])) or _differ(ours, theirs):
        return None
    key, episode = f"pair/{one}/{other}", digest(*_rests_on(ours, book), *_rests_on(theirs, book))
    markable = "#" not in key  # which only counts rows that share a key
    contact, phone = book.contact(book.split(ours.owed_by)[0])
    same_day = ours.due is not None and ours.due == theirs.due
    return Pair(
        key=key,
        episode=episode,
        about="followups",
        sure=True,
        equal=("day",) if same_day else (),
        unit=book.split(ours.owed_by)[0],
        first=_side(one, ours, book),
        second=_side(other, theirs, book),
        decided=rulings.decided(key, episode) if markable else "",
        contact=contact,
        phone=phone,
        markable=markable,
    )


def _differ(ours: FollowUp, theirs: FollowUp) -> bool:
    """Whether they are about two projects, or were assigned long after each other."""
    if ours.project and theirs.project and squash(ours.project) != squash(theirs.project):
        return True
    days = (ours.assigned, theirs.assigned)
    return days[0] is not None and days[1] is not None and abs((days[0] - days[1]).days) > DAYS


def _groups(pairs: Sequence[Pair], rows: ByKey) -> list[list[str]]:
    """Keys that are one: what was ruled first, then what shares its days; never two of one file, nor two parted."""
    apart = {(pair.first.key, pair.second.key) for pair in pairs if pair.decided == Ruling.DIFFERENT}
    of: dict[str, list[str]] = {}
    for pair in sorted(pairs, key=lambda pair: (not pair.decided, -len(pair.equal), pair.key)):
        one = of.setdefault(pair.first.key, [pair.first.key])
        other = of.setdefault(pair.second.key, [pair.second.key])
        held = any(tuple(sorted(both)) in apart for both in ((a, b) for a in one for b in other))
        files = [{file for key in group for file in _files(rows[key])} for group in (one, other)]
        if one is not other and not held and files[0].isdisjoint(files[1]):
            one.extend(other)
            of.update(dict.fromkeys(other, one))
    groups = {id(group): group for group in of.values() if len(group) > 1}
    return [sorted(group) for group in groups.values()]


def _files(rows: Sequence[FollowUp]) -> set[str]:
    return {row.file for row in rows}


def _rests_on(row: FollowUp, book: UnitBook) -> tuple[str, ...]:
    days = (row.assigned, row.due)
    return (squash(row.what), squash(row.project), *book.split(row.owed_by), *map(said_text, days))


def _side(key: str, row: FollowUp, book: UnitBook) -> PairSide:
    return PairSide(key, row.what, book.called(row.owed_by), "", None, row.extended_to or row.due, row.place)
