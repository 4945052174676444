"""What the program says is what an officer says: periods, settings, kinds of movement, sizes, stations."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from helpers.app import MemoryFeed, running, shown, until
from helpers.board import FAIR, NOW, fair_progress, owed, sample_board, unit
from helpers.field_words import SEASON, board_of

from data import settings, wording
from data.model import Board, LogLine
from data.wording.ages import brief
from data.wording.code_words import CURRENCIES, currency_word, other_money, value_word
from data.wording.evidence_words import MOVEMENTS, SETTINGS, movement_word, setting_name, setting_value, trace_value
from data.wording.log_words import station_names, subject
from data.wording.period_names import period_words, with_period_words
from data.wording.rulebook import RULES
from data.wording.season_words import duty_title, report_title
from tui.commands.board_in_words import board_lines
from tui.screens.cards.unit import unit_fields
from widgets.views import PAGES
from widgets.views.metrics_view import tier_words
from widgets.views.owed_view import columns as owed_columns

# ------------------------------------------------------------ periods

PERIODS = [
    ("2026-W20", "第20周", "week 20"),
    ("2026-W05", "第5周", "week 5"),
    ("2026-05-1", "5月上半月", "1st half of May"),
    ("2026-12-2", "12月下半月", "2nd half of December"),
    ("2026-05", "5月", "May"),
    ("2026-Q2", "二季度", "Q2 2026"),
    ("2026Q4", "四季度", "Q4 2026"),
]


@pytest.mark.parametrize(("code", "in_chinese", "in_english"), PERIODS)
def test_a_period_is_said_and_its_code_is_not(code: str, in_chinese: str, in_english: str) -> None:
    assert period_words(code) == in_english
    wording.use("zh")
    assert period_words(code) == in_chinese
    assert duty_title("dispatch", code) == f"调度会 {in_chinese}"
    assert report_title(code) == f"{in_chinese}报送"
    assert trace_value("period", code) == trace_value("week", code) == in_chinese


@pytest.mark.parametrize("own", ["5月上半月", "2026年第一季度", "2026-05-08", "2026-13", "第3期", ""])
def test_a_ledgers_own_words_for_a_period_stay(own: str) -> None:
    assert period_words(own) == own


def test_only_codes_change_in_a_name_that_was_written_down() -> None:
    wording.use("zh")
    assert with_period_words("调度会 2026-W20") == "调度会 第20周"
    assert with_period_words("2026-05-1报送") == "5月上半月报送"
    assert with_period_words("项目台账自2026-05-08未更新") == "项目台账自2026-05-08未更新"
    assert with_period_words("XM2026-05-1号") == "XM2026-05-1号"


CODE = re.compile(r"20\d\d-(?:W\d|Q\d|\d\d-[12](?!\d)|\d\d(?![\d-]))")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_list_and_no_column_shows_a_code(tmp_path: Path, language: str) -> None:
    wording.use(language)
    board = board_of(tmp_path, SEASON)
    titles = [item.title for item in (*board.owed, *board.owed_later)]
    assert [title for title in titles if CODE.search(title)] == []
    duties = next(view for view in PAGES["preparation"].views if view.id == "duties")
    (group,) = duties.groups(board, None)
    cells = [col.words(row) for row in group.rows for col in duties.columns(board, group.rows)]
    assert cells
    assert [cell for cell in cells if CODE.search(cell)] == []


# ------------------------------------------------------------ what evidence goes by


def test_every_setting_that_a_rule_names_has_a_name() -> None:
    assert {key for rule in RULES for key in rule.settings} <= SETTINGS.keys()
    assert SETTINGS.keys() <= {key.key for key in settings.keys(settings.Settings())}


def test_a_setting_is_called_by_its_name_and_its_value_is_said() -> None:
    wording.use("zh")
    assert setting_name("stall.in_talks") == "在谈阶段时限天数（stall.in_talks）"
    for key in settings.keys(settings.Settings()):
        if key.key in SETTINGS:
            said = setting_value(key.key, key.value)
            assert said
            assert not re.search(r"[a-z]{3}", said), (key.key, said)
    assert setting_value("stall.evidence", ["stage", "report"]) == "阶段推进、进展更新"
    assert setting_value("cadence.circular", ["half-month", "off"]) == "每半月、不开展"
    ladders = {"一般": {"arranged_days": 1, "settled_days": 7, "settled_months": 0}}
    assert setting_value("followups.ladders", ladders) == "一般 1日部署、7日办结"
    assert setting_value("stall.winter", []) == "未设"


def test_every_kind_of_movement_has_a_word() -> None:
    assert MOVEMENTS.keys() == set(settings.EVIDENCE)
    wording.use("zh")
    assert {movement_word(kind) for kind in settings.EVIDENCE} >= {"进展更新", "资金到位", "节点完成"}
    assert movement_word("") == ""


async def test_the_card_of_a_stalled_project_has_no_key_before_its_name() -> None:
    wording.use("zh")
    async with running() as (_, pilot):
        await pilot.press("2", "enter")
        await until(pilot, lambda: "签约阶段时限天数（stall.signed）" in shown(pilot.app))
        text = shown(pilot.app)
        assert "stall.signed =" not in text
        assert not [kind for kind in settings.EVIDENCE if re.search(rf"\d {kind}\b", text)]


# ------------------------------------------------------------ sizes, trips, ages


def test_sizes_have_both_ends_and_do_not_overlap() -> None:
    bounds = [Decimal(one) for one in (1_000_000, 100_000, 10_000, 0)]
    wording.use("zh")
    assert [tier_words(one, bounds) for one in bounds] == [
        "100亿元以上",
        "10亿元以上、不足100亿元",
        "1亿元以上、不足10亿元",
        "不足1亿元",
    ]
    wording.use("en")
    assert tier_words(bounds[1], bounds) == "1000 million yuan to under 10000 million yuan"


def test_trips_to_come_are_not_called_by_the_word_of_signings_to_come() -> None:
    wording.use("zh")
    for view in PAGES["trips"].views:
        assert "拟签" not in [col.column.header for col in view.columns(sample_board(), ())]
    (planned,) = (col for col in PAGES["trips"].views[0].columns(sample_board(), ()) if col.column.id == "planned")
    assert planned.column.header == "计划外出"


def test_data_of_this_minute_is_of_now() -> None:
    assert brief(NOW - timedelta(seconds=59), NOW) == "now"
    wording.use("zh")
    assert brief(NOW - timedelta(seconds=59), NOW) == "刚刚"
    assert brief(NOW - timedelta(seconds=60), NOW) == "1分"


# ------------------------------------------------------------ the log


def line(n: int, by: str, station: str, **more: object) -> LogLine:
    base = LogLine(f"{station}.r1.{n}", n, NOW, by, "act", "k", "事项", "东岭园区", "followup", station, "chased")
    return replace(base, **more)  # type: ignore[arg-type]


def test_stations_are_called_by_who_marks_there() -> None:
    wording.use("zh")
    lines = [
        line(1, "李敏", "a1", ours=True),
        line(2, "赵敏", "b2"),
        line(3, "赵敏", "b2"),
        line(4, "李敏", "b2"),
        line(5, "赵敏", "c3"),
        line(6, "", "d4"),
        line(7, "", ""),
    ]
    assert station_names(lines) == {"a1": "本机", "b2": "赵敏的工位", "c3": "赵敏的工位 2", "d4": "未署名的工位"}


async def test_the_log_names_the_officer_and_the_station() -> None:
    wording.use("zh")
    feed = MemoryFeed()
    feed.lines = (
        line(1, "李敏", "5f0c1e77aa", ours=True),
        line(2, "赵敏", "0be7aa5511", item_kind="duty", name="调度会 2026-W20"),
    )
    async with running(feed, size=(160, 40)) as (_, pilot):
        await pilot.press("L")
        await until(pilot, lambda: "赵敏的工位" in shown(pilot.app))
        head = next(row for row in shown(pilot.app).splitlines() if "去向" in row)
        assert "登记人" in head
        assert "对象" not in head
        assert "调度会 第20周" in shown(pilot.app)
        assert "本机" in shown(pilot.app)


def test_a_projects_name_that_looks_like_a_period_is_left() -> None:
    assert subject(line(1, "李敏", "a1", item_kind="stalled", name="厂房2026-Q2")) == "厂房2026-Q2"


# ------------------------------------------------------------ what is owed

OWED = {
    **SEASON,
    "fairwatch.toml": '[units.aliases]\n"市自然资源局" = ["市资规局"]\n',
    "问题.csv": "项目名称,问题,牵头部门,提出日期,解决时限\n泵阀,用地,市自然资源局,2026-10-01,2026-11-10\n",
    "督办.csv": "事项,承办单位,级别,交办日期,完成时限,办结日期,销号日期,来源\n"
    "资源配置答复,市资规局,一般,2026-11-01,2026-11-20,,,书记批示\n"
    "用地材料,市自然资源局,一般,2026-11-02,2026-11-20,2026-11-19,,书记批示\n"
    "报表,甲县,一般,2026-11-21,,,,市长专题会\n",
    "兑付.csv": "兑付对象,政策名称,项目名称,兑付时限\n某厂,奖补,泵阀,2026-11-10\n",
}


def owed_groups(board: Board) -> dict[str, list[str]]:
    """Heading -> who owes what under it, in the list of all that is owed."""
    view = next(view for view in PAGES["owed"].views if view.id == "all")
    return {group.heading: [item.owed_by for item in group.rows] for group in view.groups(board, None)}


def test_one_who_owes_stands_under_one_heading_by_one_name(tmp_path: Path) -> None:
    wording.use("zh")
    groups = owed_groups(board_of(tmp_path, OWED))
    assert sorted(groups["部门"]) == ["", "市自然资源局", "市自然资源局"], "its blocker; its other name; who pays"
    assert "甲县" in groups["单位"]
    assert groups["待我办审核"] == ["市自然资源局"]
    headings: dict[str, set[str]] = {}
    for heading in ("部门", "单位"):
        for name in groups[heading]:
            headings.setdefault(name, set()).add(heading)
    assert [name for name, found in headings.items() if len(found) > 1] == []


def test_a_department_of_the_units_ledger_is_one_without_any_target(tmp_path: Path) -> None:
    wording.use("zh")
    files = {**OWED, "单位.csv": "单位,类别\n甲县,县区\n乙县,县区\n市文旅局,部门\n"}
    files["督办.csv"] += "展板,市文旅局,一般,2026-11-01,2026-11-20,,,调度会\n"
    groups = owed_groups(board_of(tmp_path, files))
    assert "市文旅局" in groups["部门"]
    assert "市文旅局" not in groups["单位"]


def test_the_sort_of_a_matter_its_source_and_its_step_are_told_apart(tmp_path: Path) -> None:
    wording.use("zh")
    board = board_of(tmp_path, OWED)
    view = next(view for view in PAGES["owed"].views if view.id == "followup")
    rows = [item for group in view.groups(board, None) for item in group.rows]
    cols = {col.column.header: col for col in view.columns(board, rows)}
    said = {item.what: [cols[name].words(item) for name in ("类别", "来源", "下一步")] for item in rows}
    assert said["资源配置答复"] == ["督办", "书记批示", "—"]
    assert said["报表"] == ["督办", "市长专题会", "待部署"]


# ------------------------------------------------------------ pace


@pytest.mark.parametrize(("days", "told"), [("", False), ('[pace]\ndays = "work"\n', True)], ids=["calendar", "work"])
async def test_pace_counts_days_of_the_calendar_and_says_so_where_it_does_not(
    tmp_path: Path, days: str, told: bool
) -> None:
    wording.use("zh")
    board = board_of(tmp_path, {**SEASON, "fairwatch.toml": days})
    assert ("序时按工作日" in next(board_lines(board))) == told
    async with running(MemoryFeed(board)) as (_, pilot):
        await until(pilot, lambda: "洽谈会" in shown(pilot.app))
        assert ("序时按工作日" in shown(pilot.app)) == told
    light = next(rule for rule in RULES if rule.id == "light")
    assert "按自然日" in wording._(light.formula)


def test_a_target_that_is_in_doubt_is_never_called_not_handed_down() -> None:
    doubted = unit("松屏县", "县区", "0", None, None, None, 0, flags=("target_doubt",))
    bare = unit("松屏县", "县区", "0", None, None, None, 0, flags=())
    wording.use("zh")
    said = [dict(unit_fields(one, fair_progress(units=(one,)))) for one in (doubted, bare)]
    assert [(card["目标任务"], card["完成率"]) for card in said] == [("—", "— 任务待核"), ("未下达", "— 未下达")]
    board = sample_board(progress=(fair_progress(units=(doubted, bare)),))
    view = PAGES["units"].views[0]
    rows = [row for group in view.groups(board, FAIR) for row in group.rows]
    columns = {one.column.id: one for one in view.columns(board, rows)}
    assert [columns["target"].words(row) for row in rows] == ["—", "未下达"]
    assert columns["light"].column.whole  # 任务待核 and 联合项目 are not shortened to 任务… and 联合…


def test_currencies_are_named_in_the_readers_language() -> None:
    for language, amount, word in (("zh", "8000万美元", "美元"), ("en", "USD 80 million", "USD")):
        wording.use(language)
        assert (other_money("USD", Decimal(8000)), currency_word("USD")) == (amount, word)
        assert value_word("8000 USD") == amount
        assert currency_word("XYZ") == "XYZ"
    wording.use("zh")
    assert [other_money(code, Decimal("0.5")) for code in CURRENCIES][2:4] == ["0.5万港元", "0.5万欧元"]


def test_of_a_preparation_task_the_stream_stands_under_its_own_heading() -> None:
    wording.use("zh")
    tasks = [owed("展板定稿", "东岭园区", 3, kind="prep", grade="布展参展")]
    headers = [
        {one.column.id: one.column.header for one in owed_columns(sample_board(), rows)}["grade"]
        for rows in (tasks, [*tasks, owed("用地预审", "市自然资源局", 3)], [])
    ]
    assert headers == ["板块", "等级", "等级"]
