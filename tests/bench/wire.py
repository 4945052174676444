"""Bytes of events over the wire, with and without the layer that sends only changed cells: ratios of one run."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from feed_helpers import FOLLOWUPS, put, season
from pty_helpers import Terminal

EVENTS = {"another panel": "2", "cursor down": "j", "another screen": "?", "back": "q"}


def settle(terminal: Terminal) -> int:
    """Bytes until the program has been silent for a second."""
    total = 0
    while got := terminal.read(1.0):
        total += len(got)
    return total


def measure(folder: Path, switch: str, size: tuple[int, int]) -> dict[str, int]:
    """Bytes of each event."""
    with Terminal(["--lang", "zh", "open", folder, "--read-only", switch], size=size) as terminal:
        terminal.wait_for("用地预审", "沙棘饮品")
        settle(terminal)
        found = {"first paint and start": len(terminal.output)}
        for name, key in EVENTS.items():
            terminal.press(key)
            found[name] = settle(terminal)
        put(folder / "督办.csv", FOLLOWUPS.replace("用地预审", "环评批复"))
        before = len(terminal.output)
        terminal.wait_for("环评批复")
        settle(terminal)
        found["one cell of a ledger, with its ages"] = len(terminal.output) - before
        return found


def main() -> None:
    """Print a table of ratios."""
    for size in ((80, 24), (120, 40)):
        results = []
        for switch in ("--diff", "--no-diff"):
            with tempfile.TemporaryDirectory() as home:
                results.append(measure(season(Path(home) / "season"), switch, size))
        for name, lean in results[0].items():
            plain = results[1][name]
            ratio = f"{lean / plain:.2f}" if plain else "nothing to compare"
            print(f"{size[0]}x{size[1]} {name}: {plain} bytes plain, {lean} with the layer, {ratio}")


if __name__ == "__main__":
    main()
