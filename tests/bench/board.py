"""A season to a board, against what SQLite needs to read the same rows: `python tests/bench/board.py [PROJECTS]`."""

from __future__ import annotations

import gc
import statistics
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from intake import HEADERS, row, seconds

from data.intake.read_ledger import read_ledger
from data.intake.reading_plan import Plan
from data.ledgers.season import season_of
from data.model import SourceState
from data.rules.board import build
from data.settings import ReadingSettings, RuleSettings, Settings
from data.station.index import FileRow, Index
from data.station.stamp import Stamp

AS_OF = date(2026, 11, 22)


def main() -> None:
    """Print the ratio."""
    import csv
    import io

    projects = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    out = io.StringIO()
    csv.writer(out).writerows([HEADERS, *(row(n, units=200) for n in range(projects))])
    fairs = "展会名称,开幕日期\n青山洽谈会,2026-12-30\n"
    targets = "责任单位,展会,签约任务(亿元)\n" + "".join(f"第{n}园区,青山洽谈会,9\n" for n in range(200))
    plan = Plan.of(ReadingSettings.of(Settings()), 2026)
    readings = [
        read_ledger(name, content.encode(), plan)
        for name, content in (("a.csv", out.getvalue()), ("f.csv", fairs), ("t.csv", targets))
    ]
    with tempfile.TemporaryDirectory() as home:
        index = Index(Path(home) / "index.db")
        for number, reading in enumerate(readings):
            index.swap(
                FileRow(file=f"{number}.csv", stamp=Stamp(1, 1, 1), plan="", state=SourceState.OK), reading.records
            )
        records = [record for reading in readings for record in reading.records]
        season = season_of(records)
        now = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
        given = {"as_of": AS_OF, "now": now}
        works = (index.load, lambda: build(season, RuleSettings.of(Settings()), **given), lambda: season_of(records))
        rounds = [[_alone(index.load, True), *(_alone(work, False) for work in works)] for _ in range(9)]
    as_it_runs, sqlite, fold, typed = (statistics.median(times) for times in zip(*rounds, strict=True))
    print(
        f"200 units, {projects} projects: board {fold / as_it_runs:.2f} x reading the rows from SQLite as the program "
        f"does ({as_it_runs:.3f} s), {fold / sqlite:.2f} x without the collector of cycles there either "
        f"({sqlite:.3f} s); records to structs {typed / sqlite:.2f} x"
    )


def _alone(work: Callable[[], object], collector: bool) -> float:
    """The CPU time of one call, with or without the collector of cycles; a board is always built without it."""
    gc.collect()
    (gc.enable if collector else gc.disable)()
    return seconds(work, 1)


if __name__ == "__main__":
    main()
