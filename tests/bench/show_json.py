"""`show --json` of a large season, warm, and Python that reads the same index: `python -m tests.bench show_json`.

Nothing has changed since the last look: so it was kept.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

sys.path.extend((str(Path(__file__).parent), str(Path(__file__).parents[1])))
from big_seasons import season
from helpers.terminals import FAIRWATCH
from ratios import FLOORS, Figure, apart, process, taking_turns

from data.feed.one_look import Glance

FLOOR = "Python that reads the index"
PROJECTS = 10_000


def rows(rounds: int = 5) -> Iterator[Figure]:
    """The board and its JSON; the first round reads the ledgers into the index."""
    with tempfile.TemporaryDirectory() as home:
        folder, env = season(Path(home) / "season", PROJECTS), apart(home)
        show = partial(process, [FAIRWATCH, "show", folder, "--json"], env)
        show()
        with Glance(folder, read_only=True) as glance:
            key = glance.board().owed[0].key
        process([FAIRWATCH, "mark", folder, key, "note", "--note", "已电话催办", "--by", "李敏"], env)
        show()  # from the first mark on stations tell the folder what they see
        (index,) = Path(home).rglob("index.db")
        programs = {
            FLOOR: partial(process, [sys.executable, FLOORS / "index_read.py", index], env),
            "show --json": show,
        }
        yield from taking_turns(programs, FLOOR, rounds)


if __name__ == "__main__":
    print(*rows(), sep="\n")
