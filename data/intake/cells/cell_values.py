"""Every type of cell as people write it -> `Got`: a plain value, or the code of why not. Pure; never raises.

Amounts and days have modules of their own; here are words, codes, counts, shares, flags and the fixed words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from data.intake.cells.cell_result import (
    BLANK,
    Got,
    SheetCell,
    blank,
    digits15,
    finite,
    may_be_blank,
    squeeze,
    two_numbers,
)
from data.intake.cells.headings import normal
from data.intake.cells.number_format import FormattedNumber
from data.intake.cells.numerals import chinese_number
from data.support.late_pattern import late_pattern
from data.support.text import block, line

_YES = frozenset({"是", "有", "y", "yes", "true", "t", "1", "√", "✓", "✔", "☑", "对"})
_NO = frozenset({"否", "无", "没有", "不是", "n", "no", "false", "f", "0", "×", "✗", "✘", "☐", "x"})
_EXACT_DIGITS = 15
_AS_TEXT = late_pattern(r"""[=＝]["“”＂]([^"“”＂]*)["“”＂]|["'‘’`＇]([^"'‘’`＇]+)['’"＇]?""")
_POINT_ZERO = late_pattern(r"\d+\.0+")
_EXPONENT = late_pattern(r"\d(\.\d+)?e\+\d+", re.IGNORECASE)
_COUNT = late_pattern(r"(约)?(\d{1,3}(?:,\d{3})+|\d+)(?:\.0+)?(个|家|项|次|人|批次|批|件|名|位|户|宗|场|条)?")
_PERCENT = late_pattern(r"(约|近|超|超过|已完成|完成|达)?(\d+(?:\.\d+)?)(%|个百分点)?(左右|以上)?")
_TENTHS = late_pattern(r"(约|近|超|超过)?([一二两三四五六七八九十])成([一二三四五六七八九半])?(左右|以上)?")
_HARMLESS = late_pattern(
    r"(?:已|了|中|后|完成|完毕|项目|阶段|状态|情况|正式|成功|顺利|全面|正在|目前|现|处于|进入|进行|推进|推动|实施|过程"
    r"|书|签订|签署|签|订立|投资|合作|战略|招商|引资|招引|工程|主体|部分|竣|工|为|是|的|并|类|级|期|率|率先|初步|基本|陆续|"
    r"集中|现场|云上|线上|线下|双方|正常|有序|持续|手续|办理|运营|使用|生产|试|验收|入园|入区|入驻|入库|落户"
    r"|[\d.年月日/:%~,;、。，；：()（）\-]+)*"
)
"""What may stand beside a fixed word and leave it what it is: 已签约, 洽谈中, 投资合同书, 在建（主体完成60%）. Anything
else may take it back (未开工, 合同起草, 洽谈破裂) and is not read."""

OVER = frozenset({"returned", "replaced", "ended", "paused"})
"""States that a cell of a stage or a paper may say too."""


def shown(cell: SheetCell) -> str:
    """What a cell says, as text to be kept or quoted: numbers without idle zeros or as their format shows them, days as
    ISO, words cleaned."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return block(cell)
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ", timespec="minutes")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    if isinstance(cell, FormattedNumber):
        return line(cell.seen)
    number = finite(cell)
    return str(cell) if number is None or isinstance(cell, int) else digits15(number)


def text(cell: SheetCell, *, long: bool = False) -> Got:
    """Words: on one line, or (`long`) with their newlines. A dash or 无 is a blank. Codes: cell_error."""
    if isinstance(cell, str) and cell:
        said = block(cell) if long else line(cell)
        nothing = blank(squeeze(said)) if may_be_blank(said) else None
        return Got(said) if nothing is None else nothing
    said = shown(cell)
    return Got(said) if said else BLANK


def code(cell: SheetCell) -> Got:
    """A number that is a name (ids, telephones), whole, as text. Code code_spoilt: a float has lost its digits."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _number_code(cell)
    got = text(_typed(cell) if isinstance(cell, str) else cell)
    if not isinstance(got.value, str):
        return got
    if _POINT_ZERO.fullmatch(got.value):
        return Got(got.value.partition(".")[0])
    if _EXPONENT.fullmatch(got.value):
        return Got(got.value, code="code_spoilt")
    return got


def _typed(cell: str) -> str:
    """A number that was kept from being read as one: ="00123" and '00123 are 00123."""
    said = cell.strip()
    found = _AS_TEXT.fullmatch(said)
    return next(part for part in found.groups() if part is not None) if found else cell


def _number_code(cell: int | float) -> Got:
    number = finite(cell)
    if number is None:
        return Got(code="code_spoilt")
    whole = digits15(number) if not number.is_integer() else f"{number:.0f}"
    if isinstance(cell, int):
        return Got(str(cell))
    if isinstance(cell, FormattedNumber) and number.is_integer():
        whole = line(cell.seen)  # 00123 is typed as 123 where five noughts are its format
    spoilt = abs(number) >= 10**_EXACT_DIGITS
    return Got(whole, code="code_spoilt" if spoilt else "")


def count(cell: SheetCell) -> Got:
    """A whole number, not negative: 12, "12个", "三家". Codes: count_unreadable, cell_error."""
    if cell is None:
        return BLANK
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        number = finite(cell)
        good = number is not None and number.is_integer() and 0 <= number < 10**12
        return Got(int(cell)) if good else Got(code="count_unreadable")
    if not isinstance(cell, str):
        return Got(code="count_unreadable")
    bare = squeeze(cell)
    if (nothing := blank(bare)) is not None:
        return nothing
    if two_numbers(cell):
        return Got(code="count_unreadable")
    if (found := _COUNT.fullmatch(bare)) and len(digits := found[2].replace(",", "")) <= 12:
        return Got(int(digits), notes=("count_approximate",) if found[1] else ())
    spoken = chinese_number(bare[:-1] if bare[-1] in "个家项次人批件名位户宗场条" else bare)
    if spoken is None or spoken != spoken.to_integral_value():
        return Got(code="count_unreadable")
    return Got(int(spoken))


def ratio(cell: SheetCell, *, percent: bool = False) -> Got:
    """A share as text, "0.6" for 约60%, 六成, 0.6. `percent`: the header says that numbers are percent.

    Codes: ratio_unreadable, cell_error. Notes: ratio_approximate. A bare number over 1 without `percent` is unread.
    """
    if cell is None:
        return BLANK
    if isinstance(cell, FormattedNumber) and "%" in cell.section.after:
        cell = cell.seen
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        number = finite(cell)
        return Got(code="ratio_unreadable") if number is None else _share(Decimal(digits15(number)), percent)
    if not isinstance(cell, str):
        return Got(code="ratio_unreadable")
    bare = squeeze(cell)
    if (nothing := blank(bare)) is not None:
        return nothing
    if two_numbers(cell):
        return Got(code="ratio_unreadable")
    if found := _PERCENT.fullmatch(bare):
        about = ("ratio_approximate",) if found[1] in {"约", "近", "超", "超过"} or found[4] else ()
        return _share(Decimal(found[2]), percent or bool(found[3]))._replace(notes=about)
    if found := _TENTHS.fullmatch(bare):
        tenths = chinese_number(found[2]) or Decimal(0)
        rest = Decimal(5) if found[3] == "半" else (chinese_number(found[3]) if found[3] else None) or Decimal(0)
        return Got(f"{tenths / 10 + rest / 100:f}", notes=("ratio_approximate",))
    return Got(code="ratio_unreadable")


def _share(number: Decimal, percent: bool) -> Got:
    value = number / 100 if percent else number
    limit = 10 if percent else 1
    if not 0 <= value <= limit:
        return Got(code="ratio_unreadable")
    rounded = f"{round(value, 8):f}"
    return Got(rounded.rstrip("0").rstrip(".") if "." in rounded else rounded)


def flag(cell: SheetCell) -> Got:
    """是 or 否. Code flag_unreadable."""
    said = squeeze(shown(cell)).casefold()
    if said in _YES or said in _NO:
        return Got(said in _YES)
    nothing = blank(said)
    return nothing if nothing is not None else Got(code="flag_unreadable")


def word(cell: SheetCell, words: Mapping[str, str], unknown: str) -> Got:
    """One of the fixed words (normalised word -> value), exact first, else contained if only one value can be meant
    and nothing stands beside it that may take it back.

    Code: `unknown` (stage_unknown, paper_unknown, status_unknown).
    """
    said = normal(shown(cell))
    if said in words:
        return Got(words[said])
    nothing = blank(said)
    if nothing is not None:
        return nothing
    value = _inside(said, words)
    return Got(value) if value else Got(code=unknown)


def word_or_status(cell: SheetCell, words: Mapping[str, str], statuses: Mapping[str, str], unknown: str) -> Got:
    """The same of a stage or a paper, whose cell may say how the project ended: 签约后退回, 已签约（已取消）, 退回.

    Then `also` holds the status beside the value (None where the cell says nothing else), noted status_said.
    """
    got = word(cell, words, unknown)
    said = normal(shown(cell))
    if got.code != unknown or len(said) > _LONGEST:
        return got
    over = {known: value for known, value in statuses.items() if value in OVER and known in said}
    values = set(over.values())
    if len(values) != 1:
        return got
    rest = _without(said, over)
    value = _inside(rest, words)
    if value is None and not _HARMLESS.fullmatch(rest):
        return got
    return Got(value, notes=("status_said",), also=(("status", values.pop()),))


_LONGEST = 40
"""Characters of a cell that may still be a fixed word; what is longer is prose."""


def _inside(said: str, words: Mapping[str, str]) -> str | None:
    """The one value whose words stand in a text beside harmless ones."""
    if len(said) > _LONGEST:
        return None
    inside = [known for known in words if known in said]
    longest = [known for known in inside if not any(known != other and known in other for other in inside)]
    values = {words[known] for known in longest}
    return values.pop() if len(values) == 1 and _HARMLESS.fullmatch(_without(said, longest)) else None


def _without(said: str, words: Iterable[str]) -> str:
    for known in sorted(words, key=len, reverse=True):
        said = said.replace(known, "")
    return said
