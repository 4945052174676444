"""Amounts whose number format says more than their number: 35000000 under 0!.0,"万元" is 3500万元, as it is seen.

What is seen counts where it is certain: a unit that the format writes beside the number, or the header's unit where
format and number make sense together. Where format and header contradict each other nothing is taken.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from data.intake.cells.amounts import CURRENCIES, SCALES, AmountPart, AmountUnit, amount, checked, one_amount
from data.intake.cells.number_format import FormatSection, FormattedNumber
from data.intake.cells.result import Got, SheetCell, blank, squeeze
from data.support.text import line

_STORED = frozenset(SCALES[word] for word in ("", "千", "万", "百万", "亿"))
"""What numbers are kept in that a format then shows in another unit: 元, 千元, 万元, 百万, 亿."""

_SHORT = {"k": SCALES["k"], "m": SCALES["million"], "mm": SCALES["million"], "b": SCALES["billion"], "w": SCALES["万"]}
"""Letters behind a number that are its scale where the number is seen just so many times smaller."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """What one section of a format makes of a number: the amount that is seen, its scale as a number of 万."""

    part: AmountPart
    scale: Decimal | None
    stored: Decimal | None
    """How many 万 a stored 1 is, where the format says it."""


def shown_amount(cell: SheetCell, unit: AmountUnit, *, said: bool = True) -> Got:
    """An amount as `amount` reads it, and by its number format where the cell has one that tells. `said`: the ledger
    says its unit; else it is only assumed.

    Codes beside those of `amount`: amount_format. Note: amount_formatted.
    """
    if not isinstance(cell, FormattedNumber) or float(cell) < 0:
        return amount(float(cell) if isinstance(cell, FormattedNumber) else cell, unit)
    if not cell.section.digits or not float(cell):
        return _words(cell, unit)
    seen = _seen(cell, cell.section)
    got = None if seen is None else _by_format(cell, seen, unit, said)
    if got is None:
        return _not_taken(cell)
    return got


def _not_taken(cell: FormattedNumber) -> Got:
    return Got(code="amount_format", args=(("seen", line(cell.seen)), ("format", line(cell.form.code))))


def _words(cell: FormattedNumber, unit: AmountUnit) -> Got:
    """A nought, or a number of which nothing is seen, or words in its place."""
    if cell.section.digits:
        return amount(float(cell), unit)
    said = blank(squeeze(cell.seen))
    if said is not None and (said.notes or said.code):
        return said
    return _not_taken(cell) if float(cell) else amount(float(cell), unit)


def _seen(cell: FormattedNumber, section: FormatSection) -> _Seen | None:
    """What is seen of a number; None where it is no amount: 60%, 3个, 0012-345."""
    if section.between.strip() not in ("", "."):
        return None
    shift = section.shift
    after = section.after.strip().casefold()
    if after in _SHORT and _SHORT[after] * shift == SCALES[""]:
        part = one_amount(f"{section.before}{cell.scaled:f}")
        return part and _Seen(part, _SHORT[after], SCALES[""])
    part = one_amount(f"{section.before}{cell.scaled:f}{section.after}")
    if part is None:
        return None
    named = part.currency and not part.sign_only
    scale = SCALES[""] if named and part.scale is None else part.scale
    return _Seen(part, scale, None if scale is None else scale * shift)


def _by_format(cell: FormattedNumber, seen: _Seen, unit: AmountUnit, said: bool) -> Got | None:
    """The amount, None where what is seen contradicts what the ledger says of it or makes no sense."""
    part, shift = seen.part, cell.section.shift
    currency = part.currency or unit.currency
    if currency != unit.currency and said and unit.factor:
        return None
    scale, stored = seen.scale, seen.stored
    if scale is None and shift == 1 and (others := _stored_by_others(cell)):
        scale = stored = others  # 5000 under [>=10000]0!.0,"万";0 is kept in the unit that the other sections show
    if scale is None:
        if not unit.factor:
            return Got(code="amount_unit_unclear")
        foreign = currency != unit.currency
        scale = SCALES[""] if foreign else unit.factor
        if shift != 1 and (foreign or scale * shift not in _STORED):
            return None
    else:
        fits = not said or not unit.factor or unit.factor in (scale, stored)
        if not fits or (shift != 1 and stored not in _STORED):
            return None
    got = checked(part.number * scale, currency, part.approximate)
    plain = amount(float(cell), unit)
    return got if got.code or got.value == plain.value else got._replace(notes=(*got.notes, "amount_formatted"))


def _stored_by_others(cell: FormattedNumber) -> Decimal | None:
    """What a stored 1 is by the sections that show other numbers with a unit; None where they say none, or several."""
    found = set()
    for section in cell.form.sections:
        if section.digits and section is not cell.section:
            seen = _seen(cell, section)
            if seen and seen.stored is not None:
                found.add(seen.stored)
    return found.pop() if len(found) == 1 else None


def names_unit(cell: SheetCell) -> bool:
    """Whether a number's format says what it counts: the header need not."""
    if not isinstance(cell, FormattedNumber) or not cell.section.digits:
        return False
    seen = _seen(cell, cell.section)
    return seen is not None and (seen.scale is not None or seen.part.currency not in ("", CURRENCIES["元"]))
