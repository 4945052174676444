"""Textual's driver for terminals, but it ends the program when its terminal is gone, and sleeps while nobody types.

Textual looks for keys ten times a second, takes the end of what a lost terminal has to say for silence, and goes on for
ever: at half a core, since a lost terminal is always ready to be read. SIGHUP tells only the processes that have the
terminal for their controlling one, and `su -c` and `setsid` run others.

It leans on private things of the pinned Textual: that `run_input_thread` runs in a thread of its own which
`disable_input` ends and waits for, and that a thread writes to `_file`. A test fails when one of them moves.
"""

from __future__ import annotations

import contextlib
import logging
import os
import select
from codecs import getincrementaldecoder
from collections.abc import Callable
from typing import Any, TextIO

from textual._xterm_parser import XTermParser
from textual.app import App
from textual.constants import ESCAPE_DELAY
from textual.drivers.linux_driver import LinuxDriver

from tui.terminal.locked_app import ReservedApp

READ_MOST = 4096
"""Bytes of keys that are read at once."""

AFTER_KEYS = ESCAPE_DELAY * 1000 + 5
"""Milliseconds after the latest keys when a lone Escape is known for one. Before and after nothing is to be done."""

_log = logging.getLogger(__name__)


class TtyDriver(LinuxDriver):
    """Ends the program, as `q` does, when the terminal that is read or written ends, fails or hangs up."""

    def __init__(self, app: App[Any], **more: Any) -> None:
        super().__init__(app, **more)
        assert self._file is not None  # looked at before: `unfit_here`
        self._output = self._file.fileno()
        self._file = Written(self._file, self._terminal_lost)  # type: ignore[assignment]
        self._wake = os.eventfd(0, os.EFD_CLOEXEC | os.EFD_NONBLOCK)
        self._is_lost = False
        self._typed = app.typed if isinstance(app, ReservedApp) else b""

    def start_application_mode(self) -> None:
        """At the start, and after a suspension."""
        with contextlib.suppress(BlockingIOError):  # nobody woke it
            os.eventfd_read(self._wake)
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def disable_input(self) -> None:
        """End the thread that reads keys; before it is waited for it must wake up."""
        os.eventfd_write(self._wake, 1)
        super().disable_input()

    def run_input_thread(self) -> None:
        """Take keys until there is no input any more, or no terminal."""
        poller = select.poll()
        poller.register(self._wake, select.POLLIN)
        poller.register(self._output, 0)  # hang-ups and errors come unasked
        poller.register(self.fileno, select.POLLIN)  # the last word where both are one
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode  # a terminal of another encoding is no fault of ours
        wait: float | None = None
        if typed := decode(self._typed):
            for message in parser.feed(typed):
                self.process_message(message)
            wait, self._typed = AFTER_KEYS, b""
        while True:
            ready = dict(poller.poll(wait))
            wait = None
            if self._wake in ready:
                return
            if ready.get(self.fileno, 0) & select.POLLIN:
                keys = self._keys()
                if not keys:
                    break
                for message in parser.feed(decode(keys)):
                    self.process_message(message)
                wait = AFTER_KEYS
            elif ready:
                break
            for message in parser.tick():
                self.process_message(message)
        self._terminal_lost()

    def _keys(self) -> bytes:
        """What was typed; nothing if there is no terminal any more."""
        try:
            return os.read(self.fileno, READ_MOST)
        except OSError as error:
            _log.info("the terminal cannot be read: %s", error)
            return b""

    def _terminal_lost(self) -> None:
        """Leave, once. From the threads that read and write."""
        if self._is_lost:
            return
        self._is_lost = True
        _log.warning("the terminal is gone: leaving")
        with contextlib.suppress(RuntimeError):  # the loop has ended: so has the program
            self._loop.call_soon_threadsafe(self._app.exit)


class Written:
    """A file for the thread that writes. When it takes nothing more, `lost` is called, and what comes goes nowhere.

    An error would end that thread, its queue would fill, and the loop would wait for ever for room in it.
    """

    def __init__(self, file: TextIO, lost: Callable[[], None]) -> None:
        self._file, self._lost = file, lost
        self._taken = True

    def fileno(self) -> int:
        """Of the file."""
        return self._file.fileno()

    def write(self, text: str) -> None:
        """Write, or nothing."""
        self._try(lambda: self._file.write(text))

    def flush(self) -> None:
        """Flush, or nothing."""
        self._try(self._file.flush)

    def _try(self, act: Callable[[], object]) -> None:
        if not self._taken:
            return
        try:
            act()
        except OSError as error:
            self._taken = False
            _log.info("the terminal cannot be written: %s", error)
            self._lost()
