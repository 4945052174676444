"""Files that only their owner may read: they hold names and telephone numbers."""

from __future__ import annotations

import os
from pathlib import Path


def private(path: Path) -> None:
    """Create `path` empty with mode 0600 if it is missing, before anything else writes it.

    Its directory too: somebody may delete the cache while the program runs.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
