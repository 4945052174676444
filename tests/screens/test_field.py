"""The field's face: chosen by itself over SSH, one's own rows first, and always in sight whether the folder answers."""

from dataclasses import replace

import pytest
from helpers.app import MemoryFeed, desk, running, shown, until
from helpers.board import sample_board
from helpers.cli import run
from helpers.feed import season
from helpers.terminals import Terminal

from widgets.panels.items_panel import ItemsPanel
from widgets.table.needle import is_named

SSH = {"SSH_CONNECTION": "127.0.0.1 1 127.0.0.1 22"}


@pytest.mark.parametrize(
    ("options", "env", "units"),
    [([], {}, True), ([], SSH, False), (["--no-field"], SSH, True), (["--field"], {}, False)],
    ids=["here", "over SSH", "over SSH, refused", "asked for"],
)
def test_which_face_a_wide_terminal_shows(tmp_path, options, env, units):
    with Terminal(["--lang", "zh", season(tmp_path / "season"), *options], env=env) as terminal:
        terminal.wait_for("用地预审", "停滞项目")
        assert ("单位签约进度" in terminal.text()) is units
        assert (b"\x1b[?1000h" in terminal.output) is (not env and not options)  # no mouse in the field


async def test_ones_own_rows_stand_first_and_are_counted():
    async with running(by="周专员", mine=True, face="field") as (_, pilot):
        stalled = desk(pilot).query_one("#stalled", ItemsPanel)
        first = stalled._by_row[stalled.table.rows[0]]
        assert first.site_officer == "周专员"
        assert "1 mine" in shown(pilot.app)
        assert shown(pilot.app).count("others'") == 1  # nothing owed is theirs: no heading there


async def test_what_one_has_claimed_is_ones_own():
    async with running(by="李敏", mine=True) as (_, pilot):
        owed = desk(pilot).query_one("#owed", ItemsPanel)
        assert owed._by_row[owed.table.rows[0]].what == "展板定稿"


async def test_without_being_asked_the_order_is_the_boards():
    async with running(by="周专员") as (_, pilot):
        rows = desk(pilot).query_one("#stalled", ItemsPanel).table.rows
        keys = [item.key for item in sample_board().stalled]
        assert list(rows) == [key for key in keys if key in rows]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_field_always_tells_whether_the_folder_answers_and_what_is_unsent(size):
    board = sample_board()
    waiting = replace(board, marks=replace(board.marks, unsent=2))
    async with running(MemoryFeed(waiting), size=size, face="field") as (feed, pilot):
        top = shown(pilot.app).splitlines()[0]
        assert "folder ok" in top
        assert "unsent 2" in top
        feed.put(replace(waiting, folder=replace(board.folder, state="gone")))
        await until(pilot, lambda: "shared folder is gone" in shown(pilot.app).splitlines()[0])


def test_a_name_is_found_among_others_but_not_inside_one():
    assert is_named("李敏", "赵敏、李 敏")
    assert is_named("李敏", "", "李敏/王主任")
    assert not is_named("李敏", "李敏华")


def test_mine_without_a_name_is_refused_with_what_is_missing(tmp_path):
    done = run("open", tmp_path, "--mine")
    assert done.code == 2
    assert "--by" in done.err
