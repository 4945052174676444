"""Ledgers made on the spot: workbooks of every format, as bytes, and the plan they are read by."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import openpyxl
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

from data import settings
from data.intake.ledger_reading import Reading
from data.intake.read_ledger import read_ledger
from data.intake.reading_plan import Plan
from data.ledgers.season import Record

YEAR = 2026
SHEET_PART = "xl/worksheets/sheet1.xml"

PROJECT_HEADER = ["项目名称", "责任单位", "总投资(亿元)", "签约类型", "项目阶段", "签约日期"]
PROJECT_ROWS = [
    ["光热设备制造", "东岭园区", 12.5, "合同", "签约", "2026-02-03"],
    ["铝型材压铸", "云阳县", 3, "框架协议", "落地", "2026-03-04"],
]


def plan(toml: str = "", **changes: Any) -> Plan:
    """The plan of a fairwatch.toml, for the season of 2026."""
    made = Plan.of(settings.ReadingSettings.of(settings.parse(toml)), YEAR)
    return Plan(**{**{name: getattr(made, name) for name in made.__struct_fields__}, **changes})


def xlsx(
    rows: Iterable[Sequence[Any]],
    merges: Iterable[str] = (),
    name: str = "台账",
    also: Callable[[openpyxl.Workbook], None] | None = None,
) -> bytes:
    """A workbook of one sheet; `also` may add to it."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
    for merge in merges:
        sheet.merge_cells(merge)
    if also:
        also(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xls(rows: Sequence[Sequence[Any]], merges: Iterable[tuple[int, int, int, int]] = ()) -> bytes:
    """An Excel 97 workbook; merges are first row, last row, first column, last column, from 0."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("台账")
    covered = {
        (row, column): (top, bottom, left, right)
        for top, bottom, left, right in merges
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    }
    for row, cells in enumerate(rows):
        for column, value in enumerate(cells):
            merge = covered.get((row, column))
            if merge and merge[0] == row and merge[2] == column:
                sheet.write_merge(*merge, value)
            elif not merge and value is not None:
                sheet.write(row, column, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ods(rows: Sequence[Sequence[Any]], down: dict[tuple[int, int], int] | None = None, tail: bool = True) -> bytes:
    """An OpenDocument spreadsheet; `down` merges a cell over so many rows; `tail` as LibreOffice fills the sheet."""
    document = OpenDocumentSpreadsheet()
    table = Table(name="台账")
    spans = down or {}
    covered = {(row + step, column) for (row, column), size in spans.items() for step in range(1, size)}
    for number, cells in enumerate(rows):
        line = TableRow()
        for column, value in enumerate(cells):
            line.addElement(_ods_cell(value, spans.get((number, column), 1), (number, column) in covered))
        table.addElement(line)
    if tail:
        last = TableRow(numberrowsrepeated=1_048_000)
        last.addElement(TableCell(numbercolumnsrepeated=16_384))
        table.addElement(last)
    document.spreadsheet.addElement(table)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _ods_cell(value: Any, down: int, covered: bool) -> Any:
    if covered:
        return CoveredTableCell()
    if value is None:
        return TableCell()
    more = {"numberrowsspanned": down} if down > 1 else {}
    kind = {"valuetype": "float", "value": value} if isinstance(value, int | float) else {"valuetype": "string"}
    cell = TableCell(**kind, **more)
    cell.addElement(P(text=str(value)))
    return cell


def patched(data: bytes, change: Callable[[bytes], bytes], part: str = SHEET_PART) -> bytes:
    """A packed workbook with one of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            content = old.read(item)
            new.writestr(item.filename, change(content) if item.filename == part else content)
    return out.getvalue()


def csv_text(rows: Iterable[Sequence[Any]], sign: str = ",") -> str:
    """Rows as a plain text table."""
    return "".join(sign.join(str(cell) for cell in row) + "\r\n" for row in rows)


def read(data: bytes, file: str = "台账.xlsx", toml: str = "", **changes: Any) -> Reading:
    """Read a ledger's bytes."""
    return read_ledger(file, data, plan(toml, **changes))


def codes(reading: Reading) -> list[str]:
    """The codes of problems and notes, in order."""
    return [problem.code for problem in reading.problems]


def only(reading: Reading) -> Record:
    """The one record that there is."""
    assert reading.refused is None
    (record,) = reading.records
    return record


def column(reading: Reading, field: str) -> list[Any]:
    """One field of all records."""
    return [record.values.get(field) for record in reading.records]
