"""Every theme can be read: each word on each ground it stands on, by every eye; without colours and in ASCII too."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations

import pytest
from helpers.app import MemoryFeed, desk, running, shown, until
from helpers.board import sample_board
from helpers.colour import EYES, RGB, Drawn, contrast, distance, drawn
from helpers.feed import season
from helpers.terminals import Terminal
from textual.app import App
from textual.widgets import Input

from data import wording
from data.model import FolderHealth
from data.settings import THEMES, Settings, parse
from tui.app.themed import Dress, Remembered, theme_of
from tui.keys.actions import Where, at
from tui.screens.boxes.dialog import Dialog
from tui.screens.wall.alarm import WallAlarm
from tui.terminal.filters import plain
from tui.terminal.kept_choice import keep
from tui.terminal.themes import LOOKS
from widgets.frame.ink import LIGHT_TONES, TONES, Inked
from widgets.frame.topline import TopLine
from widgets.table.virtual_table import VirtualTable

READABLE = 4.5
"""WCAG 2.1 AA, for text."""
VISIBLE = 3.0
"""WCAG 2.1, for what is no text: the lines of frames."""
APART = 25.0
"""ΔE between two lights; ten times what is just noticeable."""
LINES = re.compile(r"^[\s─━│┃┌┐└┘·▁-▏▔▕▊▎]+$")


def tones(app: App) -> dict[tuple[str, str, str], tuple[RGB, RGB]]:
    """(widget, ground, tone) -> (ink, ground) of everything that draws with tones, the cursor's row included."""
    found = {}
    for widget in app.screen.query("*"):
        if not isinstance(widget, Inked):
            continue
        names = ("alarm",) if isinstance(widget, WallAlarm) else tuple(t for t in TONES if t != "cursor")
        grounds = {"own": widget.tone("").bgcolor}
        if isinstance(widget, VirtualTable):
            grounds["focus" if widget.has_focus else "blurred"] = widget.tone("cursor").bgcolor
        for tone in ("", *names):
            for kind, ground in grounds.items():
                ink = widget.tone(tone).color
                assert ink
                assert ground
                if tone == "frame" and kind != "own":
                    continue  # no line of a frame stands in a row
                found[(type(widget).__name__, kind, tone)] = (tuple(ink.triplet), tuple(ground.triplet))
    return found


def too_faint(pairs: dict[tuple[str, str, str], tuple[RGB, RGB]]) -> dict[tuple[str, str, str], float]:
    said = {name: contrast(*pair) for name, pair in pairs.items()}
    return {name: value for name, value in said.items() if value < (VISIBLE if name[2] == "frame" else READABLE)}


@pytest.mark.parametrize("theme", THEMES)
async def test_every_tone_can_be_read_on_every_ground_that_it_stands_on(theme):
    async with running(dress=Dress(theme)) as (feed, pilot):
        pairs = tones(pilot.app)
        assert {name for name, _kind, _tone in pairs} >= {"TopLine", "FootLine", "VirtualTable", "TitleLine"}
        assert {kind for _name, kind, _tone in pairs} == {"own", "focus", "blurred"}
        assert too_faint(pairs) == {}
        feed.put(replace(feed.board, folder=FolderHealth("gone")))
        await until(pilot, lambda: desk(pilot).query_one(TopLine).has_class("-trouble"))
        assert too_faint(tones(pilot.app)) == {}
    gone = MemoryFeed(sample_board(folder=FolderHealth("gone")))
    async with running(gone, dress=Dress(theme), face="wall", size=(80, 24)) as (_, pilot):
        await until(pilot, lambda: pilot.app.screen.query_one(WallAlarm).has_class("-on"))
        assert too_faint(tones(pilot.app)) == {}


