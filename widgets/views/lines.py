"""What the views of units share: the line of progress and goals of a scope, and units under their kinds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from data.model import Board, FairProgress, Goals, UnitProgress
from widgets.panels.units_panel import under_kinds
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
    """Units under their kinds' headings, as the panel of units has them; `ranked` where they stand by a rank."""
    groups = under_kinds(rows, [unit for unit, _row in rows], ranked=ranked)
    return [Group(found, heading.text, heading.note) for heading, found in groups]
