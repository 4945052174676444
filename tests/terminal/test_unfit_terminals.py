"""Terminals that cannot show the board are refused in one clear line; slow links are spared."""

import subprocess
import sys

import pytest
from helpers.app import MemoryFeed, running, shown, until
from helpers.feed import season
from helpers.terminals import Terminal

from data import wording
from tui.screens.wall.wall import COVERED_FOR
from tui.terminal import fitness


def unfit(**more) -> str | None:
    fit = {"is_tty": True, "term": "xterm-256color", "encoding": "UTF-8", "size": (80, 24)}
    return fitness.unfit(**(fit | more))


def test_a_usual_terminal_is_fit():
    assert unfit() is None
    assert unfit(encoding="utf8", size=fitness.SMALLEST) is None


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"is_tty": False}, "needs a terminal"),
        ({"term": "dumb"}, "TERM=dumb"),
        ({"term": ""}, 'TERM=""'),
        ({"encoding": "POSIX"}, "not UTF-8 (POSIX)"),
        ({"encoding": "C"}, "not UTF-8 (C)"),
        ({"encoding": "GBK"}, "not UTF-8 (GBK)"),
        ({"size": (79, 24)}, "79x24 cells; at least 80x24"),
        ({"size": (80, 23)}, "80x23 cells"),
    ],
)
def test_what_is_missing_is_said_in_one_line(more, words):
    said = unfit(**more)
    assert words in said
    assert "\n" not in said


def test_it_is_said_in_chinese():
    wording.use("zh")
    assert unfit(size=(40, 10)) == "终端只有 40x10，至少需要 80x24"


@pytest.mark.parametrize(
    ("env", "encoding"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "UTF-8"),
        ({"LANG": "zh_CN.GBK"}, "GBK"),
        ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "C"),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, "C"),  # what Python sets for itself under LANG=C
        ({"LC_CTYPE": "zh_CN.UTF-8", "LANG": "C"}, "UTF-8"),
        ({"LANG": "zh_CN.utf8@pinyin"}, "utf8"),
    ],
)
def test_the_locale_is_read_from_its_variables(env, encoding, monkeypatch):
    for name in ("LC_ALL", "LC_CTYPE", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    assert fitness._locale_encoding() == encoding


def test_over_ssh_frames_are_few_and_what_is_set_stays():
    env = {"SSH_CONNECTION": "10.0.0.2 50000 10.0.0.1 22", "TEXTUAL_FPS": "5"}
    fitness.prepare(env)
    assert (env["TEXTUAL_FPS"], env["TEXTUAL_ANIMATIONS"]) == ("5", "none")
    env = {"SSH_TTY": "/dev/pts/1"}
    fitness.prepare(env)
    assert env["TEXTUAL_FPS"] == "10"
    local: dict[str, str] = {}
    fitness.prepare(local)
    assert "TEXTUAL_FPS" not in local


def test_what_the_terminal_needs_is_known_before_textual_is_imported():
    code = "import sys, tui.terminal.fitness; sys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("env", [{"TMUX": "/tmp/tmux-0/default,1,0"}, {"STY": "1.pts"}, {"TERM": "tmux-256color"}])
async def test_the_line_that_tmux_takes_of_80x24_is_not_missed(env, monkeypatch):
    assert fitness.smallest_here({"TERM": "xterm-256color"}) == (80, 24)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    async with running(size=(80, 23)) as (_, pilot):
        await until(pilot, lambda: "资源配置答复" in shown(pilot.app))
        await pilot.resize_terminal(80, 22)
        await until(pilot, lambda: "at least 80x23" in shown(pilot.app))


async def test_a_window_made_too_small_says_so_in_one_line_until_it_is_large_again():
    async with running(size=(80, 24)) as (feed, pilot):
        await pilot.press("m")
        before = shown(pilot.app)
        await pilot.resize_terminal(79, 24)
        await until(pilot, lambda: "79x24 cells; at least 80x24" in shown(pilot.app))
        assert len([line for line in shown(pilot.app).splitlines() if line.strip()]) == 1
        await pilot.press("2")  # keys do nothing to what is not seen
        await pilot.resize_terminal(60, 10)
        await until(pilot, lambda: "60x10" in shown(pilot.app))
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: shown(pilot.app) == before)
        assert not feed.marks


async def test_the_wall_does_not_close_the_line_while_it_is_too_small():
    async with running(MemoryFeed(), size=(80, 24), face="wall") as (_, pilot):
        await pilot.resize_terminal(40, 10)
        await until(pilot, lambda: "40x10" in shown(pilot.app))
        for _second in range(COVERED_FOR + 1):
            pilot.app.first._uncover()
        await pilot.pause()
        assert "40x10" in shown(pilot.app)
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: "40x10" not in shown(pilot.app))


def test_a_terminal_resized_while_it_runs_comes_back_to_the_board(tmp_path):
    with Terminal([season(tmp_path / "season")], size=(80, 24)) as terminal:
        terminal.wait_for("用地预审")
        terminal.resize((70, 20))
        terminal.wait_for("at least 80x24 are needed")
        assert "用地预审" not in terminal.text()
        terminal.resize((100, 30))
        terminal.wait_for("用地预审")
