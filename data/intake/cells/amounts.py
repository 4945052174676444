"""Amounts as people write them -> Decimal 万元 with 6 places. Nothing is guessed: what is two amounts stays unread.

The unit in the cell beats the column's. 8-10亿 keeps both ends; 约, 超, 左右 mark an amount as approximate.
"""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple

from data.intake.cells.cell_result import BLANK, Got, SheetCell, blank, digits15, finite, squeeze, two_numbers
from data.intake.cells.numerals import NUMERALS, chinese_number
from data.support.late_pattern import late_pattern

_PLACES = Decimal("0.000001")
_LIMIT = Decimal(10) ** 11  # 万元: a thousand trillion yuan; above it somebody slipped

SCALES: dict[str, Decimal] = {
    "万亿": Decimal(10) ** 8,
    "千亿": Decimal(10) ** 7,
    "百亿": Decimal(10) ** 6,
    "十亿": Decimal(10) ** 5,
    "亿": Decimal(10) ** 4,
    "千万": Decimal(1000),
    "百万": Decimal(100),
    "十万": Decimal(10),
    "万": Decimal(1),
    "千": Decimal("0.1"),
    "百": Decimal("0.01"),
    "": Decimal("0.0001"),
    "billion": Decimal(10) ** 5,
    "bn": Decimal(10) ** 5,
    "million": Decimal(100),
    "mn": Decimal(100),
    "100million": Decimal(10) ** 4,
    "thousand": Decimal("0.1"),
    "10k": Decimal(1),
    "10,000": Decimal(1),
    "10000": Decimal(1),
    "10thousand": Decimal(1),
    "k": Decimal("0.1"),
}
"""How many 万 (of the currency's own unit) one of it is; "" is a single yuan or dollar."""

CURRENCIES: dict[str, str] = {
    **dict.fromkeys(("元", "人民币", "元人民币", "圆", "块", "rmb", "cny", "yuan", "¥", "元整", "元正"), "CNY"),
    **dict.fromkeys(("美元", "美金", "usd", "us$", "$", "dollars", "usdollars"), "USD"),
    **dict.fromkeys(("港元", "港币", "hkd", "hk$"), "HKD"),
    **dict.fromkeys(("欧元", "eur", "€", "euro", "euros"), "EUR"),
    **dict.fromkeys(("日元", "jpy"), "JPY"),
    **dict.fromkeys(("英镑", "gbp", "£"), "GBP"),
    **dict.fromkeys(("澳元", "aud", "a$"), "AUD"),
    **dict.fromkeys(("加元", "cad", "c$", "ca$"), "CAD"),
    **dict.fromkeys(("韩元", "krw"), "KRW"),
    **dict.fromkeys(("新台币", "台币", "twd"), "TWD"),
    **dict.fromkeys(("新加坡元", "新元", "sgd", "s$"), "SGD"),
}

_SIGNS = frozenset({"¥", "$", "us$", "hk$", "€", "£", "a$", "c$", "ca$", "s$"})


def _one_of(words: dict[str, object]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True) if word)


_SCALE = _one_of(dict(SCALES))
_CURRENCY = _one_of(dict(CURRENCIES))
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
_UNIT = late_pattern(rf"({_CURRENCY})?({_SCALE})?({_CURRENCY})?")
_ONE = late_pattern(rf"({_CURRENCY})?({_NUMBER})([余多])?({_SCALE})?([余多])?({_CURRENCY})?({_CURRENCY})?")
_RANGE = late_pattern(rf"(.*?\d(?:{_SCALE})?(?:{_CURRENCY})?)(?:--?|~|至|到|—+|–|−)(.*\d.*)")
_TWO = late_pattern(r"(\d{1,6}亿)[零〇又]?(\d{1,4}(?:\.\d+)?万|\d[百千]万)(元|人民币|元人民币)?")
"""One amount in two parts, 2亿零500万. 1.2亿元8000万 are two."""

_FIGURE = late_pattern(r"[\d一二两三四五六七八九壹贰叁肆伍陆柒捌玖]")
_ABOUT_BEFORE = late_pattern(
    r"^(?:大约|约为|约|近|超过|超|逾|不低于|不少于|不超过|至少|预计|估算|预估|>=|<=|>|<|≥|≤|~|≈)+"
)
_ABOUT_AFTER = late_pattern(r"(?:左右|上下|以上|以内|以下|多|余|\+)$")
_REMARK = late_pattern(r"\((人民币|rmb|cny|美元|usd)\)")
_ABOUT_REMARK = late_pattern(
    r"\((?:暂估|估算|预估|估|暂定|暂定价|预计|约|大约|概算|匡算|待核|待核实|待核准|待确认|初步|拟)\)$"
)
_PLAIN_REMARK = late_pattern(r"\((?:含税|不含税|合计|总计|共计|固定资产投资|总投资|合同额|协议额|已核实|已核)\)$")
_PREFIX = late_pattern(
    r"^(?:(?:计划|项目|合同|协议|签约|固定资产|招商|引资|引进|总|投资|投入|资金|金额|总额|额|共计|合计|总计|共|计)+)(?=\D?\d|[约超近一二三四五六七八九十两:为])"
    r"[:为]*"
)
"""Words before an amount that say what it is of, and leave it what it is: 总投资3.5亿元, 合同额为2亿."""
_PIECES = late_pattern(r"(?<=[\d一二三四五六七八九十百千两几半])个(?=百|千|亿|万)")


