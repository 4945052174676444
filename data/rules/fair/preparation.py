"""The fair's preparation as a burn-down: tasks done, due, overdue and in all, by stream."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from data.ledgers.kinds_and_columns import STREAMS, Prep
from data.model import StreamBurn, Trace
from data.rules.calendar.followup_ladder import reached
from data.support.spelling import squash


def burn_down(rows: Iterable[Prep], as_of: date) -> tuple[StreamBurn, ...]:
    """The five streams in their order, then any other as it is written; streams without a task are left out."""
    known = {squash(stream): stream for stream in STREAMS}
    found: dict[str, list[Prep]] = {stream: [] for stream in STREAMS}
    for row in rows:
        found.setdefault(known.setdefault(squash(row.stream), row.stream.strip()), []).append(row)
    return tuple(_stream(stream, tasks, as_of) for stream, tasks in found.items() if tasks)


def _stream(stream: str, tasks: list[Prep], as_of: date) -> StreamBurn:
    left = [row for row in tasks if not reached(row.done, as_of)]
    days = [row.due for row in left if row.due is not None]
    return StreamBurn(
        stream=stream,
        total=len(tasks),
        done=len(tasks) - len(left),
        due=sum(day >= as_of for day in days),
        overdue=sum(day < as_of for day in days),
        undated=len(left) - len(days),
        trace=Trace("burn-down", (), tuple(row.place for row in left)),
    )
