"""Projects by stage with the next step, and what was replaced by what."""

from datetime import date
from decimal import Decimal

import pytest
from helpers.season import board, codes, fair, line, project, settings, talks, target

from data.ledgers.kinds_and_columns import Amount
from data.model import Paper, Stage, Status

SIGNED = "2017-02-01"


def test_every_live_project_stands_at_its_stage_with_what_the_stage_asks_for():
    shown = board(
        fair(),
        project("甲县", 1, paper=None, stage=Stage.INTENT),
        talks("甲县", total_investment=1),
        project("甲县", 4, SIGNED, stage=Stage.SIGNED),
        project("乙县", 8, SIGNED, stage=Stage.SIGNED),
        project("乙县", 16, SIGNED, stage=Stage.BUILDING, status=Status.ENDED),
    )
    found = [(line.stage, line.count, line.amount, line.no_amount, line.next_step) for line in shown.pipeline.stages]
    assert found == [
        ("intent", 1, 1, 0, "negotiate"),
        ("in_talks", 1, 0, 1, "sign"),
        ("signed", 2, 12, 0, "land"),
        ("landed", 0, 0, 0, "start"),
        ("building", 0, 0, 0, "produce"),
        ("in_production", 0, 0, 0, "fill"),
        ("at_capacity", 0, 0, 0, ""),
    ]


def stage_everywhere(as_of="2017-05-02", **cells):
    """The one stage that pipeline, portfolio and the ladder's started step tell of a contract."""
    shown = board(fair(), target("甲县", 9), project("甲县", 1, **cells), as_of=date.fromisoformat(as_of))
    (stage,) = (line.stage for line in shown.pipeline.stages if line.count)
    (row,) = shown.projects
    assert row.stage is stage
    started = {step.name: step.count for step in shown.conversions[0].total.steps}["started"]
    assert started == (stage in (Stage.BUILDING, Stage.PRODUCTION, Stage.CAPACITY) and line(shown).contracts)
    return stage


@pytest.mark.parametrize(
    ("cells", "stage"),
    [
        ({"signed_on": "2017-05-02"}, "signed"),
        ({"signed_on": "2017-05-03"}, "in_talks"),
        ({"signed_on": "2017-05-09", "stage": Stage.SIGNED}, "in_talks"),
        ({"signed_on": "2017-05-09", "paper": Paper.FRAMEWORK}, "in_talks"),
        ({"signed_on": "2017-05-09", "stage": Stage.INTENT}, "intent"),
        ({"signed_on": "2017-05-09", "stage": Stage.BUILDING}, "building"),
        ({"signed_on": SIGNED, "stage": Stage.SIGNED, "started_on": "2017-05-02"}, "building"),
        ({"signed_on": SIGNED, "stage": Stage.SIGNED, "started_on": "2017-05-03"}, "signed"),
        ({"signed_on": SIGNED, "stage": Stage.BUILDING, "produced_on": "2017-05-02"}, "in_production"),
        ({"signed_on": SIGNED, "stage": Stage.BUILDING, "produced_on": "2017-05-03"}, "building"),
        ({"signed_on": SIGNED, "produced_on": "2017-04-01", "started_on": "2016-04-01"}, "in_production"),
        ({"signed_on": SIGNED, "stage": Stage.CAPACITY, "produced_on": "2017-04-01"}, "at_capacity"),
    ],
)
def test_the_days_of_signing_start_and_production_make_the_stage_everywhere(cells, stage):
    assert stage_everywhere(**cells) == stage


def test_on_the_day_of_its_signing_a_planned_contract_is_signed():
    assert stage_everywhere("2017-05-08", signed_on="2017-05-09") == "in_talks"
    assert stage_everywhere("2017-05-09", signed_on="2017-05-09") == "signed"


def replaced(unit, name, by, **more):
    return project(unit, 1, SIGNED, name=name, status=Status.REPLACED, replaced_by=by, **more)


