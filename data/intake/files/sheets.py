"""One file's bytes -> sheets of cells. The content decides what it is, never the name's ending."""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, cast

import msgspec

from data.intake.cells.cell_result import SheetCell
from data.intake.cells.number_format import formatted
from data.intake.files.csv_text import decode, rows_of
from data.intake.files.grid_bounds import MAX_SHEETS, Bounds
from data.intake.files.guard_xls import look_at_xls
from data.intake.files.hostile_file_guard import look
from data.intake.files.sheet_facts import Facts, FileRefused, Formats, Merge, address, letters
from data.intake.reading_plan import Plan
from data.support.late_pattern import late_pattern

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_HTML = late_pattern(rb"<\s*(!doctype\s+html|html|head|body|table|meta|style|script)\b", re.IGNORECASE)
_LOST = "\ufffd"
_OLD_BIFF = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")


class Sheet(msgspec.Struct):
    """One sheet: rows of cells from A1 on ("" or None is blank), merged ranges from 0, and what is hidden.

    `merges` None: the file does not say (a text file). `broken` are rows (from 0) of a text with a stray quote,
    `garbled` those that hold characters of another encoding; `ragged` says that rows may differ in length, which is
    then a fault.
    """

    name: str
    rows: list[list[SheetCell]]
    hidden: bool = False
    merges: list[Merge] | None = None
    facts: Facts = msgspec.field(default_factory=Facts)
    broken: tuple[int, ...] = ()
    garbled: tuple[int, ...] = ()
    ragged: bool = False


