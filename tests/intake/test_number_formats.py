"""What a number format shows is what counts: amounts and ids in every kind of workbook, and days from 1904."""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import xlwt
from helpers import xlsb
from helpers.formatted_books import FORMATTED_BOOKS, Shown, formatted_xlsx
from helpers.intake import codes, column, ods, patched, read, xlsx
from helpers.odd_books import odd_books
from hypothesis import given
from hypothesis import strategies as st

from data.intake.cells.amounts import AmountUnit, unit_of
from data.intake.cells.cell_values import code, ratio
from data.intake.cells.formatted_amounts import shown_amount
from data.intake.cells.number_format import FormattedNumber, formatted, telling

HEAD = ["项目编号", "项目名称", "责任单位", "总投资", "项目阶段", "签约日期"]
WAN_FORMAT, YI_FORMAT = '0!.0,"万元"', '0.00"亿元"'
BY_SIZE = '[>=100000000]0!.00,,"亿";[>=10000]0!.0,"万";0'


def sheet(amounts: list[Any], ids: list[Any] | None = None, day: Any = "2026-05-08", head: str = "总投资") -> list[Any]:
    """A sheet of projects with these amounts."""
    rows = [
        [ids[n] if ids else f"XM{n}", f"项目{n}", "东岭园区", amount, "签约", day] for n, amount in enumerate(amounts)
    ]
    return [[head if cell == "总投资" else cell for cell in HEAD], *rows]


@pytest.mark.parametrize("suffix", FORMATTED_BOOKS)
def test_every_workbook_is_read_as_its_formats_show_it(suffix: str) -> None:
    amounts = [
        Shown(35_000_000, WAN_FORMAT), Shown(3500, YI_FORMAT), Shown(35_000_000, '0.00,,"百万"'),
        Shown(12.5, "[$$-409]#,##0.00"), Shown(35_000_000, BY_SIZE), Shown(3500, BY_SIZE), Shown(0.6, "0%"), 7.5,
    ]  # fmt: skip
    masks = ["00000000", "0000-000", '"ZS"0000', "00000000", "0000-000", '"ZS"0000', "00000000", "00000000"]
    reading = read(FORMATTED_BOOKS[suffix](sheet(amounts, [Shown(123, mask) for mask in masks])), f"台账{suffix}")
    assert column(reading, "id")[:3] == ["00000123", "0000-123", "ZS0123"]
    assert [amount and tuple(amount[:2]) for amount in column(reading, "total_investment")] == [
        ("3500", "CNY"), ("35000000", "CNY"), ("3500", "CNY"), ("0.00125", "USD"), ("3500", "CNY"), ("0.35", "CNY"),
        None, ("7.5", "CNY"),
    ]  # fmt: skip
    told = [(one.code, one.address, one.text) for one in reading.problems]
    assert told == [("unit_assumed", "D1", ""), ("amount_formatted", "D2", "3500万元"), ("amount_format", "D8", "60%")]


@pytest.mark.parametrize("suffix", FORMATTED_BOOKS)
@pytest.mark.parametrize(("since_1904", "day"), [(False, "2022-05-08"), (True, "2026-05-09")])
def test_a_bare_day_is_counted_as_the_workbook_counts(suffix: str, since_1904: bool, day: str) -> None:
    reading = read(FORMATTED_BOOKS[suffix](sheet(["3亿元"], day=44_689), since_1904=since_1904), f"台账{suffix}")
    assert column(reading, "signed_on") == [day]
    assert codes(reading) == (["date_1904"] if since_1904 else [])


def test_a_day_of_1904_that_stands_as_text_is_counted_alike() -> None:
    rows = [*sheet(["3亿元"], day="44689"), ["XM9", "项目9", "东岭园区", "3亿元", "签约", date(2026, 5, 9)]]
    reading = read(formatted_xlsx(rows, since_1904=True))
    assert column(reading, "signed_on") == ["2026-05-09", "2026-05-09"]
    assert [(one.code, one.address) for one in reading.problems] == [("date_1904", "F2")]


YUAN, WAN, YI = (unit_of(word) or AmountUnit() for word in ("元", "万元", "亿元"))


