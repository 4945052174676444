"""The season's figures in the JSON of `show --json`: their keys, which are never renamed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from helpers.demo import board_of, read_folder
from helpers.season import board, fair, project, settings, target, unit
from helpers.season_rows import assessed, trip

from data.demo import write_season
from data.export.board_json import as_text, to_json
from data.model import Stage, Status

SIGNED = "2017-02-01"
DAY = date(2026, 11, 20)


def plain():
    rows = [
        fair(target=1000),
        unit("甲县", "县区", head="张三"),
        target("甲县", 300, trips=3),
        project("甲县", 100.5, SIGNED, name="水厂", investor="明山集团", stage=Stage.LANDED, total_investment=300),
        project("乙县", 100, SIGNED, name="管网", investor="明山集团", status=Status.NORMAL, replaced_by="没有的厂"),
        trip("甲县", "2017-03-01", "张三", "2017-03-02"),
        *(assessed("甲县", period, "50", circular=f"{period}号") for period in ("2016Q4", "2017Q1")),
    ]
    return json.loads(
        json.dumps(to_json(board(*rows, rules=settings(rates={"formulas": {"成活率": "net / contracts"}}))))
    )


def test_goals_of_a_line_of_progress():
    (found,) = plain()["goals"]
    assert list(found) == ["fair", "metrics", "gap", "cascades", "breakdowns", "units", "units_signed"]
    trace = found["metrics"][0].pop("trace")
    assert (trace["rule"], trace["values"], trace["count"]) == ("target", {"metric": "amount"}, 3)
    assert [row["file"] for row in trace["rows"]] == ["展会.csv", "乙县.csv", "甲县.csv"]
    assert found["metrics"][0] == {
        "metric": "amount", "target": "1000", "done": "200.5", "completion": 0.2005, "figures": [],
        "units_target": "300", "left_out": 0,
    }  # fmt: skip
    assert found["gap"]["gap"] == found["gap"]["uncovered"] == "799.5"
    assert found["cascades"][0]["whole"] is None
    assert found["cascades"][0]["difference"] == "700"
    part = found["breakdowns"][0]["parts"][3]
    assert (part["key"], part["count"], part["amount"], part["rows"]) == ("0", 2, "200.5", trace["rows"][1:])
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
    assert found["repeats"][0]["alike"] == ["amount"]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The JSON of a season in which something stands under nearly every key."""
    folder: Path = tmp_path_factory.mktemp("season")
    write_season(folder, DAY)
    return to_json(board_of(read_folder(folder, DAY.year), DAY))


def objects(value: Any, key: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object, however deep, with the key it stands under."""
    if isinstance(value, dict):
        yield key, value
        for name, inner in value.items():
            yield from objects(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from objects(inner, key)


def test_rows_are_places_wherever_they_stand_and_count_says_how_many(whole):
    traces = [one for key, one in objects(whole) if key == "trace"]
    assert len(traces) > 100
    assert {tuple(trace) for trace in traces} == {("rule", "values", "count", "rows")}
    assert [trace for trace in traces if trace["count"] != len(trace["rows"])] == []
    assert max(trace["count"] for trace in traces) > 20, "none is cut short"
    holders = [one for _key, one in objects(whole) if "rows" in one]
    assert len(holders) > len(traces), "parts of what is signed have rows too"
    assert {tuple(row) for one in holders for row in one["rows"]} == {("file", "sheet", "row")}


def test_the_rows_of_every_list_of_figures_are_told(whole):
    told = {name for name in whole for _key, one in objects(whole[name]) if one.get("rows")}
    assert told >= {"goals", "conversions", "pipeline", "trips", "owed", "fair_work", "stall_work"}


def test_the_format_stands_in_front(whole):
    assert next(iter(whole.items())) == ("format", 2)


def test_what_is_printed_is_the_same_object_two_spaces_a_level(whole):
    assert as_text(whole) == json.dumps(whole, ensure_ascii=False, indent=2)


def test_without_a_ledger_of_trips_they_are_null():
    assert to_json(board())["trips"] is None
