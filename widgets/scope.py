"""Which fair a panel shows."""

from __future__ import annotations

from data.model import Board, FairProgress
from data.wording import _


def scoped(board: Board | None, scope: str | None) -> FairProgress | None:
    """The progress of a fair by name, of the season (None), or the board's headline ("")."""
    if board is None:
        return None
    if scope == "":
        return board.headline
    return next((one for one in board.progress if one.fair == scope), None)


def fair_word(progress: FairProgress) -> str:
    """The fair's name, or 全季."""
    return progress.fair or _("whole season")
