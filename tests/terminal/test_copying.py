"""What `y` copies is text in a spreadsheet too: no cell of it is evaluated there, whatever a ledger says."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

import pytest
from helpers.app import MemoryFeed, running, until
from helpers.board import owed, sample_board
from hypothesis import given
from hypothesis import strategies as st

from data.wording.no_formulas import disarmed

ARMED = (
    "=cmd|'/c calc'!A0",
    "+1+1",
    "-2+3+cmd|' /C notepad'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "＝1＋1",
    "＋HYPERLINK(A1)",
    "－1-1",
    "＠SUM(1)",
    "﹦1+1",
    ' "=1+1"',
    '"=1+1"',
    "　=1+1",
    "\u200b=1+1",
    "- 用地预审",
    "+86 138 0000 0000",
    "-1)",
)
PLAIN = ("-23.5", "+4.0", "-1,234.50", "-4天", "+85.3亿", "-12%", "-", "+", "", " ", "用地预审", "1=1", "'=1+1", "a@b")


@pytest.mark.parametrize("cell", ARMED)
def test_a_cell_that_a_spreadsheet_would_evaluate_is_guarded(cell: str) -> None:
    assert disarmed(cell) == f"'{cell}"
    assert disarmed(f"用地\t{cell}\t甲\n{cell}") == f"用地\t'{cell}\t甲\n'{cell}"
    assert disarmed(f"\t{cell}") == f"\t'{cell}"
    assert disarmed(disarmed(cell)) == disarmed(cell)


@pytest.mark.parametrize("cell", PLAIN)
def test_words_and_figures_with_a_sign_stay_as_they_are(cell: str) -> None:
    assert disarmed(cell) == cell


@given(st.text(alphabet=st.sampled_from("=+-@＝＋－＠'\" \t\r\n　1a天(|"), max_size=12))
def test_no_cell_of_any_text_begins_like_a_formula_and_nothing_but_guards_is_added(text: str) -> None:
    out = disarmed(text)
    for cell in re.split(r"[\t\r\n]", out):
        said = cell.lstrip(' "　')
        sign = unicodedata.normalize("NFKC", said[:1])
        assert not (sign and sign in "=+-@" and re.search(r"[^\d\s天]", said[1:])), (cell, out)
    assert re.sub("[']", "", out) == re.sub("[']", "", text)


@pytest.mark.parametrize("keys", ["y", "space y", "enter y", "c y"])
async def test_rows_cards_and_call_sheets_are_copied_without_a_live_formula(keys: str) -> None:
    row = replace(
        owed("=HYPERLINK(0)", "@市自然资源局", 3), project="＋1+1", source="-2+3|x", phone="+86-138|0", contact="-甲|1"
    )
    board = sample_board(owed=(row,))
    async with running(MemoryFeed(board)) as (_, pilot):
        await pilot.press(*keys.split())
        await until(pilot, lambda: pilot.app.clipboard)
        cells = re.split(r"[\t\n]", pilot.app.clipboard)
        assert any("HYPERLINK" in cell for cell in cells)
        assert not [cell for cell in cells if cell[:1] and cell[0] in "=+-@＋"]
        assert [cell for cell in cells if cell[:1] == "'"], pilot.app.clipboard
