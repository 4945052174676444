"""What the commands cost that print and end, warm, on the demo: `python -m tests.bench one_shots`.

Those that only look are measured where nothing has changed since the last look, and `owed` right after a mark too.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path

sys.path.extend((str(Path(__file__).parent), str(Path(__file__).parents[1])))
from helpers.terminals import FAIRWATCH
from ratios import FLOORS, Figure, Spent, apart, process, taking_turns

from data.demo import write_season
from data.feed.one_look import Glance

FLOOR = "click's hello"


def rows(rounds: int = 9) -> Iterator[Figure]:
    """Each command against the least program that has click."""
    with tempfile.TemporaryDirectory() as home:
        season, env = Path(home) / "season", apart(home)
        write_season(season, date.today())
        with Glance(season, read_only=True, looks=True) as glance:
            key = glance.board().owed[0].key
        mark = ["mark", season, key, "note", "--note", "已电话催办", "--by", "李敏"]
        asked: tuple[Mapping[str, Sequence[str | Path]], ...] = (
            {"--version": ["--version"], "--help": ["--help"], "owed": ["owed", season], "card": ["card", season, key]},
            {"owed after a mark": ["owed", season], "mark": mark},
        )
        process([FAIRWATCH, *mark], env)  # from the first mark on stations tell the folder what they see
        for commands in asked:
            programs: dict[str, Callable[[], Spent]] = {
                FLOOR: partial(process, [sys.executable, FLOORS / "hello.py"], env),
                **{name: partial(process, [FAIRWATCH, *words], env) for name, words in commands.items()},
            }
            yield from taking_turns(programs, FLOOR, rounds)


if __name__ == "__main__":
    print(*rows(), sep="\n")
