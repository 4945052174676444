"""The terminal's own cursor: at what is typed, for input methods, and on the chosen row, for screen readers."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pyte
import pytest
from helpers.feed import season
from helpers.terminals import Terminal
from helpers.wire import settle, synchronized

SYNC_END = b"\x1b[?2026l"
DRIVERS = pytest.mark.parametrize("driver", ["--diff", "--no-diff"])


@pytest.fixture(params=[(80, 24), (120, 40)], ids=["80x24", "120x40"])
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    return request.param


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return season(tmp_path / "season")


def opened(folder: Path, driver: str, size: tuple[int, int]) -> Terminal:
    return Terminal(["--lang", "zh", folder, "--by", "李敏", driver, "--no-field"], size)


def around(screen: pyte.Screen) -> tuple[str, str]:
    """What stands before the cursor in its line, and at it and behind."""
    row = [screen.buffer[screen.cursor.y][x].data for x in range(screen.columns)]
    return "".join(row[: screen.cursor.x]), "".join(row[screen.cursor.x :])


def stands(terminal: Terminal, before: str = "", behind: str = "") -> None:
    """Wait until the cursor stands right behind the one text and before the other."""
    deadline = time.monotonic() + 20
    found = ("", "")
    while time.monotonic() < deadline:
        terminal.read(0.05)
        found = around(terminal._screen)
        if found[0].endswith(before) and found[1].startswith(behind):
            return
    raise AssertionError(f"{found}\n{terminal.text()}")


@DRIVERS
def test_on_the_chosen_row_of_every_list_and_behind_what_is_typed(
    folder: Path, driver: str, size: tuple[int, int]
) -> None:
    with opened(folder, driver, size) as terminal:
        terminal.wait_for("用地预审", "沙棘饮品")
        stands(terminal, behind="›")
        terminal.press("2")
        settle(terminal)
        for _ in range(2):  # of several rows and of the last
            terminal.press("j")
            stands(terminal, behind="›")
        terminal.press("m")
        stands(terminal, behind="1  ")
        terminal.press("\x1b[B")
        stands(terminal, behind="2  ")
        terminal.press("\x1b")
        stands(terminal, behind="›")
        terminal.press("/")
        terminal.wait_for("输入要找的文字")
        terminal.press("沙a")
        stands(terminal, before="沙a")
        terminal.press("\x1b[D\x1b[D")
        stands(terminal, behind="沙a")
        terminal.press("\x1b")
        stands(terminal, behind="›")
        terminal.press("3")  # on its panel, then its screen
        stands(terminal, behind="›")
        terminal.press("3")
        terminal.wait_for("┌─ 3")
        stands(terminal, behind="›")
        terminal.press("q")
        stands(terminal, behind="›")
        terminal.press(":")
        terminal.wait_for("命令名称")
        stands(terminal, behind="命令名称")


def frames(terminal: Terminal, keys: str, size: tuple[int, int]) -> Iterator[pyte.Screen]:
    """The screen after each frame that the keys lead to."""
    screen = pyte.Screen(*size)
    stream = pyte.ByteStream(screen)
    stream.feed(bytes(terminal.output))
    start = len(terminal.output)
    terminal.press(keys)
    settle(terminal, quiet=1.0)
    *whole, _rest = bytes(terminal.output[start:]).split(SYNC_END)
    for frame in whole:
        stream.feed(frame)
        yield screen


@DRIVERS
def test_a_form_has_the_cursor_in_its_line_from_its_first_frame(
    folder: Path, driver: str, size: tuple[int, int]
) -> None:
    with synchronized(), opened(folder, driver, size) as terminal:
        terminal.wait_for("用地预审", "沙棘饮品")
        for keys in ("n", "s", "O"):
            settle(terminal, quiet=1.0)
            places = []
            for screen in frames(terminal, keys, size):
                if any("Enter" in line and "Esc" in line for line in screen.display):
                    places.append((screen.cursor.x, screen.cursor.y))
            assert places, (keys, terminal.text())
            assert len(set(places)) == 1, (keys, places, terminal.text())
            terminal.press("字")
            stands(terminal, before="字")
            assert terminal._screen.cursor.y == places[0][1], keys
            terminal.press("\x1b")
            stands(terminal, behind="›")


def test_a_cursor_that_stays_costs_no_byte(folder: Path) -> None:
    with opened(folder, "--diff", (120, 40)) as terminal:
        terminal.wait_for("用地预审", "沙棘饮品")
        terminal.press("2g")
        settle(terminal, quiet=1.0)
        terminal.press("g")  # the first row already
        assert settle(terminal, quiet=1.0) == [0]
