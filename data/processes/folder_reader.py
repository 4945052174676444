"""The board's child process that touches the shared folder for it: watch, scan, read bytes, append lines.

A network folder can hang, and no kill frees a process stuck in it; so this process may hang, and its parent only
notices that its heartbeat stopped. Events of the file system are hints: a full scan decides, at once after a hint
and every `scan_seconds` in any case; SELDOM times as rarely where events surely tell and there was nothing to find.
"""

from __future__ import annotations

import contextlib
import os
import queue
import sys
import threading
import time
from pathlib import Path

import msgspec

from data.journal.file_system_events import FolderEvents
from data.journal.folder_format import formats
from data.journal.folder_store import FolderStore
from data.journal.store import Hand
from data.processes.channel import own_channel, receive, send
from data.processes.ledger_files import judge, walk
from data.processes.mounts import mount_of, tells_all
from data.processes.reader_messages import (
    Append,
    Appended,
    AppendFailed,
    BlobSaid,
    FromReader,
    GetBlob,
    Health,
    LinesRead,
    Look,
    PutBlob,
    Taken,
    ToReader,
    Watch,
)
from data.processes.scan import Scanner

_OF_SYSTEMS = frozenset({"lost+found", "desktop.ini", "Thumbs.db"})
"""What systems put into a folder that is empty to its owner, as hidden files are."""

HEARTBEAT = 2.0
"""Seconds between two signs of life."""

SKIPPED_MOST = 50
"""Names of files that are no journals, told with a sign of life."""

BUSY_SCAN = 0.4
"""Seconds between scans at most while a file is coming to rest: the next is when it has."""

LEAST_SCAN = 0.02
"""Seconds between such scans at least."""


SELDOM = 12
"""Times `scan_seconds` between two scans while events tell of every change and the last scan found none.

A scan opens each folder, and the system tells the watch of every opening: it wakes once a folder. The folder itself
is looked at every `scan_seconds` all the same, since a mount that goes away is told by no event.
"""


CALM = 3
"""Times `scan_seconds` without a change until scans become seldom."""


class Hint(msgspec.Struct, frozen=True):
    """Something below the folder may have changed (`changed`: it has); `root`: the folder itself, which may be another
    one now."""

    changed: bool = True
    root: bool = False


class Ended(msgspec.Struct, frozen=True):
    """The parent is gone."""


