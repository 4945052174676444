"""Ranks within a kind and parent, and the order in which units stand on the board.

Source: docs/figures.md: by completion, ties 1, 1, 3; zero rows last and kept; a unit alone in its kind, or without
a target, has no rank.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from fractions import Fraction

from data.kinds import UNIT_KIND_ORDER

Group = Hashable


def ranks(rows: Iterable[tuple[str, Group, Fraction | None]]) -> Mapping[str, tuple[int, int]]:
    """(rank, of how many) by unit, from (unit, group, completion); units without a rank are not in it."""
    groups: dict[Group, list[tuple[str, Fraction]]] = {}
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
    return {unit: (places[done], len(members)) for unit, done in members}


def kind_place(kind: str) -> tuple[int, str]:
    """Where a kind stands on the board: the known ones in their order, then an office's own, those without last."""
    if not kind:
        return (len(UNIT_KIND_ORDER) + 1, "")
    return (UNIT_KIND_ORDER.index(kind), "") if kind in UNIT_KIND_ORDER else (len(UNIT_KIND_ORDER), kind)
