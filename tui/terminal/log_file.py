"""The rotating log and the crash report, in the state directory; private, since they may name people."""

from __future__ import annotations

import contextlib
import logging
import os
import platform
import sys
import tempfile
import threading
import traceback
from datetime import datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

from data.store.paths import Places, private

FORMAT = "%(asctime)s %(levelname)s %(process)d %(name)s: %(message)s"


def start(places: Places) -> None:
    """Log warnings and worse, of every thread, to the state directory from now on; nowhere, where it takes nothing.

    Never to the terminal: a traceback there is no answer, and would stand in the midst of a board.
    """
    root = logging.getLogger()
    root.addHandler(_kept_in(places) or logging.NullHandler())
    logging.raiseExceptions = False
    root.setLevel(logging.WARNING)
    threading.excepthook = _thread_failed


def _kept_in(places: Places) -> logging.Handler | None:
    if not places.keeps_state:
        return None
    try:
        private(places.log)
    except OSError:  # a full disk, or somebody else's file
        return None
    handler = RotatingFileHandler(places.log, maxBytes=500_000, backupCount=3, encoding="utf-8", delay=True)
    handler.rotator = _rotate
    handler.setFormatter(logging.Formatter(FORMAT))
    return handler


def crash_report(places: Places, error: BaseException, version: str) -> Path | None:
    """Write what a bug report needs; returns the file. Nothing of the ledgers is in it but what the error says.

    Where the state directory takes nothing it goes to the directory for temporary files; None if that neither does.
    """
    name = f"crash-{datetime.now():%Y%m%d-%H%M%S}.txt"
    text = "\n".join(
        [version, platform.platform(), " ".join(sys.argv[:2]), "", *traceback.format_exception(error)],
    )
    for path in (places.state / name, Path(tempfile.gettempdir()) / f"fairwatch-{name}"):
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
