"""A station keeps its id, and a copied one becomes another."""

from __future__ import annotations

import stat
from pathlib import Path

import msgspec
import pytest
from helpers.marks import child

from data.journal.station_id import FILE_NAME, Station, new_run, station


def test_the_id_is_made_once_and_is_nobody_elses_to_read(tmp_path: Path):
    first = station(tmp_path / "state")
    assert station(tmp_path / "state") == first
    assert len(first) == 16
    assert stat.S_IMODE((tmp_path / "state" / FILE_NAME).stat().st_mode) == 0o600


def test_a_state_directory_copied_to_another_machine_becomes_another_station(tmp_path: Path):
    (tmp_path / FILE_NAME).write_bytes(msgspec.json.encode(Station("0123456789abcdef", "another machine")))
    made = station(tmp_path)
    assert made != "0123456789abcdef"
    assert station(tmp_path) == made


@pytest.mark.parametrize("said", [b"", b"{", b'{"id":"../../x","machine":"m"}', b"\xff\xff"])
def test_a_file_that_says_nothing_is_made_anew(tmp_path: Path, said: bytes):
    (tmp_path / FILE_NAME).write_bytes(said)
    made = station(tmp_path)
    assert station(tmp_path) == made


def test_programs_that_start_together_are_one_station(tmp_path: Path):
    code = "import sys, pathlib; from data.journal.station_id import station; print(station(pathlib.Path(sys.argv[1])))"
    started = [child(code, str(tmp_path)) for _ in range(6)]
    assert len({one.communicate()[0] for one in started}) == 1


def test_runs_differ():
    assert len({new_run() for _ in range(50)}) == 50
