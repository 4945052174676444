"""The circular of 200 units and 10,000 projects beside `show` of the same season, warm: printed, traced, as .docx, and
after an issue of the half month before it; `python -m tests.bench papers_time`."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from itertools import count
from pathlib import Path

sys.path.extend((str(Path(__file__).parent), str(Path(__file__).parents[1])))
from big_seasons import season
from helpers.terminals import FAIRWATCH
from ratios import Figure, Spent, apart, process, taking_turns

from data.export.papers.paper_periods import HALF_MONTH, latest_period

FLOOR = "show"
PROJECTS = 10_000


def rows(rounds: int = 5) -> Iterator[Figure]:
    """Each form of the paper; the first round reads the ledgers into the index."""
    period = latest_period(HALF_MONTH, date.today())
    before = latest_period(HALF_MONTH, period.first)
    numbers = count()
    with tempfile.TemporaryDirectory() as home:
        folder, env = season(Path(home) / "season", PROJECTS), apart(home)

        def ran(*words: str | Path) -> Spent:
            return process([FAIRWATCH, *words], env)

        def circular(*words: str | Path) -> Spent:
            return ran("paper", folder, "circular", "--period", period.code, *words)

        show = partial(ran, "show", folder)
        programs: dict[str, Callable[[], Spent]] = {
            FLOOR: show,
            "circular": circular,
            "circular --trace": partial(circular, "--trace"),
            "circular as .docx": lambda: circular("--out", Path(home) / f"{next(numbers)}.docx"),
        }
        yield from taking_turns(programs, FLOOR, rounds)
        ran("issue", folder, "circular", "--period", before.code, "--by", "李敏", "--with-remark", "部分台账未读")
        yield from taking_turns({FLOOR: show, "circular after an issue": circular}, FLOOR, rounds)


if __name__ == "__main__":
    print(*rows(), sep="\n")
