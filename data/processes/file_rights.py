"""Who may read a file of the shared folder, against who may read what fairwatch itself writes there."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from data.journal.folder_format import HOME


def kept_apart(root: Path, path: Path) -> bool:
    """Whether some who may read the folder's `.fairwatch` (the folder itself, where there is none yet) may not read
    this file, by its mode or that of a folder in between."""
    try:
        top = root.stat()
        home = (root / HOME).stat() if (root / HOME).exists() else top
        open_to = home.st_mode & top.st_mode
        above = [parent for parent in path.parents if root in parent.parents]
        return any(_is_less(one.stat(), open_to, home.st_gid) for one in (path, *above))
    except OSError:
        return True  # nobody knows: then nothing of it goes where others read


def _is_less(one: os.stat_result, open_to: int, group: int) -> bool:
    if open_to & stat.S_IROTH:
        return not one.st_mode & stat.S_IROTH
    if open_to & stat.S_IRGRP:
        mine = bool(one.st_mode & stat.S_IRGRP) and one.st_gid == group
        return not (mine or one.st_mode & stat.S_IROTH)
    return False
