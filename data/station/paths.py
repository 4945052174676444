"""Every path in use outside the shared folder: cache, state, log. `fairwatch where` prints them.

Nothing here touches the shared folder: its absolute path is enough to name what belongs to it.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import platformdirs

from data.model import Problem, Unusable
from data.station.causes import cause
from data.support.fast_dataclass import dataclass

APP = "fairwatch"
CACHE, STATE = "XDG_CACHE_HOME", "XDG_STATE_HOME"
HOME = "HOME"


@dataclass(frozen=True, slots=True)
class Places:
    """The paths that belong to one shared folder on this station. `unkept` are those that are not to be written."""

    folder: Path
    folder_id: str
    cache: Path
    state: Path
    unkept: tuple[Unusable, ...] = ()
    config: Path = Path()

    @property
    def addresses(self) -> Path:
        """Where units are reached: written by the officer, readable by nobody else."""
        return self.config / "addresses.toml"

    @property
    def index(self) -> Path:
        """Derived; may be deleted at any time."""
        return self.cache / self.folder_id / "index.db"

    @property
    def history(self) -> Path:
        """What each row said and when this station first saw it; cannot be derived again."""
        return self.state / self.folder_id / "history.db"

    @property
    def outbox(self) -> Path:
        """Marks on their way to the shared folder."""
        return self.state / "outbox"

    @property
    def station(self) -> Path:
        """This station's id."""
        return self.state / "station.json"

    @property
    def terminal(self) -> Path:
        """The theme that was chosen at this station."""
        return self.state / "terminal.json"

    @property
    def scope(self) -> Path:
        """Which fair was chosen to be shown at this station."""
        return self.state / self.folder_id / "scope.json"

    @property
    def copied(self) -> Path:
        """What `y` copied last."""
        return self.state / "copied.txt"

    @property
    def log(self) -> Path:
        """The rotating log."""
        return self.state / "fairwatch.log"

    @property
    def keeps_cache(self) -> bool:
        """Whether the cache may be written."""
        return all(one.directory != self.cache for one in self.unkept)

    @property
    def keeps_state(self) -> bool:
        """Whether the state directory may be written."""
        return all(one.directory != self.state for one in self.unkept)

    def problems(self) -> tuple[Problem, ...]:
        """What is not kept, and why. Of two directories that one variable moves the first is enough."""
        one_each = {one.variable: one for one in reversed(self.unkept)}.values()
        return tuple(
            Problem("not_kept", str(one.directory), args=(("cause", one.cause), ("variable", one.variable)))
            for one in one_each
        )

    def unwritable(self) -> Iterator[Unusable]:
        """What of cache and state could not be made or written, without making anything."""
        for top, variable in ((self.cache, CACHE), (self.state, STATE)):
            try:
                there = next(one for one in (top, *top.parents) if os.path.lexists(one))
                _allow(top, there, variable)
            except Unusable as refused:
                yield refused

    def made(self, *, read_only: bool = False, looks: bool = False) -> Places:
        """The same, their directories there, readable by their owner only (they hold phone numbers).

        A station that is `read_only` has a cache and a log, and nothing else. Raises Unusable; for one who only
        `looks` what cannot be written is not `kept`, and nothing else.
        """
        marking = () if read_only else (self.history.parent, self.outbox)
        wanted = (
            (self.cache, CACHE, (self.cache, self.index.parent)),
            (self.state, STATE, (self.state, *marking)),
        )
        unkept: list[Unusable] = []
        for top, variable, directories in wanted:
            try:
                for directory in directories:
                    _make(top, directory, variable)
            except Unusable as refused:
                if not looks:
                    raise
                unkept.append(refused)
        return replace(self, unkept=tuple(unkept))


def _make(top: Path, directory: Path, variable: str) -> None:
    """Make one of the directories below `top`, and see that it may be written."""
    _has_home(top, variable)
    try:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Unusable(top, _says_where(variable), cause(error)) from error
    _allow(top, directory, variable)


def _allow(top: Path, there: Path, variable: str) -> None:
    """Raise Unusable unless files can be made in `there`, which `top` is, holds, or would be made below."""
    _has_home(top, variable)
    if not os.path.isdir(there):  # noqa: PTH112 - Path.is_dir raises where it may not be seen
        raise Unusable(top, _says_where(variable), "not_a_directory")
    if not os.access(there, os.R_OK | os.W_OK | os.X_OK):
        read_only = os.statvfs(there).f_flag & os.ST_RDONLY
        raise Unusable(top, _says_where(variable), "read_only" if read_only else "no_permission")


def _has_home(top: Path, variable: str) -> None:
    """Raise Unusable where nobody knows whose home it is: "~" would be made below the working directory."""
    if top.parts[0] == "~":
        raise Unusable(top, _says_where(variable), "no_home")


def _says_where(variable: str) -> str:
    """The variable that says where the directory is: HOME, where its own is not set."""
    return variable if os.environ.get(variable, "").strip() else HOME


def places(folder: str | os.PathLike[str]) -> Places:
    """The paths for a shared folder, by its absolute path (links are not followed: that would touch the share)."""
    absolute = os.path.abspath(folder)  # noqa: PTH100 - Path.resolve would touch the folder
    digest = hashlib.sha256(os.fsencode(absolute)).hexdigest()[:16]
    dirs = platformdirs.PlatformDirs(APP, appauthor=False)
    try:
        cache, state, config = dirs.user_cache_dir, dirs.user_state_dir, dirs.user_config_dir
    except RuntimeError:  # nobody knows whose home it is: `_has_home` says so as soon as it matters
        cache, state, config = f"~/.cache/{APP}", f"~/.local/state/{APP}", f"~/.config/{APP}"
    return Places(Path(absolute), digest, Path(cache), Path(state), config=Path(config))
