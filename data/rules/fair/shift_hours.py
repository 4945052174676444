"""Shifts of a roster: from when to when each lasts, and the names that a cell of it holds."""

from __future__ import annotations

import unicodedata

from data.settings import RosterRule
from data.support.late_pattern import late_pattern

HOUR, DAY = 60, 24 * 60

_CLOCK = late_pattern(
    r"(\d{1,2})(?::(\d\d)|[时点](半)?)?(?:-|--|~|至|到)(次日|翌日|第二天)?(\d{1,2})(?::(\d\d)|[时点](半)?)?"
)
_NIGHT, _MORNING, _AFTERNOON = ("晚", "夜"), ("上午",), ("下午",)
_DAY = ("早", "中", "白", "日")

_APART = late_pattern(r"[、,;/|\n]+")
_PHONE = late_pattern(r"\(?\d[\d-]{6,}\)?")


def hours(shift: str, rule: RosterRule) -> tuple[int, int]:
    """From when to when a shift lasts, in minutes from midnight of the day that it begins on: by its own clock times
    (18:00-次日8:00), else by its word and `[roster]`. One without either is the watch of a whole day and night."""
    text = _plain(shift)
    if told := _by_clock(text):
        return told
    begins, night = rule.day_begins * HOUR, rule.night_begins * HOUR
    if any(word in text for word in _NIGHT):
        return night, begins + DAY
    if any(word in text for word in _MORNING):
        return begins, max(12 * HOUR, begins)
    if any(word in text for word in _AFTERNOON):
        return min(12 * HOUR, night), night
    if "全天" not in text and any(word in text for word in _DAY):
        return begins, night
    return begins, begins + DAY


def says_hours(shift: str) -> bool:
    """Whether a shift names its clock times."""
    return _by_clock(_plain(shift)) is not None


def _plain(shift: str) -> str:
    return "".join(unicodedata.normalize("NFKC", shift).split()).replace("—", "-").replace("–", "-")


def _by_clock(text: str) -> tuple[int, int] | None:
    found = _CLOCK.search(text)
    if found is None or not any(sign in found[0] for sign in ":时点"):
        return None
    begins = _minutes(found[1], found[2], found[3])
    ends = _minutes(found[5], found[6], found[7])
    if begins > DAY or ends > DAY:
        return None
    return begins, ends + DAY if found[4] or ends <= begins else ends


def _minutes(hour: str, minute: str | None, half: str | None) -> int:
    return int(hour) * HOUR + int(minute or (30 if half else 0))


def names_in(cell: str) -> tuple[list[str], list[str]]:
    """The names that a cell holds, however they are parted (张三、李四; 张三 李四), and the telephone numbers beside
    them. 张 三 is one name, and so are Latin words beside each other."""
    text = unicodedata.normalize("NFKC", cell)
    phones = [phone.strip("()") for phone in _PHONE.findall(text)]
    names: list[str] = []
    for part in _APART.split(_PHONE.sub("、", text)):
        words = part.split()
        if any(not _is_hanzi(word) for word in words):
            words = [" ".join(words)]
        elif len(words) > 1 and all(len(word) == 1 for word in words):
            words = (
                ["".join(words[at : at + 2]) for at in range(0, len(words), 2)] if len(words) != 3 else ["".join(words)]
            )
        names += words
    return [name for name in names if name], phones


def _is_hanzi(word: str) -> bool:
    return all("\u4e00" <= char <= "\u9fff" or char in "·()" for char in word)
