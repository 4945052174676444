"""The quarterly score by each formula, and bad quarters in a row that are shown to whoever decides."""

from decimal import Decimal

import pytest
from helpers.season import board, codes, fair, own_ledgers, project, row, settings, target, unit
from helpers.season_rows import assessed

from data.ledgers.kinds_and_columns import Unit
from data.model import Stage
from data.rules.signing.assessment import quarter

SIGNED = "2017-02-01"


def scored(*rows, **score):
    read = own_ledgers(*(row.name for row in rows if isinstance(row, Unit)))
    shown = board(fair(), *rows, rules=settings(score=score), sources=read)
    return {one.unit: one for one in shown.scores[0].units}


def parks(*amounts, of=100):
    units = [unit(f"{n}园", "园区") for n in range(len(amounts))]
    owed = [target(f"{n}园", of) for n in range(len(amounts))]
    return [*units, *owed, *(project(f"{n}园", amount, SIGNED) for n, amount in enumerate(amounts) if amount)]


def table(found):
    return {name: (None if one.score is None else round(one.score, 2), one.rank) for name, one in found.items()}


def test_the_score_is_the_completion_and_ties_share_a_rank():
    assert table(scored(*parks(50, 80, 80, 0, 120))) == {
        "4园": (120, 1), "1园": (80, 2), "2园": (80, 2), "0园": (50, 4), "3园": (0, None),
    }  # fmt: skip


def test_half_for_the_number_and_half_for_the_amount_each_capped():
    rows = [
        unit("甲园", "园区"),
        unit("乙园", "园区"),
        target("甲园", 100, projects=4),
        target("乙园", 100, projects=1),
    ]
    signed = [project("甲园", 300, SIGNED), project("乙园", 10, SIGNED), project("乙园", 10, SIGNED)]
    found = scored(*rows, *signed, formula="count_amount")
    assert table(found) == {"乙园": (Decimal("60"), 2), "甲园": (Decimal("62.5"), 1)}  # 2/1 and 300/100 count as 1
    assert [(part.name, part.value, part.points) for part in found["甲园"].parts] == [
        ("projects", Decimal("0.25"), Decimal("12.5")), ("amount", 3, 50),
    ]  # fmt: skip
    higher = scored(*rows, *signed, formula="count_amount", cap=1.2)
    assert higher["甲园"].score == Decimal("72.5")


def test_a_unit_without_a_target_that_the_formula_needs_has_no_score():
    found = scored(*parks(50, 80), unit("丙园", "园区"), formula="count_amount")
    assert {(one.score, one.rank, one.reason) for one in found.values()} == {(None, None, "no_target")}
    assert scored(*parks(50), unit("丙园", "园区"))["丙园"].reason == "no_target"


def test_sixty_and_forty_by_the_place_between_least_and_most():
    assert table(scored(*parks(20, 80, 50), formula="min_max")) == {"1园": (100, 1), "2园": (80, 2), "0园": (60, 3)}


def test_least_and_most_are_those_of_the_kind_and_units_that_are_level_have_no_such_score():
    found = scored(*parks(20, 20), unit("甲县", "县区"), target("甲县", 1), formula="min_max")
    assert {(one.score, one.reason) for one in found.values()} == {(None, "no_spread")}


def test_signed_landed_started_and_paid_in_are_weighed():
    rows = [
        unit("甲园", "园区"), unit("乙园", "园区"), target("甲园", 100), target("乙园", 100),
        project("甲园", 25, SIGNED, stage=Stage.LANDED, total_investment=50, paid_in=25),
        project("甲园", 25, SIGNED, stage=Stage.BUILDING, total_investment=50, paid_in=0),
        project("乙园", 100, SIGNED, stage=Stage.SIGNED),
    ]  # fmt: skip
    found = scored(*rows, formula="weighted")
    assert table(found) == {"甲园": (Decimal("55"), 1), "乙园": (Decimal("40"), 2)}  # 20 + 20 + 10 + 5


def test_what_no_ledger_tells_is_left_out_of_the_weights():
    found = scored(*parks(50, 100), formula="weighted")["0园"]
    assert [(part.name, part.weight) for part in found.parts] == [("signed", 100)]
    assert found.score == 50


def test_a_score_says_its_formula_its_quarter_and_its_settings():
    shown = board(fair(), *parks(50), rules=settings(score={"formula": "min_max"}))
    (found,) = shown.scores
    assert (found.formula, found.period, found.fair) == ("min_max", "2017Q2", "青山洽谈会")
    assert dict(found.trace.values) == {"score.formula": "min_max", "score.floor": "60", "score.spread": "40"}


def test_the_score_s_ranks_by_completion_are_the_board_s():
    shown = board(fair(), *parks(50, 80, 80, 0))
    assert {one.unit: one.rank for one in shown.scores[0].units} == {
        name: row(shown, name).rank for name in ("0园", "1园", "2园", "3园")
    }


# ------------------------------------------------------------ two bad quarters in a row


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("2017年第一季度", 2017 * 4), ("2017年二季度", 2017 * 4 + 1), ("2017年第3季度", 2017 * 4 + 2),
        ("2017Q4", 2017 * 4 + 3), ("２０１７－q1", 2017 * 4), ("2017年上半年", None), ("第一季度", None), ("", None),
    ],
)  # fmt: skip
def test_a_period_is_read_as_the_quarter_that_it_names(text, known):
    assert quarter(text) == known


