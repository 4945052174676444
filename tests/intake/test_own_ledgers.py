"""`[[ledgers]]`: ledgers as other offices, ministries and programs make them are read by settings alone."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from helpers.cli import say
from helpers.intake import codes, csv_text, only, plan, read, xlsx

from data.intake.ledger_block import OwnLedger
from data.model import Severity

BUDGETS = """
[[ledgers]]
match = "外部/it-projects-2016.csv"
kind = "projects"
currency = "CAD"
[ledgers.columns]
id = "uniqueId"
name = "projectName"
unit = "department"
total_investment = "totalBudget"
planned_production = "estimatedCompletionDate"
reported_on = "asOfDate"
[ledgers.constants]
paper = "合同"
"""


def budgets(count: int) -> bytes:
    """A ministry's list of projects: names with commas and line breaks, dollars with a sign, TBD, a blank budget."""
    head = ["deptAcronym", "uniqueId", "department", "projectName", "description", "totalBudget"]
    out = io.StringIO()
    lines = csv.writer(out)
    lines.writerow([*head, "estimatedCompletionDate", "rawProvidedDate", "yearsRemaining", "source", "asOfDate"])
    for n in range(count):
        budget = "" if n % 9 == 4 else f"${1_040_600 + n * 377_201:,}"
        done = "" if n % 7 == 3 else f"March {n % 28 + 1}, {2019 + n % 5}"
        about = f'Renewal, phase {n}\n"second" part'
        lines.writerow(
            [
                "aafc",
                f"aafc-{n}",
                f"Department {n % 4}",
                f"System {n}",
                about,
                budget,
                done,
                "TBD",
                0.5,
                1,
                "May 1, 2019",
            ]
        )
    return out.getvalue().encode()


def bank(count: int) -> bytes:
    """A bank's export: a merged title above the header, amounts and two forms of days as text."""
    head = ["Project Id", "Region", "Country", "Project Status", "Project Name", "Board Approval Date"]
    head += ["Project Closing Date", "Last Stage Reached", "Current Project Cost", "Grant Amount", "Borrower"]
    rows: list[list[Any]] = [["Projects, data as of 09/22/2022", *[None] * 10], head]
    for n in range(count):
        status = ("Active", "Closed", "Dropped")[n % 3]
        closing = f"{n % 12 + 1}/{n % 28 + 1}/2024 12:00:00 AM" if n % 5 else None
        cost = None if n % 11 == 5 else str(5_340_000 + n * 1_000_003)
        row = [f"P{n:06}", f"Region {n % 3}", "Fiji", status, f"Roads {n}", "2017-06-30T00:00:00Z", closing, None, cost]
        rows.append([*row, "10,000,000" if n % 4 else None, "Ministry of Finance"])
    return xlsx(rows, merges=["A1:H1"])


BANK = """
[[ledgers]]
match = "*Projects_*.xlsx"
kind = "projects"
currency = "USD"
dates = "mdy"
[ledgers.columns]
id = "Project Id"
name = "Project Name"
unit = "Region"
investor = "Borrower"
total_investment = "Current Project Cost"
signed_on = "Board Approval Date"
planned_production = "Project Closing Date"
stage = "Project Status"
status = "Project Status"
[ledgers.stages]
signed = ["Active"]
in_production = ["Closed"]
[ledgers.statuses]
ended = ["Dropped"]
"""


def total(values: list[dict[str, Any]], currency: str) -> Decimal:
    """The sum of total investments, in single units of the currency."""
    amounts = [row["total_investment"] for row in values if "total_investment" in row]
    assert {amount[1] for amount in amounts} == {currency}
    return sum((Decimal(amount[0]) for amount in amounts), Decimal(0)) * 10_000


def test_a_ministrys_list_is_read_by_settings_alone_and_its_sum_is_that_of_a_plain_reading() -> None:
    data = budgets(40)
    plain = list(csv.DictReader(io.StringIO(data.decode())))
    reading = read(data, "外部/it-projects-2016.csv", BUDGETS)
    rows = [record.values for record in reading.records]
    assert total(rows, "CAD") == sum(Decimal(row["totalBudget"].strip("$").replace(",", "") or 0) for row in plain)
    assert [row["unit"] for row in rows] == [row["department"] for row in plain]
    assert sum("planned_production" in row for row in rows) == sum(
        bool(row["estimatedCompletionDate"]) for row in plain
    )
    assert {row["paper"] for row in rows} == {"contract"}
    assert codes(reading) == ["constant_said"]


