"""Doubt stands beside the figure that it is in: pairs, uncounted rows and unread ledgers are told with each total."""

from __future__ import annotations

from decimal import Decimal

from helpers.folder_board import board_of_files
from helpers.generated_seasons import PROJECT_COLUMNS, TOWNS, seasons
from helpers.hypothesis_profile import tried
from helpers.ledger_files import Ledger
from helpers.season_oracle import counted, signed
from hypothesis import assume, given
from hypothesis import strategies as st

from data.export.board_json import to_json


def told(season):
    return to_json(board_of_files(season.files, season.as_of))


def lines(shown):
    """The line of each scope, by its fair."""
    season = {None: shown["season"]} if shown["season"] else {}
    return {**{fair["name"]: fair for fair in shown["fairs"]}, **season}


def claims(season, data, **changes):
    """A ledger in which another unit claims some of the contracts, and these."""
    live = [truth for truth in counted(season, None) if truth.amount.currency == "元" and len(truth.units) == 1]
    assume(live)
    some = data.draw(st.lists(st.sampled_from(live), min_size=1, unique_by=lambda truth: truth.name))
    others = [unit for unit in season.units if unit not in TOWNS]
    rows = []
    for truth in some:
        other = data.draw(st.sampled_from([unit for unit in others if unit != truth.units[0]]))
        rows.append(truth.row(unit=other, **{key: change(truth) for key, change in changes.items()}))
    return Ledger("projects", "补报", "补报项目", tuple(PROJECT_COLUMNS), tuple(rows), "column"), some


@tried(40)
@given(seasons(), st.data())
def test_what_two_units_claim_counts_once_and_is_said_to_be_in_doubt(season, data):
    ledger, some = claims(season, data)
    both = lines(told(season.also(ledger)))
    for fair, line in both.items():
        doubted = [truth for truth in some if truth in set(counted(season, fair))]
        assert Decimal(line["signed"]) == signed(season, fair)
        assert line["to_confirm"]["pairs"] == len(doubted)
        assert Decimal(line["to_confirm"]["amount"]) == sum(truth.amount.value for truth in doubted)
        assert Decimal(line["units_sum"]) - Decimal(line["signed"]) == sum(truth.amount.value for truth in doubted)


@tried(40)
@given(seasons(), st.data())
def test_what_may_be_one_project_counts_and_is_said_to_be_in_doubt(season, data):
    """A name that holds the other's: each counts, and the total says how many may be one."""
    ledger, some = claims(season, data, name=lambda truth: f"{truth.units[0][:2]}{truth.name}二次申报")
    both = lines(told(season.also(ledger)))
    for fair, line in both.items():
        doubted = [truth for truth in some if truth in set(counted(season, fair))]
        assert Decimal(line["signed"]) == signed(season, fair) + sum(truth.amount.value for truth in doubted)
        assert line["possible"]["pairs"] == len(doubted)


GAPS = {"paper": "", "signed_on": None, "contracted": None}


@tried(40)
@given(seasons(), st.sampled_from(sorted(GAPS)), st.integers(0, 9))
def test_a_row_that_decides_and_does_not_say_is_said_to_be_uncounted(season, gap, which):
    live = [truth for truth in counted(season, None) if truth.amount.currency == "元" and not truth.fair]
    assume(live)
    truth = live[which % len(live)]

    def without(ledger):
        rows = tuple({**row, gap: GAPS[gap]} if row.get("name") == truth.name else row for row in ledger.rows)
        return Ledger(ledger.kind, ledger.folder, ledger.stem, ledger.columns, rows, ledger.owner, ledger.titles)

    assume(gap != "contracted" or len(live) > 1)  # with no amount at all there is no basis
    made = season.each(lambda ledger: without(ledger) if ledger.kind == "projects" else ledger)
    shown = told(made)
    mine = [unit for unit in shown["units"] if unit["unit"] == truth.units[0]]
    for unit in mine:
        holds = unit["fair"] is None or truth in set(counted(season, unit["fair"]))
        if holds:
            assert (unit["standing"], unit["uncounted"]["count"]) == ("partial", 1)
            assert "zero_signing" not in unit["flags"]
            if gap != "contracted":
                assert Decimal(unit["uncounted"]["amount"]) == truth.amount.value
