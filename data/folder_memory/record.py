"""One record a version of a ledger, and the lines that carry it in the stream `seen`.

Two stations that see the same change write the same record: its id is made of the file, the record that it follows and
the digest of the file's bytes. A record whose rows do not fit into one line goes on in further lines.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime

import msgspec

from data.folder_memory.version_rows import as_texts
from data.journal.journal_lines import OURS, SEEN, VERSION, sealed, whole
from data.support.text import clean

GONE = ""
"""The digest of a file that is not there."""

PART = 40_000
"""Characters of packed rows in one line."""

_LONGEST_NAME = 8_000

_MOST_ROWS = 2**31
"""No ledger has as many."""


class SeenLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, rename={"is_": "is"}):
    """One line. `file` changed from the record `was` ("": none is known) to bytes of the digest `is` on `day`, and a
    station of version `app` found that out at the moment `at`, the station `by` ("": a version that did not say so);
    `kinds` counts its rows by kind of ledger, where they were `counted`.

    `rows` is one of `parts` pieces of its packed rows, of which `pack` is the digest ("": rows are not shared).
    A line without a file says that `was`, a station, runs this version, and since when it knows the whole folder.
    """

    v: int = VERSION
    id: str
    app: str = ""
    file: str = ""
    was: str = ""
    is_: str = GONE
    day: date
    at: datetime
    by: str = ""
    kinds: dict[str, int] = {}
    counted: bool = True
    pack: str = ""
    part: int = 1
    parts: int = 1
    rows: str = ""
    crc: str = ""

    @property
    def record(self) -> str:
        """The id of the record that it is a line of."""
        return self.id.partition(".")[0]


_LINES = msgspec.json.Decoder(SeenLine)


def record_id(file: str, was: str, is_: str) -> str:
    """The id of the record that says so, the same wherever it is made."""
    return hashlib.sha256(f"{file}\x1f{was}\x1f{is_}".encode()).hexdigest()[:24]


def pack_name(data: bytes) -> str:
    """What packed rows are called: a digest of them."""
    return hashlib.sha256(data).hexdigest()[:8]


def lines_of(head: SeenLine, data: bytes | None) -> Iterator[tuple[str, bytes]]:
    """The lines of a record, each with its id; `data` are its packed rows. Raises ValueError for a name that no line
    can hold."""
    texts = as_texts(data, PART) if data is not None else [""]
    pack = pack_name(data) if data is not None else ""
    if len(head.file.encode()) > _LONGEST_NAME:
        raise ValueError("a file's name that is too long for a line")
    for n, text in enumerate(texts, 1):
        # Another station's rows of the same record (it may share none) are no pieces of these.
        id_ = head.record if n == 1 and not pack else f"{head.record}.{pack}.{n}"
        line = msgspec.structs.replace(head, v=VERSION, id=id_, pack=pack, part=n, parts=len(texts), rows=text)
        yield id_, encode(line)


def encode(line: SeenLine) -> bytes:
    """The line with its newline and checksum."""
    said = msgspec.json.encode(line)
    return sealed(b'{"v":%d,%s' % (VERSION, said[1:]) if not said.startswith(OURS) else said, SEEN.longest)


def decode(line: bytes) -> SeenLine | None:
    """What a line says; None for one that is damaged, of another version, or says what cannot be."""
    line = line.rstrip(b"\n")
    try:
        if not (line.startswith(OURS) and whole(line)):
            return None
        said = _LINES.decode(line)
        inert = all(
            clean(text) == text for text in (said.id, said.app, said.file, said.was, said.is_, said.by, *said.kinds)
        )
    except (ValueError, OverflowError, RecursionError):  # msgspec's errors are ValueErrors
        return None
    fits = (
        1 <= said.part <= said.parts
        and 1970 <= said.at.year < 9999
        and 1970 <= said.day.year < 9999
        and said.record == record_id(said.file, said.was, said.is_)
    )
    if not (inert and fits and all(0 <= count < _MOST_ROWS for count in said.kinds.values())):
        return None
    return msgspec.structs.replace(said, at=said.at if said.at.tzinfo is UTC else said.at.astimezone(UTC), crc="")
