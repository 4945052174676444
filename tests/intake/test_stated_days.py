"""The day that a sheet says it speaks of: read from its title, notes and name, kept, and gone by where rows differ."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from helpers.feed import Opened, put, season

from data.intake.cells.dates import When
from data.intake.stated_day import stated_day
from data.model import Stage

HEAD = "项目编号,项目名称,责任单位,合同引资额(万元),签约类型,项目阶段,签约日期,到位资金(万元)\n"


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("截至2026年5月8日", "2026-05-08"),
        ("（截至5月8日）", "--05-08"),
        ("填报单位:甲县招商局   填报时间：2026年5月8日", "2026-05-08"),
        ("填报日期:2026-05-08", "2026-05-08"),
        ("统计时间：2026年1月1日至5月8日", "2026-05-08"),
        ("截止5月8日，已签约30个", "--05-08"),
        ("数据截至二〇二六年五月八日18时", "2026-05-08"),
        ("截至目前已签约30个", ""),
        ("填报单位：甲县招商局", ""),
        ("2026年重点项目台账", ""),
    ],
)
def test_the_day_behind_its_label(said: str, day: str) -> None:
    assert stated_day([[said]], "", When(2026)) == day
    assert stated_day([], said, When(2026)) == day


def test_the_day_in_the_cell_beside_its_label_and_the_year_of_the_title() -> None:
    assert stated_day([["填报时间：", None, datetime(2026, 5, 8)]], "", When(2026)) == "2026-05-08"
    assert stated_day([["截至", "5月8日"]], "", When(2025, "title")) == "2025-05-08"


@pytest.mark.parametrize(("early", "late"), [("a", "z"), ("z", "a")])
def test_of_two_ledgers_the_one_whose_sheet_states_the_later_day_wins(tmp_path: Path, early: str, late: str) -> None:
    folder = season(tmp_path / "season")
    (folder / "项目.csv").unlink()
    row = "NP1,沙棘饮品,南屏园区,10000,合同,{},2026-03-02,{}\n"
    put(folder / f"{early}.csv", "项目台账（截至2026年10月9日）\n" + HEAD + row.format("投产", 9000), age=60)
    put(folder / f"{late}.csv", HEAD + row.format("落地", 500) + "填报时间：2026年11月20日\n", age=3600)
    for _ in "cold", "warm":
        with Opened(folder, clock=lambda: datetime(2026, 11, 22, 4, tzinfo=UTC)) as opened:
            (project,) = opened.settled().projects
            assert (project.stage, project.paid_in) == (Stage.LANDED, Decimal(500))
