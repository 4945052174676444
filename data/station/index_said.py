"""What an index says of its folder without its rows, and since when: read and noted by plain SQLite, for a start that
needs no row."""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from data.station.databases import WAIT

_SAID = (
    "select 'schema', user_version, '', '', '', '' from pragma_user_version",
    "select file, stamp, plan, state, read_at, detail from files order by file",
    "select key, value, '', '', '', '' from meta where key <> 'checked_at' order by key",
)
"""All but the rows, which are swapped together with what is said of their file, and the moment of the last look."""


def said_of_ledgers(path: Path) -> str:
    """A digest of what the index says of its ledgers. Raises sqlite3.Error, OSError."""
    digest = hashlib.blake2b(digest_size=16)
    with contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=WAIT)) as db:
        for asked in _SAID:
            for row in db.execute(asked):
                digest.update(repr(row).encode())
    return digest.hexdigest()


def note_look(path: Path, now: datetime) -> None:
    """Note that the whole folder was seen at this moment. Raises sqlite3.Error, OSError."""
    with contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=WAIT)) as db, db:
        db.execute("update meta set value = ? where key = 'checked_at'", [now.astimezone(UTC).isoformat()])
