"""Bytes of small events with and without the layer that sends only what changed: `python tests/bench/wire.py`."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from helpers.feed import season
from helpers.terminals import Terminal
from helpers.wire import costs, settle, synchronized


def started(folder: Path, *more: str) -> tuple[int, int]:
    """(bytes until the live board stands and is at rest, those of the least that draws its screen), at 80x24."""
    env = {"SSH_TTY": "/dev/pts/0"}
    with synchronized(), Terminal(["--lang", "zh", folder, *more], (80, 24), env) as terminal:
        terminal.wait_for("沙棘饮品", "m处理", seconds=60)
        settle(terminal, quiet=1.0)
        count = len(terminal.output)
        terminal.press("R")  # the layer sends all of the screen, as little as draws it
        settle(terminal, quiet=1.0)
        least = len(terminal.output) - count
        terminal.press("q")
        terminal.wait_end()
        return count, least


def main() -> None:
    """Print a line an event, and one for each way to start."""
    with tempfile.TemporaryDirectory() as home:
        folder = season(Path(home) / "season")
        found = costs(folder, Path(home), tick=True)
        os.environ.update({v: f"{home}/{v}" for v in ("XDG_CACHE_HOME", "XDG_STATE_HOME")})
        starts = {name: started(folder, *more) for name, more in (("no picture yet", ()), ("a picture", ()))}
    for name, (count, least) in starts.items():
        print(f"until the board stands, {name}: {count} bytes, {count / least:.2f} x the least that draws it")
    for name, (diffed, plain) in found.items():
        print(f"{name}: {diffed} instead of {plain} bytes ({plain / max(1, diffed):.1f} x less)")


if __name__ == "__main__":
    main()
