"""Every path in use outside the shared folder: cache, state, log. `fairwatch where` prints them.

Nothing here touches the shared folder: its absolute path is enough to name what belongs to it.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

APP = "fairwatch"


@dataclass(frozen=True, slots=True)
class Places:
    """The paths that belong to one shared folder on this station."""

    folder: Path
    folder_id: str
    cache: Path
    state: Path

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
    def copied(self) -> Path:
        """What `y` copied last."""
        return self.state / "copied.txt"

    @property
    def log(self) -> Path:
        """The rotating log."""
        return self.state / "fairwatch.log"

    def make(self, *, read_only: bool = False) -> None:
        """Create the directories, readable by their owner only (they hold phone numbers).

        A station that only looks has a cache and a log, and nothing else.
        """
        marking = () if read_only else (self.history.parent, self.outbox)
        for directory in (self.cache, self.state, self.index.parent, *marking):
            directory.mkdir(mode=0o700, parents=True, exist_ok=True)


def places(folder: str | os.PathLike[str]) -> Places:
    """The paths for a shared folder, by its absolute path (links are not followed: that would touch the share)."""
    absolute = os.path.abspath(folder)  # noqa: PTH100 - Path.resolve would touch the folder
    digest = hashlib.sha256(os.fsencode(absolute)).hexdigest()[:16]
    dirs = platformdirs.PlatformDirs(APP, appauthor=False)
    return Places(Path(absolute), digest, Path(dirs.user_cache_dir), Path(dirs.user_state_dir))


def private(path: Path) -> None:
    """Create `path` empty with mode 0600 if it is missing, before anything else writes it.

    Its directory too: somebody may delete the cache while the program runs.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
