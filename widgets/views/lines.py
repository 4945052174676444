"""What the views of units share: the line of progress and goals of a scope, and units under their kinds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from data.model import Board, FairProgress, Goals, UnitProgress
from data.wording.code_words import unit_kind_word
from data.wording.unit_words import provisional
from widgets.panels.units_panel import table_words
from widgets.views.view import Group

R = TypeVar("R")

COUNTED = frozenset({"projects", "trips", "starts"})
"""Metrics that are numbers; the others are amounts in 万元."""


def of_scope(board: Board, scope: str | None, entries: Sequence[R]) -> R | None:
    """The scope's own among `entries`, of which the board has one for each line of progress, in its order."""
    scopes = [line.fair for line in board.progress]
    return dict(zip(scopes, entries, strict=False)).get(scope)


def progress_of(board: Board, scope: str | None) -> FairProgress | None:
    """The scope's progress."""
    return of_scope(board, scope, board.progress)


def goals_of(board: Board, scope: str | None) -> Goals | None:
    """The scope's goals."""
    return of_scope(board, scope, board.goals)


def by_kind(rows: Sequence[tuple[UnitProgress, R]], *, ranked: bool = False) -> list[Group[R]]:
    """Units under their kinds' headings, in the board's order: by kind and rank.

    Where they are `ranked` those that owe a number of projects stand apart: they are never ranked against amounts. A
    unit that is part of another one's line follows it.
    """
    groups: dict[tuple[str, str, str], list[R]] = {}
    group: tuple[str, str, str] | None = None
    for unit, row in rows:
        if group is None or not unit.part_of:
            group = (unit.kind, unit.parent, unit.metric if ranked else "")
        groups.setdefault(group, []).append(row)
    waiting = provisional(unit for unit, _row in rows) if ranked else frozenset[tuple[str, str, str]]()
    return [
        Group(found, unit_kind_word(kind), table_words(parent, metric, (kind, parent, metric) in waiting))
        for (kind, parent, metric), found in groups.items()
    ]
