"""Lists in files: what stands there is what the screen shows, typed; and nothing of a ledger is a formula in it."""

from __future__ import annotations

import csv
import io
import json
import warnings
import zipfile
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
from helpers.hostile_lists import BAD, hostile_board, lists_of
from hypothesis import given
from hypothesis import strategies as st

from data import wording
from data.export.list_files import FORMATS, file_name, free_name, write_new
from data.export.list_texts import to_csv, to_json
from data.export.list_workbook import HEAD, to_xlsx
from data.model.shown_list import CellForm, ShownCell, ShownColumn, ShownFact, ShownGroup, ShownList
from data.wording.no_formulas import is_armed

WORDS = ShownCell("沙棘加工")
ROW = (
    WORDS,
    ShownCell("0012"),
    ShownCell("1.5", CellForm.AMOUNT, Decimal(15000)),
    ShownCell("26.5%", CellForm.COMPLETION, Decimal("0.2645")),
    ShownCell("5-08", CellForm.DAY, date(2026, 5, 8)),
    ShownCell("3", CellForm.COUNT, 3),
    ShownCell("-23.5", CellForm.NUMBER, Decimal("-23.5")),
    ShownCell("红 滞后", CellForm.LIGHT, None, "bad"),
)
BARE = tuple(ShownCell("—", cell.form) for cell in ROW)
IDS = ("name", "id", "amount", "rate", "day", "count", "points", "light")


def made(*rows: tuple[ShownCell, ...], heading: str = "县区") -> ShownList:
    columns = tuple(ShownColumn(id, id, cell.form) for id, cell in zip(IDS, ROW, strict=True))
    facts = (ShownFact("basis", "basis", "contracted"),)
    return ShownList("units.progress", "Units · x", date(2026, 5, 2), facts, columns, (ShownGroup(rows, heading, "2"),))


def sheet_of(shown: ShownList) -> openpyxl.worksheet.worksheet.Worksheet:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", ".*extension is not supported", UserWarning)  # solid bars are of 2010
        return openpyxl.load_workbook(io.BytesIO(to_xlsx(shown))).worksheets[0]


def test_a_workbook_has_each_cell_as_what_it_is() -> None:
    page = sheet_of(made(ROW, BARE))
    cells = page[HEAD + 2]
    values = [cell.value for cell in cells]
    assert values == ["沙棘加工", "0012", 1.5, 0.2645, datetime(2026, 5, 8), 3, -23.5, "红 滞后"]
    assert [cell.number_format for cell in cells] == ["@", "@", "0.0", "0.0%", "yyyy-mm-dd", "0", "0.0", "@"]
    assert cells[-1].fill.fgColor.rgb == "FFFFC7CE"
    assert {cell.value for cell in page[HEAD + 3]} == {"—"}


def test_a_workbook_is_printed_as_it_stands() -> None:
    page = sheet_of(made(ROW, BARE))
    assert page.freeze_panes == f"B{HEAD + 1}"
    assert page.print_title_rows == "$1:$3"
    assert page.print_area == f"'{page.title}'!$A$1:$H${HEAD + 3}"
    assert [page.cell(1, 1).value, page.cell(HEAD, 3).value] == ["Units · x", "amount (¥100m)"]
    assert "basis: contracted" in page.cell(2, 1).value
    (bars,) = page.conditional_formatting
    assert (str(bars.sqref), bars.rules[0].type) == (f"D{HEAD + 1}:D{HEAD + 3}", "dataBar")


def test_what_a_number_counts_stays_with_it() -> None:
    """A target of 4 projects among targets in 亿元."""
    row = (*ROW[:2], ShownCell("4 个项目", CellForm.COUNT, Decimal(4)), *ROW[3:])
    cell = sheet_of(made(row))[HEAD + 2][2]
    assert (cell.value, cell.number_format) == (4, '0" 个项目"')


