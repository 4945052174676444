"""This station's own files for one shared folder: where they lie, and that they can be written."""

from __future__ import annotations

from pathlib import Path

from data.station.paths import Places, places


def own_files(folder: Path) -> Places:
    """Where they lie; nothing is made, and the folder is not touched."""
    return places(folder)


def ready_files(folder: Path, *, read_only: bool = False, looks: bool = False) -> Places:
    """The same, their directories there, before anything is opened.

    Raises Unusable where they cannot be had; for one who only `looks`, or is `read_only`, what cannot be written is
    left out, and nothing else.
    """
    return places(folder).made(read_only=read_only, looks=looks or read_only)
