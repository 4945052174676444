"""What a person reads at a glance is read: units in longer brackets, days and amounts in words, delimiters, ids.

And what may take a word back is never read past: a dead project, a draft of a contract, two units in one header.
"""

from __future__ import annotations

from decimal import Decimal

import pytest
from helpers.intake import column, csv_text, only, plan, read, xlsx

from data.intake.cells.amounts import amount
from data.intake.cells.cell_values import code, word, word_or_status
from data.intake.cells.dates import When, day
from data.intake.cells.headings import heading

HEADER = ["项目名称", "责任单位", "合同引资额(亿元)", "签约类型", "签约日期"]
ROW = ["沙棘加工", "甲县", 1.5, "合同", "2026-03-04"]


@pytest.mark.parametrize(
    "header",
    [
        "合同引资额(亿元，含税)",
        "合同引资额(暂估,亿元)",
        "合同引资额(人民币：亿元)",
        "合同引资额（亿元（含税））",
        "合同引资额【单位:亿元】",
        "合同引资额（亿元",
        "合同引资额(按亿元计)",
        "合同引资额亿元",
        "合同引资额(含税，单位：亿元)",
    ],
)
def test_a_unit_inside_a_longer_bracket_is_read(header: str) -> None:
    row = only(read(xlsx([[*HEADER[:2], header, *HEADER[3:]], ROW])))
    assert Decimal(row.values["contracted"][0]) == 15000


@pytest.mark.parametrize(
    ("header", "unit"),
    [("实际到位资金(市外,万元)", (1, "CNY")), ("总投资(含税，元)", ("0.0001", "CNY")), ("总投资(美元,万)", (1, "USD"))],
)
def test_what_stands_beside_the_unit_stays_in_the_header(header: str, unit: tuple[object, str]) -> None:
    found = heading(header).unit
    assert found is not None
    assert (found.factor, found.currency) == (Decimal(unit[0]), unit[1])


@pytest.mark.parametrize("said", ["合同引资额(亿元/万元)", "合同引资额(万元、亿元)"])
def test_a_bare_number_under_two_units_is_a_problem_and_no_amount(said: str) -> None:
    rows = [[*HEADER[:2], said, *HEADER[3:]], ROW, [*ROW[:2], "2亿元", *ROW[3:]]]
    reading = read(xlsx(rows))
    assert [(p.code, p.address) for p in reading.problems] == [("amount_unit_unclear", "C2")]
    assert [r.values.get("contracted") for r in reading.records] == [None, ["20000", "CNY", False, None]]


def test_a_note_with_two_units_is_no_unit_either() -> None:
    reading = read(xlsx([["单位：万元、亿元"], [*HEADER[:2], "合同引资额", *HEADER[3:]], ROW]))
    assert "amount_unit_unclear" in [p.code for p in reading.problems]
    counted = read(xlsx([["单位：个、亿元"], [*HEADER[:2], "合同引资额", *HEADER[3:]], ROW]))
    assert Decimal(only(counted).values["contracted"][0]) == 15000


@pytest.mark.parametrize(
    ("cell", "stage", "status"),
    [
        ("签约后退回", "signed", "returned"),
        ("已签约（已取消）", "signed", "ended"),
        ("签约作废", "signed", "ended"),
        ("洽谈破裂", "in_talks", "ended"),
        ("退回", None, "returned"),
        ("在建（暂停）", "building", "paused"),
    ],
)
def test_a_stage_says_that_a_project_is_over(cell: str, stage: str | None, status: str) -> None:
    book = plan().book
    got = word_or_status(cell, book.stages, book.statuses, "stage_unknown")
    assert (got.value, got.code, got.also) == (stage, "", (("status", status),))


def test_a_dead_project_in_a_stage_column_has_its_status_and_a_column_of_its_own_wins() -> None:
    head = ["项目名称", "责任单位", "项目阶段", "项目状态"]
    rows = [head, ["沙棘加工", "甲县", "签约后退回", ""], ["光伏", "甲县", "签约后退回", "正常"]]
    reading = read(xlsx(rows))
    assert column(reading, "status") == ["returned", "normal"]
    assert {p.code for p in reading.problems} == {"status_said"}


