"""The board in two terminals, with and without the layer that sends only what changed, through the same events."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyte
from helpers import terminals
from helpers.feed import FOLLOWUPS, PROJECTS, put
from helpers.terminals import Terminal, picture

SIZES = ((80, 24), (120, 40), (100, 30), (61, 16), (180, 45))
KEYS = (
    "j",
    "k",
    "j",
    "k",
    "1",
    "2",
    "3",
    "\t",
    "f",
    "H",
    "?",
    "x",
    "\x1b[6~",
    "\x1b[H",
    "/山",
    "/p",
    "\x1bOR",
    "z",
    "\r",
)
BACK = "\x1b"
SYNCHRONIZED = {b"\x1b[?2026$p": b"\x1b[?2026;2$y", b"\x1b[?2048$p": b"\x1b[?2048;0$y"}


@contextmanager
def synchronized() -> Iterator[None]:
    """Terminals that know synchronized output."""
    before = dict(terminals.ANSWERS)
    terminals.ANSWERS.update(SYNCHRONIZED)
    try:
        yield
    finally:
        terminals.ANSWERS.update(before)


@contextmanager
def pair(folder: Path, home: Path, size: tuple[int, int] = (120, 40)) -> Iterator[tuple[Terminal, Terminal]]:
    """(with the layer, without it), both with the board on screen."""
    with (
        synchronized(),
        opened(folder, home / "a", "--diff", size) as diffed,
        opened(folder, home / "b", "--no-diff", size) as plain,
    ):
        for terminal in (diffed, plain):
            terminal.wait_for("用地预审", "2 ")
        yield diffed, plain


def opened(folder: Path, home: Path, option: str, size: tuple[int, int] = (120, 40)) -> Terminal:
    """The board, read only, with places of its own."""
    env = {v: str(home / v) for v in ("XDG_CACHE_HOME", "XDG_STATE_HOME")}
    return Terminal(["--lang", "zh", folder, "--read-only", option], size, env)


def settle(*terminals: Terminal, quiet: float = 0.25) -> list[int]:
    """Read until none has written for a while; returns how many bytes each wrote."""
    counts = [0] * len(terminals)
    silent = time.monotonic()
    while time.monotonic() - silent < quiet:
        for i, terminal in enumerate(terminals):
            if got := len(terminal.read(0.02)):
                counts[i] += got
                silent = time.monotonic()
    return counts


def same(diffed: Terminal, plain: Terminal, what: str, seconds: float = 20.0) -> None:
    """Both show the same, cell by cell, once both have come to rest."""
    deadline = time.monotonic() + seconds
    while True:
        settle(diffed, plain, quiet=0.1)
        if diffed.picture() == plain.picture():
            return
        if time.monotonic() > deadline:
            raise AssertionError(f"{what}\n--- with\n{diffed.text()}\n--- without\n{plain.text()}")


class Both:
    """One run on two screens: the terminal has what the layer sent, `frames` what Textual wrote."""

    def __init__(self, folder: Path, home: Path, size: tuple[int, int]) -> None:
        self._file = home / "frames"
        self._read = 0
        self.screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self.screen)
        env = {v: str(home / v) for v in ("XDG_CACHE_HOME", "XDG_STATE_HOME")}
        program = [Path(__file__).with_name("teed_fairwatch.py"), "--lang", "zh", folder, "--read-only", "--diff"]
        self.terminal = Terminal(program, size, {**env, "FRAMES": str(self._file)}, (sys.executable,))

    def resize(self, size: tuple[int, int]) -> None:
        settle(self.terminal, quiet=0.1)
        self._take()
        self.screen.resize(size[1], size[0])
        self.terminal.resize(size)

    def same(self, what: str) -> None:
        """Both screens are the same, cell by cell, once the program has come to rest."""
        for _ in range(50):
            settle(self.terminal, quiet=0.1)
            self._take()
            if picture(self.screen) == self.terminal.picture():
                return
        frames = "\n".join(self.screen.display)
        raise AssertionError(f"{what}\n--- with the layer\n{self.terminal.text()}\n--- without\n{frames}")

    def _take(self) -> None:
        data = self._file.read_bytes()
        self._stream.feed(data[self._read :])
        self._read = len(data)


def through_events(folder: Path, home: Path, seed: int, events: int) -> None:
    """Random keys, ledgers and sizes; after each the screen must be the one that Textual wrote."""
    chance = random.Random(seed)
    with synchronized():
        both = Both(folder, home, (120, 40))
        with both.terminal:
            both.terminal.wait_for("用地预审", "停滞项目")
            for number in range(events):
                what = event(chance, folder, both)
                both.same(f"seed {seed}, event {number}: {what}")
            assert both.terminal.process.poll() is None


def event(chance: random.Random, folder: Path, both: Both) -> str:
    """One thing that happens; returns what."""
    kind = chance.choices(("key", "leave", "ledger", "size"), (12, 3, 1, 1))[0]
    if kind == "ledger":
        word, days = chance.choice(("用地预审", "环评批复", "ABC供电")), chance.randint(1, 28)
        put(folder / "督办.csv", FOLLOWUPS.replace("用地预审", word), age=60)
        put(folder / "项目.csv", PROJECTS.replace("沙棘饮品", f"沙棘饮品{days}号"), age=60)
        return f"ledger {word} {days}"
    if kind == "size":
        size = chance.choice(SIZES)
        both.resize(size)
        return f"size {size}"
    key = BACK if kind == "leave" else chance.choice(KEYS)
    both.terminal.press(key)
    return f"key {key!r}"


def costs(folder: Path, home: Path, *, tick: bool = False) -> dict[str, tuple[int, int]]:
    """Bytes that small events cost: with the layer, without it. `tick` waits for the clock's next minute."""
    found: dict[str, tuple[int, int]] = {}
    with pair(folder, home) as both:
        same(*both, "at first")
        starts = [len(terminal.output) for terminal in both]
        put(folder / "督办.csv", FOLLOWUPS.replace("用地预审", "用地预算"), age=3600)
        for terminal in both:
            terminal.wait_for("用地预算")
        settle(*both, quiet=1.0)
        found["a ledger changes a cell"] = _spent(both, starts)
        keys = {"another panel": "2", "cursor down": "j", "help opens": "?", "help closes": "\x1b"}
        for name, key in keys.items():
            starts = [len(terminal.output) for terminal in both]
            for terminal in both:
                terminal.press(key)
            settle(*both, quiet=0.8)
            found[name] = _spent(both, starts)
        if tick:
            starts = [len(terminal.output) for terminal in both]
            time.sleep(max(0.0, 61 - time.time() % 60))
            settle(*both, quiet=0.5)
            found["the clock's next minute"] = _spent(both, starts)
        same(*both, "at the end")
    return found


def _spent(both: tuple[Terminal, Terminal], starts: list[int]) -> tuple[int, int]:
    diffed, plain = (len(terminal.output) - start for terminal, start in zip(both, starts, strict=True))
    return diffed, plain


@contextmanager
def stalled(folder: Path, home: Path, option: str, seconds: float) -> Iterator[tuple[Terminal, bool]]:
    """(a terminal that was not read for so long while keys came, whether the mark asked for at the end was made)."""
    env = {v: str(home / v) for v in ("XDG_CACHE_HOME", "XDG_STATE_HOME")}
    with Terminal(["--lang", "zh", folder, "--by", "李敏", "--no-field", option], env=env) as terminal:
        terminal.wait_for("用地预审")
        settle(terminal)
        for key in "123" * int(seconds / 0.36):  # more frames than the queue holds, and nobody reads
            terminal.press(key)
            time.sleep(0.12)  # time to paint: keys that come faster are painted as one
        terminal.press("a")
        deadline = time.monotonic() + 30
        while not list(folder.glob(".fairwatch/marks/**/*.jsonl")) and time.monotonic() < deadline:
            time.sleep(0.1)
        yield terminal, bool(list(folder.glob(".fairwatch/marks/**/*.jsonl")))
