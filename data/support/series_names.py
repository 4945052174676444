"""What the name of a ledger's file says: the series that it is a version of, and the day it stands for.

Source: docs/figures.md (versions of one ledger). Names are compared after full-width forms are made plain.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from pathlib import PurePosixPath

from data.support.fast_dataclass import dataclass
from data.support.late_pattern import late_pattern

AHEAD = timedelta(days=31)
"""How far after the board's date a day without a year may lie: one further on is last year's. Source: none."""

_N = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_YEAR = r"(?:(?<!\d)(?P<year>(?:19|20)\d{2}|\d{2}(?=\s*年))\s*[年.\-_/]?\s*(?:度\s*)?)?"
_CLOCK = r"(?:\s*(?:上午|中午|下午|晚上?|凌晨)?\s*(?:(?P<hour>\d{1,2})(?:[时点:](?P<minute>\d{2})?分?))?)"
_THINGS = (
    r"(?![\d个家件次亿万元%段栋号]|项(?!目)|期(?!间|限|末|初)|名(?!单|录|称)|条(?!件)|人(?!员|才|社)|线(?!索|上|下)"
    r"|楼(?!宇)|座(?!谈)|组(?!织)|批(?!复|示)|届(?!时)|标(?!准))"
)
"""What makes of a number a count or a part's name: 5月12个项目, 1-2标段, 3-1号地块."""

_MONTH, _DAY = r"(?P<month>0?[1-9]|1[0-2])", r"(?P<day>0?[1-9]|[12]\d|3[01])"
_MM, _DD = r"(?P<month>0[1-9]|1[0-2])", r"(?P<day>0[1-9]|[12]\d|3[01])"

_FORMS: tuple[re.Pattern[str], ...] = tuple(
    late_pattern(form, re.IGNORECASE)
    for form in (
        # 20260508, 20260508_1530, 20260508153000; 2026-05-08, 2026.5.8
        rf"(?<!\d)(?P<year>(?:19|20)\d{{2}}){_MM}{_DD}"
        r"(?:[_ t]?(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?:[0-5]\d)?)?(?!\d)",
        rf"(?<!\d)(?P<year>(?:19|20)\d{{2}})\s*[.\-_/ ]\s*{_MONTH}\s*[.\-_/ ]\s*{_DAY}[日号]?(?![\d月]){_CLOCK}",
        # 2026年5月8日, 5月8日16时, 五月八号, 5月8, 1-5月, 5月份, 5月上旬, 5月第2周
        rf"{_YEAR}(?:(?<!\d){_N}\s*[-至到~—]\s*)?(?<!\d)(?P<month>{_N})月(?:份)?"
        rf"(?:\s*(?:(?P<day>{_N})(?:日|号(?![线楼厂地院井园标门])|{_THINGS}){_CLOCK}|(?P<third>[上中下])旬|[初底末]|第{_N}周))?",
        # 第19周, 2026年第十九周, 2026W19; 一季度, 2026Q2
        rf"{_YEAR}(?:第\s*(?P<week>{_N})\s*周(?!年)|(?<![\d一二三四五六七八九十])(?P<week2>\d{{1,2}})周(?![年边])"
        r"|(?<![a-z])w(?P<week3>\d{1,2})(?!\d))",
        rf"{_YEAR}(?:第?(?P<quarter>[一二三四1-4])季度?|(?<![a-z])q(?P<quarter2>[1-4])(?!\d))",
        # 2026-05, 202605, 260508, 0508, 5.8, 05-08; 8日 within a month's folder
        rf"(?<!\d)(?P<year>(?:19|20)\d{{2}})\s*[.\-_/]\s*{_MONTH}(?![\d年])",
        rf"(?<!\d)(?P<year>20[0-4]\d){_MM}(?!\d)",
        rf"(?<!\d)(?P<year>[1-4]\d){_MM}{_DD}(?!\d)",
        rf"(?<![\d.a-z]){_MM}{_DD}(?!\d){_THINGS}",
        rf"(?<![\d.a-z]){_MONTH}[.\-_/]{_DAY}(?:日|号(?![线楼厂地院井园标门]))?(?!\d|\.\d){_THINGS}",
        r"(?<!\d)(?P<day>0?[1-9]|[12]\d|3[01])日",
    )
)

