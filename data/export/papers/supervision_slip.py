"""督办通知单: one matter to the one who owes it. What it is, on what it rests, by when; room for the answer and for an
extension; and a colour with its word. The number is the office's to give.

蓝 提醒: there is time yet. 橙 责令限期: a day has passed. 红: the last day of its ladder has, or one already extended.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from data.export.papers.draft import (
    DraftPaper,
    DraftRow,
    DraftTable,
    NothingToReport,
    Passage,
    PassageKind,
    Stated,
    by_hand,
)
from data.export.papers.fit_words import FitWords
from data.export.papers.paper_periods import full_day, month_day
from data.export.papers.paper_sentences import BLANK, DAY_BY_HAND
from data.model import Board, Item, OwedItem, OwedPhase, StalledProject, Trace
from data.support.fast_dataclass import dataclass
from data.wording import N_, speaking
from data.wording.code_words import stage_word
from data.wording.decision_words import source_words
from data.wording.item_lines import chased_word

SLIPPED_KINDS = frozenset({"followup", "report", "blocker", "prep", "payout", "stalled"})
"""Kinds of item that a slip may be about: what a unit or a department owes."""


@dataclass(frozen=True, slots=True)
class SlipColour:
    """A slip's colour, its word, and what it asks for; `tone` is the colour's name in the forms."""

    tone: str
    words: str
    asks: str


REMINDER = SlipColour("blue", "蓝色　提醒", "请于{due}前{done}，并书面反馈。")
LIMIT = SlipColour("orange", "橙色　责令限期", f"已超过时限，限{BLANK * 2}月{BLANK * 2}日前办结，并书面反馈。")
LAST = SlipColour(
    "red", "红色　超期督办", f"已超过最后时限，请说明原因和补救措施，限{BLANK * 2}月{BLANK * 2}日前办结，并书面反馈。"
)


def supervision_slip(board: Board, key: str) -> DraftPaper:
    """The slip of the item of this key. Raises NothingToReport for one that is nobody's to be asked for."""
    item = board.item(key)
    if not isinstance(item, OwedItem | StalledProject) or item.kind not in SLIPPED_KINDS:
        raise NothingToReport(N_("a slip is about a follow-up, a report, a blocker, preparation, a payout or a stall"))
    if isinstance(item, OwedItem) and item.phase is not OwedPhase.OPEN:
        raise NothingToReport(N_("nobody below owes this: it waits for the office's own review, or for one above it"))
    with speaking("zh"):
        fit, colour = FitWords(board), slip_colour(item, board.as_of)
        blocks = (
            Passage((f"（{colour.words}）",), PassageKind.SUBTITLE, colour.tone),
            by_hand(f"〔{BLANK * 4}〕{BLANK * 3}号{BLANK * 10}{DAY_BY_HAND}"),
            Passage((f"{fit.office(item.debtor)}：",), PassageKind.TO),
            DraftTable("", "", ("项目", "内容"), tuple(_rows(item, board, fit, colour)), frozenset({0, 1})),
            by_hand(f"签发：{BLANK * 6}经办：{BLANK * 6}承办单位签收："),
        )
        return DraftPaper("slip", f"{board.place}招商引资督办通知单", board.as_of, blocks)


def slip_colour(item: OwedItem | StalledProject, as_of: date) -> SlipColour:
    """By the ladder: the colour of an item on a day. What stands still has no day that could have passed."""
    if isinstance(item, StalledProject) or not item.overdue:
        return REMINDER
    last = item.ladder[-1][1] if item.ladder else None
    return LAST if item.due_rule == "extended" or (last is not None and last < as_of) else LIMIT


def _rows(item: OwedItem | StalledProject, board: Board, fit: FitWords, colour: SlipColour) -> Iterator[DraftRow]:
    told = _stalled(item, fit) if isinstance(item, StalledProject) else _owed(item, fit)
    yield DraftRow(("督办事项", fit.title(item, 60)))
    yield from (DraftRow((name, words)) for name, words in told if words)
    yield DraftRow(("办理要求", _asks(item, colour)))
    yield DraftRow(("办理情况反馈", f"{BLANK}\n{BLANK}\n{BLANK}\n{BLANK}"))
    yield DraftRow(
        (
            "延期申请",
            f"延期至{BLANK * 3}年{BLANK * 2}月{BLANK * 2}日　理由：\n{BLANK}\n审批意见：{BLANK * 6}审批人：{BLANK * 4}",
        )
    )


_NamedWords = Iterator[tuple[str, str | Stated]]


def _owed(item: OwedItem, fit: FitWords) -> _NamedWords:
    yield "涉及项目", fit.words(item.project) if item.project else ""
    yield "督办依据", fit.words(source_words(item)) or BLANK
    yield "督办级别", fit.words(item.grade)
    yield "交办日期", full_day(item.assigned) if item.assigned else ""
    yield "时限阶梯", "；".join(f"{_DONE.get(name, name)}：{month_day(day)}" for name, day in item.ladder)
    due = full_day(item.due) if item.due else "未定时限"
    if item.due and item.due_rule == "extended":
        due = f"{due}（延期后）"
    yield "办理时限", Stated(due, Trace(item.trace.rule if item.trace else "ladder", (), (item.place,)))
    yield "目前情况", "，".join(part for part in (_late(item), _chased(item)) if part)


def _stalled(item: StalledProject, fit: FitWords) -> _NamedWords:
    yield "项目阶段", stage_word(item.stage)
    if item.days_stalled is not None and item.limit is not None:
        days = f"已{item.days_stalled}天未见进展，本阶段规定时限{item.limit}天"
    else:
        days = "台账没有进展记录" if not item.milestone else f"节点逾期：{fit.words(item.milestone)}"
    yield "目前情况", Stated(days, Trace("stalled", (), (item.place,)))
    yield "台账所列问题", fit.words(item.blocker) if item.blocker else ""
    yield "已做工作", _chased(item)


def _late(item: OwedItem) -> str:
    if item.days_over is None:
        return ""
    return f"逾期{item.days_over}天" if item.days_over > 0 else "今日到期" if not item.days_over else ""


def _chased(item: Item) -> str:
    return chased_word(item.marks.chased) if item.marks.chased else ""


_DONE: Mapping[str, str] = {"arranged": "研究部署", "replied": "反馈办理情况", "settled": "办结"}
"""What is done at a rung of the ladder."""


def _asks(item: OwedItem | StalledProject, colour: SlipColour) -> str:
    if isinstance(item, StalledProject):
        return f"请于{BLANK * 2}月{BLANK * 2}日前说明进展和需要协调的事项，并书面反馈。"
    due = month_day(item.due) if item.due else f"{BLANK * 2}月{BLANK * 2}日"
    return colour.asks.format(due=due, done=_DONE.get(item.rung, "办结"))
