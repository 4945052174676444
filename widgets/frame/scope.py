"""Which fair a panel shows, and why."""

from __future__ import annotations

from data.model import Board, FairProgress
from data.wording import _
from data.wording.headline_words import chosen_word, not_begun_words, why_word


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


def to_keep(board: Board, scope: str | None) -> str | None:
    """What is remembered of a choice: of the headline's own scope "", so that it goes on with the headline."""
    return "" if board.leading and scope == board.leading.fair else scope


def kept_scope(board: Board | None, scope: str | None) -> str | None:
    """The chosen scope where the board has it, else the headline's ("")."""
    return scope if scope == "" or board is None or scoped(board, scope) else ""


def fair_word(progress: FairProgress) -> str:
    """The fair's name, or 全季."""
    return progress.fair or _("whole season")


def why_words(board: Board, progress: FairProgress) -> str:
    """Why this one is shown: the headline's reason, or that it was chosen here."""
    return why_word(board.headline) if progress.fair == board.headline.fair else chosen_word()


def not_begun(progress: FairProgress) -> str:
    """统计起始 2027-01-01 未到; "" where the count has begun."""
    return not_begun_words(progress.from_) if progress.from_ and "not_begun" in progress.flags else ""
