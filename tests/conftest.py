"""Every test has a cache, a state and a language of its own."""

from __future__ import annotations

import functools
import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from helpers.demo import season_board
from helpers.hypothesis_profile import in_force
from helpers.pilot import QuickPilot

from data import wording
from data.demo import DemoDay
from data.model import Board

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


@pytest.fixture(autouse=True, scope="session")
def quick_pilot() -> Iterator[None]:
    """Whatever drives an app, `snap_compare` too, waits no longer than until it is at rest."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("textual.pilot.Pilot", QuickPilot)
        yield


@pytest.fixture(scope="session")
def demo_board(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Board]:
    """The demo season's board in a language, on such a day of it, read once however many modules look at it; a board
    never changes."""

    @functools.cache
    def read(language: str, day: DemoDay = DemoDay.BEFORE) -> Board:
        with wording.speaking(language):
            return season_board(tmp_path_factory.mktemp(f"demo-{language}"), day)

    return read


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes are no name for a test: a workbook made a second later has others, and no two workers would agree."""
    return argname if isinstance(val, bytes) else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With `--dist loadgroup` tests that share what is made once go to one worker, any other to whoever is free."""
    for item in items:
        if (group := shared_by(item)) is not None:
            item.add_marker(pytest.mark.xdist_group(group))
    if hasattr(config, "workerinput"):
        items.sort(key=_place_among_all(items).__getitem__)


def _place_among_all(items: list[pytest.Item]) -> dict[pytest.Item, float]:
    """A worker meets the wings side by side: tests that wait for a child or a clock run beside those that reckon."""
    wings: dict[Path, list[pytest.Item]] = {}
    for item in items:
        wings.setdefault(item.path.parent, []).append(item)
    return {item: at / len(wing) for wing in wings.values() for at, item in enumerate(wing)}


def pytest_collection_finish() -> None:
    """What was imported and collected stays until the end: a collector that goes through it again after every few
    hundred objects took two fifths of what an app on a screen costs."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def shared_by(item: pytest.Item) -> str | None:
    """What a test shares with others: the demo's boards, or something that is made once for its module."""
    fixtures = item._fixtureinfo.name2fixturedefs if isinstance(item, pytest.Function) else {}
    if "demo_board" in fixtures:
        return "demo_board"
    once = any(one.scope == "module" and one.baseid for defs in fixtures.values() for one in defs)
    return item.path.stem if once else None


def pytest_xdist_auto_num_workers() -> int:
    """One worker more than cores: many tests wait for a terminal, a child or a screen at rest, and leave theirs idle.
    With two a core the programs that they start were late for them on a busy machine."""
    return (os.cpu_count() or 1) + 1
