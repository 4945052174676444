"""What is signed in a scope, by size, industry, channel, origin, kind of unit, and real estate apart.

Each contract stands in one part of each breakdown, so that the parts add up to what is signed; what only adds to a
contract brings its amount and no number. Source: docs/rules.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from decimal import Decimal
from operator import attrgetter

from data.model import Basis, Breakdown, Part, Place, Trace
from data.rules.projects.projects import Entry
from data.rules.units.names import UnitBook
from data.rules.which_fair.fairs import CNY
from data.settings import Tiers
from data.support.spelling import squash

_SAID = ("industry", "channel", "origin")
"""Cells whose words make the parts; two spellings of one word are one part, under the first."""

_NO = Decimal(0)


def breakdowns(held: Sequence[Entry], book: UnitBook, tiers: Tiers, basis: Basis) -> tuple[Breakdown, ...]:
    """All breakdowns of these contracts: tiers from the largest down, else the part with most money first."""
    rows = [entry.place for entry in held]
    values = [entry.value or _NO for entry in held]
    by = basis.value if tiers.by == "basis" else tiers.by
    bounds = sorted((Decimal(str(bound)).normalize() for bound in tiers.bounds), reverse=True)
    used = (("tiers.bounds", ", ".join(f"{bound:f}" for bound in bounds)), ("tiers.by", by))
    found = [Breakdown("tier", _tiers(held, rows, values, bounds, by), Trace("breakdown", used))]
    keys: list[tuple[str, Callable[[Entry], str]]] = [(name, _cell(name)) for name in _SAID]
    keys.append(("kind", lambda entry: book.kind(entry.unit)))
    if any(entry.project.real_estate is not None for entry in held):
        keys.append(("real_estate", _real_estate))
    found += [Breakdown(by, _parts(held, rows, values, key), Trace("breakdown")) for by, key in keys]
    return tuple(found)


def _tiers(
    held: Sequence[Entry], rows: Sequence[Place], values: Sequence[Decimal], bounds: Sequence[Decimal], by: str
) -> tuple[Part, ...]:
    names = [f"{bound:f}" for bound in bounds]

    def tier(entry: Entry) -> str:
        amount = getattr(entry.project, by)
        if amount is None or amount.currency != CNY:
            return ""
        return next((name for bound, name in zip(bounds, names, strict=True) if amount.value >= bound), "0")

    found = {part.key: part for part in _parts(held, rows, values, tier)}
    order = [*names, "0"]
    return (*(found.get(name, Part(name, 0, _NO)) for name in order), *([found[""]] if "" in found else []))


def _parts(
    held: Sequence[Entry], rows: Sequence[Place], values: Sequence[Decimal], key: Callable[[Entry], str]
) -> tuple[Part, ...]:
    spelt: defaultdict[str, list[int]] = defaultdict(list)
    for at, said in enumerate(map(key, held)):
        spelt[said].append(at)
    names: dict[str, str] = {}
    counted: dict[str, list[int]] = {}
    for said, ours in spelt.items():
        names.setdefault(squash(said), said.strip())
        counted.setdefault(squash(said), []).extend(ours)
    parts = [
        Part(
            key=names[plain] if plain else "",
            count=sum([not held[at].adds_to for at in ours]),
            amount=sum([values[at] for at in ours], _NO),
            rows=tuple([rows[at] for at in sorted(ours)]),
        )
        for plain, ours in counted.items()
    ]
    return tuple(sorted(parts, key=lambda part: (not part.key, -part.amount, -part.count, part.key)))


def _cell(name: str) -> Callable[[Entry], str]:
    return attrgetter(f"project.{name}")


def _real_estate(entry: Entry) -> str:
    said = entry.project.real_estate
    return "" if said is None else "yes" if said else "no"
