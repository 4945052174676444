"""Chinese numerals -> numbers: 三点五亿, 叁亿伍仟万, 十二. What is colloquial (三百五, 一亿五) is not read."""

from __future__ import annotations

from decimal import Decimal

_DIGITS = {
    **{char: number for number, char in enumerate("零一二三四五六七八九")},
    **{char: number for number, char in enumerate("〇壹贰叁肆伍陆柒捌玖")},
    **{"两": 2, "貳": 2, "陸": 6, "兩": 2, "弐": 2, "参": 3, "參": 3},
}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_BIG = (("亿", 10**8), ("億", 10**8), ("万", 10**4), ("萬", 10**4))

NUMERALS = "".join((*_DIGITS, *_TENS, "亿億万萬点點"))
"""Every character that a number in words may hold, for a regular expression's class."""


def chinese_number(text: str) -> Decimal | None:
    """The number that these numerals say, None where they say none or it is not certain."""
    for sign, size in _BIG:
        head, found, tail = text.rpartition(sign)
        if found:
            high, low = chinese_number(head), _rest(tail, size)
            return None if high is None or low is None else high * size + low
    head, point, tail = text.replace("點", "点").partition("点")
    whole = section(head)
    if whole is None or not point:
        return None if whole is None else Decimal(whole)
    digits = [_DIGITS.get(char) for char in tail]
    if not digits or None in digits:
        return None
    return Decimal(f"{whole}.{''.join(str(digit) for digit in digits)}")


def _rest(text: str, size: int) -> Decimal | None:
    """What follows 亿 or 万: nothing, or a number that cannot be colloquial (一亿五 is 1.5亿, not 100000005)."""
    if not text:
        return Decimal(0)
    number = chinese_number(text)
    if number is None or "点" in text or "點" in text:
        return None
    certain = text[0] in "零〇" or number >= size // 10
    return number if certain and number < size else None


def section(text: str) -> int | None:
    """A number below ten thousand in numerals, None where it is malformed or colloquial."""
    total, digit, last, zero = 0, None, 10_000, False
    for char in text:
        if char in _TENS:
            size = _TENS[char]
            if size >= last or (digit is None and (size != 10 or total)):
                return None
            total, digit, last, zero = total + (1 if digit is None else digit) * size, None, size, False
        elif char not in _DIGITS or digit is not None:
            return None
        elif _DIGITS[char] == 0 and len(text) > 1:
            zero = True
        else:
            digit = _DIGITS[char]
    if digit is not None and last > 10 and total and not zero:
        return None
    return total + (digit or 0) if text and (total or digit is not None) else None