_LOOSE_YEAR = late_pattern(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_CHINESE_YEAR = late_pattern(r"[一二三四五六七八九零〇]{4}(?=年)")
_DIGITS = {char: str(number) for number, char in enumerate("〇一二三四五六七八九")} | {"零": "0"}

_NUMBERED = late_pattern(
    rf"(?<![\d一二三四五六七八九十])第?\s*({_N})\s*(?:稿|版(?![图权块面])|次修[改订]稿?)"
    r"|(?<![a-z])(?:v|ver|version|rev)[ ._-]?(\d+(?:\.\d+)*)(?![a-z])"
    r"|(?:修[改订]稿?|更新)(\d{1,2})(?!\d)",
    re.IGNORECASE,
)
_WORDS = late_pattern(
    r"(?:最新|最终|最后|正式|修改|修订|修正|更新|调整|送审|报审|上报|报送|打印|审定|核定|征求意见|(?<!创)新|旧|老|原|初|终|定|草)"
    r"(?:版本|版(?![图权块面本])|稿)|最新|最终",
)
_EDGE = (
    r"(?:已?修[改订正]后?|已?更新(?:后|至|到|于)?|已?调整后|已改|改|截[至止](?:到|日期)?|备份"
    r"|final|latest|new|old|draft|bak|backup|updated?)"
)
_AT_EDGE = late_pattern(
    rf"(?:^|(?<=\0)){_EDGE}(?=$|\0)|(?:^|(?<=\0))(?:已?更新|截[至止]|最?新|final|new)|{_EDGE}(?=$|\0)"
)
_BREAK = late_pattern(r"[\s\-_.·,，、~—+()\[\]【】{}<>《》「」『』“”\"'&\0:;]+")
_NO_WORD = "\0"


@dataclass(frozen=True, slots=True)
class Said:
    """The time that a file's name says: its day, or the last of its week, month or quarter (then not `exact`), and the
    minute of that day, 0 where none is said. `label` is what is said: 2026-05-11, 2026-05, 2026-W19, 2026-Q2."""

    day: date
    minute: int
    exact: bool
    label: str


def series_name(file: str) -> str:
    """The series of a file: its folder (folders named by a month or a day only are looked through) and its name
    without days, months, weeks, quarters and version words. A year that stands alone stays.

    Two files of one series may still be no versions of each other: that their rows say.
    """
    *folders, stem = _parts(file)
    return "/".join([*(folder for folder in folders if not _is_time(folder)), _bare(stem)])


def day_of_name(file: str, near: date) -> date | None:
    """The day that the name of a file, else of the folders that it lies in, says; None where they name none.

    A year that neither says is the latest with which the day lies no more than a month after `near`, the board's date.
    """
    said = time_of_name(file, near)
    return said.day if said is not None and said.exact else None


def time_of_name(file: str, near: date) -> Said | None:
    """The day, week, month or quarter that a file's name, else its folders' names, say; None where there is none."""
    parts = _parts(file)
    found = [time for part in reversed(parts) if (time := _time_in(part)) is not None]
    if not found:
        return None
    time = found[0]
    for above in found[1:]:
        time = time.within(above)
    return time.said(next((year for part in reversed(parts) if (year := _year_in(part))), None), near)


def time_of_titles(days: Iterable[str], near: date) -> Said | None:
    """The latest of the days that the titles of a file's sheets say, each in ISO, or "--05-08" without its year."""
    times = (_Time(*map(int, (day.lstrip("-") if day[0] != "-" else f"0{day[1:]}").split("-"))) for day in days if day)
    return max((said for time in times if (said := time.said(None, near))), key=lambda said: said.day, default=None)


def edition_number(file: str) -> tuple[int, ...]:
    """The number of a version that a file's name says: (2,) for v2 and 第二版, (1, 2) for v1.2; () for none."""
    numbers = [next(filter(None, found.groups())) for found in _NUMBERED.finditer(_parts(file)[-1])]
    return tuple(map(_number, numbers[-1].split("."))) if numbers else ()


def quarter_of_name(file: str) -> int:
    """The quarter that a file's own name says, 0 for none: what is due in one is not what is due in the next."""
    time = _time_in(_parts(file)[-1])
    return time.quarter if time is not None else 0


@dataclass(frozen=True, slots=True)
class _Time:
    """What one name says of a time, 0 for what it does not."""

    year: int = 0
    month: int = 0
    day: int = 0
    minute: int = 0
    week: int = 0
    quarter: int = 0

    def within(self, above: _Time) -> _Time:
        """What the folder above adds: the month of a day alone, the year of both."""
        if self.day and not self.month and above.month:
            return _Time(above.year, above.month, self.day, self.minute)
        fits = not self.year and above.year and (not above.month or above.month == self.month)
        return replace(self, year=above.year) if fits else self

    def said(self, year: int | None, near: date) -> Said | None:
        """The day of it; None where there is no such day, or a day has no month."""
        if self.year or year:
            return self._of(self.year or year or 0)
        return next(
            (said for of in (near.year + 1, near.year, near.year - 1) if (said := self._of(of)) and _ripe(said, near)),
            None,
        )

    def _of(self, year: int) -> Said | None:
        try:
            if self.week:
                return Said(date.fromisocalendar(year, self.week, 7), 0, False, f"{year}-W{self.week}")
            month = self.month or self.quarter * 3
            day = date(year, month, self.day or monthrange(year, month)[1])
            if self.day and self.month:
                return Said(day, self.minute, True, day.isoformat())
            return Said(day, 0, False, f"{year}-{month:02}" if self.month else f"{year}-Q{self.quarter}")
        except ValueError:
            return None


def _ripe(said: Said, near: date) -> bool:
    """Whether a day may be this year's; of a week or a month that has begun its last day may lie ahead."""
    return said.day <= near + AHEAD


@lru_cache(maxsize=4096)
def _parts(file: str) -> tuple[str, ...]:
    """The folders of a path and the name of its file without its ending, in plain forms."""
    path = PurePosixPath(unicodedata.normalize("NFKC", file))
    names = (*path.parts[:-1], path.stem)
    return tuple(
        _CHINESE_YEAR.sub(lambda found: "".join(_DIGITS[char] for char in found[0]), name.strip().lower())
        for name in names
    )


@lru_cache(maxsize=4096)
def _bare(stem: str) -> str:
    """A name without days and version words, without spaces and signs but between two digits."""
    text = _NUMBERED.sub(_NO_WORD, stem)
    text = _WORDS.sub(_NO_WORD, text)
    for form in _FORMS:
        text = form.sub(_NO_WORD, text)
    text = re.sub(r"(?<=\0)\s*[至到]\s*(?=\0)", "", text)
    before = ""
    while before != text:
        before, text = text, _AT_EDGE.sub(_NO_WORD, _BREAK.sub(_NO_WORD, text)).strip("\0")
    return re.sub(r"(?<=\d)\0+(?=\d)", "-", text).replace(_NO_WORD, "")


def _is_time(folder: str) -> bool:
    """Whether a folder is named by a day, a week, a month or a quarter alone."""
    return _time_in(folder) is not None and not _bare(folder)


@lru_cache(maxsize=4096)
def _time_in(name: str) -> _Time | None:
    """The last day that a name says, else its last week, month or quarter."""
    text = _NUMBERED.sub(lambda found: _NO_WORD * len(found[0]), name)
    found = list(_times(text))
    days = [time for _, time in found if time.day]
    time = days[-1] if days else found[-1][1] if found else None
    if time is not None and time.day and not time.month:
        month = next((one for _, one in reversed(found) if one.month), _Time())
        time = time.within(month)
    return time


def _times(text: str) -> Iterator[tuple[int, _Time]]:
    """All times in a text, with where they stand, in their order; each stretch is read by the first form that fits."""
    found: list[tuple[int, _Time]] = []
    for form in _FORMS:
        for match in form.finditer(text):
            found.append((match.start(), _read(match.groupdict(), match[0])))
        text = form.sub(lambda match: _NO_WORD * len(match[0]), text)
    yield from sorted(found, key=lambda pair: pair[0])


def _read(said: dict[str, str | None], text: str) -> _Time:
    def number(*names: str) -> int:
        return next((_number(word) for name in names if (word := said.get(name))), 0)

    year = number("year")
    day = number("day")
    third = said.get("third")
    minute = number("hour") * 60 + number("minute")
    if any(word in text for word in ("下午", "晚")):
        minute = max(minute, 12 * 60) if minute >= 12 * 60 or not minute else minute + 12 * 60
    return _Time(
        year + 2000 if 0 < year < 100 else year,
        number("month"),
        day or {"上": 10, "中": 20}.get(third or "", 0),
        minute,
        number("week", "week2", "week3"),
        number("quarter", "quarter2"),
    )


def _year_in(name: str) -> int:
    """The only year that a name says; 0 for none or several."""
    years = {int(year) for year in _LOOSE_YEAR.findall(name)}
    return years.pop() if len(years) == 1 else 0


def _number(text: str) -> int:
    """A number in digits or in Chinese numerals up to 九十九."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    value = int(_DIGITS.get(ones[-1:], "0")) if ones else 0
    return value + 10 * (int(_DIGITS.get(tens[-1:], "0")) if tens else 1) if ten else value
