"""The log: every line that any station wrote, by (lam, at, id), with what became of it (docs/marks.md, rule 7)."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo

import msgspec

from data.marks.fold_marks import KNOWN, Fold
from data.marks.item_state import LINK, NOTE, UNDO, day_of
from data.marks.mark_event import Damaged, Event, Newer
from data.marks.wrong_clocks import Clocks
from data.model import LogLine
from data.support.text import line as one_line
from data.support.text import short


def log_lines(fold: Fold, clocks: Clocks, zone: tzinfo, station: str) -> tuple[LogLine, ...]:
    """Every line, in order; those of a newer version where they say of themselves that they belong, damaged ones last.

    `station` is this station's id.
    """
    told = [(event.order, _line(event, fold, clocks, zone, station)) for event in fold.log()]
    told += [(_order(line), line) for line in (_newer(one, zone, station) for one in fold.newer.values())]
    told.sort(key=lambda pair: pair[0])
    return (*(line for _, line in told), *map(_damaged, fold.damaged.values()))


def _line(event: Event, fold: Fold, clocks: Clocks, zone: tzinfo, station: str) -> LogLine:
    return LogLine(
        id=event.id,
        lam=event.lam,
        at=event.at.astimezone(zone),
        by=event.by,
        op=event.op,
        key=event.key,
        name=event.was.name,
        unit=event.was.unit,
        item_kind=event.was.kind,
        station=event.station,
        outcome=event.arg.outcome,
        until=event.arg.until,
        who=event.arg.who,
        text="" if event.op == LINK else event.arg.text,
        target=_target(event, fold),
        state=_state(event, fold),
        clock=clocks.flag(event, fold),
        ours=event.station == station,
        on=day_of(event),
    )


def _target(event: Event, fold: Fold) -> str:
    if event.op == LINK:
        return event.arg.text or event.arg.ref
    undone = fold.get(event.arg.ref) if event.op == UNDO else None
    return "/".join(filter(None, (undone.op, undone.arg.outcome))) if undone else ""


def _state(event: Event, fold: Fold) -> str:
    if event.op not in KNOWN:
        return "newer"
    if fold.undone(event):
        return "undone"
    if event.op == UNDO:
        return ""
    return "in force" if event.op == NOTE or fold.holds(event) else "replaced"


class _Peek(msgspec.Struct, frozen=True):
    """What a line of any version probably says of itself."""

    id: str = ""
    lam: int = 0
    at: datetime | None = None
    by: str = ""
    op: str = ""
    key: str = ""


def _newer(newer: Newer, zone: tzinfo, station: str) -> LogLine:
    try:
        said = msgspec.json.decode(newer.line, type=_Peek)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        said = _Peek()
    at = said.at.astimezone(zone) if said.at and said.at.tzinfo else None
    id_ = one_line(said.id)
    of = id_.partition(".")[0]
    return LogLine(
        id_,
        said.lam,
        at,
        one_line(said.by),
        one_line(said.op),
        one_line(said.key),
        name="",
        unit="",
        item_kind="",
        station=of,
        text="" if said.op else _quoted(newer.line),
        state="newer",
        ours=of == station,
    )


def _damaged(damaged: Damaged) -> LogLine:
    return LogLine("", 0, None, "", "", "", "", "", "", "", text=_quoted(damaged.line), state="damaged")


def _quoted(line: bytes) -> str:
    return short(line[:400].decode("utf-8", errors="replace"))


def _order(line: LogLine) -> tuple[int, datetime, str]:
    return line.lam, line.at or datetime.min.replace(tzinfo=UTC), line.id
