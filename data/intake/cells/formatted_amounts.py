"""Amounts whose number format says more than their number: 35000000 under 0!.0,"万元" is 3500万元, as it is seen.

What is seen counts where it is certain: a unit that the format writes beside the number, or the header's unit where
format and number make sense together. Where format and header contradict each other nothing is taken.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from data.intake.cells.amounts import CURRENCIES, SCALES, AmountUnit, amount, checked, one_amount
from data.intake.cells.cell_result import Got, SheetCell, blank, squeeze
from data.intake.cells.number_format import FormatSection, FormattedNumber, NumberFormat
from data.support.text import line

_STORED = frozenset(SCALES[word] for word in ("", "千", "万", "百万", "亿"))
"""What numbers are kept in that a format then shows in another unit: 元, 千元, 万元, 百万, 亿."""

_SHORT = {"k": SCALES["k"], "m": SCALES["million"], "mm": SCALES["million"], "b": SCALES["billion"], "w": SCALES["万"]}
"""Letters behind a number that are its scale where the number is seen just so many times smaller."""


class _Seen(NamedTuple):
    """What a section of a format makes of any number: how many 万 one of what is seen is, and of what."""

    scale: Decimal | None
    currency: str
    approximate: bool
    stored: Decimal | None
    """How many 万 a stored 1 is, where the format says it."""


def shown_amount(cell: SheetCell, unit: AmountUnit, *, said: bool = True) -> Got:
    """An amount as `amount` reads it, and by its number format where the cell has one that tells. `said`: the ledger
    says its unit; else it is only assumed.

    Codes beside those of `amount`: amount_format. Note: amount_formatted.
    """
    if not isinstance(cell, FormattedNumber):
        return amount(cell, unit)
    section, number = cell.section, float(cell)
    if number < 0 or not number or not section.digits:
        return _nought_or_words(cell, section, unit)
    seen = _seen(section)
    got = None if seen is None else _by_format(cell, section, seen, unit, said)
    return _not_taken(cell) if got is None else got


def _nought_or_words(cell: FormattedNumber, section: FormatSection, unit: AmountUnit) -> Got:
    """A number below or at 0, or one that nobody sees, or words in its place."""
    if not section.digits:
        said = blank(squeeze(cell.seen))
        if said is not None and (said.notes or said.code):
            return said
        if float(cell):
            return _not_taken(cell)
    return amount(float(cell), unit)


def _not_taken(cell: FormattedNumber) -> Got:
    return Got(code="amount_format", args=(("seen", line(cell.seen)), ("format", line(cell.form.code))))


@lru_cache(maxsize=512)
def _seen(section: FormatSection) -> _Seen | None:
    """What is seen of numbers; None where it is no amount: 60%, 3个, 0012-345."""
    if section.between.strip() not in ("", ".") or any(map(str.isdigit, section.before + section.after)):
        return None
    short = _SHORT.get(section.after.strip().casefold())
    if short is not None and short * section.shift != SCALES[""]:
        return None
    part = one_amount(f"{section.before}1{'' if short else section.after}")
    if part is None:
        return None
    scale = short or part.scale
    if scale is None and part.currency and not part.sign_only:
        scale = SCALES[""]
    return _Seen(scale, part.currency, part.approximate, None if scale is None else scale * section.shift)


def _by_format(cell: FormattedNumber, section: FormatSection, seen: _Seen, unit: AmountUnit, said: bool) -> Got | None:
    """The amount, None where what is seen contradicts what the ledger says of it or makes no sense."""
    currency = seen.currency or unit.currency
    if currency != unit.currency and said and unit.factor:
        return None
    scale, stored = seen.scale, seen.stored
    if scale is None and section.shift == 1:
        scale = stored = _stored_by_others(cell.form, section)
    if scale is None:
        if not unit.factor:
            return Got(code="amount_unit_unclear")
        foreign = currency != unit.currency
        scale = SCALES[""] if foreign else unit.factor
        if section.shift != 1 and (foreign or scale * section.shift not in _STORED):
            return None
    else:
        fits = not said or not unit.factor or unit.factor in (scale, stored)
        if not fits or (section.shift != 1 and stored not in _STORED):
            return None
    got = checked(cell.scaled * scale, currency, seen.approximate)
    if got.code or (scale * section.shift, currency) == (unit.factor, unit.currency):
        return got
    return got._replace(notes=(*got.notes, "amount_formatted"))


def _stored_by_others(form: NumberFormat, section: FormatSection) -> Decimal | None:
    """What a stored 1 is by the sections that show other numbers with a unit, None where they say none, or several:
    5000 under [>=10000]0!.0,"万";0 is kept in the unit that the other section shows."""
    others = (_seen(one) for one in form.sections if one.digits and one is not section)
    found = {seen.stored for seen in others if seen and seen.stored is not None}
    return found.pop() if len(found) == 1 else None


def names_unit(cell: SheetCell) -> bool:
    """Whether a number's format says what it counts: the header need not."""
    if not isinstance(cell, FormattedNumber) or not cell.section.digits:
        return False
    seen = _seen(cell.section)
    return seen is not None and (seen.scale is not None or seen.currency not in ("", CURRENCIES["元"]))
