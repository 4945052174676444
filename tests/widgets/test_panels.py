"""The panels: what a look at the desk must tell, at every size, in both languages, whatever ledgers say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from helpers.board import (
    AS_OF,
    NOW,
    act,
    at,
    fair_progress,
    hostile_board,
    owed,
    sample_board,
    screen_text,
    stalled,
    unit,
    wan,
)
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.reactive import reactive
from textual.widget import Widget

from data.model import (
    Board,
    FairCountdown,
    FolderHealth,
    ItemMarks,
    ItemState,
    Light,
    MarksHealth,
    OwedPhase,
    Place,
    SourceHealth,
    SourceState,
    Stage,
    StallReason,
    UnitWhole,
)
from data.wording import use
from data.wording.ages import ago, brief, span
from data.wording.item_lines import days_word, due_word, handling
from widgets.frame.footline import FootLine
from widgets.frame.topline import COMPACT, TopLine
from widgets.panels.bar import pace_bar
from widgets.panels.big_digits import BigDigits
from widgets.panels.countdown import CountdownPanel
from widgets.panels.items_panel import ItemList, ItemsPanel
from widgets.panels.owed_panel import OWED
from widgets.panels.stalled import STALLED
from widgets.panels.totals import TotalsPanel
from widgets.panels.units_panel import UnitsPanel
from widgets.table.table_panel import TablePanel

KEYS = (("m", "处理"), ("z", "稍后提醒"), ("n", "备注"), ("u", "撤销"), ("/", "查找"), ("?", "帮助"))


@pytest.fixture(autouse=True)
def _chinese() -> Iterator[None]:
    use("zh")
    yield
    use("en")


class Desk(App[None]):
    """One or more panels that take the app's board."""

    CSS = "TablePanel { height: 14; }"
    board: reactive[Board | None] = reactive(None)

    def __init__(self, board: Board | None, *panels: Widget) -> None:
        super().__init__()
        self.first, self.panels = board, panels
        self.opened: list[Any] = []

    def compose(self) -> ComposeResult:
        for panel in self.panels:
            yield panel.data_bind(Desk.board)

    def on_mount(self) -> None:
        self.board = self.first

    def on_table_panel_row_opened(self, message: TablePanel.RowOpened) -> None:
        panel = message.panel
        self.opened.append(panel.selected_unit.unit if isinstance(panel, UnitsPanel) else panel.selected_item.title)


def everything() -> tuple[Widget, ...]:
    foot = FootLine()
    foot.keys = KEYS
    panels = (
        CountdownPanel(),
        TotalsPanel(),
        UnitsPanel(number=1),
        ItemsPanel(OWED, number=3),
        ItemsPanel(STALLED, number=2),
    )
    return (TopLine(), *panels, foot)


async def shown(board: Board | None, *panels: Widget, size: tuple[int, int] = (80, 24)) -> str:
    app = Desk(board, *panels)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        return "\n".join(screen_text(app))


def squeezed(text: str) -> str:
    return re.sub(r" +", " ", text)


async def test_before_the_first_ledger_is_read_nothing_is_called_absent() -> None:
    panels = (CountdownPanel(), TotalsPanel(), UnitsPanel(), ItemsPanel(OWED), ItemsPanel(STALLED))
    bare = replace(sample_board(), fairs=(), progress=(), owed=(), stalled=(), sources=())
    starting = await shown(replace(bare, folder=FolderHealth("starting")), *panels, size=(80, 60))
    assert starting.count("正在读取文件夹") == len(panels)
    assert "没有" not in starting
    assert "正在读取" not in await shown(replace(bare, folder=FolderHealth("ok")), *panels, size=(80, 60))


# ------------------------------------------------------------ the figures of the desk


async def test_countdown_tells_calendar_and_working_days() -> None:
    text = await shown(sample_board(), CountdownPanel(), size=(40, 6))
    assert "青山洽谈会  45 天  工作日 32 天" in text
    assert "城市洽谈会  77 天  工作日 54 天" in text


