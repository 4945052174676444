"""What a form may say of a draft: its fields by their Chinese names, as texts, lists and tables of them alone, so that
no form reaches anything else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from data.export.papers.draft import DraftPaper, DraftRow, DraftTable, Passage, PassageKind, RowKind, words_of
from data.export.papers.paper_periods import full_day
from data.support.late_pattern import late_pattern
from data.wording import N_

FormValue = str | list["FormValue"] | dict[str, "FormValue"]

STATE = "状态"

FORM_FIELDS: Mapping[str, str] = {
    STATE: N_("草稿 …, until the paper is issued; a form without it gets it as its first line"),
    "标题": N_("the title"),
    "副标题": N_("what stands below the title"),
    "日期": N_("the day of the figures"),
    "主送": N_("whom it is to"),
    "节": N_("the text of a section by its heading: 节.总体情况"),
    "正文": N_("the sections in their order, each with 标题, 段落 (a list) and 表格 (a list)"),
    "表格": N_("all tables, each with 名称, 计量单位, 表头 (a list) and 行 (a list)"),
    "附注": N_("the remarks, a list"),
    "落款": N_("the lines for names and signatures, a list"),
}
"""A field -> what it holds. A row has 行类, 格 (its cells, a list), and each cell by its column's header: 行.单位."""

_ROW_KINDS: Mapping[RowKind, str] = {
    RowKind.OWN: "单位",
    RowKind.PART: "其中",
    RowKind.HEADING: "分类",
    RowKind.REST: "其他",
    RowKind.TOTAL: "合计",
}
_KIND, _CELLS = "行类", "格"

_NUMBER = late_pattern(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.．、])\s*")
_ASIDE = late_pattern(r"[(（].*?[)）]")
_NO_XML = late_pattern("[^\\t\\n\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
"""Signs that no document may hold."""


def form_values(draft: DraftPaper) -> dict[str, FormValue]:
    """The fields of a draft, each as it is printed."""
    passages = [block for block in draft.blocks if isinstance(block, Passage)]
    columns = list(dict.fromkeys(name for table in draft.tables for name in _columns(table.heads) if name))
    tables = {id(table): _table(table, columns) for table in draft.tables}
    sections = _sections(draft, tables)
    day = draft.as_of
    return {
        STATE: _text(draft.state),
        "标题": _text(draft.title),
        "副标题": _joined(passages, PassageKind.SUBTITLE),
        "日期": full_day(day),
        "主送": _joined(passages, PassageKind.TO),
        "节": {heading_name(str(one["标题"])): "\n".join(map(str, one["段落"])) for one in sections[1:]},
        "正文": list(sections),
        "表格": list(tables.values()),
        "附注": _list(passages, PassageKind.NOTE),
        "落款": _list(passages, PassageKind.SIGNED),
    }


def heading_name(heading: str) -> str:
    """A heading without its number and what stands in brackets: 一、总体情况 is 总体情况."""
    return _ASIDE.sub("", _NUMBER.sub("", heading)).strip()


def column_name(head: str) -> str:
    """What a column is called in a form: its header without what stands in brackets; "" where that is no name."""
    name = _ASIDE.sub("", head).strip()
    return name if name.isidentifier() else ""


def _columns(heads: Sequence[str]) -> list[str]:
    """The columns' names; of two that are alike the second has none."""
    names = [column_name(head) for head in heads]
    return [name if name not in names[:at] else "" for at, name in enumerate(names)]


def _sections(draft: DraftPaper, tables: Mapping[int, FormValue]) -> list[dict[str, FormValue]]:
    """The text by its headings; what stands before the first has a section of its own without one."""
    paragraphs: list[FormValue] = []
    own_tables: list[FormValue] = []
    sections: list[dict[str, FormValue]] = [{"标题": "", "段落": paragraphs, "表格": own_tables}]
    for block in draft.blocks:
        if isinstance(block, DraftTable):
            own_tables.append(tables[id(block)])
        elif block.kind is PassageKind.HEADING:
            paragraphs, own_tables = [], []
            sections.append({"标题": _text(block.words), "段落": paragraphs, "表格": own_tables})
        elif block.kind is PassageKind.BODY:
            paragraphs.append(_text(block.words))
    return sections


def _table(table: DraftTable, columns: Sequence[str]) -> dict[str, FormValue]:
    """A table whose rows have every column of the paper's tables: those of others are empty."""
    names = _columns(table.heads)
    return {
        "名称": _text(table.caption),
        "计量单位": _text(table.unit),
        "表头": [_text(head) for head in table.heads],
        "行": [_row(row, names, columns, table.named) for row in table.rows],
    }


def _row(row: DraftRow, names: Sequence[str], columns: Sequence[str], words_in: int) -> dict[str, FormValue]:
    """A row; a heading stands in the first column of words, and its other cells are empty."""
    cells = [_text(words_of(cell)) for cell in row.cells]
    if row.kind is RowKind.HEADING:
        cells = [cells[0] if at == words_in else "" for at in range(len(names))]
    own = {name: cell for name, cell in zip(names, cells, strict=True) if name}
    listed: list[FormValue] = list(cells)
    return {**dict.fromkeys(columns, ""), **own, _KIND: _ROW_KINDS[row.kind], _CELLS: listed}


def _list(passages: Sequence[Passage], kind: PassageKind) -> list[FormValue]:
    return list(_words(passages, kind))


def _joined(passages: Sequence[Passage], kind: PassageKind) -> str:
    return "\n".join(_words(passages, kind))


def _words(passages: Sequence[Passage], kind: PassageKind) -> Iterator[str]:
    return (_text(passage.words) for passage in passages if passage.kind is kind)


def _text(words: str) -> str:
    return _NO_XML.sub("", words)
