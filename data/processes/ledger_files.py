"""Which files of the folder are ledgers, when one has come to rest, and whether its bytes are all there.

The process that watches the folder uses this; nothing here opens a file. A link is never followed, a device or a
fifo never opened; a folder is walked to a bounded depth and number of entries.
"""

from __future__ import annotations

import math
import os
import re
import stat
import struct
from collections.abc import Collection, Iterator
from dataclasses import field
from pathlib import Path, PurePosixPath

from data.intake.cells.cell_result import Args
from data.intake.file_names import has_twin, is_copy, is_system_folder, left_out_by
from data.support.fast_dataclass import dataclass
from data.support.late_pattern import late_pattern
from data.support.text import clean

WORKBOOK_ENDINGS = frozenset({".xlsx", ".xls", ".ods", ".et", ".xlsm", ".xlsb"})
TEXT_ENDINGS = frozenset({".csv", ".tsv", ".txt"})

UNREAD_ENDINGS = {
    ".numbers": "numbers_workbook",
    **dict.fromkeys((".fods", ".sxc", ".uos", ".uof", ".ett", ".dbf"), "other_workbook"),
}
"""Spreadsheets that are not read: each is told, with what to do."""

_TEMPORARY = late_pattern(r"\.(?:tmp|temp|part|partial|crdownload|swp|bak|lock)$|^~|^\.|#$|~$", re.IGNORECASE)
_ZIP_START = (b"PK\x03\x04", b"PK\x05\x06")
_ZIP_END = b"PK\x05\x06"
_ZIP_END_WITHIN = 22 + 65_535


@dataclass(frozen=True, slots=True)
class NameVerdict:
    """What a path's name says: a `ledger`; or not counted, and then either `silent` or shown with `code` and `args`.

    `state` is what becomes of the file: "ignored", or "failed" where it may be a ledger that cannot be read.
    """

    ledger: bool = False
    silent: bool = False
    code: str = ""
    args: Args = ()
    state: str = "ignored"


