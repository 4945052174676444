"""附件：数据来源: each figure of a paper, its rule, and the rows of ledgers behind it. For internal copies alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from data.export.papers.draft import (
    DraftPaper,
    DraftTable,
    Passage,
    PassageKind,
    Stated,
    figure_of,
    heading,
    list_rows,
    words_of,
)
from data.model import Place
from data.wording import speaking
from data.wording.rulebook import rule_label

TITLE = "附件：数据来源（内部使用，不随文印发）"
HEADS = ("序号", "数据所在", "数据", "计算规则", "文件", "工作表", "行")


def with_sources(draft: DraftPaper) -> DraftPaper:
    """The paper with its annex behind it; as it is where it traces no figure."""
    lines = list(_lines(draft))
    if not lines:
        return draft
    words_in = frozenset(range(1, len(HEADS)))
    table = DraftTable("各数据的规则和台账行", "行号为台账行号", HEADS, list_rows(lines), words_in)
    return replace(draft, blocks=(*draft.blocks, heading(TITLE), table))


def _lines(draft: DraftPaper) -> Iterator[tuple[str, ...]]:
    """A line for each figure and sheet; a figure that rests on no row, or on those of an earlier one, has one line."""
    first: dict[tuple[Place, ...], int] = {}
    number = 0
    for where, figure in _figures(draft):
        assert figure.trace
        with speaking("zh"):
            label = rule_label(figure.trace.rule)
        told = (where, figure.words, label)
        rows = tuple(sorted(figure.trace.rows))
        sheets = [("—", "—", "—")]
        if rows in first:
            sheets = [(f"同序号{first[rows]}", "—", "—")]
        elif rows:
            first[rows] = number + 1
            sheets = [(*key, row_numbers(list(of))) for key, of in groupby(rows, key=_sheet)]
        yield from ((*told, *sheet) for sheet in sheets)
        number += len(sheets)


def _sheet(place: Place) -> tuple[str, str]:
    return place.file, place.sheet or "—"


def row_numbers(rows: Sequence[Place]) -> str:
    """Rows of one sheet in short: 3、5–9."""
    numbers = sorted({place.row for place in rows})
    runs = groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])
    told = []
    for _key, run in runs:
        found = [number for _at, number in run]
        told.append(str(found[0]) if len(found) == 1 else f"{found[0]}–{found[-1]}")
    return "、".join(told)


def _figures(draft: DraftPaper) -> Iterator[tuple[str, Stated]]:
    """Each figure that has a rule, and where it stands: under its heading, or in a row and column of a table."""
    under = ""
    for block in draft.blocks:
        if isinstance(block, Passage):
            under = block.words if block.kind is PassageKind.HEADING else under
            yield from ((under, figure) for part in block.parts if (figure := figure_of(part)))
            continue
        for row in block.told:
            for head, cell in zip(block.heads, row.cells, strict=True):
                if figure := figure_of(cell):
                    yield f"{words_of(row.cells[block.named])} {head}", figure
