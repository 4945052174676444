"""Who this station is: a random id made once, and a random id for each run of the program."""

from __future__ import annotations

import hashlib
import os
import platform
from pathlib import Path

import msgspec

from data.journal.local_files import OWNER_ONLY, locked, sync_directory
from data.support.late_pattern import late_pattern

FILE_NAME = "station.json"
_MACHINE_ID = Path("/etc/machine-id")
_ID = late_pattern(r"[0-9a-f]{8,32}")


class Station(msgspec.Struct, frozen=True):
    """What station.json holds; `machine` is a hash, so that a copied home directory becomes another station."""

    id: str
    machine: str
    v: int = 1


def station(state_dir: Path) -> str:
    """This station's id, made at the first call and again if the machine is another. Raises OSError."""
    path = state_dir / FILE_NAME
    with locked(state_dir / "station.lock"):
        before = _read(path)
        if before and before.machine == machine():
            return before.id
        return _make(path)


def known(state_dir: Path) -> Station | None:
    """What is known of this station, without making anything; None if there is nothing yet."""
    return _read(state_dir / FILE_NAME)


def new_run() -> str:
    """An id for one run of the program."""
    return os.urandom(4).hex()


def machine() -> str:
    """A hash that tells this machine from another."""
    try:
        name = _MACHINE_ID.read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        name = ""
    return hashlib.sha256(f"fairwatch {name or platform.node()}".encode()).hexdigest()[:16]


def _read(path: Path) -> Station | None:
    try:
        said = msgspec.json.decode(path.read_bytes(), type=Station)
    except (FileNotFoundError, msgspec.DecodeError, UnicodeDecodeError):
        return None
    return said if _ID.fullmatch(said.id) else None


def _make(path: Path) -> str:
    made = Station(os.urandom(8).hex(), machine())
    fresh = path.with_name(f".{FILE_NAME}-{os.urandom(4).hex()}")
    fd = os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY)
    try:
        os.write(fd, msgspec.json.encode(made) + b"\n")
        os.fsync(fd)
    finally:
        os.close(fd)
    fresh.replace(path)
    sync_directory(path.parent)
    return made.id
