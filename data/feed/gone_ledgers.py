"""The ledgers that are gone: told until they are back, or until another has taken their place.

What was there, and since when it is gone, the folder's memory says, so that a station tells of ledgers that it never
saw itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from data.feed.file_sights import NO_STAMP, seen_gone
from data.feed.file_states import beside, follows
from data.folder_memory.records_by_file import FolderMemory
from data.model import Problem, SourceState
from data.station.index import FileRow
from data.station.stamp import Stamp

NEW_FOR = 3600.0
"""Seconds that a ledger counts as new, so that one which goes from beside it was put in its place."""


class GoneLedgers:
    """Those among `files`, the rows of the index by name; `put` and `forget` change them. Moments are told in the
    office's `zone`."""

    def __init__(
        self,
        files: Mapping[str, FileRow],
        memory: FolderMemory,
        put: Callable[[FileRow], None],
        forget: Callable[[str], None],
        zone: Callable[[], ZoneInfo],
    ) -> None:
        self._files, self._memory, self._put, self._forget, self._zone = files, memory, put, forget, zone

    @property
    def last_there(self) -> tuple[str, ...]:
        """The ledgers that the folder held when it was last seen, by the index or, where that was begun anew, by the
        folder's memory."""
        chains = ((file, self._memory.recorded(file)) for file in self._memory.known_files())
        remembered = [file for file, chain in chains if chain and not chain[-1].gone]
        return tuple({*(file for file, row in self._files.items() if row.kinds), *remembered})

    def miss(self, now: datetime) -> bool:
        """Tell of the ledgers that the folder remembers and that are not in it, once it was seen whole; whether that
        is news. Of what lies in a folder that cannot be entered nobody knows."""
        memory, before = self._memory, dict(self._files)
        shut = tuple("" if file == "./" else file for file in before if file.endswith("/"))
        for file in memory.files:
            known = before.get(file)
            if (known is not None and known.state is not SourceState.GONE) or file.startswith(shut):
                continue
            if not memory.chain(file)[-1].gone:
                memory.see(seen_gone(file, now))
            if kinds := memory.rows_there(file):
                self.tell(file, known.stamp if known else NO_STAMP, kinds)
        self.forget_replaced()
        return self._files != before

    def tell(self, file: str, stamp: Stamp, kinds: Mapping[str, int]) -> None:
        """Tell that a ledger of so many rows is gone, unless another one has taken its place."""
        kinds = self._memory.rows_there(file) or kinds  # as every station counts what went with it
        lost = ",".join(f"{kind}:{count}:0" for kind, count in sorted(kinds.items()))
        at = self._memory.gone_at(file)
        since = f"{at.astimezone(self._zone()):%m-%d %H:%M}" if at else ""
        why = Problem("ledger_gone", file, args=(("lost", lost), ("since", since)))
        gone = FileRow(file=file, stamp=stamp, plan="", state=SourceState.GONE, why=why, was=dict(kinds))
        if self._files.get(file) != gone and not self._is_replaced(gone):
            self._put(gone)

    def forget_replaced(self) -> None:
        """Tell no more of those that another one has replaced."""
        for gone in [one for one in self._files.values() if one.state is SourceState.GONE]:
            if self._is_replaced(gone):
                self._forget(gone.file)

    def _is_replaced(self, gone: FileRow) -> bool:
        """Whether another ledger holds the same bytes, or came beside it about then or later, where that is known."""
        memory = self._memory
        last, at = memory.last_there(gone.file), memory.gone_at(gone.file)
        digest = last.digest if last else ""
        for row in self._files.values():
            came = memory.came_at(row.file) if beside(row, gone) else None
            if follows(row, gone, digest) or (came and at and (at - came).total_seconds() < NEW_FOR):
                return True
        return False
