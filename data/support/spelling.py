"""How two spellings of one name are the same (docs/marks.md, "Which item is which")."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=1 << 16)
def normalise(text: str) -> str:
    """NFKC, casefold, format characters dropped, punctuation to a space, spaces collapsed (docs/marks.md)."""
    if text.isalnum() and min(text) >= "\u4e00" and max(text) <= "\u9fff":
        return text  # plain hanzi: nothing to do, and most names are
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    kept = []
    for char in folded:
        category = unicodedata.category(char)
        if category != "Cf":
            kept.append(" " if category[0] == "P" else char)
    return " ".join("".join(kept).split())


@lru_cache(maxsize=1 << 16)
def squash(text: str) -> str:
    """The normalised text without spaces: what two spellings of a unit, a fair or a project are compared by."""
    return normalise(text).replace(" ", "")
