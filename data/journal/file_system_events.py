"""What the file system tells of changes below the shared folder: hints, of which only a look decides."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from pathlib import Path

WATCH_STEP = 200
"""Milliseconds between two looks at what the file system told, and of silence that end a burst of saves.

A look costs a wakeup, all day long; a save is looked at again when it has come to rest, which takes far longer.
"""

LISTENING_AFTER = 2_000
"""Milliseconds without an event after which the watch surely listens, and the folder is scanned once more."""


class FolderEvents:
    """Calls `tell`, in a thread, when the file system tells of a change below `root`, and once when it has begun to.

    What was saved between the last scan and that moment is told by nobody. `tell` is told whether anything changed,
    and whether it was the root itself, which may be another one now.
    """

    def __init__(self, root: Path, tell: Callable[[bool, bool], None]) -> None:
        self.listening = False
        """Whether it surely hears of every change."""
        self._stop = threading.Event()
        self._tell = tell
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
                    self._tell(bool(changes), any(path == str(root) for _, path in changes))
                self.listening = began = True
        except OSError as error:  # out of watches, or the root is gone: scanning goes on without hints
            print(f"events of {root} ended: {error}", file=sys.stderr)
        finally:
            self.listening = False
