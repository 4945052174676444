"""What intake reads in a stroke, for speed, reads exactly as it would cell by cell, row by row, line by line."""

from __future__ import annotations

import contextlib
import gc
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from unittest.mock import patch

import msgspec
import pytest
from helpers.intake import csv_text, patched, plan, read, xlsx
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from data.intake import table_body
from data.intake.cells import texts_as_is
from data.intake.cells.amounts import amount, plain, unit_of
from data.intake.cells.cell_result import BLANK_WORDS, ERROR_CELLS, OPEN_WORDS, Got
from data.intake.cells.cell_values import code, text
from data.intake.cells.dates import When, day
from data.intake.files.csv_text import parted
from data.intake.files.hostile_file_guard import look
from data.intake.files.sheet_facts import FileRefused, letters
from data.intake.files.sheets import Sheet
from data.intake.header_and_columns import find_layout
from data.processes.parser_messages import Parsed
from data.support import gc_pause

WORDS = sorted((*BLANK_WORDS, *OPEN_WORDS, *ERROR_CELLS))
ODD = "xX-—.+#无待n\u200b\ufeff\xad\u3000 \n\t１ＸＡﬁ\ufe0f\u115f㈱e0123456789甲乙"
TEXTS = st.one_of(st.text(max_size=20), st.text(ODD, max_size=8), st.sampled_from(WORDS))


@given(st.lists(st.one_of(TEXTS, st.none(), st.integers(), st.floats(), st.dates()), max_size=12))
def test_a_text_that_needs_no_reading_is_what_reading_gives(cells):
    for cell in texts_as_is.words(cells):
        assert text(cell) == text(cell, long=True) == Got(cell)
    for cell in texts_as_is.codes(cells):
        assert code(cell) == Got(cell)


def test_names_codes_and_prose_need_no_reading_though_a_blank_word_stands_beside_them():
    plain_words = ["青山设计院二期", "Alpha Works", "已完成用地报批；下一步开工", "XM000017", "13800000000"]
    assert texts_as_is.words([*plain_words, "无", "xx", "x", " 甲", "a  b", "乙\n丙", "甲\u200b"]) == plain_words
    assert texts_as_is.codes(["XM000017", "12.0", "1e+20"]) == ["XM000017"]


UNITS = st.sampled_from([unit_of("亿元"), unit_of("万元"), unit_of("元"), unit_of("万美元"), unit_of("万亿元")])


@given(st.from_regex(r"[0-9]{1,22}(\.[0-9]{1,22})?(亿元|万元|元|万)?", fullmatch=True), UNITS)
def test_a_plain_amount_reads_as_one_with_a_space_before_it(cell, unit):
    assert amount(cell, unit) == amount(f" {cell}", unit)


@given(st.decimals(0, 10**12, allow_nan=False, places=None))
@example(Decimal("1E+5"))
@example(Decimal("5E-7"))
def test_an_amount_has_six_places_at_most_and_no_idle_zero(value):
    assume(value == 0 or Decimal(10) ** -20 < value)
    rounded = f"{value.quantize(Decimal('0.000001'), rounding=ROUND_HALF_UP):f}"
    assert plain(value) == rounded.rstrip("0").rstrip(".")


@given(st.from_regex(r"[0-9]{4}[-/.年][0-9]{1,3}[-/.月][0-9]{1,3}[日号]?", fullmatch=True))
def test_a_plain_day_reads_as_one_with_a_space_before_it(cell):
    assert day(cell, When(2026)) == day(f" {cell}", When(2026))


ODD_ROWS = (
    *("", " ", "项目名称", "责任单位", "項目名稱", "合计", "青山设计院", "示例", "例", "县区", "一、", "备注：无"),
    *("东岭园区", "云阳县", "Total", "total works", "小计：3", "甲" * 70, "甲合计" + "乙" * 60),
)
CELLS = st.one_of(
    st.none(),
    st.sampled_from(ODD_ROWS),
    st.floats(0, 9),
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.just(datetime(2026, 1, 1)),
)
HEADS = [["项目名称", "责任单位", "项目阶段"], ["序号", "责任单位", "签约任务(亿元)", "展会"], ["", "日期", "值班人员"]]


AGAIN = "the header again"


@given(st.sampled_from(HEADS), st.lists(st.one_of(st.lists(CELLS, max_size=4), st.just(AGAIN)), max_size=8))
def test_a_row_is_told_apart_by_columns_as_it_is_by_itself(head, drawn):
    rows = [head if row == AGAIN else row for row in drawn]
    layout = find_layout(Sheet("", [head]), plan())
    quick = list(table_body.rows_of(Sheet("", [head, *map(list, rows)]), layout))
    with patch.object(table_body, "_doubtful", lambda rows, *_, **_said: set(range(len(rows)))):
        assert list(table_body.rows_of(Sheet("", [head, *rows]), layout)) == quick


@given(st.text('ab,;"\r\n\x0c\x1c\x85\u2028 ', max_size=24))
def test_a_text_read_whole_has_the_rows_of_one_read_by_lines(written):
    rows, broken = parted(f"{written}\n", ",")
    assume(not broken)
    by_lines, broken = parted(f'{written}\n"x"y', ",")  # the broken line at the end has all of it read by lines
    assert by_lines[:-1] == rows
    assert broken == [len(rows)]


ROWS = st.one_of(st.integers(1, 300), st.integers(9_000, 11_000), st.integers(90_000, 250_000))
SPACED = {
    "r": lambda ref: f'r="{ref}"',
    "r ": lambda ref: f"r = '{ref}'",
    "style": lambda ref: f's="1" r="{ref}" t="n"',
}


@settings(max_examples=60)
@given(st.lists(st.tuples(ROWS, st.integers(1, 1_200)), min_size=1, max_size=2), st.sampled_from(sorted(SPACED)))
def test_a_workbook_is_refused_exactly_for_a_cell_or_a_grid_beyond_the_limits(places, style):
    cells = "".join(
        f'<row r="{row}"><c {SPACED[style](letters(column - 1) + str(row))}><v>1</v></c></row>'
        for row, column in sorted(places)
    ).encode()
    book = patched(xlsx([["甲"]]), lambda xml: xml.replace(b"</sheetData>", cells + b"</sheetData>"))
    rows, columns = (max(numbers) for numbers in zip(*places, strict=True))
    if rows > 200_000 or columns > 1_000 or rows * columns > 4_000_000:
        with pytest.raises(FileRefused) as caught:
            look(book, plan())
        assert caught.value.code == "far_cell"
        assert caught.value.args_[0][1] in {
            ref for row, column in places for ref in (f"{letters(column - 1)}{row}", f"{row}")
        }
    else:
        look(book, plan())


def test_a_reading_crosses_the_pipe_whole():
    rows = [
        ["项目名称", "责任单位", "签约日期", "总投资", "项目阶段"],
        *([f"项目{n}", "云阳县", "3月4日", "3亿", "签约"] for n in range(3)),
    ]
    reading = read(csv_text([*rows, ["", "云阳县", "", "", "在谈"]]).encode(), "a.csv")
    assert len(reading.records) == 3
    assert reading.problems
    sent = msgspec.msgpack.encode(Parsed.of(7, "a.csv", reading))
    assert msgspec.msgpack.decode(sent, type=Parsed).reading == reading


def test_the_collector_works_again_after_a_pause_that_failed():
    with contextlib.suppress(ValueError), gc_pause.paused():
        assert not gc.isenabled()
        int("lost")
    assert gc.isenabled()
