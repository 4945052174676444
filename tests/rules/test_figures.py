"""Figures worked out by hand from the rules, held against what a folder of files really shows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlwt
from helpers.figures import UNITS, days, facts, has, put

from data.wording.numbers import decimals_for, yi_short
from data.wording.numbers import number as plain

# ------------------------------------------------------------ what counts as signed

FAIR = "展会名称,开幕日期,闭幕日期,统计起始,签约任务(亿元)\n洽谈会,2026-12-01,2026-12-03,2026-09-02,10\n"
TARGETS = "责任单位,展会,签约任务(万元)\n甲县,洽谈会,10000\n乙县,洽谈会,10000\n丙园区,洽谈会,10000\n"
HEAD = "项目名称,责任单位,总投资(万元),合同引资额(万元),签约类型,签约活动,签约日期,项目状态,状态日期\n"
SIGNED = (
    HEAD
    + """A1,甲县,20000,5000,合同,洽谈会,2026-10-01,,
A2,甲县,30000,,合同,洽谈会,2026-10-02,,
A3,甲县,30000,1000,合同,洽谈会,2026-09-02,,
A4,甲县,30000,1500,合同,洽谈会,2026-09-01,,
A5,甲县,30000,700,合同,洽谈会,2026-11-22,,
A6,甲县,30000,800,合同,洽谈会,2026-11-23,,
A7,甲县,30000,900,合同,洽谈会,,,
B1,乙县,30000,4000,协议,洽谈会,2026-10-01,,
B2,乙县,30000,3000,意向,洽谈会,2026-10-01,,
B3,乙县,30000,2000,框架协议,洽谈会,2026-10-01,退回,
B4,乙县,30000,2000,合同,洽谈会,2026-10-01,退回,
B5,乙县,30000,2100,合同,洽谈会,2026-10-01,退回,2026-11-22
B6,乙县,30000,2200,合同,洽谈会,2026-10-01,置换,2026-11-23
B7,乙县,30000,2300,合同,洽谈会,2026-10-01,终止,2026-11-21
B8,乙县,30000,2400,合同,洽谈会,2026-10-01,暂停,2026-11-21
"""
)
SEASON = {"展会.csv": FAIR, "单位.csv": UNITS, "任务.csv": TARGETS, "项目.csv": SIGNED, "丙园区/项目.csv": HEAD}


def test_signed_is_the_contracts_of_the_window_that_are_still_there(tmp_path: Path) -> None:
    shown = facts(tmp_path, SEASON)
    assert shown.all["basis"] == "contracted"
    one = shown.unit("甲县", "洽谈会")
    assert has(one, signed="6700", contracts=4, frameworks=0, planned="800", completion=0.67, light="none")
    assert (one["standing"], one["uncounted"]["count"]) == ("partial", 2)  # contracts without an amount, without a day
    assert one["pace"] == pytest.approx(82 / 90, abs=1e-6)  # 2 September to 22 November, to the eve of 1 December
    two = shown.unit("乙县", "洽谈会")
    assert has(two, signed="4600", contracts=2, frameworks=1, framework_amount="4000", intents=1, light="red")
    assert has(shown.unit("丙园区", "洽谈会"), signed="0", flags=["zero_signing"], rank=None)
    assert has(
        shown.fair("洽谈会"), target="100000", units_target="30000", signed="11300", planned="800", planned_count=1,
        no_basis=1, no_date=1, before_from=1, days_left=9, workdays_left=6,
    )  # fmt: skip


def test_another_basis_counts_the_other_column_and_fills_nothing_in(tmp_path: Path) -> None:
    put(tmp_path, {"fairwatch.toml": '[signed]\nbasis = "total_investment"\n'})
    assert has(facts(tmp_path, SEASON).unit("甲县", "洽谈会"), signed="110000", contracts=4)


# ------------------------------------------------------------ which fair

THREE = """展会名称,开幕日期,闭幕日期,统计起始,签约任务(亿元)
春会,2026-05-10,2026-05-13,2026-01-10,
秋会,2026-09-20,2026-09-22,,5
冬会,2026-12-20,2026-12-22,2026-10-01,
"""
WHICH = """项目名称,责任单位,总投资(万元),签约类型,签约活动,签约日期
新年后,甲县,1,合同,,2026-01-05
首日,甲县,2,合同,,2026-01-10
春会二日,甲县,4,合同,,2026-05-11
春会末日,甲县,8,合同,,2026-05-13
春会之后,甲县,16,合同,,2026-05-14
秋会二日,甲县,32,合同,,2026-09-21
两会之间,甲县,64,合同,,2026-09-25
冬会起日,甲县,128,合同,,2026-10-01
补签,甲县,256,合同,春会,2026-05-20
有格为准,甲县,512,合同,秋会,2026-05-12
早于冬会,甲县,1024,合同,冬会,2026-09-30
无此会,甲县,2048,合同,别的会,2026-11-01
去年,甲县,4096,合同,,2025-12-31
"""
OWING = "责任单位,展会,签约任务(万元)\n甲县,春会,10000\n甲县,秋会,10000\n甲县,冬会,10000\n甲县,,50000\n"


def test_a_project_belongs_to_its_cell_s_fair_or_to_the_earliest_that_counts_its_day(tmp_path: Path) -> None:
    put(tmp_path, {"a.csv": THREE, "u.csv": UNITS, "t.csv": OWING, "p.csv": WHICH})
    now, at_the_fair, next_year = days(tmp_path, "2026-11-22", "2026-05-11", "2027-01-10")
    assert has(now.unit("甲县", "春会"), signed="14", contracts=3)
    assert has(now.fair("春会"), after_close="256", after_close_count=1, closed=True)
    assert has(now.unit("甲县", "秋会"), signed=str(1 + 16 + 32 + 512), pace=1.0)
    assert has(now.unit("甲县", "冬会"), signed="128")
    assert now.fair("冬会")["before_from"] == 1
    assert has(now.unit("甲县"), signed="4095", contracts=12, target="50000")  # the season: each project once
    assert now.unit("甲县")["pace"] == pytest.approx(326 / 353, abs=1e-6)
    assert has(at_the_fair.fair("春会"), day=2, days=4, days_left=-1, workdays_left=0, closed=False)
    assert has(at_the_fair.unit("甲县", "春会"), signed="6", planned="8", pace=1.0)
    assert has(next_year.unit("甲县"), signed="4095", pace=1.0)


def test_the_season_s_first_day_may_be_set(tmp_path: Path) -> None:
    put(tmp_path, {"fairwatch.toml": "[season]\nfrom = 2025-12-01\n"})
    shown = facts(tmp_path, {"a.csv": THREE, "u.csv": UNITS, "t.csv": OWING, "p.csv": WHICH})
    assert shown.unit("甲县")["signed"] == str(4095 + 4096)
    assert shown.unit("甲县", "秋会")["signed"] == str(1 + 16 + 32 + 512 + 4096)


# ------------------------------------------------------------ lights, ranks, parents, joint projects

LONG = "展会名称,开幕日期,闭幕日期,统计起始\n冬会,2026-12-01,2026-12-03,2026-08-23\n"  # 100 days; 70 by 31 October
PARKS = ("甲园", "乙园", "丙园", "丁园", "戊园", "己园")
TOWNS = "天县,县区,\n地县,县区,\n天镇一,镇办,天县\n天镇二,镇办,天县\n地镇一,镇办,地县\n庚园,园区,\n孤局,部门,\n"
OF_PARKS = "单位,类别,上级单位\n" + "".join(f"{name},园区,\n" for name in PARKS) + TOWNS
EACH_1000 = "责任单位,展会,签约任务(万元)\n" + "".join(
    f"{name},冬会,1000\n" for name in (*PARKS, "天县", "地县", "天镇一", "天镇二", "地镇一", "孤局")
)
ROWS = "项目名称,责任单位,合同引资额(万元),签约类型,签约日期\n" + "".join(
    f"项{number},{unit},{amount},合同,2026-09-01\n"
    for number, (unit, amount) in enumerate(
        [
            ("甲园", "600"), ("乙园", "599.999999"), ("丙园", "400"), ("丁园", "399"), ("戊园", "1000"),
            ("天县", "300"), ("天镇一", "500"), ("天镇二", "500"), ("地县", "300"), ("地镇一", "100"),
            ("孤局", "100"), ("庚园", "100"),
            ("甲园、天镇一", "5"), ("己园/无此园", "7"),
        ]
    )
)  # fmt: skip


def test_lights_change_beyond_ten_and_thirty_points_and_ties_share_a_rank(tmp_path: Path) -> None:
    rows = ROWS.replace("甲园、天镇一,5,合同,2026-09-01", "甲园、天镇一,5,合同,2026-11-01")
    put(tmp_path, {"a.csv": LONG, "u.csv": OF_PARKS, "t.csv": EACH_1000, "p.csv": rows})
    october, november = days(tmp_path, "2026-10-31", "2026-11-22")
    lights = [(u["light"], u["rank"], u["ranked_of"]) for u in (october.unit(name, "冬会") for name in PARKS)]
    assert lights == [
        ("green", 2, 6), ("yellow", 3, 6), ("yellow", 4, 6), ("red", 5, 6), ("green", 1, 6), ("none", None, None)
    ]  # fmt: skip
    assert has(october.unit("庚园", "冬会"), target=None, light="none", rank=None, signed="100")
    of_sky = october.unit("天县", "冬会")
    assert has(of_sky, signed="300", whole_signed="1300", by_whole=True, completion=1.3, light="green")
    assert has(of_sky, rank=1, ranked_of=2, part_of="")
    assert has(october.unit("地县", "冬会"), signed="300", whole_signed="400", completion=0.4, rank=2)
    towns = [october.unit(town, "冬会") for town in ("天镇一", "天镇二", "地镇一")]
    assert [(town["rank"], town["completion"], town["part_of"]) for town in towns] == [
        (None, 0.5, "天县"), (None, 0.5, "天县"), (None, 0.1, "地县"),
    ]  # fmt: skip
    assert october.unit("孤局", "冬会")["rank"] is None  # alone in its kind
    assert has(november.unit("甲园", "冬会"), signed="605")  # the first-named counts a joint project
    assert has(november.unit("天镇一", "冬会"), signed="500", joint=1)
    assert has(november.unit("己园/无此园", "冬会"), signed="7")  # not split: one part is unknown


# ------------------------------------------------------------ targets


def test_the_latest_target_issued_by_the_day_counts_and_two_at_once_never(tmp_path: Path) -> None:
    targets = """责任单位,展会,签约任务(万元),下达日期,统计起始,项目数任务
