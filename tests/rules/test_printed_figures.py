"""What is printed is the exact figure rounded half up, and follows from what is printed beside it."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from helpers.season import board, fair, line, own_ledgers, project, row, target
from hypothesis import given
from hypothesis import strategies as st

from data.export.board_json import to_json
from data.export.json_encoder import ratio
from data.rules.signing.rates import percent as rate_percent
from data.rules.targets.pace_and_light import as_decimal
from data.wording.numbers import MOST, decimals_for, half_up, percent, yi, yi_short
from widgets.panels.totals import gap_words

AMOUNTS = st.integers(0, 10**13).map(lambda millionths: Decimal(millionths) / 10**6)
"""万元 with 6 places."""
OWED = AMOUNTS.filter(lambda amount: amount >= 1)


def rounded(value: Fraction, decimals: int) -> Fraction:
    """Half up, in whole numbers alone."""
    scaled = abs(value) * 10**decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(whole if value >= 0 else -whole, 10**decimals)


@given(AMOUNTS, OWED, st.integers(0, 4))
def test_rates_are_rounded_half_up_from_the_exact_quotient(done, owed, decimals):
    exact = Fraction(done) / Fraction(owed)
    said = as_decimal(exact)
    assert Fraction(str(ratio(said))) == rounded(exact, 6)
    assert Fraction(percent(said, decimals).rstrip("%")) == rounded(exact * 100, decimals)
    assert Fraction(rate_percent(done, owed, decimals, "half_up")) == rounded(exact * 100, decimals)


@given(AMOUNTS, st.integers(0, MOST))
def test_amounts_are_rounded_half_up(amount, decimals):
    assert Fraction(yi(amount, decimals)) == rounded(Fraction(amount) / 10000, decimals)


@given(AMOUNTS.filter(bool))
def test_no_amount_is_hidden_by_its_decimals(amount):
    exact = Fraction(amount) / 10000
    for said in (yi_short(amount), yi(amount, decimals_for([amount]))):
        assert abs(Fraction(said) - exact) * 2000 <= exact
    if rounded(exact, 4) == exact:
        assert Fraction(yi_short(amount)) == exact


@given(AMOUNTS, AMOUNTS, AMOUNTS)
def test_the_gap_is_the_sum_of_what_it_is_said_to_be_made_of(owed, signed, planned):
    (phrase,) = gap_words(owed, signed, planned)
    said = [Fraction(figure) for figure in re.findall(r"\d+(?:\.\d+)?", "".join(text for text, _ in phrase.line))]
    if len(said) == 3:
        assert said[0] == said[1] + said[2] == Fraction(owed - signed) / 10000


@given(st.lists(AMOUNTS, max_size=4), OWED)
def test_the_json_s_rate_recomputes_from_its_amounts(amounts, owed):
    rows = [project("甲县", amount, "2017-02-01") for amount in amounts]
    (unit,) = to_json(board(fair(), target("甲县", owed), *rows, sources=own_ledgers("甲县")))["units"]
    assert unit["signed"] == f"{sum(amounts, Decimal(0)).normalize():f}"
    exact = Fraction(unit["signed"]) / Fraction(unit["target"])
    assert Fraction(str(unit["completion"])) == rounded(exact, 6)


def test_a_half_goes_up_where_a_float_would_not():
    shown = board(fair(), target("甲县", 40000), project("甲县", Decimal("5000.5"), "2017-02-01"))
    assert ratio(row(shown, "甲县").completion) == 0.125013
    assert percent(Decimal("0.12345")) == "12.3%"
    assert percent(Decimal("0.0125"), 1) == "1.3%"
    assert half_up(Decimal("-0.125"), 2) == Decimal("-0.13")
    assert yi_short(Decimal("1.5")) == "0.00015"  # 0.0002 of 0.0003 would not be half of it
    assert yi(line(shown).signed, decimals_for([line(shown).signed])) == "0.5001"
