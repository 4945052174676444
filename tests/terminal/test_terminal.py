"""The program in a real terminal: two stations on one folder, inert text, and a terminal left as it was found."""

from __future__ import annotations

import os
import signal
import time
from datetime import date
from pathlib import Path

import pytest
from helpers.feed import FOLLOWUPS, PROJECTS, put, season
from helpers.terminals import Terminal

from data.demo import write_season


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return season(tmp_path / "season")


def env_of(tmp_path: Path, name: str) -> dict[str, str]:
    return {v: str(tmp_path / name / v) for v in ("XDG_CACHE_HOME", "XDG_STATE_HOME")}


def test_a_mark_made_at_one_station_is_seen_at_the_other(folder: Path, tmp_path: Path) -> None:
    desk = Terminal(["--lang", "zh", folder, "--by", "李敏"], env=env_of(tmp_path, "desk"))
    field = Terminal(["--lang", "zh", folder], size=(80, 24), env=env_of(tmp_path, "field"))
    with desk, field:
        desk.wait_for("用地预审", "沙棘饮品")
        field.wait_for("用地预审", "未处理")
        desk.press("m")
        desk.wait_for("怎么处理")
        desk.press("2")
        desk.wait_for("已入共享文件夹")
        field.press("H")
        field.wait_for("李敏 催办1次")
        desk.press("u")
        field.wait_for("李敏 催办1次", gone=True)


def test_a_save_shows_without_a_key_and_80x24_has_no_line_too_long(folder: Path) -> None:
    with Terminal(["--lang", "zh", folder], size=(80, 24)) as terminal:
        terminal.wait_for("用地预审")
        put(folder / "督办.csv", FOLLOWUPS.replace("用地预审", "环评批复"))
        terminal.wait_for("环评批复")
        assert len(terminal.lines()) == 24


def test_keys_typed_ahead_work_on_the_panel_that_they_name(folder: Path) -> None:
    """A slow link delivers keys in bursts: `2m1` is about the stalled project, wherever the cursor was before."""
    with Terminal(["--lang", "zh", folder, "--by", "李敏"]) as terminal:
        terminal.wait_for("用地预审", "沙棘饮品")
        terminal.press("2m1")
        terminal.wait_for("沙棘饮品：催办")


def test_letters_that_come_in_one_burst_with_the_filters_key_are_words_to_find(folder: Path) -> None:
    """A slow link delivers keys in bursts: none of them may move the cursor or be lost instead."""
    with Terminal(["--lang", "zh", folder], size=(80, 24)) as terminal:
        terminal.wait_for("用地预审", "沙棘饮品", "光热设备")
        terminal.press("/grsb")
        terminal.wait_for("筛选“grsb”")
        terminal.wait_for("沙棘饮品", gone=True)
        assert "光热设备" in terminal.text()
        terminal.press("/")  # in the line it is a letter
        terminal.wait_for("筛选“grsb/”")
        terminal.press("\x1b")
        terminal.wait_for("沙棘饮品")
        terminal.press("\x1b[200~/沙棘\x1b[201~")  # some terminals send a burst as a paste
        terminal.wait_for("筛选“沙棘”")


def test_nothing_in_a_cell_reaches_the_terminal_as_a_command(folder: Path) -> None:
    nasty = "\x1b]0;owned\x07\x1b]52;c;b3duZWQ=\x07\x1b[2J[red]x[/] [/已办] [@click=app.quit]x[/]\x9b31m"
    put(folder / "督办.csv", FOLLOWUPS.replace("用地预审", nasty), age=60)
    put(folder / "项目.csv", PROJECTS.replace("沙棘饮品", nasty), age=60)
    with Terminal([folder], size=(200, 50)) as terminal:
        terminal.wait_for("[red]x[/] [/已办]")
        terminal.press("\x1b[H\r")  # the card shows it too
        terminal.wait_for("[@click=app.quit]x[/]")
        assert b"owned" not in terminal.output.replace(b"]0;owned]52", b"")
        assert b"\x1b]52" not in terminal.output
        assert b"\xc2\x9b" not in terminal.output


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_the_terminal_as_it_was(folder: Path, sign: int) -> None:
    with Terminal([folder]) as terminal:
        terminal.wait_for("用地预审")
        terminal.stop(sign)
        assert terminal.attributes() == terminal.before
        assert b"\x1b[?1049l" in terminal.output


def test_leaving_waits_for_nobody_and_no_child_stays(folder: Path) -> None:
    with Terminal([folder]) as terminal:
        terminal.wait_for("用地预审")
        children = _children(terminal.process.pid)
        assert len(children) == 2
        for pid in children:
            os.kill(pid, signal.SIGSTOP)  # both stuck, as in a dead mount
        started = time.monotonic()
        terminal.press("q")
        assert terminal.wait_end() == 0
        assert time.monotonic() - started < 10
        for pid in children:
            if _alive(pid):
                os.kill(pid, signal.SIGCONT)
        deadline = time.monotonic() + 10
        while any(_alive(pid) for pid in children) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert not [pid for pid in children if _alive(pid)]


def test_read_only_says_why_a_key_does_nothing(folder: Path) -> None:
    with Terminal(["--lang", "zh", folder, "--read-only"]) as terminal:
        terminal.wait_for("用地预审")
        terminal.press("m")
        terminal.wait_for("只读")
        assert not (folder / ".fairwatch").exists()


def test_the_wall_shows_days_and_age_and_takes_no_marks(folder: Path) -> None:
    with Terminal(["--lang", "zh", "wall", folder], size=(80, 24)) as terminal:
        terminal.wait_for("青山洽谈会", "数据", "下一页")
        terminal.press("m")
        terminal.read(0.5)
        assert "怎么处理" not in terminal.text()
        assert not (folder / ".fairwatch").exists()


def test_over_ssh_no_mouse_is_asked_for(folder: Path) -> None:
    with Terminal([folder], size=(80, 24), env={"SSH_CONNECTION": "127.0.0.1 1 127.0.0.1 22"}) as terminal:
        terminal.wait_for("用地预审")
        assert b"\x1b[?1000h" not in terminal.output
        assert b"\x1b[?1003h" not in terminal.output


def test_the_demo_opens_and_lives(tmp_path: Path) -> None:
    with Terminal(["--lang", "zh", "demo"], env={"TMPDIR": str(tmp_path)}) as terminal:
        terminal.wait_for("展会倒计时", "单位签约进度", "停滞项目", "待办督办")
        terminal.press("q")
        assert terminal.wait_end() == 0
    assert list(tmp_path.glob("fairwatch-demo-*")) == []


def test_a_terminal_that_cannot_place_text_is_refused_in_one_line(folder: Path) -> None:
    for env in ({"TERM": "dumb"}, {"LC_ALL": "POSIX", "LANG": "POSIX"}):
        with Terminal([folder], env=env) as terminal:
            assert terminal.wait_end() == 2
            assert len([line for line in terminal.lines() if line]) <= 2


def test_the_demo_season_fills_every_panel_at_three_sizes(tmp_path: Path) -> None:
    write_season(tmp_path / "demo", date(2026, 11, 22))
    for size in ((80, 24), (120, 40), (240, 60)):
        with Terminal(["--lang", "zh", tmp_path / "demo"], size=size) as terminal:
            terminal.wait_for("停滞项目", "待办督办", "逾期", "天", "未处理")


def _children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for path in found for child in path.read_text().split()]


def _alive(pid: int) -> bool:
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False
