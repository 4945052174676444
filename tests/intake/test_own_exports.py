"""A list that the program wrote is no ledger, in whatever form it was saved again; what lies beside it is read."""

from __future__ import annotations

import io

import pytest
from helpers.hostile_lists import hostile_board, lists_of
from helpers.intake import codes, csv_text, ods, read, xls, xlsx

from data.export.list_texts import to_csv
from data.export.list_workbook import to_xlsx
from data.model import Severity
from data.model.shown_list import ShownList

LEDGER = [
    ["项目名称", "责任单位", "合同引资额(亿元)", "签约类型", "签约日期"],
    ["沙棘加工", "甲县", 1.5, "合同", "2026-03-04"],
]


@pytest.fixture(scope="module")
def projects() -> ShownList:
    """The list of all projects: its headers are those of a ledger."""
    return next(one for one in lists_of(hostile_board()) if one.id == "stalled.all")


def cells(shown: ShownList) -> list[list[str]]:
    """What a spreadsheet program has of the exported workbook, to save it in another form."""
    import warnings

    import openpyxl

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", ".*extension is not supported", UserWarning)
        page = openpyxl.load_workbook(io.BytesIO(to_xlsx(shown))).worksheets[0]
    return [[str(cell.value or "") for cell in row] for row in page.iter_rows()]


FORMS = {
    "导出.xlsx": to_xlsx,
    "导出.csv": to_csv,
    "再存.xls": lambda shown: xls(cells(shown)),
    "再存.ods": lambda shown: ods(cells(shown)),
    "再存.csv": lambda shown: csv_text(cells(shown)).encode("gb18030"),
    "再存.txt": lambda shown: csv_text(cells(shown), "\t").encode("utf-16"),
    "无标记.xlsx": lambda shown: xlsx(cells(shown)),
}


@pytest.mark.parametrize("file", FORMS)
def test_it_is_told_and_never_counted(projects: ShownList, file: str) -> None:
    reading = read(FORMS[file](projects), file)
    assert reading.refused is not None
    assert (reading.refused.code, reading.refused.severity) == ("own_export", Severity.NOTE)
    assert reading.records == ()


def test_its_property_tells_it_when_its_first_rows_are_gone(projects: ShownList) -> None:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(xlsx(LEDGER)))
    book.custom_doc_props.append(openpyxl.packaging.custom.StringProperty("fairwatch-export", "stalled.all"))
    out = io.BytesIO()
    book.save(out)
    assert read(out.getvalue()).refused.code == "own_export"


def test_a_ledger_into_which_a_list_was_copied_is_read(projects: ShownList) -> None:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(xlsx(LEDGER)))
    page = book.create_sheet("清单")
    for row in cells(projects):
        page.append([cell if not cell.startswith("=") else f"'{cell}" for cell in row])
    out = io.BytesIO()
    book.save(out)
    reading = read(out.getvalue())
    assert [record.values["name"] for record in reading.records] == ["沙棘加工"]
    assert codes(reading) == ["own_export"]


def test_a_ledger_that_speaks_of_exports_is_a_ledger() -> None:
    rows = [LEDGER[0], ["fairwatch 导出平台", *LEDGER[1][1:]], ["fairwatch-export 平台", *LEDGER[1][1:]]]
    assert len(read(xlsx([["某县项目台账"], [""], [""], [""], *rows])).records) == 2
