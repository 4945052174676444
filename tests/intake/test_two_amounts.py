"""A cell that says two amounts is never read as one of them, nor as their sum, however the two are parted."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.intake.cells.amounts import amount
from data.intake.cells.headings import heading

BETWEEN = (
    "(其中设备{})", "（其中：设备投资{}）", ",其中固投{}", "(含设备{})", "、{}", "；{}", "/{}", "+{}", "和{}", "及{}",
    "\n{}", "\r\n{}", " {}", "→{}", "（原{}）", "，二期{}", "元{}", "零{}",
)  # fmt: skip


@pytest.mark.parametrize("between", BETWEEN)
@pytest.mark.parametrize(("first", "second"), [("1.2亿", "8000万元"), ("1.2亿元", "8000万"), ("12000万元", "8000万元")])
def test_two_amounts_in_a_cell_are_flagged(between: str, first: str, second: str) -> None:
    assert amount(first + between.format(second)).code == "amount_unreadable"


@given(st.integers(1, 99_999), st.integers(1, 9_999), st.sampled_from(["", "零", "又"]))
def test_one_amount_in_two_parts_is_one(yi: int, wan: int, between: str) -> None:
    assert amount(f"{yi}亿{between}{wan}万元").value == [str(yi * 10_000 + wan), "CNY", False, None]


@pytest.mark.parametrize("cell", ["3\n亿元", "约\n3亿元", "3亿元\n(含税)", "3亿 元"])
def test_one_amount_over_two_lines_is_one(cell: str) -> None:
    assert Decimal(amount(cell).value[0]) == 30_000


@pytest.mark.parametrize(
    ("header", "wan"),
    [
        ("总投资(折合亿)", 10_000),
        ("总投资（按万元计）", 1),
        ("总投资(以亿元为单位)", 10_000),
        ("总投资(折合元)", Decimal("0.0001")),
    ],
)
def test_the_unit_that_amounts_are_converted_to_is_read(header: str, wan: Decimal) -> None:
    said = heading(header).unit
    assert said is not None
    assert (said.factor, said.currency) == (wan, "CNY")


@pytest.mark.parametrize("header", ["总投资(含美元投资)", "总投资(原币)", "总投资（1亿以上）", "总投资(外币折算)"])
def test_a_remark_that_may_say_a_unit_is_unclear(header: str) -> None:
    assert heading(header).unit is None
    assert heading(header).unclear
    assert not heading(f"{header}(万元)").unclear
