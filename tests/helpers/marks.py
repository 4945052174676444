"""Small builders of items and marks, and children that write until they are killed. Everything is invented."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from data.marks.fold_marks import Fold
from data.marks.mark_event import Arg, Event, Was, decode, encode
from data.model import ItemMarks, OwedItem, OwedPhase, Place, Stage, StalledProject, StallReason

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 1, 14, tzinfo=UTC)
ENVIRONMENT = dict(os.environ, PYTHONPATH=str(Path(__file__).parents[1]))
KEY, EP = "project/p-1", "e1"


class Weekdays:
    """Monday to Friday."""

    def add(self, day: date, n: int) -> date:
        while n > 0:
            day += timedelta(days=1)
            n -= day.isoweekday() < 6
        return day


def stalled(marks: ItemMarks | None = None) -> StalledProject:
    """A stalled project that has these marks."""
    item = StalledProject(
        key=KEY,
        episode=EP,
        project="光热设备制造",
        unit="东岭园区",
        stage=Stage.SIGNED,
        days_stalled=71,
        limit=20,
        last_evidence=date(2026, 9, 12),
        evidence_kind="stage",
        reason=StallReason.IDLE,
        milestone="",
        blocker="用地",
        sponsor="",
        site_officer="",
        contact="",
        phone="",
        place=Place("a.csv", "", 2),
    )
    return replace(item, marks=marks) if marks else item


def owed(due: date | None = TODAY, ladder: tuple[tuple[str, date], ...] = (), kind: str = "followup") -> OwedItem:
    """A matter that is owed, with the ladder of its kind."""
    return OwedItem(
        key="followup/f-1",
        episode=EP,
        kind=kind,
        what="资源配置答复",
        project="",
        unit="",
        owed_by="市自然资源局",
        grade="一般",
        due=due,
        days_over=None,
        due_rule="",
        rung="",
        phase=OwedPhase.OPEN,
        source="",
        contact="",
        phone="",
        place=Place("b.csv", "", 2),
        ladder=ladder,
    )


def event(
    id: str = "aaaa.r1.1",
    op: str = "act",
    *,
    lam: int = 1,
    by: str = "李敏",
    at: datetime = NOW,
    key: str = KEY,
    ep: str = EP,
    after: tuple[str, ...] = (),
    outcome: str = "",
    until: date | None = None,
    text: str = "",
    who: str = "",
    ref: str = "",
    kind: str = "stalled",
) -> Event:
    """A mark as another station writes it."""
    return Event(
        1,
        id,
        lam,
        at,
        by,
        op,
        key,
        ep,
        after,
        Arg(outcome, until, text, who, ref),
        Was("东岭园区", "光热设备", kind=kind),
    )


def lines(*events: Event) -> list[bytes]:
    """Marks as lines of a journal."""
    return [encode(one) for one in events]


def child(code: str, *arguments: str) -> subprocess.Popen[str]:
    """A Python process of its own that runs `code`."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments], stdout=subprocess.PIPE, text=True, env=ENVIRONMENT
    )


def segments(folder: Path) -> list[Path]:
    """Every segment in a shared folder."""
    return sorted((folder / ".fairwatch" / "marks").glob("*/*/*.jsonl"))


def read_ids(got: Iterable[bytes]) -> list[str]:
    """Ids of the lines; fails on a damaged one."""
    marks = [decode(line) for line in got]
    assert all(isinstance(mark, Event) for mark in marks), marks
    return sorted(mark.id for mark in marks if isinstance(mark, Event))


def put(folder: Path, name: str, data: bytes) -> Path:
    """Put a segment of another station into a shared folder."""
    path = folder / ".fairwatch" / "marks" / "2026" / "s" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def folded(*events: Event) -> Fold:
    """A fold of marks that are all new to it."""
    fold = Fold()
    assert fold.add(lines(*events)) == len(events)
    return fold