def test_a_banks_export_is_read_by_settings_alone_and_its_sum_is_that_of_a_plain_reading() -> None:
    data = bank(36)
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    plain = list(sheet.iter_rows(min_row=3, values_only=True))
    reading = read(data, "2017_Projects_1_500.xlsx", BANK)
    rows = [record.values for record in reading.records]
    assert reading.problems == ()
    assert total(rows, "USD") == sum(Decimal(row[8] or 0) for row in plain)
    assert [row.get("stage") for row in rows[:3]] == ["signed", "in_production", None]
    assert sum(row.get("status") == "ended" for row in rows) == sum(row[3] == "Dropped" for row in plain)
    assert [row.get("planned_production") for row in rows[:3]] == [None, "2024-02-02", "2024-03-03"]


@pytest.mark.parametrize(
    ("pattern", "file", "fits"),
    [
        ("甲县/项目台账5.8.xlsx", "甲县/项目台账（5月15日）第二版.xls", True),
        ("甲县/项目台账5.8.xlsx", "甲县/5月/项目台账.csv", True),
        ("甲县/项目台账5.8.xlsx", "乙县/项目台账5.8.xlsx", False),
        ("甲县/项目台账5.8.xlsx", "甲县/目标台账5.8.xlsx", False),
        ("项目台账5.8.xlsx", "乙县/深/项目台账5.9.xlsx", True),
        ("项目台账5.8", "项目台账5.9.xlsx", True),
        ("*县/项目*", "甲县/项目台账.xlsx", True),
        ("*县/项目*", "市/甲县/项目台账.xlsx", False),
        ("**/项目*", "市/甲县/项目台账.xlsx", True),
        ("export-*.csv", "CRM/export-2026-05-08.CSV", True),
        ("export-*.csv", "CRM/export-2026-05-08.xlsx", False),
        ("Export_2026-05-08.csv", "export_2026-06-01.csv", True),
        ("台账[1].xlsx", "台账1.xlsx", True),
        ("台账[a].xlsx", "台账a-b.xlsx", False),
        ("2025年台账.xlsx", "2026年台账.xlsx", False),
    ],
)
def test_a_block_fits_a_file_by_its_folders_and_its_series(pattern: str, file: str, fits: bool) -> None:
    assert OwnLedger(match=pattern).fits(file) is fits


def test_of_a_workbook_only_the_named_sheet_is_read_so() -> None:
    block = OwnLedger(match="台账.xlsx", sheet="签约*")
    assert block.fits("台账.xlsx", "签约清单")
    assert not block.fits("台账.xlsx", "目标")
    assert block.fits("台账.xlsx")


SIGNED = '[[ledgers]]\nmatch = "签约*"\nkind = "projects"\n'


def test_what_a_cell_says_counts_and_a_blank_one_takes_the_constant() -> None:
    rows = [
        ["项目名称", "责任单位", "签约类型", "总投资(亿元)"],
        ["甲", "云阳县", "框架协议", 1],
        ["乙", "云阳县", "", 2],
    ]
    rows += [["丙", "", "天书", 3], ["丁", "南坪县", "合同", 4]]
    reading = read(xlsx(rows), "签约.xlsx", SIGNED + 'constants = { paper = "合同", unit = "云阳县", fair = "丝博会" }')
    said = [(r.values["unit"], r.values.get("paper"), r.values["fair"], r.assumed) for r in reading.records]
    assert said == [
        ("云阳县", "framework", "丝博会", ("fair",)),
        ("云阳县", "contract", "丝博会", ("paper", "fair")),
        ("云阳县", None, "丝博会", ("unit", "fair")),
        ("南坪县", "contract", "丝博会", ("fair",)),
    ]
    told = {dict(p.args)["name"]: dict(p.args) for p in reading.problems if p.code.startswith("constant")}
    assert (told["签约类型"]["blank"], told["签约类型"]["other"]) == ("1", "1")
    assert (told["责任单位"]["blank"], told["责任单位"]["other"]) == ("1", "1")
    assert reading.sheets[0].stated == (("fair", "丝博会"),)
    assert [p.code for p in reading.problems if p.severity is Severity.PROBLEM] == ["paper_unknown"]


