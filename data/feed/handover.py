"""What changed since an officer's last shift, and the board that a note of a shift is signed by.

Called in the engine's own thread: both need a board.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from data.feed.board_engine import Engine
from data.feed.known_then import Past, changes_since
from data.ledgers.season import Season
from data.model import Board, LogLine, OwedItem, Shift, ShiftMark, ShiftNote, SignedThen
from data.rules.changes import owed_changes
from data.rules.units.names import followup_key
from data.support.fast_dataclass import dataclass

RECENT = 6
"""Notes of shifts that are shown."""


def shift(engine: Engine, names: Collection[str]) -> Shift:
    """What changed since the latest hand-over that concerns one of these officers, or since the last session."""
    session = engine.last_session
    local = session.astimezone(engine.shelf.settings.zone) if session else None
    notes = engine.desk.handovers()
    since = since_when(names, notes, local)
    board = present(engine)
    past = engine.past(since.when) if since.when else None
    first = past is None or past.before_history
    if past is None or past.before_history:
        past = engine.first_known()
    if past is None:
        return Shift(notes=notes[:RECENT])
    then = engine.board_of(past, board.as_of if past.day > board.as_of else None)
    told = compare(since, past, then, engine.season, board, engine.desk.log())
    return replace(told, begins=past.begins if first else None, notes=notes[:RECENT])


def present(engine: Engine, as_of: date | None = None) -> Board:
    """The board of this moment (`as_of`: by the rules of that day); one that is due for the screen stays due."""
    due = engine.dirty
    board = engine.board(as_of)
    engine.dirty |= due
    return board


# ------------------------------------------------------------
# what changed since an officer's last shift: the moment that it is told from, and everything that is told

DOING = frozenset({"act", "done", "snooze", "claim", "reopen", "note", "log", "accept", "link", "decide"})
"""Ops of marks that are told. What was undone or replaced since is not: the latest says how it stands."""

_PLAIN = frozenset({"note", "log", "link", "accept", "decide"})
"""Ops that are no state: what stood before them still stands."""


@dataclass(frozen=True, slots=True)
class Since:
    """The moment, why it is that one (see `Shift`), and the officer whom it concerns."""

    when: datetime | None
    why: str
    who: str = ""


def since_when(names: Collection[str], notes: Iterable[ShiftNote], session: datetime | None) -> Since:
    """The latest hand-over that one of `names` signed or accepted; else this station's last session."""
    found = [Since(note.at, "signed", note.by) for note in notes if note.by in names]
    for note in notes:
        mine = [name for name in note.accepted_by if name in names]
        if mine and note.accepted_at is not None:
            found.append(Since(note.accepted_at, "accepted", mine[0]))
    found = [one for one in found if one.when is not None]
    latest = max(found, key=lambda one: one.when or datetime.max, default=None)
    return latest or Since(session, "session" if session else "")


def compare(since: Since, past: Past, then: Board, season: Season, board: Board, log: Sequence[LogLine]) -> Shift:
    """Everything that changed from `past` (whose board is `then`) to the present season (whose board is `board`)."""
    owed = owed_changes(
        _owed(then),
        _owed(board),
        frozenset(map(followup_key, past.season.followups)),
        frozenset(map(followup_key, season.followups)),
    )
    return Shift(
        since=since.when,
        why=since.why,
        who=since.who,
        signed=signed_then(then, board),
        changes=(*changes_since(past, then, season, board), *owed),
        marks=marks_since(log, _last_second(since)) if since.when else (),
    )


def _last_second(since: Since) -> datetime:
    """Marks bear whole seconds: one of the second in which a session ended is rather told twice than lost."""
    assert since.when is not None
    return since.when.replace(microsecond=0) - timedelta(seconds=1) if since.why == "session" else since.when


def _owed(board: Board) -> dict[str, OwedItem]:
    return {item.key: item for item in (*board.owed, *board.owed_later)}


def signed_then(then: Board, now: Board) -> tuple[SignedThen, ...]:
    """The amounts signed for each fair of the present board, then and now; the headline's fair first."""
    before = {line.fair: line for line in then.progress}
    lines = sorted(now.progress, key=lambda line: line is not now.leading)
    return tuple(
        SignedThen(line.fair, before[line.fair].signed, line.signed, before[line.fair].completion, line.completion)
        for line in lines
        if line.fair in before
    )


def marks_since(log: Sequence[LogLine], since: datetime) -> tuple[ShiftMark, ...]:
    """What was done to each item after `since`, by the marks' own clocks; the latest done first."""
    earlier: dict[str, LogLine] = {}
    found: dict[str, ShiftMark] = {}
    for line in log:
        if line.op not in DOING or line.state in ("undone", "newer", "damaged") or line.at is None:
            continue
        if line.at <= since:
            if line.op not in _PLAIN:
                earlier[line.key] = line
            continue
        known = found.pop(line.key, None)
        mark = _mark(line, earlier.get(line.key))
        found[line.key] = replace(mark, count=known.count + 1) if known else mark
    return tuple(sorted(found.values(), key=lambda mark: mark.at, reverse=True))


def _mark(line: LogLine, before: LogLine | None) -> ShiftMark:
    assert line.at is not None
    return ShiftMark(
        key=line.key,
        name=line.name or line.key.rpartition("/")[2],
        unit=line.unit,
        item_kind=line.item_kind,
        op=line.op,
        outcome=line.outcome,
        until=line.until,
        text=line.target if line.op == "link" else line.text,
        who=line.who,
        by=line.by,
        at=line.at,
        before_op=before.op if before else "",
        before_outcome=before.outcome if before else "",
        before_by=before.by if before else "",
    )
