"""Only changed cells go over the wire, and the screen is the same to the cell."""

from __future__ import annotations

import hashlib
import inspect
import random
from pathlib import Path

import pytest
from feed_helpers import season
from pty_helpers import Terminal
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import App
from textual.drivers._writer_thread import WriterThread
from textual.drivers.linux_driver import LinuxDriver
from textual.strip import Strip

KEYS = ("j", "k", "1", "2", "3", "\t", "H", "x", "?", "f", "L", "R")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return season(tmp_path / "season")


def cells(terminal: Terminal) -> list[list[tuple[object, ...]]]:
    screen = terminal._screen
    return [[tuple(screen.buffer[y][x]) for x in range(screen.columns)] for y in range(screen.lines)]


def settle(terminal: Terminal) -> bytes:
    got = b""
    while more := terminal.read(0.4):
        got += more
    return got


def both(folder: Path, size: tuple[int, int], *more: str) -> tuple[Terminal, Terminal]:
    return (
        Terminal(["--lang", "zh", "open", folder, "--read-only", "--diff", *more], size=size),
        Terminal(["--lang", "zh", "open", folder, "--read-only", "--no-diff", *more], size=size),
    )


def same(lean: Terminal, plain: Terminal, what: str) -> None:
    """Both show the same, cell by cell: looked at again where a minute or a save came between the two looks."""
    for _ in range(8):
        settle(lean)
        settle(plain)
        if cells(lean) == cells(plain):
            return
    raise AssertionError(what)


@pytest.mark.parametrize("size", [(120, 40)])
def test_the_screen_is_the_same_to_the_cell_with_and_without(folder: Path, size: tuple[int, int]) -> None:
    chance = random.Random(11)
    lean, plain = both(folder, size)
    with lean, plain:
        for terminal in (lean, plain):
            terminal.wait_for("用地预审", "沙棘饮品")
        same(lean, plain, "start")
        for _ in range(6):
            key = chance.choice(KEYS)
            for terminal in (lean, plain):
                terminal.press(key)
            same(lean, plain, key)


def test_a_cursor_move_costs_a_fraction(folder: Path) -> None:
    lean, plain = both(folder, (120, 40))
    with lean, plain:
        sizes = []
        for terminal in (lean, plain):
            terminal.wait_for("用地预审", "沙棘饮品")
            settle(terminal)
            terminal.press("2")
            sizes.append(len(settle(terminal)))
        assert 0 < sizes[0] < sizes[1]


def test_what_the_layer_reads_of_textual_is_what_it_was_written_for() -> None:
    leaned_on = (
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
    source = "".join(inspect.getsource(one) for one in leaned_on)
    assert hashlib.sha256(source.encode()).hexdigest()[:16] == "a3722b619de917ce", (
        "Textual paints otherwise: read tui/wire.py"
    )
