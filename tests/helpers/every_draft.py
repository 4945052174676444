"""Every paper that a board has something for, each told all that its kind may be told."""

from __future__ import annotations

from collections.abc import Iterator

from data.export.papers.draft import DraftPaper, NothingToReport
from data.export.papers.paper_kinds import PAPERS, PaperAsked
from data.export.papers.paper_periods import PaperPeriod
from data.export.papers.supervision_slip import SLIPPED_KINDS
from data.model import Board

OF_UNITS = ("brief", "agenda", "circular", "monthly", "quarterly")
"""Papers that every board with a line of progress has."""


def asked(kind: str, board: Board) -> PaperAsked:
    """The year so far, and the first matter that may have a slip."""
    about = ""
    if PAPERS[kind].about == "item":
        about = next((item.key for item in board.items if item.kind in SLIPPED_KINDS), "")
    return PaperAsked(PaperPeriod("", board.as_of.replace(month=1, day=1), board.as_of), 3, about)


def drafts_of(board: Board) -> Iterator[tuple[str, DraftPaper]]:
    """(kind, draft)"""
    for kind, paper in PAPERS.items():
        try:
            yield kind, paper.draft(board, asked(kind, board))
        except NothingToReport:
            assert board.leading is None or kind not in OF_UNITS
