"""How two spellings of one name are the same (docs/marks.md, "Which item is which")."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from data.support.late_pattern import late_pattern

KEPT = 1 << 18
"""Spellings that are remembered: more than a season has names."""

_PLAIN = late_pattern("[a-z0-9\u4e00-\u9fff]*")


@lru_cache(maxsize=KEPT)
def normalise(text: str) -> str:
    """NFKC, casefold, format characters dropped, punctuation to a space, spaces collapsed (docs/marks.md)."""
    if _PLAIN.fullmatch(text):
        return text  # plain hanzi and digits: nothing to do, and most names are
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    kept = []
    for char in folded:
        category = unicodedata.category(char)
        if category != "Cf":
            kept.append(" " if category[0] == "P" else char)
    return " ".join("".join(kept).split())


@lru_cache(maxsize=KEPT)
def squash(text: str) -> str:
    """The normalised text without spaces: what two spellings of a unit, a fair or a project are compared by."""
    return normalise(text).replace(" ", "")
