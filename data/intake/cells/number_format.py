"""What a spreadsheet's number format makes of a number: 35000000 under 0!.0,"万元" is seen as 3500.0万元.

Codes are those of Excel, whatever file they are from. Only what changes what a reader takes a number for is of
interest: a unit or other words beside it, scaling commas, a percentage, zeros in front, signs between digits.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache

from data.intake.cells.cell_result import digits15
from data.support.fast_dataclass import dataclass
from data.support.late_pattern import late_pattern

_LONGEST = 255  # of a code that a program writes
_TOKEN = late_pattern(
    r"""(?P<quoted>"[^"]*"?)|(?P<bracket>\[[^\]]*\]?)|(?P<escape>[\\!].)|(?P<pad>[_*].?)"""
    r"""|(?P<general>general|g/通用格式)|(?P<exponent>e[+-])|(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)"""
    r"""|(?P<percent>%)|(?P<next>;)|(?P<text>@)|(?P<other>.)""",
    re.IGNORECASE | re.DOTALL,
)
_DATE = frozenset("ymdhsegbYMDHSEGB")
_CONDITION = late_pattern(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_TESTS: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge, "=": operator.eq, "<>": operator.ne,
}  # fmt: skip
_HARMLESS = frozenset(" ()-+")
"""Literals that say nothing of a number beside its sign."""

_PLACES: dict[str, str] = {
    "804": "CNY", "411": "JPY", "c04": "HKD", "404": "TWD", "409": "USD", "c09": "AUD", "1009": "CAD", "1004": "SGD",
    "809": "GBP", "412": "KRW",
}  # fmt: skip
"""Whose money a bare sign is, by the place that stands behind it: [$¥-411] are yen."""


_SAID: dict[str, Callable[[str], str]] = {
    "percent": str,
    "quoted": lambda text: text.strip('"'),
    "escape": lambda text: text[1:],
    "other": str,
}
"""What a reader sees of a token that is no digit."""


@dataclass(frozen=True, slots=True)
class FormatSection:
    """One section of a code. What is seen of a number: `before`, its digits, `after`; `digits` are those of a number
    without a fraction, from the left, "0", "#" and what stands between them.

    `shift` is how many times the number is seen as large as it is stored. `condition` says which numbers it is for.
    """

    before: str = ""
    digits: tuple[str, ...] = ()
    after: str = ""
    shift: Decimal = Decimal(1)
    whole: bool = True
    condition: tuple[str, float] | None = None

    @property
    def between(self) -> str:
        """What stands among the digits."""
        return "".join(sign for sign in self.digits if sign not in ("0", "#"))

    @property
    def tells(self) -> bool:
        """Whether it makes something else of a number than a reader of the number alone would."""
        words = {*self.before, *self.after} - _HARMLESS
        zeros = self.digits.count("0") > 1 and self.whole
        return bool(words or self.between or zeros or self.shift != 1 or not self.digits)


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """A code, taken apart."""

    code: str
    sections: tuple[FormatSection, ...]

    def of(self, number: float) -> FormatSection:
        """The section that shows this number."""
        if any(section.condition for section in self.sections):
            for section in self.sections:
                if section.condition is None or _TESTS[section.condition[0]](number, section.condition[1]):
                    return section
            return self.sections[-1]
        at = 1 if number < 0 else 2 if number == 0 else 0
        return self.sections[at] if at < len(self.sections) else self.sections[0]


class FormattedNumber(float):
    """A number whose format tells more than the number does. Two are equal if they are seen alike."""

    __slots__ = ("form",)
    form: NumberFormat

    def __new__(cls, number: float, form: NumberFormat) -> FormattedNumber:
        """The number with its format."""
        made = super().__new__(cls, number)
        made.form = form
        return made

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FormattedNumber) and float(self) == float(other) and self.form.code == other.form.code

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash((float(self), self.form.code))

    @property
    def section(self) -> FormatSection:
        """The section that shows it."""
        return self.form.of(float(self))

    @property
    def seen(self) -> str:
        """What a reader sees, with all decimals that are stored."""
        section, number = self.section, float(self)
        if not section.digits:
            return section.before
        if section.whole and section.shift == 1 and number.is_integer():
            digits = _masked(f"{abs(number):.0f}", section.digits)
            sign = "-" if number < 0 and section is self.form.sections[0] else ""
            return f"{sign}{section.before}{digits}{section.after}"
        return f"{section.before}{self.scaled:f}{section.after}"

    @property
    def scaled(self) -> Decimal:
        """The number itself as it is seen, with all decimals that are stored."""
        number = Decimal(digits15(float(self))) * self.section.shift
        return number.normalize() if number else number


def formatted(number: int | float, code: str) -> int | float:
    """A cell's number with its format where that tells something; the number alone where it does not."""
    form = telling(code)
    return number if form is None else FormattedNumber(number, form)