@dataclass(frozen=True, slots=True)
class WalkedFile:
    """One file that a walk found. `file` is its path from the folder, inert and for display and as its id; `path`
    opens it. With a `problem` (a code, and `args`) it must not be opened; a folder's `file` then ends in "/".
    """

    file: str
    path: Path
    size: int = 0
    mtime_ns: int = 0
    inode: int = 0
    problem: str = ""
    args: Args = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a walk goes."""

    depth: int = 20
    entries: int = 50_000


FAR_ENOUGH = Limits()


def judge(relative_path: str, leave_out: tuple[str, ...] = (), files: Collection[str] = ()) -> NameVerdict:
    """Tell by its name whether a file is a ledger. Of a folder with a problem (ends in "/") all is told.

    `leave_out` are the office's own patterns, `files` what lies beside it: some copies are told by their twin only.
    """
    if relative_path.endswith("/"):
        return NameVerdict(ledger=True)
    path = PurePosixPath(relative_path)
    ending = path.suffix.lower()
    hidden = path.name.startswith((".", "~")) or any(is_system_folder(part) for part in path.parts[:-1])
    known = ending in WORKBOOK_ENDINGS or ending in TEXT_ENDINGS or ending in UNREAD_ENDINGS
    if hidden or not known or _TEMPORARY.search(path.name):
        return NameVerdict(silent=True)
    if pattern := left_out_by(relative_path, leave_out):
        return NameVerdict(code="left_out", args=(("pattern", pattern),))
    if is_copy(path.name) or has_twin(relative_path, files):
        return NameVerdict(code="copy")
    if ending in UNREAD_ENDINGS:
        return NameVerdict(code=UNREAD_ENDINGS[ending], state="failed")
    return NameVerdict(ledger=True)


def walk(root: Path, limits: Limits = FAR_ENOUGH) -> Iterator[WalkedFile]:
    """Every file below the folder, with what its directory says of it. Never raises for what lies in the folder."""
    left = limits.entries
    waiting: list[tuple[Path, str, int]] = [(root, "", 0)]
    while waiting:
        folder, name, depth = waiting.pop()
        for entry in _entries(folder, name):
            left -= 1
            if left < 0:
                yield WalkedFile("./", root, problem="too_many_files", args=(("limit", str(limits.entries)),))
                return
            if not isinstance(entry, os.DirEntry):
                yield entry
                continue
            relative = f"{name}{_shown(entry.name)}"
            if _is_folder(entry):
                if is_system_folder(entry.name):
                    continue
                if depth + 1 >= limits.depth:
                    limit = (("limit", str(limits.depth)),)
                    yield WalkedFile(f"{relative}/", Path(entry.path), problem="too_deep", args=limit)
                else:
                    waiting.append((Path(entry.path), f"{relative}/", depth + 1))
            else:
                found = _file(entry, relative)
                if found:
                    yield found


def _shown(name: str) -> str:
    return clean(name).replace("\n", " ")


def _entries(folder: Path, name: str) -> Iterator[os.DirEntry[str] | WalkedFile]:
    try:
        with os.scandir(folder) as entries:
            yield from sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        why = (("why", error.strerror or str(error)),)
        yield WalkedFile(name or "./", folder, problem="unreadable_folder", args=why)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False  # it went away, or its state cannot be had: `_file` says which


def _file(entry: os.DirEntry[str], relative: str) -> WalkedFile | None:
    path = Path(entry.path)
    try:
        state = entry.stat(follow_symlinks=False)
    except FileNotFoundError:
        return None  # deleted between the listing and now
    except OSError as error:
        return WalkedFile(relative, path, problem="unreadable_file", args=(("why", error.strerror or str(error)),))
    if stat.S_ISLNK(state.st_mode):
        return WalkedFile(relative, path, inode=state.st_ino, mtime_ns=state.st_mtime_ns, problem="link")
    if not stat.S_ISREG(state.st_mode):
        return WalkedFile(relative, path, inode=state.st_ino, mtime_ns=state.st_mtime_ns, problem="not_a_file")
    return WalkedFile(relative, path, state.st_size, state.st_mtime_ns, state.st_ino)


@dataclass(frozen=False, slots=True)
class _FileSeen:
    size: int
    mtime_ns: int
    since: float


@dataclass(frozen=False, slots=True)
class RestClock:
    """Knows when a file has come to rest: nobody is writing it any more.

    At rest is a file whose size and modification time have not changed for the rest time as we watched, or whose
    modification time already lies further back than that on the wall clock, so that old files are read at once. A
    modification time in the future (a station's clock is wrong) counts by what we watched. `soonest` is when the next
    of those that it was asked of in vain, since it was last set, will have rested if nobody writes it.
    """

    rest_workbook: float
    rest_csv: float
    _seen: dict[str, _FileSeen] = field(default_factory=dict)
    soonest: float = math.inf

    def at_rest(self, entry: WalkedFile, now_wall: float, now_monotonic: float, times: float = 1.0) -> bool:
        """Whether the file has rested for its rest time (`times` as long)."""
        needed = times * (self.rest_workbook if is_workbook(entry.file) else self.rest_csv)
        seen = self._seen.get(entry.file)
        if seen is None or (seen.size, seen.mtime_ns) != (entry.size, entry.mtime_ns):
            seen = self._seen[entry.file] = _FileSeen(entry.size, entry.mtime_ns, now_monotonic)
        left = min(needed - (now_monotonic - seen.since), max(needed, 0.0) - (now_wall - entry.mtime_ns / 1e9))
        if left > 0.0:
            self.soonest = min(self.soonest, now_monotonic + left)
        return left <= 0.0

    def forget(self, file: str) -> None:
        """The file is gone."""
        self._seen.pop(file, None)


def is_workbook(file: str) -> bool:
    """Whether the name is a workbook's."""
    return PurePosixPath(file).suffix.lower() in WORKBOOK_ENDINGS


def complete(name: str, data: bytes, *, long_at_rest: bool = True) -> str:
    """ "" where the bytes are a whole file, else the code of what is missing: empty, incomplete, csv_cut.

    A text that does not end in a newline is cut where its last row is shorter than the row before, or a quote is
    open. Where that row looks whole it is taken only when the file has been `long_at_rest` (twice its rest time),
    since a last cell may be cut too: a ledger written by hand may lack its last newline.
    """
    if not data:
        return "empty"
    if not data.strip(b"\0"):
        return "incomplete"
    if data.startswith(_ZIP_START):
        return "" if _ZIP_END in data[-_ZIP_END_WITHIN:] else "incomplete"
    if is_workbook(name) and data[:8].strip(b"\0") == b"":
        return "incomplete"
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return "" if len(data) >= 1536 else "incomplete"
    return _complete_text(data, long_at_rest)


def ends_whole(data: bytes) -> bool:
    """Whether a zipped workbook proves by its own end that it is whole: the list of its parts stands where the end
    says, and nothing follows. Of no other bytes that can be told; a text never says where it ends."""
    at = data.rfind(_ZIP_END, -_ZIP_END_WITHIN)
    if not data.startswith(_ZIP_START) or at < 0 or len(data) < at + 22:
        return False
    size, begins, comment = struct.unpack_from("<IIH", data, at + 12)
    listed = data[begins : begins + 4] == b"PK\x01\x02"
    return bool(listed and begins + size == at and at + 22 + comment == len(data))


def _complete_text(data: bytes, long_at_rest: bool) -> str:
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\n\0" in data[:4000] or b"\0\n" in data[:4000]
    flat = data.replace(b"\0", b"") if wide else data
    if flat.endswith((b"\n", b"\r")):
        return ""
    lines = flat.splitlines()
    last = lines[-1]
    if last.count(b'"') % 2 and flat.count(b'"') % 2:
        return "csv_cut"
    before = next((one for one in reversed(lines[:-1]) if one.strip()), None)
    for sign in (b"\t", b",", b";", b"|"):
        if before is not None and before.count(sign) > last.count(sign) and before.count(b'"') == last.count(b'"') == 0:
            return "csv_cut"
    return "" if long_at_rest else "csv_cut"
