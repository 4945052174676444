"""What the next start needs to show the board of this one without reading or reckoning anything, and when it may.

It is this station's cache: of another version, language, day, settings or folder, or where any of this station's own
files is not as it was, it is nothing. What the shared folder holds is not asked here: `Resting` listens to its reader.
"""

from __future__ import annotations

import hashlib
import logging
import os
import sqlite3
import sys
from datetime import date, datetime
from pathlib import Path

import msgspec

from data.ledgers.kinds_and_columns import RosterDay
from data.model import Board, Undoable
from data.processes.reader_messages import FileState, Watch
from data.settings import Settings, SettingsError, read
from data.station.index_said import said_of_ledgers
from data.station.kept_board import from_kept
from data.station.kept_file import Unkept, read_kept, stamp_of
from data.station.paths import Places
from data.support.installed import installed
from data.wording import language

_log = logging.getLogger(__name__)

MARK = b"fairwatch first board 1\n"
LARGEST = 256_000_000
"""The most bytes of one: five times that of 100,000 projects."""

_CALENDARS = ("fairwatch", "chinesecalendar", "holidays")
"""Packages by whose version a board may be another."""

DIGEST = 16
"""Bytes by which a line of the folder's journals is known."""


class KeptStart(msgspec.Struct, frozen=True, kw_only=True):
    """A board at rest, and all by which it can be told that it is still the one that would be made.

    `made_by` is the program, `own` are the files of this station by what tells that they are as they were, `index` is
    what the index says of the ledgers. `watch` is what a reader of the folder is told, `told` what it says of files
    that it does not hand over, `lines` by stream the digests of all lines that it has read. `settings` is the text of
    fairwatch.toml. `board` holds the board's own bytes.
    """

    made_by: str
    day: date
    looks: bool
    own: dict[str, tuple[int, ...]]
    index: str
    watch: Watch
    told: dict[str, FileState]
    skipped: tuple[str, ...]
    lines: dict[str, bytes]
    settings: str
    checked_at: datetime
    undoable: Undoable | None
    roster: tuple[RosterDay, ...]
    board: memoryview


class FoundStart(msgspec.Struct, frozen=True):
    """One that may be shown."""

    kept: KeptStart
    board: Board
    settings: Settings


def first_board_path(where: Places) -> Path:
    """Where it lies: one for each language, since a board holds words."""
    return where.index.with_name(f"first-board-{language()}")


def found_start(where: Places, now: datetime, *, looks: bool) -> FoundStart | None:
    """The board that was kept, if it is the one that would be made of this station's files now. `looks`: this station
    only looks. Why one that is there is not shown stands in the log."""
    try:
        found = _found(where, now, looks=looks)
    except FileNotFoundError:
        return None
    except (OSError, sqlite3.Error, msgspec.MsgspecError, Unkept, SettingsError, UnicodeDecodeError) as error:
        _log.info("the board kept for this start is not used: %s", error)
        return None
    return found


def _found(where: Places, now: datetime, *, looks: bool) -> FoundStart:
    if where.unkept:
        raise Unkept("this station does not keep all of its files")
    data = read_kept(first_board_path(where), MARK, LARGEST)
    kept = msgspec.msgpack.decode(data, type=KeptStart)
    settings = read(kept.settings).settings
    if (kept.made_by, kept.looks, kept.watch.folder) != (made_by(), looks, str(where.folder)):
        raise Unkept("made by another version, or for another use")
    if kept.day != now.astimezone(settings.zone).date() or now < kept.checked_at:
        raise Unkept("of another day")
    if kept.own != own_stamps(where, looks=looks) or kept.index != said_of_ledgers(where.index):
        raise Unkept("this station's files have changed since")
    if waits_to_be_sent(where):
        raise Unkept("marks wait to be sent")
    return FoundStart(kept, from_kept(kept.board), settings)


def made_by() -> str:
    """The program that makes boards: its version, that of the calendars, and its files as they lie here."""
    versions = [sys.version, *map(installed, _CALENDARS)]
    files = sorted(_files(str(Path(__file__).parents[1])))
    return hashlib.blake2b(repr((versions, files)).encode(), digest_size=16).hexdigest()


def _files(directory: str) -> list[tuple[str, int, int]]:
    found: list[tuple[str, int, int]] = []
    with os.scandir(directory) as entries:
        for one in entries:
            if one.name == "__pycache__":
                continue
            if one.is_dir():
                found += _files(one.path)
            elif one.name.endswith((".py", ".toml", ".mo")):
                said = one.stat()
                found.append((one.path, said.st_mtime_ns, said.st_size))
    return found


def own_stamps(where: Places, *, looks: bool) -> dict[str, tuple[int, ...]]:
    """The files of this station that enter a board, beside the index."""
    history = where.index.with_name("history.db") if looks else where.history
    beside = [where.index.with_name(name) for name in ("marks.jsonl", "seen.jsonl", "clocks-ahead.txt")]
    paths = (*beside, where.station, history, history.with_name(f"{history.name}-wal"))
    return {str(path): stamp_of(path) for path in paths}


def waits_to_be_sent(where: Places) -> bool:
    """Whether lines for this folder wait in this station's outbox, of whichever run."""
    start = f"{where.folder_id}-"
    return any(path.suffix == ".jsonl" and path.name.startswith(start) for path in where.outbox.rglob("*"))


def line_digest(line: bytes) -> bytes:
    """By which a line of the folder's journals is known again."""
    return hashlib.blake2b(line, digest_size=DIGEST).digest()
