"""5/2/2022 is not guessed; where the other days of its column can only be read in one order it follows them."""

from __future__ import annotations

from datetime import date

import pytest
from helpers.intake import codes, column, csv_text, read
from hypothesis import given
from hypothesis import strategies as st

from data.intake.cells.dates import When, day, day_order
from data.wording.problems import problem_line

HEADER = ["项目名称", "责任单位", "项目阶段", "签约日期"]
DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


def ledger(*days: str) -> bytes:
    rows = [[f"光热设备{number}", "云阳县", "在建", day] for number, day in enumerate(days)]
    return csv_text([HEADER, *rows]).encode()


@pytest.mark.parametrize(
    ("proofs", "read_as", "code"),
    [
        (("7/29/2022 12:00:00 AM", "12/31/2021", "1-15-2023"), "2022-05-02", "date_month_first"),
        (("29/7/2022", "31.12.2021", "15/1/2023"), "2022-02-05", "date_day_first"),
    ],
)
def test_an_unclear_day_follows_the_others_of_its_column_and_this_is_noted_once(
    proofs: tuple[str, ...], read_as: str, code: str
) -> None:
    reading = read(ledger(*proofs, "5/2/2022", "5/2/2022 12:00:00 AM", "3/3/2022"), "台账.csv")
    assert column(reading, "signed_on")[3:] == [read_as, read_as, "2022-03-03"]
    (note,) = reading.problems
    assert (note.code, note.row, note.column, note.text) == (code, 5, "D", "5/2/2022")
    assert "(unclear cells: 2)" in problem_line(note)


@pytest.mark.parametrize(
    "others",
    [
        (),
        ("7/29/2022", "12/31/2021"),  # too few
        ("7/29/2022", "12/31/2021", "1/15/2023", "29/7/2022"),  # people of two minds
        ("2022-07-29", "2021-12-31", "2023-01-15"),  # another form, which says nothing of this one
    ],
)
def test_without_that_it_stays_unread(others: tuple[str, ...]) -> None:
    reading = read(ledger(*others, "5/2/2022"), "台账.csv")
    assert codes(reading) == ["date_ambiguous"]
    assert column(reading, "signed_on")[-1] is None


def test_an_order_is_of_its_own_column_only() -> None:
    rows = [[*HEADER, "开工日期"]]
    rows += [[f"光热设备{n}", "云阳县", "在建", day, "5/2/2022"] for n, day in enumerate(("7/29/2022",) * 3)]
    reading = read(csv_text(rows).encode(), "台账.csv")
    assert set(codes(reading)) == {"date_ambiguous"}
    assert column(reading, "started_on") == [None] * 3


@given(st.lists(DAYS, max_size=12), st.booleans())
def test_a_day_is_never_read_in_the_wrong_order(days: list[date], month_first: bool) -> None:
    said = [f"{d.month}/{d.day}/{d.year}" if month_first else f"{d.day}/{d.month}/{d.year}" for d in days]
    order = day_order(said)
    assert order in ("", "date_month_first" if month_first else "date_day_first")
    for text, right in zip(said, days, strict=True):
        assert day(text, When(2026), order).value in (None, right.isoformat())
