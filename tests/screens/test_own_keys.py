"""The office's own keys: they work, full-width too; every place that tells keys follows; a wrong one is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.app import MemoryFeed, desk, running, shown, until
from helpers.cli import say
from helpers.feed import season
from hypothesis import given
from hypothesis import strategies as st

from data import wording
from data.settings import Settings, SettingsError, parse
from tui.keys.actions import ACTIONS, BY_ID, Where, at, keys_of
from tui.keys.office_keys import is_key
from tui.screens.boxes.dialog import Picker
from tui.screens.boxes.help import HelpScreen
from tui.screens.cards.item import CardScreen
from widgets.frame.footline import FootLine

OWN = 'mark = "d ctrl+y"\nhelp = ", f1"\nquit = "ctrl+x"'


def office(keys: str = OWN) -> Settings:
    return parse(f"[keys]\n{keys}")


@pytest.mark.parametrize("key", ["d", "ctrl+y", "ｄ"])
async def test_an_own_key_works_and_the_tables_key_no_more(key):
    async with running(settings=office) as (_, pilot):
        await pilot.press("m")
        assert pilot.app.screen is desk(pilot)
        await pilot.press(key)
        assert isinstance(pilot.app.screen, Picker)


async def test_foot_line_palette_help_and_card_name_the_own_keys():
    async with running(settings=office) as (_, pilot):
        foot = desk(pilot).query_one(FootLine).keys
        assert foot[0] == ("d", "handle")
        assert (",", "help") in foot
        await pilot.press("ctrl+p")
        await until(pilot, lambda: any(" d " in x and "handle" in x for x in shown(pilot.app).splitlines()))
        await pilot.press("escape", "comma")
        assert isinstance(pilot.app.screen, HelpScreen)
        assert "d Ctrl+Y" in pilot.app.screen.text().plain
        await pilot.press("comma")
        assert pilot.app.screen is desk(pilot)
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, CardScreen)
        assert "d handle" in shown(pilot.app)
        await pilot.press("ctrl+x")
        assert pilot.app.screen is desk(pilot)
        await pilot.press("enter", "d")
        await until(pilot, lambda: isinstance(pilot.app.screen, Picker))


async def test_keys_follow_the_settings_while_the_program_runs():
    now = [Settings()]
    async with running(MemoryFeed(), settings=lambda: now[0]) as (feed, pilot):
        now[0] = office()
        feed.put(feed.board)
        await until(pilot, lambda: desk(pilot).query_one(FootLine).keys[0][0] == "d")
        await pilot.press("d")
        assert isinstance(pilot.app.screen, Picker)
        await pilot.press("escape")
        now[0] = Settings()
        feed.put(feed.board)
        await until(pilot, lambda: desk(pilot).query_one(FootLine).keys[0][0] == BY_ID["mark"].keys[0])


@pytest.mark.parametrize(
    ("keys", "key", "words"),
    [
        ('handel = "b"', "keys.handel", "mark, snooze"),
        ('mark = "b f25"', "keys.mark", "“f25”不是按键"),
        ('mark = "ctrl+m"', "keys.mark", "“ctrl+m”不是按键"),
        ('mark = ""', "keys.mark", "应为字母"),
        ('mark = "escape"', "keys.mark", "“escape”"),
        ('mark = "enter"', "keys.mark", "“enter”"),
        ('mark = "z"', "keys.mark", "snooze"),
        ('mark = "b"\nsnooze = "b"', "keys.snooze", "mark"),
        ('next_page = "T"', "keys.next_page", "wall"),
        ("mark = 7", "keys.mark", "应为加引号的文字"),
    ],
)
def test_a_wrong_key_names_its_place_and_what_was_expected(keys, key, words):
    wording.use("zh")
    with pytest.raises(SettingsError) as refused:
        office(keys)
    assert refused.value.key == key
    assert words in refused.value.text


def test_keys_that_change_places_do_not_clash():
    first, second = BY_ID["note"].keys, BY_ID["claim"].keys
    swapped = {"note": " ".join(second), "claim": " ".join(first)}
    assert parse(f'[keys]\nnote = "{swapped["note"]}"\nclaim = "{swapped["claim"]}"').keys == swapped


def test_every_key_of_the_table_is_one_that_an_office_may_write():
    for action in ACTIONS:
        assert all(is_key(key) for key in action.keys), action.id


@given(st.dictionaries(st.sampled_from(sorted(BY_ID)), st.text("abGZ,、/ f1ctrl+", max_size=8), max_size=4))
def test_whatever_is_taken_has_one_action_a_key_on_every_screen(own):
    lines = "\n".join(f'{id} = "{keys}"' for id, keys in own.items())
    try:
        taken = office(lines).keys
    except SettingsError:
        return
    for where in Where:
        keys = [key for action in at(where, taken) for key in set(keys_of(action.id, taken))]
        assert len(keys) == len(set(keys))


def test_the_program_shows_own_keys_and_refuses_wrong_ones(tmp_path: Path) -> None:
    folder = season(tmp_path / "season")
    (folder / "fairwatch.toml").write_text('[keys]\nrefresh = "R ctrl+l"\n', encoding="utf-8")
    told = say("settings", folder)
    assert told.code == 0
    assert 'keys = {"refresh": "R ctrl+l"}' in told.out
    (folder / "fairwatch.toml").write_text('[keys]\nrefresh = "m"\n', encoding="utf-8")
    refused = say("settings", folder, language="zh")
    assert refused.code == 1
    assert "keys.refresh" in refused.err
    assert "mark" in refused.err


async def test_boxes_have_the_own_keys_too():
    own = 'orphans = "ctrl+b"\nshift = "ctrl+y"\ncall = "ctrl+l"\nquit = "ctrl+x"\ncopy = "d"\nhandled = "t"'
    async with running(settings=lambda: office(own)) as (_, pilot):
        for key in ("ctrl+b", "ctrl+y", "ctrl+l"):
            for leaves in (key, "ctrl+x"):
                await pilot.press(key)
                assert pilot.app.screen is not desk(pilot), key
                await pilot.press(leaves)
                assert pilot.app.screen is desk(pilot), (key, leaves)
        await pilot.press("1", "down", "enter")
        await pilot.press("d")
        await until(pilot, lambda: "OSC 52" in shown(pilot.app))
        await pilot.press("ctrl+x", "3", "m", "2")
        await until(pilot, lambda: "(t lists it)" in shown(pilot.app))
