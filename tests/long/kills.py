"""A writer killed a thousand times in the middle of its work: `python tests/long/kills.py [times]`."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from helpers.fault import Station, agree, kill_writers


def main() -> None:
    """Print what was acknowledged, and fail if any of it is lost."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "share"
        folder.mkdir()
        acknowledged = kill_writers(folder, Path(home) / "desk", times, seed=time.time_ns())
        desk, other = Station(Path(home) / "desk", folder), Station(Path(home) / "other", folder)
        assert desk.send()
        agree([desk, other], acknowledged)
    print(f"killed {times} times, {len(acknowledged)} marks acknowledged, none lost, {time.monotonic() - start:.0f} s")


if __name__ == "__main__":
    main()
