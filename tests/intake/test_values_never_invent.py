"""What is read from a cell stands in the cell: no digit is invented, and what we write ourselves reads back."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal

import msgspec
from helpers.intake import plan
from hypothesis import given
from hypothesis import strategies as st

from data.demo.forms import DAYS
from data.intake.cells.amounts import AmountUnit, amount, plain, unit_of
from data.intake.cells.cell_values import code, count, flag, ratio, shown, text, word
from data.intake.cells.dates import When, day, month
from data.intake.cells.numerals import NUMERALS, chinese_number
from data.ledgers.kinds_and_columns import Amount
from data.wording.numbers import percent, yi

SEASON = When(2026)
YI = unit_of("亿元")
NO_NUMBER = st.text(
    alphabet=st.characters(blacklist_categories=("Nd", "Nl", "No", "Cs"), blacklist_characters=NUMERALS)
)
AMOUNTS = st.text("0123456789..,,亿万元约余-至到美$ 左右", max_size=14)


def pieces(said: str, most: int) -> st.SearchStrategy[str]:
    """Texts put together from these pieces, as cells are, so that many of them can be read."""
    return st.lists(st.sampled_from(said.split("|")), max_size=most).map("".join)


DAYS_WRITTEN = pieces("2026|2025年|5月|12|2日|30|1|号|-|/|.|至|到|底|前| |上午|9:30|20260502|46000|月|日|年底", 7)
SHARES = pieces("1|60|0.5|.|%|约|成|五|六|半|左右|99|0", 4)
COUNTS = pieces("1|20|,|000|,000|.0|个|家|约|-|300", 5)
WORDS = pieces("|".join(NUMERALS) + "|三百|二十|亿|万|点五", 5)


def nonzero(said: str) -> str:
    return re.sub(r"[^1-9]", "", unicodedata.normalize("NFKC", said))


def numbers(said: str) -> list[int]:
    return [int(found) for found in re.findall(r"\d+", unicodedata.normalize("NFKC", said))]


@given(NO_NUMBER)
def test_where_no_number_stands_none_is_read(said: str) -> None:
    for got in (amount(said), count(said), ratio(said)):
        assert got.value is None
    if not re.search("jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|年", said, re.IGNORECASE):
        assert day(said, SEASON).value is None
        assert month(said, SEASON).value is None


@given(AMOUNTS)
def test_an_amounts_digits_are_those_of_the_cell(said: str) -> None:
    got = amount(said, YI)
    if got.value is None:
        return
    made = msgspec.convert(got.value, Amount, strict=False)
    ends = nonzero(plain(made.value)), nonzero(plain(made.high)) if made.high is not None else ""
    digits = nonzero(said)
    assert digits.startswith(ends[0][:-1])  # beyond 6 places the last digit is rounded
    if made.high is not None:
        assert ends[1][:-1] in digits
        assert made.value <= made.high


@given(AMOUNTS)
def test_an_amount_once_read_reads_back_as_itself(said: str) -> None:
    got = amount(said, YI)
    if got.value is None:
        return
    low, currency, _, high = got.value
    for value in (low, high):
        if value is not None:
            again = amount(f"{value}万{'美元' if currency == 'USD' else '元'}")
            assert again.value == [value, currency, False, None]


@given(st.decimals(0, 10**6, places=4))
def test_an_amount_as_the_board_prints_it_reads_back(wan: Decimal) -> None:
    for places in (1, 2, 4):
        printed = yi(wan, places)
        got = amount(printed, YI)
        assert got.value is not None
        assert Decimal(got.value[0]) == Decimal(printed.replace(",", "")) * 10_000


@given(WORDS)
def test_a_number_in_words_is_said_by_its_numerals(said: str) -> None:
    number = chinese_number(said)
    if number is None:
        return
    assert number >= 0
    assert said
    if number:
        assert set(said) - set("零〇亿億万萬点點")


@given(DAYS_WRITTEN)
def test_a_days_numbers_are_those_of_the_cell(said: str) -> None:
    got = day(said, SEASON)
    if got.value is None:
        return
    read, there = date.fromisoformat(got.value), numbers(said)
    if there and there[0] > 10_000:  # 20260502, or the day number of a spreadsheet, perhaps with its time
        serial = (read - date(1899, 12, 30)).days
        assert there[0] in (serial, read.year * 10_000 + read.month * 100 + read.day)
        return
    if "year_assumed" not in got.notes:
        assert read.year in there
    if "date_month_end" not in got.notes:
        assert read.month in there
        assert read.day in there
    if got.until is not None:
        assert date.fromisoformat(got.until) >= read


@given(DAYS_WRITTEN)
def test_a_months_numbers_are_those_of_the_cell(said: str) -> None:
    got = month(said, SEASON)
    if got.value is None:
        return
    read, there = date.fromisoformat(got.value), numbers(said)
    assert read.day == 1
    if there and there[0] > 10_000:
        return  # 202605, 20260502, or the day number of a spreadsheet
    assert read.month in there
    assert read.year in there or "year_assumed" in got.notes


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_days_as_our_own_ledgers_write_them_read_back(value: date) -> None:
    for write in DAYS.values():
        written = write(value, value.year)
        got = day(written, When(value.year))
        assert got.value == value.isoformat(), written


@given(st.integers(0, 10**12 - 1), st.sampled_from(["", "个", "家", ".0"]))
def test_a_count_reads_back(number: int, after: str) -> None:
    assert count(f"{number}{after}").value == number
    assert count(number).value == number
    assert count(f"{number:,}").value == number


@given(COUNTS)
def test_a_counts_digits_are_those_of_the_cell(said: str) -> None:
    got = count(said)
    if got.value is None:
        return
    assert nonzero(str(got.value)) == nonzero(said)


@given(st.decimals(0, 1, places=4))
def test_a_share_as_the_board_prints_it_reads_back(value: Decimal) -> None:
    printed = percent(value)
    got = ratio(printed)
    assert got.value is not None
    assert Decimal(got.value) == Decimal(printed.rstrip("%")) / 100
    assert Decimal(ratio(f"{value * 100:f}%").value) == value


@given(SHARES)
def test_a_share_is_one_and_its_digits_are_those_of_the_cell(said: str) -> None:
    got = ratio(said)
    if got.value is None:
        return
    assert 0 <= Decimal(got.value) <= 10
    if "成" not in said:
        assert nonzero(said).startswith(nonzero(got.value)[:-1])


@given(st.one_of(st.text("0123456789Xx-", min_size=1, max_size=24), st.integers(0, 10**21)))
def test_a_code_is_the_cell_whole(cell: str | int) -> None:
    got = code(cell)
    if got.value is not None and not got.code:
        assert got.value == str(cell).strip()


@given(st.floats(0, 1e15 - 1).map(int).map(float))
def test_a_code_that_a_spreadsheet_made_a_number_keeps_its_digits(cell: float) -> None:
    assert code(cell).value == str(int(cell))
    assert code(f"{cell:.1f}").value == str(int(cell))


@given(st.text())
def test_a_text_once_read_reads_back_as_itself(said: str) -> None:
    for long in (False, True):
        got = text(said, long=long)
        if got.value is not None:
            assert text(got.value, long=long).value == got.value
    assert shown(shown(said)) == shown(said)


@given(st.text(max_size=12))
def test_a_flag_is_only_what_says_yes_or_no(said: str) -> None:
    got = flag(said)
    if got.value is not None:
        assert any(sign in said.casefold() for sign in "是有y对t1√✓✔☑否无没不n0f×✗✘☐x") or nonzero(said) in ("1", "")


@given(st.text("签约落地在建开工投产达洽谈未拟已不", max_size=8))
def test_a_stage_is_one_of_the_known_words_and_stands_in_the_cell(said: str) -> None:
    stages = plan().book.stages
    got = word(said, stages, "stage_unknown")
    if got.value is not None:
        assert any(known in said for known, value in stages.items() if value == got.value)
        assert not set(said) & set("未拟不") or said in stages


@given(st.decimals(0, 10**6, places=2), st.sampled_from(["元", "万元", "亿元", "万美元"]))
def test_the_cell_and_the_header_say_the_same_of_one_amount(number: Decimal, said: str) -> None:
    unit = unit_of(said)
    assert isinstance(unit, AmountUnit)
    assert amount(f"{number}", unit).value == amount(f"{number}{said}").value