class FolderReader:
    """The loop of the reader process; `write_fd` leads to the parent."""

    def __init__(self, write_fd: int) -> None:
        self.inbox: queue.SimpleQueue[ToReader | Hint | Ended] = queue.SimpleQueue()
        self._write_fd = write_fd
        self._watch: Watch | None = None
        self._scanner: Scanner | None = None
        self._store: FolderStore | None = None
        self._root_id: tuple[int, int] | None = None
        self._events: FolderEvents | None = None
        self._state, self._detail = "ok", ""
        self._scans = 0
        self._next_scan = 0.0
        self._next_whole = 0.0
        self._hinted = float("-inf")
        self._last_beat = 0.0

    def run(self) -> None:
        """Work until the parent is gone."""
        while True:
            wait = max(0.0, min(self._next_scan - time.monotonic(), HEARTBEAT)) if self._watch else None
            try:
                message = self.inbox.get(timeout=wait)
            except queue.Empty:
                message = None
            if isinstance(message, Ended):
                return
            if message is not None:
                self._take(message)
            if self._watch and time.monotonic() >= self._next_scan and self.inbox.empty():
                self._look()
            self._beat()

    def _take(self, message: ToReader | Hint) -> None:
        if isinstance(message, Watch):
            self._begin(message)
        elif isinstance(message, Append):
            self._append(message)
        elif isinstance(message, PutBlob | GetBlob):
            self._blob(message)
        elif isinstance(message, Taken) and self._scanner:
            self._scanner.taken(message.file)
            if not self._scanner.coming:
                self._last_beat = 0.0  # the parent may be waiting for just this
        elif isinstance(message, Look | Hint):
            self._next_scan = self._next_whole = 0.0
            if isinstance(message, Hint):
                self._hinted = time.monotonic() if message.changed else self._hinted
                self._root_id = None if message.root else self._root_id

    def _begin(self, watch: Watch) -> None:
        if self._watch and self._watch.watch != watch.watch:
            self._root_id = None  # as if the root were new: the next look starts or ends the events
        self._watch = watch
        self._scanner = Scanner(watch, self._say, self._beat)
        if self._store is None:
            self._store = FolderStore(Path(watch.folder))
        self._store.known = self._store.known or watch.format_uuid
        self._next_scan = self._next_whole = 0.0

    def _look(self) -> None:
        """One look at the folder itself, a scan of ledgers and journals if one is due, and a word on how it is."""
        assert self._watch
        assert self._scanner
        assert self._store
        before = self._state, self._root_id, self._store.known
        try:
            self._check_root()
            same = (self._state, self._root_id, self._store.known) == before
            if self._state == "ok" and not (same and time.monotonic() < self._next_whole):
                self._scan()
        except FileNotFoundError as error:
            self._state, self._detail = "gone", error.strerror or ""
        except PermissionError as error:
            self._state, self._detail = "denied", error.strerror or ""
        except OSError as error:
            self._state, self._detail = "gone", error.strerror or str(error)
        if self._state != "ok":
            self._root_id = None  # a folder made anew may get the number of the old one: its id says nothing
            self._next_whole = 0.0
        now = time.monotonic()
        self._next_scan = now + self._watch.scan_seconds
        if self._scanner.unsettled:
            self._next_scan = min(now + BUSY_SCAN, max(self._scanner.rested_at, now) + LEAST_SCAN)
        self._last_beat = 0.0

    def _scan(self) -> None:
        """All ledgers and journals, and when they are due again."""
        assert self._watch
        assert self._scanner
        assert self._store
        new = self._store.poll()  # before the ledgers: what of them counts goes by what was seen before
        for stream, lines in new.items():
            self._say(LinesRead(tuple(lines), stream))
        self._scanner.scan()
        self._scans += 1
        told = self._events is not None and self._events.listening and tells_all(self._watch.folder)
        seldom = self._watch.scan_seconds * SELDOM
        # After a change a few more scans are frequent: a file in a folder made just now may be told by no event.
        calm = time.monotonic() - self._hinted > self._watch.scan_seconds * CALM
        idle = told and calm and self._scanner.quiet and not new
        self._next_whole = time.monotonic() + seldom if idle else 0.0

    def _check_root(self) -> None:
        """Is the folder the one we know? An empty directory in the place of a mount is not."""
        assert self._watch
        assert self._store
        root = Path(self._watch.folder)
        info = root.stat()
        identity = (info.st_dev, info.st_ino)
        self._state, self._detail = "ok", ""
        found = formats(root)
        self._state = self._whose(root, found)
        if self._state != "ok":
            return
        if found:
            self._store.go_by(found[0])
        if identity != self._root_id:
            self._root_id = identity
            self._restart_events(root)

    def _whose(self, root: Path, found: tuple[str, ...]) -> str:
        """ "ok": ours by one of its ids, else by any file that we know, else (one never marked) by any ledger at all.

        Only another id makes another shared folder ("replaced"). Without one it is what lies under a mount that is
        away: mostly nothing ("unmounted"), else what somebody has put there ("strange").
        """
        assert self._watch
        assert self._scanner
        assert self._store
        ours = self._store.known
        if found and (not ours or ours in found):
            return "ok"
        known = {*self._watch.expected, *self._scanner.known}
        if any(_stands(root / file) for file in known):
            return "ok"
        if not ours and (not known or any(judge(entry.file).ledger for entry in walk(root))):
            return "ok"
        if found:
            return "replaced"
        with os.scandir(root) as entries:
            seen = any(entry.name not in _OF_SYSTEMS and not entry.name.startswith(".") for entry in entries)
        return "strange" if seen else "unmounted"

    def _restart_events(self, root: Path) -> None:
        """Events end for ever, and silently, when a root is made anew; so a new root gets a new watch."""
        assert self._watch
        if self._events:
            self._events.stop()
            self._events = None
        wanted = self._watch.watch
        if wanted == "events" or (wanted == "auto" and mount_of(str(root)).tells_changes):
            self._events = FolderEvents(root, lambda changed, root: self.inbox.put(Hint(changed, root)))

    def _append(self, request: Append) -> None:
        assert self._store
        hand = Hand(request.station, request.run, request.today, request.shared)
        try:
            if self._state != "ok":
                raise OSError(0, self._detail or self._state)
            if request.restore:
                self._store.restore()
            self._store.append(request.stream, request.lines, hand)
        except OSError as error:
            self._say(AppendFailed(request.number, error.strerror or str(error), request.stream))
        else:
            self._say(Appended(request.number, request.stream))

    def _blob(self, request: PutBlob | GetBlob) -> None:
        assert self._store
        data = None
        try:
            if self._state != "ok":
                raise OSError(0, self._detail or self._state)
            if isinstance(request, PutBlob):
                self._store.put(request.name, request.data)
            else:
                data = self._store.get(request.name)
        except (OSError, ValueError) as error:
            self._say(BlobSaid(request.number, why=getattr(error, "strerror", None) or str(error)))
        else:
            self._say(BlobSaid(request.number, data))

    def _beat(self) -> None:
        now = time.monotonic()
        if self._watch is None or now - self._last_beat < HEARTBEAT:
            return
        self._last_beat = now
        scanner, store = self._scanner, self._store
        self._say(
            Health(
                self._state,
                self._detail,
                "events" if self._events else "scan",
                self._scans,
                scanner.waiting if scanner else 0,
                bool(scanner and scanner.settled and self._scans),
                store.known if store else "",
                self._watch.number,
                store.skipped[:SKIPPED_MOST] if store else (),
                scanner is None or scanner.coming,
                scanner.ledgers if scanner else 0,
            )
        )

    def _say(self, message: FromReader) -> None:
        send(self._write_fd, message)


def _stands(path: Path) -> bool:
    """Whether the file is there; one in a folder that may not be entered is, or its folder would not be either."""
    try:
        path.lstat()
    except PermissionError:
        return True
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def main() -> None:
    """Serve the parent on standard input and output until it is gone."""
    read_fd, write_fd = own_channel()
    reader = FolderReader(write_fd)

    def listen() -> None:
        for message in receive(read_fd, msgspec.msgpack.Decoder(ToReader)):
            reader.inbox.put(message)
        reader.inbox.put(Ended())

    threading.Thread(target=listen, name="listen", daemon=True).start()
    with contextlib.suppress(BrokenPipeError):  # the parent is gone; what it had not heard it asks for again
        reader.run()
    # A watch thread may be stuck in the folder: leave without joining anything.
    sys.stderr.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