@pytest.mark.parametrize(
    ("fair", "words"),
    [
        (FairCountdown("会", AS_OF, AS_OF, "", 0, 0, 1, 4, closed=False), "今日开幕 第 1 天/共 4 天"),
        (FairCountdown("会", date(2017, 5, 1), AS_OF, "", -1, 0, 2, 4, closed=False), "第 2 天/共 4 天"),
        (FairCountdown("会", date(2017, 4, 1), date(2017, 4, 2), "", -31, 0, None, 2, closed=True), "已闭幕"),
    ],
)
async def test_a_fair_that_runs_or_is_over(fair: FairCountdown, words: str) -> None:
    assert words in squeezed(await shown(sample_board(fairs=(fair,)), CountdownPanel()))


async def test_totals_name_fair_basis_and_unit_and_recompute() -> None:
    text = await shown(sample_board(), TotalsPanel())
    assert "全市签约 青山洽谈会 最近一场 口径 合同引资额 亿元" in text
    for words in ("已签 111.0 / 420", "26.4%", "序时 73.5%", "低于序时 47.1 个百分点", "红 滞后"):
        assert words in text
    assert "缺口 309.0 = 拟签 25.0 + 无着落 284.0" in text
    assert "分解合计 340，少 80" in text
    assert "到位 18.4" in text
    assert "未填" not in text, "what is zero is not said"


async def test_totals_say_what_is_not_counted() -> None:
    place = Place("a.csv", "", 3)
    progress = fair_progress(
        no_basis=(place,), no_date=(place, place), before_from=(place,), no_paper=(place,) * 4, after_close_count=1,
        after_close=wan("2.5"), other_currency=(("USD", Decimal(300)),),
    )  # fmt: skip
    text = await shown(sample_board(progress=(progress,)), TotalsPanel())
    for words in ("未填 1", "缺日期 2", "跨期 1", "性质不明 4", "会后补签 1 个 2.5", "另计 300万美元"):
        assert words in text


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"signed": wan("430"), "completion": Decimal("1.02")}, "超额 10.0"),
        ({"signed": wan("410"), "completion": Decimal("0.97")}, "缺口 10.0，拟签 25.0 可补足"),
        ({"target": None, "units_target": wan("0"), "completion": None, "light": Light.NONE}, "— 未下达"),
        ({"target": None, "completion": None, "light": Light.NONE}, "分解合计 340"),
        ({"completion": Decimal("0.8")}, "高于序时 6.5 个百分点"),
        ({"signed": wan("111.0816")}, "缺口 308.9184 = 拟签 25.0000 + 无着落 283.9184"),
        ({"units_target": wan("420")}, "分解合计 420"),
    ],
)
async def test_totals_at_the_edges(change: dict[str, Any], words: str) -> None:
    text = await shown(sample_board(progress=(fair_progress(**change),)), TotalsPanel())
    assert words in text


async def test_units_stand_under_their_kind_in_order_and_rank() -> None:
    text = await shown(sample_board(), UnitsPanel(number=1))
    order = ["园区", "南屏园区", "东岭园区", "青禾园区", "县区", "云阳县", "澜源县", "部门", "市文旅局"]
    at_line = [next(i for i, line in enumerate(text.splitlines()) if i > 1 and word in line) for word in order[1:]]
    assert at_line == sorted(at_line)
    assert "1 单位签约进度 6 个单位 尚未签约 2 青山洽谈会" in text
    first = squeezed(next(line for line in text.splitlines() if "南屏园区" in line))
    for words in ("1 南屏园区 黄 预警", "50.0%", "45.0/90", "-23.5", " 3 6"):
        assert words in first
    zero = squeezed(next(line for line in text.splitlines() if "澜源县" in line))
    assert "0.0% 0.0/20 尚未签约" in zero
    assert "— 市文旅局" in text
    assert "2+1" in text, "a joint project stands beside the contracts"


def of_whole(signed: str, contracts: int = 2) -> UnitWhole:
    """A unit with those below it."""
    no = Decimal(0)
    return UnitWhole(wan(signed), contracts, 0, no, 0, no, no, 0)


