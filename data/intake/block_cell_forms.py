"""Cells in the forms that a `[[ledgers]]` block states: another decimal sign, a dollar of whose country, the order of
a day's parts, months in another language, a year alone. Each is written anew as the cells' own readers know it; what
the block does not say stays as it is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from data.intake.cells.amounts import CURRENCIES
from data.intake.cells.cell_result import BLANK, Got, SheetCell
from data.intake.ledger_block import DOLLARS, OwnLedger
from data.ledgers.kinds_and_columns import Type
from data.model import FIRST_YEAR, LAST_YEAR
from data.support.late_pattern import late_pattern

CellReader = Callable[[SheetCell], Got]

_WORDS_UNKNOWN = frozenset({"stage_unknown", "paper_unknown", "status_unknown"})


def as_stated(read: CellReader, kind: Type, own: OwnLedger) -> CellReader:
    """A reader of cells in the forms that the block states; the same one where it states none."""
    if not own.match:
        return read
    if kind is Type.AMOUNT:
        return partial(_amount, read=read, own=own)
    return partial(_day, read=read, own=own) if kind in (Type.DATE, Type.MONTH) else read


def beside_others(read: CellReader, others: Sequence[CellReader], *, tells: bool) -> CellReader:
    """A reader of fixed words in a column that serves several fields: a word of another field says nothing of this. Of
    a word that is none of any one of them `tells`."""
    return partial(_beside, read=read, others=others, tells=tells) if others else read


def _beside(cell: SheetCell, read: CellReader, others: Sequence[CellReader], tells: bool) -> Got:
    got = read(cell)
    known = got.code in _WORDS_UNKNOWN and any(other.value is not None for other in (each(cell) for each in others))
    if known or (got.code in _WORDS_UNKNOWN and not tells):
        return BLANK
    return got._replace(also=(), notes=()) if got.also else got  # the other field reads for itself


# ------------------------------------------------------------
# amounts

_GROUPED = late_pattern(r"(?<=\d)[\s'’](?=\d{3}(?!\d))")
_POINTED = late_pattern(r"(?<=\d)\.(?=\d{3}(?!\d))")
_BARE_DOLLAR = late_pattern(r"(?<![A-Za-z])\$")
_SHORT_SCALE = late_pattern(
    r"(?<=\d)\s*(?:(?P<million>mm|mio|mln|mill|millions?|millionen|millones|milh(?:ão|ões)|m)"
    r"|(?P<billion>mrd|milliards?|milliarden|billions?|bn|b)|(?P<thousand>tsd|mille|thousands?|k))\.?(?![a-z])",
    re.IGNORECASE,
)


def _amount(cell: SheetCell, read: CellReader, own: OwnLedger) -> Got:
    return read(_plain_amount(cell, own.decimal, own.currency) if isinstance(cell, str) else cell)


@lru_cache(maxsize=8192)
def _plain_amount(cell: str, decimal: str, currency: str) -> str:
    """An amount as `cells.amounts` reads it: points for decimals, no blanks within, M and Mio as million."""
    text = _GROUPED.sub("", unicodedata.normalize("NFKC", cell).strip())
    if decimal == ",":
        text = _POINTED.sub("", text).replace(",", ".")
    if currency in DOLLARS:
        text = _BARE_DOLLAR.sub(currency, text)
    elif currency and currency.casefold() not in CURRENCIES:
        text = re.sub(rf"(?<![A-Za-z]){currency}(?![A-Za-z])", "", text)
    return _SHORT_SCALE.sub(lambda found: f" {found.lastgroup}", text)


# ------------------------------------------------------------
# days

_PARTED = late_pattern(r"(\d{1,4})([-/. ])(\d{1,2})\2(\d{1,4})(?!\d)")
_YEAR = late_pattern(r"(?:19|20)\d\d")
_NAMED = late_pattern(r"(\d{1,2})(?:er|º|\.)?\s*(?:de\s+|di\s+)?([^\W\d_]{3,10})\.?,?\s*(?:de\s+|del\s+)?(\d{4})")
_MONTHS: dict[str, int] = {
    start: number
    for number, starts in enumerate(
        (
            "jan gen ene янв",
            "feb fév fev фев",
            "mar mär mrt mars мар",
            "apr avr abr апр",
            "mai may mag mei maj maio мая май",
            "jun juin giu июн",
            "jul juil lug июл",
            "aug aoû aou ago авг",
            "sep set сен",
            "oct okt ott out окт",
            "nov ноя",
            "dec déc dez dic des дек",
        ),
        1,
    )
    for start in starts.split()
}
"""How a month's name begins in German, French, Spanish, Italian, Portuguese, Dutch, the Nordic languages, Russian."""


class _Parts(NamedTuple):
    """Where year, month and day stand in a day of three parts."""

    year: int
    month: int
    day: int


_ORDERS = {"ymd": _Parts(0, 1, 2), "dmy": _Parts(2, 1, 0), "mdy": _Parts(2, 0, 1)}


def _day(cell: SheetCell, read: CellReader, own: OwnLedger) -> Got:
    if own.year_alone != "unread" and (year := _year_alone(cell)):
        got = read(f"{year}-01-01" if own.year_alone == "first_day" else f"{year}-12-31")
        return got._replace(notes=(*got.notes, "date_year_alone"))
    return read(_plain_day(cell, own.dates) if isinstance(cell, str) else cell)


def _year_alone(cell: SheetCell) -> int:
    """The year that is all that a cell says, 0 where it says more or none."""
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return 0
    said = f"{cell:g}" if isinstance(cell, float) else str(cell).strip()
    year = int(said) if _YEAR.fullmatch(said) else 0
    return year if FIRST_YEAR <= year <= LAST_YEAR else 0


@lru_cache(maxsize=8192)
def _plain_day(cell: str, order: str) -> str:
    """A day as year-month-day, whatever its hour behind it: by the stated order, or by its month's name."""
    text = " ".join(unicodedata.normalize("NFKC", cell).split())
    if (named := _NAMED.match(text)) and (number := _month(named[2])):
        return f"{named[3]}-{number:02}-{int(named[1]):02}{text[named.end() :]}"
    found = _PARTED.match(text)
    if not found or order == "auto" or len(found[1]) > 2:  # 2026-05-08 is what it says, whatever the others are
        return cell
    parts = (found[1], found[3], found[4])
    year, month, day = (parts[at] for at in _ORDERS[order])
    if len(year) not in (2, 4):
        return cell
    return f"{year if len(year) == 4 else f'20{year}'}-{int(month):02}-{int(day):02}{text[found.end() :]}"


def _month(name: str) -> int:
    """The month that a name stands for, 0 for none; mars is March, mayo May, juillet July."""
    said = name.casefold()
    return next((_MONTHS[said[:size]] for size in (4, 3) if said[:size] in _MONTHS), 0)
