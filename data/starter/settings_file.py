"""fairwatch.toml for a new season: every key of the table, explained, each a comment until the office wants it.

A remark begins with "# ", a key that is not in force with "#" alone: without the "#" it is a valid line. The lines of a
[[block]] are wanted together.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from data.model import Stage, Status
from data.settings import Key, Settings, keys
from data.wording import _

_WORDS: Mapping[str, type[StrEnum]] = {"stages": Stage, "statuses": Status}
"""Tables whose keys are fixed words."""


def settings_text() -> str:
    """The text, in the language in force."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# " + _(
        "The settings of this season. Each default stands here as a comment, or an example where it is empty."
    )
    yield "# " + _("To change one take away the “#” before it. `fairwatch settings FOLDER` prints what is in force.")
    section = ""
    for key in keys(Settings()):
        table, _dot, name = key.key.partition(".")
        blocks = isinstance(key.example, list) and not name
        if table != section:
            section = table
            yield "" if blocks else f"\n[{table}]"
        yield f"# {_meaning(key)}"
        if blocks:
            yield from (line for block in key.example for line in (f"#[[{table}]]", *_commented(block)))
        elif name:
            yield f"#{name} = {_toml(key.value if key.example is None else key.example)}"
        else:
            yield from _commented(key.example)


def _commented(table: Mapping[str, Any]) -> Iterator[str]:
    return (f"#{line}" for line in _entries(table))


def _meaning(key: Key) -> str:
    choices = key.choices or tuple(map(str, _WORDS.get(key.key, ())))
    known = f" ({', '.join(choices)})" if choices else ""
    return _("{meaning}{known}; source: {source}").format(meaning=_(key.meaning), known=known, source=_(key.source))


def _entries(table: Mapping[str, Any]) -> Iterator[str]:
    """The lines of a table's example, a dotted key each."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from (f"{name}.{line}" for line in _entries(value))
        else:
            yield f"{name} = {_toml(value)}"


def _toml(value: Any) -> str:
    """A value on one line of TOML; a text as JSON writes it is a TOML text too."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_toml(name)} = {_toml(inner)}" for name, inner in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=False)