async def test_a_parent_shows_its_whole_first_its_own_beside_and_its_parts_after_it() -> None:
    units = (
        unit("甲县", "county", "3", "20", 1, 2, 1, whole=of_whole("7"), by_whole=True),
        unit(
            "丁镇",
            "township",
            "4",
            "8",
            None,
            None,
            1,
            "2",
            parent="甲县",
            part_of="甲县",
            with_planned=Decimal("0.75"),
        ),
        unit("乙县", "county", "3", "20", 2, 2, 1),
    )
    text = squeezed(await shown(sample_board(progress=(fair_progress(units=units),)), UnitsPanel(), size=(160, 20)))
    assert "7.0/20" in text
    assert "本级" in text
    assert "其中 丁镇" in text
    assert "75.0%" in text
    assert "镇办" not in text  # it stands under its county, with no heading of its own


async def test_units_without_target_with_two_and_by_number_of_projects() -> None:
    units = (
        unit("甲县", "county", "3", None, None, None, 1),
        unit("乙县", "county", "3", None, None, None, 1, target_contradiction=True,
             target_figures=(wan("30"), wan("40"))),
        unit("丙县", "county", "3", "0.0005", 1, 2, 2, metric="projects", whole=of_whole("7")),
        unit("丁镇", "township", "1", "2", 1, 1, 1, parent="丙县"),
        unit("戊会", "商会", "1", "2", None, None, 1),
    )  # fmt: skip
    text = squeezed(await shown(sample_board(progress=(fair_progress(units=units),)), UnitsPanel(), size=(140, 20)))
    assert "3.0/未下达" in text
    assert "3.0/30≠40" in text
    assert "目标矛盾" in text
    assert "2/5个" in text
    assert "含下级" in text
    assert "镇办 丙县" in text
    assert text.index("镇办") < text.index("商会")


async def test_the_season_is_another_scope() -> None:
    panel = TotalsPanel()
    panel.scope = None
    text = await shown(sample_board(), panel)
    assert "全季" in text
    assert "序时" not in text


@given(st.decimals(0, 2, places=4), st.decimals(0, 1, places=4), st.integers(1, 60))
def test_the_bar_is_as_wide_as_asked_and_always_shows_the_pace(done: Decimal, pace: Decimal, width: int) -> None:
    bar = "".join(text for text, _ in pace_bar(done, pace, width, "good"))
    assert len(bar) == width
    assert bar.count("┃") == 1
    assert done == 0 or "█" in bar or width == 1 or bar[0] == "┃"


def test_the_bar_of_the_sketch() -> None:
    bar = pace_bar(Decimal("0.5"), Decimal(122) / 166, 16, "warn")
    assert "".join(text for text, _ in bar) == "████████····┃···"


# ------------------------------------------------------------ items


async def test_handled_items_are_counted_and_listed_only_when_asked() -> None:
    panel = ItemsPanel(OWED, number=3)
    app = Desk(sample_board(), panel)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        text = "\n".join(screen_text(app))
        assert "3 待办督办 7 件 逾期3 再看1 待核1" in text
        assert "供水管网迁改" not in text
        panel.show_handled = True
        await pilot.pause()
        lines = screen_text(app)
        below = next(i for i, line in enumerate(lines) if "已处理待核 1" in line)
        assert "供水管网迁改" in lines[below + 1]
        assert "赵敏 销号 5-01" in lines[below + 1]
        assert any("李敏 已部署 5-05再看" in line for line in lines)


async def test_stalled_rows_say_limit_blocker_leader_and_what_was_done() -> None:
    text = await shown(sample_board(), ItemsPanel(STALLED, number=2), size=(120, 16))
    assert "2 停滞项目 6 个 再看1 待核1" in text
    rows = [squeezed(line) for line in text.splitlines()]
    assert any("光热设备制造 东岭园区 签约 71 20 用地 陈副市长 周专员 2-20 未处理" in row for row in rows)
    assert any("乡村旅游带 市文旅局 签约 无记录 20 — 李局长" in row for row in rows)
    assert any("沙棘饮品 青禾园区 在谈 58 30 — 未明确" in row for row in rows)


