"""What the desk asks of an engine at the change of shifts: what changed, sign the note, accept it.

Called in the engine's own thread: each needs a board.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from functools import partial

from data import shift as shifts
from data.engine import Engine
from data.marks.event import Event
from data.marks.make_handover import make_handover, make_takeover
from data.model import Board, Shift
from data.rules.changes import left_open

RECENT = 6
"""Notes of shifts that are shown."""


def shift(engine: Engine, names: Collection[str]) -> Shift:
    """What changed since the latest hand-over that concerns one of these officers, or since the last session."""
    session = engine.last_session
    local = session.astimezone(engine.shelf.settings.zone) if session else None
    notes = engine.desk.handovers()
    since = shifts.since_when(names, notes, local)
    board = _present(engine)
    past = engine.past(since.when) if since.when else None
    first = past is None or past.before_history
    if past is None or past.before_history:
        past = engine.first_known()
    if past is None:
        return Shift(notes=notes[:RECENT])
    then = engine.board_of(past, board.as_of if past.day > board.as_of else None)
    told = shifts.compare(since, past, then, engine.shelf.season, board, engine.desk.log())
    return replace(told, begins=past.begins if first else None, notes=notes[:RECENT])


def sign(engine: Engine, to: str, text: str, by: str) -> Event:
    """Sign the shift's note: its words, and what is open by the present board. Raises MarkError or OSError."""
    left = left_open(_present(engine))
    return engine.desk.write(partial(make_handover, to, text, left), by=by, now=engine.now)


def take_over(engine: Engine, note: str, by: str) -> Event:
    """Accept the note with this id. Raises MarkError or OSError."""
    return engine.desk.write(partial(make_takeover, note), by=by, now=engine.now)


def _present(engine: Engine) -> Board:
    """The board of this moment; one that is due for the screen stays due."""
    due = engine.dirty
    board = engine.board()
    engine.dirty |= due
    return board
