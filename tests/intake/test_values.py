"""Cells as people write them are read to the one value they mean, or not at all."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import msgspec
import pytest
from helpers.intake import plan
from hypothesis import given
from hypothesis import strategies as st

from data.intake.cells.amounts import SCALES, amount, plain, unit_of
from data.intake.cells.cell_result import Got
from data.intake.cells.cell_values import code, count, flag, ratio, shown, text, word
from data.intake.cells.dates import When, day, month
from data.intake.cells.numerals import chinese_number
from data.intake.column_reader import Memo, read_column
from data.ledgers.kinds_and_columns import Amount

YI = unit_of("亿元")
SEASON = When(2026)

CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=True, allow_infinity=True),
    st.text(),
    st.text(alphabet="0123456789.,-/年月日至约亿万元美$¥一二三十百千零点底前上午:T Z()%成个"),
    st.datetimes(),
    st.dates(),
    st.times(),
    st.timedeltas(),
)


def money(cell, unit=YI):
    got = amount(cell, unit)
    assert not got.code, got
    return msgspec.convert(got.value, Amount, strict=False)


@pytest.mark.parametrize(
    ("cell", "wan", "currency", "approximate", "high"),
    [
        ("35000万元", "35000", "CNY", False, None),
        ("2.3亿美元", "23000", "USD", False, None),
        ("12亿元人民币", "120000", "CNY", False, None),
        ("1,200 万", "1200", "CNY", False, None),
        ("1 200 000 万", "1200000", "CNY", False, None),
        ("三点五亿", "35000", "CNY", False, None),
        ("叁亿伍仟万", "35000", "CNY", False, None),
        ("约3亿元", "30000", "CNY", True, None),
        ("8-10亿", "80000", "CNY", False, "100000"),
        ("8亿～10亿元", "80000", "CNY", False, "100000"),
        ("5000万-1.2亿", "5000", "CNY", False, "12000"),
        ("3亿5000万元", "35000", "CNY", False, None),
        ("1亿5千万元", "15000", "CNY", False, None),
        ("$6,279,429", "627.9429", "USD", False, None),
        ("￥3000元", "0.3", "CNY", False, None),
        ("5000美元", "0.5", "USD", False, None),
        ("USD 2.3亿", "23000", "USD", False, None),
        ("500港币", "0.05", "HKD", False, None),
        ("１２．５", "125000", "CNY", False, None),
        ("12.5", "125000", "CNY", False, None),
        (12.5, "125000", "CNY", False, None),
        (3, "30000", "CNY", False, None),
        (0, "0", "CNY", False, None),
        (0.1 + 0.2, "3000", "CNY", False, None),
        ("十二", "120000", "CNY", False, None),
        ("20亿元左右", "200000", "CNY", True, None),
        ("10余亿元", "100000", "CNY", True, None),
        ("RMB 2 billion", "200000", "CNY", False, None),
    ],
)
def test_an_amount_is_read_with_its_unit_and_currency(cell, wan, currency, approximate, high):
    expected = Amount(Decimal(wan), currency, approximate, None if high is None else Decimal(high))
    assert money(cell) == expected


@pytest.mark.parametrize("cell", ["", "  ", "/", "—", "——", "-", "无", "暂无", "N/A", None, "／"])
def test_what_stands_for_nothing_is_blank_and_never_zero(cell):
    for read in (amount, code, count, ratio, text):
        got = read(cell)
        assert (got.value, got.code) == (None, "")
    assert day(cell, SEASON).value is None


def test_an_undecided_cell_is_blank_and_said():
    assert amount("待定").notes == ("cell_open",)
    assert day("TBD", SEASON) == amount("待定")


@pytest.mark.parametrize("cell", ["#REF!", "#DIV/0!", "#N/A", "#VALUE!", "########"])
def test_an_error_cell_is_no_value(cell):
    for got in (amount(cell), day(cell, SEASON), count(cell), text(cell)):
        assert (got.value, got.code) == (None, "cell_error")


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("一期20亿,二期30亿", "amount_unreadable"),
        ("见附件", "amount_unreadable"),
        ("一亿五", "amount_unreadable"),
        ("三百五", "amount_unreadable"),
        ("1,2", "amount_unreadable"),
        ("8 10亿", "amount_unreadable"),
        ("2026 500万", "amount_unreadable"),
        ("10-8亿", "amount_unreadable"),
        ("3亿元美元", "amount_unreadable"),
        ("1.2E+08", "amount_unreadable"),
        (date(2026, 5, 2), "amount_unreadable"),
        (True, "amount_unreadable"),
        (float("nan"), "amount_unreadable"),
        (float("inf"), "amount_unreadable"),
        ("-5", "amount_negative"),
        ("(5)", "amount_negative"),
        (-3.5, "amount_negative"),
        (1e300, "amount_size"),
        ("99999999999999亿", "amount_size"),
    ],
)
def test_what_is_not_one_amount_is_not_read(cell, why):
    got = amount(cell, YI)
    assert (got.value, got.code) == (None, why)


@pytest.mark.parametrize(
    ("said", "factor", "currency"),
    [
        ("亿元", "10000", "CNY"),
        ("万元", "1", "CNY"),
        ("元", "0.0001", "CNY"),
        ("千元", "0.1", "CNY"),
        ("人民币亿元", "10000", "CNY"),
        ("万美元", "1", "USD"),
        ("USD million", "100", "USD"),
        ("10k yuan", "1", "CNY"),
    ],
)
def test_units_of_headers(said, factor, currency):
    assert unit_of(said) == (Decimal(factor), currency, False)


@pytest.mark.parametrize("said", ["个", "%", "亩", "", "盖章", "人民币", "年/月/日"])
def test_what_is_no_unit_of_money_is_none(said):
    assert unit_of(said) is None


@given(st.decimals(0, 10**6, places=4), st.sampled_from(["万", "亿", "", "千万"]), st.booleans())
def test_a_printed_amount_reads_back(number, scale, spaced):
    got = money(f"{number:,}{' ' if spaced else ''}{scale}元")
    assert got.value == Decimal(plain(number * SCALES[scale]))
    assert got.currency == "CNY"


@given(st.integers(0, 10**8 - 1))
def test_a_float_is_read_as_it_was_typed(millionths):
    typed = Decimal(millionths) / 10**4
    assert money(float(typed), unit_of("万元")).value == typed


def in_words(number: int) -> str:
    """A whole number in Chinese numerals."""
    if number >= 10**8:
        return _with("亿", *divmod(number, 10**8), 10**7)
    if number >= 10**4:
        return _with("万", *divmod(number, 10**4), 10**3)
    out, zero = "", False
    for size, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // size % 10
        if digit:
            out += ("零" if zero and out else "") + "零一二三四五六七八九"[digit] + sign
        zero = not digit
    return out or "零"


def _with(sign: str, high: int, low: int, full: int) -> str:
    rest = "" if not low else ("" if low >= full else "零") + in_words(low)
    return in_words(high) + sign + rest


@given(st.integers(0, 10**12))
def test_numerals_read_back(number):
    assert chinese_number(in_words(number)) == number


@pytest.mark.parametrize(
    ("cell", "iso"),
    [
        ("2017年5月2日", "2017-05-02"),
        ("2017.5.2", "2017-05-02"),
        ("2017/5/2", "2017-05-02"),
        ("2017-05-02", "2017-05-02"),
        ("20170502", "2017-05-02"),
        ("2017 05 02", "2017-05-02"),
        (20170502.0, "2017-05-02"),
        (42857, "2017-05-02"),
        (42857.75, "2017-05-02"),
        ("42857", "2017-05-02"),
        ("2017年5月2日上午", "2017-05-02"),
        ("2017年5月2日 9:30", "2017-05-02"),
        ("2017 年 5 月 2 日（周二）", "2017-05-02"),
        ("二〇一七年五月二日", "2017-05-02"),
        ("2017-06-30T00:00:00Z", "2017-06-30"),
        ("December 1, 2016", "2016-12-01"),
        ("1 Dec 2016", "2016-12-01"),
        ("7/29/2022", "2022-07-29"),
        ("7/29/2022 12:00:00 AM", "2022-07-29"),
        ("7/7/2022", "2022-07-07"),
        ("2026年5月2日前", "2026-05-02"),
        ("2026年6月底", "2026-06-30"),
        ("2024年2月底前", "2024-02-29"),
        (datetime(2026, 5, 2, 9, 30), "2026-05-02"),
        (date(2026, 5, 2), "2026-05-02"),
    ],
)
def test_a_day_is_read(cell, iso):
    got = day(cell, SEASON)
    assert (got.value, got.code, "year_assumed" in got.notes) == (iso, "", False)


@pytest.mark.parametrize(("cell", "iso"), [("5月2日", "2026-05-02"), ("6月底", "2026-06-30"), ("年底", "2026-12-31")])
def test_a_missing_year_is_assumed_and_said(cell, iso):
    got = day(cell, SEASON)
    assert got.value == iso
    assert "year_assumed" in got.notes
    assert day(cell, When(2019, "title")).value == iso.replace("2026", "2019")


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("6月10日至13日", "2026-06-10", "2026-06-13"),
        ("6月10-13日", "2026-06-10", "2026-06-13"),
        ("6月30日至7月2日", "2026-06-30", "2026-07-02"),
        ("12月30日至1月2日", "2026-12-30", "2027-01-02"),
        ("2025年6月10日—6月13日", "2025-06-10", "2025-06-13"),
        ("2025.6.10-6.13", "2025-06-10", "2025-06-13"),
        ("2025.6.10-13", "2025-06-10", "2025-06-13"),
        ("2025-06-10至2025-06-13", "2025-06-10", "2025-06-13"),
        ("2025/6/10 - 2025/6/13", "2025-06-10", "2025-06-13"),
    ],
)
def test_a_range_keeps_both_ends(cell, first, last):
    got = day(cell, SEASON)
    assert (got.value, got.until) == (first, last)
    assert "date_range" in got.notes


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("2023/8/119:30:00", "date_unreadable"),
        ("2223/7/7", "date_implausible"),
        ("2026.5.2 1", "date_unreadable"),
        ("5月1 2日", "date_unreadable"),
        ("202611 12", "date_unreadable"),
        (datetime(1899, 12, 31), "date_implausible"),
        ("2017.1", "date_partial"),
        (2017.1, "date_partial"),
        ("2026年10月上旬", "date_partial"),
        ("25/12/26", "date_ambiguous"),
        ("2026-05-08(改期)", "date_unreadable"),
        (2017, "date_partial"),
        ("2月30日", "date_impossible"),
        ("2025-02-29", "date_impossible"),
        ("5/2/2022", "date_ambiguous"),
        ("6月13日至10日", "date_order"),
        ("长期", "date_unreadable"),
        (time(9, 30), "date_unreadable"),
        (5.2, "date_unreadable"),
        (True, "date_unreadable"),
    ],
)
def test_a_doubtful_day_is_flagged_and_not_guessed(cell, why):
    got = day(cell, SEASON)
    assert (got.value, got.code) == (None, why)


@given(
    st.dates(date(1990, 1, 1), date(2100, 12, 31)),
    st.sampled_from(["%Y年%m月%d日", "%Y-%m-%d", "%Y.%m.%d", "%Y/%m/%d", "%Y%m%d", "%B %d, %Y", "%Y-%m-%dT08:00:00Z"]),
)
def test_a_printed_day_reads_back(value, form):
    assert day(value.strftime(form), SEASON).value == value.isoformat()
    assert day((value - date(1899, 12, 30)).days, SEASON).value == value.isoformat()


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)), st.integers(0, 400))
def test_a_printed_range_reads_back(first, length):
    last = first + timedelta(days=length)
    got = day(f"{first:%Y年%m月%d日}至{last:%Y年%m月%d日}", SEASON)
    assert (got.value, got.until) == (first.isoformat(), last.isoformat())


@pytest.mark.parametrize(
    ("cell", "iso"),
    [
        ("2026年10月", "2026-10-01"),
        ("2026-10", "2026-10-01"),
        ("10月", "2026-10-01"),
        (10.0, "2026-10-01"),
        (202610, "2026-10-01"),
        ("Oct 2026", "2026-10-01"),
        (date(2026, 10, 5), "2026-10-01"),
    ],
)
def test_a_month_is_its_first_day(cell, iso):
    assert month(cell, SEASON).value == iso


@pytest.mark.parametrize("cell", ["1-10月", 2026.1, "2026.1", "13月", "上半年"])
def test_a_doubtful_month_is_not_guessed(cell):
    got = month(cell, SEASON)
    assert got.value is None
    assert got.code


@pytest.mark.parametrize(
    ("cell", "value", "approximate"),
    [
        ("约60%", "0.6", True),
        ("六成", "0.6", True),
        ("六成五", "0.65", True),
        ("60%", "0.6", False),
        (0.6, "0.6", False),
    ],
)
def test_a_share(cell, value, approximate):
    got = ratio(cell)
    assert (got.value, got.notes) == (value, ("ratio_approximate",) if approximate else ())


def test_a_share_without_a_sign_is_not_guessed():
    assert ratio(60).code == "ratio_unreadable"
    assert ratio(60, percent=True).value == "0.6"


@pytest.mark.parametrize(("cell", "number"), [("12个", 12), ("三家", 3), (5.0, 5), ("1,200", 1200), ("一百二十", 120)])
def test_a_count(cell, number):
    assert count(cell).value == number


@pytest.mark.parametrize("cell", [5.5, -1, "几个", "3亿", "1 2", date(2026, 5, 2)])
def test_no_count(cell):
    assert count(cell).code == "count_unreadable"


@pytest.mark.parametrize(
    ("cell", "whole"),
    [
        (13909130001.0, "13909130001"),
        ("13909130001.0", "13909130001"),
        ("110105194912310021", "110105194912310021"),
        ("0913-2180000", "0913-2180000"),
        ("000123", "000123"),
        (123456789012345678, "123456789012345678"),
    ],
)
def test_a_code_stays_whole(cell, whole):
    assert code(cell) == Got(whole)


@pytest.mark.parametrize("cell", [1.10105194912310021e17, "1.10105E+17"])
def test_a_code_that_a_float_has_spoilt_is_flagged(cell):
    assert code(cell).code == "code_spoilt"


def test_flags():
    assert [flag(cell).value for cell in ("是", "√", True, 1.0, "Y")] == [True] * 5
    assert [flag(cell).value for cell in ("否", "无", "×", False, 0)] == [False] * 5
    assert flag("也许").code == "flag_unreadable"


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("在谈", "in_talks"),
        ("洽谈中", "in_talks"),
        ("已签约", "signed"),
        ("手续办理", "landed"),
        ("已开工建设", "building"),
        ("竣工投产", "in_production"),
        ("达产达效", "at_capacity"),
        ("in talks", "in_talks"),
        ("在談", "in_talks"),
    ],
)
def test_a_stage_is_read(cell, value):
    assert word(cell, plan().book.stages, "stage_unknown").value == value


@pytest.mark.parametrize("cell", ["未开工", "签约落地", "拟签约", "前期洽谈", "推进中", "签约或在谈", "停建"])
def test_a_stage_that_may_be_two_or_its_contrary_is_unknown(cell):
    got = word(cell, plan().book.stages, "stage_unknown")
    assert (got.value, got.code) == (None, "stage_unknown")


def test_papers_are_told_apart():
    papers = plan().book.papers
    assert word("正式合同", papers, "x").value == "contract"
    assert word("战略合作框架协议", papers, "x").value == "framework"
    assert word("框架", papers, "x").value == "framework"
    assert word("意向协议书", papers, "x").value == "intent"
    assert word("框架合同", papers, "x").code == "x"


def test_an_offices_own_words_come_first():
    book = plan('[stages]\nbuilding = ["三通一平"]\n[statuses]\nended = ["注销"]\n').book
    assert word("三通一平", book.stages, "x").value == "building"
    assert word("注销", book.statuses, "x").value == "ended"


@given(CELLS)
def test_no_cell_makes_a_reader_fail(cell):
    for got in (
        amount(cell, YI),
        day(cell, SEASON),
        month(cell, SEASON),
        ratio(cell),
        count(cell),
        flag(cell),
        code(cell),
        text(cell),
        text(cell, long=True),
        word(cell, plan().book.stages, "stage_unknown"),
    ):
        msgspec.json.encode(got.value)
        assert got.value is None or isinstance(got.value, str | int | list)
    if (got := day(cell, SEASON)).value is not None:
        assert 1990 <= date.fromisoformat(got.value).year <= 2100
    if (got := amount(cell, YI)).value is not None:
        assert msgspec.convert(got.value, Amount, strict=False).value >= 0
    assert isinstance(shown(cell), str)


def test_true_is_not_the_number_one():
    values, flagged = read_column([1.0, True, 1.0], amount)
    assert values[1] is None
    assert flagged[1].code == "amount_unreadable"
    assert values[0] == values[2] == ["1", "CNY", False, None]


def test_each_distinct_cell_is_read_once():
    asked = []
    memo = Memo(lambda cell: asked.append(cell) or text(cell))
    assert [memo[cell] for cell in ("甲", "乙", "甲")] == ["甲", "乙", "甲"]
    assert asked == ["甲", "乙"]
