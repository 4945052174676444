"""What the laws hold of boards that are made in one process holds of the whole program: both say the same."""

from __future__ import annotations

from pathlib import Path

from helpers.board_figures import assert_same
from helpers.figures import put
from helpers.folder_board import board_of_files
from helpers.generated_seasons import FORMS, seasons
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from data.feed.one_look import Glance


@settings(
    max_examples=3,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
)
@given(seasons(doubts=True, forms=FORMS), st.uuids())
def test_a_real_folder_says_what_its_files_say(tmp_path: Path, season, name) -> None:
    folder = tmp_path / name.hex
    put(folder, season.files)
    with Glance(folder) as look:
        assert look.reached
        read = look.board(season.as_of)
    assert_same(read, board_of_files(season.files, season.as_of), keys=True, faults=True)
