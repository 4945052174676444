"""Every paper that a board has something for, each told all that its kind may be told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from data.export.papers.draft import DraftPaper, NothingToReport
from data.export.papers.paper_kinds import PAPERS, PaperAsked
from data.export.papers.paper_periods import PaperPeriod
from data.export.papers.supervision_slip import SLIPPED_KINDS
from data.model import Board, UnitPeople

NEVER = ["造假", "虚报", "疑似", "预测", "概率", "问责", "零签约", "零招引", "全军覆没", "主要负责人", "包抓领导"]
"""Words of no paper."""

PERSONS = ("赵某甲", "钱局长", "孙专员")
PHONE = "13812345678"
BAD_WORDS = f"联系{PERSONS[0]}{PHONE}，疑似造假"
"""Whom and what ledgers name, and papers do not."""

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


def with_persons(board: Board) -> Board:
    """The board with persons, telephones and words that papers never say, wherever ledgers can put them."""
    lead = board.leading
    assert lead is not None
    units = tuple(replace(one, head=PERSONS[1], contact=PERSONS[0], phone=PHONE) for one in lead.units)
    lines = tuple(replace(one, units=units) if one is lead else one for one in board.progress)
    stalled = tuple(
        replace(one, sponsor=PERSONS[1], site_officer=PERSONS[2], contact=PERSONS[0], phone=PHONE, blocker=BAD_WORDS)
        for one in board.stalled
    )
    owed = tuple(
        replace(one, what=BAD_WORDS, owed_by=PERSONS[2], source=BAD_WORDS, contact=PERSONS[0], phone=PHONE)
        for one in board.owed
    )
    people = tuple(UnitPeople(unit.unit, PERSONS[0], PHONE, PERSONS[1], unit.kind) for unit in units)
    return replace(board, progress=lines, stalled=stalled, owed=owed, people=people)
