"""The segment that the one-shot commands of a station share: one file a day, under a lock of this station.

A command writes one mark and ends; a file for each would be thousands by the end of a season (docs/marks.md: 100,000
small files took 14.9 s to merge, daily segments 1.4 s). What the last command left is noted locally, so that a
segment that is not as it was left is left alone, as the Writer of a run does.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import msgspec

from data.marks.journal import Position, Writer
from data.marks.local import OWNER_ONLY, locked

RUN = "oneshot"
"""Stands in the segment's name where a run's id stands otherwise; the marks inside keep the ids of their runs."""


def append(folder: Path, station: str, expected: str, lines: Sequence[bytes], today: date, note: Path) -> None:
    """Append marks to the station's shared segment. `note` is a local file; its lock lies beside it.

    Raises what `Writer.append` raises. A note that is missing or cannot be read costs a new segment, nothing else.
    """
    with locked(note.with_suffix(".lock")):
        writer = Writer(folder, station, RUN, expected)
        writer.resume(_read(note))
        try:
            writer.append(lines, today)
        finally:
            _write(note, writer.position)


def _read(note: Path) -> Position | None:
    try:
        return msgspec.json.decode(note.read_bytes(), type=Position)
    except (OSError, msgspec.MsgspecError):
        return None


def _write(note: Path, position: Position | None) -> None:
    if position is None:
        return
    fresh = note.with_suffix(".new")
    fd = os.open(fresh, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, OWNER_ONLY)
    try:
        os.write(fd, msgspec.json.encode(position))
    finally:
        os.close(fd)
    fresh.replace(note)
