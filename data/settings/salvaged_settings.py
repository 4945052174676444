"""What can be taken of a fairwatch.toml whose keys or values are not all known: the good rest, and each that is not.

Stations of different versions share one file: a key of a later version must cost nothing but itself. Everything is
derived from the annotations of `data.settings.settings_table`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from math import isfinite
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import msgspec

from data.settings.literals import literals
from data.settings.nearest_name import nearest_key
from data.settings.settings_error import SettingsError
from data.settings.settings_table import Settings
from data.support.text import short

Path = tuple[str | int, ...]
"""Where a value stands: ("followups", "ladders", "一般", "settled_days"). An entry of a list stands at its list, a
table in one at its number."""

LeftOut = tuple[Path, SettingsError]
Plain = dict[str, Any]

_NOTHING = object()
_REASONS: tuple[tuple[str, str], ...] = (
    (r"Expected `([^`]+)`, got `([^`]+)`", "type"),
    (r"Expected `array` of length <= (.+)", "at_most_entries"),
    (r"Expected `array` of length >= (.+)", "at_least_entries"),
    (r"Expected `str` of length <= (.+)", "too_long"),
    (r"Expected `str` of length >= (.+)", "empty"),
    (r"Expected `str` matching regex .*A-Z.*", "currency"),
    (r"Expected `str` matching regex .*", "month_day"),
    (r"Expected `\w+` >= (.+)", "at_least"),
    (r"Expected `\w+` <= (.+)", "at_most"),
    (r"Expected `\w+` > (.+)", "more_than"),
    (r"Invalid RFC3339 encoded date", "date"),
    (r"Object missing required field `([^`]+)`", "lacks"),
)
"""What msgspec says of a value -> the code of it; the groups are its details, by NAMES."""

_SHOWN = 60
"""Characters of a value that are shown where no reason is known."""

_NAMES: Mapping[str, tuple[str, ...]] = {"type": ("expected", "got")}


def sift(plain: Plain) -> tuple[Plain, list[LeftOut]]:
    """The keys and values of `plain` that can be taken, and why each of the others cannot."""
    left: list[LeftOut] = []
    kept = _table(plain, Settings, (), "", left)
    return kept, left


def _table(given: Plain, kind: type[msgspec.Struct], path: Path, key: str, left: list[LeftOut]) -> Plain:
    fields = _fields(kind)
    kept: Plain = {}
    for name, value in given.items():
        at = f"{key}.{name}".lstrip(".")
        if name not in fields:
            near = nearest_key(name, key, fields, _everywhere())
            left.append(((*path, name), SettingsError(at, "unknown", near=near)))
            continue
        taken = _fitting(value, fields[name], (*path, name), at, left)
        if taken is not _NOTHING:
            kept[name] = taken
    return kept


@cache
def _fields(kind: type[msgspec.Struct]) -> Mapping[str, Any]:
    """The keys of a table, each with its type."""
    hints = get_type_hints(kind, include_extras=True)
    return {field.encode_name: hints[field.name] for field in msgspec.structs.fields(kind)}


def _fitting(value: Any, hint: Any, path: Path, key: str, left: list[LeftOut]) -> Any:
    """What of `value` fits its type. A list or a table of which nothing fits is none: the default stands."""
    bare = get_args(hint)[0] if get_origin(hint) is Annotated else hint
    kept = _entries(value, bare, path, key, left)
    if value and kept in ([], {}) and get_origin(bare) in (dict, tuple):
        return _NOTHING
    error = _misfit(kept, hint, key)
    if error is None:
        return kept
    if not isinstance(value, list) or len(kept) == len(value):  # else too few are left, and each of the rest is told
        left.append((path, error))
    return _NOTHING


def _entries(value: Any, bare: Any, path: Path, key: str, left: list[LeftOut]) -> Any:
    """What of a table or a list fits, entry by entry; any other value as it is."""
    if isinstance(value, dict) and isinstance(bare, type) and issubclass(bare, msgspec.Struct):
        return _table(value, bare, path, key, left)
    if isinstance(value, dict) and get_origin(bare) is dict:
        inner = get_args(bare)[1]
        found = {name: _fitting(one, inner, (*path, name), f"{key}.{name}", left) for name, one in value.items()}
        return {name: one for name, one in found.items() if one is not _NOTHING}
    if isinstance(value, list) and get_origin(bare) is tuple:
        inner = get_args(bare)[0]
        each = [_fitting(one, inner, path, f"{key}[{i}]", left) for i, one in enumerate(value)]
        return [one for one in each if one is not _NOTHING]
    return value


def _misfit(value: Any, hint: Any, key: str) -> SettingsError | None:
    """Why a value is not of this type; None where it is."""
    if isinstance(value, float) and not isfinite(value):
        return SettingsError(key, "other", why=str(value))
    try:
        msgspec.convert(value, hint)
    except msgspec.ValidationError as error:
        reason = str(error).partition(" - at `")[0]
    else:
        return None
    if found := re.fullmatch(r"Invalid enum value '?([^']*)'?", reason):
        return SettingsError(key, "choice", got=found[1], choices=", ".join(literals(hint)))
    for pattern, code in _REASONS:
        if found := re.fullmatch(pattern, reason):
            names = _NAMES.get(code, ("limit",))
            said = dict(zip(names, found.groups(), strict=False))
            return SettingsError(key, code, **said if code == "type" else {**said, "got": str(value)})
    return SettingsError(key, "other", why=short(str(value), _SHOWN))  # msgspec's own words are English: not shown


@cache
def _everywhere() -> Mapping[str, str]:
    """The last part of each known key -> the whole key; the first of several."""
    found: dict[str, str] = {}
    for key in _known():
        found.setdefault(key.rpartition(".")[2], key)
    return found


def _known() -> Iterator[str]:
    hints = get_type_hints(Settings, include_extras=True)
    for section in msgspec.structs.fields(Settings):
        yield section.encode_name
        kind = hints[section.name]
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            yield from (f"{section.encode_name}.{field.encode_name}" for field in msgspec.structs.fields(kind))
