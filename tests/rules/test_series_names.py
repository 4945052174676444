"""Which files are versions of one ledger by their names, and the day that a name says."""

from __future__ import annotations

from datetime import date

import pytest

from data.support.series_names import (
    day_of_name,
    edition_number,
    quarter_of_name,
    series_name,
    time_of_name,
    time_of_titles,
)

TODAY = date(2026, 5, 20)


@pytest.mark.parametrize(
    "name",
    [
        "台账(5月8日).xlsx",
        "台账（５月８日）.xlsx",
        "台账0508.xlsx",
        "5.8台账.csv",
        "台账05-08.csv",
        "台账2026-05-08.ods",
        "台账 2026 05 08.xls",
        "台账20260508.xls",
        "台账20260508_1530最新.xls",
        "台账260508.xlsx",
        "台账五月八日.xlsx",
        "二〇二六年五月八日台账.xlsx",
        "台账(26年5月8号).xlsx",
        "截至5月8日台账.xlsx",
        "台账5月8日更新.xlsx",
        "台账5月4日至8日.xlsx",
        "台账(5.4-5.8).xlsx",
        "0508/台账.xlsx",
        "5月/台账(8日).xlsx",
        "2026年5月/台账(8日)终稿.xlsx",
        "2026-05-08/台账.xlsx",
    ],
)
def test_a_day_is_no_part_of_the_ledgers_name_and_is_understood(name: str) -> None:
    assert series_name(f"甲县/{name}") == "甲县/台账"
    assert day_of_name(f"甲县/{name}", TODAY) == date(2026, 5, 8)


@pytest.mark.parametrize(
    "name",
    [
        *("台账.xlsx", "最新台账.xlsx", "台账终稿.xlsx", "台账(定稿).xlsx", "台账-修改稿2.xlsx", "台账(修订).xlsx"),
        *(
            "台账v2.xlsx",
            "台账V1.2.xlsx",
            "台账第二版.xlsx",
            "台账_final.xlsx",
            "台账(最终版)(改).xlsx",
            "台账 三稿.xlsx",
        ),
        *("台账第19周.xlsx", "2026年第十九周台账.xlsx", "台账2026W19.xlsx", "一季度台账.xlsx", "台账2026Q2.xlsx"),
        *("2026年5月台账.xlsx", "1-5月台账.xlsx", "2026年1-5月台账.xlsx", "台账202605.xlsx", "5月份台账.xlsx"),
        *("5月/台账.xlsx", "2026年5月/台账.xlsx", "第19周/台账.xlsx", "2026-05/台账.xlsx"),
    ],
)
def test_months_weeks_quarters_and_version_words_are_no_part_either(name: str) -> None:
    assert series_name(name) == "台账"
    assert day_of_name(name, TODAY) is None


def test_what_tells_one_ledger_from_another_stays() -> None:
    names = [
        *(
            "一期台账.xlsx",
            "二期台账.xlsx",
            "1标段.xlsx",
            "2标段.xlsx",
            "1号线.xlsx",
            "2号线.xlsx",
            "甲组.xlsx",
            "乙组.xlsx",
        ),
        *("2025年台账.xlsx", "2026年台账.xlsx", "2026版台账.xlsx", "1-2标段.xlsx", "3-1号地块.xlsx", "3-2号地块.xlsx"),
        *(
            "台账1.xlsx",
            "台账2.xlsx",
            "城市更新项目.xlsx",
            "城市项目.xlsx",
            "1.2期.xlsx",
            "12期.xlsx",
            "2026年/台账.xlsx",
        ),
        *("甲县/台账.xlsx", "乙县/台账.xlsx", "甲县/走访.xlsx", "5月8日报送/台账.xlsx"),
    ]
    assert len({series_name(name) for name in names}) == len(names)
    assert [name for name in names[:-1] if time_of_name(name, TODAY)] == []


def test_a_year_that_is_not_said_is_the_folders_else_the_latest_that_fits() -> None:
    assert day_of_name("台账(12月28日).xlsx", date(2027, 1, 10)) == date(2026, 12, 28)
    assert day_of_name("台账(1月5日).xlsx", date(2027, 1, 10)) == date(2027, 1, 5)
    assert day_of_name("台账(5月25日).xlsx", TODAY) == date(2026, 5, 25)
    assert day_of_name("2025年/台账(5月8日).xlsx", TODAY) == date(2025, 5, 8)
    assert day_of_name("2025年台账(5月8日).xlsx", TODAY) == date(2025, 5, 8)
    assert day_of_name("2025年5月/台账(8日).xlsx", TODAY) == date(2025, 5, 8)


def test_what_is_no_day_is_none() -> None:
    assert day_of_name("台账(2月30日).xlsx", TODAY) is None
    assert day_of_name("台账(8日).xlsx", TODAY) is None
    assert day_of_name("5月12个项目.xlsx", TODAY) is None
    assert day_of_name("5.8亿.xlsx", TODAY) is None


def test_a_day_before_the_ledgers_name_is_a_day_whatever_the_name_begins_with() -> None:
    names = ("5.8项目表.xlsx", "0508线索.xlsx", "05-08名单.xlsx", "5月8座谈.xlsx", "5.8组织.xlsx")
    assert {day_of_name(name, TODAY) for name in names} == {date(2026, 5, 8)}
    assert [series_name(name) for name in names] == ["项目表", "线索", "名单", "座谈", "组织"]


def test_a_week_a_month_and_a_quarter_end_with_their_last_day() -> None:
    ends = [time_of_name(name, TODAY) for name in ("台账第19周.xlsx", "台账4月.xlsx", "台账一季度.xlsx")]
    assert [(end.day, end.exact) for end in ends if end] == [
        (date(2026, 5, 10), False),
        (date(2026, 4, 30), False),
        (date(2026, 3, 31), False),
    ]
    assert (quarter_of_name("台账二季度.xlsx"), quarter_of_name("台账5月.xlsx")) == (2, 0)


def test_titles_say_the_latest_of_their_days() -> None:
    said = time_of_titles(["2026-05-08", "--05-11", ""], TODAY)
    assert said is not None
    assert (said.day, said.exact) == (date(2026, 5, 11), True)
    assert time_of_titles([], TODAY) is None


def test_versions_with_numbers_are_ordered_by_them() -> None:
    names = ("台账.xlsx", "台账v1.9.xlsx", "台账v1.10.xlsx", "台账第二版.xlsx", "台账三稿.xlsx")
    assert [edition_number(name) for name in names] == [(), (1, 9), (1, 10), (2,), (3,)]