def test_a_remark_below_a_list_is_no_project_by_the_settings_word() -> None:
    rows = [["项目名称", "总投资(亿元)"], ["甲", 1], ["数据由市商务局提供", None]]
    reading = read(xlsx(rows), "签约.xlsx", SIGNED + 'constants = { paper = "合同", unit = "云阳县" }')
    assert only(reading).values["name"] == "甲"
    assert [(p.code, p.row) for p in reading.problems if p.severity is Severity.PROBLEM] == [("row_lacks", 3)]


@pytest.mark.parametrize(
    ("constant", "field", "value"),
    [
        ("signed_on = 2026-05-08", "signed_on", "2026-05-08"),
        ('signed_on = "2026年5月8日"', "signed_on", "2026-05-08"),
        ("contracted = 3.5", "contracted", ["3.5", "CNY", False, None]),
        ('contracted = "1亿元"', "contracted", ["10000", "CNY", False, None]),
        ("real_estate = true", "real_estate", True),
        ('paper = "框架协议"', "paper", "framework"),
        ('stage = "签约后退回"', "status", "returned"),
    ],
)
def test_a_constant_is_read_as_a_cell_is(constant: str, field: str, value: Any) -> None:
    rows = [["项目名称", "责任单位", "签约性质"], ["甲", "云阳县", "" if field == "paper" else "合同"]]
    reading = read(xlsx(rows), "签约.xlsx", f"{SIGNED}[ledgers.constants]\n{constant}\n")
    assert only(reading).values[field] == value


def test_a_constant_that_says_nothing_readable_is_a_problem() -> None:
    rows = [["项目名称", "责任单位", "项目阶段"], ["甲", "云阳县", "签约"]]
    reading = read(xlsx(rows), "签约.xlsx", SIGNED + 'constants = { paper = "天书" }')
    assert "constant_unreadable" in codes(reading)
    assert "paper" not in only(reading).values


def test_a_column_that_the_block_names_and_the_next_version_lacks_is_told() -> None:
    rows = [["项目名称", "责任单位", "项目阶段", "总投资(亿元)"], ["甲", "云阳县", "签约", 3]]
    reading = read(xlsx(rows), "签约6.1.xlsx", SIGNED + 'columns = { total_investment = ["投资(亿元)", "资金"] }')
    (told,) = [p for p in reading.problems if p.code == "own_column_missing"]
    assert dict(told.args) == {"name": "total_investment", "headers": "投资(亿元)、资金"}
    assert "total_investment" not in only(reading).values


def test_the_blocks_own_header_is_taken_before_a_known_one_and_an_empty_list_leaves_a_field_out() -> None:
    rows = [
        ["项目名称", "责任单位", "项目阶段", "签约金额", "实际签约额", "到位资金"],
        ["甲", "云阳县", "签约", 9, 3, 1],
    ]
    own = SIGNED + 'columns = { contracted = "实际签约额", paid_in = [] }'
    values = only(read(xlsx(rows), "签约.xlsx", own)).values
    assert (values["contracted"][0], "paid_in" in values) == ("3", False)


def test_a_later_block_tells_over_an_earlier_one_key_by_key() -> None:
    base = '[[ledgers]]\nmatch = "**"\nkind = "projects"\ncurrency = "USD"\ndates = "dmy"\n'
    base += 'constants = { paper = "合同" }\n'
    made = plan(base + SIGNED + 'dates = "mdy"\ncolumns = { unit = "Owner" }').for_sheet("签约.xlsx", "a")
    assert (made.own.dates, made.own.currency, made.own.constants) == ("mdy", "USD", (("paper", "合同"),))
    other = plan(base + '[[ledgers]]\nmatch = "签约*"\nkind = "visits"').for_sheet("签约.xlsx", "a")
    assert (other.own.kind, other.own.currency, other.own.constants) == ("visits", "", ())


