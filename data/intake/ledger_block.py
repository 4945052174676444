"""What the office's `[[ledgers]]` say of one sheet, small enough to be sent over a pipe, and which of them fit it.

A block fits a file by its folders and its name, or by its series: the next version of a file, with another day or
version in its name, is read as the one before. All blocks that fit hold, a later one over an earlier one, key by key;
one of another kind begins anew.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

import msgspec

from data.intake.cells.amounts import CURRENCIES, SCALES, UNCLEAR, AmountUnit, unit_of
from data.intake.cells.headings import HeaderText
from data.settings.ledger_rule import LedgerRule
from data.support.late_pattern import late_pattern
from data.support.series_names import series_name

Words = tuple[tuple[str, str], ...]

_ENDING = late_pattern(r"\.(?:xlsx|xlsm|xlsb|xls|ods|ett?|csv|tsv|tab|txt)$", re.IGNORECASE)
"""Endings of ledgers: the last part of a name (项目5.8) need not be one."""

_PLAIN_FACTOR = SCALES[""]

DOLLARS = frozenset({"USD", "CAD", "AUD", "NZD", "HKD", "SGD", "TWD", "MXN"})
"""Currencies whose sign is a bare $ at home."""

_SIGNS = sorted(CURRENCIES, key=len, reverse=True)

_SCALE_WORDS: dict[str, str] = {
    "million": "mm?|mn|mio|mln|millions?|millionen|millones|milh\\w+|млн|百万",
    "billion": "b|bn|billions?|mrd|milliards?|milliarden|млрд|十亿|十億",
    "thousand": "k|tsd|thousands?|'?000s?|t(?=\\s?(?:€|eur))|тыс|千",
    "亿": "億|亿",
    "千万": "crores?|cr|千万",
    "十万": "lakhs?|lacs?|十万",
    "万": "万|萬",
}
"""Scales as headers of other languages say them; the longest is looked for first."""

_SCALED = late_pattern(
    r"(?:[(\[（][^()\[\]（）]*?|\bin\s)(?<![^\W\d_])(?:"
    + "|".join(f"(?P<s{n}>{words})" for n, words in enumerate(_SCALE_WORDS.values()))
    + r")(?![^\W\d_円元])[^()\[\]（）]*(?:[)\]）]|$)",
    re.IGNORECASE,
)
"""A scale in a header's brackets or behind its "in", beside the signs of currencies that stand with it."""

_UNIT_LIKE = late_pattern(
    r"[(\[（][^()\[\]（）]*(?:[$€£¥₹₽₩円원]|rub|руб|inr|rs|krw|chf|sek|nok|dkk|brl|mill|thous|lakh|crore|млн|тыс|百|千|万|億|亿)"
    r"[^()\[\]（）]*(?:[)\]）]|$)",
    re.IGNORECASE,
)
"""Brackets of a header that seem to name a unit."""

_WHOSE_DOLLAR = late_pattern(r"[a-z]\$", re.IGNORECASE)


