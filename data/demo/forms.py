"""How a ledger looks: its columns, and how its keeper writes money, days and words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import date
from decimal import Decimal
from typing import Any

from data.ledgers.kinds_and_columns import PAPER_WORDS, STAGE_WORDS, STATUS_WORDS, Amount
from data.model import Paper, Stage, Status
from data.support.fast_dataclass import dataclass

DemoCell = str | int | float | date | None
"""What is written: a date only where the form is a workbook whose keeper uses real date cells."""

YI = Decimal(10000)


@dataclass(frozen=True, slots=True)
class DemoColumn:
    """One column: the field it shows, its header as this ledger has it, and the group it stands under."""

    field: str
    header: str
    group: str = ""
    width: int = 12


@dataclass(frozen=True, slots=True)
class FormStyle:
    """How one keeper writes.

    money: "亿元" or "万元"; says: where that is told: "header", "note" (a line above the table) or "cell".
    days: a key of `DAYS`. words: which of the known words for a stage, a paper or a status this keeper uses.
    """

    money: str = "万元"
    says: str = "header"
    days: str = "iso"
    words: int = 0


@dataclass(frozen=True, slots=True)
class DemoSheet:
    """One table of a ledger. `raw` overrides what a cell says, by row (project name) and field."""

    name: str
    columns: tuple[DemoColumn, ...]
    rows: tuple[Any, ...]
    hand: FormStyle = FormStyle()
    title: str = ""
    merged: str = ""
    numbered: bool = False
    total: bool = False
    remark: str = ""
    year: int = 0
    raw: Mapping[tuple[str, str], str] = field(default_factory=dict)

    @property
    def grouped(self) -> bool:
        """Whether the header has two rows."""
        return any(c.group for c in self.columns)

    @property
    def note(self) -> str:
        """The unit of money, where a line above the table tells it."""
        return f"单位：{self.hand.money}" if self.hand.says == "note" else ""


def headers(sheet: DemoSheet) -> list[str]:
    """The lower row of the header, with the unit of money where this keeper writes it there."""
    return [_header(sheet, column) for column in sheet.columns]


def _header(sheet: DemoSheet, column: DemoColumn) -> str:
    if sheet.hand.says != "header" or not any(isinstance(_get(row, column.field), Amount) for row in sheet.rows):
        return column.header
    return f"{column.header}({sheet.hand.money})"


def cells(sheet: DemoSheet, row: Any) -> list[DemoCell]:
    """One row as its keeper writes it."""
    return [_cell(sheet, row, column) for column in sheet.columns]


def _get(row: Any, field_name: str) -> Any:
    return getattr(row, "from_" if field_name == "from" else "to_" if field_name == "to" else field_name)


def _cell(sheet: DemoSheet, row: Any, column: DemoColumn) -> DemoCell:
    said = sheet.raw.get((getattr(row, "name", ""), column.field))
    if said is not None:
        return said
    value = _get(row, column.field)
    if column.field == "month" and isinstance(value, date):
        return f"{value.year}年{value.month}月"
    if isinstance(value, bool):
        return "是" if value else "否"
    for kind, write in _WRITERS:
        if isinstance(value, kind):
            return write(value, sheet)
    return None if value is None else str(value) if not isinstance(value, int) else value


def money(amount: Amount, hand: FormStyle) -> DemoCell:
    """An amount as this keeper writes it; foreign money always says so."""
    if amount.currency != "CNY":
        return f"{_plain(amount.value)}万美元"
    if hand.says == "cell":
        return f"{_plain(amount.value / YI)}亿元" if amount.value >= YI else f"{_plain(amount.value)}万元"
    return _number(amount.value / YI if hand.money == "亿元" else amount.value)


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")


DAYS: Mapping[str, Callable[[date, int], DemoCell]] = {
    "iso": lambda d, year: d.isoformat(),
    "dots": lambda d, year: f"{d.year}.{d.month}.{d.day}",
    "slash": lambda d, year: f"{d.year}/{d.month}/{d.day}",
    "chinese": lambda d, year: f"{d.year}年{d.month}月{d.day}日",
    "short": lambda d, year: f"{d.month}月{d.day}日" if d.year == year else f"{d.year}年{d.month}月{d.day}日",
    "serial": lambda d, year: (d - date(1899, 12, 30)).days,
    "cell": lambda d, year: d,
}
"""How people write a day; "short" leaves out the year that the title names, "serial" lost its format on the way."""


def _word(words: tuple[str, ...], hand: FormStyle) -> str:
    return words[min(hand.words, len(words) - 1)]


_WRITERS: tuple[tuple[type, Callable[[Any, DemoSheet], DemoCell]], ...] = (
    (Amount, lambda value, sheet: money(value, sheet.hand)),
    (date, lambda value, sheet: DAYS[sheet.hand.days](value, sheet.year)),
    (Stage, lambda value, sheet: _word(STAGE_WORDS[value], sheet.hand)),
    (Paper, lambda value, sheet: _word(PAPER_WORDS[value], sheet.hand)),
    (Status, lambda value, sheet: _word(STATUS_WORDS[value], sheet.hand)),
)


def totals(sheet: DemoSheet) -> list[DemoCell]:
    """The 合计 row: yuan amounts summed, the rest empty."""
    hand = FormStyle(sheet.hand.money, "header") if sheet.hand.says == "cell" else sheet.hand
    sums: list[DemoCell] = []
    for column in sheet.columns:
        amounts = [a for row in sheet.rows if isinstance(a := _get(row, column.field), Amount) and a.currency == "CNY"]
        whole = Amount(sum((a.value for a in amounts), Decimal(0)))
        sums.append(money(whole, hand) if amounts else None)
    return sums
