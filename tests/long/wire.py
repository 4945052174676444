"""Random events in two real programs, with and without the layer: `python tests/long/wire.py [EVENTS] [SEED]`."""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from feed_helpers import season
from test_wire import KEYS, both, cells, settle


def main() -> None:
    """Stops at the first event after which a cell differs."""
    events, seed = (int(word) for word in [*sys.argv[1:], *("500", "1")[len(sys.argv) - 1 :]])
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as home:
        lean, plain = both(season(Path(home) / "season"), (120, 40))
        with lean, plain:
            for terminal in (lean, plain):
                terminal.wait_for("用地预审", "沙棘饮品")
                settle(terminal)
            before = len(lean.output), len(plain.output)
            for number in range(events):
                key = chance.choice(KEYS)
                for terminal in (lean, plain):
                    terminal.press(key)
                settle(lean)
                settle(plain)
                if cells(lean) != cells(plain):
                    sys.exit(f"event {number}, key {key!r}, seed {seed}: the screens differ")
            sent = len(lean.output) - before[0], len(plain.output) - before[1]
            print(f"{events} events, seed {seed}: every cell the same; {sent[0]} bytes for {sent[1]}")


if __name__ == "__main__":
    main()
