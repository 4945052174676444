"""The programs that officers save with, as real processes: `python saver.py HOW PATH TEXT...` saves each text.

Each way leaves on the disk, step after step, what the real program leaves there while it saves.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

PAUSE = 0.25
"""Seconds between the steps of one save: a scan looks in between."""

CHUNK_PAUSE = 1.4
"""Seconds between two pieces of a slow copy: longer than the time between two scans, and than a file's rest."""

BETWEEN = 1.7
"""Seconds between two saves: long enough for some of them to be seen, and not for all."""


def excel(path: Path, data: bytes) -> None:
    """An owner file, the new version under a name of eight hex digits, the old one deleted, the new one renamed."""
    owner = path.with_name(f"~${path.name}")
    owner.write_bytes(b"\x06Li Min" + b"\0" * 158)
    fresh = path.with_name("8F3A21BC")
    _slowly(fresh, data)
    path.unlink(missing_ok=True)
    time.sleep(PAUSE)
    fresh.rename(path)
    owner.unlink()


def wps(path: Path, data: bytes) -> None:
    """A hidden lock file, then the file itself is written anew in its place."""
    lock = path.with_name(f".~{path.name}")
    lock.write_bytes(b"\x06Li Min")
    _slowly(path, data)
    lock.unlink()


def libreoffice(path: Path, data: bytes) -> None:
    """A lock file, a temporary file, which is renamed over the old one."""
    lock = path.with_name(f".~lock.{path.name}#")
    lock.write_text(",li,desk,02.05.2026 09:30,file:///home/li;")
    fresh = path.with_name("lu8x2k.tmp")
    _slowly(fresh, data)
    fresh.replace(path)
    lock.unlink()


def in_place(path: Path, data: bytes) -> None:
    """The file is emptied and written anew."""
    with path.open("wb") as file:
        time.sleep(PAUSE)
        file.write(data)


def slow_copy(path: Path, data: bytes) -> None:
    """A copy over a slow link: the file grows piece by piece, with long pauses."""
    size = len(data) // 3 + 1
    with path.open("wb", buffering=0) as file:
        for start in range(0, len(data), size):
            file.write(data[start : start + size])
            time.sleep(CHUNK_PAUSE)


def _slowly(path: Path, data: bytes) -> None:
    half = len(data) // 2
    with path.open("wb", buffering=0) as file:
        file.write(data[:half])
        time.sleep(PAUSE)
        file.write(data[half:])
        time.sleep(PAUSE)


HOW: dict[str, Callable[[Path, bytes], None]] = {
    "excel": excel, "wps": wps, "libreoffice": libreoffice, "in_place": in_place, "slow_copy": slow_copy
}  # fmt: skip


def start(how: str, path: Path, versions: Sequence[bytes]) -> subprocess.Popen[bytes]:
    """A process that saves these versions of a file one after the other."""
    places = []
    for number, data in enumerate(versions):
        place = path.parent.parent / f"{path.name}.{number}"
        place.write_bytes(data)
        places.append(str(place))
    return subprocess.Popen([sys.executable, __file__, how, str(path), *places])


def main() -> None:
    """Save, and save again."""
    how, path, *places = sys.argv[1:]
    for place in places:
        HOW[how](Path(path), Path(place).read_bytes())
        os.sync()
        time.sleep(BETWEEN)


if __name__ == "__main__":
    main()
