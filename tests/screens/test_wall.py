"""The wall: pages that show every row, words large where data cannot be trusted, nothing that visitors may not read."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from helpers.app import MemoryFeed, running, shown, until
from helpers.board import NOW, owed, sample_board
from helpers.season import board as season_board
from helpers.season import fair, own_ledgers, project, row, target
from helpers.season import unit as season_unit

from data import wording
from data.model import Board, FolderHealth, OwedItem, OwedPhase
from data.wording.code_words import joint_words
from data.wording.unit_words import unit_light_word
from tui.commands.board_in_words import board_lines
from tui.screens.boxes.palette import PaletteScreen
from tui.screens.wall.alarm import WallAlarm
from tui.screens.wall.attention import furthest_behind
from tui.screens.wall.visitors import for_wall, masked
from tui.screens.wall.wall import PANELS, WallScreen, cut_pages
from widgets.panels.big_digits import BigDigits, blocks
from widgets.table.virtual_table import Heading


def wall(pilot) -> WallScreen:
    screen = pilot.app.screen_stack[0]
    assert isinstance(screen, WallScreen)
    return screen


def turn(pilot) -> str:
    """Whose turn it is."""
    return next(id for id in PANELS if wall(pilot).query_one(f"#{id}").visible)


def on_wall(board: Board | None = None, size: tuple[int, int] = (80, 24)):
    return running(MemoryFeed(board or sample_board()), size=size, face="wall")


# ------------------------------------------------------------ pages


async def test_the_wall_takes_turns():
    async with on_wall() as (_, pilot):
        assert wall(pilot).query_one(BigDigits).value == "45"
        seen = []
        for page in wall(pilot).pages:
            seen.append(turn(pilot))
            assert seen[-1] == page.panel
            await pilot.press("right")
            await pilot.pause()
        assert [*dict.fromkeys(seen)] == [*PANELS]
        assert turn(pilot) == "units"


async def test_the_line_below_names_what_comes_next():
    async with on_wall(size=(80, 30)) as (_, pilot):
        assert "next page overdue follow-ups" in shown(pilot.app)


async def test_the_wall_turns_by_itself():
    async with on_wall(sample_board(rotate_seconds=1), size=(80, 30)) as (_, pilot):
        await until(pilot, lambda: turn(pilot) == "owed")
        await until(pilot, lambda: turn(pilot) == "stalled")


def many(board: Board) -> Board:
    return replace(board, owed=tuple(owed(f"事项{n:02}", "云阳县", 90 - n) for n in range(40)))


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_every_row_of_a_long_list_has_its_turn_and_none_has_two(size):
    async with on_wall(many(sample_board()), size) as (_, pilot):
        seen: list[str] = []
        for page in wall(pilot).pages:
            assert page.of == 1 or f"{page.number}/{page.of}" in shown(pilot.app)
            seen += re.findall(r"事项\d\d", shown(pilot.app))
            await pilot.press("right")
            await pilot.pause()
        assert sorted(seen) == [f"事项{n:02}" for n in range(40)]


def test_a_group_that_goes_on_is_headed_again_and_no_heading_ends_a_page():
    parks, counties = Heading("parks"), Heading("counties")
    pages = cut_pages([parks, "a", "b", "c", counties, "d"], 3)
    assert pages == [(parks, "a", "b"), (parks, "c"), (counties, "d")]


async def test_a_board_that_comes_leaves_the_page_where_it_is():
    async with on_wall(many(sample_board())) as (feed, pilot):
        while not (wall(pilot).pages[wall(pilot).at].panel == "owed" and wall(pilot).pages[wall(pilot).at].number == 2):
            await pilot.press("right")
            await pilot.pause()
        feed.put(replace(feed.board, owed=feed.board.owed[1:]))
        await until(pilot, lambda: "39 overdue" in shown(pilot.app))
        page = wall(pilot).pages[wall(pilot).at]
        assert (page.panel, page.number) == ("owed", 2)


# ------------------------------------------------------------ what visitors may read


async def test_the_wall_shows_no_more_than_visitors_may_read():
    superior = owed("待批事项", "省厅", 9, phase=OwedPhase.SUPERIOR)
    board = sample_board()
    spoken = replace(board.owed[0], what="资源配置答复 13812345678", contact="何平", phone="0000-2222222")
    shown_board = for_wall(replace(board, owed=(superior, spoken, *board.owed[1:])))
    assert [item.what for item in shown_board.owed] == ["资源配置答复 …", "周报未报"]
    text = repr(replace(shown_board, duty=None, office_phone=""))
    assert "0000-2222222" not in text
    assert "何平" not in text


@pytest.mark.parametrize("text", ["13812345678", "138-1234-5678", "+86 138 1234 5678", "0936-8212345", "010 82123456"])
def test_a_telephone_is_masked_wherever_somebody_wrote_it(text):
    assert masked(f"联系{text}张") == "联系…张"


@pytest.mark.parametrize("text", ["20261230", "620700-20261230-0001", "12000万元", "915200001234567890"])
def test_dates_codes_and_amounts_are_no_telephones(text):
    assert masked(text) == text


async def test_nothing_on_the_wall_marks():
    async with on_wall() as (feed, pilot):
        before = turn(pilot)
        await pilot.press(*"mzanur", "f2", "f4", "f6", "f7", "f8", "f9", "enter")
        assert pilot.app.screen is wall(pilot)
        assert turn(pilot) == before
        assert not feed.asked


async def test_no_key_opens_lists_that_name_guests_officers_or_telephones():
    async with on_wall() as (_, pilot):
        for key in ("x", "9", "f12", "L", "8", "w", "ctrl+w", "f21", "o", "ctrl+o", "s", "O", "c", "1", "3", "4"):
            await pilot.press(key)
            assert pilot.app.screen is wall(pilot), key
        await pilot.press(":")
        assert isinstance(pilot.app.screen, PaletteScreen)
        offered = {entry.gives for entry in pilot.app.screen.entries if not entry.theme}
        assert offered == {"next_page", "refresh", "theme", "help", "quit"}


async def test_a_box_that_a_stray_key_opened_closes_by_itself():
    async with on_wall() as (_, pilot):
        await pilot.press("?")
        wall(pilot).covered = 59
        await until(pilot, lambda: pilot.app.screen is wall(pilot))


# ------------------------------------------------------------ who needs attention


async def test_those_furthest_behind_are_named_with_who_leads_them():
    board = sample_board()
    head = board.leading
    assert head is not None
    led = replace(
        board,
        progress=tuple(replace(p, units=tuple(replace(u, head="王主任") for u in p.units)) for p in board.progress),
    )
    units = furthest_behind(led)
    gaps = sorted(u.pace - u.completion for u in head.units if u.pace is not None and u.completion is not None)
    assert [u.pace - u.completion for u in units] == gaps[:-3:-1]  # type: ignore[operator]
    async with on_wall(led) as (_, pilot):
        assert f"{units[0].unit} " in shown(pilot.app).split("Needs attention")[1]
        assert "led by 王主任" in shown(pilot.app)


def test_a_partner_of_a_joint_project_is_not_named_on_the_wall_and_stands_unred_wherever_it_stands():
    rows = [
        fair(),
        *(season_unit(name, "县区") for name in ("甲县", "乙县", "丙县")),
        project("甲县、乙县", 7, "2017-02-01"),
    ]
    owed = (target(name, 100) for name in ("甲县", "乙县", "丙县"))
    shown_board = season_board(*rows, *owed, sources=own_ledgers("丙县"))
    assert [one.unit for one in furthest_behind(shown_board)] == ["丙县", "甲县"]
    partner = row(shown_board, "乙县")
    wording.use("zh")
    assert (unit_light_word(partner), joint_words(partner)) == ("— 联合项目", "联合项目 1个（金额计在甲县）")
    told = "\n".join(board_lines(shown_board))
    assert [name in line for name in ("丙县", "乙县") for line in told.splitlines() if "尚未签约" in line] == [
        True,
        False,
    ]
    assert "联合项目 1个（金额计在甲县）" in told


def test_a_superior_office_is_never_called_behind():
    board = sample_board()
    worst = furthest_behind(board)[0]
    raised = tuple(
        replace(p, units=tuple(replace(u, superior=u.unit == worst.unit) for u in p.units)) for p in board.progress
    )
    assert worst.unit not in [u.unit for u in furthest_behind(replace(board, progress=raised))]


async def test_when_nobody_is_behind_it_says_so_and_without_targets_nothing():
    board = sample_board()
    good = tuple(replace(p, units=tuple(replace(u, light="green") for u in p.units)) for p in board.progress)
    async with on_wall(replace(board, progress=good)) as (feed, pilot):
        assert "every unit keeps its pace" in shown(pilot.app)
        bare = tuple(replace(p, units=tuple(replace(u, completion=None, light="none") for u in p.units)) for p in good)
        feed.put(replace(board, progress=bare))
        await until(pilot, lambda: "Needs attention" not in shown(pilot.app))


# ------------------------------------------------------------ days that are not like the others


def stale(board: Board, state: str = "gone") -> Board:
    before = NOW - timedelta(minutes=14)
    return replace(board, folder=FolderHealth(state=state, since=before, checked_at=before), data_at=before)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("DATA STANDS STILL FOR", "MIN", "THE SHARED FOLDER IS GONE")),
        ("zh", ("数据已停更", "分钟", "共享文件夹不见了")),
    ],
)
async def test_stale_data_is_said_large_and_goes_when_the_folder_is_back(language, words):
    wording.use(language)
    async with on_wall() as (feed, pilot):
        assert not wall(pilot).query_one(WallAlarm).display
        feed.put(stale(feed.board))
        await until(pilot, lambda: wall(pilot).query_one(WallAlarm).region.height == 7)
        head = "".join(shown(pilot.app).splitlines()[:7])
        assert all("".join(word.split()) in "".join(head.split()) for word in words)
        assert "┗━┫" in head  # the 4 of 14, three lines tall
        assert len(shown(pilot.app).splitlines()) == 24
        feed.put(sample_board())
        await until(pilot, lambda: not wall(pilot).query_one(WallAlarm).display)


async def test_minutes_go_on_while_the_folder_is_gone():
    async with on_wall() as (feed, pilot):
        feed.put(stale(feed.board))
        await until(pilot, lambda: wall(pilot).query_one(WallAlarm).display)
        wall(pilot).tick(NOW + timedelta(hours=3))
        assert "data stands still for 3 hours" in wall(pilot).query_one(WallAlarm).words()


async def test_a_feed_that_breaks_stays_said_large():
    def broken():
        yield sample_board(rotate_seconds=1)
        raise OSError("the index is gone")

    feed = MemoryFeed()
    feed.boards = broken  # type: ignore[method-assign]
    async with running(feed, size=(80, 24), face="wall") as (_, pilot):
        await until(pilot, lambda: "FAIRWATCH MET A FAULT" in shown(pilot.app))
        await until(pilot, lambda: turn(pilot) == "stalled")
        assert "FAIRWATCH MET A FAULT" in shown(pilot.app)


def with_fair(change: Callable) -> Board:
    board = sample_board()
    return replace(board, fairs=(change(board.fairs[0]),))


@pytest.mark.parametrize(
    ("language", "words"), [("zh", ("第 2 天/共 4 天", "已闭幕")), ("en", ("day 2 of 4", "closed"))]
)
async def test_the_wall_counts_the_fairs_own_days_and_then_says_closed(language, words):
    wording.use(language)
    running_fair = with_fair(lambda fair: replace(fair, day=2, days_left=-1, workdays_left=0))
    async with on_wall(running_fair) as (feed, pilot):
        assert wall(pilot).query_one(BigDigits).value == "2"
        assert words[0] in shown(pilot.app)
        feed.put(with_fair(lambda fair: replace(fair, closed=True, days_left=-9, day=None)))
        await until(pilot, lambda: words[1] in shown(pilot.app).splitlines()[0])
        assert wall(pilot).query_one(BigDigits).value == ""


async def test_without_fairs_units_or_files_nothing_breaks():
    board = sample_board()
    empty = replace(board, fairs=(), progress=(), stalled=(), owed=(), sources=(), data_at=None, duty=None)
    async with on_wall(replace(board, fairs=())) as (feed, pilot):
        assert "no fair is coming" in shown(pilot.app)
        feed.put(empty)
        await until(pilot, lambda: "no ledger in the folder yet" in shown(pilot.app))
        feed.put(replace(empty, folder=FolderHealth(state="gone", since=NOW)))
        await until(pilot, lambda: "THERE IS NO SHARED FOLDER HERE" in shown(pilot.app))
        assert "stands still" not in shown(pilot.app).lower()


# ------------------------------------------------------------ from across the room


@pytest.mark.parametrize(("size", "tall"), [((80, 24), 3), ((120, 40), 5), ((240, 60), 8)])
async def test_the_taller_the_wall_the_larger_the_days(size, tall):
    async with on_wall(size=size) as (_, pilot):
        assert wall(pilot).query_one(BigDigits).region.height == tall
        assert "signed" in shown(pilot.app)
        assert ("nothing in sight" in shown(pilot.app)) == (tall > 3)


def test_large_digits_are_all_as_wide_as_each_other_and_all_different():
    drawn = [blocks(str(digit), 2) for digit in range(10)]
    assert {len(row) for rows in drawn for row in rows} == {6}
    assert len(set(drawn)) == 10
    assert len(blocks("45", 3)) == 8


def test_the_sample_really_has_a_unit_behind():
    assert furthest_behind(sample_board())[0].completion == Decimal(0)


# ------------------------------------------------------------ guests


def guest(name: str, unit: str, late: int) -> OwedItem:
    return owed(f"云天公司 {name}回复", unit, late, key=f"guest/云天公司/{name}", kind="guest")


def with_guests() -> Board:
    board = sample_board()
    guests = (guest("云伟民", "南屏园区", 9), guest("华若溪", "南屏园区", 6), guest("何思远", "东岭园区", 4))
    return replace(board, owed=(*guests, *board.owed))


def test_guests_are_counted_by_who_owes_their_answers() -> None:
    wording.use("zh")
    told = [(item.what, item.owed_by, item.days_over) for item in for_wall(with_guests()).owed if item.kind == "guest"]
    assert told == [("客商回函 2位", "南屏园区", 9), ("客商回函 1位", "东岭园区", 4)]


async def test_no_guests_name_stands_on_the_wall():
    wording.use("zh")
    async with on_wall(with_guests(), size=(120, 40)) as (_, pilot):
        seen = ""
        for _page in wall(pilot).pages:
            seen += shown(pilot.app)
            await pilot.press("right")
            await pilot.pause()
        assert "客商回函 2位" in seen
        for name in ("云伟民", "华若溪", "何思远", "云天公司"):
            assert name not in seen