@pytest.mark.parametrize("told", [STALLED, OWED])
async def test_a_wide_row_says_when_it_was_marked_in_the_office_s_time(told: ItemList[Any]) -> None:
    marks = act("chased", "赵敏", datetime(2017, 5, 1, 16, 5, tzinfo=UTC).astimezone(NOW.tzinfo), chased=1)
    board = sample_board(
        stalled=(stalled("甲项目", "甲县", Stage.SIGNED, 30, 20, marks=marks),),
        owed=(owed("乙事", "乙县", 1, marks=marks),),
    )
    shows = ItemsPanel(told)
    app = Desk(board, shows)
    async with app.run_test(size=(170, 24)) as pilot:
        shows.show_handled = True
        await pilot.pause()
        assert "标记时间" in "\n".join(screen_text(app))
        assert "5-02 00:05" in "\n".join(screen_text(app))
    unmarked = sample_board(stalled=(stalled("甲项目", "甲县", Stage.SIGNED, 30, 20),), owed=(owed("乙事", "乙县", 1),))
    assert "标记时间" not in await shown(unmarked, ItemsPanel(told), size=(170, 24))


async def test_the_cursor_keeps_its_item_over_boards_and_filters() -> None:
    board = sample_board()
    panel = ItemsPanel(STALLED)
    app = Desk(board, panel)
    async with app.run_test(size=(80, 24)) as pilot:
        panel.focus_table()
        await pilot.press("j", "j")
        assert panel.selected_item is not None
        assert panel.selected_item.title == "铝型材压铸"
        marked = replace(board.stalled[2], marks=act("chased", "赵敏", NOW, ItemState.OPEN, chased=3))
        app.board = replace(board, stalled=(board.stalled[3], marked, board.stalled[0]))
        await pilot.pause()
        assert panel.selected_item.title == "铝型材压铸"
        assert panel.selected_item.marks.chased == 3
        panel.needle = "铝型 材"
        await pilot.pause()
        assert "筛选“铝型 材” 1/3" in "\n".join(screen_text(app))
        panel.needle = "没有这个"
        await pilot.pause()
        assert panel.selected_item is None
        assert any("没有符合“没有这个”的行" in line for line in screen_text(app))
        panel.needle = ""
        await pilot.press("enter")
    assert len(app.opened) == 1


async def test_two_rows_of_one_key_stay_two_rows() -> None:
    twin = replace(stalled("同名", "甲县", Stage.SIGNED, 30, 20), markable=False)
    board = sample_board(stalled=(twin, replace(twin, unit="乙县")))
    text = await shown(board, ItemsPanel(STALLED), size=(100, 12))
    assert "甲县" in text
    assert "乙县" in text
    assert "≠两行同名，不能标记" in text


async def test_enter_opens_a_unit() -> None:
    panel = UnitsPanel()
    app = Desk(sample_board(), panel)
    async with app.run_test(size=(80, 24)) as pilot:
        panel.focus_table()
        await pilot.press("j", "enter")
        assert panel.selected_unit is not None
    assert app.opened == ["东岭园区"]


@pytest.mark.parametrize(
    ("marks", "words"),
    [
        (ItemMarks(), "未处理"),
        (ItemMarks(chased=2), "催办2次"),
        (act("chased", "赵敏", at(1), chased=2, until=date(2017, 5, 5)), "赵敏 催办2次 5-05再看"),
        (act("passed-on", "赵敏", at(1), who="市住建局"), "赵敏 已转办 市住建局"),
        (act("extended", "赵敏", at(1), until=date(2017, 5, 8)), "赵敏 延期至5-08"),
        (act("replied", "赵敏", at(1)), "赵敏 已反馈"),
        (ItemMarks(state=ItemState.CLAIMED, claimed_by="李敏"), "我来跟 李敏"),
        (ItemMarks(state=ItemState.SNOOZED, by="李敏", until=date(2017, 5, 6)), "稍后提醒 5-06 李敏"),
        (act("closed-out", "李敏", at(1), ItemState.HANDLED), "已处理待核 · 销号 李敏 5-01"),
        (act("closed-out", "李敏", at(1), ItemState.UNCHANGED), "台账未更新 · 销号 李敏 5-01"),
        (ItemMarks(conflict=("李敏", "赵敏")), "≠记录不一致 · 李敏/赵敏 · 未处理"),
        (act("outcome-of-2030", "李敏", at(1)), "李敏 outcome-of-2030"),
    ],
)
def test_what_was_done_in_words(marks: ItemMarks, words: str) -> None:
    assert handling(owed("事", "甲", 1, marks=marks)) == words


