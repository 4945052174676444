"""The lines that this station has seen, kept in its cache: a start without the folder knows what was handled."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable
from pathlib import Path

from data.places import private

_log = logging.getLogger(__name__)


class Kept:
    """One line a mark, as it stood in its journal; the file may be deleted at any time."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def lines(self) -> list[bytes]:
        """All lines, without their newlines."""
        try:
            fd = os.open(self._path, os.O_RDONLY)
        except FileNotFoundError:
            return []
        with open(fd, "rb") as file:  # noqa: PTH123 - from a descriptor
            return [line for line in file.read().split(b"\n") if line]

    def add(self, lines: Iterable[bytes]) -> None:
        """Keep these too. When they cannot be kept the log says why: they are in the folder or in the outbox."""
        data = b"".join(line.rstrip(b"\n") + b"\n" for line in lines)
        if not data:
            return
        try:
            private(self._path)
            with self._path.open("ab") as file:
                file.write(data)
        except OSError:
            _log.exception("the marks seen could not be kept for a start without the folder")