@pytest.mark.parametrize(
    ("number", "form", "unit", "wan"),
    [
        (35_000_000, WAN_FORMAT, WAN, "3500"),
        (35_000_000, WAN_FORMAT, YUAN, "3500"),
        (35_000_000, WAN_FORMAT, YI, None),
        (35_000_123, r'0\.0,"万元"', WAN, "3500.0123"),
        (3.5, YI_FORMAT, YI, "35000"),
        (3.5, YI_FORMAT, WAN, None),
        (35_000_000, "0!.0,", WAN, "3500"),
        (35_000_000, "0!.0,", YUAN, None),
        (35_000_000, "0.00,,", unit_of("百万元"), "3500"),
        (35_000_000, '0.0,"万元"', WAN, None),
        (35_000_000, '0.00,,"亿"', None, None),
        (35_000_000, '$#,##0.00,,"M"', None, "3500"),
        (35, '0.00"M"', None, None),
        (12.5, "[$$-409]#,##0.00", WAN, None),
        (12.5, "[$$-409]#,##0.00", unit_of("万美元"), "12.5"),
        (12.5, "[$¥-804]#,##0.00", YI, "125000"),
        (12.5, "[$¥-411]#,##0.00", YI, None),
        (12.5, '_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ', WAN, "12.5"),
        (5, '0"个"', WAN, None),
        (123, "0000-000", WAN, None),
        (5, ";;;", WAN, None),
        (5, 'G/通用格式"万元"', None, "5"),
        (5000, BY_SIZE, WAN, None),
        (0, "0.00;-0.00;\"待定\"", WAN, None),
        (0, "0;-0;;@", WAN, "0"),
    ],
)  # fmt: skip
def test_an_amount_is_what_is_seen_where_that_is_certain(
    number: float, form: str, unit: AmountUnit | None, wan: str | None
) -> None:
    got = shown_amount(formatted(number, form), unit or AmountUnit(), said=unit is not None)
    assert (got.value and got.value[0]) == wan
    assert wan is not None or got.code == "amount_format" or got.notes == ("cell_open",)


@pytest.mark.parametrize(
    "plain",
    ["General", "0.00", "#,##0", "0_);(0)", "yyyy-mm-dd", 'yyyy"年"m"月"', "[h]:mm", "@", "# ?/?", "0.00E+00", "[Red]0",
     "[$-804]0.00", "_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", "", "x" * 300],
)  # fmt: skip
def test_plain_formats_and_days_tell_nothing(plain: str) -> None:
    assert telling(plain) is None
    assert formatted(5, plain) == 5


def test_one_id_in_every_form() -> None:
    forms = ['="00123"', "'00123", "’00123", "00123", "＝“00123”", " 00123 ", formatted(123, "00000")]
    assert [code(form).value for form in forms] == ["00123"] * len(forms)
    assert code(formatted(13_909_130_001, "000-0000-0000")).value == "139-0913-0001"
    assert code(formatted(1_234_567_890_123_456_789, "0" * 19)).code == "code_spoilt"


def test_a_share_is_what_its_percent_shows_whatever_the_header_says() -> None:
    assert ratio(formatted(0.6, "0.00%"), percent=True).value == "0.6"
    assert ratio(formatted(60, '0"%"')).value == "0.6"


@given(st.integers(1, 10**9), st.sampled_from([WAN_FORMAT, YI_FORMAT, '0.00,,"百万"', '0.0,"千元"', BY_SIZE]))
def test_what_is_seen_and_what_is_read_are_one_amount(number: int, form: str) -> None:
    cell = formatted(number, form)
    assert isinstance(cell, FormattedNumber)
    got, seen = shown_amount(cell, AmountUnit(), said=False), shown_amount(cell.seen, AmountUnit(), said=False)
    if cell.section.after:
        assert got.value == seen.value
    else:
        assert Decimal(got.value[0]) == (Decimal(number) / 10_000).quantize(Decimal("0.000001"))


@given(st.text('0#?.,"!\\_*[]$-%;@万亿元 eE+年ymd>=1/', max_size=30), st.floats(0, 1e12))
def test_no_code_of_a_format_breaks_the_reading(form: str, number: float) -> None:
    cell = formatted(number, form)
    for unit in (AmountUnit(), YI):
        got = shown_amount(cell, unit, said=True)
        assert (got.value is None) != (got.code == "") or got.notes
    assert code(cell).value is not None


def _uncomputed_xlsx() -> bytes:
    """What xlsxwriter makes of formulas, and what openpyxl does."""
    return xlsx(sheet(["=1+1", "=2*3", 7.5]))


def _not_computed(value: bytes) -> Callable[[bytes], bytes]:
    return lambda xml: re.sub(rb"<v\s*/>|<v></v>", value, xml)


@pytest.mark.parametrize("value", [b"<v>0</v>", b"<v/>", b"<v></v>", b"<v>0.0</v>", b"", b"<v> </v>"])
def test_a_formula_that_nobody_computed_is_no_nought(value: bytes) -> None:
    reading = read(patched(_uncomputed_xlsx(), _not_computed(value)))
    assert column(reading, "total_investment") == [None, None, ["7.5", "CNY", False, None]]
    told = [(one.code, one.address) for one in reading.problems if one.code == "formula_uncached"]
    assert told == [("formula_uncached", "D2"), ("formula_uncached", "D3")]


