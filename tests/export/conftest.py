"""The board of the demo, in Chinese: what papers and lists are made of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from data.demo import DemoDay
from data.model import Board


@pytest.fixture
def season(demo_board) -> Board:
    return demo_board("zh")


_DAYS = {"daily": DemoDay.FAIR, "after": DemoDay.AFTER}
"""Papers that the demo has something for on such a day alone."""


@pytest.fixture
def board_for(demo_board) -> Callable[[str], Board]:
    """The demo's board on a day that has something for a kind of paper."""
    return lambda kind: demo_board("zh", _DAYS.get(kind, DemoDay.BEFORE))
