"""A folder of given bytes, and stations of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from helpers.watchers import SharedFolder, Watcher


@pytest.fixture
def folder() -> SharedFolder:
    return SharedFolder()


@pytest.fixture
def station(tmp_path: Path, folder: SharedFolder) -> Iterator[Callable[..., Watcher]]:
    """Opens stations of the folder, each with a home of its own."""
    opened: list[Watcher] = []

    def opens(**more: object) -> Watcher:
        opened.append(Watcher(tmp_path / f"s{len(opened)}", folder, **more))  # type: ignore[arg-type]
        return opened[-1]

    yield opens
    for watcher in opened:
        watcher.close()
