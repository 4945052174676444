"""The rows under a header: which are records, which are totals, remarks or headings; merged cells filled down."""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter
from typing import Any, NamedTuple

from data.intake.around_table import ORDINAL, SECTION, SIGNED, UNIT_LIKE
from data.intake.cells.cell_result import SheetCell, squeeze
from data.intake.cells.cell_values import shown
from data.intake.cells.headings import heading, normal
from data.intake.files.sheets import Sheet
from data.intake.header_and_columns import Layout
from data.ledgers.kinds_and_columns import UNIT_KIND_WORDS
from data.support.late_pattern import late_pattern
from data.support.text import short

_TOTAL = late_pattern(
    r"(?:合计|小计|总计|共计|累计|总合计|本页小计|全市合计|total|grandtotal|subtotal|totale|totaux"
    r"|totalgénéral|sommetotale|sumatotal|totalgeral|summe|gesamt|gesamtsumme|gesamtbetrag|zwischensumme|итого|всего)"
    r"(?:[:(\d].*|\d*个?(?:项目)?)?"
    r"|.{1,20}(?:小计|合计|总计)(?:[:(].*)?"
)
_REMARK = late_pattern(
    r"(?:备注|注|说明|填表说明|填表人|填报人|填报单位|填表单位|制表人?|制表单位|审核人?|复核人?|负责人签字|(?:填报|报送)?单位负责人"
    r"|分管领导|填表日期|填报日期|填表时间|填报时间|报送日期|报送时间|联系人(?:及电话)?|联系电话|报送单位|报送人"
    r"|note|notes|remark|remarks)(?:\([^()]{0,8}\))?(?:\d?[:.、].*|\d*)"
)
_HINT = late_pattern(r"计|例|[Tt][Oo][Tt][Aa]|[Ss]um(?:m|a)|SUMM|[Gg]esamt|[Ии]тог|[Вв]сего|[Ee]xample|[:：]")
"""What a cell of a total, an example or a remark holds."""

_EXAMPLE = late_pattern(r"(?:例|示例|样例|填写示例|范例|example)[:)\d].*|(?:例|示例|样例|填写示例|范例|example)")
_GROUPS = frozenset(normal(word) for words in UNIT_KIND_WORDS.values() for word in words)


class SheetRow(NamedTuple):
    """One row: `number` from 0, its cells, and why it is no record ("" if it is one, "empty" for a blank one)."""

    number: int
    cells: list[SheetCell]
    dropped: str = ""


def rows_of(sheet: Sheet, layout: Layout) -> Iterator[SheetRow]:
    """The rows below the header, merged identity cells filled down, each told apart."""
    rows = _filled_down(sheet, layout)[layout.last + 1 :]
    wide = {row for row, first, _last_row, last in sheet.merges or () if last - first >= 2}
    required = needed(layout)
    mapped = [column.index for column in layout.columns]
    headers = {index: head.whole for index, head in enumerate(layout.heads) if head}
    untold = _untold(rows, layout) if layout.around else set()
    doubtful = untold | _doubtful(rows, required, headers, told_by_others=bool(layout.around))
    for number, cells in enumerate(rows, layout.last + 1):
        if number - layout.last - 1 in doubtful:
            why = _why_not(cells, number in wide, required, mapped, headers)
            yield SheetRow(number, cells, why or (_heads_rows(cells, layout) if layout.around else ""))
        else:
            yield SheetRow(number, cells)