@pytest.mark.parametrize(
    ("over", "phase", "words"),
    [
        (5, OwedPhase.OPEN, "逾期5天"),
        (0, OwedPhase.OPEN, "今日"),
        (-3, OwedPhase.OPEN, "3天"),
        (None, OwedPhase.OPEN, "未定时限"),
        (5, OwedPhase.REVIEW, "待审核"),
        (None, OwedPhase.SUPERIOR, "待上级批复"),
    ],
)
def test_due_in_words(over: int | None, phase: OwedPhase, words: str) -> None:
    assert due_word(owed("事", "甲", over, phase=phase)) == words


def test_why_it_stalls_in_words() -> None:
    assert days_word(stalled("a", "b", Stage.SIGNED, 71, 20)) == "71"
    assert days_word(stalled("a", "b", Stage.SIGNED, None, 20)) == "无记录"
    assert days_word(stalled("a", "b", Stage.SIGNED, 3, 20, reason=StallReason.MILESTONE)) == "节点逾期"


# ------------------------------------------------------------ ages, top and foot


def test_ages_in_words() -> None:
    assert ago(NOW - timedelta(seconds=59), NOW) == "刚刚"
    assert ago(NOW - timedelta(minutes=2), NOW) == "2 分钟前"
    assert ago(NOW - timedelta(hours=3, minutes=59), NOW) == "3 小时前"
    assert ago(None, NOW) == "时间未知"
    assert span(timedelta(days=3)) == "3 天"
    assert brief(NOW - timedelta(minutes=2), NOW) == "2分"
    assert ago(NOW + timedelta(minutes=5), NOW) == "刚刚", "a clock that runs ahead"


async def test_a_tick_repaints_titles_only_when_their_words_change() -> None:
    painted: list[Region] = []
    panel = ItemsPanel(STALLED)
    app = Desk(sample_board(), panel)
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.pause()
        line, plain = panel.title_line, panel.title_line.refresh
        line.refresh = lambda *regions, **more: (painted.extend(regions), plain(*regions, **more))[1]  # type: ignore
        panel.tick(NOW + timedelta(seconds=20))
        assert painted == []
        panel.tick(NOW + timedelta(minutes=12))
        assert len(painted) == 1
        await pilot.pause()
        assert "14 分钟前" in screen_text(app)[0]


async def test_the_top_line_of_a_calm_morning() -> None:
    text = await shown(sample_board(), TopLine(), size=(120, 3))
    words = "招商引资值班台 · 云川市 05-02 周二 09:14 值班 李敏 带班 王主任 数据 2 分钟前 待核 2 处"
    assert words in squeezed(text)
    field = squeezed(await shown(sample_board(marks=MarksHealth(unsent=1)), TopLine(), size=(80, 3)))
    assert "青山洽谈会 45 天 全市 26.4% 序时 73.5% 红 滞后 李敏 数据 2分 已连接 待上传 1" in field