@lru_cache(maxsize=2048)
def telling(code: str) -> NumberFormat | None:
    """A code taken apart if it tells something of numbers. None: a plain one, of days, times or fractions, or none."""
    if not code.strip() or len(code) > _LONGEST:
        return None
    sections = _sections(code)
    if not sections:
        return None
    tells = [sections[0], *(one for one in sections[1:] if one.condition)]
    if len(sections) > 2 and not sections[2].condition and any(map(str.isalpha, sections[2].before)):
        tells.append(sections[2])  # a nought that is seen as words
    return NumberFormat(code, tuple(sections)) if any(one.tells for one in tells) else None


def _sections(code: str) -> list[FormatSection]:
    """The sections for numbers; none where the code is of days, times or fractions, or shows any number as text."""
    sections = []
    for part in _parts(code):
        made = _Section(part)
        if made.is_plain:
            return []
        sections.append(made.section())
    if sections and code.strip() == "@":
        return []
    return sections[:3] if not any(one.condition for one in sections) else sections


def _parts(code: str) -> list[list[tuple[str, str]]]:
    parts: list[list[tuple[str, str]]] = [[]]
    for found in _TOKEN.finditer(code):
        if found.lastgroup == "next":
            parts.append([])
        else:
            parts[-1].append((found.lastgroup or "", found[0]))
    return parts


class _Section:
    """Reads the tokens of one section."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.is_plain = False
        self._before: list[str] = []
        self._digits: list[str] = []
        self._after: list[str] = []
        self._shift = Decimal(1)
        self._whole = True
        self._condition: tuple[str, float] | None = None
        numbers = [at for at, (kind, _text) in enumerate(tokens) if kind in ("digit", "general", "point")]
        self._first, self._last = (numbers[0], numbers[-1]) if numbers else (len(tokens), len(tokens))
        point = next((at for at, (kind, _text) in enumerate(tokens) if kind == "point"), None)
        for at, (kind, text) in enumerate(tokens):
            self._take(at, kind, text, before_point=point is None or at < point)
        commas = 0
        for kind, _text in tokens[self._last + 1 :]:
            if kind != "comma":
                break
            commas += 1
        self._shift /= Decimal(1000) ** commas

    def section(self) -> FormatSection:
        """What they make."""
        shift = self._shift
        if self._whole and self._digits.count(".") == 1:  # 0!.0, and 0\.00: the point is only painted
            shift /= Decimal(10) ** sum(sign in ("0", "#") for sign in self._digits[self._digits.index(".") :])
        before, after = "".join(self._before), "".join(self._after)
        return FormatSection(before, tuple(self._digits), after, shift, self._whole, self._condition)

    def _take(self, at: int, kind: str, text: str, *, before_point: bool) -> None:
        if kind in ("digit", "general"):
            if before_point:
                self._digits.append("0" if text == "0" else "#")
        elif kind in ("point", "exponent"):
            self._whole = False
        elif kind == "bracket":
            self._bracket(at, text.strip("[]"))
        elif kind == "other" and (text in _DATE or (text == "/" and self._first < at < self._last)):
            self.is_plain = True
        elif kind in _SAID:
            self._shift *= 100 if kind == "percent" else 1
            self._say(at, _SAID[kind](text))

    def _bracket(self, at: int, text: str) -> None:
        if text.startswith("$"):
            sign, _dash, place = text[1:].partition("-")
            money = _PLACES.get(place.casefold().lstrip("0"), "") if sign in ("$", "¥", "￥", "£", "₩") else ""
            self._say(at, money if money not in ("", "CNY") else sign)
        elif found := _CONDITION.fullmatch(text):
            self._condition = (found[1], float(found[2]))
        elif text.casefold() in ("h", "hh", "m", "mm", "s", "ss"):
            self.is_plain = True

    def _say(self, at: int, words: str) -> None:
        if at < self._first:
            self._before.append(words)
        elif at > self._last:
            self._after.append(words)
        elif self._whole:
            self._digits += words.replace("0", "\u2070").replace("#", "＃")
        elif words.strip():
            self._digits.append("\ufffd")  # words among decimals: nobody reads that as one number


def _masked(digits: str, mask: tuple[str, ...]) -> str:
    """A whole number's digits in a mask's places, filled from the right; what is too long stands at its left."""
    out: list[str] = []
    left = list(digits.lstrip("0"))
    places = sum(sign in ("0", "#") for sign in mask)
    for sign in reversed(mask):
        if sign not in ("0", "#"):
            out.append(sign)
            continue
        places -= 1
        if not places:
            out += [*reversed(left)] or (["0"] if sign == "0" or not out else [])
            left = []
        elif left:
            out.append(left.pop())
        elif sign == "0":
            out.append("0")
    return "".join(reversed(out))