def test_the_header_stands_where_the_block_says() -> None:
    rows = [
        ["项目名称", "责任单位", "项目阶段"],
        ["示例", "示例", "签约"],
        ["名", "主", "段"],
        ["甲", "云阳县", "签约"],
    ]
    own = SIGNED + 'header_row = 3\ncolumns = { name = "名", unit = "主", stage = "段" }'
    assert only(read(xlsx(rows), "签约.xlsx", own)).values["name"] == "甲"


AMOUNTS = [
    ('currency = "EUR"\ndecimal = ","', "1 234 567,89", "123.456789", "EUR"),
    ('currency = "EUR"\ndecimal = ","', "1.234.567,5 €", "123.45675", "EUR"),
    ('currency = "EUR"\ndecimal = ","', "1,5 Mio", "150", "EUR"),
    ('currency = "EUR"\ndecimal = ","', "2 Mrd. EUR", "200000", "EUR"),
    ('currency = "CHF"', "CHF 1'234'000", "123.4", "CHF"),
    ('currency = "USD"', "$1,234,567", "123.4567", "USD"),
    ('currency = "CAD"', "$1.5M", "150", "CAD"),
    ('currency = "CAD"', "US$ 2,000,000", "200", "USD"),
    ('currency = "USD"\namount_unit = "百万元"', 12.5, "1250", "USD"),
    ('currency = "INR"', "INR 5,000,000", "500", "INR"),
    ('amount_unit = "亿元"', 1.2, "12000", "CNY"),
]


@pytest.mark.parametrize(("said", "cell", "value", "currency"), AMOUNTS)
def test_amounts_are_read_in_the_form_that_the_block_states(said: str, cell: Any, value: str, currency: str) -> None:
    rows = [["项目名称", "责任单位", "项目阶段", "总投资"], ["甲", "云阳县", "签约", cell]]
    assert only(read(xlsx(rows), "签约.xlsx", SIGNED + said)).values["total_investment"][:2] == [value, currency]


DAYS = [
    ('dates = "dmy"', "5/8/2026", "2026-08-05"),
    ('dates = "mdy"', "5/8/2026", "2026-05-08"),
    ('dates = "dmy"', "05.08.26", "2026-08-05"),
    ('dates = "mdy"', "5/8/2026 12:00:00 AM", "2026-05-08"),
    ('dates = "ymd"', "26/5/8", "2026-05-08"),
    ('dates = "mdy"', "2026-05-08", "2026-05-08"),
    ('dates = "mdy"', "31/12/2026", None),
    ('dates = "dmy"', "3. März 2026", "2026-03-03"),
    ('dates = "dmy"', "12 de mayo de 2026", "2026-05-12"),
    ('dates = "dmy"', "1er août 2026", "2026-08-01"),
    ('year_alone = "last_day"', "2027", "2027-12-31"),
    ('year_alone = "first_day"', 2027, "2027-01-01"),
    ("", "2027", None),
]


@pytest.mark.parametrize(("said", "cell", "value"), DAYS)
def test_days_are_read_in_the_form_that_the_block_states(said: str, cell: Any, value: str | None) -> None:
    rows = [["项目名称", "责任单位", "项目阶段", "签约日期"], ["甲", "云阳县", "签约", cell]]
    reading = read(xlsx(rows), "签约.xlsx", SIGNED + said)
    assert only(reading).values.get("signed_on") == value
    assert any(p.severity is Severity.PROBLEM for p in reading.problems) is (value is None)


def test_a_word_that_is_none_of_a_shared_columns_fields_is_told_once() -> None:
    own = SIGNED + 'columns = { stage = "Stage", status = "Stage" }\nstages = { signed = ["Won"] }\n'
    own += 'statuses = { ended = ["Lost"], normal = ["Open"] }'
    rows = [["项目名称", "责任单位", "Stage"], *(["甲", "云阳县", word] for word in ("Won", "Lost", "Open", "Maybe"))]
    reading = read(csv_text(rows).encode(), "签约.csv", own)
    assert [(r.values.get("stage"), r.values.get("status")) for r in reading.records] == [
        ("signed", None),
        (None, "ended"),
        (None, "normal"),
        (None, None),
    ]
    assert [(p.code, p.row) for p in reading.problems if p.column] == [("stage_unknown", 5)]