@pytest.mark.parametrize(
    ("left", "width", "words"),
    [
        (("lihgts: 没有这个键",), 120, "有一项设置未采用：lihgts: 没有这个键"),
        (("lihgts: 没有这个键", "joint: 没有这个键"), 120, "2项设置未采用"),
        (("lihgts: 没有这个键",), 80, "1项设置未采用"),
    ],
)
async def test_settings_that_are_not_understood_are_told_and_no_alarm(left, width, words):
    top, foot = TopLine(), FootLine()
    foot.keys = KEYS
    folder = FolderHealth("ok", settings_left=left)
    assert words in squeezed(await shown(sample_board(folder=folder), top, foot, size=(width, 3)))
    assert not top.has_class("-trouble")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"folder": FolderHealth("silent", NOW - timedelta(minutes=14))},
         "数据已停更 14 分钟 共享文件夹无响应"),
        ({"folder": FolderHealth("gone")}, "共享文件夹不见了"),
        ({"folder": FolderHealth("denied")}, "共享文件夹无权读取"),
        ({"folder": FolderHealth("replaced")}, "共享文件夹已被更换"),
        ({"folder": FolderHealth("unmounted")}, "共享文件夹未挂载（此处是空文件夹）"),
        ({"folder": FolderHealth("strange")}, "共享文件夹未挂载（此处是别的文件）"),
        ({"folder": FolderHealth("ok", settings_problem="第3行")}, "设置未采用：第3行"),
        ({"folder": FolderHealth("starting")}, "正在核对文件夹"),
        ({"sources": (SourceHealth("a.xls", SourceState.FAILED),) * 2}, "a.xls 等 2 个文件未读入"),
        ({"years_without_calendar": (2018,)}, "2018 年放假安排未录入"),
        ({"marks": MarksHealth(newer=3)}, "新版登记 3 条未识别"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("width", [80, 120])
async def test_the_lines_say_what_is_wrong(change: dict[str, Any], words: str, width: int) -> None:
    top, foot = TopLine(), FootLine()
    foot.keys = KEYS
    text = squeezed(await shown(sample_board(**change), top, foot, size=(width, 3)))
    trouble = top.has_class("-trouble")
    if width < COMPACT and not trouble:  # the line on top is the fair's; the foot says it, briefly
        words = words.replace(" 年放假", "放假").replace("a.xls 等 ", "")
        head, foot_text = text.splitlines()[0], text.splitlines()[1]
        starting = "folder" in change and change["folder"].state == "starting"
        link = "核对中" if starting else "已连接"
        assert f"青山洽谈会 45 天 全市 26.4% 序时 73.5% 红 滞后 李敏 数据 2分 {link} 待上传 0" in head
        words, text = (link, head) if starting else (words, foot_text)
    assert words in text
    assert top.has_class("-trouble") == ("folder" in change and change["folder"].state != "starting")


def failed_top(size: int, *files: str, **change: Any) -> Any:
    sources = tuple(SourceHealth(file, SourceState.FAILED) for file in files)
    return shown(sample_board(sources=sources, **change), TopLine(), size=(size, 3))


async def test_a_file_that_was_not_read_is_named_where_its_name_has_room() -> None:
    top = squeezed(await failed_top(120, "东岭园区/坏文件.xlsx"))
    assert "坏文件.xlsx 未读入" in top
    assert "东岭园区/" not in top
    assert "数据 2 分钟前 待核 2 处" in top, "a name costs neither the age nor what waits"
    assert "坏文件.xlsx 等 3 个文件未读入" in squeezed(await failed_top(120, "坏文件.xlsx", "b.csv", "c.csv"))
    long = squeezed(await failed_top(102, "很长很长的文件名" * 9 + ".xlsx", years_without_calendar=(2018,)))
    assert "1 个文件未读入" in long
    assert "很长" not in long
    use("en")
    assert "b.csv not read" in squeezed(await failed_top(160, "b.csv"))
    assert "b.csv and others, 2 files not read" in squeezed(await failed_top(160, "b.csv", "c.csv"))


async def test_data_that_stands_still_is_told_without_a_new_board() -> None:
    top = TopLine()
    app = Desk(sample_board(), top)
    async with app.run_test(size=(120, 3)) as pilot:
        top.tick(NOW + timedelta(hours=20))
        await pilot.pause()
        assert "停更" not in screen_text(app)[0], "ledgers that nobody saved overnight are no trouble"
        app.board = sample_board(folder=FolderHealth("silent", NOW))
        top.tick(NOW + timedelta(minutes=14))
        await pilot.pause()
        assert "数据已停更 14 分钟" in screen_text(app)[0]


async def test_the_foot_keeps_help_and_the_marks_place() -> None:
    foot = FootLine()
    foot.keys = KEYS
    wide = await shown(sample_board(), foot, size=(120, 3))
    assert "m处理 z稍后提醒 n备注 u撤销 /查找 ?帮助" in wide
    assert "待上传 0  已入共享文件夹" in wide
    foot = FootLine()
    foot.keys = KEYS
    narrow = await shown(sample_board(marks=MarksHealth(2, "here")), foot, size=(44, 3))
    assert "m处理" in narrow
    assert "?帮助" in narrow
    assert "/查找" not in narrow
    assert "已存本机" in narrow
    assert "待上传" not in narrow  # the line on top says it


async def test_big_digits_are_three_lines_of_box_drawing() -> None:
    digits = BigDigits()
    digits.value = "45"

    class Wall(App[None]):
        def compose(self) -> ComposeResult:
            yield digits

    app = Wall()
    async with app.run_test(size=(20, 5)) as pilot:
        await pilot.pause()
        assert screen_text(app)[:3] == ["╻ ╻┏━╸", "┗━┫┗━┓", "  ╹╺━┛"]
        digits.value = "7"
        await pilot.pause()
        assert screen_text(app)[:3] == ["╺━┓", "  ┃", "  ╹"]


# ------------------------------------------------------------ every size, both languages, any words


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [40, 60, 76, 80, 120, 240])
async def test_every_panel_works_at_every_width(width: int, language: str) -> None:
    use(language)
    lines = (await shown(sample_board(), *everything(), size=(width, 60))).splitlines()
    assert all(cell_len(line) <= width for line in lines)
    assert all(line.endswith(("│", "┐", "┘")) for line in lines if line.startswith(("│", "┌", "└")))
    text = "\n".join(lines)
    needful = ("青山洽谈会", "南屏园区", "50.0%", "资源配置", "沙棘饮品", "26.4%", "45.0/90")
    for words in needful[: len(needful) - (width < 60)]:
        assert words in text


