"""The season's figures in the JSON of `show --json`: their keys, which are never renamed."""

from __future__ import annotations

import json

from helpers.season import board, fair, project, settings, target, unit
from helpers.season_rows import assessed, trip

from data.export.board_json import to_json
from data.model import Stage, Status

SIGNED = "2017-02-01"


def plain():
    rows = [
        fair(target=1000),
        unit("甲县", "县区", head="张三"),
        target("甲县", 300, trips=3),
        project("甲县", 100.5, SIGNED, name="水厂", investor="明山集团", stage=Stage.LANDED, total_investment=300),
        project("乙县", 100, SIGNED, name="水厂", investor="明山集团", status=Status.NORMAL, replaced_by="没有的厂"),
        trip("甲县", "2017-03-01", "张三", "2017-03-02"),
        *(assessed("甲县", period, "50", circular=f"{period}号") for period in ("2016Q4", "2017Q1")),
    ]
    return json.loads(
        json.dumps(to_json(board(*rows, rules=settings(rates={"formulas": {"成活率": "net / contracts"}}))))
    )


def test_goals_of_a_line_of_progress():
    (found,) = plain()["goals"]
    assert list(found) == ["fair", "metrics", "gap", "cascades", "breakdowns", "units", "units_signed"]
    assert found["metrics"][0] == {
        "metric": "amount", "target": "1000", "done": "200.5", "completion": 0.2005, "figures": [],
        "units_target": "300", "left_out": 0, "trace": {"rule": "target", "values": {"metric": "amount"}, "rows": 3},
    }  # fmt: skip
    assert found["gap"]["gap"] == found["gap"]["uncovered"] == "799.5"
    assert found["cascades"][0]["whole"] is None
    assert found["cascades"][0]["difference"] == "700"
    assert found["breakdowns"][0]["parts"][3] == {"key": "0", "count": 2, "amount": "200.5", "rows": 2}
    assert [one["unit"] for one in found["units"]] == ["甲县", "乙县"]


def test_the_ladder_its_rates_and_the_office_s_own():
    (found,) = plain()["conversions"]
    total = found["total"]
    assert total["unit"] is None
    assert total["steps"][1] == {"name": "landed", "count": 1, "amount": "100.5"}
    fulfilment = total["rates"][0]
    assert (fulfilment["name"], fulfilment["numerator"], fulfilment["denominator"]) == ("fulfilment", "1", "2")
    assert (fulfilment["ratio"], fulfilment["printed"]) == (0.5, 50.0)
    assert fulfilment["parts"] == {"in_production": "0", "building": "0", "in_preliminaries": "1"}
    assert total["own"][0]["counts"] == {"net": "2", "contracts": "2"}
    assert (found["zero_signing"], found["none_landed"]) == ([], ["乙县"])


def test_stages_scores_assessments_trips_and_repeats():
    found = plain()
    assert found["pipeline"]["stages"][3]["stage"] == "landed"
    assert found["pipeline"]["replacements"][0]["end"] == "unknown"
    assert found["scores"][0]["units"][0]["score"] == 33.5
    assert found["bad_runs"][0]["quarters"][1]["circular"] == "2017Q1号"
    assert found["trips"]["total"]["days"] == 2
    assert (found["trips"]["from"], found["trips"]["statistic_on"]) == ("2017-01-01", "2017-06-30")
    assert found["repeats"][0]["first"]["place"]["file"] == "乙县.csv"
    assert found["repeats"][0]["alike"] == ["name", "amount"]


def test_without_a_ledger_of_trips_they_are_null():
    assert to_json(board())["trips"] is None
