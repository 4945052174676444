"""Telephone numbers in words: how they are written here, and words without them."""

from __future__ import annotations

from data.support.late_pattern import late_pattern

_APART = r"[-—–\s.]?"
_MOBILE = rf"1[3-9]\d{_APART}\d{{4}}{_APART}\d{{4}}"
_LAND = rf"[(（]?0\d{{2,3}}[)）]?{_APART}[2-9]\d{{6,7}}"
_SAID_TO_BE_ONE = rf"(?:电话|手机|座机|联系方式|[Tt]el|TEL)(?:号码|号)?[:：.\s]*(?:\d{_APART}){{6,14}}\d"
_PHONE = late_pattern(
    rf"{_SAID_TO_BE_ONE}|(?<![\d.])(?:(?:\+|00)?86{_APART})?(?:{_MOBILE}|{_LAND})(?:{_APART}(?:转|ext)\d+)?(?!\d)"
)
_GONE = "…"
_SHORTEST = 7
"""Characters of a telephone number: shorter texts, and most are, hold none."""


def without_phones(text: str, instead: str = _GONE) -> str:
    """The same text, each telephone number in it as an ellipsis, or as what stands `instead`."""
    return _PHONE.sub(instead, text) if len(text) >= _SHORTEST else text