@pytest.mark.parametrize(
    ("header", "said", "value"),
    [
        ("Budget ($M)", 'currency = "CAD"', ["1250", "CAD"]),
        ("Budget (US$ millions)", 'currency = "CAD"', ["1250", "USD"]),
        ("Budget [€m]", "", ["1250", "EUR"]),
        ("Kosten (Mio. EUR)", "", ["1250", "EUR"]),
        ("Montant (k€)", "", ["1.25", "EUR"]),
        ("Cost in thousands", 'currency = "USD"', ["1.25", "USD"]),
        ("Value (USD million)", "", ["1250", "USD"]),
        ("Budget", 'currency = "USD"', ["0.00125", "USD"]),
        ("契約金額（百万円）", 'currency = "JPY"', ["1250", "JPY"]),
        ("契約金額(億円)", 'currency = "JPY"', ["125000", "JPY"]),
        ("Cost (₹ crore)", 'currency = "INR"', ["12500", "INR"]),
        ("Сумма (млн руб.)", 'currency = "RUB"', ["1250", "RUB"]),
        ("Budget (main)", 'currency = "USD"', ["0.00125", "USD"]),
    ],
)
def test_a_scale_in_a_header_is_read_in_the_languages_of_such_ledgers(header: str, said: str, value: list[str]) -> None:
    rows = [["项目名称", "责任单位", "项目阶段", header], ["甲", "云阳县", "签约", 12.5]]
    own = f'{SIGNED}{said}\ncolumns = {{ total_investment = "{header}" }}'
    assert only(read(xlsx(rows), "签约.xlsx", own)).values["total_investment"][:2] == value


@pytest.mark.parametrize("header", ["Cost (₽)", "Cost (₩ 조)", "Kosten (kr, rs)"])
def test_a_unit_in_a_header_that_is_not_known_is_told_and_not_guessed(header: str) -> None:
    rows = [["项目名称", "责任单位", "项目阶段", header], ["甲", "云阳县", "签约", 12.5]]
    own = f'{SIGNED}currency = "SEK"\ncolumns = {{ total_investment = "{header}" }}\n'
    reading = read(xlsx(rows), "签约.xlsx", own)
    assert "total_investment" not in only(reading).values
    assert codes(reading) == ["amount_unit_unclear"]
    sure = read(xlsx(rows), "签约.xlsx", own + 'amount_unit = "元"')
    assert only(sure).values["total_investment"][:2] == ["0.00125", "SEK"]


@pytest.mark.parametrize("word", ["Total", "Summe", "Итого", "TOTAL GÉNÉRAL", "Gesamtsumme"])
def test_a_total_in_another_language_is_no_project(word: str) -> None:
    rows = [["项目名称", "总投资(亿元)", "投资方"], ["甲", 1, "某公司"], [word, 1, "某公司"]]
    reading = read(xlsx(rows), "签约.xlsx", SIGNED + 'constants = { paper = "合同", unit = "云阳县" }')
    assert only(reading).values["name"] == "甲"


def test_explain_says_what_is_the_blocks_word_and_no_cells(tmp_path: Path) -> None:
    (tmp_path / "crm-5.8.csv").write_text("Deal,Region,Amount\nPump,西区,$1.5M\n", encoding="utf-8")
    block = '[[ledgers]]\nmatch = "crm-4.1.csv"\nkind = "projects"\ncurrency = "USD"\nconstants = { paper = "合同" }\n'
    block += 'columns = { name = "Deal", unit = "Region", contracted = "Amount" }\n'
    (tmp_path / "fairwatch.toml").write_text(block, encoding="utf-8")
    ran = say("explain", tmp_path / "crm-5.8.csv")
    assert (ran.code, ran.err) == (0, "")
    rows = [line.split() for line in ran.out.splitlines()]
    assert ["合同", "paper", "said", "by", "[[ledgers]]"] in rows
    assert ["C", "Amount", "contracted", "amount,", "USD", "by", "[[ledgers]]"] in rows
