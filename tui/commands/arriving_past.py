"""The demo's past, arriving beside a board that is open already (it is written by `demo_past`, in a process apart)."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

FIRST_PICTURE, LONGEST = 2.0, 60.0
"""Seconds for which a board that has read its folder has the machine for itself, and after which it is waited for no
more."""
LITTLE = 10
"""How nice the child is that writes the past."""
HOME, SHARED = ".fairwatch", ("issued", "seen", "marks")
"""Where stations share what they did, and in which order it arrives."""


class ArrivingPast:
    """The demo's past beside a board that is open already: a child writes it into a folder of its own, with little of
    the processor, and what it shares is then moved into the board's folder, as a synchronised one gets what a colleague
    did. `folder` and all else lie below `home`, whose end is the child's too."""

    def __init__(self, home: Path, folder: Path, arguments: Sequence[str]) -> None:
        self._apart, self._folder = home / "past", folder
        self._command = [sys.executable, "-m", "tui", "demo", "--into", str(self._apart), *arguments]
        self._env = {**os.environ, "TMPDIR": str(home)}
        self._child: subprocess.Popen[bytes] | None = None
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._arrive, daemon=True)

    def __enter__(self) -> ArrivingPast:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        if self._child is not None:
            self._child.terminate()
        self._thread.join(2)

    def _arrive(self) -> None:
        if not self._board_stands():
            return
        quiet = subprocess.DEVNULL
        with subprocess.Popen(
            self._command, env=self._env, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
        ) as self._child:
            os.setpriority(os.PRIO_PROCESS, self._child.pid, LITTLE)
        if self._child.returncode == 0 and not self._ended.is_set():
            _move(self._apart / HOME, self._folder / HOME)

    def _board_stands(self) -> bool:
        """Wait until the board has read its folder, which it says by founding what stations share there; False once all
        has ended."""
        for _ in range(int(LONGEST / FIRST_PICTURE)):
            stands = (self._folder / HOME).exists()
            if self._ended.wait(FIRST_PICTURE):
                return False
            if stands:
                break
        return True


def _move(source: Path, target: Path) -> None:
    """What stations share, file by file: figures before the marks that name them."""
    for stream in SHARED:
        for file in sorted(path for path in (source / stream).rglob("*") if path.is_file()):
            into = target / file.relative_to(source)
            into.parent.mkdir(parents=True, exist_ok=True)
            file.replace(into)
