"""Terminals that cannot show the board are refused in one clear line; slow links are spared."""

import subprocess
import sys

import pytest

from data import wording
from tui import terminal


def unfit(**more) -> str | None:
    fit = {"is_tty": True, "term": "xterm-256color", "encoding": "UTF-8", "size": (80, 24)}
    return terminal.unfit(**(fit | more))


def test_a_usual_terminal_is_fit():
    assert unfit() is None
    assert unfit(encoding="utf8", size=terminal.SMALLEST) is None


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"is_tty": False}, "needs a terminal"),
        ({"term": "dumb"}, "TERM=dumb"),
        ({"term": ""}, 'TERM=""'),
        ({"encoding": "POSIX"}, "not UTF-8 (POSIX)"),
        ({"encoding": "C"}, "not UTF-8 (C)"),
        ({"encoding": "GBK"}, "not UTF-8 (GBK)"),
        ({"size": (59, 24)}, "59x24 cells; at least 60x15"),
        ({"size": (80, 14)}, "80x14 cells"),
    ],
)
def test_what_is_missing_is_said_in_one_line(more, words):
    said = unfit(**more)
    assert words in said
    assert "\n" not in said


def test_it_is_said_in_chinese():
    wording.use("zh")
    assert unfit(size=(40, 10)) == "终端只有 40x10，至少需要 60x15"


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
    assert terminal._locale_encoding() == encoding


def test_over_ssh_frames_are_few_and_what_is_set_stays():
    env = {"SSH_CONNECTION": "10.0.0.2 50000 10.0.0.1 22", "TEXTUAL_FPS": "5"}
    terminal.prepare(env)
    assert (env["TEXTUAL_FPS"], env["TEXTUAL_ANIMATIONS"]) == ("5", "none")
    env = {"SSH_TTY": "/dev/pts/1"}
    terminal.prepare(env)
    assert env["TEXTUAL_FPS"] == "10"
    local: dict[str, str] = {}
    terminal.prepare(local)
    assert "TEXTUAL_FPS" not in local


def test_what_the_terminal_needs_is_known_before_textual_is_imported():
    code = "import sys, tui.terminal; sys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
