"""What the views of units share: the line of progress and goals of a scope, and units under their kinds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from data.model import Board, FairProgress, Goals, UnitProgress
from data.wording import _
from data.wording.words import unit_kind_word
from widgets.view import Group

R = TypeVar("R")

COUNTED = frozenset({"projects", "trips", "starts"})
"""Metrics that are numbers; the others are amounts in 万元."""


def at(board: Board, scope: str | None) -> int | None:
    """Which line of progress is the scope's; None: none of them."""
    return next((n for n, line in enumerate(board.progress) if line.fair == scope), None)


def progress_of(board: Board, scope: str | None) -> FairProgress | None:
    """The scope's progress."""
    n = at(board, scope)
    return None if n is None else board.progress[n]


def goals_of(board: Board, scope: str | None) -> Goals | None:
    """The scope's goals."""
    n = at(board, scope)
    return None if n is None or n >= len(board.goals) else board.goals[n]


def by_kind(rows: Sequence[tuple[UnitProgress, R]]) -> list[Group[R]]:
    """Units under their kinds' headings, in the board's order: by kind and rank."""
    groups: dict[tuple[str, str], list[R]] = {}
    for unit, row in rows:
        groups.setdefault((unit.kind, unit.parent), []).append(row)
    below = _("under {parent}")
    return [
        Group(found, unit_kind_word(kind), below.format(parent=parent) if parent else "")
        for (kind, parent), found in groups.items()
    ]
