"""Whether a shared folder is there at all, asked before anything is opened."""

from __future__ import annotations

from pathlib import Path

from data.processes.deadline import within


def missing(folder: Path, wait: float = 1.0) -> bool:
    """Whether the folder is surely not there: one that does not answer may come back."""
    try:
        within(wait, folder.stat)
    except FileNotFoundError:
        return True
    except OSError:  # it is there and says no, or does not answer (TimeoutError)
        return False
    return False
