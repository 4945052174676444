"""The text of fairwatch.toml as the folder remembers it: what stands in the settings and is no telephone number."""

from __future__ import annotations

import tomllib
from typing import Any

import msgspec

from data.support.telephones import without_phones
from data.support.text import clean


def shareable_settings(text: str) -> str | None:
    """The text without telephone numbers; None where that says anything else than the text but in its words."""
    shared = _bare(text)
    try:
        same = tomllib.loads(shared) == _bare_words(tomllib.loads(text))
    except (ValueError, RecursionError):
        return None
    return shared if same else None


def _bare(text: str) -> str:
    return clean(without_phones(text, ""))


def _bare_words(said: Any) -> Any:
    """What a TOML says, each word of it without telephone numbers."""
    if isinstance(said, dict):
        return {_bare(key): _bare_words(value) for key, value in said.items()}
    if isinstance(said, list):
        return [_bare_words(one) for one in said]
    return _bare(said) if isinstance(said, str) else said


def packed_settings(text: str) -> bytes:
    """The text as the data of a record."""
    return msgspec.json.encode(text)


def unpacked_settings(data: bytes) -> str:
    """The text again. Raises ValueError for data that are none."""
    return msgspec.json.decode(data, type=str)
