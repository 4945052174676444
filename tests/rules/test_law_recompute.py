"""What is printed follows from what is printed beside it."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby

from helpers.folder_board import board_of_files
from helpers.generated_seasons import seasons
from helpers.hypothesis_profile import tried
from hypothesis import given

from data.export.board_json import to_json
from tui.commands.board_in_words import board_lines

SIX = Decimal("0.000001")


def shown(season):
    return board_of_files(season.files, season.as_of)


def rounded(part: str, whole: str) -> float:
    return float((Decimal(part) / Decimal(whole)).quantize(SIX, ROUND_HALF_UP))


def done_of(unit) -> str:
    """What a unit's completion is of."""
    if unit["metric"] == "projects":
        return str(unit["contracts"])
    return unit["whole_signed"] if unit["whole_signed"] is not None else unit["signed"]


@tried(12)
@given(seasons(doubts=True))
def test_ratios_follow_from_the_amounts_beside_them(season):
    told = to_json(shown(season))
    for line in (*told["fairs"], *([told["season"]] if told["season"] else [])):
        if line["completion"] is not None:
            assert line["completion"] == rounded(line["signed"], line["target"])
    for unit in told["units"]:
        if unit["completion"] is not None:
            assert unit["completion"] == rounded(done_of(unit), unit["target"])
        else:
            assert unit["target"] in (None, "0") or unit["standing"] in ("unread", "silent")


@tried(12)
@given(seasons(doubts=True))
def test_gaps_and_rates_follow_from_the_amounts_beside_them(season):
    told = to_json(shown(season))
    for gap in (gap for goals in told["goals"] for gap in (goals["gap"], *(unit["gap"] for unit in goals["units"]))):
        if gap["gap"] is not None:
            assert Decimal(gap["gap"]) == max(Decimal(gap["target"]) - Decimal(gap["done"]), Decimal(0))
            assert Decimal(gap["uncovered"]) == max(Decimal(gap["gap"]) - Decimal(gap["planned"]), Decimal(0))
    ladders = (ladder for one in told["conversions"] for ladder in (one["total"], *one["units"]))
    for rate in (rate for ladder in ladders for rate in ladder["rates"] if rate["ratio"] is not None):
        assert rate["ratio"] == rounded(rate["numerator"], rate["denominator"])


@tried(12)
@given(seasons(doubts=True))
def test_ranks_follow_from_the_completions_beside_them(season):
    told = to_json(shown(season))

    def table(unit):
        return (unit["fair"] or "", unit["kind"], unit["parent"], unit["metric"])

    for _, same in groupby(sorted(told["units"], key=table), key=table):
        beside = [unit for unit in same if unit["completion"] is not None and not unit["part_of"]]
        ranked = [unit for unit in beside if unit["rank"] is not None]
        for unit in ranked:  # one that has no place since its light may change stands above all the same
            assert unit["rank"] == 1 + sum(other["completion"] > unit["completion"] for other in beside)
            assert len(ranked) <= unit["ranked_of"] <= len(beside)


@tried(12)
@given(seasons(doubts=True))
def test_the_printed_sum_is_the_sum_of_what_is_printed(season):
    told = to_json(shown(season))
    for line in (*told["fairs"], *([told["season"]] if told["season"] else [])):
        fair = line.get("name")
        mine = [unit for unit in told["units"] if unit["fair"] == fair and not unit["part_of"]]
        lines = [unit["whole_signed"] if unit["by_whole"] else unit["signed"] for unit in mine]
        assert Decimal(line["units_sum"]) == sum(map(Decimal, lines))
        assert Decimal(line["signed"]) <= Decimal(line["units_sum"])


RATE = re.compile(r"(\d+(?:\.\d+)?) ?/ ?(\d+(?:\.\d+)?)  (\d+(?:\.\d+)?)%")
RATE_FIRST = re.compile(r"  (\d+(?:\.\d+)?)%  (\d+(?:\.\d+)?)/(\d+(?:\.\d+)?)  ")


@tried(12)
@given(seasons(doubts=True))
def test_the_text_prints_percents_of_the_amounts_that_it_prints(season):
    for line in board_lines(shown(season)):
        found = [match.groups() for match in RATE.finditer(line)]
        found += [(done, target, said) for said, done, target in (m.groups() for m in RATE_FIRST.finditer(line))]
        for done, target, said in found:
            percent = Decimal(done) / Decimal(target) * 100
            assert Decimal(said) == percent.quantize(Decimal("0.1"), ROUND_HALF_UP), line
