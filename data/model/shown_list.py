"""A list as it is shown, for files: what it is of, its columns, its rows under their headings, each cell with its words
and what they stand for. Made of a view by `widgets.views.listing`, written by `data.export`.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

from data.support.fast_dataclass import dataclass, numerous

EXPORT_MARK = "fairwatch-export"
"""Begins the first cell of what an export says of itself, and names its property in a workbook: intake knows by it
that such a file is no ledger, wherever it lies."""

CellValue = str | int | Decimal | date | None


class CellForm(StrEnum):
    """What the cells of a column are. Amounts are in 万元 and shown in 亿元, ratios are shown in percent."""

    WORDS = "words"
    LIGHT = "light"
    COUNT = "count"
    NUMBER = "number"
    AMOUNT = "amount"
    RATIO = "ratio"
    COMPLETION = "completion"
    DAY = "day"


@numerous(frozen=True, slots=True)
class ShownCell:
    """One cell: its words as the board prints them, what they stand for (None: the words say all), and its tone."""

    words: str
    form: CellForm = CellForm.WORDS
    value: CellValue = None
    tone: str = ""


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """One column. `form` is that of its cells where all have one, else WORDS."""

    id: str
    header: str
    form: CellForm = CellForm.WORDS


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """Rows under one heading ("": none), with the remark beside it."""

    rows: tuple[tuple[ShownCell, ...], ...]
    heading: str = ""
    note: str = ""

    @property
    def title(self) -> str:
        """Heading and remark."""
        return f"{self.heading}  {self.note}".strip()


@dataclass(frozen=True, slots=True)
class ShownFact:
    """One thing to be known of a list: "day", "scope", "basis", "source", "known", "filter", "order", "picked"."""

    id: str
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class ShownList:
    """The whole list. `id` is its page's and its view's, a dot between them."""

    id: str
    title: str
    as_of: date
    facts: tuple[ShownFact, ...]
    columns: tuple[ShownColumn, ...]
    groups: tuple[ShownGroup, ...]

    @property
    def rows(self) -> int:
        """How many."""
        return sum(len(group.rows) for group in self.groups)
