"""What the reader of the shared folder and its parent say to each other: plain frozen messages.

File names are relative to the folder, with "/" between the parts, cleaned for showing; the reader alone keeps the
real path behind each.
"""

from __future__ import annotations

from datetime import date

import msgspec

from data.journal.journal_lines import MARKS
from data.station.stamp import Stamp

# ---------------------------------------------------------------- parent to reader


class Watch(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """Begin, or begin anew with other settings. `known` are the files already dealt with, as they were then.

    `format_uuid` is the folder's id as it was last seen ("" if never), `expected` the ledgers it held: another folder
    in its place, or the empty directory under a mount that is away, is not ours. `leave_out` are the office's patterns
    of files that are no ledgers. `number` comes back in Health: what
    the reader said before it heard of a newer Watch settles nothing.
    """

    number: int
    folder: str
    known: dict[str, Stamp]
    rest_workbook: float
    rest_csv: float
    scan_seconds: float
    watch: str
    max_bytes: int
    format_uuid: str = ""
    expected: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()


class Taken(msgspec.Struct, frozen=True, tag=True):
    """The parent has dealt with a file's bytes: the next one may come."""

    file: str


class Look(msgspec.Struct, frozen=True, tag=True):
    """Scan now."""


class Append(msgspec.Struct, frozen=True, tag=True):
    """Write these lines of a stream into the folder; answered by Appended or AppendFailed with the same number.

    `shared` is the local note of the segment that one-shot commands share ("": the run has segments of its own).
    `restore` gives a folder that is ours by its ledgers the FORMAT back that it has lost.
    """

    number: int
    lines: tuple[bytes, ...]
    station: str
    run: str
    today: date
    shared: str = ""
    restore: bool = False
    stream: str = MARKS.name


class PutBlob(msgspec.Struct, frozen=True, tag=True):
    """Write a blob into the folder, whole; answered by BlobSaid with the same number."""

    number: int
    name: str
    data: bytes


class GetBlob(msgspec.Struct, frozen=True, tag=True):
    """Read a blob of the folder; answered by BlobSaid with the same number."""

    number: int
    name: str


ToReader = Watch | Taken | Look | Append | PutBlob | GetBlob

# ---------------------------------------------------------------- reader to parent


class FileRead(msgspec.Struct, frozen=True, tag=True):
    """A file at rest, whole. Answer with Taken. `apart`: not everybody who reads the folder may read it."""

    file: str
    stamp: Stamp
    data: bytes
    apart: bool = False


class FileGone(msgspec.Struct, frozen=True, tag=True):
    """A file left the folder, and not just while it was being saved."""

    file: str


class FileState(msgspec.Struct, frozen=True, tag=True):
    """A file that is not handed over: "waiting" (comes to rest), "failed" (cannot be read) or "ignored" (a copy)."""

    file: str
    stamp: Stamp
    state: str
    code: str
    args: tuple[tuple[str, str], ...] = ()


class SettingsRead(msgspec.Struct, frozen=True, tag=True):
    """The text of fairwatch.toml; "" when there is none. `changed_ns` is its last change, `apart` as in FileRead."""

    text: str
    changed_ns: int = 0
    apart: bool = False


class LinesRead(msgspec.Struct, frozen=True, tag=True):
    """New lines of a stream's journals, of all stations."""

    lines: tuple[bytes, ...]
    stream: str = MARKS.name


class Appended(msgspec.Struct, frozen=True, tag=True):
    """The lines of an Append are in the shared folder, synced."""

    number: int
    stream: str = MARKS.name


class AppendFailed(msgspec.Struct, frozen=True, tag=True):
    """They are not; `why` is the system's reason."""

    number: int
    why: str
    stream: str = MARKS.name


class BlobSaid(msgspec.Struct, frozen=True, tag=True):
    """What came of a PutBlob or GetBlob: `data` is what was read (None: there is none, or it was written); `why` is the
    system's reason that it was neither read nor written, "" if it was."""

    number: int
    data: bytes | None = None
    why: str = ""


class Health(msgspec.Struct, frozen=True, tag=True):
    """A sign of life. `state` is "ok" or one of those of `FolderHealth`; `settled` says that one scan saw the whole
    folder and nothing is left to read or to come to rest; `coming` that there is more to hand over, or nothing was seen
    yet (a file that only comes to rest is not coming); `scans` counts whole scans of this process; `number` is that
    of the Watch by which it goes; `skipped` names what lies among the journals and is none, or could not be read;
    `ledgers` counts the ledgers of the last whole scan.
    """

    state: str
    detail: str
    watch: str
    scans: int
    waiting: int
    settled: bool
    format_uuid: str
    number: int = 0
    skipped: tuple[str, ...] = ()
    coming: bool = False
    ledgers: int = 0


FromReader = FileRead | FileGone | FileState | SettingsRead | LinesRead | Appended | AppendFailed | BlobSaid | Health
