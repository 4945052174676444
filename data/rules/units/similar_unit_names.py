"""Whether a unit's name is another one's with a slip of the pen: 松坪县 for 松屏县, 青禾园区 for 青禾工业园区."""

from __future__ import annotations

_LEAST = 3
"""Characters of a name in which one may be wrong: of 甲县 and 乙县 each is its own."""

_MORE = 2
"""Characters that one spelling may have more than the other."""

_TELLING = frozenset("东西南北中上下左右前后内外新老大小高低一二三四五六七八九十甲乙丙丁戊己庚辛壬癸0123456789")
"""Characters that tell units apart on purpose: 城东区 is not a slip for 城西区."""


def within(short: str, long: str) -> bool:
    """Whether the one's characters stand in the other in their order."""
    letters = iter(long)
    return all(char in letters for char in short)


def is_slip(said: str, known: str, *, by_ear: bool = False) -> bool:
    """Whether the one may be meant by the other. Both squashed and different.

    One character or two are missing, two neighbours changed places, or one character is another; `by_ear` only one that
    sounds alike, as input methods offer them.
    """
    short, long = sorted((said, known), key=len)
    if short != long and len(short) < len(long) <= len(short) + _MORE:
        return len(short) > 1 and within(short, long)
    if len(said) != len(known) or len(said) < _LEAST:
        return False
    at = [n for n, (ours, theirs) in enumerate(zip(said, known, strict=True)) if ours != theirs]
    if [at[-1] - at[0], len(at)] == [1, 2]:
        return said[at[0]] == known[at[1]] and said[at[1]] == known[at[0]]
    if len(at) != 1 or not _TELLING.isdisjoint((said[at[0]], known[at[0]])):
        return False
    return not by_ear or _sounds(said[at[0]]) == _sounds(known[at[0]])


def _sounds(character: str) -> str:
    from pypinyin import lazy_pinyin  # its tables are large, and few names are asked about

    return "".join(lazy_pinyin(character))