SEASON = {"from": "2016-09-01"}
PACED = (fair(), *(project(name, 1, "2016-12-01") for name in ("丙园", "戊园")))
"""A fair that is being signed for since before the first of the quarters, so that there is a pace."""

FIVE = ("甲园", "乙园", "丙园", "丁园", "戊园")


def runs(*rows, **rule):
    shown = board(*(unit(name, "园区") for name in FIVE), *rows, rules=settings(assessment=rule, season=SEASON))
    return [
        (run.unit, [(one.period, one.why, one.circular) for one in run.quarters], run.current) for run in shown.bad_runs
    ]


def test_two_quarters_at_the_end_of_the_list_are_shown_with_both_circulars():
    rows = [
        assessed(name, period, "90分", rank, circular)
        for period, circular, order in (
            ("2016年第四季度", "1号", "甲园 乙园 丁园 戊园 丙园"),
            ("2017年第一季度", "5号", "乙园 甲园 丁园 戊园 丙园"),
        )
        for rank, name in enumerate(order.split(), 1)
    ]  # fmt: skip
    bad = [("2016年第四季度", ("last",), "1号"), ("2017年第一季度", ("last",), "5号")]
    assert runs(*PACED, target("丙园", 1000), *rows) == [("丙园", bad, True)]


def two_quarters(scores, units=FIVE):
    """The last of these units in both quarters; `scores` are those of the last one, of the others none is given."""
    return [
        assessed(name, period, scores if name == units[-1] else "", rank)
        for period in ("2016年第四季度", "2017年第一季度")
        for rank, name in enumerate(units, 1)
    ]


@pytest.mark.parametrize(
    ("score", "bad"),
    [("90分", True), ("42%", True), ("43％", False), ("100%", False), ("120%", False), ("103分", False), ("", True)],
)
def test_the_last_is_bad_below_pace_alone_and_never_where_it_has_done_it_all(score, bad):
    # 31 December is day 122 of the 288 to the eve: 42.4 %.
    shown = runs(*PACED, target("戊园", 1000), *two_quarters(score), bad="last")
    assert [run[0] for run in shown] == (["戊园"] if bad else [])


@pytest.mark.parametrize("score", ["", "58%", "90分"])
def test_whose_pace_nobody_knows_is_not_bad_for_being_last(score):
    assert runs(*two_quarters(score), bad="last") == []


@pytest.mark.parametrize("n", [2, 4])
def test_the_last_of_fewer_than_five_is_no_bad_quarter(n):
    assert runs(*two_quarters("70分", FIVE[:n])) == []


@pytest.mark.parametrize(("score", "bad"), [("73%", True), ("74%", False), ("70分", True), ("", True)])
@pytest.mark.parametrize("owes", [{"amount": 100}, {"projects": 2}])
def test_the_pace_is_that_of_the_quarter_s_last_day_and_the_ledgers_say_how_far_a_unit_was(score, bad, owes):
    # 31 March is day 212 of the 288 to the eve: 73.6 %.
    owed = [fair(), target("戊园", **owes), project("戊园", 50, "2017-03-31"), project("戊园", 50, "2017-04-01")]
    rows = [row for row in two_quarters(score) if row.period == "2017年第一季度"]
    assert [run[0] for run in runs(*owed, *rows, bad="last", in_a_row=1)] == (["戊园"] if bad else [])


def test_a_unit_that_kept_its_pace_by_the_ledgers_is_not_bad_for_being_last():
    owed = [fair(), target("戊园", 100), project("戊园", 75, "2017-03-31")]
    rows = [row for row in two_quarters("90分") if row.period == "2017年第一季度"]
    assert runs(*owed, *rows, in_a_row=1) == []


def test_a_low_score_is_bad_too_and_the_settings_say_how_low():
    rows = [assessed("甲园", "2016Q4", "59.5"), assessed("甲园", "2017Q1", "50"), assessed("乙园", "2016Q4", "优秀")]
    assert [run[0] for run in runs(*rows)] == ["甲园"]
    assert runs(*rows, bad_score=55) == []
    assert runs(*rows, bad="last") == []


def test_a_good_quarter_or_a_missing_one_breaks_the_row():
    low = [assessed("甲园", period, "50") for period in ("2016Q3", "2017Q1")]
    assert runs(*low) == []
    assert runs(*low, assessed("甲园", "2016Q4", "80")) == []
    found = runs(*low, assessed("甲园", "2016Q4", "40"), assessed("甲园", "2017Q2", "90"))
    assert [(len(quarters), current) for _, quarters, current in found] == [(3, False)]


def test_a_unit_alone_or_level_with_all_is_not_the_last_of_its_kind():
    assert runs(assessed("甲园", "2016Q4", rank=1), assessed("甲园", "2017Q1", rank=1)) == []
    assert runs(*(assessed(name, q, rank=1) for q in ("2016Q4", "2017Q1") for name in ("甲园", "乙园"))) == []


def test_a_period_that_is_no_quarter_and_a_row_that_says_otherwise_are_told():
    shown = board(assessed("甲园", "上半年", "50"), assessed("甲园", "2017Q1", "50"), assessed("甲园", "2017Q1", "70"))
    assert codes(shown) == ["assessment_period", "assessment_twice"]
