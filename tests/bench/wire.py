"""Bytes of small events with and without the layer that sends only what changed: `python tests/bench/wire.py`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from helpers.feed import season
from helpers.wire import costs


def main() -> None:
    """Print a line an event."""
    with tempfile.TemporaryDirectory() as home:
        found = costs(season(Path(home) / "season"), Path(home), tick=True)
    for name, (diffed, plain) in found.items():
        print(f"{name}: {diffed} instead of {plain} bytes ({plain / max(1, diffed):.1f} x less)")


if __name__ == "__main__":
    main()
