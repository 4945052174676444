"""What a board says, without where it was read: for laws by which two folders must say the same."""

from __future__ import annotations

from typing import Any

import msgspec

from data.export.board_json import to_json
from data.model import Board

_WHERE = frozenset(
    {"place", "file", "sheet", "row", "cell", "column", "rows", "sources", "files", "read_at", "changed_at"}
)
"""Keys that say where a thing was read, and nothing of what it is."""
_KEYS = frozenset({"key", "episode"})
"""Keys of items: what they hang on may be a file's series."""
_OF_FILES = frozenset({"problems", "faults", "decisions", "notices"})
"""What is told of files and of single rows."""


def figures(board: Board, *, keys: bool = False, faults: bool = False) -> Any:
    """The board's JSON without places, files and the order of its lists.

    The `keys` of items, and what is told of `faults` (kinds, units, titles without the number of a row), are there
    only where they are asked for.
    """
    plain = to_json(board)
    said = _without(plain, _WHERE | (frozenset() if keys else _KEYS) | _OF_FILES)
    if faults:
        said["problems"] = sorted(problem["code"] for problem in plain["problems"])
        said["faults"] = sorted(
            (one["kind"], one["title"].rstrip("0123456789 "), one["unit"]) for one in plain["faults"]
        )
    return said


def _without(value: Any, left_out: frozenset[str]) -> Any:
    if isinstance(value, dict):
        without = left_out | _KEYS if value.get("markable") is False else left_out  # such a key only counts rows
        return {key: _without(one, left_out) for key, one in value.items() if key not in without}
    if isinstance(value, list):
        return sorted((_without(one, left_out) for one in value), key=_order)
    return value


def _order(value: Any) -> bytes:
    return msgspec.json.encode(value, order="sorted")


def differences(one: Any, other: Any, at: str = "") -> list[str]:
    """Where two of these differ: a line each, as `units[3].signed: 5 / 7`."""
    if isinstance(one, dict) and isinstance(other, dict):
        keys = sorted({*one, *other})
        return [
            line for key in keys for line in differences(one.get(key), other.get(key), f"{at}.{key}" if at else key)
        ]
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        pairs = enumerate(zip(one, other, strict=True))
        return [line for number, pair in pairs for line in differences(*pair, f"{at}[{number}]")]
    return [] if one == other else [f"{at}: {one!r} / {other!r}"]


def assert_same(one: Board, other: Board, **asked: bool) -> None:
    """Both say the same; what does not is shown line for line."""
    found = differences(figures(one, **asked), figures(other, **asked))
    assert not found, "\n".join(found[:12])