def test_a_text_file_says_what_it_is_and_what_every_row_stands_under() -> None:
    written = to_csv(made(ROW, BARE))
    assert written.startswith(b"\xef\xbb\xbffairwatch-export units.progress,")
    about, heads, row, bare = csv.reader(io.StringIO(written.decode("utf-8-sig")))
    assert about[1:] == ["Units · x", "basis: contracted"]
    assert heads[:4] == ["group", "name", "id", "amount (¥100m)"]
    assert row == ["县区  2", "沙棘加工", "0012", "1.5", "26.5%", "2026-05-08", "3", "-23.5", "红 滞后"]
    assert bare == ["县区  2", *["—"] * 8]


def test_other_programs_get_figures_as_the_board_tells_them() -> None:
    told = json.loads(to_json(made(ROW, BARE)))
    row, bare = told["groups"][0]["rows"]
    assert row == {
        "name": "沙棘加工",
        "id": "0012",
        "amount": "15000",
        "rate": 0.2645,
        "day": "2026-05-08",
        "count": 3,
        "points": -23.5,
        "light": "红 滞后",
    }
    assert set(bare.values()) == {None}
    assert (told["format"], told["view"], told["facts"]) == (2, "units.progress", {"basis": "contracted"})


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20), st.sampled_from(["", *"=+-@＝＋－＠", "\t="])
)
def test_no_words_are_a_formula_in_any_file(text: str, begin: str) -> None:
    words = begin + text
    shown = made((ShownCell(words), *ROW[1:]), heading=words)
    page = sheet_of(shown)
    assert [cell for row in page.iter_rows() for cell in row if cell.data_type == "f"] == []
    rows = csv.reader(io.StringIO(to_csv(shown).decode("utf-8-sig")))
    assert not any(is_armed(cell) for row in rows for cell in row[:2])
    assert json.loads(to_json(shown))["groups"][0]["heading"] == words


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_list_of_a_hostile_season_is_inert_in_every_file(language: str) -> None:
    wording.use(language)
    lists = list(lists_of(hostile_board()))
    filled = [shown for shown in lists if shown.rows]
    assert {"units.progress", "stalled.all", "owed.all"} <= {shown.id for shown in filled}
    assert any(
        bad in cell.words for shown in filled for g in shown.groups for row in g.rows for cell in row for bad in BAD
    )
    for shown in filled:
        assert [c for row in sheet_of(shown).iter_rows() for c in row if c.data_type == "f"] == [], shown.id
        typed = {c.words for g in shown.groups for row in g.rows for c in row if c.value is not None}
        rows = csv.reader(io.StringIO(to_csv(shown).decode("utf-8-sig")))
        assert [c for row in rows for c in row if is_armed(c) and c not in typed] == [], shown.id
        json.loads(to_json(shown))


def test_words_too_long_for_a_cell_are_cut_and_not_lost_whole() -> None:
    page = sheet_of(made((ShownCell("长" * 40_000), *ROW[1:])))
    assert len(page[HEAD + 2][0].value) == 32_767


def test_a_list_without_rows_can_be_written() -> None:
    empty = ShownList("owed.all", "Owed", date(2026, 5, 2), (), (), ())
    for write in FORMATS.values():
        assert write(empty)


def test_one_board_gives_one_file() -> None:
    first, second = (zipfile.ZipFile(io.BytesIO(to_xlsx(made(ROW)))) for _ in range(2))
    assert [first.read(name) for name in first.namelist()] == [second.read(name) for name in second.namelist()]


def test_no_file_is_ever_replaced(tmp_path) -> None:
    path = tmp_path / file_name(made(ROW), "csv")
    assert path.name == "Units-x-2026-05-02.csv"
    write_new(path, b"one")
    with pytest.raises(FileExistsError):
        write_new(path, b"two")
    assert path.read_bytes() == b"one"
    assert free_name(path).name == "Units-x-2026-05-02-2.csv"
