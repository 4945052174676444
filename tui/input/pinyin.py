"""The filter for people who type letters: a name is found by its characters, its pinyin or its initials."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from widgets.table.needle import contains, normal

TWO_LETTERS = ("zh", "ch", "sh")
"""Initials that some type whole."""


def means(needle: str, text: str) -> bool:
    """Whether `needle` stands in `text` as it is, or spells a part of it: "bcgy" and "beichuan" 北川工业园."""
    if contains(needle, text):
        return True
    wanted = normal(needle)
    return any("a" <= letter <= "z" for letter in wanted) and _is_spelled(wanted, normal(text))


def warm(texts: Iterable[str]) -> None:
    """Work out beforehand how these are typed: the tables of readings, and thousands of names, make one key late.

    Call off the screen's thread, while the officer is about to type.
    """
    for text in texts:
        _heads(normal(text))


@lru_cache(maxsize=65536)
def _is_spelled(wanted: str, text: str) -> bool:
    """Whether `wanted` is spelled anywhere in the text. What is not with a letter less is not with it either, so that
    each key that is typed asks only what the last one found."""
    if len(wanted) > 1 and not _is_spelled(wanted[:-1], text):
        return False
    ways, heads = _ways(text), _heads(text)
    return any(_spells(wanted, ways[start:]) for start, letters in enumerate(heads) if wanted[0] in letters)


def _spells(wanted: str, ways: tuple[frozenset[str], ...]) -> bool:
    """Whether `wanted` is spelled from the first character on. Its last syllable may still be incomplete."""
    rests = {wanted}
    for way in ways:
        if any(spelling.startswith(rest) for rest in rests for spelling in way):
            return True
        rests = {rest[len(spelling) :] for rest in rests for spelling in way if rest.startswith(spelling)}
        if not rests:
            return False
    return False


@lru_cache(maxsize=65536)
def _ways(text: str) -> tuple[frozenset[str], ...]:
    """For each character all that may be typed for it. Texts of a board are few and asked at every key."""
    return tuple(_spellings(character) for character in text)


@lru_cache(maxsize=65536)
def _heads(text: str) -> tuple[frozenset[str], ...]:
    """For each character the letters that what is typed for it may begin with."""
    return tuple(frozenset(spelling[0] for spelling in way) for way in _ways(text))


@lru_cache(maxsize=32768)
def _spellings(character: str) -> frozenset[str]:
    """The character itself and, of each of its readings (重: zhong, chong), the whole and the initial."""
    if character.isascii():
        return frozenset({character})
    # Not at the start: its tables take a third of a second, and who types no letters never needs them.
    from pypinyin import Style, pinyin

    readings = set(pinyin(character, style=Style.NORMAL, heteronym=True)[0]) - {character}
    readings |= {reading.replace("v", "u") for reading in readings}  # 女: nv on keyboards, nu on signs
    short = {reading[:1] for reading in readings} | {r[:2] for r in readings if r.startswith(TWO_LETTERS)}
    return frozenset({character} | readings | short)