@pytest.mark.parametrize("cell", ["合同谈判", "合同起草", "合同待签", "拟签合同", "合同审核", "协议草案"])
def test_a_paper_that_is_none_yet_is_unknown(cell: str) -> None:
    assert word(cell, plan().book.papers, "paper_unknown").code == "paper_unknown"


@pytest.mark.parametrize("cell", ["签约后拟退回", "洽谈停滞", "签约受阻", "落地困难", "签约意愿强"])
def test_a_stage_beside_other_words_is_unknown(cell: str) -> None:
    book = plan().book
    assert word_or_status(cell, book.stages, book.statuses, "stage_unknown").code == "stage_unknown"


@pytest.mark.parametrize(
    ("cell", "iso"),
    [
        ("2026年底", "2026-12-31"),
        ("26.5.8", "2026-05-08"),
        ("8-May-2026", "2026-05-08"),
        ("8-May-26", "2026-05-08"),
        ("2026-05-08（已签）", "2026-05-08"),
        ("2026年2月", "2026-02-28"),
        ("2026-02", "2026-02-28"),
        ("26/5/8", "2026-05-08"),
    ],
)
def test_a_day_as_offices_write_it(cell: str, iso: str) -> None:
    assert day(cell, When(2026)).value == iso


@pytest.mark.parametrize("cell", ["2026-05-08（取消）", "2026-05-08(改期)", "2026.1", "12.5.8", "2026年2月初"])
def test_a_day_that_is_taken_back_or_unclear_is_not_read(cell: str) -> None:
    got = day(cell, When(2026))
    assert got.value is None
    assert got.code


@pytest.mark.parametrize(
    ("cell", "wan", "about"),
    [
        ("3亿(暂估)", 30000, True),
        ("约3亿（待核实）", 30000, True),
        ("1.5个亿", 15000, False),
        ("三个亿", 30000, False),
        ("总投资3.5亿元", 35000, False),
        ("2亿零500万", 20500, False),
        ("总投资约3.5亿元", 35000, True),
        ("合同额：2亿", 20000, False),
    ],
)
def test_an_amount_as_offices_write_it(cell: str, wan: int, about: bool) -> None:
    value = amount(cell).value
    assert (Decimal(value[0]), value[2]) == (wan, about)


@pytest.mark.parametrize("cell", ["1.2亿元(其中设备8000万)", "3亿(已取消)", "一期3亿", "总投资3.5亿元，一期1亿", "5个"])
def test_two_things_in_one_cell_stay_flagged(cell: str) -> None:
    assert amount(cell).code == "amount_unreadable"


@pytest.mark.parametrize("cell", ['="00123"', "'00123", "00123", "’00123"])
def test_an_id_is_one_in_every_form(cell: str) -> None:
    assert code(cell).value == "00123"


@pytest.mark.parametrize("sign", [",", "\t", ";", "|", "，", "；"])
def test_the_delimiter_is_told_by_the_header_and_not_by_prose(sign: str) -> None:
    prose = "已对接；待选址；用地手续，环评；安评；能评，均在办理；预计6月；年底，明年"
    head = [*HEADER, "最新进展"]
    rows = [head, *([*ROW[:2], "1.5", *ROW[3:], f'"{prose}"'] for _ in range(4))]
    text = "\n".join(sign.join([row[0] + str(at), *row[1:]]) for at, row in enumerate(rows)).replace(
        "项目名称0", "项目名称"
    )
    reading = read(text.encode(), "台账.csv")
    assert (len(reading.records), [p for p in reading.problems if p.code == "columns_count"]) == (4, [])


def test_a_row_in_another_encoding_is_named_and_the_rest_is_read() -> None:
    good = csv_text([HEADER, *([f"{n}号项目", *ROW[1:]] for n in range(6))]).encode()
    reading = read(good + "光伏,乙县,2,合同,2026-03-05\n".encode("gb18030"), "台账.csv")
    assert len(reading.records) == 6
    assert [(p.code, p.row) for p in reading.problems] == [("csv_encoding", 8)]


def test_a_guess_of_the_encoding_with_no_known_word_is_no_reading() -> None:
    reading = read(bytes(range(0x81, 0xFE)) * 30, "台账.csv")
    assert reading.refused is not None
    assert reading.refused.code == "encoding"
