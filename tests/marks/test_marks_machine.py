"""The short form of tests/long/marks_machine.py: stations, officers, replicas and faults in any order."""

from __future__ import annotations

from long import marks_machine


def test_after_full_delivery_all_stations_agree_and_nothing_acknowledged_is_lost() -> None:
    marks_machine.run(50, 25)
    assert marks_machine.Marks.marks > 50
