"""The projects that a visit can be logged on: every one that the ledgers have."""

from __future__ import annotations

from data.feed.board_engine import Engine
from data.model import StalledProject
from data.rules.stalls.all_projects import projects


def visitable(engine: Engine) -> tuple[StalledProject, ...]:
    """Each project once, whether or not it stands in a list, by the key that its marks have."""
    return projects(engine.season, engine.shelf.rules, engine.today)
