"""`why`: a printed number leads to every figure that is printed so, and these to their rows; `card` opens a unit."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from helpers.cli import say
from helpers.feed import season

from data.model import Board
from data.model.shown_list import CellForm
from data.wording.numbers import percent
from widgets.views.printed import AskedNumber, asked_number, printed_as


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return season(tmp_path / "season")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("85.30", AskedNumber(Decimal("85.30"), 2)),
        ("26.4%", AskedNumber(Decimal("26.4"), 1, "%")),
        ("1,200万元", AskedNumber(Decimal(1200), 0, "万")),
        ("-23.5", AskedNumber(Decimal("-23.5"), 1)),
        (" 85.3亿 ", AskedNumber(Decimal("85.3"), 1, "亿")),
        ("八十", None),
        ("1.2.3", None),
        ("", None),
    ],
)
def test_a_number_is_taken_as_it_is_printed(text: str, number: AskedNumber | None) -> None:
    assert asked_number(text) == number


@pytest.mark.parametrize(
    ("text", "value", "form", "shown", "printed"),
    [
        ("85.30", "853000", CellForm.AMOUNT, "85.3", True),
        ("85.3", "853000", CellForm.AMOUNT, "85.3", True),
        ("85", "853000", CellForm.AMOUNT, "85.3", False),
        ("853000万元", "853000", CellForm.AMOUNT, "85.3", True),
        ("853000", "853000", CellForm.AMOUNT, "85.3", False),
        ("26.4%", "0.2644", CellForm.RATIO, "26.4%", True),
        ("26.44%", "0.2644", CellForm.RATIO, "26.4%", True),
        ("26.4", "0.2644", CellForm.COMPLETION, "26.4%", True),
        ("26.4%", "26.4", CellForm.NUMBER, "26.4", False),
        ("3亿", "3", CellForm.COUNT, "3", False),
        ("3", "3", CellForm.COUNT, "3", True),
    ],
)
def test_it_is_found_with_the_board_s_decimals_or_more(
    text: str, value: str, form: CellForm, shown: str, printed: bool
) -> None:
    asked = asked_number(text)
    assert asked is not None
    assert asked.prints(Decimal(value), form, shown) is printed


def test_every_unit_s_figures_are_found_by_what_is_printed(demo_board) -> None:
    board: Board = demo_board("zh")
    assert board.leading
    for unit in board.leading.units:
        if unit.completion is not None:
            asked = asked_number(percent(unit.completion))
            assert asked is not None
            found = printed_as(board, asked)
            assert unit.unit in {figure.name for figure in found}
            assert all(asked.stands_in(figure.words) for figure in found)


def test_the_rows_are_told_and_a_number_that_stands_nowhere_too(folder: Path) -> None:
    units = [unit for unit in json.loads(say("show", folder, "--json").out)["units"] if Decimal(unit["signed"])]
    signed = f"{Decimal(units[0]['signed']) / 10000:f}"
    ran = say("why", folder, f"{signed}亿元")
    assert ran.code == 0, ran.out
    assert units[0]["unit"] in ran.out
    assert "Rows behind it" in ran.out
    assert say("why", folder, "98765.4321").code == 1
    refused = say("why", folder, "many")
    assert refused.code == 2
    assert "is no number" in refused.err


def test_a_unit_s_name_opens_its_card(folder: Path) -> None:
    unit = json.loads(say("show", folder, "--json").out)["units"][0]
    said = say("card", folder, unit["unit"])
    assert said.code == 0
    assert said.out.splitlines()[0] == unit["unit"]
    assert "Target: " in said.out
    told = json.loads(say("card", folder, unit["unit"], "--json").out)
    assert told["units"][0] == unit
