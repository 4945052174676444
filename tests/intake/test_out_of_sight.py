"""What is hidden, struck through or an error is told alike in a workbook of every format."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable

import openpyxl
import pytest
import xlwt
from helpers.formatted_books import Shown, formatted_ods, formatted_xlsx
from helpers.intake import codes, csv_text, only, patched, read
from helpers.xlsb import STRUCK_STYLE, book, cell, row, sheet
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableProperties, TextProperties
from odf.table import Table, TableCell, TableColumn, TableRow
from odf.text import P
from openpyxl.styles import Font

from data.intake.hidden_cells import _spans as spans
from data.intake.ledger_reading import Reading

HEADER = ["项目名称", "责任单位", "总投资(万元)", "项目阶段"]
HIDDEN_ROWS = (2, 3, 5)  # from 1, the last one a total
AMOUNTS = 2
STRUCK = {(4, 0): "row", (6, 2): "cell"}
ROWS = [
    HEADER,
    *([f"项目{name}", "甲县", 3000 + n, "签约"] for n, name in enumerate("甲乙丙")),
    ["合计", None, 9003, None],
    ["项目丁", "甲县", 500, "签约"],
    ["项目戊", "甲县", ZeroDivisionError(), "签约"],
]
TOLD = [
    ("filtered_rows", "2", "", "2-3"),
    ("hidden_column", "1", "C", "总投资(万元)"),
    ("row_struck", "4", "", "项目丙 | 甲县 | 3002 | 签约"),
    ("cell_struck", "6", "C", "500"),
    ("cell_error", "7", "C", ""),
]


def xlsx() -> bytes:
    workbook = openpyxl.Workbook()
    made = workbook.active
    for at, cells in enumerate(ROWS, 1):
        made.append(["=1/0" if isinstance(one, Exception) else one for one in cells])
        made.row_dimensions[at].hidden = at in HIDDEN_ROWS
    made.column_dimensions["C"].hidden = True
    for at, column in STRUCK:
        made.cell(at, column + 1).font = Font(strike=True, bold=True)
    made["C7"].data_type, made["C7"].value = "e", "#DIV/0!"
    made["A2"].font = Font(strike=False, italic=True)
    workbook.create_sheet("旧").sheet_state = "hidden"
    return saved(workbook)


def saved(workbook: openpyxl.Workbook | xlwt.Workbook | OpenDocumentSpreadsheet) -> bytes:
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def xls() -> bytes:
    workbook = xlwt.Workbook(encoding="utf-8")
    made = workbook.add_sheet("台账")
    plain, struck = xlwt.easyxf("font: bold on"), xlwt.easyxf("font: struck_out on, bold on")
    for at, cells in enumerate(ROWS):
        made.row(at).hidden = at + 1 in HIDDEN_ROWS
        for column, value in enumerate(cells):
            if isinstance(value, Exception):
                made.row(at).set_cell_error(column, "#DIV/0!")
            elif value is not None:
                made.write(at, column, value, struck if (at + 1, column) in STRUCK else plain)
    made.col(AMOUNTS).hidden = True
    workbook.add_sheet("旧").visibility = 1
    return saved(workbook)


def xlsb() -> bytes:
    cells = b"".join(
        row(at - 1, at in HIDDEN_ROWS)
        + b"".join(
            cell(column, value, None, STRUCK_STYLE if (at, column) in STRUCK else 0)
            for column, value in enumerate(values)
            if value is not None
        )
        for at, values in enumerate(ROWS, 1)
    )
    return book({"台账": sheet(cells, hidden=[(AMOUNTS, AMOUNTS)])})


def ods(error: str = "#DIV/0!", stands_for: str = "float", below: int = 0) -> bytes:
    """`error` is what the broken formula's cell shows, `stands_for` the type of the value in its place; a hidden row is
    repeated so often `below` the table."""
    document = OpenDocumentSpreadsheet()
    base = Style(name="旧名", family="table-cell", parentstylename="Default")
    base.addElement(TextProperties(textlinethroughstyle="solid", textlinethroughtype="single"))
    document.styles.addElement(base)
    document.automaticstyles.addElement(Style(name="ce1", family="table-cell", parentstylename="旧名"))
    off = Style(name="ce2", family="table-cell", parentstylename="旧名")
    off.addElement(TextProperties(textlinethroughstyle="none"))
    document.automaticstyles.addElement(off)
    unseen = Style(name="ta2", family="table")
    unseen.addElement(TableProperties(display="false"))
    document.automaticstyles.addElement(unseen)
    table = Table(name="台账")
    table.addElement(TableColumn(numbercolumnsrepeated=AMOUNTS, defaultcellstylename="Default"))
    table.addElement(TableColumn(visibility="collapse", defaultcellstylename="ce1"))
    for at, cells in enumerate(ROWS, 1):
        line = TableRow(visibility="filter" if at in HIDDEN_ROWS else "visible")
        for column, value in enumerate(cells):
            style = {"stylename": "ce1"} if (at, column) in STRUCK and column == 0 else {}
            if column == AMOUNTS and (at, column) not in STRUCK:
                style = {"stylename": "ce2"}
            line.addElement(_ods_cell(value, style, error, stands_for))
        table.addElement(line)
    if below:
        empty = TableRow(visibility="collapse", numberrowsrepeated=below)
        empty.addElement(TableCell(numbercolumnsrepeated=16_384))
        table.addElement(empty)
    document.spreadsheet.addElement(table)
    document.spreadsheet.addElement(Table(name="旧", stylename=unseen))
    return saved(document)


def _ods_cell(value: object, style: dict[str, str], error: str, stands_for: str) -> TableCell:
    if value is None:
        return TableCell()
    kind = {"valuetype": "string"} if isinstance(value, str) else {"valuetype": "float", "value": value}
    if isinstance(value, Exception):
        kind = {"valuetype": stands_for, "formula": "of:=1/0"}
        kind |= {"value": 0} if stands_for == "float" else {"stringvalue": ""}
    made = TableCell(**kind, **style)
    made.addElement(P(text=error if isinstance(value, Exception) else str(value)))
    return made


def told(reading: Reading) -> list[tuple[str, str, str, str]]:
    """Notes and problems but those of the total and of the hidden sheet: code, row, column, what stood there."""
    own = [one for one in reading.problems if one.code not in ("row_total", "hidden_sheet")]
    return [(one.code, str(one.row), one.column, dict(one.args).get("rows") or one.text) for one in own]


def test_a_format_tells_it_as_every_other_does() -> None:
    for name, make in {"xlsx": xlsx, "xls": xls, "xlsb": xlsb, "ods": ods}.items():
        reading = read(make(), f"台账.{name}")
        assert (name, sorted(told(reading))) == (name, sorted(TOLD))
        assert len(reading.records) == 5
        assert reading.records[-1].values.get("total_investment") is None
        assert ("hidden_sheet" in codes(reading)) == (name != "xlsb")  # the file made here has one sheet


FORMATTED = [HEADER, ["项目甲", "甲县", Shown(35_000_000, '0!.0,"万元"'), "签约"]]


def _struck_xlsx() -> bytes:
    workbook = openpyxl.load_workbook(io.BytesIO(formatted_xlsx(FORMATTED)))
    workbook.worksheets[0]["C2"].font = Font(strike=True)
    return saved(workbook)


def _struck_ods() -> bytes:
    own, struck = b'style:data-style-name="N164"', b'<style:text-properties style:text-line-through-style="solid"/>'
    return patched(
        formatted_ods(FORMATTED),
        lambda xml: xml.replace(own + b"/>", own + b">" + struck + b"</style:style>"),
        "content.xml",
    )


@pytest.mark.parametrize(("suffix", "make"), [(".xlsx", _struck_xlsx), (".ods", _struck_ods)])
def test_a_number_with_a_format_of_its_own_is_seen_to_be_struck_through(suffix: str, make: Callable[[], bytes]) -> None:
    reading = read(make(), f"台账{suffix}")
    assert only(reading).values["total_investment"] == ["3500", "CNY", False, None]
    assert ("cell_struck", "C2") in [(one.code, one.address) for one in reading.problems]


@pytest.mark.parametrize("error", ["#REF!", "#DIV/0!", "#NAME?", "#N/A", "Err:502", "Err:508", "错误:522", "#VALUE!"])
@pytest.mark.parametrize("stands_for", ["float", "string"])
def test_an_ods_error_is_no_zero(error: str, stands_for: str) -> None:
    reading = read(ods(error, stands_for), "台账.ods")
    assert [(p.code, p.address) for p in reading.problems if p.code == "cell_error"] == [("cell_error", "C7")]
    assert reading.records[-1].values.get("total_investment") is None
    text = csv_text([HEADER, ["项目戊", "甲县", error, "签约"]])
    assert [(p.code, p.address) for p in read(text.encode(), "台账.csv").problems] == [("cell_error", "C2")]


def test_hidden_rows_below_the_table_are_nobodys() -> None:
    assert sorted(told(read(ods(below=1_000_000), "台账.ods"))) == sorted(TOLD)


def test_an_xls_formula_that_failed_is_an_error() -> None:
    workbook = xlwt.Workbook(encoding="utf-8")
    made = workbook.add_sheet("台账")
    for at, cells in enumerate([HEADER, ["项目甲", "甲县", xlwt.Formula("1/0"), "签约"]]):
        for column, value in enumerate(cells):
            made.write(at, column, value)
    failed = struct.pack("<BBBBHH", 2, 0, 7, 0, 0, 0xFFFF)  # #DIV/0!, as a program that computes it writes it
    data = saved(workbook)
    at = next(n for n in range(len(data)) if data[n : n + 2] == b"\6\0" and data[n + 4 : n + 8] == b"\1\0\2\0")
    changed = data[: at + 10] + failed + data[at + 18 :]
    assert [(p.code, p.address) for p in read(changed, "台账.xls").problems] == [("cell_error", "C2")]


@pytest.mark.parametrize(("numbers", "said"), [([3], "3"), ([3, 4, 5, 9], "3-5、9"), ([1, 3], "1、3"), ([2, 3], "2-3")])
def test_rows_are_named_in_short(numbers: list[int], said: str) -> None:
    assert spans(numbers) == said
