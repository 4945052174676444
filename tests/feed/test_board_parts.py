"""The short form of tests/long/board_parts.py: whatever becomes of ledgers and marks, a patched board is whole."""

from __future__ import annotations

from long import board_parts


def test_the_patched_board_is_the_one_made_from_nothing() -> None:
    board_parts.run(25, 12)
    assert board_parts.Boards.marks > 0
