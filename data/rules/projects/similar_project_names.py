"""Whether two names of projects may be one project's: 动力电池回收 and 格林美动力电池回收项目.

What says nothing is left out first: 项目, the forms of firms, the project's own unit and investor. Names that differ
only in numerals, 期, 标段 or 线 are two projects' on purpose. Source: none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, lru_cache

from data.support.late_pattern import late_pattern
from data.support.spelling import KEPT, squash

LIKE = 90
"""How like two names must be, of 100."""

LEAST = 4
"""Hanzi of a name that another one holds."""

_FORM = late_pattern(r"(集团)?(股份|责任|控股)?有限(责任)?公司|股份公司|集团公司|集团|公司$")
"""What firms are, and not what they are called."""

_SEVERAL = late_pattern(r"[、/／,，;；\n]+")
_HANZI = late_pattern(r"[\u3400-\u9fff]")
_DIGITS = "0-9零〇一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾"
_NUMBER = rf"(?:[{_DIGITS}]+(?:\.[0-9]+)?|[ivx]+|[a-z](?=期|标段|标|线|区|号|段))"
_MARK = late_pattern(rf"第?{_NUMBER}#?(?:号)?(?:期|标段|标|线)?|[首末]期|期|标段|线|#")
"""What tells parts and sizes of one sort of project apart."""

_IDLE = late_pattern(r"建设项目|建设|工程|项目")
_ENDS_OF_UNITS = "县区市旗镇乡"


@lru_cache(maxsize=KEPT)
def firm(investor: str) -> str:
    """An investor as it is compared: without the form of the firm; several in one order. "" without one."""
    if not _SEVERAL.search(investor):
        return _short(investor)
    parts = (part.strip() for part in _SEVERAL.split(investor))
    return "、".join(sorted({_short(part) for part in parts if part}))


def _short(name: str) -> str:
    plain = squash(name)
    return _formless(plain) or plain


def _formless(plain: str) -> str:
    return _FORM.sub("", plain) if "公司" in plain or "集团" in plain else plain


def bare(name: str, units: Iterable[str], investor: str) -> str:
    """A name without what every project is called, and without its own unit and investor; all of it where no more
    than that stands in it."""
    plain = left = squash(name)
    said = [word for word in (*_spellings_of_units(tuple(units)), *_spellings_of_firm(investor)) if word in plain]
    for word in sorted(said, key=lambda word: (-len(word), word)) if said else ():
        left = left.replace(word, "")
    left = _formless(left).replace("项目", "")
    return left if len(left) > 1 else plain


@lru_cache(maxsize=1 << 12)
def _spellings_of_units(units: tuple[str, ...]) -> tuple[str, ...]:
    """Whole, and without 县 or 市."""
    plain = [squash(unit) for unit in units]
    short = [unit[:-1] for unit in plain if len(unit) > 2 and unit[-1] in _ENDS_OF_UNITS]
    return tuple(word for word in (*plain, *short) if len(word) > 1)


def _spellings_of_firm(investor: str) -> tuple[str, ...]:
    """Whole, and without the form of the firm."""
    parts = _SEVERAL.split(investor) if _SEVERAL.search(investor) else (investor,)
    return tuple([word for part in parts for word in (squash(part), firm(part)) if len(word) > 1])


def alike(first: str, other: str) -> bool:
    """Whether two bare names may mean one project."""
    if first == other:
        return True
    short, long = (first, other) if len(first) <= len(other) else (other, first)
    if short not in long or len(_HANZI.findall(short)) < LEAST:
        both, least = len(first) + len(other), len(long) - len(short) or 2
        if (both - least) * 100 < both * LIKE:
            return False  # too short to be so like, whatever they say: of one length they differ by two signs at least
        if 200 * min(_found_in(first, other), _found_in(other, first)) < both * LIKE:
            return False  # nor by the signs that both have, in whatever order: most pairs need no rapidfuzz to tell
        if _ratio()(first, other, score_cutoff=LIKE) < LIKE:
            return False
    return not _told_apart(first, other)


def _found_in(first: str, other: str) -> int:
    """How many signs of a name stand somewhere in another; no common sequence of both is longer."""
    return sum(map(set(other).__contains__, first))


@cache
def _ratio() -> Callable[..., float]:
    """Where two projects are really compared: the first paint does without it."""
    from rapidfuzz.fuzz import ratio

    return ratio


def _told_apart(first: str, other: str) -> bool:
    """Whether numerals, 期, 标段 or 线 are all that differs, or say different things on both sides."""
    ours, theirs = marks(first), marks(other)
    if ours == theirs:
        return False
    return bool(ours and theirs) or _unmarked(first) == _unmarked(other)


def marks(name: str) -> tuple[str, ...]:
    """The numerals, 期, 标段 and 线 of a bare name, in their order."""
    return tuple(_MARK.findall(name))


def _unmarked(name: str) -> str:
    return _IDLE.sub("", _MARK.sub("", name))
