"""现场评审清单: what was signed in a period, each to be looked at on the site. What the ledger says stands printed; the
papers seen, how far it really is, and what the reviewers say of it are filled in by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from data.export.papers.completion_table import NONE
from data.export.papers.draft import (
    DraftPaper,
    DraftRow,
    DraftTable,
    NothingToReport,
    Passage,
    RowKind,
    Stated,
    body,
    by_hand,
    note,
    numbered,
)
from data.export.papers.fit_words import SEE_LEDGER, FitWords
from data.export.papers.paper_periods import PaperPeriod, days_words
from data.export.papers.paper_sentences import BLANK, DAY_BY_HAND, in_doubt, until
from data.export.papers.unit_work_table import unread_note
from data.model import JOINED, Board, Paper, ProjectLine, Trace
from data.wording import N_, speaking
from data.wording.code_words import basis_word, paper_word, stage_word
from data.wording.numbers import decimals_for, yi

_BOX = "□"
_SEEN = ("合同", "执照", "备案", "到资凭证", "影像")
_OPINION = f"{_BOX}计入\n{_BOX}缓计\n{_BOX}不计"


def site_review(board: Board, period: PaperPeriod, number: int | None = None) -> DraftPaper:
    """The list of a period, out of the board of its last day. Raises NothingToReport where nothing was signed."""
    last = min(period.last, board.as_of)
    signed = [one for one in board.projects if one.signed_on and period.first <= one.signed_on <= last and not one.gone]
    if not signed:
        raise NothingToReport(N_("no project was signed in this period"))
    with speaking("zh"):
        order = {unit.unit: at for at, unit in enumerate(board.leading.units)} if board.leading else {}
        signed.sort(key=lambda one: (order.get(one.unit.split(JOINED)[0], len(order)), one.unit, one.project))
        span = days_words(period.first, last)
        blocks: tuple[Passage | DraftTable, ...] = (
            body(f"本期（{span}）签约的项目{len(signed)}个（{_by_paper(signed)}），请逐个核验材料、查看现场。"),
            _table(board, signed, FitWords(board)),
            note(
                f"注：台账数截至{until(board)}；材料齐全的画“√”。{''.join(_notes(board, signed))}{unread_note(board)}"
            ),
            by_hand(f"评审人签字：{BLANK * 12}{DAY_BY_HAND}"),
        )
        issue = "" if number is None else f"（第{number}期）"
        return DraftPaper("review", f"{board.place}招商引资项目现场评审清单{issue}", board.as_of, blocks)


def _by_paper(signed: Sequence[ProjectLine]) -> str:
    counts = [(_paper(paper), sum(one.paper is paper for one in signed)) for paper in (*Paper, None)]
    return "、".join(f"{word}{count}个" for word, count in counts if count)


def _paper(paper: Paper | None) -> str:
    return paper_word(paper) if paper else "性质待核"


def _table(board: Board, signed: Sequence[ProjectLine], fit: FitWords) -> DraftTable:
    decimals = decimals_for([one.amount for one in signed], 2)
    rows = [_row(one, decimals, fit) for one in signed]
    known = sum((one.amount for one in signed if one.amount is not None), Decimal(0))
    whole = Stated(yi(known, decimals), Trace("signed", (), tuple(place for one in signed for place in one.places)))
    rows.append(DraftRow(("合计", f"{len(signed)}个", "", "", whole, "", *[""] * len(_SEEN), "", ""), RowKind.TOTAL))
    heads = (
        "序号",
        "单位",
        "项目",
        "类型",
        "签约",
        basis_word(board.basis),
        "台账阶段",
        *_SEEN,
        "实际形象进度",
        "评审意见",
    )
    return DraftTable("", "单位：亿元", heads, tuple(numbered(rows)), frozenset({1, 2, 3, 4, 6, *range(7, 14)}))


def _row(one: ProjectLine, decimals: int, fit: FitWords) -> DraftRow:
    amount = NONE if one.amount is None else yi(one.amount, decimals)
    name = fit.words(one.project, 24)
    cells = (
        one.unit,
        f"{SEE_LEDGER}第{one.places[0].row}行" if name == SEE_LEDGER else name,
        _paper(one.paper),
        f"{one.signed_on:%m-%d}",
        Stated(amount, Trace("signed", (), one.places)),
        f"{stage_word(one.stage)}{'（待核）' if one.disputed else ''}",
    )
    return DraftRow((*cells, *[_BOX] * len(_SEEN), BLANK * 6, _OPINION))


def _notes(board: Board, signed: Sequence[ProjectLine]) -> Iterator[str]:
    without = sum(one.amount is None for one in signed)
    if without:
        yield f"未填人民币金额的{without}个不在合计内。"
    if any(one.disputed for one in signed):
        yield "各台账说法不一的标“待核”，金额为其中较低的数。"
    if board.leading is not None:
        yield from in_doubt(board.leading)
