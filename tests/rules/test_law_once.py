"""A project counts once in a total, however many ledgers, numbers, units or versions tell of it."""

from __future__ import annotations

from datetime import timedelta

from helpers.board_figures import assert_same
from helpers.folder_board import board_of_files
from helpers.generated_seasons import PROJECT_COLUMNS, older_version, other_matters, roll_up, seasons
from helpers.hypothesis_profile import tried
from helpers.ledger_files import Ledger
from helpers.season_oracle import contracts, signed
from hypothesis import given
from hypothesis import strategies as st


def board(season):
    return board_of_files(season.files, season.as_of)


def totals(shown):
    """What each scope comes to."""
    return {
        line.fair: (line.signed, line.contracts, line.frameworks, line.planned, line.after_close, line.paid_in)
        for line in shown.progress
    }


def of_units(shown):
    """What each unit has of its own, in each scope."""
    return {
        (line.fair, unit.unit): (unit.signed, unit.contracts)
        for line in shown.progress
        for unit in line.units
        if unit.contracts or unit.target is not None
    }


def assert_true(season, shown):
    """Each scope comes to what is true, and each unit to what is its."""
    for line in shown.progress:
        assert (line.signed, line.contracts) == (signed(season, line.fair), contracts(season, line.fair))
        for unit in line.units:
            assert unit.signed == signed(season, line.fair, unit.unit), unit.unit


@tried(50)
@given(seasons())
def test_truthful_ledgers_come_to_what_is_true(season):
    assert_true(season, board(season))


@tried(40)
@given(seasons(), st.sampled_from(("ZS2026", "")), st.data())
def test_the_offices_own_list_by_other_numbers_adds_nothing(season, prefix, data):
    sections = all(len(truth.units) == 1 for truth in season.truths)
    owner = data.draw(st.sampled_from(("column", "section"))) if sections else "column"
    shown = board(season.also(roll_up(season.truths, prefix, owner)))
    assert_true(season, shown)


@tried(20)
@given(seasons(), st.data())
def test_a_list_of_some_projects_adds_nothing(season, data):
    some = data.draw(st.lists(st.sampled_from(season.truths), unique_by=lambda truth: truth.name))
    assert_true(season, board(season.also(roll_up(some), roll_up(season.truths, "GX"))) if some else board(season))


@tried(40)
@given(seasons(), st.booleans())
def test_a_joint_project_that_each_partner_lists_counts_once(season, alone):
    joint = [truth for truth in season.truths if len(truth.units) > 1]
    lists = [
        Ledger("projects", "伙伴", f"{partner}项目", tuple(PROJECT_COLUMNS), (row,), "column")
        for truth in joint
        for partner, row in (
            (truth.units[1], truth.row(unit=truth.units[1] if alone else "、".join(reversed(truth.units)))),
        )
    ]
    lists = list({one.path: one for one in lists}.values())
    assert totals(board(season.also(*lists))) == totals(board(season))


@tried(20)
@given(seasons())
def test_a_matter_that_two_offices_list_is_owed_once(season):
    once, twice = (
        [item for item in board(made).owed if item.kind == "followup"]
        for made in (season, season.also(*other_matters(season)))
    )
    assert len(twice) == len(once)


@tried(30)
@given(seasons(), st.integers(0, 3))
def test_an_older_version_of_a_ledger_changes_nothing(season, lost):
    dated = [ledger for ledger in season.of_kind("projects") if "(" in ledger.stem]
    older = [older_version(ledger, season.as_of - timedelta(12), lost) for ledger in dated]
    assert_same(board(season), board(season.also(*older)))
