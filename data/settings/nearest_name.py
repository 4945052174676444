"""The known name that is nearest to one that is not known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

LIKE, VERY_LIKE = 0.6, 0.9
"""How like two names must be (difflib's ratio): within one table, and anywhere in the file."""


def nearest(name: str, known: Iterable[str], like: float = LIKE) -> str:
    """The known name that `name` may have been meant for, "" where none is like it."""
    plain = {_plain(one): one for one in known}
    return next((plain[one] for one in get_close_matches(_plain(name), plain, n=1, cutoff=like)), "")


def nearest_key(name: str, table: str, siblings: Iterable[str], everywhere: Mapping[str, str]) -> str:
    """The known dotted key: in the same table if one is like it, else that of this name, or nearly, in another.

    `everywhere` is the last part of a key -> the whole key.
    """
    here = nearest(name, siblings)
    if here:
        return f"{table}.{here}".lstrip(".")
    elsewhere = nearest(name, everywhere, VERY_LIKE)
    return everywhere[elsewhere] if elsewhere else ""


def _plain(name: str) -> str:
    return name.casefold().replace("-", "_")
