"""The board of the demo, in Chinese: what papers and lists are made of."""

from __future__ import annotations

import pytest

from data.model import Board


@pytest.fixture
def season(demo_board) -> Board:
    return demo_board("zh")
