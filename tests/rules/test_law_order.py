"""No figure hangs on the order of files, rows and columns, on how a ledger is cut into files or what it is called."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace

from helpers.board_figures import assert_same
from helpers.folder_board import board_of_files
from helpers.generated_seasons import KIND_OF, GeneratedSeason, seasons
from helpers.hypothesis_profile import tried
from helpers.ledger_files import Ledger
from hypothesis import given
from hypothesis import strategies as st

SEEDS = st.integers(0, 1 << 16)


def board(season: GeneratedSeason):
    return board_of_files(season.files, season.as_of)


def shuffled(ledger: Ledger, chance: random.Random) -> Ledger:
    """Its rows and columns in another order; rows below a section stay below it."""
    rows, columns = list(ledger.rows), list(ledger.columns)
    chance.shuffle(rows)
    chance.shuffle(columns)
    if ledger.owner == "section":
        rows.sort(key=lambda row: str(row["unit"])[::-1])
    return replace(ledger, rows=tuple(rows), columns=tuple(columns))


def renamed(ledger: Ledger, word: str, behind: bool) -> Ledger:
    """Another name of the same folder, days, years, units and version words."""
    name, mark, rest = ledger.stem.partition("(")
    return replace(ledger, stem=f"{name}{word}{mark}{rest}" if behind else f"{word}{name}{mark}{rest}")


def cut(ledger: Ledger) -> list[Ledger]:
    """The ledger in two files, where no unit or kind is heard less for it."""
    halves = [ledger.rows[::2], ledger.rows[1::2]]
    own = ledger.owner != "section" and len({row.get("unit") for row in ledger.rows}) == 1
    if ledger.kind != "projects" or "(" in ledger.stem or not all(halves) or not (own or covers_alike(ledger, halves)):
        return [ledger]
    return [replace(ledger, stem=ledger.stem + part, rows=rows) for part, rows in zip("上下", halves, strict=True)]


def covers_alike(ledger: Ledger, halves) -> bool:
    return all(covered(half) == covered(ledger.rows) for half in halves)


def covered(rows) -> dict[str, bool]:
    named = {unit for row in rows for unit in row["unit"].split("、")}
    return {kind: sum(KIND_OF[unit] == kind for unit in named) > 1 for kind in KIND_OF.values()}


@tried(60)
@given(seasons(doubts=True), SEEDS)
def test_rows_and_columns_in_another_order_change_no_figure(season, seed):
    chance = random.Random(seed)
    assert_same(board(season), board(season.each(lambda ledger: shuffled(ledger, chance))), keys=True, faults=True)


@tried(30)
@given(seasons(doubts=True), st.sampled_from(("阿册", "全", "座次", "z", "A")), st.booleans())
def test_files_by_other_names_change_no_figure(season, word, behind):
    other = season.each(lambda ledger: renamed(ledger, word, behind) if ledger.kind == "projects" else ledger)
    assert_same(board(season), board(other), keys=True, faults=True)


@tried(40)
@given(seasons(doubts=True), SEEDS)
def test_files_that_sort_otherwise_change_no_figure(season, seed):
    """Each series of files gets a word of its own in front, so that they come in any order."""
    chance = random.Random(seed)
    words = defaultdict(lambda: "册" + chance.choice("甲乙丙丁戊己庚") + chance.choice("甲乙丙丁戊己庚"))

    def moved(ledger):
        return renamed(ledger, words[ledger.folder, ledger.stem.partition("(")[0]], behind=False)

    other = season.each(lambda ledger: moved(ledger) if ledger.kind == "projects" else ledger)
    assert_same(board(season), board(other), keys=True, faults=True)


@tried(30)
@given(seasons(doubts=True))
def test_a_ledger_cut_in_two_files_changes_no_figure(season):
    parts = tuple(part for ledger in season.ledgers for part in cut(ledger))
    assert_same(board(season), board(replace(season, ledgers=parts)))
