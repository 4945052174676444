"""What must be known before a figure is used is told on every face; no figure of a half-read folder stands at all."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from helpers.app import MemoryFeed, app_on, shown, until
from helpers.board import NOW, sample_board
from helpers.cli import run, say
from helpers.feed import PROJECTS, Opened, put, season
from helpers.reader import LiveReader

from data import wording
from data.feed.last_good import Shelf
from data.feed.new_version_recorder import SeenDesk
from data.feed.one_look import Glance
from data.journal import folder_format
from data.ledgers.kinds_and_columns import RosterDay
from data.model import (
    Board,
    FolderHealth,
    ItemMarks,
    ItemState,
    MarksHealth,
    Problem,
    ProblemItem,
    SourceHealth,
    SourceState,
)
from data.processes.reader_messages import Health
from data.rules.fair.duty_roster import unstaffed
from data.station.index import Index
from data.station.paths import places
from data.wording.notices import notice_words, notices
from tui.commands.common import stale_exit
from widgets.frame.topline import notices as known

SIZES = [(80, 24), (100, 30), (120, 40)]
FACES = ["auto", "field", "wall"]
GONE = Problem("ledger_gone", "云阳县/项目台账.xlsx", args=(("lost", "projects:12:0"), ("since", "05-02 08:00")))


@pytest.fixture(autouse=True)
def _chinese() -> Iterator[None]:
    wording.use("zh")
    yield
    wording.use("en")


async def face_of(board: Board, face: Any, size: tuple[int, int]) -> str:
    """All that a face shows of a board."""
    return (await at_sizes(board, face, (size,)))[size]


async def at_sizes(board: Board, face: Any, sizes: Iterable[tuple[int, int]]) -> dict[tuple[int, int], str]:
    """All that a face shows of a board while its terminal takes one size after the other."""
    app = app_on(MemoryFeed(board), face=face, by="李敏")
    found = {}
    async with app.run_test(size=next(iter(sizes))) as pilot:
        await until(pilot, lambda: app.first.board is not None)
        for size in sizes:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            found[size] = shown(app)
    return found


# ------------------------------------------------------------ until the first whole look


@pytest.mark.parametrize("face", FACES)
async def test_no_figure_of_a_half_read_folder_stands_on_any_face(face: str) -> None:
    half = sample_board(folder=FolderHealth("ok", NOW, reading=15, whole=False, read=12, ledgers=27))
    figures = ("111.0", "26.4%", "73.5%", "45 天", "45.0/90", "资源配置答复", "光热设备制造", "暂无展会", "逾期3")
    for size, text in (await at_sizes(half, face, SIZES)).items():
        assert "正在读取台账 12/27" in text, size
        assert [figure for figure in figures if figure in text] == [], (size, text)


async def test_a_warm_index_shows_its_last_figures_dated() -> None:
    warm = sample_board(folder=FolderHealth("starting", NOW, whole=True))
    text = await face_of(warm, "auto", (120, 40))
    assert "111.0" in text
    assert "2 分钟前" in text


def test_figures_stand_from_the_first_whole_look_on_and_in_later_runs(tmp_path: Path) -> None:
    folder = season(tmp_path)
    with Opened(folder) as opened:
        board = opened.wait(lambda b: not b.unread)
        assert sum(source.state is SourceState.OK for source in board.sources) == 5
    with Opened(folder) as again:
        assert not again.wait(lambda b: True).unread


def test_a_run_that_was_cut_short_leaves_no_figures_for_the_next(tmp_path: Path) -> None:
    index = Index(tmp_path / "index.db")
    shelf = Shelf(index, 2026, SeenDesk(places(tmp_path), read_only=True))
    assert not shelf.whole
    shelf.checked(NOW)  # a scan, and then the power went
    shelf.close()
    assert not Shelf(Index(tmp_path / "index.db"), 2026, SeenDesk(places(tmp_path), read_only=True)).whole
    shelf.seen_whole()
    shelf.close()
    assert Shelf(Index(tmp_path / "index.db"), 2026, SeenDesk(places(tmp_path), read_only=True)).whole


def test_commands_say_how_far_the_reading_is_instead_of_half_a_board(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    half = sample_board(folder=FolderHealth("ok", NOW, reading=15, whole=False, read=12, ledgers=27))
    with Glance(season(tmp_path)) as glance, pytest.raises(SystemExit) as ended:
        stale_exit(glance, half)
    assert ended.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "正在读取台账 12/27" in said.err


# ------------------------------------------------------------ an unmounted share


@pytest.mark.parametrize(
    ("left", "state"),
    [((), "unmounted"), (("lost+found/",), "unmounted"), ((".DS_Store",), "unmounted"), (("假期照片.jpg",), "strange")],
)
def test_what_stands_where_the_mount_was_is_not_another_shared_folder(tmp_path: Path, left: Any, state: str) -> None:
    folder = tmp_path / "share"
    folder.mkdir()
    for name in left:
        (folder / name).mkdir() if name.endswith("/") else (folder / name).touch()
    with LiveReader(folder, known={}, format_uuid="0b0e7a3e-0000-4000-8000-000000000001") as reader:
        assert reader.wait(Health, lambda health: health.state != "ok").state == state


def test_only_another_id_makes_another_folder(tmp_path: Path) -> None:
    folder_format.init_format(tmp_path)
    with LiveReader(tmp_path, known={}, format_uuid="0b0e7a3e-0000-4000-8000-000000000001") as reader:
        assert reader.wait(Health, lambda health: health.state != "ok").state == "replaced"


@pytest.mark.parametrize("state", ["gone", "unmounted", "replaced", "silent", "denied"])
async def test_an_alarm_does_not_run_into_the_countdown(state: str) -> None:
    board = sample_board(folder=FolderHealth(state, NOW))
    for face in ("auto", "field"):
        line = (await face_of(board, face, (80, 24))).splitlines()[0]
        words = {"gone": "不见了", "unmounted": "（此处是空文件夹）", "replaced": "已被更换", "silent": "无响应"}
        alarm = words.get(state, "无权读取")
        assert alarm in line
        after = line.split(alarm, 1)[1].lstrip()
        assert not after or after.startswith("│"), line


# ------------------------------------------------------------ four things that every face tells


def told_board() -> Board:
    """All four at once."""
    sources = (
        *sample_board().sources,
        SourceHealth("单位/任务.xlsx", SourceState.HELD, (("targets", 3),), why=Problem("held_loss", "单位/任务.xlsx")),
        SourceHealth(GONE.file, SourceState.GONE, why=GONE),
    )
    return sample_board(sources=sources, duty=None, unstaffed=True, years_without_calendar=(2018,))


@pytest.mark.parametrize("language", wording.LANGUAGES)
@pytest.mark.parametrize("face", FACES)
async def test_every_face_tells_all_four_at_once(face: str, language: str) -> None:
    wording.use(language)
    board = told_board()
    assert len(notices(board)) == 4
    for size, text in (await at_sizes(board, face, SIZES)).items():
        for notice in notices(board):
            told = notice_words(notice) in text or notice_words(notice, short=True) in text
            assert told, (size, notice, text)
        assert "?" in text.splitlines()[-1] or face == "wall"


@pytest.mark.parametrize("language", wording.LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("face", FACES)
async def test_what_has_no_room_is_counted(face: str, size: tuple[int, int], language: str) -> None:
    wording.use(language)
    failed = tuple(SourceHealth(f"坏{n}.xlsx", SourceState.FAILED, why=Problem("damaged", "坏")) for n in range(2))
    board = told_board()
    board = replace(
        board,
        sources=(*board.sources, *failed),
        marks=MarksHealth(unsent=3, newer=2, damaged=4, orphans=12, skipped=("a",), clocks=1),
        station=(Problem("history_set_aside", "history.db"), Problem("index_unreadable", "index.db")),
        folder=FolderHealth("ok", NOW, settings_left=("甲", "乙")),
    )
    variants = [
        [part.line[0][0] for part in known(board, short=short, named=named) if part.line[0][1] == "warn"]
        for short in (False, True)
        for named in (False, True)
    ]
    text = await face_of(board, face, size)
    told = sum(any(words in text for words in one) for one in zip(*variants, strict=True))
    (more,) = re.findall(r"\+(\d+)(?= |$)", "\n".join(text.splitlines()[:1] + text.splitlines()[-1:]), re.M)
    assert told >= 3
    assert told + int(more) == len(variants[0]) == 13


@pytest.mark.parametrize("language", wording.LANGUAGES)
@pytest.mark.parametrize("face", ["auto", "field"])
@pytest.mark.parametrize("state", ["unmounted", "strange", "gone"])
async def test_an_alarm_is_told_before_all_else(face: str, state: str, language: str) -> None:
    wording.use(language)
    folder = FolderHealth(state, NOW - timedelta(hours=8), settings_problem="第 3 行：" + "不是 TOML" * 9)
    for size in SIZES:
        line = (await face_of(replace(told_board(), folder=folder), face, size)).splitlines()[0]
        why = {"zh": ("未挂载", "不见了"), "en": ("not mounted", "is gone")}[language]
        assert any(one in line for one in why), line
        assert {"zh": "8 小时", "en": "8 hours"}[language] in line
        assert {"zh": "设置未采用", "en": "settings not taken"}[language] in line or re.search(r"\+\d", line), line


def test_many_years_without_a_calendar_are_told_by_their_ends() -> None:
    board = sample_board(years_without_calendar=(2017, 2019, 2020, 2021, 2022, 2024, 2025))
    (notice,) = notices(board)
    assert notice_words(notice, short=True) == "2017、2019–2022、2024、2025放假安排未录入"
    assert notice.names == ("2017", "2019", "2020", "2021", "2022", "2024", "2025"), "in JSON each stands for itself"


def test_what_an_officer_has_settled_is_told_no_more() -> None:
    board = told_board()
    item = ProblemItem("problem/gone", "e", GONE, "云阳县", "", "", marks=ItemMarks(state=ItemState.HANDLED))
    assert "ledger-gone" in [one.code for one in notices(board)]
    assert "ledger-gone" not in [one.code for one in notices(replace(board, faults=(item,)))]


def test_a_roster_that_ends_or_has_a_gap_names_nobody_and_no_roster_says_nothing() -> None:
    def row(day: int, officer: str) -> RosterDay:
        return RosterDay(file="值班.csv", sheet="", row=2, fields=frozenset(), date=date(2026, 5, day), officer=officer)

    assert unstaffed([row(1, "李敏")], date(2026, 5, 2))
    assert unstaffed([row(1, "李敏"), row(2, " ")], date(2026, 5, 2))
    assert not unstaffed([row(1, "李敏"), row(2, "赵敏")], date(2026, 5, 2))
    assert not unstaffed([], date(2026, 5, 2))


def test_show_tells_in_words_and_in_json(tmp_path: Path) -> None:
    folder = season(tmp_path)
    put(folder / "值班.csv", "日期,值班人员\n2026-01-05,李敏\n", age=3600)
    text = run("show", folder, language="zh").out
    assert "! 值班表今日无人" in text
    told = json.loads(run("show", folder, "--json", language="zh").out)
    assert told["unstaffed"] is True
    assert {"code": "unstaffed", "names": [], "words": "值班表今日无人"} in told["notices"]


# ------------------------------------------------------------ a ledger that vanished


def take_away(folder: Path, name: str) -> None:
    """As if it had been gone for long: no program is just saving it."""
    import os

    (folder / name).unlink()
    os.utime(folder, (0, 0))


def test_a_ledger_that_vanished_is_told_until_it_is_back(tmp_path: Path) -> None:
    folder = season(tmp_path)
    say("show", folder)
    take_away(folder, "项目.csv")
    ran = say("show", folder, language="zh")
    assert "台账不见了：项目.csv" in ran.out
    told = json.loads(say("show", folder, "--json", language="zh").out)
    assert [s["state"] for s in told["sources"] if s["file"] == "项目.csv"] == ["gone"]
    assert "台账不见了：项目.csv" in say("show", folder, language="zh").out, "also in the next run"
    assert say("check", folder).code == 1
    put(folder / "项目.csv", PROJECTS, age=3600)
    assert "不见了" not in say("show", folder, language="zh").out


def test_a_ledger_under_another_name_has_not_vanished(tmp_path: Path) -> None:
    folder = season(tmp_path)
    say("show", folder)
    shutil.copy2(folder / "项目.csv", folder / "项目五月.csv")
    take_away(folder, "项目.csv")
    assert "不见了" not in say("show", folder, language="zh").out
    assert places(folder).index.exists()
