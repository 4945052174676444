"""The lines that this station has seen, kept in its cache: a start without the folder knows what was handled."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path

from data.support.private_file import private

_log = logging.getLogger(__name__)


class SeenLines:
    """The lines of a stream as they stood in their journals; the file may be deleted at any time."""

    def __init__(self, path: Path, *, keeps: bool = True) -> None:
        self._path = path
        self._keeps = keeps

    def lines(self) -> list[bytes]:
        """All lines, without their newlines. One that is damaged was whole when it was kept: the folder has it."""
        try:
            return [line for line in self._path.read_bytes().split(b"\n") if line]
        except FileNotFoundError:
            return []
        except OSError:
            _log.exception("the lines seen before could not be read; the folder has them")
            return []

    def add(self, lines: Iterable[bytes]) -> None:
        """Keep these too. When they cannot be kept the log says why: they are in the folder or in the outbox."""
        data = b"".join(line.rstrip(b"\n") + b"\n" for line in lines)
        if not data or not self._keeps:
            return
        try:
            private(self._path)
            with self._path.open("ab") as file:
                file.write(data)
        except OSError:
            _log.exception("the lines seen could not be kept for a start without the folder")
