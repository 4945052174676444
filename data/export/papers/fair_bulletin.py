"""会期快报: a day of the fair. What was signed that day and since it opened, how many guests came, what is open, and
what is to be signed next. Guests and officers have no names in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from data.export.papers.completion_table import NONE
from data.export.papers.draft import (
    DraftPaper,
    DraftTable,
    NothingToReport,
    PaperWords,
    Passage,
    Stated,
    body,
    by_hand,
    heading,
    list_rows,
    note,
    subtitle,
)
from data.export.papers.fit_words import FitWords
from data.export.papers.paper_matters import open_items
from data.export.papers.paper_periods import month_day
from data.export.papers.paper_sentences import BLANK, NOT_AUDITED, exact_yi, in_doubt, until
from data.export.papers.unit_work_table import unread_note
from data.model import Board, FairCountdown, FairProgress, GuestState, OwedItem, Paper, ProjectLine, SlateProject, Trace
from data.wording import N_, speaking
from data.wording.code_words import basis_word, paper_word
from data.wording.item_lines import hidden
from data.wording.numbers import decimals_for, yi

_HEADS = ("序号", "单位", "项目", "类型")
_KINDS = (("followup", "督办事项"), ("blocker", "堵点"), ("prep", "筹备事项"), ("report", "报送"))


def fair_bulletin(board: Board) -> DraftPaper:
    """The bulletin of the board's day. Raises NothingToReport while no fair is open."""
    fair = next((one for one in board.fairs if one.day is not None), None)
    progress = next((line for line in board.progress if fair is not None and line.fair == fair.name), None)
    if fair is None or progress is None:
        raise NothingToReport(N_("no fair is open on this day"))
    with speaking("zh"):
        fit = FitWords(board)
        blocks: tuple[Passage | DraftTable, ...] = (
            subtitle(f"（第{fair.day}天，共{fair.days}天　截至{until(board)}）"),
            heading("一、签约情况"),
            *_signed(board, fair, progress, fit),
            *_guests(board),
            heading("三、未办结事项"),
            *_open(board),
            heading("四、后续签约安排"),
            *_slate(board, fair, fit),
            note(
                f"注：{basis_word(board.basis)}，合同项目计入。{NOT_AUDITED}{''.join(in_doubt(progress))}{unread_note(board)}"
            ),
            by_hand(f"编辑：{BLANK * 6}审核：{BLANK * 6}"),
        )
        return DraftPaper(
            "daily", f"{board.place}{fair.name}会期快报（{month_day(board.as_of)}）", board.as_of, blocks, one_page=True
        )


def _signed(board: Board, fair: FairCountdown, progress: FairProgress, fit: FitWords) -> Iterator[Passage | DraftTable]:
    """What was signed today, project by project, and the sums of the fair's days and of the fair."""
    of_fair = [one for one in board.projects if one.fair == fair.name and one.counts and not one.gone and one.signed_on]
    today = [one for one in of_fair if one.signed_on == board.as_of]
    so_far = [one for one in of_fair if one.signed_on and fair.opens <= one.signed_on <= board.as_of]
    yield body(*_said("今日签约", today))
    yield body(*_said("开幕以来签约", so_far))
    whole = Stated(exact_yi(progress.signed), Trace("signed", (("fair", fair.name),)))
    yield body(f"{fair.name}累计签约合同项目{progress.contracts}个，{basis_word(board.basis)}", whole, "亿元。")
    if today:
        yield _projects(board, today, fit)


def _said(when: str, projects: Sequence[ProjectLine]) -> tuple[str | Stated, ...]:
    """今日签约合同项目2个、1.20亿元；协议1个、0.50亿元: never summed across papers."""
    if not projects:
        return (f"{when}：台账尚无记录。",)
    said: list[str | Stated] = [when]
    for paper in (*Paper, None):
        own = [one for one in projects if one.paper is paper]
        if own:
            amount = sum((one.amount or Decimal(0) for one in own), Decimal(0))
            places = tuple(place for one in own for place in one.places)
            word = f"{paper_word(paper)}项目" if paper else "性质待核的"
            said += [
                "；" if len(said) > 1 else "",
                f"{word}{len(own)}个、",
                Stated(exact_yi(amount), Trace("signed", (), places)),
                "亿元",
            ]
    return (*said, "。")


def _projects(board: Board, projects: Sequence[ProjectLine], fit: FitWords) -> DraftTable:
    decimals = decimals_for([one.amount for one in projects], 2)
    rows = list_rows(
        (
            *_what(one, fit),
            NONE if one.amount is None else Stated(yi(one.amount, decimals), Trace("signed", (), one.places)),
        )
        for one in projects
    )
    return DraftTable("今日签约项目", "单位：亿元", (*_HEADS, basis_word(board.basis)), rows, frozenset({1, 2, 3}))


def _what(one: ProjectLine | SlateProject, fit: FitWords) -> tuple[str, str, str]:
    return one.unit, fit.words(one.project, 24), paper_word(one.paper) if one.paper else "待核"


def _guests(board: Board) -> Iterator[Passage]:
    yield heading("二、客商到会")
    funnel = board.fair_work.funnel
    if not funnel.total:
        yield body("没有客商邀请台账，由会务组填报：应到　　位，已报到　　位。")
        return
    reached = {step.state: step.reached for step in funnel.steps}
    came = reached.get(GuestState.ARRIVED, 0)
    arrived: tuple[PaperWords, ...] = (
        ("台账记已报到", Stated(str(came), funnel.trace), "位") if came else ("台账尚无报到记录",)
    )
    unknown = sum(count for _word, count in funnel.unknown)
    more = f"，邀请状态待核{unknown}位" if unknown else ""
    invited = f"邀请客商{funnel.total}位，确认参会{reached.get(GuestState.CONFIRMED, 0)}位，"
    yield body(invited, *arrived, f"，婉拒{funnel.declined}位{more}。")


def _open(board: Board) -> Iterator[Passage]:
    """How much is open, by its kind, and how much of it is late."""
    items = [item for item in open_items(board) if isinstance(item, OwedItem) and not hidden(item)]
    told = []
    for kind, word in _KINDS:
        own = [item for item in items if item.kind == kind]
        if own:
            late = sum(item.overdue for item in own)
            told.append(f"{word}{len(own)}件{f'（逾期{late}件）' if late else ''}")
    yield body(f"{'，'.join(told)}。" if told else "没有未办结的事项。")


def _slate(board: Board, fair: FairCountdown, fit: FitWords) -> Iterator[Passage | DraftTable]:
    """What is to be signed after today, in the order of its days."""
    slate = board.fair_work.slate
    planned = [one for unit in slate.units for one in unit.projects] if slate.fair == fair.name else []
    if not planned:
        yield body("台账没有今日以后的拟签约项目。")
        return
    planned.sort(key=lambda one: one.signs_on)
    decimals = decimals_for([one.amount for one in planned if _in_yuan(one)], 2)
    rows = list_rows(
        (
            *_what(one, fit),
            month_day(one.signs_on),
            yi(one.amount, decimals) if one.amount is not None and _in_yuan(one) else NONE,
        )
        for one in planned
    )
    heads = (*_HEADS, "拟签日期", basis_word(board.basis))
    yield DraftTable("拟签约项目", "单位：亿元", heads, rows, frozenset({1, 2, 3, 4}))


def _in_yuan(one: SlateProject) -> bool:
    return one.currency == "CNY"
