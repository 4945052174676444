"""What this station keeps of its terminal between two runs, a small file each: which theme, which fair is shown."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TypeVar

import msgspec

from data.support.private_file import private

_log = logging.getLogger(__name__)

_Choice = TypeVar("_Choice", bound=msgspec.Struct)


def kept(path: Path, none: _Choice) -> _Choice:
    """What was kept; `none` where nothing was, or it cannot be read, which the log says."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=type(none))
    except FileNotFoundError:
        return none
    except (OSError, msgspec.DecodeError):
        _log.warning("%s cannot be read", path, exc_info=True)
        return none


def keep(path: Path, choice: msgspec.Struct) -> bool:
    """Keep a choice; whether it could be written. Why not, the log says."""
    try:
        private(path)
        path.write_bytes(msgspec.json.encode(choice))
    except OSError:
        _log.exception("%s cannot be written", path)
        return False
    return True
