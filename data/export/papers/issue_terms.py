"""核对 and 印发: which units are asked about their figures and what they answered, what keeps a paper from being
issued, and the paper as it is handed out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum

from data.export.papers.draft import BLANK_DAY, DraftPaper, DraftTable, Passage, PassageKind, by_hand, note
from data.export.papers.figures_then import figures_of, unit_digest
from data.export.papers.paper_periods import full_day
from data.model import Board, Standing, UnitProgress
from data.model.issued_papers import REMARK, UnitAnswer
from data.support.fast_dataclass import dataclass
from data.support.spelling import squash
from data.wording import NP_


class AskedState(StrEnum):
    """How a unit stands to its figures of a period: `changed` says that it confirmed others than these."""

    CONFIRMED = "confirmed"
    OBJECTED = "objected"
    CHANGED = "changed"
    SILENT = "silent"


ASKED_WORDS: Mapping[AskedState, tuple[str, str]] = {
    AskedState.CONFIRMED: NP_("asked", "confirmed"),
    AskedState.OBJECTED: NP_("asked", "objected"),
    AskedState.CHANGED: NP_("asked", "changed since it confirmed"),
    AskedState.SILENT: NP_("asked", "no answer"),
}

_PRINTED: Mapping[AskedState, str] = {
    AskedState.CONFIRMED: "已核对",
    AskedState.OBJECTED: "有异议",
    AskedState.CHANGED: "核对后数据有变",
    AskedState.SILENT: "未回复",
}

OPEN_STANDINGS = (Standing.UNREAD, Standing.PARTIAL)
"""A paper with such a unit is issued with a remark only."""


@dataclass(frozen=True, slots=True)
class AskedUnit:
    """One unit, and its answer (None: silent)."""

    unit: str
    state: AskedState
    answer: UnitAnswer | None = None


def _units(board: Board) -> list[UnitProgress]:
    return [one for one in board.leading.units if not one.superior] if board.leading else []


def asked_units(board: Board, answers: Sequence[UnitAnswer]) -> tuple[AskedUnit, ...]:
    """Each unit of the paper, in the board's order, with its answer; those that the board does not have stand last."""
    figures = figures_of(board)
    by_unit = {squash(one.unit): one for one in answers}
    found = []
    for name in dict.fromkeys(unit.unit for unit in _units(board)):
        answer = by_unit.pop(squash(name), None)
        found.append(AskedUnit(name, _state(answer, unit_digest(figures, name)), answer))
    return (*found, *(AskedUnit(one.unit, _state(one, ""), one) for one in by_unit.values()))


def _state(answer: UnitAnswer | None, digest: str) -> AskedState:
    if answer is None:
        return AskedState.SILENT
    if not answer.confirmed:
        return AskedState.OBJECTED
    return AskedState.CHANGED if answer.figures and answer.figures != digest else AskedState.CONFIRMED


def unconfirmed(asked: Sequence[AskedUnit]) -> tuple[AskedUnit, ...]:
    """Who has not confirmed the figures as they are."""
    return tuple(one for one in asked if one.state is not AskedState.CONFIRMED)


def still_open(board: Board) -> tuple[str, ...]:
    """The units of which a ledger is not read, or cells that decide figures are not understood."""
    return tuple(dict.fromkeys(unit.unit for unit in _units(board) if unit.standing in OPEN_STANDINGS))


def handed_out(
    draft: DraftPaper, board: Board, day: date, asked: Sequence[AskedUnit], remark: str, *, early: bool = False
) -> DraftPaper:
    """The draft as it is issued on `day`: no draft any more, with its day, who confirmed, and the remark. `early`: its
    period is not over."""
    notes = [_answered(asked)] if asked else []
    if remark:
        notes.append(_ended(f"{REMARK}：{_words(board, early)}{'' if remark == REMARK else remark}".rstrip("：")))
    said = tuple(note(words) for words in notes)
    dated = [_dated(block, day) for block in draft.blocks]
    if not any(isinstance(one, Passage) and full_day(day) in one.words for one in dated):
        dated.append(by_hand(full_day(day)))
    at = next(n for n, one in enumerate(dated) if isinstance(one, Passage) and one.kind is PassageKind.SIGNED)
    return replace(draft, blocks=(*dated[:at], *said, *dated[at:]), state="")


def _ended(words: str) -> str:
    """A sentence with its stop, whether or not the officer set it."""
    return words if words[-1] in "。！？.!?" or words == REMARK else f"{words}。"


def _answered(asked: Sequence[AskedUnit]) -> str:
    """Counts alone: a unit is named in tables, and silence is no fault."""
    counts = Counter(one.state for one in asked)
    told = "、".join(f"{words}{counts[state]}个" for state, words in _PRINTED.items() if counts[state])
    return f"印发前核对：应核对单位{len(asked)}个，其中{told}。"


def _words(board: Board, early: bool) -> str:
    counts = Counter(unit.standing for unit in _units(board))
    told = ((Standing.UNREAD, "台账未读入"), (Standing.PARTIAL, "部分数据待核"))
    said = [f"{words}的单位{counts[standing]}个" for standing, words in told if counts[standing]]
    said = ["统计期尚未结束", *said] if early else said
    return f"印发时{'、'.join(said)}。" if said else ""


def _dated(block: Passage | DraftTable, day: date) -> Passage | DraftTable:
    if isinstance(block, DraftTable) or block.kind is not PassageKind.SIGNED or BLANK_DAY not in block.words:
        return block
    return Passage((block.words.replace(BLANK_DAY, f"　　{full_day(day)}"),), block.kind)
