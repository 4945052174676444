"""Signed, beside it and left out; pace, light and rank: section 3 of the design, sentence by sentence."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from helpers.season import AS_OF, board, codes, fair, line, own_ledgers, project, row, settings, talks, target, unit
from hypothesis import given
from hypothesis import strategies as st

from data.ledgers.kinds_and_columns import Amount
from data.model import Basis, Light, Paper, Severity, Stage, Status

Q = "青山洽谈会"


# ------------------------------------------------------------ the sketch


def sketch():
    units = [("南屏园区", "园区", 90, 45), ("东岭园区", "园区", 100, 47.5), ("青禾园区", "园区", 80, 8.2)]
    units += [("云阳县", "县区", 40, 10.3), ("澜源县", "县区", 20, 0), ("市文旅局", "部门", 10, 0)]
    records = [fair(target=4_200_000), fair("城市洽谈会", "2017-07-18")]
    for name, kind, owes, has in units:
        records += [unit(name, kind), target(name, owes * 10_000)]
        if has:
            records.append(project(name, str(Decimal(str(has)) * 10_000), "2017-03-01", stage=Stage.LANDED))
    return [*records, project("东岭园区", 250_000, "2017-06-01")]


SILENT = own_ledgers("澜源县", "市文旅局")


def test_the_sketch_s_figures():
    found = line(board(*sketch(), sources=SILENT))
    assert (found.signed, found.target, found.units_target) == (1_110_000, 4_200_000, 3_400_000)
    assert found.completion == Decimal(111) / Decimal(420)
    assert found.pace == Decimal(122) / Decimal(166)
    assert (found.planned, found.light, found.zero_signed) == (250_000, Light.RED, 2)


def test_the_sketch_s_units():
    shown = [(u.kind, u.rank, u.unit, u.light.value, u.flags) for u in line(board(*sketch(), sources=SILENT)).units]
    assert shown == [
        ("park", 1, "南屏园区", "yellow", ()),
        ("park", 2, "东岭园区", "yellow", ()),
        ("park", 3, "青禾园区", "red", ()),
        ("county", 1, "云阳县", "red", ()),
        ("county", None, "澜源县", "red", ("zero_signing",)),
        ("department", None, "市文旅局", "red", ("zero_signing",)),
    ]


# ------------------------------------------------------------ basis


def test_auto_is_contracted_if_any_project_has_it():
    assert board(project("甲县", None, total_investment=5)).basis is Basis.TOTAL_INVESTMENT
    assert board(project("甲县", None, total_investment=5), project("乙县", 3)).basis is Basis.CONTRACTED


@pytest.mark.parametrize(("basis", "signed"), [("auto", 3), ("contracted", 3), ("total_investment", 12)])
def test_the_basis_decides_and_is_never_filled_in_from_the_other(basis, signed):
    rows = (
        project("甲县", 3, "2017-02-01", total_investment=5),
        project("甲县", None, "2017-02-01", total_investment=7),
    )
    shown = board(fair(), *rows, rules=settings(signed={"basis": basis}))
    assert (line(shown).signed, line(shown).contracts) == (signed, 2)
    assert len(line(shown).no_basis) == (0 if basis == "total_investment" else 1)


def test_what_lacks_the_basis_is_listed_with_its_row():
    bare = project("甲县", None, "2017-02-01", file="甲.xlsx", sheet="台账", row=9)
    shown = board(fair(), bare, project("甲县", 1, "2017-02-01"))
    assert line(shown).no_basis == (bare.place,)
    (told,) = shown.problems
    assert (told.code, told.row, told.severity) == ("no_basis", 9, Severity.NOTE)


# ------------------------------------------------------------ signed


@pytest.mark.parametrize(
    ("signed_on", "signed", "planned", "lists"),
    [
        ("2016-12-31", 0, 0, "before_from"),
        ("2017-01-01", 7, 0, ""),
        ("2017-05-02", 7, 0, ""),
        ("2017-05-03", 0, 7, ""),
        ("2017-06-16", 0, 7, ""),
        (None, 0, 0, "no_date"),
    ],
)
def test_signed_from_the_first_day_to_the_board_s_date(signed_on, signed, planned, lists):
    found = line(board(fair(), project("甲县", 7, signed_on, fair=Q)))
    assert (found.signed, found.planned) == (signed, planned)
    for name in ("before_from", "no_date", "no_paper", "no_basis"):
        assert len(getattr(found, name)) == (name == lists)


@pytest.mark.parametrize("status", [Status.RETURNED, Status.REPLACED, Status.ENDED])
@pytest.mark.parametrize(
    ("status_on", "counts"), [(None, False), ("2017-05-02", False), ("2017-05-03", True), ("2017-01-02", False)]
)
def test_what_left_the_pipeline_by_then_does_not_count(status, status_on, counts):
    gone = project("甲县", 7, "2017-02-01", status=status, status_on=status_on)
    assert line(board(fair(), gone)).signed == (7 if counts else 0)


@pytest.mark.parametrize("status", [None, Status.NORMAL, Status.PAUSED])
def test_other_statuses_count(status):
    assert line(board(fair(), project("甲县", 7, "2017-02-01", status=status))).signed == 7


def test_frameworks_and_intents_stand_beside_by_the_same_filter():
    shown = board(
        fair(),
        project("甲县", 1, "2017-02-01"),
        project("甲县", 10, "2017-02-01", paper=Paper.FRAMEWORK),
        project("甲县", 100, "2017-02-01", paper=Paper.INTENT),
        project("甲县", 1000, "2016-02-01", paper=Paper.FRAMEWORK, fair=Q),
        project("甲县", 1000, "2017-02-01", paper=Paper.INTENT, status=Status.ENDED),
        project("甲县", 1000, "2017-06-01", paper=Paper.FRAMEWORK),
    )
    for found in (line(shown), row(shown, "甲县")):
        assert (found.signed, found.contracts) == (1, 1)
        assert (found.framework_amount, found.frameworks) == (10, 1)
        assert (found.intent_amount, found.intents) == (100, 1)
        assert found.planned == 0  # only contracts are planned signings


def test_a_missing_paper_is_beside():
    shown = board(fair(), project("甲县", 5, "2017-02-01", paper=None, stage=Stage.SIGNED))
    assert (line(shown).signed, len(line(shown).no_paper), row(shown, "甲县").no_paper) == (0, 1, 1)


def test_a_missing_day_is_listed_for_what_was_signed_only():
    rows = [
        project("甲县", 1, fair=Q),
        project("甲县", 1, fair=Q, paper=Paper.FRAMEWORK, stage=Stage.LANDED),
        project("甲县", 1, fair=Q, paper=Paper.INTENT),
        talks("甲县", fair=Q),
    ]
    assert len(line(board(fair(), *rows)).no_date) == 2


def test_a_missing_day_without_a_fair_is_listed_by_the_next_to_open():
    shown = board(fair("旧会", "2017-03-01"), fair(), project("甲县", 1))
    assert [len(p.no_date) for p in shown.progress] == [0, 1]


@pytest.mark.parametrize(("signed_on", "signed", "after"), [("2017-06-19", 7, 0), ("2017-06-20", 0, 7)])
def test_signed_after_closing_is_counted_apart(signed_on, signed, after):
    shown = board(fair(closes="2017-06-19"), project("甲县", 7, signed_on, fair=Q), as_of=date(2017, 7, 1))
    assert (line(shown).signed, line(shown).after_close, row(shown, "甲县").signed) == (signed, after, signed)


def test_a_signing_planned_for_after_closing_never_fills_the_gap():
    shown = board(fair(), project("甲县", 7, "2017-07-01", fair=Q))
    assert (line(shown).planned, line(shown).after_close) == (0, 0)


def test_a_range_and_an_approximate_amount_count_their_lower_value():
    ranged = Amount(Decimal(80000), "CNY", True, Decimal(100000))
    assert line(board(fair(), project("甲县", ranged, "2017-02-01"))).signed == 80000


def test_currencies_are_never_added():
    dollars = Amount(Decimal(500), "USD")
    shown = board(fair(), project("甲县", dollars, "2017-02-01"), project("甲县", 7, "2017-02-01"))
    for found in (line(shown), row(shown, "甲县")):
        assert (found.signed, found.contracts, found.other_currency) == (7, 2, (("USD", Decimal(500)),))


def test_paid_in_of_what_is_signed():
    shown = board(
        fair(),
        project("甲县", 7, "2017-02-01", paid_in=3),
        project("甲县", 7, "2017-02-01"),
        project("甲县", 7, "2017-06-01", paid_in=100),
    )
    assert line(shown).paid_in == 3
    assert line(board(fair(), project("甲县", 7, "2017-02-01"))).paid_in is None


# ------------------------------------------------------------ pace and light


@pytest.mark.parametrize(
    ("today", "pace"),
    [
        (date(2016, 12, 31), None),  # the count has not begun
        (date(2017, 1, 1), Decimal(1) / 166),
        (date(2017, 5, 2), Decimal(122) / 166),
        (date(2017, 6, 15), 1),
        (date(2017, 8, 1), 1),
    ],
)
def test_pace_in_calendar_days(today, pace):
    assert line(board(fair(from_="2017-01-01"), as_of=today)).pace == pace


def test_pace_in_working_days():
    rules = settings(pace={"days": "work"})
    shown = board(fair(from_="2017-05-02"), as_of=date(2017, 5, 5), rules=rules)
    assert line(shown).pace == Decimal(4) / Decimal(32)


def test_a_fair_that_opens_before_it_counts_has_no_days_to_divide_by():
    assert line(board(fair(from_="2017-06-16"))).pace is None
    assert line(board(fair(from_="2017-06-16"), as_of=date(2017, 6, 16))).pace == 1


# pace is exactly one half: 83 of 166 days
HALF = date(2017, 3, 24)


@pytest.mark.parametrize(
    ("signed", "light"),
    [
        ("400", Light.GREEN),  # ten points behind exactly
        ("399.999999", Light.YELLOW),
        ("200", Light.YELLOW),  # thirty points exactly
        ("199.999999", Light.RED),
        ("500", Light.GREEN),
        ("0", Light.RED),
        ("1000", Light.GREEN),
    ],
)
def test_the_light_by_the_unrounded_gap(signed, light):
    shown = board(fair(target=1000), target("甲县", 1000), project("甲县", signed, "2017-02-01"), as_of=HALF)
    assert line(shown).pace == Decimal("0.5")
    assert (line(shown).light, row(shown, "甲县").light) == (light, light)


def test_done_is_always_green_and_limits_are_settings():
    shown = board(fair(target=100), project("甲县", 100, "2017-02-01"), as_of=date(2017, 6, 1))
    assert line(shown).light is Light.GREEN
    rules = settings(lights={"green": 0.1, "yellow": 60})
    assert line(board(fair(target=100), as_of=HALF, rules=rules)).light is Light.YELLOW


def test_no_target_no_light():
    assert line(board(fair(), project("甲县", 100, "2017-02-01"))).light is Light.NONE


def test_a_target_of_nothing_measures_nothing():
    found = row(board(fair(), target("甲县", 0)), "甲县")
    assert (found.completion, found.light, found.rank) == (None, Light.NONE, None)


def test_completion_is_exact_to_many_digits():
    shown = board(fair(target=3), project("甲县", 1, "2017-02-01"))
    assert line(shown).completion == Decimal("0.3333333333333333333333333333")


# ------------------------------------------------------------ ranks, flags, parents, joint projects


def ranked(*done, kind="县区"):
    records = [fair()]
    for number, amount in enumerate(done):
        name = f"{number}县"
        records += [unit(name, kind), target(name, 100)]
        records += [project(name, amount, "2017-02-01")] if amount else []
    read = own_ledgers(*(f"{number}县" for number in range(len(done))))
    return {u.unit: (u.rank, u.ranked_of) for u in line(board(*records, sources=read)).units}


def test_ties_share_a_rank_and_nothing_done_has_none_after_the_ranked():
    found = ranked(0, 50, 20, 0, 50)
    assert found == {"1县": (1, 5), "4县": (1, 5), "2县": (3, 5), "0县": (None, None), "3县": (None, None)}
    assert list(found) == ["1县", "4县", "2县", "0县", "3县"]


def test_among_zeros_nobody_is_the_first():
    assert set(ranked(0, 0, 0).values()) == {(None, None)}


def test_nothing_done_stands_after_the_ranked_and_before_those_without_a_target():
    shown = board(
        fair(),
        *(unit(name, "县区") for name in ("甲县", "乙县", "丙县")),
        target("乙县", 10),
        target("丙县", 10),
        project("甲县", 5, "2017-02-01"),
        project("丙县", 5, "2017-02-01"),
        sources=own_ledgers("乙县"),
    )
    assert [(u.unit, u.rank) for u in line(shown).units] == [("丙县", 1), ("乙县", None), ("甲县", None)]


def test_numbers_of_projects_are_ranked_among_themselves_and_never_against_amounts():
    owed = {"甲县": {"amount": 100}, "乙县": {"projects": 4}, "丙县": {"amount": 100}, "丁县": {"projects": 1}}
    records = [fair(), *(unit(name, "县区") for name in owed), *(target(name, **owes) for name, owes in owed.items())]
    signed = [project("甲县", 10, "2017-02-01"), project("丙县", 20, "2017-02-01"), project("乙县", 90, "2017-02-01")]
    shown = board(*records, *signed, project("丁县", 1, "2017-02-01"))
    assert [(u.unit, u.metric, u.rank, u.ranked_of) for u in line(shown).units] == [
        ("丙县", "amount", 1, 2), ("甲县", "amount", 2, 2), ("丁县", "projects", 1, 2), ("乙县", "projects", 2, 2),
    ]  # fmt: skip
    assert {one.unit: one.rank for one in shown.scores[0].units} == {"丙县": 1, "甲县": 2, "丁县": 1, "乙县": 2}
    alone = board(*records[:-1], *signed)
    assert [(u.unit, u.rank) for u in line(alone).units] == [("丙县", 1), ("甲县", 2), ("丁县", None), ("乙县", None)]


def test_alone_in_its_kind_there_is_no_rank():
    assert ranked(50) == {"0县": (None, None)}


def test_without_a_target_no_rank_and_not_counted_among_the_ranked():
    shown = board(
        fair(),
        *(unit(n, "县区") for n in ("甲县", "乙县", "丙县")),
        *(target(n, 10) for n in ("甲县", "乙县")),
        *(project(n, 5, "2017-02-01") for n in ("甲县", "乙县", "丙县")),
    )
    assert [(u.rank, u.ranked_of) for u in line(shown).units] == [(1, 2), (1, 2), (None, None)]


def test_ranks_stand_within_kind_and_parent():
    names = [("甲镇", "镇办", "东县"), ("乙镇", "镇办", "东县"), ("丙镇", "镇办", "西县"), ("丁镇", "镇办", "西县")]
    amounts = {"甲镇": 90, "乙镇": 80, "丙镇": 20, "丁镇": 10}
    records = [unit(*n) for n in names] + [target(n[0], 100) for n in names]
    shown = board(fair(), *records, *(project(n, a, "2017-02-01") for n, a in amounts.items()))
    assert [(u.unit, u.rank) for u in line(shown).units] == [("甲镇", 1), ("乙镇", 2), ("丙镇", 1), ("丁镇", 2)]


@given(st.lists(st.integers(0, 5), min_size=2, max_size=12))
def test_a_rank_is_one_more_than_those_ahead(done):
    found = ranked(*done)
    for number, amount in enumerate(done):
        place = (1 + sum(other > amount for other in done), len(done)) if amount else (None, None)
        assert found[f"{number}县"] == place


def test_parents_show_their_own_and_their_whole():
    shown = board(
        fair(),
        unit("东县", "县区"),
        unit("甲镇", "镇办", "东县"),
        unit("乙村", "镇办", "甲镇"),
        target("东县", 100),
        project("东县", 1, "2017-02-01"),
        project("甲镇", 10, "2017-02-01"),
        project("乙村", 100, "2017-02-01"),
        project("甲镇、东县", 1000, "2017-02-01"),
    )
    assert {u.unit: (u.signed, u.whole_signed) for u in line(shown).units} == {
        "东县": (1, 1111),
        "甲镇": (1010, 1110),
        "乙村": (100, None),
    }
    assert line(shown).signed == 1111


def test_units_above_each_other_in_a_ring_do_no_harm():
    shown = board(
        fair(), unit("甲", parent="乙"), unit("乙", parent="甲"), target("甲", 1), project("甲", 1, "2017-02-01")
    )
    assert {u.unit: u.whole_signed for u in line(shown).units} == {"甲": 1, "乙": 1}


def test_a_joint_project_counts_at_the_first_named_and_once_in_the_total():
    shown = board(fair(), unit("甲园区"), unit("乙县"), project("甲园区、乙县", 7, "2017-02-01"))
    assert (row(shown, "甲园区").signed, row(shown, "甲园区").joint) == (7, 0)
    assert (row(shown, "乙县").signed, row(shown, "乙县").contracts, row(shown, "乙县").joint) == (0, 0, 1)
    assert (line(shown).signed, line(shown).contracts) == (7, 1)


OWES = {"amount": 100}


@pytest.mark.parametrize(
    ("owes", "flags"),
    [
        (OWES, ("zero_signing",)), ({"projects": 2}, ("zero_signing",)), (None, ()), ({"amount": 0}, ()),
        ({"trips": 3}, ()), ({"paid_in": Amount(Decimal(5))}, ()),
    ],
)  # fmt: skip
def test_only_who_owes_signing_has_signed_nothing(owes, flags):
    records = [fair(), unit("甲局", "部门"), unit("乙局", "部门"), target("乙局", 100)]
    owed = [target("甲局", **owes)] if owes else []
    shown = board(*records, *owed, project("乙局", 1, "2017-02-01"), sources=own_ledgers("甲局"))
    assert row(shown, "甲局").flags == flags
    assert line(shown).zero_signed == len(flags)
    (conversion,) = shown.conversions
    assert conversion.zero_signing == conversion.nothing_in_talks == (("甲局",) if flags else ())


def test_two_targets_at_once_are_owed_all_the_same():
    shown = board(fair(), target("甲县", 100), target("甲县", 120, file="二.csv"), sources=own_ledgers("甲县"))
    assert row(shown, "甲县").flags == ("zero_signing",)


@pytest.mark.parametrize("cell", ["甲园区、乙县", "甲园区/乙县", "甲园区和乙县"])
@pytest.mark.parametrize("owes", [OWES, {"projects": 2}])
def test_a_partner_of_a_joint_project_has_a_contract(cell, owes):
    records = [fair(), unit("甲园区", "园区"), unit("乙县", "县区"), unit("丙县", "县区"), target("乙县", **owes)]
    joint = project(cell, 7, "2017-02-01", stage=Stage.LANDED)
    read = own_ledgers("丙县")
    shown = board(*records, target("丙县", **owes), joint, as_of=date(2017, 6, 10), sources=read)
    partner, alone = row(shown, "乙县"), row(shown, "丙县")
    assert (partner.flags, partner.joint, partner.joint_in) == (("joint_only",), 1, ("甲园区",))
    assert (partner.light, partner.rank, partner.completion) == (Light.NONE, None, 0)
    assert (alone.flags, alone.light) == (("zero_signing",), Light.RED)
    assert line(shown).zero_signed == 1
    (conversion,) = shown.conversions
    assert (conversion.zero_signing, conversion.none_landed) == (("丙县",), ())


def test_a_partner_with_a_contract_of_its_own_is_held_to_its_pace():
    records = [fair(), unit("甲园区"), unit("乙县"), target("乙县", 100), project("乙县", 1, "2017-02-01")]
    shown = board(*records, project("甲园区、乙县", 7, "2017-02-01", stage=Stage.LANDED))
    assert (row(shown, "乙县").flags, row(shown, "乙县").light) == ((), Light.RED)


def test_flags():
    shown = board(
        fair(),
        project("甲县", 7, "2017-02-01", stage=Stage.SIGNED),
        project("乙县", 7, "2017-02-01", stage=Stage.SIGNED),
        project("乙县", 7, "2017-02-01", stage=Stage.LANDED),
        project("丙县", 7, "2017-06-01"),
        project("丁县", 7, "2017-02-01", paper=Paper.FRAMEWORK, stage=Stage.BUILDING),
        project("戊县", 7, "2017-02-01"),  # a contract without a stage is signed
    )
    assert {u.unit: u.flags for u in line(shown).units} == {
        "甲县": ("none_landed",),
        "乙县": (),
        "丙县": (),
        "丁县": (),
        "戊县": ("none_landed",),
    }
    assert line(shown).zero_signed == 0  # none of them owes any


def test_all_known_units_stand_where_any_has_a_target():
    records = [unit("甲县"), unit("乙县"), unit("省厅"), target("甲县", 1), project("丙县", 1, "2017-02-01")]
    shown = board(fair(), fair("秋会", "2017-09-10"), *records, rules=settings(units={"superiors": ["省厅"]}))
    assert [u.unit for u in line(shown).units] == ["甲县", "乙县", "丙县"]
    assert line(shown, "秋会").units == ()
    assert codes(shown) == ["unknown_unit"]  # shown and counted, and told
    assert line(shown).signed == 1


def test_one_unit_under_two_spellings_is_one_with_an_alias():
    records = [unit("东川工业园区", "园区", aliases="东川园区"), target("东川园区", 10)]
    shown = board(fair(), *records, project("东川 工业园区", 3, "2017-02-01"), project("东川园区", 4, "2017-02-01"))
    assert [(u.unit, u.signed, u.target) for u in line(shown).units] == [("东川工业园区", 7, 10)]
    plain = board(fair(), unit("东川工业园区"), project("东川园区", 4, "2017-02-01"))
    (told,) = plain.problems
    assert dict(told.args) == {"near": "东川工业园区"}


# ------------------------------------------------------------ one project in several ledgers


def test_a_project_in_two_ledgers_counts_once():
    once = {"name": "光热", "file": "a.csv"}
    shown = board(fair(), project("甲县", 7, "2017-02-01", **once), project("甲县", 7, "2017-02-01", name="光热"))
    assert (line(shown).signed, line(shown).contracts, codes(shown)) == (7, 1, [])


def test_what_one_ledger_lacks_another_gives():
    shown = board(
        fair(),
        project("甲县", 7, None, name="光热", file="a.csv"),
        project("甲县", None, "2017-02-01", name="光热", paper=None, stage=Stage.LANDED, file="b.csv"),
    )
    assert (line(shown).signed, line(shown).contracts, codes(shown)) == (7, 1, [])
    assert row(shown, "甲县").flags == ()


def test_two_ledgers_that_differ_count_the_lower_and_are_told():
    shown = board(
        fair(),
        project("甲县", 9, "2017-02-01", name="光热", file="a.csv", row=3),
        project("甲县", 7, "2017-02-01", name="光 热", file="b.csv", row=4),
    )
    assert line(shown).signed == 7
    (told,) = shown.problems
    assert (told.code, told.file, told.row, dict(told.args)) == (
        "contradiction",
        "a.csv",
        3,
        {"other": "b.csv 4", "said": "7 CNY", "field": "contracted"},
    )
    assert told.severity is Severity.PROBLEM


def test_an_id_joins_what_a_ledger_without_ids_says():
    rows = [
        project("甲县", 7, "2017-02-01", name="光热", file=f, id=i) for f, i in (("a.csv", "XM-001"), ("b.csv", ""))
    ]
    assert line(board(fair(), *rows)).signed == 7


def test_two_rows_of_one_sheet_with_one_identity_count_once_and_are_told():
    rows = [project("甲县", n, "2017-02-01", name="光热", row=r) for n, r in ((9, 5), (7, 6))]
    shown = board(fair(), *rows)
    assert (line(shown).signed, line(shown).contracts) == (7, 1)
    (told,) = shown.problems
    assert (told.code, told.row, dict(told.args)) == (
        "ambiguous_key",
        6,
        {"other": "甲县.csv 5"},
    )  # the row that counts comes first


def test_one_id_on_two_projects_is_told_and_both_count():
    rows = [project("甲县", n, "2017-02-01", id="XM-001") for n in (9, 7)]
    shown = board(fair(), *rows)
    assert (line(shown).signed, codes(shown)) == (16, ["ambiguous_key"])


def test_serial_numbers_that_each_ledger_begins_anew_join_nothing():
    rows = [project(u, 7, "2017-02-01", id="1") for u in ("甲县", "乙县")]
    shown = board(fair(), *rows)
    assert (line(shown).signed, codes(shown)) == (14, [])


# ------------------------------------------------------------ what holds for all folders

UNITS = ("甲园区", "乙县", "丙县", "丁镇", "外县")
DAYS = st.one_of(st.none(), st.integers(-500, 120).map(lambda n: AS_OF + timedelta(days=n)))


@st.composite
def projects(draw):
    first, second = draw(st.lists(st.sampled_from(UNITS), min_size=2, max_size=2, unique=True))
    return project(
        draw(st.sampled_from([first, f"{first}、{second}", f"{first}/{second}", f"{first}和{second}"])),
        draw(st.one_of(st.none(), st.decimals(0, 1_000_000, places=6))),
        paper=draw(st.sampled_from([None, *Paper])),
        stage=draw(st.sampled_from([None, *Stage])),
        status=draw(st.sampled_from([None, *Status])),
        status_on=draw(DAYS),
        fair=draw(st.sampled_from(["", Q, "秋会", "别的会"])),
        paid_in=draw(st.sampled_from([None, 5])),
    ), draw(DAYS)


@given(st.lists(projects(), max_size=25), st.booleans())
def test_the_units_of_a_scope_add_up_to_it(drawn, season):
    from msgspec.structs import replace

    rows = [replace(p, signed_on=signed_on) for p, signed_on in drawn]
    units = [unit("甲园区", "园区"), unit("乙县", "县区"), unit("丙县", "县区"), unit("丁镇", "镇办", "乙县")]
    goals = [target(u, 100_000) for u in UNITS[:3]] + ([target("乙县", 10, fair="")] if season else [])
    shown = board(fair(), fair("秋会", "2017-09-10"), *units, *goals, *rows)
    assert len(shown.progress) == 2 + season
    for found in shown.progress:
        assert sum((u.signed for u in found.units), Decimal(0)) == found.signed
        assert sum(u.contracts for u in found.units) == found.contracts
        assert sum(u.frameworks for u in found.units) == found.frameworks
        assert sum(u.intents for u in found.units) == found.intents
        assert sum((u.planned for u in found.units), Decimal(0)) == found.planned
        assert found.pace is None or 0 <= found.pace <= 1