def test_a_chain_of_replacements_is_followed_to_its_end():
    shown = board(
        fair(),
        target("甲县", 1),
        replaced("甲县", "水厂", "纸厂"),
        replaced("甲县", "纸厂", "XM-0009"),
        project("甲县", 5, SIGNED, name="酒厂", id="XM-0009"),
    )
    assert [(one.project, one.chain, one.end) for one in shown.pipeline.replacements] == [
        ("水厂", ("纸厂", "酒厂"), ""),
        ("纸厂", ("酒厂",), ""),
    ]
    assert codes(shown) == []


def test_projects_that_replace_each_other_in_a_ring_are_told():
    shown = board(replaced("甲县", "水厂", "纸厂"), replaced("甲县", "纸厂", "水厂"), replaced("甲县", "酒厂", "酒厂"))
    assert [one.end for one in shown.pipeline.replacements] == ["cycle", "cycle", "cycle"]
    assert codes(shown) == ["replacement_cycle"] * 3
    assert dict(shown.problems[0].args)["chain"] == "水厂 → 纸厂 → 水厂"


def test_a_replacement_that_no_ledger_has_or_that_could_be_several_is_told():
    shown = board(
        replaced("甲县", "水厂", "没有的厂"),
        replaced("甲县", "纸厂", "酒厂"),
        replaced("丙县", "药厂", "酒厂"),
        project("甲县", 5, SIGNED, name="酒厂"),
        project("乙县", 9, "2017-03-20", name="酒厂"),
    )
    ends = {one.project: (one.chain, one.end) for one in shown.pipeline.replacements}
    assert ends == {"水厂": ((), "unknown"), "纸厂": (("酒厂",), ""), "药厂": ((), "several")}


def test_a_chain_without_end_in_sight_is_cut_and_told():
    rows = [replaced("甲县", f"第{n}厂", f"第{n + 1}厂") for n in range(60)]
    shown = board(*rows, project("甲县", 1, SIGNED, name="第60厂"))
    first, *_others, last = shown.pipeline.replacements
    assert (first.end, len(first.chain), last.end) == ("long", 50, "")


# ------------------------------------------------------------ admission

STRATEGIC = settings(admission={"thresholds": {"新材料": 100_000, "前沿新材料": 200_000, "医药": 300_000}})
"""10, 20 and 30亿, as in two mayors' speeches."""


@pytest.mark.parametrize(
    ("industry", "yuan", "told"),
    [
        ("新材料", "99999.99", ("新材料", 100_000)),
        ("新材料", "100000", None),  # at the threshold is not below it
        ("前沿新材料、装备", "150000", ("前沿新材料", 200_000)),  # the longest word
        ("生物医药", "299999", ("医药", 300_000)),
        ("食品", "1", None),
        ("", "1", None),
        ("新材料", None, ("新材料", 100_000)),  # nobody says how large it is
    ],
)
def test_a_project_below_the_threshold_of_its_industry_is_told_and_counts_all_the_same(industry, yuan, told):
    one = project("甲县", 500, "2017-03-01", industry=industry, total_investment=yuan)
    shown = board(fair(), one, rules=STRATEGIC)
    found = [(below.word, below.threshold) for below in shown.pipeline.below_admission]
    assert found == ([told] if told else [])
    assert (line(shown).signed, line(shown).contracts) == (500, 1)
    assert board(fair(), one).pipeline.below_admission == ()  # an office that set none is told nothing


def test_the_furthest_below_comes_first_and_what_was_sent_back_is_not_told():
    rows = [
        project("甲县", 1, name="近", industry="新材料", total_investment=90_000),
        project("甲县", 1, name="没数", industry="新材料"),
        project("甲县", 1, name="外币", industry="新材料", total_investment=Amount(Decimal(1), "USD")),
        project("甲县", 1, name="远", industry="医药", total_investment=90_000),
        project("甲县", 1, name="退回", industry="医药", total_investment=1, status=Status.RETURNED),
    ]
    below = board(fair(), *rows, rules=STRATEGIC).pipeline.below_admission
    assert [(one.project, one.amount) for one in below] == [
        ("远", 90_000), ("近", 90_000), ("外币", None), ("没数", None),
    ]  # fmt: skip
    assert dict(below[0].trace.values) == {"admission.thresholds.医药": "300000", "admission.by": "total_investment"}
    assert below[0].trace.rows == (rows[3].place,)
