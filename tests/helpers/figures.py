"""A folder of ledgers as text -> the facts that `show --json` prints; nothing of the program is called but its door."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from data.export.board_json import to_json
from data.feed.one_look import Glance

File = str | bytes | Callable[[Path], object]
"""A ledger's text (UTF-8), its bytes, or what writes it (a workbook)."""

UNITS = "单位,类别,上级单位\n甲县,县区,\n乙县,县区,\n丙园区,园区,\n丁局,部门,\n"


class Facts:
    """The JSON of one day, and short ways to what a test asks of it."""

    def __init__(self, plain: dict[str, Any]) -> None:
        self.all = plain

    def fair(self, name: str) -> dict[str, Any]:
        """The one fair of this name."""
        (found,) = (fair for fair in self.all["fairs"] if fair["name"] == name)
        return found  # type: ignore[no-any-return]

    def unit(self, name: str, fair: str | None = None) -> dict[str, Any]:
        """A unit's one line for a fair, or (None) for the season."""
        (found,) = (u for u in self.all["units"] if (u["unit"], u["fair"]) == (name, fair))
        return found  # type: ignore[no-any-return]

    def stalled(self) -> dict[str, int | None]:
        """Stalled projects with their days."""
        return {item["project"]: item["days_stalled"] for item in self.all["stalled"]}

    def owed(self) -> dict[str, tuple[str | None, int | None]]:
        """The follow-ups, with due date and days over."""
        matters = [item for item in self.all["owed"] if item["kind"] == "followup"]
        return {item["what"]: (item["due"], item["days_over"]) for item in matters}

    def problems(self) -> list[tuple[str, int, str, str]]:
        """What could not be read: sheet, row, column, code."""
        found = [problem for source in self.all["sources"] for problem in source["problems"]]
        return [(p["sheet"], p["row"], p["column"], p["code"]) for p in found if p["severity"] == "problem"]


def put(folder: Path, files: Mapping[str, File], age: float = 3600) -> None:
    """Write ledgers that are long at rest."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if callable(content):
            content(path)
        else:
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        then = time.time() - age
        os.utime(path, (then, then))


def days(folder: Path, *on: str) -> list[Facts]:
    """What the folder says on each of these days, from one look at it."""
    with Glance(folder) as glance:
        assert glance.reached
        return [Facts(to_json(glance.board(date.fromisoformat(day)))) for day in on]


def facts(folder: Path, files: Mapping[str, File], on: str = "2026-11-22") -> Facts:
    """What these files say on this day."""
    put(folder, files)
    (found,) = days(folder, on)
    return found


def has(line: Mapping[str, Any], **wanted: object) -> bool:
    """Whether a line says all of this; the assertion shows what it says instead."""
    said = {key: line[key] for key in wanted}
    assert said == wanted
    return True
