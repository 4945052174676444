"""The picture before the board, in real terminals: it is no board, and whatever fails gives the terminal back."""

from __future__ import annotations

import signal
import time
from pathlib import Path

import pytest
from helpers import terminals
from helpers.cli import say
from helpers.feed import season
from helpers.slow_link import FarTerminal
from helpers.terminals import Terminal
from helpers.wire import settle, synchronized

from tui.terminal.picture_file import FiledUnder, Picture

SIZE = (80, 24)
ENVIRONMENT = {"TERM": "xterm-256color", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
SAYS = "上次画面"


@pytest.fixture
def folder(tmp_path: Path, own_places: Path) -> Path:
    return season(tmp_path / "season")


def words(folder: Path, *more: str) -> list[str]:
    return ["--lang", "zh", str(folder), "--by", "李敏", "--no-field", *more]


def pictured(monkeypatch: pytest.MonkeyPatch, typed: list[str], size: tuple[int, int] = SIZE) -> None:
    """A picture is kept that this command line finds in a Terminal of this size."""
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    lines = "".join(f"\x1b[{y + 1}H{'#' * size[0]}" for y in range(1, size[1]))
    said = f"\x1b[1H{SAYS} 09:14".ljust(size[0])
    FiledUnder(typed).keep(size, Picture(lines, said, said, time.time()))


def given_back(terminal: Terminal) -> bool:
    """As the terminal was before the picture: its attributes, its own screen, its cursor, lines that go on."""
    out = bytes(terminal.output)
    pairs = ((b"\x1b[?1049h", b"\x1b[?1049l"), (b"\x1b[?25l", b"\x1b[?25h"), (b"\x1b[?7l", b"\x1b[?7h"))
    return terminal.attributes() == terminal.before and all(out.rfind(on) < out.rfind(off) for on, off in pairs)


IN_BAND = {b"\x1b[?2048$p": b"\x1b[?2048;2$y", b"\x1b[?2048h": b"\x1b[48;24;80;480;800t"}
"""A terminal that tells its size among the keys, first of all when it is told to."""


def test_the_board_that_was_left_is_shown_at_once_and_gives_way_to_the_live_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with synchronized():
        for question, answer in IN_BAND.items():
            monkeypatch.setitem(terminals.ANSWERS, question, answer)
        with Terminal(words(folder), SIZE) as first:
            first.wait_for("用地预审", "光热设备", "m处理")
            settle(first)  # of a board with a ledger still unread, or half sent, none is kept
            first.press("q")
            assert first.wait_end() == 0
        with Terminal(words(folder), SIZE) as second:
            shown = second.wait_for(SAYS, "用地预审", "正在核对")
            assert "m处理" not in shown
            assert "›" not in shown
            second.wait_for("用地预审", "m处理")
            settle(second)
            assert SAYS not in second.text()
            assert bytes(second.output).count(b"\x1b[?1049h") == 1
            assert bytes(second.output).count("光热设备".encode()) == 1  # what the picture has is not sent again
            live = second.picture()
            second.press("R")  # all of the screen again: nothing of the picture is left on it
            settle(second, quiet=0.5)
            assert second.picture()[1:-2] == live[1:-2]
            second.press("q")
            assert second.wait_end() == 0
            assert given_back(second)


def test_at_a_slow_link_the_row_under_the_pictures_cursor_is_never_marked(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The officer presses `a` as long as the picture is what the screen shows."""
    typed = words(folder)
    pictured(monkeypatch, typed)
    with synchronized(), FarTerminal(typed, SIZE) as far:
        pressed = 0
        while "m处理" not in far.text() and "刚才" not in far.text():
            far.read(0.1)
            if SAYS in far.text():
                far.press("a")
                pressed += 1
        assert pressed > 2
        far.wait_for("画面刚才不是实时的")
        far.read(1.0)
        assert "我来跟" not in say("log", folder, language="zh").out
        far.wait_for("用地预审")
        far.press("a")
        far.wait_for("已入共享文件夹")
        far.press("q")
        assert far.wait_end() == 0
    log = say("log", folder, language="zh").out
    assert "用地预审" in log
    assert log.count("李敏") == 1


def test_keys_that_leave_are_heard_over_a_picture(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = words(folder)
    pictured(monkeypatch, typed)
    with Terminal(typed, SIZE) as terminal:
        terminal.wait_for(SAYS)
        terminal.press("q")
        assert terminal.wait_end() == 0
        assert given_back(terminal)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_whoever_ends_the_program_over_a_picture_has_the_terminal_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    typed = words(folder)
    pictured(monkeypatch, typed)
    with Terminal(typed, SIZE) as terminal:
        terminal.wait_for(SAYS)
        code = terminal.stop(number)
        assert code in (1, 130) if number == signal.SIGINT else code == -number  # 1: click's, once it is loaded
        assert given_back(terminal)
        assert b"Traceback" not in terminal.output


def test_what_fails_over_a_picture_is_read_on_the_terminals_own_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = words(tmp_path / "missing")
    pictured(monkeypatch, typed)
    with Terminal(typed, SIZE) as terminal:
        assert terminal.wait_end() == 2
        assert given_back(terminal)
        assert "没有这个文件夹" in bytes(terminal.output).rpartition(b"\x1b[?1049l")[2].decode()


def test_an_import_that_fails_over_a_picture_is_told_on_the_terminals_own_screen(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = words(folder)
    pictured(monkeypatch, typed)
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "click.py").write_text("raise ImportError('no click')\n")
    with Terminal(typed, SIZE, {"PYTHONPATH": str(tmp_path / "broken")}) as terminal:
        assert terminal.wait_end() == 1
        assert given_back(terminal)
        assert b"no click" in bytes(terminal.output).rpartition(b"\x1b[?1049l")[2]


def test_a_terminal_that_is_resized_over_a_picture_gets_the_board_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = words(folder)
    pictured(monkeypatch, typed)
    with Terminal(typed, SIZE) as terminal:
        terminal.wait_for(SAYS)
        terminal.resize((100, 30))
        terminal.wait_for("用地预审", "m处理")
        settle(terminal)
        assert "####" not in terminal.text()
        terminal.press("q")
        assert terminal.wait_end() == 0
        assert given_back(terminal)


def test_who_wants_no_picture_leaves_none(folder: Path, own_places: Path) -> None:
    with Terminal(words(folder, "--no-picture"), SIZE) as terminal:
        terminal.wait_for("用地预审", "m处理")
        terminal.press("q")
        assert terminal.wait_end() == 0
    assert not list(own_places.rglob("pictures"))


def test_an_office_that_wants_no_pictures_has_them_removed(
    folder: Path, own_places: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    say("show", folder)  # the settings are known before the folder is read
    with (folder / "fairwatch.toml").open("a", encoding="utf-8") as settings:
        settings.write("[terminal]\npicture = false\n")
    typed = words(folder)
    pictured(monkeypatch, typed)
    with Terminal(typed, SIZE) as terminal:
        terminal.wait_for("用地预审", "m处理")
        terminal.press("q")
        assert terminal.wait_end() == 0
        assert given_back(terminal)
    assert not [*(own_places / "xdg_cache_home" / "fairwatch" / "pictures").iterdir()]
