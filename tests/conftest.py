"""Every test has a cache, a state and a language of its own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers.hypothesis_profile import in_force

from data import wording

in_force()


@pytest.fixture(autouse=True)
def own_places(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Cache and state of this test alone; nothing of the developer's own is read or written."""
    home = tmp_path_factory.mktemp("home")
    for variable in ("XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(variable, str(home / variable.lower()))
    monkeypatch.delenv("SSH_CONNECTION", raising=False)
    monkeypatch.delenv("SSH_TTY", raising=False)
    for variable in (
        "NO_COLOR",
        "COLUMNS",
        "LINES",
        "TMUX",
        "STY",
    ):  # a terminal's size is its own, whatever ran the tests
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    return home


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """English unless a test asks for Chinese with `wording.use("zh")`."""
    wording.use("en")
    yield
    wording.use("en")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes are no name for a test: a workbook made a second later has others, and no two workers would agree."""
    return argname if isinstance(val, bytes) else None


def pytest_xdist_auto_num_workers() -> int:
    """One more worker than cores: many tests wait for a terminal, a child or a clock, and leave theirs idle."""
    return (os.cpu_count() or 1) + 1
