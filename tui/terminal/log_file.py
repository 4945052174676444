"""The rotating log and the crash report, in the state directory; private, since they may name people."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import threading
import traceback
from datetime import datetime
from pathlib import Path

from data.support.private_file import private

FORMAT = "%(asctime)s %(levelname)s %(process)d %(name)s: %(message)s"


def start(file: Path | None) -> None:
    """Log warnings and worse, of every thread, to this file from now on; nowhere, where there is none (None).

    Never to the terminal: a traceback there is no answer, and would stand in the midst of a board.
    """
    root = logging.getLogger()
    root.addHandler(_kept_in(file) or logging.NullHandler())
    logging.raiseExceptions = False
    root.setLevel(logging.WARNING)
    threading.excepthook = _thread_failed


def _kept_in(file: Path | None) -> logging.Handler | None:
    if file is None:
        return None
    try:
        private(file)
    except OSError:  # a full disk, or somebody else's file
        return None
    return _Rotating(file)


class _Rotating(logging.Handler):
    """The rotating log, opened at the first line that goes there: most commands have none, and pay for no sockets and
    no pickles, which `logging.handlers` brings along."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file
        self._opened: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line."""
        if self._opened is None:
            from logging.handlers import RotatingFileHandler

            opened = RotatingFileHandler(self._file, maxBytes=500_000, backupCount=3, encoding="utf-8", delay=True)
            opened.rotator = _rotate
            opened.setFormatter(logging.Formatter(FORMAT))
            self._opened = opened
        self._opened.emit(record)

    def close(self) -> None:
        """Close the file."""
        if self._opened is not None:
            self._opened.close()
        super().close()


def crash_report(state: Path, error: BaseException, version: str) -> Path | None:
    """Write what a bug report needs; returns the file, in the `state` directory. Nothing of the ledgers is in it but
    what the error says.

    Where that takes nothing it goes to the directory for temporary files; None if that neither does.
    """
    import platform
    import tempfile

    name = f"crash-{datetime.now():%Y%m%d-%H%M%S}.txt"
    text = "\n".join(
        [version, platform.platform(), " ".join(sys.argv[:2]), "", *traceback.format_exception(error)],
    )
    for path in (state / name, Path(tempfile.gettempdir()) / f"fairwatch-{name}"):
        with contextlib.suppress(OSError):  # the next one may take it; the last answer is None
            private(path)
            path.write_text(text, encoding="utf-8")
            return path
    return None


def _rotate(source: str, target: str) -> None:
    os.replace(source, target)  # noqa: PTH105 - the handler speaks in strings
    private(Path(source))


def _thread_failed(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None:
        name = args.thread.name if args.thread else "?"
        logging.getLogger(__name__).error("thread %s failed", name, exc_info=args.exc_value)
