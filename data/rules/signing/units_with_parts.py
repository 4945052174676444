"""Units with units below them: what the whole of each comes to, each project once, and which lines are 其中.

Source: docs/figures.md. A unit with units below it and a target of its own is measured by its whole
(`[targets] parents`): then the units below it are parts of that line, outside sums and ranks. Without a target nothing
of it is measured, and the units below stand for themselves. Units that stand above themselves go by their own.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date

from data.model import Paper
from data.rules.projects.duplicate_groups import bucket_of
from data.rules.projects.projects import Entry
from data.rules.projects.signed_tally import Bucket, Tally, Window
from data.rules.signing.joint_shares import joined, shares
from data.rules.units.names import lineage
from data.support.fast_dataclass import dataclass

_NONE: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Family:
    """How the units of one scope stand to each other.

    `above`: the units above each, the nearest first; `below`: all those below each that has any. `by_whole` are those
    that their whole measures; `part_of` names for each unit that is a 其中 line the one under which it stands.
    """

    above: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    below: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    by_whole: frozenset[str] = frozenset()
    part_of: Mapping[str, str] = field(default_factory=dict)

    def members(self, unit: str) -> tuple[str, ...]:
        """The units that a figure of this one is made of: itself, and those below where its whole measures it."""
        return (unit, *self.below[unit]) if unit in self.by_whole else (unit,)


def family(names: Iterable[str], parent: Callable[[str], str], owing: Container[str], *, whole: bool) -> Family:
    """The family of the units of a scope, of which `owing` have a target there; `whole`: parents go by their whole."""
    known = dict.fromkeys(names)
    lines = {name: tuple(unit for unit in lineage(name, parent) if unit in known) for name in known}
    above = {name: line for name, line in lines.items() if line}
    below: dict[str, list[str]] = {}
    for name, units in above.items():
        for unit in units:
            if unit != name:
                below.setdefault(unit, []).append(name)
    ring = {name for name, units in above.items() if name in units}
    by_whole = frozenset(unit for unit in below if whole and unit in owing and unit not in ring)
    part_of = {name: units[0] for name, units in above.items() if name not in ring and not by_whole.isdisjoint(units)}
    return Family(above, {unit: tuple(units) for unit, units in below.items()}, by_whole, part_of)


def wholes(
    members: Iterable[Entry], kin: Family, window: Callable[[str], Window], share: str, as_of: date
) -> Mapping[str, Tally]:
    """The tally of each unit with units below it, by its own days (`window`).

    A project counts where its first-named unit, or one that claims it, is one of them; where only a partner is, it is
    joint. Where each unit has a share of the amount (`share`), those of the units that are one of them count.
    """
    found = {unit: Tally() for unit in kin.below}
    if not found:
        return found
    lines = {name: _line(name, kin, found) for name in (*kin.above, *kin.below)}
    for entry in members:
        others = [unit for unit in entry.units if unit not in entry.holders]
        holding = dict.fromkeys(unit for first in entry.holders for unit in lines.get(first, _NONE))
        partners = dict.fromkeys(unit for other in others for unit in lines.get(other, _NONE))
        parts = shares(entry, share) if len(entry.units) > 1 else {entry.unit: entry}
        for unit in dict.fromkeys((*holding, *partners)):
            own = joined([part for name, part in parts.items() if unit in lines.get(name, _NONE)])
            bucket = bucket_of(entry, window(unit))
            if unit in holding:
                found[unit].add(own, bucket, as_of)
                continue
            if own is not entry:
                found[unit].share(own, bucket, as_of)
            if bucket is Bucket.SIGNED and entry.project.paper is Paper.CONTRACT:
                found[unit].joint.append(entry)
    return found


def _line(name: str, kin: Family, found: Container[str]) -> tuple[str, ...]:
    """The unit and those above it that have units below them."""
    return tuple(unit for unit in dict.fromkeys((name, *kin.above.get(name, _NONE))) if unit in found)


def in_table(names: Sequence[str], part_of: Mapping[str, str]) -> list[str]:
    """Sorted units, each with its 其中 lines right after it, in their order."""
    parts: dict[str, list[str]] = {}
    for name in names:
        parts.setdefault(part_of.get(name, ""), []).append(name)
    found: list[str] = []

    def lay(name: str) -> None:
        found.append(name)
        for part in parts.get(name, ()):
            lay(part)

    for name in parts.get("", ()):
        lay(name)
    return found
