"""The same ledgers in other forms, other encodings and other units of money make the same board."""

from __future__ import annotations

import random
from dataclasses import replace

from helpers.board_figures import assert_same
from helpers.folder_board import board_of_files
from helpers.generated_seasons import FORMS, seasons
from helpers.hypothesis_profile import tried
from hypothesis import given
from hypothesis import strategies as st

TEXTS = tuple(form for form in FORMS if form.suffix == ".csv")
BOOKS = tuple(form for form in FORMS if form.suffix != ".csv")


def in_forms(season, forms, seed):
    """Each ledger in a form of its own."""
    chance = random.Random(seed)
    return season.each(lambda ledger: replace(ledger, form=chance.choice(forms)))


def same_in(season, forms, seed):
    other = in_forms(season, forms, seed)
    one, two = (board_of_files(made.files, made.as_of) for made in (season, other))
    assert_same(one, two, keys=True, faults=True)


@tried(30)
@given(seasons(doubts=True), st.integers(0, 1 << 16))
def test_other_encodings_and_units_of_money_make_the_same_board(season, seed):
    same_in(season, TEXTS, seed)


@tried(15)
@given(seasons(doubts=True), st.integers(0, 1 << 16))
def test_workbooks_make_the_same_board(season, seed):
    same_in(season, BOOKS, seed)
