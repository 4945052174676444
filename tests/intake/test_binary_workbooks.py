"""A binary workbook (.xlsb) is read like any other, and looked at before it is parsed."""

from __future__ import annotations

import struct
from datetime import date

import pytest
from helpers.intake import PROJECT_HEADER, codes, column, plan, read, xlsx
from helpers.xlsb import book, cell, record, row, rows_of, sheet, xlsb
from hypothesis import given
from hypothesis import strategies as st

from data.intake.files.sheet_facts import FileRefused
from data.intake.files.sheets import Sheet, read_sheets
from data.processes.ledger_files import NameVerdict, complete, judge

ROWS = [
    PROJECT_HEADER,
    ["光热设备制造", "东岭园区", 12.5, "合同", "签约", date(2026, 2, 3)],
    ["铝型材压铸", "云阳县", 3, "框架协议", "落地", date(2026, 3, 4)],
    ["沙棘饮品", "云阳县", 2, "合同", "签约", date(2026, 4, 5)],
]


def refused(data: bytes, **limits: int) -> tuple[str, dict[str, str]]:
    with pytest.raises(FileRefused) as caught:
        read_sheets("台账.xlsb", data, plan(**limits))
    return caught.value.code, dict(caught.value.args_)


def test_it_is_read_as_the_same_rows_of_an_xlsx_are():
    read_as = [
        read(data, "台账.xlsb").records for data in (xlsb(ROWS), book({"台账": sheet(rows_of(ROWS))}), xlsx(ROWS))
    ]
    assert len(read_as[0]) == 3
    assert read_as[0] == read_as[1] == read_as[2]


def test_its_name_is_a_ledgers_and_a_cut_one_is_known():
    assert judge("东川/台账.XLSB") == NameVerdict(ledger=True)
    assert complete("台账.xlsb", xlsb(ROWS)) == ""
    assert complete("台账.xlsb", xlsb(ROWS)[:-40]) == "incomplete"
    assert complete("台账.xlsb", bytes(5000)) == "incomplete"


def test_merged_cells_filtered_rows_and_errors_are_seen():
    merged = [ROWS[0], ROWS[1], [ROWS[2][0], None, *ROWS[2][2:]], ROWS[3]]
    reading = read(xlsb(merged, merges=[(1, 2, 1, 1)], hidden=[3]), "台账.xlsb")
    assert column(reading, "unit") == ["东岭园区", "东岭园区", "云阳县"]
    assert "filtered_rows" in codes(reading)
    broken = read(xlsb([*ROWS[:3], ["沙棘饮品", "云阳县", ZeroDivisionError(), "合同", "签约", None]]), "台账.xlsb")
    told = [(problem.row, problem.column) for problem in broken.problems if problem.code == "cell_error"]
    assert told == [(4, "C")]


def test_each_sheet_has_its_own_facts():
    parts = {"一": sheet(rows_of(ROWS)), "二": sheet(rows_of(ROWS, hidden=[1, 2])), "三": sheet(rows_of(ROWS))}
    assert [one.facts.hidden_rows for one in read_sheets("台账.xlsb", book(parts), plan())] == [[], [(1, 2)], []]


FAR = {
    "corner": (row(0) + cell(16383, 1) + row(1048575) + cell(0, 1), "XFD1"),
    "column": (row(0) + cell(2**32 - 1, 1), "MWLQKWV1"),
    "row": (row(2**32 - 1) + cell(0, 1), "A4294967296"),
    "grid": (row(99_998) + cell(0, 1) + row(0) + cell(200, 1), "GS99999"),
}


@pytest.mark.parametrize("name", FAR)
def test_a_far_cell_is_refused_and_named(name):
    cells, named = FAR[name]
    assert refused(book({"台账": sheet(cells)})) == ("far_cell", {"cell": named})
    for lead in ("worksheets/../worksheets/", "worksheets/binaryIndex"):  # however the part is called
        links = f'<Relationships><Relationship Target="{lead}x.bin" Id="rId1"/></Relationships>'.encode()
        more = {"xl/_rels/workbook.bin.rels": links, f"xl/{lead}x.bin": sheet(cells)}
        assert refused(book({"台账": sheet(rows_of(ROWS))}, more=more)) == ("far_cell", {"cell": named})


def test_far_cells_of_several_sheets_count_together():
    part = sheet(row(0) + cell(0, 1) + row(49_999) + cell(39, 1))
    assert refused(book({"一": part, "二": part, "三": part})) == ("too_many_cells", {"limit": "4000000"})


def test_one_cell_written_over_and_over_is_refused():
    part = sheet(row(0) + cell(0, 1) * 300)
    assert refused(book({"台账": part}), max_cells=100) == ("too_many_cells", {"limit": "100"})


def test_a_cell_that_holds_nothing_may_stand_anywhere():
    blank = record(0x01, struct.pack("<II", 16383, 0))
    (read_sheet,) = read_sheets("台账.xlsb", book({"台账": sheet(rows_of(ROWS) + row(1_048_575) + blank)}), plan())
    assert len(read_sheet.rows) == 4


DAMAGED = {
    "size": {"xl/worksheets/sheet1.bin": sheet(row(0) + record(0x06, b"1", 2**28 - 1))},
    "short": {"xl/worksheets/sheet1.bin": sheet(record(0x00, b"12"))},
    "cut": {"xl/worksheets/sheet1.bin": sheet(rows_of(ROWS))[:-1]},
    "strings": {"xl/sharedStrings.bin": record(0x9F, struct.pack("<II", 2**32 - 1, 2**32 - 1))},
    "styles": {"xl/styles.bin": record(0x269, struct.pack("<I", 2**31))},
    "nowhere": {"xl/_rels/workbook.bin.rels": b"<Relationships/>"},
    "both formats": {"xl/workbook.xml": b"<workbook/>"},
    "no list": {"xl/workbook.bin": b""},
}


@pytest.mark.parametrize("name", DAMAGED)
def test_what_cannot_be_told_beforehand_is_not_parsed(name):
    assert refused(book({"台账": sheet(rows_of(ROWS))}, more=DAMAGED[name])) == ("damaged", {})


def test_a_bomb_is_refused_by_its_unpacked_size():
    part = sheet(rows_of(ROWS) + record(0x7F, bytes(200_000_000)))
    assert refused(book({"台账": part})) == ("zip_bomb", {"limit": "192"})


@given(st.binary(max_size=400), st.sampled_from(["worksheets/sheet1", "workbook", "styles", "sharedStrings"]))
def test_no_bytes_in_a_part_do_more_than_be_refused(noise, part):
    data = book({"台账": sheet(rows_of(ROWS))}, more={f"xl/{part}.bin": noise})
    try:
        sheets = read_sheets("台账.xlsb", data, plan())
    except FileRefused:
        return
    assert all(isinstance(one, Sheet) and len(one.rows) <= plan().max_rows for one in sheets)
