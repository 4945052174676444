"""The board's child process that touches the shared folder for it: watch, scan, read bytes, append marks.

A network folder can hang, and no kill frees a process stuck in it; so this process may hang, and its parent only
notices that its heartbeat stopped. Events of the file system are hints: a full scan decides, at once after a hint
and every `scan_seconds` in any case.
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

from data.journal import journal, shared_folder
from data.journal.shared_folder import formats
from data.processes.channel import own_channel, receive, send
from data.processes.ledger_files import judge, walk
from data.processes.mounts import mount_of
from data.processes.reader_messages import (
    Append,
    Appended,
    AppendFailed,
    FromReader,
    Health,
    Look,
    MarksRead,
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

WATCH_STEP = 200
"""Milliseconds between two looks at what the file system told, and of silence that end a burst of saves.

A look costs a wakeup, all day long; a save is looked at again when it has come to rest, which takes far longer.
"""

LISTENING_AFTER = 2_000
"""Milliseconds without an event after which the watch surely listens, and the folder is scanned once more."""

BUSY_SCAN = 0.4
"""Seconds between scans while a file is coming to rest."""


class Hint(msgspec.Struct, frozen=True):
    """Something below the folder may have changed; `root`: the folder itself, which may be another one now."""

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
        self._journals: journal.JournalReader | None = None
        self._writers: dict[tuple[str, str], journal.JournalWriter] = {}
        self._root_id: tuple[int, int] | None = None
        self._format = ""
        self._events: Events | None = None
        self._state, self._detail = "ok", ""
        self._scans = 0
        self._next_scan = 0.0
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
        elif isinstance(message, Taken) and self._scanner:
            self._scanner.taken(message.file)
            if not self._scanner.coming:
                self._last_beat = 0.0  # the parent may be waiting for just this
        elif isinstance(message, Look | Hint):
            self._next_scan = 0.0
            if isinstance(message, Hint) and message.root:
                self._root_id = None

    def _begin(self, watch: Watch) -> None:
        if self._watch and self._watch.watch != watch.watch:
            self._root_id = None  # as if the root were new: the next look starts or ends the events
        self._watch = watch
        self._scanner = Scanner(watch, self._say, self._beat)
        self._format = self._format or watch.format_uuid
        if self._journals is None:
            self._journals = journal.JournalReader(Path(watch.folder))
        self._next_scan = 0.0

    def _look(self) -> None:
        """One scan of ledgers and journals, and a word on how the folder is."""
        assert self._watch
        assert self._scanner
        assert self._journals
        try:
            self._check_root()
            if self._state == "ok":
                self._scanner.scan()
                lines = self._journals.poll()
                if lines:
                    self._say(MarksRead(tuple(lines)))
                self._scans += 1
        except FileNotFoundError as error:
            self._state, self._detail = "gone", error.strerror or ""
        except PermissionError as error:
            self._state, self._detail = "denied", error.strerror or ""
        except OSError as error:
            self._state, self._detail = "gone", error.strerror or str(error)
        if self._state != "ok":
            self._root_id = None  # a folder made anew may get the number of the old one: its id says nothing
        busy = bool(self._scanner.unsettled)
        self._next_scan = time.monotonic() + (BUSY_SCAN if busy else self._watch.scan_seconds)
        self._last_beat = 0.0

    def _check_root(self) -> None:
        """Is the folder the one we know? An empty directory in the place of a mount is not."""
        assert self._watch
        assert self._scanner
        root = Path(self._watch.folder)
        info = root.stat()
        identity = (info.st_dev, info.st_ino)
        self._state, self._detail = "ok", ""
        found = formats(root)
        self._state = self._whose(root, found)
        if self._state != "ok":
            return
        if found and found[0] != self._format:
            self._format = found[0]
            self._writers.clear()  # they know the folder by the id it had, and would wait for ever
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
        if found and (not self._format or self._format in found):
            return "ok"
        known = {*self._watch.expected, *self._scanner.known}
        if any(_stands(root / file) for file in known):
            return "ok"
        if not self._format and (not known or any(judge(entry.file).ledger for entry in walk(root))):
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
            self._events = Events(root, self.inbox)

    def _append(self, request: Append) -> None:
        assert self._watch
        root = Path(self._watch.folder)
        key = (request.station, request.run)
        try:
            if self._state != "ok":
                raise OSError(0, self._detail or self._state)
            if request.restore:
                shared_folder.init_format(root, self._format)
            if request.shared:
                note = Path(request.shared)
                journal.append(root, request.station, self._format, request.lines, request.today, note)
            else:
                writer = self._writers.get(key) or journal.JournalWriter(
                    root, request.station, request.run, self._format
                )
                self._writers[key] = writer
                writer.append(request.lines, request.today)
            self._format = shared_folder.read_format(root) or self._format
        except OSError as error:
            self._say(AppendFailed(request.number, error.strerror or str(error)))
        else:
            self._say(Appended(request.number))

    def _beat(self) -> None:
        now = time.monotonic()
        if self._watch is None or now - self._last_beat < HEARTBEAT:
            return
        self._last_beat = now
        scanner = self._scanner
        self._say(
            Health(
                self._state,
                self._detail,
                "events" if self._events else "scan",
                self._scans,
                scanner.waiting if scanner else 0,
                bool(scanner and scanner.settled and self._scans),
                self._format,
                self._watch.number,
                self._journals.skipped[:SKIPPED_MOST] if self._journals else (),
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


class Events:
    """Puts a Hint into the inbox when the file system tells of a change below `root`, and once when it has begun to.

    What was saved between the last scan and that moment is told by nobody.
    """

    def __init__(self, root: Path, inbox: queue.SimpleQueue[ToReader | Hint | Ended]) -> None:
        self._stop = threading.Event()
        self._inbox = inbox
        threading.Thread(target=self._run, args=(root,), name="events", daemon=True).start()

    def stop(self) -> None:
        """End the watch; does not wait for it."""
        self._stop.set()

    def _run(self, root: Path) -> None:
        import watchfiles

        try:
            began = False
            for changes in watchfiles.watch(
                root,
                watch_filter=None,
                debounce=WATCH_STEP,
                step=WATCH_STEP,
                stop_event=self._stop,
                rust_timeout=LISTENING_AFTER,
                yield_on_timeout=True,
            ):
                if changes or not began:
                    self._inbox.put(Hint(root=any(path == str(root) for _, path in changes)))
                began = True
        except OSError as error:  # out of watches, or the root is gone: scanning goes on without hints
            print(f"events of {root} ended: {error}", file=sys.stderr)


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
