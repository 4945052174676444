"""What a folder, its mount and this station are fit for, as facts; `fairwatch doctor` has the words for them."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal

from data.export.papers.paper_fonts import missing_fonts
from data.journal import station_id as stations
from data.model import Unusable
from data.processes.folder_probe import WAIT, Finding, examine
from data.processes.mounts import Mount, mount_of
from data.station.causes import cause
from data.station.databases import StationDatabase
from data.station.history_tables import all_known
from data.station.index import said
from data.station.paths import Places, places
from data.support.fast_dataclass import dataclass

_FONT_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class FolderCheckup:
    """The mount that holds a folder, and what each step of its probe `found`, in the order of the steps.

    `answered`: it did so to the end, within `seconds`.
    """

    mount: Mount
    found: Mapping[str, Finding]
    answered: bool
    seconds: float = WAIT


@dataclass(frozen=True, slots=True)
class DatabaseCheckup:
    """One of this station's databases: whether there is one, and whether all of it can be read.

    `cause` is why it is unreadable, as `data.wording.station_words` has it; `set_aside` are the damaged ones beside it.
    """

    path: Path
    state: Literal["none", "empty", "whole", "damaged", "unreadable"]
    cause: str = ""
    set_aside: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class StateCheckup:
    """What the state directory holds: the station's id ("": none yet; `copied`: that of another machine), how many
    runs' marks wait for the folder, and the history."""

    id: str
    copied: bool
    waiting: int
    history: DatabaseCheckup


@dataclass(frozen=True, slots=True)
class StationCheckup:
    """What this station keeps. `refused` are its directories that cannot be written, and what lies there is None;
    `free` are the bytes free beside its state."""

    refused: tuple[Unusable, ...]
    state: StateCheckup | None
    index: DatabaseCheckup | None
    free: int


def check_folder(folder: Path) -> FolderCheckup:
    """Look at the mount and try the folder. A folder that hangs is left alone after some seconds; in one that takes it
    a file is made below .fairwatch and removed."""
    here = places(folder).folder
    mount = mount_of(str(here))
    found, answered = examine(here)
    return FolderCheckup(mount, found, answered)


def check_station(folder: Path) -> StationCheckup:
    """Look at what this station keeps of a folder; nothing is made."""
    here = places(folder)
    refused = tuple(here.unwritable())
    shut = {one.directory for one in refused}
    there = next(one for one in (here.state, *here.state.parents) if os.path.exists(one))  # noqa: PTH110 - never raises
    return StationCheckup(
        refused,
        None if here.state in shut else _state(here),
        None if here.cache in shut else _database(StationDatabase(here.index, "index"), said),
        shutil.disk_usage(there).free,
    )


def missing_paper_fonts() -> tuple[str, ...] | None:
    """The fonts of papers that this machine lacks; None where it does not say which it has."""
    try:
        asked = subprocess.run(["fc-list", ":", "family"], capture_output=True, timeout=_FONT_SECONDS, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    listed = asked.stdout.decode("utf-8", errors="replace")
    return missing_fonts(listed.replace("\\", "").replace("\n", ",").split(","))


def _state(here: Places) -> StateCheckup:
    known = stations.known(here.state)
    return StateCheckup(
        id=known.id if known else "",
        copied=known is not None and known.machine != stations.machine(),
        waiting=len(list(here.outbox.glob(f"{here.folder_id}-*.jsonl"))),
        history=_database(StationDatabase(here.history, "history"), all_known),
    )


def _database(file: StationDatabase, reads: Callable[[sqlite3.Connection], object]) -> DatabaseCheckup:
    error = file.examine(reads)
    aside = tuple(file.set_aside())
    if error is not None and file.is_damage(error):
        return DatabaseCheckup(file.path, "damaged", set_aside=aside)
    if error is not None:
        return DatabaseCheckup(file.path, "unreadable", cause(error), aside)
    if not file.path.exists():
        return DatabaseCheckup(file.path, "none", set_aside=aside)
    return DatabaseCheckup(file.path, "whole" if file.path.stat().st_size else "empty", set_aside=aside)
