"""The filter for people who type letters: a name is found by its characters, its pinyin or its initials."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from widgets.table.needle import normal

TWO_LETTERS = ("zh", "ch", "sh")
"""Initials that some type whole."""

FAR = 8
"""So many letters are looked for by a pattern; whoever types more has few rows left, and each is gone through."""


class Needle:
    """What is typed, ready to be looked for in many texts: each is gone through once, character by character."""

    def __init__(self, typed: str) -> None:
        self.wanted = normal(typed)
        self._letters = any("a" <= letter <= "z" for letter in self.wanted)
        self._start = Walk(self.wanted, frozenset({self.wanted}), {}) if self._letters else None

    def means(self, text: str) -> bool:
        """Whether it stands in a `normal` text as it is, or spells a part of it: "bcgy" and "beichuan" 北川工业园."""
        if self.wanted in text:
            return True
        walk = self._start
        if walk is None:
            return False
        for character in text:
            walk = walk[character]
            if walk.done:
                return True
        return False

    def among(self, characters: frozenset[str]) -> Callable[[str], object]:
        """The same as `means`, for very many texts that are made of these characters: a pattern finds them."""
        if not self._letters:
            return re.compile(re.escape(self.wanted)).search
        found, means = reading_pattern(self.wanted[:FAR], _by_spelling(characters)).search, self.means
        return found if len(self.wanted) <= FAR else lambda text: found(text) and means(text)

    def narrows(self, before: Needle) -> bool:
        """Whether what `before` did not find is not found by this either. Who types the first letter after characters
        may now mean readings, which were not looked at before."""
        return self.wanted.startswith(before.wanted) and (before._letters or not self._letters)


class Walk(dict[str, "Walk"]):
    """How far a needle is spelled after some characters of a text, all ways of reading them at once; `[character]` is
    the walk after one more, made when it is first asked for. Few of them serve all texts of a board."""

    def __init__(self, wanted: str, rests: frozenset[str], made: dict[frozenset[str], Walk]) -> None:
        super().__init__()
        self.done = "" in rests
        self._wanted, self._rests, self._made = wanted, rests, made

    def __missing__(self, character: str) -> Walk:
        """What is still to be spelled may also begin behind this character. The last syllable may be incomplete."""
        left = {self._wanted}
        for spelling in _spellings(character):
            left |= {rest[len(spelling) :] for rest in self._rests if rest.startswith(spelling)}
            left |= {"" for rest in self._rests if spelling.startswith(rest)}
        rests = frozenset({""}) if "" in left else frozenset(left)
        if rests not in self._made:
            self._made[rests] = Walk(self._wanted, rests, self._made)
        self[character] = self._made[rests]
        return self[character]


def reading_pattern(wanted: str, by_spelling: Mapping[str, str]) -> re.Pattern[str]:
    """What finds the characters that spell `wanted`, the last syllable perhaps in part: 北川 for "bc" or "beich"."""
    rests: list[str] = []
    """What finds the letters from each on, the last letter's first."""
    for start in reversed(range(len(wanted))):
        left = wanted[start:]
        ends = "".join({c for spelling, some in by_spelling.items() if spelling.startswith(left) for c in some})
        ways = [_one_of(ends)] if ends else []
        for length, rest in enumerate(reversed(rests), 1):
            some = by_spelling.get(left[:length], "")
            if some and rest:
                ways.append(_one_of(some) + rest)
        rests.append(f"(?:{'|'.join(ways)})" if len(ways) > 1 else "".join(ways))
    return re.compile(rests[-1] or r"(?!)")


def _one_of(characters: str) -> str:
    return f"[{re.escape(characters)}]"


@lru_cache(maxsize=8)
def _by_spelling(characters: frozenset[str]) -> Mapping[str, str]:
    """Of each way to type a character those that are typed so."""
    typed: dict[str, str] = {}
    for character in sorted(characters):
        for spelling in _spellings(character):
            typed[spelling] = typed.get(spelling, "") + character
    return typed


def means(needle: str, text: str) -> bool:
    """Whether `needle` stands in `text` or spells a part of it."""
    return Needle(needle).means(normal(text))


def warm(characters: Iterable[str]) -> None:
    """Work out beforehand how these are typed: the tables of readings make one key late.

    Call off the screen's thread, while the officer is about to type.
    """
    for character in characters:
        _spellings(character)


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
