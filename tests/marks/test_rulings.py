"""What officers rule about contradictions and faulty rows changes what is counted, and the board names it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from helpers.season import board, codes, fair, line, money, project, row, target, unit
from msgspec.structs import replace as replace_row

from data.model import Board, Contradiction, Exclusion, ItemMarks, ItemState, ProblemItem, Stage

NOBODY = ItemMarks()
AT = datetime(2017, 5, 1, tzinfo=UTC)


def ruled(outcome: str, *prefixes: str) -> Callable[[str, str], ItemMarks]:
    """Marks in which an officer has ruled so on every item whose key begins so."""

    def marks(key: str, episode: str) -> ItemMarks:
        mine = key.startswith(prefixes)
        return ItemMarks(state=ItemState.HANDLED, by="李敏", op="act", outcome=outcome) if mine else NOBODY

    return marks


def twice(**more: Any) -> tuple[Any, ...]:
    """One project in two ledgers: 9 in the first, 7 in the second."""
    first = project("甲县", 9, "2017-02-01", name="光热", file="a.csv", row=3)
    other = project("甲县", 7, "2017-02-01", name="光热", file="b.csv", row=4, **more)
    return fair(), first, other


def the_one(shown: Board) -> Contradiction:
    (item,) = [item for item in shown.faults if isinstance(item, Contradiction)]
    return item


def test_two_cells_that_differ_are_both_shown():
    item = the_one(board(*twice()))
    (difference,) = item.differences
    assert (difference.field, difference.first.text, difference.second.text) == ("contracted", "9 CNY", "7 CNY")
    assert (difference.first.place.file, difference.second.place.file) == ("a.csv", "b.csv")
    assert (item.unit, item.name, item.decided) == ("甲县", "光热", "")


@pytest.mark.parametrize(("outcome", "signed", "projects"), [("first", 9, 1), ("second", 7, 1), ("different", 16, 2)])
def test_a_ruling_decides_what_is_counted(outcome, signed, projects):
    shown = board(*twice(), marks=ruled(outcome, "contradiction/"))
    assert (line(shown).signed, line(shown).contracts) == (signed, projects)
    assert codes(shown) == []
    (decision,) = shown.decisions
    assert (decision.outcome, decision.title, decision.by) == (outcome, "光热", "李敏")


def test_what_is_only_asked_decides_nothing():
    shown = board(*twice(), marks=ruled("asked", "contradiction/"))
    assert (line(shown).signed, codes(shown), shown.decisions) == (7, ["contradiction"], ())


def test_two_rulings_that_did_not_know_of_each_other_decide_nothing():
    marks = ruled("first", "contradiction/")
    shown = board(*twice(), marks=lambda key, episode: replace(marks(key, episode), conflict=("李敏", "赵敏")))
    assert (line(shown).signed, shown.decisions) == (7, ())


def test_the_episode_is_that_of_the_fields_in_dispute_and_of_nothing_else():
    plain = the_one(board(*twice()))
    for more in (
        {"latest_progress": "设备进场", "reported_on": "2017-04-30"},
        {"sponsor": "王五"},
        {"stage": Stage.LANDED},
        {"fair": "青山洽谈会"},
    ):
        assert the_one(board(*twice(**more))).episode == plain.episode
    fair_, first, other = twice()
    changed = replace_row(other, contracted=money(6))
    assert the_one(board(fair_, first, changed)).episode != plain.episode


def test_of_two_targets_the_ruled_one_is_in_force():
    records = (fair(), unit("甲县"), target("甲县", 100, file="a.csv"), target("甲县", 80, file="b.csv"))
    undecided = row(board(*records), "甲县")
    assert (undecided.target, undecided.target_contradiction) == (None, True)
    for outcome, amount in (("first", 100), ("second", 80)):
        shown = board(*records, marks=ruled(outcome, "contradiction/"))
        assert (row(shown, "甲县").target, codes(shown)) == (amount, [])


def test_rows_that_share_an_identity_each_count_once_they_are_accepted_as_they_are():
    rows = [project("甲县", amount, "2017-02-01", name="光热", file="a.csv") for amount in (9, 7)]
    plain = board(fair(), *rows)
    assert (line(plain).signed, codes(plain)) == (7, ["ambiguous_key"])
    shown = board(fair(), *rows, marks=ruled("as-is", "problem/ambiguous_key/"))
    assert line(shown).signed == 16
    assert [decision.outcome for decision in shown.decisions] == ["as-is"]


def excluded(item: ProblemItem) -> tuple[Exclusion, ...]:
    return (Exclusion(item.key, item.episode, item.row),)


def test_an_excluded_row_is_not_counted_until_it_changes():
    records = (fair(), unit("甲县"), project("乙县", 9, "2017-02-01", name="光热", file="a.csv", row=3))
    plain = board(*records)
    (item,) = [one for one in plain.faults if isinstance(one, ProblemItem)]
    assert (item.problem.code, item.about, line(plain).signed) == ("unknown_unit", "光热", 9)
    marks = ruled("excluded", item.key)

    def tied(key: str, episode: str) -> ItemMarks:
        return replace(marks(key, episode), ref=item.row if key == item.key else "")

    shown = board(*records, marks=tied, excluded=excluded(item))
    assert line(shown).signed == 0
    assert [(d.outcome, d.title.split()[0]) for d in shown.decisions] == [("excluded", "光热")]
    changed = project("乙县", 8, "2017-02-01", name="光热", file="a.csv", row=3)
    again = board(*records[:2], changed, marks=tied, excluded=excluded(item))
    assert (line(again).signed, again.decisions) == (8, ())
    (back,) = [one for one in again.faults if isinstance(one, ProblemItem)]
    assert back.marks.state is ItemState.OPEN
