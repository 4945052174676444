"""The short form of tests/long/memory_machine.py: stations of every age over ledgers that change."""

from __future__ import annotations

from long import memory_machine


def test_all_stations_that_hold_the_same_folder_show_the_same() -> None:
    memory_machine.run(50, 12)
    assert memory_machine.Memories.records > 0
