"""The shared folder as a store. Runs in the folder reader, a child process: the folder may hang."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from data.journal import blobs
from data.journal.file_system_events import FolderEvents
from data.journal.folder_format import Guard, init_format, read_format
from data.journal.journal_lines import STREAMS, Stream
from data.journal.store import Hand, Store
from data.journal.stream_files import RUN, JournalReader, JournalWriter, append_shared


class FolderStore(Store):
    """Each run's segments, everybody's read together. `known` is the folder's uuid as it was last seen, "" if never:
    into a folder that is another one, or has lost its FORMAT, nothing is written."""

    def __init__(self, folder: Path, known: str = "", streams: Mapping[str, Stream] = STREAMS) -> None:
        self._folder = folder
        self._streams = streams
        self._readers = {name: JournalReader(folder, stream) for name, stream in streams.items()}
        self._writers: dict[tuple[str, str, str], JournalWriter] = {}
        self._changed = threading.Event()
        self._events: FolderEvents | None = None
        self.known = known

    @property
    def skipped(self) -> tuple[str, ...]:
        """What lies among the journals and is none, or could not be read."""
        return tuple(name for reader in self._readers.values() for name in reader.skipped)

    def go_by(self, known: str) -> None:
        """Take the folder to be the one of this uuid from now on."""
        if known != self.known:
            self.known = known
            self._writers.clear()  # they know the folder by the id it had, and would wait for ever

    def restore(self) -> None:
        """Give the folder the FORMAT back that it has lost."""
        init_format(self._folder, self.known)

    def identity(self) -> str:
        """The uuid in FORMAT."""
        return read_format(self._folder)

    def append(self, stream: str, lines: Sequence[bytes], hand: Hand) -> None:
        """Write and fsync; see `Store`. Raises FormatMissing or FormatChanged, OSErrors, if it is not our folder."""
        if hand.shared:
            writer = JournalWriter(self._folder, hand.station, RUN, self.known, self._streams[stream])
            append_shared(writer, lines, hand.today, Path(hand.shared))
        else:
            key = stream, hand.station, hand.run
            if key not in self._writers:
                self._writers[key] = JournalWriter(
                    self._folder, hand.station, hand.run, self.known, self._streams[stream]
                )
            self._writers[key].append(lines, hand.today)
        self.known = self.identity() or self.known

    def poll(self) -> dict[str, list[bytes]]:
        """See `Store`."""
        found: dict[str, list[bytes]] = {}
        for name, reader in self._readers.items():
            try:
                lines = reader.poll()
            except OSError:
                if not found:
                    raise
                break  # what was read is not read again, so it is handed over; the next poll says why
            if lines:
                found[name] = lines
        return found

    def wait(self, timeout: float) -> bool:
        """See `Store`. Where the file system tells of no changes, as on most shares, this is the timeout."""
        if self._events is None:
            self._events = FolderEvents(self._folder, lambda _changed, _root: self._changed.set())
        if not self._changed.wait(timeout):
            return False
        self._changed.clear()  # before the poll that follows: what comes from now on is told again
        return True

    def put(self, name: str, data: bytes) -> None:
        """See `Store`."""
        blobs.split(name)
        blobs.bounded(data)
        self.known = Guard(self._folder, self.known).check()
        blobs.put(self._folder, name, data)

    def get(self, name: str) -> bytes | None:
        """See `Store`."""
        return blobs.get(self._folder, name)

    def close(self) -> None:
        """See `Store`."""
        if self._events:
            self._events.stop()
