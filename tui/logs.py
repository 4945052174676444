"""The rotating log and the crash report, in the state directory; private, since they may name people."""

from __future__ import annotations

import logging
import os
import platform
import sys
import threading
import traceback
from datetime import datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

from data.places import Places, private

FORMAT = "%(asctime)s %(levelname)s %(process)d %(name)s: %(message)s"


def start(places: Places, *, read_only: bool = False) -> None:
    """Log warnings and worse, of every thread, to the state directory from now on."""
    places.make(read_only=read_only)
    private(places.log)
    handler = RotatingFileHandler(places.log, maxBytes=500_000, backupCount=3, encoding="utf-8", delay=True)
    handler.rotator = _rotate
    handler.setFormatter(logging.Formatter(FORMAT))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    threading.excepthook = _thread_failed


def crash_report(places: Places, error: BaseException, version: str) -> Path:
    """Write what a bug report needs; returns the file. Nothing of the ledgers is in it but what the error says."""
    path = places.state / f"crash-{datetime.now():%Y%m%d-%H%M%S}.txt"
    text = "\n".join(
        [version, platform.platform(), " ".join(sys.argv[:2]), "", *traceback.format_exception(error)],
    )
    private(path)
    path.write_text(text, encoding="utf-8")
    return path


def _rotate(source: str, target: str) -> None:
    os.replace(source, target)  # noqa: PTH105 - the handler speaks in strings
    private(Path(source))


def _thread_failed(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None:
        name = args.thread.name if args.thread else "?"
        logging.getLogger(__name__).error("thread %s failed", name, exc_info=args.exc_value)