def test_a_nought_that_was_computed_stays_a_nought() -> None:
    book = patched(_uncomputed_xlsx(), _not_computed(b"<v>0</v>"))
    computed = patched(book, lambda xml: xml.replace(b'fullCalcOnLoad="1"', b""), "xl/workbook.xml")
    assert column(read(computed), "total_investment")[:2] == [["0", "CNY", False, None]] * 2


def _formula_xls() -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    page = book.add_sheet("台账")
    for number, row in enumerate(sheet([None, 7.5])):
        for place, cell in enumerate(row):
            page.write(number, place, xlwt.Formula("1+1") if cell is None else cell)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _formula_xlsb() -> bytes:
    head, *rows = sheet([None, 7.5])
    nought = xlsb.record(0x09, struct.pack("<IId", 3, 0, 0.0) + bytes(8))
    first = xlsb.row(1) + b"".join(nought if c is None else xlsb.cell(n, c) for n, c in enumerate(rows[0]))
    last = xlsb.row(2) + b"".join(xlsb.cell(n, c) for n, c in enumerate(rows[1]))
    says = xlsb.record(0x9D, bytes(24) + b"\1\0")
    data = xlsb.book({"台账": xlsb.sheet(xlsb.rows_of([head]) + first + last)})
    return patched(data, lambda book: book.replace(xlsb.record(0x9D), says), xlsb.BOOK_PART)


def _formula_ods() -> bytes:
    cell = b'<table:table-cell table:formula="of:=1+1"><text:p>0</text:p></table:table-cell>'
    old = re.compile(rb'<table:table-cell[^<>]*"987".*?</table:table-cell>')
    return patched(ods(sheet([987, 7.5])), lambda xml: old.sub(cell, xml), "content.xml")


@pytest.mark.parametrize(("suffix", "make"), [(".xls", _formula_xls), (".xlsb", _formula_xlsb), (".ods", _formula_ods)])
def test_a_formula_that_nobody_computed_is_told_in_other_workbooks_too(suffix: str, make: Callable[[], bytes]) -> None:
    reading = read(make(), f"台账{suffix}")
    assert column(reading, "total_investment") == [None, ["7.5", "CNY", False, None]]
    assert ("formula_uncached", "D2") in [(one.code, one.address) for one in reading.problems]


def test_a_table_in_an_encoding_that_nobody_knows_is_damaged() -> None:
    strange = patched(ods(sheet(["3亿元"])), lambda xml: xml.replace(b"UTF-8", b"UWF-8", 1), "content.xml")
    refused = read(strange, "台账.ods").refused
    assert refused is not None
    assert refused.code == "damaged"


@pytest.mark.parametrize(("name", "data"), odd_books().items(), ids=odd_books())
def test_workbooks_that_few_programs_read_right_are_read_or_told(name: str, data: bytes) -> None:
    reading = read(data, name)
    assert reading.refused is None
    assert reading.records or reading.problems
    amounts = [value for value in column(reading, "total_investment") if value]
    assert all(Decimal(value[0]) > 0 for value in amounts)


@pytest.mark.parametrize(
    ("name", "records", "told"),
    [
        ("r39-断头.xlsx", 0, {"header_missing"}),
        ("r40-班次.xlsx", 6, {"year_assumed"}),
        ("r41-隐划.xlsx", 3, {"hidden_column", "filtered_rows", "row_struck"}),
    ],
)
def test_a_cut_header_shifts_and_what_is_out_of_sight_are_told(name: str, records: int, told: set[str]) -> None:
    reading = read(odd_books()[name], name)
    assert (len(reading.records), set(codes(reading))) == (records, told)


@pytest.mark.parametrize(("suffix", "make"), FORMATTED_BOOKS.items())
def test_days_from_1904_are_so_in_each_table_of_a_sheet_and_in_a_grid_of_shifts(suffix: str, make: Any) -> None:
    head = ["项目名称", "责任单位", "项目阶段", "签约日期"]
    tables = [head, ["上表", "甲县", "签约", 44_689], [None] * 4, head, ["下表", "乙县", "签约", 44_690]]
    reading = read(make(tables, since_1904=True), f"台账{suffix}")
    assert column(reading, "signed_on") == ["2026-05-09", "2026-05-10"]
    shifts = [["日期", "上午", "夜班"], ["44689", "张三", "李四"], ["44690", "王五", "赵六"]]
    reading = read(make(shifts, since_1904=True), f"值班{suffix}")
    assert column(reading, "date") == ["2026-05-09", "2026-05-09", "2026-05-10", "2026-05-10"]
