"""The ladder from signed to booked and the rates, with what they are made of; first a published example."""

from decimal import Decimal

import pytest
from helpers.season import board, codes, fair, project, settings, target, unit
from helpers.season_rows import funds, ladder

from data.model import Stage, Status
from data.rules.signing.rates import percent
from data.settings import COUNTS

SIGNED = "2017-02-01"


def rates(found):
    return {rate.name: rate for rate in found.rates}


def published():
    """292 contracts: 18 in production, 180 building, 93 in preliminaries, 1 ended."""
    stages = [Stage.PRODUCTION] * 18 + [Stage.BUILDING] * 180 + [Stage.LANDED] * 93
    rows = [project("甲县", 1, SIGNED, stage=stage) for stage in stages]
    return [fair(), target("甲县", 1000), *rows, project("甲县", 1, SIGNED, stage=Stage.SIGNED, status=Status.ENDED)]


def test_the_published_rates_come_out_as_printed():
    found = rates(ladder(board(*published())))
    assert (found["fulfilment"].numerator, found["fulfilment"].denominator) == (291, 292)
    assert dict(found["fulfilment"].parts) == {"in_production": 18, "building": 180, "in_preliminaries": 93}
    assert found["fulfilment"].printed == Decimal("99.66")
    assert (found["start"].numerator, found["start"].denominator) == (198, 292)
    one_decimal = rates(ladder(board(*published(), rules=settings(rates={"decimals": 1}))))
    assert one_decimal["start"].printed == Decimal("67.8")
    truncated = rates(ladder(board(*published(), rules=settings(rates={"rounding": "truncate"}))))
    assert truncated["fulfilment"].printed == Decimal("99.65")


@pytest.mark.parametrize(
    ("above", "below", "decimals", "rounding", "printed"),
    [
        (1, 8, 1, "half_up", "12.5"),
        (1, 8, 0, "half_up", "13"),
        (1, 8, 0, "truncate", "12"),
        (2, 3, 2, "half_up", "66.67"),
        (2, 3, 2, "truncate", "66.66"),
        (0, 3, 2, "half_up", "0.00"),
        (3, 3, 2, "truncate", "100.00"),
        (1, 0, 2, "half_up", None),
    ],
)
def test_a_rate_is_rounded_as_the_settings_say(above, below, decimals, rounding, printed):
    found = percent(Decimal(above), Decimal(below), decimals, rounding)
    assert (str(found) if found is not None else None) == printed


def test_a_rate_says_its_rule_its_values_and_its_rows():
    found = rates(ladder(board(*published())))["fulfilment"]
    assert found.trace.rule == "rate-fulfilment"
    assert dict(found.trace.values)["rates.rounding"] == "half_up"
    assert len(found.trace.rows) == 292


def test_contracts_that_were_struck_off_can_leave_the_denominator():
    found = rates(ladder(board(*published(), rules=settings(rates={"denominator": "net"}))))
    assert (found["fulfilment"].numerator, found["fulfilment"].denominator) == (291, 291)


def test_an_office_says_which_stages_are_preliminaries():
    rows = [fair(), target("甲县", 9), project("甲县", 1, SIGNED, stage=Stage.SIGNED)]
    assert rates(ladder(board(*rows)))["fulfilment"].numerator == 0
    wider = settings(rates={"preliminaries": ["signed", "landed"]})
    assert rates(ladder(board(*rows, rules=wider)))["fulfilment"].numerator == 1


def test_each_step_of_the_ladder_counts_those_that_came_at_least_so_far():
    shown = board(
        fair(),
        target("甲县", 1000),
        target("乙县", 1000),
        project("甲县", 100, SIGNED, stage=Stage.SIGNED),
        project("甲县", 200, SIGNED, stage=Stage.LANDED, paid_in=20),
        project("甲县", 400, SIGNED, name="水厂", stage=Stage.CAPACITY, paid_in=300),
        project("乙县", 800, SIGNED, stage=Stage.BUILDING, paid_in=0),
        funds("水厂", "2017-03-01", booked=150),
    )
    steps = [(step.name, step.count, step.amount) for step in ladder(shown, "甲县").steps]
    assert steps == [
        ("signed", 3, 700), ("landed", 2, 600), ("started", 1, 400), ("paid_in", 2, 320), ("booked", 1, 150),
    ]  # fmt: skip
    whole = [(step.count, step.amount) for step in ladder(shown).steps]
    assert whole == [(4, 1500), (3, 1400), (2, 1200), (2, 320), (1, 150)]


