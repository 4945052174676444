"""One look after the other at the shared folder: which ledgers are new, which have come to rest, which are gone.

Runs in the reader process only. Nothing known is dropped because the folder itself is away: a file is gone when its
directory is there and has not held it for GONE_AFTER seconds.
"""

from __future__ import annotations

import math
import os
import stat
import sys
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

from data.processes.file_rights import kept_apart
from data.processes.ledger_files import RestClock, WalkedFile, complete, ends_whole, is_workbook, judge, walk
from data.processes.reader_messages import FileGone, FileRead, FileState, FromReader, SettingsRead, Watch
from data.station.stamp import Stamp
from data.support.settings_bytes import SETTINGS_FILE, decoded

GONE_AFTER = 10.0
"""Seconds: Excel and WPS delete a file before they put the new one in its place."""

RETRY_FOR = 8.0
"""Seconds that an incomplete file at rest is tried again before it is called incomplete."""

AHEAD = 3
"""Files handed over and not yet taken: more would only fill memory."""

RENAMED_REST = 0.5
"""Seconds that a zipped workbook rests which was renamed into its place: nobody writes on in what is whole there."""

CHUNK = 1 << 20


class Changed(Exception):
    """A file changed while it was read."""


class Scanner:
    """Scans one folder. `say` takes each message; `beat` is called between steps that touch the folder."""

    def __init__(self, watch: Watch, say: Callable[[FromReader], None], beat: Callable[[], None]) -> None:
        self.root = Path(watch.folder)
        self.known: dict[str, Stamp] = dict(watch.known)
        self.in_flight: set[str] = set()
        self.unsettled: set[str] = set()
        self._ready: deque[tuple[WalkedFile, Stamp, bool]] = deque()
        self._tried_early: dict[str, Stamp] = {}
        self._to_parent = say
        self._beat = beat
        self._rest = RestClock(watch.rest_workbook, watch.rest_csv)
        self._max_bytes = watch.max_bytes
        self._leave_out = watch.leave_out
        self._told: dict[str, tuple[Stamp, str]] = {}
        self._missing_since: dict[str, float] = {}
        self._failing_since: dict[str, tuple[Stamp, float]] = {}
        self._settings: str | None = None
        self._scanned = False
        self.quiet = False
        """Whether the last whole scan had nothing to say, and there was nothing that it could not look into."""
        self.ledgers = 0
        """Ledgers that the last whole scan saw."""

    @property
    def settled(self) -> bool:
        """Whether there was a scan, and the last one left nothing to read and nothing to wait for."""
        return self._scanned and not self.unsettled and not self.in_flight and not self._ready

    @property
    def coming(self) -> bool:
        """Whether there is more to hand over, or nobody has looked yet."""
        return not self._scanned or bool(self._ready) or bool(self.in_flight)

    @property
    def rested_at(self) -> float:
        """When, by the clock that only goes forward, the next of those that come to rest has done so."""
        return self._rest.soonest

    @property
    def waiting(self) -> int:
        """Files on their way: coming to rest, ready to be read, or with the parent."""
        return len(self.unsettled) + len(self._ready) + len(self.in_flight)

    def scan(self) -> None:
        """One whole look. Raises OSError when the folder itself cannot be listed."""
        os.scandir(self.root).close()
        self.quiet = True
        self._rest.soonest = math.inf
        self._read_settings()
        self.unsettled = set()
        self._ready.clear()
        seen: set[str] = set()
        shut: list[str] = []
        entries = []
        ledgers = 0
        for entry in walk(self.root):
            self._beat()
            entries.append(entry)
        files = {entry.file for entry in entries}
        for entry in entries:
            self._beat()
            verdict = judge(entry.file, self._leave_out, files)
            if verdict.silent:
                continue
            seen.add(entry.file)
            if not verdict.ledger:
                self.known.pop(entry.file, None)  # once it counts again it is to be read
                self._tell(entry, verdict.state, verdict.code, verdict.args)
                continue
            ledgers += not entry.file.endswith("/")
            if entry.problem:
                self._tell(entry, "failed", entry.problem, entry.args)
                if entry.file.endswith("/"):
                    shut.append(entry.file)
            else:
                self._look_at(entry)
        self._miss(seen, tuple(shut))
        self._scanned = True
        self.ledgers = ledgers
        self.hand_over()
        self.quiet = self.quiet and self.settled and not shut

    def hand_over(self) -> None:
        """Read and hand over what has come to rest, as long as the parent keeps up."""
        while self._ready and len(self.in_flight) < AHEAD:
            self._hand_over(*self._ready.popleft())

    def taken(self, file: str) -> None:
        """The parent has dealt with a file: go on with the next."""
        self.in_flight.discard(file)
        self.hand_over()

    def _look_at(self, entry: WalkedFile) -> None:
        stamp = Stamp(entry.size, entry.mtime_ns, entry.inode)
        if self.known.get(entry.file) == stamp:
            return
        if entry.file in self.in_flight:
            self.unsettled.add(entry.file)  # saved again while its last version is parsed: look again soon
        elif entry.size > self._max_bytes:
            limit = f"{self._max_bytes // 1_000_000}"
            self._settle(entry.file, stamp, "too_large", (("limit", limit),))
        elif self._rest.at_rest(entry, time.time(), time.monotonic()):
            self._ready.append((entry, stamp, False))
        elif self._is_renamed(entry, stamp):
            self._ready.append((entry, stamp, True))
        else:
            self._await_rest(entry)

    def _await_rest(self, entry: WalkedFile) -> None:
        self.unsettled.add(entry.file)
        self._tell(entry, "waiting", "not_at_rest")

    def _is_renamed(self, entry: WalkedFile, stamp: Stamp) -> bool:
        """Whether a workbook stands unchanged in the place of an older one; its bytes are asked once."""
        known, needed = self.known.get(entry.file), self._rest.rest_workbook
        if known is None or known.inode == stamp.inode or not is_workbook(entry.file) or needed <= RENAMED_REST:
            return False
        rested = self._rest.at_rest(entry, time.time(), time.monotonic(), times=RENAMED_REST / needed)
        return rested and self._tried_early.get(entry.file) != stamp

    def _hand_over(self, entry: WalkedFile, stamp: Stamp, early: bool) -> None:
        try:
            data = self._read(entry.path, stamp)
        except Changed:
            self.unsettled.add(entry.file)
            return
        except PermissionError:
            self._not_yet(entry, stamp, "no_permission")
            return
        except OSError as error:
            self._not_yet(entry, stamp, "unreadable_file", (("why", error.strerror or str(error)),))
            return
        if early and not ends_whole(data):
            self._tried_early[entry.file] = stamp
            self._await_rest(entry)
            return
        code = complete(entry.file, data)
        if code:
            self._not_yet(entry, stamp, code)
            return
        self._failing_since.pop(entry.file, None)
        self._told.pop(entry.file, None)
        self.known[entry.file] = stamp
        self.in_flight.add(entry.file)
        self._say(FileRead(entry.file, stamp, data, kept_apart(self.root, entry.path)))

    def _not_yet(self, entry: WalkedFile, stamp: Stamp, code: str, args: tuple[tuple[str, str], ...] = ()) -> None:
        """Try again for a while; a file that stays so and has long been as it is, is set aside with the reason."""
        self.quiet = False
        since = self._failing_since.get(entry.file)
        if since is None or since[0] != stamp:
            since = self._failing_since[entry.file] = (stamp, time.monotonic())
        long_ago = time.time() - stamp.mtime_ns / 1e9 > 60
        trying = not long_ago and time.monotonic() - since[1] < RETRY_FOR
        if code == "no_permission" or trying:
            # A right that is given back changes no stamp: so this is told as a failure, and tried again all the same.
            if not long_ago:
                self.unsettled.add(entry.file)
            self._tell(entry, "waiting" if trying else "failed", code, args)
        else:
            self._settle(entry.file, stamp, code, args)

    def _settle(self, file: str, stamp: Stamp, code: str, args: tuple[tuple[str, str], ...] = ()) -> None:
        self.known[file] = stamp
        self._told.pop(file, None)
        self._fail(FileState(file, stamp, "failed", code, args))

    def _tell(self, entry: WalkedFile, state: str, code: str, args: tuple[tuple[str, str], ...] = ()) -> None:
        stamp = Stamp(entry.size, entry.mtime_ns, entry.inode)
        told = (stamp, f"{state} {code}")
        if self._told.get(entry.file) != told:
            self._told[entry.file] = told
            self._fail(FileState(entry.file, stamp, state, code, args))

    def _fail(self, told: FileState) -> None:
        """Screens say what the system answered in their own words: here it is kept as it came."""
        for name, answer in told.args:
            if name == "why":
                print(f"{told.file}: {answer}", file=sys.stderr)
        self._say(told)

    def _say(self, message: FromReader) -> None:
        self.quiet = False
        self._to_parent(message)

    def _read(self, path: Path, stamp: Stamp) -> bytes:
        fd = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            before = os.fstat(fd)
            if not stat.S_ISREG(before.st_mode):
                raise OSError(0, "not a regular file")
            parts: list[bytes] = []
            while part := os.read(fd, CHUNK):
                parts.append(part)
                self._beat()
            after = os.fstat(fd)
        finally:
            os.close(fd)
        data = b"".join(parts)
        if (after.st_size, after.st_mtime_ns, len(data)) != (stamp.size, stamp.mtime_ns, stamp.size):
            raise Changed
        return data

    def _read_settings(self) -> None:
        path, changed, apart = self.root / SETTINGS_FILE, 0, False
        try:
            text = decoded(path.read_bytes())
            if text == self._settings:
                return  # nothing more is asked of a share that may be slow
            changed, apart = path.stat().st_mtime_ns, kept_apart(self.root, path)
        except FileNotFoundError:
            text = ""
        except OSError:
            return  # it is there and cannot be read now: the settings in force stay
        if text != self._settings:
            self._settings = text
            self._say(SettingsRead(text, changed, apart))

    def _miss(self, seen: set[str], shut: tuple[str, ...]) -> None:
        """Files that were not seen; those below a folder that cannot be entered are not missed."""
        for file in list(self._missing_since):
            if file in seen:
                del self._missing_since[file]
        for file in (self.known.keys() | self._told.keys()) - seen:
            if file.startswith(shut) or "./" in shut:
                continue
            now = time.monotonic()
            since = self._missing_since.setdefault(file, now - self._unchanged_for(file))
            if now - since < GONE_AFTER:
                self.unsettled.add(file)
                continue
            self._missing_since.pop(file, None)
            self.known.pop(file, None)
            self._told.pop(file, None)
            self._rest.forget(file)
            self._tried_early.pop(file, None)
            self._say(FileGone(file))

    def _unchanged_for(self, file: str) -> float:
        """Seconds that the file's directory, or the nearest one that is left, has not changed: no shorter absence."""
        for parent in (self.root / file).parents:
            try:
                return max(0.0, time.time() - parent.stat().st_mtime)
            except FileNotFoundError:
                continue
            except OSError:
                return 0.0
        return 0.0
