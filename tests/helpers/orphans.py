"""Lines of the log, and a mark whose item the ledgers no longer have, with what it may be about."""

from __future__ import annotations

from dataclasses import replace

from helpers.board import NOW

from data.model import LogLine, Near, Orphan

FIRST = "followup:资源配置答复"


def line(n: int, by: str = "李敏", **more: object) -> LogLine:
    """A line of the log."""
    base = LogLine(f"s1.r1.{n}", n, NOW, by, "act", f"k{n}", f"事项{n}", "东岭园区", "followup", "s1", "chased")
    return replace(base, **{"state": "in force", **more})  # type: ignore[arg-type]


def orphan(**more: object) -> Orphan:
    """A mark whose item has gone, and what it may be about now."""
    near = (Near("followup:周报未报", "周报未报", "澜源县", 75), Near(FIRST, "资源配置答复", "市自然资源局", 31))
    base = Orphan("followup/旧", "周报", "澜源县", "followup", 2, "赵敏", "act", "chased", NOW, near, links=("s9.r.1",))
    return replace(base, **more)  # type: ignore[arg-type]