def test_cumulative_struck_off_and_net_where_projects_were_sent_back():
    shown = board(
        fair(),
        target("甲县", 1000),
        project("甲县", 100, SIGNED),
        project("甲县", 30, SIGNED, status=Status.RETURNED, status_on="2017-04-01"),
        project("甲县", 7, SIGNED, status=Status.REPLACED),
        project("甲县", 500, SIGNED, status=Status.RETURNED, status_on="2017-05-03"),  # tomorrow
        project("甲县", 900, "2016-02-01", status=Status.RETURNED),  # never counted
    )
    found = ladder(shown, "甲县")
    assert (found.cumulative.count, found.cumulative.amount) == (4, 637)
    assert (found.struck_off.count, found.struck_off.amount) == (2, 37)
    assert (found.net.count, found.net.amount) == (2, 600)


def test_days_of_start_and_production_that_have_come_say_how_far_it_came_whatever_the_cell_says():
    shown = board(
        fair(),
        target("甲县", 1000),
        project("甲县", 1, SIGNED, started_on="2017-03-01"),
        project("甲县", 2, SIGNED, produced_on="2017-05-03"),  # tomorrow
        project("甲县", 4, SIGNED, stage=Stage.SIGNED, started_on="2017-03-01"),  # its cell is older
    )
    assert next(step for step in ladder(shown).steps if step.name == "started").amount == 5


# ------------------------------------------------------------ paid in


def test_the_paid_in_rate_divides_by_what_the_settings_say():
    rows = [
        fair(),
        target("甲县", 1000),
        project("甲县", 100, SIGNED, total_investment=400, paid_in=50),
        project("甲县", 100, SIGNED, paid_in=30),  # no total investment: in neither number
    ]
    found = rates(ladder(board(*rows)))["paid_in"]
    assert (found.numerator, found.denominator, found.printed, len(found.left_out)) == (50, 400, Decimal("12.50"), 1)
    contracted = rates(ladder(board(*rows, rules=settings(rates={"paid_in_basis": "contracted"}))))["paid_in"]
    assert (contracted.numerator, contracted.denominator) == (80, 200)
    assert dict(contracted.trace.values)["rates.paid_in_basis"] == "contracted"


def test_months_of_funds_count_where_the_project_s_own_row_says_nothing():
    shown = board(
        fair(),
        target("甲县", 1000),
        project("甲县", 100, SIGNED, name="水厂"),
        project("甲县", 100, SIGNED, name="纸厂", paid_in=5),
        funds("水厂", "2017-03-01", 10),
        funds("水厂", "2017-04-01", 20),
        funds("水厂", "2017-06-01", 40),  # to come
        funds("纸厂", "2017-03-01", 99),
    )
    assert next(step for step in ladder(shown).steps if step.name == "paid_in").amount == 35


def test_months_of_no_project_or_of_several_are_told_and_count_nowhere():
    shown = board(
        fair(),
        target("甲县", 1000),
        project("甲县", 100, SIGNED, name="水厂"),
        project("乙县", 70, "2017-03-20", name="水厂"),
        funds("水厂", "2017-03-01", 10),
        funds("纸厂", "2017-03-01", 10),
    )
    assert codes(shown) == ["funds_project_ambiguous", "funds_project_unknown"]
    assert next(step for step in ladder(shown).steps if step.name == "paid_in").count == 0


# ------------------------------------------------------------ the office's own formulas


def own(formula, *rows):
    shown = board(fair(), target("甲县", 1000), *rows, rules=settings(rates={"formulas": {"成活率": formula}}))
    return ladder(shown, "甲县").own[0]


def test_a_formula_of_the_office_says_what_it_is_made_of():
    rows = [project("甲县", 100, SIGNED), project("甲县", 30, SIGNED, status=Status.RETURNED)]
    found = own("net / contracts * 100 - (0.5 + -1)", *rows)
    assert (found.name, found.value, dict(found.counts)) == ("成活率", Decimal("50.5"), {"net": 1, "contracts": 2})


def test_a_formula_may_name_every_count_of_the_table():
    assert own(" + ".join(COUNTS), project("甲县", 7, SIGNED)).value == 1 + 1 + 7 + 7  # contracts, net, two amounts


def test_a_formula_that_divides_by_nothing_has_no_value():
    assert own("landed / (net - contracts)", project("甲县", 1, SIGNED)).value is None


def test_units_without_contracts_without_talks_and_without_landings():
    shown = board(
        fair(),
        *(target(name, 100) for name in ("甲县", "乙县", "丙县", "丁县")),
        unit("戊县"),
        project("甲县", 1, SIGNED, stage=Stage.LANDED),
        project("乙县", 1, SIGNED),
        project("丙县", paper=None, stage=Stage.TALKS),
        project("丁县", paper=None, stage=Stage.INTENT),
    )
    (found,) = shown.conversions
    assert found.none_landed == ("乙县",)
    assert set(found.zero_signing) == {"丙县", "丁县"}, "戊县 owes no signing"
    assert set(found.nothing_in_talks) == {"丁县"}