甲园,冬会,1000,2026-08-01,,
甲园,冬会,2000,2026-10-01,,
甲园,冬会,3000,2026-12-01,,
乙园,冬会,1000,2026-08-01,,
乙园,冬会,1500,2026-08-01,,
丁园,冬会,,,,3
戊园,冬会,1000,,2026-09-02,
己园,冬会,1000,2026-12-15,,
"""
    put(tmp_path, {"a.csv": LONG, "u.csv": OF_PARKS, "t.csv": targets, "p.csv": ROWS})
    first, then, last = days(tmp_path, "2026-09-30", "2026-10-31", "2026-12-01")
    assert [day.unit("甲园", "冬会")["target"] for day in (first, then, last)] == ["1000", "2000", "3000"]
    assert has(then.unit("乙园", "冬会"), target=None, target_figures=["1000", "1500"], light="none", rank=None)
    assert has(then.unit("丁园", "冬会"), target="3", metric="projects", completion=pytest.approx(1 / 3, abs=1e-6))
    assert has(then.unit("戊园", "冬会"), signed="0", pace=pytest.approx(60 / 90, abs=1e-6))  # a day of its own
    assert then.unit("己园", "冬会")["target"] is None


# ------------------------------------------------------------ stalled projects

STALLS = """项目名称,责任单位,签约类型,项目阶段,签约日期,stage_since,开工日期,项目状态,状态日期
意向刚好,甲县,,意向,,2026-10-08,,,
意向超,甲县,,意向,,2026-10-07,,,
在谈刚好,甲县,,洽谈,,2026-10-23,,,
在谈超,甲县,,在谈,,2026-10-22,,,
签约刚好,甲县,合同,签约,2026-11-02,,,,
签约超,甲县,合同,签约,2026-11-01,,,,
落地超,甲县,合同,手续办理,2026-01-01,2026-10-22,,,
在建刚好,甲县,合同,在建,2026-01-01,,2026-10-23,,
在建超,甲县,合同,在建,2026-01-01,,2026-10-22,,
投产,甲县,合同,投产,2020-01-01,,,,
无日期,甲县,合同,在谈,,,,,
退回,甲县,合同,签约,2020-01-01,,,退回,
将终止,甲县,合同,签约,2026-10-01,,,终止,2026-11-23
只框架,甲县,框架协议,,2026-11-01,,,,
只意向,甲县,意向,,2026-10-08,,,,
节点过期,甲县,合同,签约,2026-11-20,,,,
按节点,甲县,合同,签约,2026-01-01,,,,
节点已达,甲县,合同,签约,2026-01-01,,,,
资金到,甲县,合同,签约,2026-01-01,,,,
"""
NODES = """项目名称,节点,计划时间,实际时间
节点过期,立项,2026-11-21,
按节点,用地,2026-11-30,
节点已达,立项,2026-11-01,2026-11-10
"""


def test_a_project_stalls_on_the_day_after_its_limit(tmp_path: Path) -> None:
    funds = "项目名称,月份,到位资金\n资金到,2026年11月,100\n"
    shown = facts(tmp_path, {"p.csv": STALLS, "m.csv": NODES, "z.csv": funds})
    assert shown.stalled() == {
        "无日期": None, "意向超": 46, "在谈超": 31, "签约超": 21, "落地超": 31, "在建超": 31, "将终止": 52,
        "只框架": 21, "节点过期": 2,
    }  # fmt: skip
    assert shown.all["stalled"][0]["project"] == "无日期"


def test_winter_stops_the_clock_of_what_is_being_built(tmp_path: Path) -> None:
    put(tmp_path, {"fairwatch.toml": '[stall]\nwinter = ["11-15", "03-15"]\n'})
    rows = "项目名称,责任单位,签约类型,项目阶段,开工日期\n冬建,甲县,合同,在建,2025-11-01\n"
    assert facts(tmp_path, {"p.csv": rows}, on="2026-04-15").stalled() == {"冬建": 13 + 31}


def test_the_same_words_under_a_new_date_or_with_a_space_are_no_report(tmp_path: Path) -> None:
    head = "项目名称,责任单位,签约类型,项目阶段,签约日期,最新进展,更新日期\n"
    said = head + "{0},甲县,合同,签约,2026-08-01,{1},{2}\n"
    seen = []
    for words, day in (("正在办理", "2026-10-20"), ("正在 办理。", "2026-11-20"), ("取得批复", "2026-11-21")):
        put(tmp_path, {"p.csv": said.format("甲项", words, day)}, age=(3 - len(seen)) * 86_400)
        seen += [day.stalled() for day in days(tmp_path, "2026-11-22")]
    assert seen == [{"甲项": 33}, {"甲项": 33}, {}]


# ------------------------------------------------------------ what is owed

OWED = """督办编号,事项,责任单位,涉及单位,级别,交办日期,部署日期,办结时限,反馈日期,办结日期,销号日期,延期至
DB-01,未部署,甲县,,一般,2026-11-20,,,,,,
DB-02,已部署,甲县,,一般,2026-11-20,2026-11-21,,,,,
DB-03,已反馈,甲县,,一般,2026-11-20,2026-11-21,,2026-11-22,,,
DB-04,一月底,甲县,,重大,2026-01-31,2026-02-01,,2026-02-02,,,
DB-05,十月底,甲县,,复杂,2026-10-31,2026-11-01,,2026-11-02,,,
DB-06,已办未销,甲县,,,2026-10-31,,2026-11-10,,2026-11-05,,
DB-07,已销号,甲县,,,2026-10-31,,2026-11-10,,2026-11-05,2026-11-06,
DB-08,次日销号,甲县,,,2026-10-31,,2026-11-10,,2026-11-05,2026-11-23,
DB-09,有时限,甲县,,一般,2026-10-31,,2026-11-25,,,,
DB-10,今日到期,甲县,,,2026-10-31,,2026-11-22,,,,
DB-11,已延期,甲县,,,2026-10-31,,2026-11-15,,,,2026-12-15
DB-12,未定时限,甲县,,一般,,,,,,,
DB-13,待上级,省某厅,甲县,,2026-10-01,,2026-10-15,,,,
"""


def test_due_is_the_extension_the_date_or_the_next_rung(tmp_path: Path) -> None:
    put(tmp_path, {"fairwatch.toml": '[units]\nsuperiors = ["省某厅"]\n'})
    assert facts(tmp_path, {"o.csv": OWED, "u.csv": UNITS}).owed() == {
        "未部署": ("2026-11-21", 1), "已部署": ("2026-11-23", -1), "已反馈": ("2026-11-27", -5),
        "一月底": ("2026-02-28", 267), "十月底": ("2026-11-30", -8), "已办未销": ("2026-11-10", 12),
        "次日销号": ("2026-11-10", 12), "有时限": ("2026-11-25", -3), "今日到期": ("2026-11-22", 0),
        "已延期": ("2026-12-15", -23), "未定时限": (None, None), "待上级": ("2026-10-15", None),
    }  # fmt: skip


def test_without_a_column_to_strike_off_in_settled_closes(tmp_path: Path) -> None:
    rows = "事项,责任单位,办结时限,办结日期\n已办,甲县,2026-11-10,2026-11-09\n未办,甲县,2026-11-10,\n"
    assert facts(tmp_path, {"o.csv": rows}).owed() == {"未办": ("2026-11-10", 12)}


def test_working_days_know_the_moved_weekends_and_the_office_s_own_days(tmp_path: Path) -> None:
    own = '[calendar]\nholidays = ["2026-09-30"]\nworkdays = ["2026-10-03"]\n[followups]\ndays = "work"\n'
    matter = "事项,责任单位,级别,交办日期\n节前交办,甲县,一般,2026-09-29\n"
    put(tmp_path, {"fairwatch.toml": own.replace('"2026-', "2026-").replace('"]', "]")})
    shown = facts(tmp_path, {"a.csv": "展会名称,开幕日期\n秋会,2026-10-15\n", "o.csv": matter}, on="2026-09-18")
    # 18 and 20 (a Sunday worked) to 24, 28, 29 September; 3, 8 to 10 and 12 to 14 October
    assert shown.fair("秋会")["workdays_left"] == 15
    assert shown.owed() == {"节前交办": ("2026-10-03", -15)}


# ------------------------------------------------------------ files as offices keep them


def _ledger(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "台账"
    rows = [
        ["某市招商引资项目台账"],
        ["填报单位：招商局", None, None, None, None, None, "单位：亿元"],
        ["序号", "责任单位", "项目名称", "资金情况", None, "签约类型", "签约情况"],
        [None, None, None, "总投资", "合同引资额", None, "签约日期"],
        [1, "甲县", "项一", 10, 1, "合同", date(2026, 10, 1)],
        [2, None, "项二", 10, 2, "合同", "2026年10月2日"],
        [3, None, "项三", 10, "3000万元", "合同", "2026.10.3"],
        ["小计", None, None, 30, 3.3],
        [4, "乙县", "项四", None, 4, "合同", 46299],
        [5, None, "项五", None, "#REF!", "合同", "2月30日"],
        ["合计", None, None, 30, 12.3],
        ["备注：以上数据截至10月底"],
    ]
    for row in rows:
        sheet.append(row)
    for merge in ("A1:G1", "A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:F4", "B5:B7", "D5:D7", "B9:B10", "A12:G12"):
        sheet.merge_cells(merge)
    book.save(path)


def _old_ledger(path: Path) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("台账")
    sheet.write_merge(0, 0, 0, 4, "项目台账（单位：万元）")
    for index, head in enumerate(("责任单位", "项目名称", "合同引资额", "签约类型", "签约日期")):
        sheet.write(1, index, head)
    sheet.write_merge(2, 3, 0, 0, "丙园区")
    for number, amount in enumerate((100, 50), 2):
        for index, cell in enumerate((f"旧{number}", amount, "合同", "2026-10-01"), 1):
            sheet.write(number, index, cell)
    book.save(str(path))


def test_titles_notes_merges_and_two_row_headers(tmp_path: Path) -> None:
    gbk = '项目名称,责任单位,合同引资额（元）,签约类型,签约日期\n北项,丁局,"1,230,000",合同,20261001\n'.encode("gbk")
    utf16 = (
        "项目名称\t责任单位\t引资额/万元\t签约类型\t签约时间\n南项\t丁局\t三点五亿\t合同\t二〇二六年十月一日\n".encode(
            "utf-16"
        )
    )
    shown = facts(tmp_path, {"a.xlsx": _ledger, "b.xls": _old_ledger, "c.csv": gbk, "d.txt": utf16, "u.csv": UNITS})
    assert {u["unit"]: u["signed"] for u in shown.all["units"]} == {
        "甲县": "33000", "乙县": "40000", "丙园区": "150", "丁局": "35123",
    }  # fmt: skip
    assert sorted(shown.problems()) == [("台账", 10, "E", "cell_error"), ("台账", 10, "G", "date_impossible")]


def test_a_merged_amount_counts_once(tmp_path: Path) -> None:
    put(tmp_path, {"fairwatch.toml": '[signed]\nbasis = "total_investment"\n'})
    assert facts(tmp_path, {"a.xlsx": _ledger}).unit("甲县")["signed"] == "100000"


def test_amounts_in_every_form(tmp_path: Path) -> None:
    forms = {
        "1.2": "12000", "35000万元": "35000", "12亿元人民币": "120000", "1,200 万": "1200", "三点五亿": "35000",
        "叁亿伍仟万": "35000", "1亿5千万元": "15000", "约5亿": "50000", "8-10亿": "80000", "３．５": "35000",
        "2.3亿美元": "0", "待定": "0", "/": "0", "一期20亿，二期30亿": "0",
    }  # fmt: skip
    rows = "".join(f'项{n},单{n}县,"{form}",合同,2026-10-01\n' for n, form in enumerate(forms))
    shown = facts(tmp_path, {"p.csv": "项目名称,责任单位,合同引资额(亿元),签约类型,签约日期\n" + rows})
    assert [shown.unit(f"单{n}县")["signed"] for n in range(len(forms))] == list(forms.values())
    assert shown.unit("单10县")["other_currency"] == {"USD": "23000"}
    assert shown.problems() == [("", len(forms) + 1, "C", "amount_unreadable")]


def test_one_workbook_may_hold_two_kinds_and_spellings_are_joined(tmp_path: Path) -> None:
    def book(path: Path) -> None:
        made = openpyxl.Workbook()
        for row in (["责任单位", "签约任务(亿元)"], ["东川园区", 1], ["西山", 2], ["合计", 3]):
            made.active.append(row)
        other = made.create_sheet("项目")
        for row in ([], [None, "项目名称", "责任单位", "合同金额(万元)", "项目阶段", "签约时间"],
                    [None, "项一", "东川 工业园区", 5000, "已签约", "2026-10-01"],
                    [None, "项二", "西山县、东园", 3000, "签约", "2026-10-01"]):  # fmt: skip
            other.append(row)
        made.save(path)

    units = "单位,类别,简称\n东川工业园区,园区,东川园区、东园\n西山县,县区,\n"
    put(tmp_path, {"fairwatch.toml": '[units.aliases]\n"西山县" = ["西山"]\n'.encode("gb18030")})
    shown = facts(tmp_path, {"任务和项目.xlsx": book, "单位.csv": units})
    assert [(u["unit"], u["target"], u["no_paper"], u["signed"]) for u in shown.all["units"]] == [
        ("东川工业园区", "10000", 1, "0"), ("西山县", "20000", 1, "0"),
    ]  # fmt: skip


# ------------------------------------------------------------ as they are printed


@pytest.mark.parametrize(
    ("signed", "owes", "ratio"),
    [("5000.5", "40000", 0.125013), ("1", "3000000", 0.0), ("2", "3", 0.666667), ("0.5", "1000000", 0.000001)],
)
def test_ratios_are_rounded_half_up_from_exact_decimals(tmp_path: Path, signed: str, owes: str, ratio: float) -> None:
    files = {
        "展会.csv": FAIR,
        "任务.csv": f"责任单位,展会,签约任务(万元)\n甲县,洽谈会,{owes}\n",
        "项目.csv": HEAD + f"A1,甲县,90000,{signed},合同,洽谈会,2026-10-01,,\n",
    }
    shown = facts(tmp_path, files)
    assert shown.unit("甲县", "洽谈会")["completion"] == ratio
    assert shown.all["goals"][0]["units"][0]["metrics"][0]["completion"] == ratio


@pytest.mark.parametrize(
    ("amount", "short", "decimals"),
    [
        ("4200000", "420", 1), ("8160", "0.816", 3), ("0.3", "0.00003", 5), ("0", "0", 1), ("-0.3", "-0.00003", 5),
        ("0.000001", "0.0000000001", 10), ("5000.5", "0.5001", 4), ("1000000", "100", 1),
    ],
)  # fmt: skip
def test_no_amount_is_printed_as_nothing(amount: str, short: str, decimals: int) -> None:
    assert yi_short(Decimal(amount)) == short
    assert decimals_for([Decimal(amount), None, Decimal(10000)]) == decimals


def test_a_plain_number_is_rounded_half_up_and_never_hidden() -> None:
    assert [plain(Decimal(text)) for text in ("1.5", "0.00005", "0.000004", "0", "2.00025")] == [
        "1.5000", "0.00005", "0.000004", "0.0000", "2.0003",
    ]  # fmt: skip
