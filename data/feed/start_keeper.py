"""Keeps what the next start shows first, once a board is at rest (`data.feed.kept_start`)."""

from __future__ import annotations

import logging
import sqlite3
import time
from dataclasses import replace

import msgspec

from data.feed.board_engine import Engine
from data.feed.file_states import is_pending
from data.feed.kept_start import MARK, KeptStart, first_board_path, line_digest, made_by, own_stamps, waits_to_be_sent
from data.journal.journal_lines import MARKS, SEEN
from data.journal.kept_lines import SeenLines
from data.model import Board
from data.processes.parser_messages import Parsed
from data.processes.reader_messages import FileState, FromReader, LinesRead
from data.rules.fair.duty_roster import duty, local_now, unstaffed
from data.station.index_said import said_of_ledgers
from data.station.kept_board import to_kept
from data.station.kept_file import write_kept
from data.station.paths import Places

_log = logging.getLogger(__name__)

RESTS = 5.0
"""Seconds for which a board stands before it is kept."""

SHARE = 100
"""One is kept for at most one part in so many of the time."""


class StartKeeper:
    """For the folder of `where`. `looks`: this station only looks."""

    def __init__(self, where: Places, *, looks: bool) -> None:
        self._where, self._looks = where, looks
        self._lines: dict[str, set[bytes]] = {}
        self._told: dict[str, FileState] = {}
        self._kept: Board | None = None
        self._stands: tuple[Board | None, float] = (None, 0.0)
        self._not_before = 0.0

    def hear(self, message: FromReader | Parsed) -> None:
        """Take note of what the reader says: it says so again to the next start."""
        if isinstance(message, LinesRead):
            self._lines.setdefault(message.stream, set()).update(map(line_digest, message.lines))
        elif isinstance(message, FileState):
            self._told[message.file] = message

    def look(self, engine: Engine, board: Board | None, *, last: bool = False) -> None:
        """Keep the board if it stands, and nothing goes on behind it; at once where it is the `last` look."""
        now = time.monotonic()
        if board is not self._stands[0]:
            self._stands = board, now
        rests = last or now - self._stands[1] >= RESTS
        if board is None or board is self._kept or not rests or now < self._not_before or not self._is_calm(engine):
            return
        try:
            kept = self._of(engine, board)
            if kept is not None:
                write_kept(first_board_path(self._where), MARK, msgspec.msgpack.encode(kept))
        except (OSError, sqlite3.Error):
            _log.warning("the board could not be kept for the next start", exc_info=True)
        self._kept = board
        self._not_before = now + (time.monotonic() - now) * SHARE

    def _is_calm(self, engine: Engine) -> bool:
        """Whether all is read, recorded and written, and a start would find it as it is."""
        shelf, force = engine.shelf, engine.shelf.in_force
        return (
            not (engine.dirty or engine.loading or self._where.unkept)
            and engine.state.seen_whole
            and not (force.problem or force.left or force.text != force.good or shelf.broken())
            and not any(is_pending(row) or row.plan != force.plan_digest for row in shelf.files.values())
            and not (engine.seen.unrecorded or shelf.writer.is_behind or waits_to_be_sent(self._where))
        )

    def _all_lines(self) -> dict[str, set[bytes]]:
        """All lines that enter the board, by stream: those of the folder, and those of this station, which it holds by
        now."""
        for stream in (MARKS.name, SEEN.name):
            own = SeenLines(self._where.index.with_name(f"{stream}.jsonl")).lines()
            self._lines.setdefault(stream, set()).update(map(line_digest, own))
        return self._lines

    @staticmethod
    def _still(engine: Engine, told: FileState) -> bool:
        """Whether a file is as the reader said last; it may have handed it over since."""
        row = engine.shelf.files.get(told.file)
        return row is not None and (row.state, row.stamp) == (told.state, told.stamp)

    def _of(self, engine: Engine, board: Board) -> KeptStart | None:
        """What is kept; None for a board that says more than the next start could know."""
        shelf, zone = engine.shelf, engine.shelf.settings.zone
        roster, rule = engine.season.roster, engine.shelf.settings.roster
        on = duty(roster, board.as_of, local_now(board.now, board.as_of, zone), rule)
        if board.station or (on, unstaffed(roster, board.as_of)) != (board.duty, board.unstaffed):
            return None
        if board.as_of != engine.today or board.folder.state != "ok" or shelf.checked_at is None:
            return None
        return KeptStart(
            made_by=made_by(),
            day=board.as_of,
            looks=self._looks,
            own=own_stamps(self._where, looks=self._looks),
            index=said_of_ledgers(self._where.index),
            watch=engine.state.asked(0),
            told={file: one for file, one in self._told.items() if self._still(engine, one)},
            skipped=engine.state.skipped,
            lines={stream: b"".join(sorted(said)) for stream, said in self._all_lines().items()},
            settings=shelf.in_force.text,
            checked_at=shelf.checked_at,
            undoable=engine.desk.undoable(),
            roster=tuple(roster),
            board=memoryview(to_kept(replace(board, marks=replace(board.marks, last_saved="")))),
        )
