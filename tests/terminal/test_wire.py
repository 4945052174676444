"""Only changed cells go over the wire, and the screen is the same as without: in real terminals, cell by cell."""

from __future__ import annotations

import hashlib
import inspect
import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from helpers.feed import season
from helpers.terminals import FAIRWATCH, Terminal
from helpers.wire import costs, opened, settle, stalled, through_events
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import App
from textual.drivers._writer_thread import WriterThread
from textual.drivers.linux_driver import LinuxDriver
from textual.strip import Strip

from data import settings
from data.settings import Settings
from tui.commands import board_commands
from tui.terminal.diff_driver import QUEUED, WireDriver

TMUX = Path(shutil.which("tmux") or "")
HOOKED = (
    App._display,
    App._begin_update,
    App._end_update,
    LayoutUpdate.render_segments,
    ChopsUpdate.render_segments,
    Strip.render_style,
    LinuxDriver.write,
    LinuxDriver._get_terminal_size,
    LinuxDriver.start_application_mode,
    WriterThread,
)
SUM = "a3722b619de917ce"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return season(tmp_path / "season")


def test_what_the_layer_leans_on_has_not_moved():
    """On a new Textual read `tui/terminal/diff_driver.py` beside these, run `tests/long/wire.py`, then put the
    new sum here."""
    source = "".join(inspect.getsource(one) for one in HOOKED)
    assert hashlib.sha256(source.encode()).hexdigest()[:16] == SUM, source


def test_the_screen_is_the_same_cell_by_cell_with_and_without_the_layer(folder, tmp_path):
    through_events(folder, tmp_path, seed=7, events=25)


def test_what_changes_little_costs_little(folder, tmp_path):
    spent = costs(folder, tmp_path)
    diffed, plain = spent["a ledger changes a cell"]
    assert 0 < diffed < 300 <= plain
    for name, (with_layer, without) in spent.items():
        assert 0 < with_layer * 2 < without, name


def test_a_terminal_that_asks_for_the_whole_screen_gets_it(folder, tmp_path):
    with opened(folder, tmp_path, "--diff") as terminal:
        terminal.wait_for("用地预审")
        settle(terminal)
        right = terminal.picture()
        terminal._screen.reset()  # as a terminal that lost what it showed
        terminal.press("R")
        terminal.wait_for("用地预审")
        settle(terminal)
        assert terminal.text().count("用地预审") == 1
        assert terminal.picture()[:5] == right[:5]


def test_a_link_that_stalls_stops_no_key_and_is_right_afterwards(folder, tmp_path):
    with stalled(folder, tmp_path, "--diff", seconds=6) as (terminal, heard):
        assert heard, "the key was not heard while the link stalled"
        terminal.wait_for("我来跟")
        settle(terminal, quiet=0.5)
        before = terminal.picture()
        terminal.resize((120, 40))
        settle(terminal, quiet=0.5)
        assert terminal.picture() == before


def test_a_terminal_of_the_same_size_that_comes_back_gets_all_of_the_screen(folder, tmp_path):
    with opened(folder, tmp_path, "--diff") as terminal:
        terminal.wait_for("用地预审")
        settle(terminal)
        right = terminal.picture()
        terminal._screen.reset()  # as a terminal that was attached anew
        terminal.resize((120, 40))
        terminal.wait_for("用地预审")
        settle(terminal)
        assert terminal.picture()[:-1] == right[:-1]


@pytest.mark.parametrize(
    ("option", "setting", "ssh", "lean"),
    [
        (None, "on", "", True),
        (None, "auto", "1", True),
        (None, "auto", "", True),
        (None, "off", "1", False),
        (True, "off", "", True),
        (False, "on", "1", False),
    ],
)
def test_option_and_setting_say_whether_only_changes_go_out_and_ssh_does_not(monkeypatch, option, setting, ssh, lean):
    monkeypatch.delenv("SSH_TTY", raising=False)
    monkeypatch.setenv("SSH_CONNECTION", ssh)
    driver = board_commands._driver(option, Settings(terminal=settings.Terminal(diff=setting)))
    assert (driver is WireDriver) is lean


@pytest.mark.skipif(not TMUX.name, reason="tmux is not installed")
def test_after_tmux_detached_and_attached_the_screen_is_right(folder, tmp_path):
    socket = str(tmp_path / "tmux")

    def tmux(*arguments: str) -> str:
        # An environment of our own: readline, which pytest loads, hides LINES and COLUMNS in the inherited one.
        done = subprocess.run(
            ["tmux", "-S", socket, *arguments], check=True, capture_output=True, text=True, env=dict(os.environ)
        )
        return done.stdout

    command = f"{FAIRWATCH} --lang zh {folder} --read-only --diff"
    tmux("-f", "/dev/null", "new-session", "-d", "-x", "120", "-y", "40", "-e", "LC_ALL=C.UTF-8", command)
    try:
        _until(lambda: "用地预审" in tmux("capture-pane", "-p"))
        attach = ["-S", socket, "attach"]
        with Terminal(attach, size=(80, 24), command=(str(TMUX),)) as terminal:
            terminal.wait_for("用地预审", "待办督办")
            terminal.wait_for("单位签约进度", gone=True)
            settle(terminal, quiet=0.5)  # tmux tells a program of its size a quarter of a second late
            tmux("detach-client")
            assert terminal.wait_end() == 0
        with Terminal(attach, size=(120, 40), command=(str(TMUX),)) as terminal:
            terminal.wait_for("用地预审", "单位签约进度", "停滞项目")
            settle(terminal, quiet=0.5)
            attached = terminal.lines()[:-2]  # tmux's own line is the last, the foot says what the key did
            terminal.press("R")
            settle(terminal, quiet=0.5)
            assert terminal.lines()[:-2] == attached
    finally:
        tmux("kill-server")


def test_frames_are_held_back_long_before_textual_would_stand_still():
    from textual.drivers._writer_thread import MAX_QUEUED_WRITES

    assert QUEUED * 3 < MAX_QUEUED_WRITES


def _until(fact) -> None:
    deadline = time.monotonic() + 20
    while not fact():
        assert time.monotonic() < deadline
        time.sleep(0.1)
