"""One table of actions: all that derives from it has every action, in both languages."""

import re

import pytest
from helpers.app import running, shown, until

from data import wording
from data.wording import _
from data.wording.glossary import TERMS
from tui.keys import actions
from tui.keys.actions import ACTIONS, GROUPS, Where, at
from tui.screens.base.acting import ActingScreen
from tui.screens.boxes.help import HelpScreen
from tui.screens.desk import DeskScreen
from tui.screens.figures_screen import SheetScreen
from tui.screens.problems_screen import ProblemsScreen
from tui.screens.wall.wall import WallScreen
from widgets.views import PAGES

HANZI = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize("language", wording.LANGUAGES)
@pytest.mark.parametrize("where", Where)
def test_the_help_names_every_action(where, language):
    wording.use(language)
    text = HelpScreen(where).text().plain
    for action in at(where):
        assert action.word in text
        assert _(action.help) in text
        assert action.shown_keys in text
    for group in GROUPS:
        assert _(group) in text


@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_the_help_says_what_the_words_of_the_board_mean(language):
    wording.use(language)
    lines = HelpScreen(Where.DESK).text().plain.splitlines()
    for term in TERMS:
        assert any(line.strip().startswith(term.said) and line.endswith(term.means) for line in lines), term.word
    named = {term.said for term in TERMS}
    if language == "zh":
        assert named >= {"合并待确认", "疑似重复（照计）", "台账未读入", "未收到台账", "旧版", "暂列", "最高可计"}


def test_every_action_is_said_in_chinese():
    wording.use("zh")
    for action in ACTIONS:
        assert HANZI.search(action.word), action.id
        assert HANZI.search(_(action.help)), action.id


def test_ids_are_unique_and_every_screen_can_do_its_actions():
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)
    screens: dict[Where, type[ActingScreen]] = {
        Where.DESK: DeskScreen,
        Where.WALL: WallScreen,
        Where.PROBLEMS: ProblemsScreen,
        Where.SHEET: SheetScreen,
    }
    for action in ACTIONS:
        for where in action.where:
            holders = (screens[where], *screens[where].SUBJECTS)
            assert action.id in PAGES or any(hasattr(one, f"do_{action.id}") for one in holders), (where, action.id)


def test_nothing_on_the_wall_marks():
    assert not [action.id for action in at(Where.WALL) if action.writes or action.item]


def test_the_markdown_has_a_row_for_each_action():
    rows = actions.markdown().splitlines()
    assert len(rows) == len(ACTIONS) + 2
    assert rows[3] == "| `m` `F2` | handle | say what was done: m, then a digit |"
    wording.use("zh")
    assert actions.markdown().splitlines()[3] == "| `m` `F2` | 处理 | 登记本行怎么处理：先按 m，再按数字 |"


async def test_the_palette_lists_every_action_of_the_screen():
    async with running(size=(120, 80)) as (_feed, pilot):
        await pilot.press("ctrl+p")
        await until(pilot, lambda: "look at the whole folder now" in shown(pilot.app))
        lines = shown(pilot.app).splitlines()
        for action in at(Where.DESK):
            if action.id != "palette":  # it is what is open
                assert any(action.word in line and action.shown_key in line for line in lines), action.id


@pytest.mark.parametrize("language", wording.LANGUAGES)
async def test_the_help_fits_80_columns_on_one_line_an_action(language):
    wording.use(language)
    async with running(size=(80, 80)) as (_feed, pilot):
        await pilot.press("f1")
        lines = shown(pilot.app).splitlines()
        for action in at(Where.DESK):
            assert any(action.word in line and _(action.help) in line for line in lines), action.id
