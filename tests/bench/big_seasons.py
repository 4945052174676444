"""Seasons of any size for benches: so many projects in ledgers of a hundred rows, a fair, targets of 200 units."""

from __future__ import annotations

import csv
import io
import os
import time
from collections.abc import Iterable
from pathlib import Path

from intake import HEADERS, row

EACH = 100
"""Projects in one ledger."""

LONG_AGO = 3600
"""Seconds since the ledgers were saved: they are at rest when they are first seen."""

UNITS = 200


def ledger(rows: Iterable[list[object]]) -> bytes:
    """One ledger of projects."""
    out = io.StringIO()
    csv.writer(out).writerows([HEADERS, *rows])
    return out.getvalue().encode()


def save(path: Path, content: bytes, age: float = LONG_AGO) -> None:
    """A file that was saved so many seconds ago, renamed into its place as sync tools do."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.part")
    draft.write_bytes(content)
    saved = time.time() - age
    os.utime(draft, (saved, saved))
    draft.rename(path)


def season(folder: Path, projects: int, each: int = EACH) -> Path:
    """A folder of so many projects, `each` in a ledger; returns it."""
    for number, first in enumerate(range(0, projects, each)):
        last = min(first + each, projects)
        save(folder / f"{number}.csv", ledger(row(n, units=UNITS) for n in range(first, last)))
    save(folder / "fairs.csv", "展会名称,开幕日期\n青山洽谈会,2026-12-30\n".encode())
    targets = "".join(f"第{n}园区,青山洽谈会,9\n" for n in range(UNITS))
    save(folder / "targets.csv", f"责任单位,展会,签约任务(亿元)\n{targets}".encode())
    return folder