class OwnLedger(msgspec.Struct, frozen=True):
    """One block, or several laid over each other. `columns` are (field, header), `fields` those that have no other
    header than these; `constants` are (field, text); words as (value, word); "" and "auto" where nothing is said."""

    match: str = ""
    sheet: str = ""
    kind: str = ""
    header_row: int = 0
    fields: tuple[str, ...] = ()
    columns: Words = ()
    constants: Words = ()
    stages: Words = ()
    papers: Words = ()
    statuses: Words = ()
    amount_unit: str = "auto"
    currency: str = ""
    decimal: str = "."
    dates: str = "auto"
    year_alone: str = "unread"

    @classmethod
    def of(cls, rule: LedgerRule) -> OwnLedger:
        """The block as the settings have it."""
        return cls(
            match=rule.match,
            sheet=rule.sheet,
            kind=rule.kind,
            header_row=rule.header_row,
            fields=tuple(rule.columns),
            columns=tuple((field, header) for field, headers in rule.headers() for header in headers),
            constants=tuple((field, _constant(value)) for field, value in rule.constants.items()),
            stages=pairs(rule.stages),
            papers=pairs(rule.papers),
            statuses=pairs(rule.statuses),
            amount_unit=rule.amount_unit,
            currency=rule.currency,
            decimal=rule.decimal,
            dates=rule.dates,
            year_alone=rule.year_alone,
        )

    def fits(self, file: str, sheet: str | None = None) -> bool:
        """Whether the block is of a sheet; without one, of any sheet of the file."""
        return _fits_file(self.match, file) and (
            sheet is None or not self.sheet or _glob(_plain(self.sheet)).fullmatch(_plain(sheet)) is not None
        )

    def over(self, below: OwnLedger) -> OwnLedger:
        """This block laid over an earlier one."""
        if self.kind and below.kind and self.kind != below.kind:
            return self
        own = {name: getattr(self, name) for name in _SINGLE if getattr(self, name) != getattr(_NOTHING, name)}
        kept = tuple(pair for pair in below.columns if pair[0] not in self.fields)
        return msgspec.structs.replace(
            below,
            **own,
            fields=tuple(dict.fromkeys((*self.fields, *below.fields))),
            columns=(*self.columns, *kept),
            constants=tuple({**dict(below.constants), **dict(self.constants)}.items()),
            stages=(*self.stages, *below.stages),
            papers=(*self.papers, *below.papers),
            statuses=(*self.statuses, *below.statuses),
        )

    @property
    def may_be_grid(self) -> bool:
        """Whether a sheet may be a roster with shifts or days as columns: not where settings name its columns."""
        return self.kind in ("", "roster") and not self.columns and not self.header_row

    @property
    def unit(self) -> AmountUnit | None:
        """What a bare amount counts, None where the block does not say. A currency alone: one of it."""
        if self.amount_unit == "auto":
            return AmountUnit(_PLAIN_FACTOR, self.currency) if self.currency else None
        said = unit_of(self.amount_unit) or AmountUnit()
        return AmountUnit(said.factor, self.currency or said.currency)

    def as_meant(self, head: HeaderText) -> AmountUnit | None:
        """The unit that a header names, also as other languages do ($M, k€, in millions); a bare $ is a dollar of the
        block's currency. Brackets that seem to name a unit and name none that is known are unclear, unless the block
        says its unit."""
        if self.match and not head.unit and (scaled := _SCALED.search(head.text)):
            said = scaled[0].casefold()
            own = self.currency if _WHOSE_DOLLAR.search(said) is None else ""
            sign = next((CURRENCIES[word] for word in _SIGNS if word in said), "CNY")
            scale = next(name for n, name in enumerate(_SCALE_WORDS) if scaled[f"s{n}"])
            return AmountUnit(SCALES[scale], own if own and (sign == "CNY" or "$" in said) else sign)
        if self.match and not head.unit and self.amount_unit == "auto" and _UNIT_LIKE.search(head.text):
            return UNCLEAR
        if head.unit and self.currency in DOLLARS and "$" in head.text and not _WHOSE_DOLLAR.search(head.text):
            return head.unit._replace(currency=self.currency)
        return head.unit


_NOTHING = OwnLedger()
_SINGLE = (
    "match",
    "sheet",
    "kind",
    "header_row",
    "amount_unit",
    "currency",
    "decimal",
    "dates",
    "year_alone",
)
"""What a block says once: the later word counts."""


def own_ledger(blocks: Iterable[OwnLedger], file: str, sheet: str | None = None) -> OwnLedger:
    """All blocks that fit a sheet, or any sheet of the file, laid over each other."""
    found = _NOTHING
    for block in blocks:
        if block.fits(file, sheet):
            found = block.over(found)
    return found


def pairs(table: dict[str, tuple[str, ...]]) -> Words:
    """A table of words as (value, word)."""
    return tuple((value, word) for value, words in table.items() for word in words)


def _constant(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


@lru_cache(maxsize=4096)
def _fits_file(pattern: str, file: str) -> bool:
    named = _ENDING.sub("", pattern)
    name = file.rpartition("/")[2]
    starred = "*" in pattern.rpartition("/")[2]
    if starred and named != pattern and not file.casefold().endswith(pattern[len(named) :].casefold()):
        return False  # 项目*.csv is no workbook; the next version of 项目5.8.xls may be one
    anywhere = "/" not in pattern
    plain = _glob(_plain(named))
    if plain.fullmatch(_plain(_ENDING.sub("", name if anywhere else file))):
        return True
    ours, theirs = series_name(f"{named}.x"), series_name(f"{_ENDING.sub('', file)}.x")
    return _glob(ours).fullmatch(theirs.rpartition("/")[2] if anywhere else theirs) is not None


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text.replace("\\", "/")).strip().removeprefix("./").casefold()


@lru_cache(maxsize=1024)
def _glob(pattern: str) -> re.Pattern[str]:
    """`*` and `?` stay within a name, `**` does not; brackets stand for themselves."""
    signs = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", pattern)
    return re.compile("".join(signs.get(part, re.escape(part)) for part in parts), re.DOTALL)