class AmountUnit(NamedTuple):
    """What a bare number counts: `factor` 万 of `currency`; `assumed` where nothing in the ledger says so.

    A factor of 0 says that the header names several: a bare number is none of them.
    """

    factor: Decimal = Decimal(1)
    currency: str = "CNY"
    assumed: bool = False


_PLAIN = late_pattern(r"([0-9]{1,20}(?:\.[0-9]{1,20})?)(亿元|万元)?")
_PLAIN_UNITS = {"亿元": AmountUnit(SCALES["亿"]), "万元": AmountUnit(SCALES["万"])}


class AmountPart(NamedTuple):
    """One amount as it is written: its number, and the scale and currency that stand beside it, if any."""

    number: Decimal
    scale: Decimal | None
    currency: str
    sign_only: bool
    approximate: bool

    def wan(self, unit: AmountUnit) -> Decimal:
        """How many 万 of its currency it is; `unit` is that of a bare number."""
        if self.scale is not None:
            return self.number * self.scale
        if self.currency and not (self.sign_only and self.currency == unit.currency):
            return self.number * SCALES[""]
        return self.number * unit.factor


def unit_of(text: str) -> AmountUnit | None:
    """The unit that a header or a note names (亿元, 万美元, "USD million"), or None if it names none."""
    said = squeeze(text).casefold().replace("ofyuan", "yuan")
    found = _UNIT.fullmatch(said) if said else None
    if not found:
        return None
    before, scale, after = found.groups()
    if before and after and CURRENCIES[before] != CURRENCIES[after]:
        return None
    if not scale and (after or before) in _SIGNS | {"人民币"}:
        return None if (after or before) in {"人民币", "¥"} else AmountUnit(SCALES[""], CURRENCIES[after or before])
    return AmountUnit(SCALES[scale or ""], CURRENCIES.get(after or before or "元", "CNY"))


_SCALE_WORDS = {factor: word for word, factor in reversed(SCALES.items())}


UNCLEAR = AmountUnit(Decimal(0))
"""The unit of a column whose header names several."""


def unit_word(unit: AmountUnit) -> str:
    """A unit as it is shown: 亿元, 万元, 万 USD, USD."""
    scale = _SCALE_WORDS[unit.factor]
    return f"{scale}元" if unit.currency == "CNY" else f"{scale} {unit.currency}".strip()


def amount(cell: SheetCell, unit: AmountUnit = AmountUnit()) -> Got:  # noqa: B008 - an immutable tuple
    """An amount: value [万元 as text, currency, approximate, upper end or None], as `Amount` of the kinds decodes it.

    Codes: amount_unreadable, amount_unit_unclear, amount_negative, amount_size, cell_error. Notes: amount_approximate,
    amount_range, cell_open. Never raises.
    """
    if cell is None:
        return BLANK
    if isinstance(cell, str):
        return _text_amount(cell, unit)
    if isinstance(cell, bool | date | time | timedelta):
        return Got(code="amount_unreadable")
    number = finite(cell)
    if number is None:
        return Got(code="amount_unreadable")
    if not unit.factor and number:
        return Got(code="amount_unit_unclear")
    return checked(Decimal(digits15(number)) * unit.factor, unit.currency, False, None)


def _text_amount(cell: str, unit: AmountUnit) -> Got:
    if (found := _PLAIN.fullmatch(cell)) and (found[2] or unit.factor):  # most are written so, and need no more
        said = _PLAIN_UNITS.get(found[2], unit)
        return checked(Decimal(found[1]) * said.factor, said.currency, False, None)
    return _written_amount(cell, unit)


def _written_amount(cell: str, unit: AmountUnit) -> Got:
    text = squeeze(cell).casefold()
    nothing = blank(text)
    if nothing is not None:
        return nothing
    if len(text) > 60 or two_numbers(cell) or sum(1 for said in cell.splitlines() if _FIGURE.search(said)) > 1:
        return Got(code="amount_unreadable")
    negative = text[0] in "-−" or (text[0] == "(" and text[-1] == ")" and text[1:2].isdigit())
    if negative and _one(text.strip("-−()")):
        return Got(code="amount_negative")
    return _positive(_simple(text), unit)


