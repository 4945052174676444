"""Nothing is called zero, late or missing while a ledger that could change it was not read."""

from __future__ import annotations

from dataclasses import replace

from helpers.folder_board import board_of_files
from helpers.generated_seasons import ALIASES, seasons
from helpers.hypothesis_profile import tried
from helpers.nasty import locked
from hypothesis import assume, given
from hypothesis import strategies as st

from data.export.board_json import to_json

UNREADABLE = {".csv": b"\0" * 400, ".xlsx": locked(), ".ods": b"PK\x03\x04 cut off"}
UNHEARD = ("unread", "silent")
ZEROS = ("zero_signing", "nothing_in_talks")


def boards(season, which, kind="projects"):
    """The season's JSON, and that of the same folder with one of its ledgers of a kind not to be read."""
    lost = season.of_kind(kind)[which % len(season.of_kind(kind))]
    files = season.files
    whole = to_json(board_of_files(files, season.as_of))
    less = to_json(board_of_files({**files, lost.path: UNREADABLE[lost.form.suffix]}, season.as_of))
    assert next(one["state"] for one in less["sources"] if one["file"] == lost.path) == "failed"
    return lost, whole, less


def zeros(shown):
    """Who is called zero, of what, in which scope."""
    flagged = {
        (unit["fair"], unit["unit"], "zero_signing") for unit in shown["units"] if "zero_signing" in unit["flags"]
    }
    return flagged | {(one["fair"], unit, name) for one in shown["conversions"] for name in ZEROS for unit in one[name]}


def owner_of(lost):
    """The unit that the path of a ledger names; "" where only its rows or its title did."""
    told = lost.owner in ("folder", "file")
    return next((row["unit"] for row in lost.rows), "") if told else ""


@tried(30)
@given(seasons(doubts=True), st.integers(0, 9))
def test_nobody_is_called_zero_who_may_not_be(season, which):
    lost, whole, less = boards(season, which)
    assert zeros(less) <= zeros(whole)
    if not owner_of(lost):
        assert not zeros(less)
    heard = {(unit["fair"], unit["unit"]) for unit in less["units"] if unit["standing"] == "read"}
    assert all((fair, unit) in heard for fair, unit, _ in zeros(less))


@tried(20)
@given(seasons(doubts=True), st.integers(0, 9))
def test_whose_ledger_was_not_read_has_neither_light_nor_rank(season, which):
    lost, _, less = boards(season, which)
    mine = owner_of(lost)
    for unit in less["units"]:
        if unit["unit"] == mine:
            assert unit["standing"] in ("unread", "partial")
        if unit["standing"] in UNHEARD:
            assert (unit["light"], unit["rank"], unit["flags"]) == ("none", None, [])


@tried(15)
@given(seasons(doubts=True), st.integers(0, 9))
def test_a_light_that_could_be_better_is_not_shown(season, which):
    """Red and yellow stand only where what was not read can add nothing."""
    lost, whole, less = boards(season, which)
    before = {(unit["fair"], unit["unit"]): unit for unit in whole["units"]}
    mine = {owner_of(lost)}
    for unit in less["units"]:
        known = before.get((unit["fair"], unit["unit"]))
        if known and unit["unit"] in mine and unit["light"] in ("red", "yellow"):
            assert known["light"] == unit["light"]


def by_other_names(ledger):
    """The ledger with the units of its projects as only the units ledger knows them."""
    if ledger.kind != "projects" or ledger.owner != "column":
        return ledger
    named = (
        {**row, "unit": "、".join(ALIASES.get(one, one) for one in row["unit"].split("、"))} for row in ledger.rows
    )
    return replace(ledger, rows=tuple(named))


@tried(10)
@given(seasons(doubts=True), st.sampled_from(("units", "fairs", "targets")))
def test_an_unread_ledger_of_another_kind_makes_nobody_zero_or_late(season, kind):
    """Without the units ledger nobody knows a unit's other names or who lies below it; without days or targets
    nothing is measured."""
    assume(season.of_kind(kind))
    _, whole, less = boards(season.each(by_other_names), 0, kind)
    assert zeros(less) <= zeros(whole)
    before = {(unit["fair"], unit["unit"]): unit["light"] for unit in whole["units"]}
    late = {key for key, light in before.items() if light in ("red", "yellow")}
    assert {(u["fair"], u["unit"]) for u in less["units"] if u["light"] in ("red", "yellow")} <= late