def rows_above(sheet: Sheet, layout: Layout) -> list[int]:
    """The rows (from 0) above the header that look like a table's: they fill most of as many columns as are read. The
    header that was found may only be repeated there, and their own be unknown."""
    least = max(3, (2 * len(layout.columns) + 2) // 3)
    return [
        number
        for number, cells in enumerate(sheet.rows[: layout.first])
        if sum(1 for cell in cells if not _is_blank(cell)) >= least
    ]


def needed(layout: Layout) -> list[int]:
    """The columns that a record fills in: those of required fields, and of whose it is where there is one."""
    kind = layout.kind
    return [c.index for c in layout.columns if kind.field(c.field).required or c.field in kind.around]


def _untold(rows: list[list[SheetCell]], layout: Layout) -> set[int]:
    """The rows that say nothing in the columns of which one must be filled: headings may stand among them."""
    columns = [
        column_of(rows, c.index) for c in layout.columns if any(c.field in group for group in layout.kind.any_of)
    ]
    return {at for at, cells in enumerate(zip(*columns, strict=True)) if all(map(_is_blank, cells))}


def _heads_rows(cells: list[SheetCell], layout: Layout) -> str:
    """Whether a row of a table without a column for the unit is a heading over others, with their sums or without:
    一 | 甲县 | | 12, or 甲县 alone."""
    said = [cell for cell in cells if not _is_blank(cell)]
    told = {c.index for c in layout.columns if any(c.field in group for group in layout.kind.any_of)}
    if not isinstance(said[0], str) or any(i < len(cells) and not _is_blank(cells[i]) for i in told):
        return ""
    words = [text for cell in said if isinstance(cell, str) and not _is_number(text := squeeze(cell[:60]))]
    if words and (ORDINAL.fullmatch(words[0]) or SECTION.fullmatch(words[0])):
        return "section" if len(words) <= 2 else ""
    return "section" if len(words) == 1 and UNIT_LIKE.fullmatch(words[0]) else ""


def _is_number(text: str) -> bool:
    return text.replace(",", "").replace(".", "").replace("%", "").isdecimal()


def _doubtful(
    rows: list[list[SheetCell]], required: list[int], headers: dict[int, str], *, told_by_others: bool
) -> set[int]:
    """The rows that may be no record, seen by columns: of a column's many cells only what is distinct is looked at.

    All others have their required cells, nothing there or in front hints at a total or an example, and what stands
    where the header repeats itself least is not the header. Headings are `told_by_others` where a table lacks a column
    that says whose its rows are.
    """
    doubtful: set[int] = set()
    width = max(map(len, rows), default=0)
    leading = next((index for index in range(width) if not all(map(_is_blank, set(column_of(rows, index))))), 0)
    columns = {index: column_of(rows, index) for index in (leading, *required)}
    distinct = {index: set(column) for index, column in columns.items()}
    for index, cells in distinct.items():
        texts = [cell for cell in cells if isinstance(cell, str)]
        odd: set[SheetCell] = {None, *(text for text in texts if not text or text.isspace())}
        if _HINT.search("\n".join(texts)):
            odd.update(text for text in texts if _HINT.search(text))
        if required == [index] and not told_by_others:
            odd.update(text for text in texts if _is_section([text], [0]))
        if not odd.isdisjoint(cells):
            doubtful |= {at for at, cell in enumerate(columns[index]) if cell in odd}
    index = min(required, key=lambda index: len(distinct[index]))
    again = {cell for cell in distinct[index] if isinstance(cell, str) and heading(cell).whole == headers.get(index)}
    if again:
        doubtful |= {at for at, cell in enumerate(columns[index]) if cell in again}
    return doubtful


def column_of(rows: list[list[SheetCell]], index: int) -> list[SheetCell]:
    """One column's cells; None where a row is too short to have one."""
    try:
        return list(map(itemgetter(index), rows))
    except IndexError:
        return [cells[index] if index < len(cells) else None for cells in rows]


def _why_not(
    cells: list[SheetCell], wide: bool, required: list[int], mapped: list[int], headers: dict[int, str]
) -> str:
    width = len(cells)
    if all(index < width and not _is_blank(cells[index]) for index in required):
        return _odd_record(cells, required, headers)
    texts = [squeeze(cell).casefold() for cell in cells if isinstance(cell, str) and 0 < len(cell) <= 200][:2]
    if not texts and all(_is_blank(cell) for cell in cells):
        return "empty"
    if any(_TOTAL.fullmatch(text) for text in texts):
        return "total"
    if texts and _EXAMPLE.fullmatch(texts[0]):
        return "example"
    return "header_again" if _is_header(cells, headers) else _not_a_record(cells, texts, wide, mapped)


def _odd_record(cells: list[SheetCell], required: list[int], headers: dict[int, str]) -> str:
    """A row that has what a record needs and is none all the same: a total in a unit's place, the header again, who
    signs below the table in the place of a name."""
    first = next((cell for cell in cells if not _is_blank(cell)), None)
    if isinstance(first, str) and _signs(cells):
        return "remark"
    for cell in (first, *(cells[index] for index in required)):
        if isinstance(cell, str) and _HINT.search(cell) and len(cell) <= 60:
            text = squeeze(cell).casefold()
            if _TOTAL.fullmatch(text):
                return "total"
            if cell is first and _EXAMPLE.fullmatch(text):
                return "example"
    if _is_section(cells, required):
        return "section"
    start, head = cells[required[0]], headers.get(required[0], "")
    if isinstance(start, str) and len(start) <= len(head) + 8 and heading(start).whole == head:
        return "header_again" if _is_header(cells, headers) else ""
    return ""


def _signs(cells: list[SheetCell]) -> bool:
    """Whether all that a row says stands below a table: 填表人：何某 in a cell, or 填表人： and 何某 in two."""
    labelled = False
    for cell in cells:
        if _is_blank(cell):
            continue
        if _is_remark(cell):
            labelled = isinstance(cell, str) and squeeze(cell[-9:]).endswith(":")
        elif labelled:
            labelled = False
        else:
            return False
    return True


def _is_remark(cell: SheetCell) -> bool:
    """Whether a cell is one that stands below a table: 填报单位：甲县, 审核人：某某, 注：…"""
    text = squeeze(cell[:60]).casefold() if isinstance(cell, str) else ""
    return ":" in text and bool(SIGNED.fullmatch(text) or _REMARK.fullmatch(text))


def _is_section(cells: list[SheetCell], required: list[int]) -> bool:
    """A kind of unit (县区, 园区) where a unit should stand, alone or with its subtotal; or a bare 一、…"""
    unit = cells[required[0]]
    if len(required) != 1 or not isinstance(unit, str) or len(unit) > 60:
        return False
    if normal(unit) in _GROUPS:
        return True
    return bool(SECTION.fullmatch(squeeze(unit))) and sum(1 for cell in cells if not _is_blank(cell)) == 1


def _is_header(cells: list[SheetCell], headers: dict[int, str]) -> bool:
    texts = [(number, cell) for number, cell in enumerate(cells) if not _is_blank(cell)]
    return len(texts) > 1 and all(
        isinstance(cell, str) and headers.get(at) == heading(cell).whole for at, cell in texts
    )


def _not_a_record(cells: list[SheetCell], leading: list[str], wide: bool, mapped: list[int]) -> str:
    """Why a row that lacks what a record must have is none, "" where it looks like a faulty record."""
    said = [cell for cell in cells if not _is_blank(cell)]
    if leading and (_REMARK.fullmatch(leading[0]) or SIGNED.fullmatch(leading[0])):
        return "remark"
    if leading and (SECTION.fullmatch(leading[0]) or ORDINAL.fullmatch(leading[0])):
        return "section"
    if len(said) == 1 and leading and (wide or normal(leading[0]) in _GROUPS):
        return "section"
    if not any(index < len(cells) and not _is_blank(cells[index]) for index in mapped):
        return "empty" if len(said) == 1 and not isinstance(said[0], str) else "remark" if len(said) == 1 else ""
    return ""


def _is_blank(cell: SheetCell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _filled_down(sheet: Sheet, layout: Layout) -> list[list[SheetCell]]:
    """Rows with the cells of vertically merged identity columns repeated. An amount is never repeated."""
    rows = sheet.rows
    identity = {c.index for c in layout.columns if layout.kind.field(c.field).identity}
    for first_row, first, last_row, last in sheet.merges or ():
        top, bottom = max(first_row, layout.last + 1), min(last_row, len(rows) - 1)
        if first_row <= layout.last or bottom <= top or first not in identity or last < first:
            continue
        value = rows[top][first] if first < len(rows[top]) else None
        for number in range(top + 1, bottom + 1):
            if first < len(rows[number]) and _is_blank(rows[number][first]):
                rows[number][first] = value
    return rows


def names_itself_example(cells: list[SheetCell], layout: Layout) -> bool:
    """Whether what a row is about says that it is an example (示例县): nobody could take the row for a record."""
    said = (cells[c.index] for c in layout.columns if layout.kind.field(c.field).required and c.index < len(cells))
    return any(isinstance(cell, str) and squeeze(cell[:60]).startswith("示例") for cell in said)


def quoted(cells: list[SheetCell], limit: int = 60) -> str:
    """A row in short, to be quoted in a problem."""
    return short(" | ".join(shown(cell) for cell in cells if not _is_blank(cell)), limit)


def incomplete(layout: Layout, columns: list[list[Any]]) -> list[int]:
    """The rows, in order, that have no value in a required column or in all columns of which one must be filled."""
    by_field = {column.field: values for column, values in zip(layout.columns, columns, strict=True)}
    required = [(field.name,) for field in layout.kind.fields if field.required]
    found: set[int] = set()
    around = [(name,) for name in layout.kind.around if name in by_field]
    for names in (*required, *around, *layout.kind.any_of):
        group = [by_field[name] for name in names if name in by_field]
        if all(None in values for values in group):
            found.update(at for at, cells in enumerate(zip(*group, strict=True)) if all(cell is None for cell in cells))
    return sorted(found)


def header_width(layout: Layout) -> int:
    """Columns of a text's header: its last one that says something."""
    return max((number for number, head in enumerate(layout.heads) if head and head.whole), default=-1) + 1


def filled_length(cells: list[SheetCell], width: int) -> int:
    """Cells of a text's row, without the blank ones beyond the header's width."""
    length = len(cells)
    while length > width and cells[length - 1] in ("", None):
        length -= 1
    return length