def one_amount(text: str) -> AmountPart | None:
    """The one amount that a text is, whatever a bare number counts; None where it is none or more."""
    return _one(_simple(squeeze(text).casefold()))


def _simple(text: str) -> str:
    """An amount without the words around it that change nothing; what makes it approximate becomes 约."""
    plain_text = _PIECES.sub("", _PREFIX.sub("", _PLAIN_REMARK.sub("", _REMARK.sub(r"\1", text))))
    about = _ABOUT_REMARK.search(plain_text)
    return f"约{plain_text[: about.start()]}" if about else plain_text


def _positive(text: str, unit: AmountUnit) -> Got:
    low = _one(text) or _two(text)
    if low and not unit.factor and low.number and (low.scale is None and (not low.currency or low.sign_only)):
        return Got(code="amount_unit_unclear")
    if low:
        return checked(low.wan(unit), low.currency or unit.currency, low.approximate, None)
    found = _RANGE.fullmatch(text)
    if not found:
        return Got(code="amount_unreadable")
    low, high = _one(found[1]), _one(found[2])
    if not low or not high or (low.currency and high.currency and low.currency != high.currency):
        return Got(code="amount_unreadable")
    if low.scale is None and not low.currency:
        low = low._replace(scale=high.scale, currency=high.currency, sign_only=high.sign_only)
    currency = high.currency or low.currency or unit.currency
    if not unit.factor and high.scale is None and not high.currency:
        return Got(code="amount_unit_unclear")
    return checked(low.wan(unit), currency, low.approximate or high.approximate, high.wan(unit))


@lru_cache(maxsize=8192)
def _one(text: str) -> AmountPart | None:
    bare = _ABOUT_BEFORE.sub("", text)
    bare = _ABOUT_AFTER.sub("", bare)
    found = _ONE.fullmatch(bare)
    if not found:
        part = _chinese(bare)
        return part._replace(approximate=bare != text) if part else None
    before, number, more, scale, more_too, after, twice = found.groups()
    names = [word for word in (before, after, twice) if word]
    said = {CURRENCIES[word] for word in names} - ({"CNY"} if after == "元" and not twice and before else set())
    if len(said) > 1:
        return None
    currency = said.pop() if said else ("CNY" if names else "")
    about = bare != text or bool(more or more_too)
    value = Decimal(number.replace(",", ""))
    return AmountPart(value, SCALES[scale] if scale else None, currency, bool(names) and not after, about)


def _two(text: str) -> AmountPart | None:
    bare = _ABOUT_AFTER.sub("", _ABOUT_BEFORE.sub("", text))
    found = _TWO.fullmatch(bare)
    yi, wan = (_one(found[1]), _one(found[2])) if found else (None, None)
    if not found or not yi or not wan or wan.scale is None:
        return None
    total = yi.number * SCALES["亿"] + wan.number * wan.scale
    return AmountPart(total, Decimal(1), "CNY" if found[3] else "", False, bare != text)


def _chinese(text: str) -> AmountPart | None:
    found = re.fullmatch(rf"({_CURRENCY})?([{NUMERALS}]+)({_CURRENCY})?({_CURRENCY})?", text)
    number = chinese_number(found[2]) if found else None
    if not found or number is None:
        return None
    said = {CURRENCIES[word] for word in (found[1], found[3], found[4]) if word}
    if len(said) > 1:
        return None
    currency = said.pop() if said else ""
    if "万" in found[2] or "亿" in found[2] or "萬" in found[2]:
        return AmountPart(number, SCALES[""], currency, False, False)
    return AmountPart(number, None, currency, False, False)


def checked(low: Decimal, currency: str, approximate: bool, high: Decimal | None = None) -> Got:
    """An amount of so many 万 of a currency, to `high` where it is a range. Codes: amount_negative, amount_size."""
    if low < 0:
        return Got(code="amount_negative")
    if low >= _LIMIT or (high is not None and high >= _LIMIT):
        return Got(code="amount_size")
    if high is not None and high < low:
        return Got(code="amount_unreadable")
    if high is None and not approximate:
        return Got([plain(low), currency, False, None])
    notes = (("amount_approximate",) if approximate else ()) + (("amount_range",) if high is not None else ())
    return Got([plain(low), currency, approximate, None if high is None else plain(high)], notes=notes)


def plain(value: Decimal) -> str:
    """A Decimal with at most 6 places, printed without idle zeros."""
    text = str(value)
    if "E" in text or len(text.partition(".")[2]) > 6:
        text = f"{value.quantize(_PLACES, rounding=ROUND_HALF_UP):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
