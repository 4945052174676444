"""The long form of `tests/terminal/test_wire.py`: `python tests/long/wire.py [EVENTS [SEED]]`.

So many random events on two screens of one run, each cell the same after each; then a terminal that is not read for ten
seconds, with the layer and, to see that it is the layer, without it.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from helpers.feed import season
from helpers.wire import stalled, through_events


def main() -> None:
    """Ends with a traceback at the first event after which a cell differs."""
    events, seed = (int(word) for word in [*sys.argv[1:], *("500", "1")[len(sys.argv) - 1 :]])
    with tempfile.TemporaryDirectory() as home:
        through_events(season(Path(home) / "events" / "season"), Path(home) / "events", seed, events)
        print(f"{events} events, seed {seed}: every cell the same")
        for option, wanted in (("--diff", True), ("--no-diff", False)):
            place = Path(home) / option
            with stalled(season(place / "season"), place, option, seconds=10) as (_, heard):
                print(f"{option}, not read for 10 s: the key at the end was {'' if heard else 'not '}heard")
            if heard is not wanted:
                sys.exit(1)


if __name__ == "__main__":
    main()
