"""How much of a total hangs on pairs that nobody has decided, to be confirmed and possible. Source: docs/figures.md."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from data.model import NO_DOUBT, Doubt, Pair, UnitProgress
from data.rules.projects.duplicate_groups import leaves
from data.rules.projects.projects import Entry

CountedAmounts = Mapping[str, Decimal]
"""What the contracts of pairs and groups come to in one scope, by key; those that do not count there are not in it."""


class Doubts:
    """The undecided pairs of projects, and what they hang on. `entries` are those that count, each group as one."""

    def __init__(self, entries: Iterable[Entry], pairs: Sequence[Pair]) -> None:
        open_ = [pair for pair in pairs if not pair.decided and pair.about == "projects"]
        keys = {side.key for pair in open_ for side in (pair.first, pair.second)}
        self._owners: dict[str, Entry] = {}
        if keys:
            for entry in entries:
                for leaf in leaves(entry) if entry.claims else (entry,):
                    if leaf.key in keys:
                        self._owners[leaf.key] = entry
        known = [pair for pair in open_ if pair.first.key in self._owners and pair.second.key in self._owners]
        self._sure = [pair for pair in known if pair.sure]
        self._possible = [
            pair for pair in known if not pair.sure and self._owner(pair.first.key) != self._owner(pair.second.key)
        ]

    def counted(self, value: Callable[[Entry], Decimal | None]) -> tuple[CountedAmounts, CountedAmounts]:
        """What each claim and each project as a whole comes to; `value` is None where it does not count."""
        owners = {entry.key: entry for entry in self._owners.values()}
        claims = {leaf.key: leaf for entry in owners.values() for leaf in leaves(entry)}
        return _worth(claims, value), _worth(owners, value)

    def to_confirm(self, claims: CountedAmounts, wholes: CountedAmounts) -> Doubt:
        """The pairs that count once, and what they would add if none of them were one."""
        pairs = [pair for pair in self._sure if pair.first.key in claims or pair.second.key in claims]
        more = Decimal(0)
        for entry in {self._owner(pair.first.key): self._owners[pair.first.key] for pair in pairs}.values():
            apart = sum((claims.get(leaf.key, Decimal(0)) for leaf in leaves(entry)), Decimal(0))
            more += max(apart - wholes.get(entry.key, Decimal(0)), Decimal(0))
        return Doubt(len(pairs), more)

    def possible(self, wholes: CountedAmounts) -> Doubt:
        """The pairs of which both count, and how much less it would be if they were one."""
        pairs = self._open(wholes)
        less = (sum(worth) - min(worth) for worth in ([wholes[key] for key in group] for group in self._groups(pairs)))
        return Doubt(len(pairs), sum(less, Decimal(0)))

    def _open(self, wholes: CountedAmounts) -> list[Pair]:
        """The possible pairs of which both count."""
        sides = ((pair, self._owner(pair.first.key), self._owner(pair.second.key)) for pair in self._possible)
        return [pair for pair, ours, theirs in sides if ours in wholes and theirs in wholes]

    def _confirmed_by_unit(self, claims: CountedAmounts) -> Mapping[str, Doubt]:
        """For each unit the pairs that it shares in, and what of its own line hangs on them."""
        pairs: dict[str, int] = {}
        owners: dict[str, dict[str, Entry]] = {}
        for pair in self._sure:
            entry = self._owners[pair.first.key]
            keys = {side.key for side in (pair.first, pair.second)} & claims.keys()
            for unit in {leaf.unit for leaf in leaves(entry) if leaf.key in keys}:
                pairs[unit] = pairs.get(unit, 0) + 1
                owners.setdefault(unit, {})[entry.key] = entry
        worth: dict[str, Decimal] = {}
        for unit, entries in owners.items():
            for entry in entries.values():
                own = [claims[leaf.key] for leaf in leaves(entry) if leaf.unit == unit and leaf.key in claims]
                worth[unit] = worth.get(unit, Decimal(0)) + min(own, default=Decimal(0))
        return {unit: Doubt(count, worth[unit]) for unit, count in pairs.items()}

    def _possible_by_unit(self, wholes: CountedAmounts) -> Mapping[str, Doubt]:
        """For each unit the possible pairs that it shares in, and what of its own line they may take."""
        both = self._open(wholes)
        touched: dict[str, int] = {}
        for pair in both:
            holders = {unit for side in (pair.first, pair.second) for unit in self._owners[side.key].holders}
            for unit in holders:
                touched[unit] = touched.get(unit, 0) + 1
        worth: dict[str, Decimal] = {}
        for group in self._groups(both):
            own: dict[str, list[Decimal]] = {}
            for key, entry in group.items():
                for unit in entry.holders:
                    own.setdefault(unit, []).append(wholes[key])
            for unit, parts in own.items():
                kept = min(parts) if len(parts) == len(group) else Decimal(0)
                worth[unit] = worth.get(unit, Decimal(0)) + sum(parts, Decimal(0)) - kept
        return {unit: Doubt(count, worth[unit]) for unit, count in touched.items()}

    def on_lines(self, rows: list[UnitProgress], claims: CountedAmounts, wholes: CountedAmounts) -> list[UnitProgress]:
        """The lines of units, those that pairs touch with what hangs on them."""
        if not self._owners:
            return rows
        sure, possible = self._confirmed_by_unit(claims), self._possible_by_unit(wholes)
        return [
            replace(row, to_confirm=sure.get(row.unit, NO_DOUBT), possible=possible.get(row.unit, NO_DOUBT))
            if row.unit in sure or row.unit in possible
            else row
            for row in rows
        ]

    def _owner(self, key: str) -> str:
        return self._owners[key].key

    def _groups(self, pairs: Iterable[Pair]) -> Iterator[dict[str, Entry]]:
        """The projects that possible pairs join, by their keys."""
        of: dict[str, dict[str, Entry]] = {}
        for pair in pairs:
            ours, theirs = (self._owners[side.key] for side in (pair.first, pair.second))
            one, other = of.setdefault(ours.key, {ours.key: ours}), of.setdefault(theirs.key, {theirs.key: theirs})
            if one is not other:
                few, many = sorted((one, other), key=len)
                many.update(few)
                of.update(dict.fromkeys(few, many))
        yield from {id(group): group for group in of.values()}.values()


def _worth(entries: Mapping[str, Entry], value: Callable[[Entry], Decimal | None]) -> CountedAmounts:
    found = ((key, value(entry)) for key, entry in entries.items())
    return {key: worth for key, worth in found if worth is not None}