async def test_every_word_that_is_drawn_can_be_read_in_every_theme():
    async with running() as (_, pilot):
        for keys in ((), ("ctrl+p",), ("m",), ("slash", "z")):
            await pilot.press(*keys)
            box = pilot.app.screen.query_one("#box").region if isinstance(pilot.app.screen, Dialog) else None
            for theme in THEMES:
                pilot.app.theme = theme
                await pilot.pause()
                faint = {(one.text.strip(), round(faintness(one), 1)) for one in drawn(pilot.app, box) if is_faint(one)}
                assert faint == set(), (keys, theme)
            if keys:
                await pilot.press("escape")


def faintness(one: Drawn) -> float:
    assert one.ink
    assert one.ground
    return contrast(one.ink, one.ground)


def is_faint(one: Drawn) -> bool:
    return faintness(one) < READABLE and not LINES.match(one.text)


@pytest.mark.parametrize("eye", EYES.values(), ids=EYES)
async def test_the_lights_of_the_colour_blind_theme_are_told_apart_by_every_eye(eye):
    async with running(dress=Dress("colour-blind")) as (_, pilot):
        pairs = tones(pilot.app)
        for kind in ("own", "focus", "blurred"):
            lights = [pairs["VirtualTable", kind, tone] for tone in ("good", "warn", "bad")]
            assert all(contrast(*pair, eye) >= READABLE for pair in lights)
            assert all(distance(one[0], other[0], eye) >= APART for one, other in combinations(lights, 2))


async def test_the_measure_of_apart_would_refuse_the_lights_of_the_dark_theme():
    async with running() as (_, pilot):
        pairs = tones(pilot.app)
        lights = [pairs["VirtualTable", "own", tone][0] for tone in ("good", "warn", "bad")]
        assert any(distance(*pair, EYES["deuteranopia"]) < APART for pair in combinations(lights, 2))


async def test_a_light_is_a_word_in_any_case():
    wording.use("zh")
    assert set(LIGHT_TONES.values()) <= set(TONES)
    async with running(dress=Dress("colour-blind")) as (_, pilot):
        assert all(word in shown(pilot.app) for word in ("黄 预警", "红 滞后"))


def test_the_settings_and_the_table_know_the_same_themes():
    assert tuple(look.name for look in LOOKS) == THEMES


# ------------------------------------------------------------ choosing one


async def test_moving_over_a_theme_shows_it_and_escape_puts_the_old_one_back(tmp_path):
    async with running(dress=Dress(kept=tmp_path / "terminal.json")) as (_, pilot):
        before = {one.ground for one in drawn(pilot.app)}
        await pilot.press("T")
        assert pilot.app.theme == "dark"
        await pilot.press("down")
        await until(pilot, lambda: pilot.app.theme == "light")
        await until(pilot, lambda: (255, 255, 255) not in before and {one.ground for one in drawn(pilot.app)} - before)
        await pilot.press("escape")
        await until(pilot, lambda: {one.ground for one in drawn(pilot.app)} == before)
        assert pilot.app.theme == "dark"
        assert not (tmp_path / "terminal.json").exists()


async def test_a_theme_is_found_by_its_name_and_remembered_at_this_station(tmp_path):
    kept = tmp_path / "state" / "terminal.json"
    async with running(dress=Dress(kept=kept)) as (_, pilot):
        await pilot.press("ctrl+p", *"contrast", "enter")
        await until(pilot, lambda: kept.exists())
        assert pilot.app.theme == "high-contrast"
    assert kept.stat().st_mode & 0o777 == 0o600
    office = parse('[terminal]\ntheme = "light"')
    async with running(dress=Dress(kept=kept), settings=lambda: office) as (_, pilot):
        assert pilot.app.theme == "high-contrast"
    async with running(dress=Dress("colour-blind", kept), settings=lambda: office) as (_, pilot):
        assert pilot.app.theme == "colour-blind"


async def test_where_nothing_may_be_written_a_theme_is_worn_and_not_remembered(tmp_path):
    async with running(dress=Dress(kept=tmp_path / "terminal.json"), read_only=True) as (_, pilot):
        await pilot.press("T", "down", "enter")
        await until(pilot, lambda: pilot.app.theme == "light" and pilot.app.screen is desk(pilot))
        await pilot.pause()
        assert not (tmp_path / "terminal.json").exists()


