"""A row is found by its characters, its pinyin or its initials, typed as they come."""

from __future__ import annotations

import subprocess
import sys

import pytest
from helpers.app import desk, running, shown, until
from hypothesis import given
from hypothesis import strategies as st

from tui.input import pinyin
from tui.input.pinyin import means
from widgets.panels.units_panel import UnitsPanel


@pytest.mark.parametrize(
    "needle",
    [
        "北川",
        "川 工",
        "bcgy",
        "BcGy",
        "ｂｃｇｙ",
        "gyy",
        "beichuan",
        "beichu",
        "bei chuan gong ye",
        "beicgongy",
        "北chuan",
    ],
)
def test_a_unit_is_found_by_characters_pinyin_and_initials(needle: str) -> None:
    assert means(needle, "北川工业园")


@pytest.mark.parametrize("needle", ["bcyg", "cbgy", "beichuann", "eichuan", "川北", "bcgyyx", "1"])
def test_what_does_not_spell_the_name_does_not_find_it(needle: str) -> None:
    assert not means(needle, "北川工业园")


@pytest.mark.parametrize("needle", ["cqyh", "zqyx", "chongqing", "zhongqing", "yinhang", "yinxing", "chqyh"])
def test_any_reading_of_a_character_finds_it(needle: str) -> None:
    assert means(needle, "重庆银行")


def test_latin_letters_digits_and_u_umlaut_in_a_name_are_typed_as_they_sound() -> None:
    assert means("lvse2qi", "绿色2期")
    assert means("luse", "绿色2期")
    assert means("abxm", "AB项目")


def spelled(typed: str, name: str) -> bool:
    """The plain definition: `typed` is spelled from the first character of the name on, its last syllable perhaps in
    part."""
    ways = pinyin._spellings(name[0]) if name else frozenset[str]()
    return any(
        way.startswith(typed) or (typed.startswith(way) and spelled(typed[len(way) :], name[1:])) for way in ways
    )


@given(st.text("北重庆银行女绿色a2", min_size=1, max_size=6), st.text("bcqyhnulvszegi北a2", min_size=1, max_size=8))
def test_going_through_a_name_once_finds_what_trying_every_way_of_reading_it_finds(name: str, typed: str) -> None:
    plainly = any(spelled(typed, name[start:]) for start in range(len(name)))
    letters = any("a" <= letter <= "z" for letter in typed)
    assert means(typed, name) == (typed in name or (letters and plainly))


async def test_a_unit_is_found_by_its_initials_within_five_keys() -> None:
    async with running() as (_, pilot):
        await pilot.press(*"/dly")
        panel = desk(pilot).query_one(UnitsPanel)
        await until(pilot, lambda: panel.shown == 1)
        await until(pilot, lambda: "东岭园区" in shown(pilot.app) and "南屏园区" not in shown(pilot.app))


def test_the_tables_of_pinyin_are_not_loaded_for_those_who_type_no_letters() -> None:
    probe = (
        "import tui.app.app, sys; from tui.input.pinyin import means; means('北', '北川'); "
        "print('pypinyin' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-P", "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
