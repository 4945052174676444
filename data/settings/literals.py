"""The fixed words that a setting takes."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Literal, get_args, get_origin


def literals(hint: Any) -> list[str]:
    """The fixed words that an annotation allows, however deep they stand; none for any other type."""
    if get_origin(hint) is Literal:
        return [str(word) for word in get_args(hint)]
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return [str(word) for word in hint]
    return [word for inner in get_args(hint) for word in literals(inner)]
