"""Drop many small ledgers into a watched folder at once: `python tests/long/many_files.py [COUNT]`.

All must be read, nothing known dropped, and the folder must come to rest by itself. It prints how long that took.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from helpers.feed import drop_many, season


def main() -> None:
    """Run and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    with tempfile.TemporaryDirectory() as place:
        os.environ.update(XDG_CACHE_HOME=f"{place}/cache", XDG_STATE_HOME=f"{place}/state")
        started = time.monotonic()
        drop_many(season(Path(place) / "season"), count, 60 + count / 5)
        print(f"{count} ledgers of one row: all read {time.monotonic() - started:.1f} s after the folder was opened")


if __name__ == "__main__":
    main()
