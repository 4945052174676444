"""How much of a total hangs on pairs that nobody has decided, to be confirmed and possible. Source: docs/figures.md."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from data.model import Doubt, Pair, UnitProgress
from data.rules.base.pair_groups import leaves
from data.rules.base.projects import Entry

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
        pairs = [
            pair
            for pair in self._possible
            if {self._owner(side.key) for side in (pair.first, pair.second)} <= wholes.keys()
        ]
        less = (sum(worth) - min(worth) for worth in ([wholes[key] for key in group] for group in self._groups(pairs)))
        return Doubt(len(pairs), sum(less, Decimal(0)))

    def _unit_to_confirm(self, unit: str, claims: CountedAmounts) -> Doubt:
        """The pairs that a unit shares in, and what of its own line hangs on them."""
        pairs = [
            pair
            for pair in self._sure
            if any(self._is_of(side.key, unit, claims) for side in (pair.first, pair.second))
        ]
        worth = Decimal(0)
        for entry in {self._owner(pair.first.key): self._owners[pair.first.key] for pair in pairs}.values():
            own = [claims[leaf.key] for leaf in leaves(entry) if leaf.unit == unit and leaf.key in claims]
            worth += min(own, default=Decimal(0))
        return Doubt(len(pairs), worth)

    def _unit_possible(self, unit: str, wholes: CountedAmounts) -> Doubt:
        """The possible pairs that a unit shares in, and what of its own line they may take."""
        both = [
            pair
            for pair in self._possible
            if {self._owner(side.key) for side in (pair.first, pair.second)} <= wholes.keys()
        ]
        worth = Decimal(0)
        for group in self._groups(both):
            own = [wholes[key] for key in group if unit in group[key].holders]
            worth += sum(own, Decimal(0)) - (min(own) if own and len(own) == len(group) else 0)
        touched = sum(
            any(unit in self._owners[side.key].holders for side in (pair.first, pair.second)) for pair in both
        )
        return Doubt(touched, worth)

    def on_lines(self, rows: list[UnitProgress], claims: CountedAmounts, wholes: CountedAmounts) -> list[UnitProgress]:
        """The lines of units, those that pairs touch with what hangs on them."""
        touched = {unit for entry in self._owners.values() for unit in entry.holders}
        return [self._on_line(row, claims, wholes) if row.unit in touched else row for row in rows]

    def _on_line(self, row: UnitProgress, claims: CountedAmounts, wholes: CountedAmounts) -> UnitProgress:
        unit = row.unit
        return replace(row, to_confirm=self._unit_to_confirm(unit, claims), possible=self._unit_possible(unit, wholes))

    def _owner(self, key: str) -> str:
        return self._owners[key].key

    def _is_of(self, key: str, unit: str, claims: CountedAmounts) -> bool:
        leaf = next((one for one in leaves(self._owners[key]) if one.key == key), None)
        return leaf is not None and leaf.unit == unit and key in claims

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