def read_sheets(name: str, data: bytes, plan: Plan) -> list[Sheet]:
    """The sheets of a file. `name` only serves messages and what is no workbook.

    Raises Refused: empty, too_large, incomplete, damaged, password, html, xml_workbook, zip_bomb,
    far_cell, too_many_cells, too_many_sheets, unknown_format, encoding, cut_text, own_export. Never anything else.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise FileRefused("incomplete" if b"\0" in data else "empty")
    if len(data) > plan.max_bytes:
        raise FileRefused("too_large", limit=f"{plan.max_bytes // 1_000_000}")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _workbook(data, plan, look(data, plan))
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise FileRefused("password")
        return _workbook(data, plan, look_at_xls(data, plan))
    if data.startswith(_OLD_BIFF):
        raise FileRefused("unknown_format")
    return [_text(name, data, plan)]


def _text(name: str, data: bytes, plan: Plan) -> Sheet:
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    flat = data[:8192].replace(b"\0", b"")
    if start.startswith(b"<") and b"urn:schemas-microsoft-com:office:spreadsheet" in flat:
        raise FileRefused("xml_workbook")
    if _HTML.match(start) or (start.startswith(b"<") and _HTML.search(start)) or _HTML.match(flat.lstrip(b"\xff\xfe ")):
        raise FileRefused("html")
    if start.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")):
        raise FileRefused("unknown_format")
    text = decode(data, plan.book)
    if _looks_binary(text):
        raise FileRefused("unknown_format" if PurePosixPath(name).suffix else "encoding")
    rows, broken = rows_of(text, plan.book)
    garbled = [number for number, row in enumerate(rows) if any(_LOST in cell for cell in row)] if _LOST in text else []
    if len(rows) > plan.max_rows:
        raise FileRefused("far_cell", cell=f"A{len(rows)}")
    widest = max(map(len, rows), default=0)
    if widest > plan.max_columns:
        raise FileRefused("far_cell", cell=f"{letters(widest - 1)}1")
    if sum(map(len, rows)) > plan.max_cells:
        raise FileRefused("too_many_cells", limit=str(plan.max_cells))
    return Sheet("", cast("list[list[SheetCell]]", rows), broken=tuple(broken), garbled=tuple(garbled), ragged=True)


def _looks_binary(text: str) -> bool:
    sample = text[:4000]
    strange = sum(1 for char in sample if (char < " " and char not in "\t\r\n\f\v\x1b") or char == "\ufffd")
    return strange > max(8, len(sample) // 10)


def _workbook(data: bytes, plan: Plan, facts: dict[str, Facts]) -> list[Sheet]:
    from python_calamine import CalamineError, PasswordError

    try:
        return _parsed(data, plan, facts)
    except PasswordError as error:
        raise FileRefused("password") from error
    except CalamineError as error:
        if "password" in str(error).lower() or "encrypt" in str(error).lower():
            raise FileRefused("password") from error
        raise FileRefused("damaged") from error
    except MemoryError as error:
        raise FileRefused("too_much_memory") from error
    except (OSError, ValueError, RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error) as error:
        raise FileRefused("damaged") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how the parser's own failure arrives: not an Exception
            raise
        raise FileRefused("damaged") from error


def _parsed(data: bytes, plan: Plan, facts: dict[str, Facts]) -> list[Sheet]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    workbook: CalamineWorkbook = CalamineWorkbook.from_filelike(BytesIO(data))
    if not workbook.sheets_metadata:
        raise FileRefused("damaged")
    if len(workbook.sheets_metadata) > MAX_SHEETS:
        raise FileRefused("too_many_sheets", limit=str(MAX_SHEETS))
    paths = _paths(data) if facts and data.startswith(b"PK") else {}
    sheets: list[Sheet] = []
    cells = 0
    for number, meta in enumerate(workbook.sheets_metadata):
        if meta.typ != SheetTypeEnum.WorkSheet:
            continue
        if meta.visible != SheetVisibleEnum.Visible:
            sheets.append(Sheet(meta.name, [], hidden=True))
            continue
        seen = facts.get(paths.get(meta.name, "")) or facts.get(str(number)) or Facts()
        bounds = Bounds(plan, cells)
        sheets.append(_sheet(workbook.get_sheet_by_index(number), seen, bounds))
        cells = bounds.done()
    return sheets


def _sheet(sheet: CalamineSheet, facts: Facts, bounds: Bounds) -> Sheet:
    end: Any = sheet.end
    if end:
        bounds.take(end[0] + 1, end[1] + 1)
        bounds.done()
    rows: list[list[Any]] = sheet.to_python(skip_empty_area=False)
    merges = [(*first, *last) for first, last in sheet.merged_cell_ranges or ()] or facts.merges
    # Ranges that begin in one cell are no ranges that a program wrote, and those outside the grid merge nothing.
    inside = {(merge[0], merge[1]): merge for merge in merges if merge[0] < bounds.row and merge[1] < bounds.column}
    for column, number in map(address, [*facts.errors, *facts.uncached]):  # a 0 may stand in their place
        if 0 < number <= len(rows) and 0 < column <= len(rows[number - 1]):
            rows[number - 1][column - 1] = ""
    _format(rows, facts.formats)
    return Sheet(sheet.name, rows, merges=list(inside.values()), facts=facts)


def _format(rows: list[list[Any]], formats: Formats) -> None:
    """Give numbers the formats that tell more than they do."""
    for (row, column), code in formats.items():
        cell = rows[row][column] if row < len(rows) and column < len(rows[row]) else None
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            rows[row][column] = formatted(cell, code)


_SHEET_TAG = late_pattern(r"<(?:\w+:)?sheet\s([^<>]*)>")
_RELATION = late_pattern(r"<(?:\w+:)?Relationship\s([^<>]*)>")
_ATTRIBUTE = late_pattern(r"""([\w:]+)\s*=\s*["']([^"']*)["']""")


def _paths(data: bytes) -> dict[str, str]:
    """Sheet name -> the path of its part, from the workbook's own list."""
    import html

    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = set(archive.namelist())
        if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
            return {}
        book = archive.read("xl/workbook.xml").decode("utf-8", "replace")
        links = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    targets: dict[str, str] = {}
    for found in _RELATION.finditer(links):
        said = dict(_ATTRIBUTE.findall(found[1]))
        path = said.get("Target", "")
        targets[said.get("Id", "")] = path.lstrip("/") if path.startswith("/") else f"xl/{path}"
    paths: dict[str, str] = {}
    for found in _SHEET_TAG.finditer(book):
        said = dict(_ATTRIBUTE.findall(found[1]))
        relation = next((value for key, value in said.items() if key.endswith(":id")), "")
        paths[html.unescape(said.get("name", ""))] = targets.get(relation, "")
    return paths
