"""Terminals that cannot show the board are refused in one clear line; slow links are spared."""

import signal
import subprocess
import sys
from pathlib import Path

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


APP = """
import sys
sys.path.insert(0, {tests!r})
from app_helpers import app_on
from tui.app import run_app
run_app(app_on())
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_the_terminal_as_it_was(number, monkeypatch):
    import pty_helpers

    monkeypatch.setattr(pty_helpers, "FAIRWATCH", sys.executable)
    tests = str(Path(__file__).parent)
    with pty_helpers.Terminal(["-c", APP.format(tests=tests)], size=(80, 24)) as tty:
        tty.wait_for("资源配置答复")
        assert tty.attributes()[:4] != tty.before[:4]
        assert tty.stop(number) == 0
        assert tty.attributes()[:4] == tty.before[:4]
        assert b"\x1b[?1049l" in tty.output