@pytest.mark.parametrize("width", [40, 80, 120, 240])
async def test_hostile_words_are_drawn_as_they_are(width: int) -> None:
    lines = (await shown(hostile_board(), *everything(), size=(width, 60))).splitlines()
    assert all(cell_len(line) <= width for line in lines)
    text = "\n".join(lines)
    assert text.count("[red]x[/]") >= 3
    assert text.count("[/已办]") >= 3


async def test_before_the_first_board_and_with_an_empty_one() -> None:
    assert "读取中" in await shown(None, *everything(), size=(80, 60))
    empty = sample_board(fairs=(), progress=(), stalled=(), owed=(), sources=(), duty=None, data_at=None)
    text = await shown(empty, *everything(), size=(80, 60))
    assert "台账中尚无展会" in text
    assert "目前没有需要处理的停滞项目" in text
    assert "时间未知" in text


async def test_an_english_screen_says_no_chinese_of_its_own() -> None:
    use("en")
    board = sample_board()
    plain = replace(
        board,
        place="Yunchuan",
        duty=None,
        fairs=(replace(board.fairs[0], name="Fair", venue="Hall"),),
        progress=(fair_progress("Fair", units=(unit("Nanping", "park", "45", "90", 1, 1, 3),)),),
        stalled=(stalled("Solar", "Nanping", Stage.SIGNED, 71, 20, blocker="land", sponsor="Chen"),),
        owed=(owed("Letter", "Nanping", 5, grade="plain"),),
    )
    foot = FootLine()
    foot.keys = (("m", "handle"), ("?", "help"))
    text = await shown(plain, TopLine(), *everything()[1:-1], foot, size=(240, 60))
    assert not re.findall(r"[\u4e00-\u9fff]", text)
    assert "gap 309.0 = planned 25.0 + nothing in sight 284.0" in text


async def test_a_chinese_screen_says_no_latin_of_its_own() -> None:
    text = await shown(sample_board(), *everything()[:-1], size=(240, 60))
    assert not re.findall(r"[A-Za-z]+", text)


async def test_what_a_unit_lacks_is_said_in_the_notes() -> None:
    units = (unit("甲县", "county", "3", "9", 1, 2, 1, problems=2, joint=1, flags=("none_landed",)),)
    text = await shown(sample_board(progress=(fair_progress(units=units),)), UnitsPanel(), size=(200, 16))
    assert "联合 1 · 无一落地 · 未计入 2 行" in text
