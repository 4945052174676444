"""Ranks within a kind and parent, and the order in which units stand on the board.

Source: docs/figures.md: by completion, ties 1, 1, 3, amounts and numbers of projects each among their own; a unit with
nothing done has no place and stands after the ranked; a unit alone in its table, or without a target, has none either.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from fractions import Fraction

from data.ledgers.kinds_and_columns import UNIT_KIND_ORDER
from data.model import UnitProgress

RankGroup = Hashable


def ranks(rows: Iterable[tuple[str, RankGroup, Fraction | None]]) -> Mapping[str, tuple[int, int]]:
    """(rank, of how many) by unit, from (unit, group, completion); units without a rank are not in it. Those with
    nothing done are among the many."""
    groups: dict[RankGroup, list[tuple[str, Fraction]]] = {}
    for unit, group, done in rows:
        if done is not None:
            groups.setdefault(group, []).append((unit, done))
    found: dict[str, tuple[int, int]] = {}
    for members in groups.values():
        if len(members) > 1:
            found.update(_ranked(members))
    return found


def _ranked(members: list[tuple[str, Fraction]]) -> Mapping[str, tuple[int, int]]:
    places: dict[Fraction, int] = {}
    for place, done in enumerate(sorted((done for _, done in members), reverse=True), 1):
        places.setdefault(done, place)
    return {unit: (places[done], len(members)) for unit, done in members if done > 0}


def table_place(row: UnitProgress, last: int) -> tuple[bool, int, bool, bool]:
    """Where a unit stands in its kind: amounts before numbers of projects, each by rank, then those with nothing done,
    then those of whom nothing is known, then those that nothing measures; `last` is after every rank."""
    return row.metric == "projects", row.rank or last + 1, row.completion is None, row.target is None


def kind_place(kind: str) -> tuple[int, str]:
    """Where a kind stands on the board: the known ones in their order, then an office's own, those without last."""
    if not kind:
        return (len(UNIT_KIND_ORDER) + 1, "")
    return (UNIT_KIND_ORDER.index(kind), "") if kind in UNIT_KIND_ORDER else (len(UNIT_KIND_ORDER), kind)
