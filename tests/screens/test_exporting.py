"""`e` writes the list under the cursor into the officer's own documents; where no file may be left it says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.app import MemoryFeed, running, said, shown, until
from helpers.intake import read

from tui.screens.boxes.dialog import Picker


@pytest.mark.parametrize(("keys", "ending"), [(("e", "1"), "xlsx"), (("ctrl+d", "2"), "csv"), (("e", "3"), "json")])
async def test_the_list_of_the_duty_screen_is_written(tmp_path: Path, keys: tuple[str, ...], ending: str) -> None:
    async with running() as (_feed, pilot):
        pilot.app.exports = tmp_path / "mine"
        await pilot.press(keys[0])
        assert isinstance(pilot.app.screen, Picker)
        await pilot.press(keys[1])
        await until(pilot, lambda: "written: " in said(pilot))
        (file,) = (tmp_path / "mine").iterdir()
        assert file.suffix == f".{ending}"
        assert str(file)[:20] in said(pilot)
        assert (tmp_path / "mine").stat().st_mode & 0o077 == 0
        if ending != "json":
            assert read(file.read_bytes(), file.name).refused.code == "own_export"


async def test_two_lists_of_one_day_are_two_files(tmp_path: Path) -> None:
    async with running() as (_feed, pilot):
        pilot.app.exports = tmp_path
        for count in (1, 2):
            await pilot.press("e", "2")
            await until(pilot, lambda count=count: len(list(tmp_path.iterdir())) == count)


async def test_a_disk_that_refuses_is_told(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    async with running() as (_feed, pilot):
        pilot.app.exports = blocked
        await pilot.press("e", "1")
        await until(pilot, lambda: "File exists" in said(pilot))


async def test_where_no_file_may_be_left_the_key_says_so() -> None:
    async with running(MemoryFeed()) as (_feed, pilot):
        assert pilot.app.exports is None
        await pilot.press("e")
        assert "no file is left on this machine from here" in shown(pilot.app)


async def test_the_whole_list_is_offered_where_there_is_one(tmp_path: Path) -> None:
    async with running() as (_feed, pilot):
        pilot.app.exports = tmp_path
        await pilot.press("e")
        assert "the whole list" not in shown(pilot.app)
        await pilot.press("escape", "2", "2")
        await pilot.pause()
        await pilot.press("e")
        assert "the whole list" in shown(pilot.app)
        await pilot.press("5")
        await until(pilot, lambda: list(tmp_path.iterdir()))
