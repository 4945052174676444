"""What one cell gave: a value in JSON's plain types, or the code of why not; and what was assumed on the way."""

from __future__ import annotations

import math
import unicodedata
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from data.support.late_pattern import late_pattern
from data.support.text import clean

SheetCell = None | bool | int | float | str | date | datetime | time | timedelta
Args = tuple[tuple[str, str], ...]

_DASHES = "-/\\—–－／~～_.·、，,?？*×xX"
BLANK_WORDS = frozenset({"无", "暂无", "没有", "无数据", "空", "none", "null", "nil", "n/a", "na", "nan", "—", "--"})
OPEN_WORDS = frozenset(
    {
        "待定",
        "未定",
        "待确定",
        "待明确",
        "待补充",
        "待报",
        "未填",
        "不详",
        "暂未确定",
        "未明确",
        "tbd",
        "tbc",
        "tba",
        "待核实",
    }
)
ERROR_CELLS = frozenset(
    {
        "#ref!",
        "#div/0!",
        "#n/a",
        "#value!",
        "#name?",
        "#num!",
        "#null!",
        "#getting_data",
        "#spill!",
        "#calc!",
        "#field!",
        "#blocked!",
        "#connect!",
        "#unknown!",
        "#busy!",
        "#error!",
        "err:502",
        "错误:502",
    }
)
_ERROR_NUMBER = late_pattern(r"(?:err|错误):\d{3}")

_STARTS = frozenset("([#" + _DASHES) | {
    start for word in (*BLANK_WORDS, *OPEN_WORDS, *ERROR_CELLS) for start in (word[0], word[0].upper())
}


def may_be_blank(text: str) -> bool:
    """Whether it is worth asking `blank` about this text: it is short and begins as such words do."""
    return len(text) <= 16 and (not text or text[0] in _STARTS or text[0] > "\uff00" or text[0].isspace())


class Got(NamedTuple):
    """A cell read. `value` None without a `code` is a blank; with one it could not be read, for the reason `code`.

    `notes` are codes of what was assumed (approximate, a year that was missing); `until` ends a range of days; `also`
    is what the cell says of other fields.
    """

    value: Any = None
    code: str = ""
    args: Args = ()
    notes: tuple[str, ...] = ()
    until: Any = None
    also: tuple[tuple[str, Any], ...] = ()


BLANK = Got()


def squeeze(text: str) -> str:
    """Text for parsing: NFKC, cleaned, without any spaces."""
    return "".join(unicodedata.normalize("NFKC", clean(text)).split())


_TWO_NUMBERS = late_pattern(r"\d\s+(?!\d{3}(?!\d))\d|\d{4}\s+\d")


def two_numbers(text: str) -> bool:
    """Whether spaces part two numbers that squeezing would make one (8 10亿); 1 200 000 is one, in groups of three."""
    return _TWO_NUMBERS.search(text) is not None


def blank(text: str) -> Got | None:
    """What a squeezed text gives that holds no value: BLANK, or a note of an open word, or an error cell."""
    if not text or not text.strip(_DASHES):
        return BLANK
    word = text.casefold().strip("()[]")
    if word in BLANK_WORDS:
        return BLANK
    if word in OPEN_WORDS:
        return Got(notes=("cell_open",))
    if word in ERROR_CELLS or _ERROR_NUMBER.fullmatch(word) or not word.strip("#"):
        return Got(code="cell_error")
    return None


def digits15(number: float) -> str:
    """A spreadsheet's float as it was typed: 15 significant digits, no idle zeros, no exponent where it fits."""
    text = f"{number:.15g}"
    return f"{number:.0f}" if "e+" in text and abs(number) < 1e21 else text


def finite(number: int | float) -> float | None:
    """The number as a float, None where it is none that a spreadsheet can mean (infinite, not a number)."""
    try:
        value = float(number)
    except OverflowError:
        return None
    return value if math.isfinite(value) else None
