"""How what is typed into the filter, and an officer's name, are found in a row's texts."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from data.support.late_pattern import late_pattern

_BETWEEN = late_pattern(r"[、，,；;/／\n]")
"""What stands between the names in one cell."""


@lru_cache(maxsize=65536)
def normal(text: str) -> str:
    """A name as it is compared: width and case folded, blanks dropped."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def contains(needle: str, text: str) -> bool:
    """The plainest filter: `needle` stands somewhere in `text`."""
    return normal(needle) in normal(text)


def is_named(name: str, *texts: str) -> bool:
    """Whether one of the texts names just this person, alone or among others: 李敏、赵敏."""
    wanted = normal(name)
    return any(normal(one) == wanted for text in texts if text for one in _BETWEEN.split(text))