def test_what_cannot_be_read_is_no_theme(tmp_path, caplog):
    kept = tmp_path / "terminal.json"
    assert theme_of(kept) == ""
    kept.write_bytes(b"\xff{")
    assert theme_of(kept) == ""
    assert "cannot be read" in caplog.text
    assert keep(kept, Remembered("light"))
    assert theme_of(kept) == "light"


async def test_the_offices_theme_comes_with_its_settings_and_follows_them():
    office = [Settings()]
    async with running(settings=lambda: office[0]) as (feed, pilot):
        assert pilot.app.theme == "dark"
        office[0] = parse('[terminal]\ntheme = "light"\nborders = "ascii"')
        feed.put(feed.board)
        await until(pilot, lambda: pilot.app.theme == "light")
        await until(pilot, lambda: "┌" not in shown_signs(pilot.app))


# ------------------------------------------------------------ without colours, in ASCII


def shown_signs(app: App) -> str:
    return "".join(one.text for one in drawn(app))


async def test_no_color_sends_no_colour_and_the_cursor_row_is_reversed(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    async with running() as (_, pilot):
        cells = list(drawn(pilot.app))
        assert {(one.ink, one.ground) for one in cells} == {(None, None)}
        assert "资源配置答复" in "".join(one.text for one in cells if one.stands_out)
        await pilot.press("ctrl+p")
        await pilot.pause()
        assert any(at(Where.DESK)[0].word in one.text for one in drawn(pilot.app) if one.stands_out)


def test_with_no_color_the_terminal_gets_no_colour_sequence(tmp_path):
    with Terminal([season(tmp_path / "season")], env={"NO_COLOR": "1"}) as terminal:
        terminal.wait_for("用地预审")
        colours = re.findall(rb"\x1b\[[0-9;]*m", terminal.output)
        assert colours
        assert not [c for c in colours if re.search(rb"\b(3[0-9]|4[0-9]|9[0-7]|10[0-7])\b", c)]


async def test_borders_bars_and_ledgers_words_in_ascii_keep_their_places():
    wording.use("zh")
    async with running() as (_, pilot):
        lines = shown(pilot.app).splitlines()
    ascii_signs = parse('[terminal]\nborders = "ascii"')
    async with running(settings=lambda: ascii_signs) as (_, pilot):
        assert shown(pilot.app).splitlines() == [plain(line) for line in lines]
        assert "+- 1 单位签约进度" in shown(pilot.app)


@pytest.mark.parametrize(("text", "signs"), [("“东区”—①号…", '"东区"-1号~'), ("Ω区", "?区"), ("═█", "?#")])
def test_signs_of_ambiguous_width_become_one_cell(text, signs):
    assert plain(text) == signs


def test_a_terminal_that_draws_frames_two_cells_wide_gets_ascii(tmp_path):
    with Terminal([season(tmp_path / "season")], wide=True) as terminal:
        terminal.wait_for("用地预审", "+- ")
        assert not set(terminal.text()) & set("┌─│█…")


async def test_what_is_typed_is_drawn_in_the_theme_too():
    async with running(dress=Dress("light")) as (_, pilot):
        await pilot.press("slash", *"abc")
        find = desk(pilot).query_one("#find", Input)
        style = find.rich_style
        assert contrast(tuple(style.color.triplet), tuple(style.bgcolor.triplet)) >= READABLE


async def test_a_theme_that_could_not_be_remembered_is_worn_and_that_is_said(tmp_path):
    (tmp_path / "state").write_text("no directory")
    async with running(dress=Dress(kept=tmp_path / "state" / "terminal.json")) as (_, pilot):
        await pilot.press("T", "down", "enter")
        await until(pilot, lambda: "could not be remembered" in shown(pilot.app))
        assert pilot.app.theme == "light"
