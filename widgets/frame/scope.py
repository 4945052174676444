"""Which fair a panel shows."""

from __future__ import annotations

from data.model import Board, FairProgress
from data.wording import _


def scoped(board: Board | None, scope: str | None) -> FairProgress | None:
    """The progress of a fair by name, of the season (None), or the board's headline ("")."""
    if board is None:
        return None
    if scope == "":
        return board.leading
    return next((one for one in board.progress if one.fair == scope), None)


def next_scope(board: Board, here: str | None) -> str | None:
    """The fair after this one on the board (None: the season); after the last the first. "" is the headline's."""
    head = board.leading
    fairs = [progress.fair for progress in board.progress]
    start = fairs.index(head.fair) if head else 0
    scopes: list[str | None] = [*fairs[start:], *fairs[:start]] or [""]
    at = scopes[0] if here == "" else here
    return scopes[(scopes.index(at) + 1) % len(scopes)] if at in scopes else scopes[0]


def fair_word(progress: FairProgress) -> str:
    """The fair's name, or 全季."""
    return progress.fair or _("whole season")
