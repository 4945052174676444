"""A name means one thing in the whole tree."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import data
import tui
import widgets

FILES = [path for package in (data, tui, widgets) for path in Path(package.__file__).parent.rglob("*.py")]


def several(places: dict[str, list[str]]) -> dict[str, list[str]]:
    """The names that stand in more than one place."""
    return {name: found for name, found in places.items() if len(found) > 1}


def test_a_file_s_name_stands_once() -> None:
    places = defaultdict(list)
    for path in FILES:
        if path.name not in ("__init__.py", "__main__.py"):
            places[path.name].append(str(path))
    assert len(places) > 200
    assert several(places) == {}
