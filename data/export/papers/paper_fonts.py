"""The fonts that papers name, each by its names on machines: Windows, WPS and Founder's own.

A paper names them whatever this machine has: it is printed where they are. Here they are only missed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

FANGSONG, KAITI, HEITI, SONGTI, XIAOBIAOSONG = "仿宋", "楷体", "黑体", "宋体", "方正小标宋简体"
LATIN = "Times New Roman"
"""What letters and figures are set in."""

PAPER_FONTS: Mapping[str, tuple[str, ...]] = {
    FANGSONG: ("FangSong", "仿宋_GB2312", "FangSong_GB2312", "STFangsong", "华文仿宋"),
    KAITI: ("KaiTi", "楷体_GB2312", "KaiTi_GB2312", "STKaiti", "华文楷体"),
    HEITI: ("SimHei", "STHeiti", "华文黑体"),
    SONGTI: ("SimSun", "NSimSun", "STSong", "华文宋体"),
    XIAOBIAOSONG: ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋_GBK"),
    LATIN: ("Liberation Serif", "Tinos", "Nimbus Roman"),
}
"""A font's name in the paper -> its other names, and those that are set exactly as wide."""


def missing_fonts(families: Iterable[str]) -> tuple[str, ...]:
    """The fonts of papers that are not among these families."""
    there = {family.strip().casefold() for family in families}
    return tuple(
        font
        for font, others in PAPER_FONTS.items()
        if there.isdisjoint({font.casefold(), *(other.casefold() for other in others)})
    )
