"""A paper as it was issued: all its words and figures with their rows, as one JSON file that nobody changes any more.

Objects are written by the names of their classes and fields, so that a paper's form may grow: a field that is not
written has its default. The rows behind a figure are written by file and sheet.
"""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache
from itertools import groupby
from typing import Any

from data.export.papers.draft import DraftPaper
from data.export.papers.figures_then import FiguresThen
from data.model import Board, Place, Trace
from data.support.fast_dataclass import dataclass

VERSION = 1


@dataclass(frozen=True, slots=True)
class FrozenPaper:
    """What lies under a mark of issue. `day` is the day of the issue, `draft` the paper as it was handed out, `figures`
    those of its board, `files` the ledgers with the moment of their last change, as ISO ("": unknown)."""

    kind: str
    period: str
    about: str
    number: int | None
    day: date
    by: str
    draft: DraftPaper
    figures: FiguresThen | None = None
    files: tuple[tuple[str, str], ...] = ()


class NotFrozen(ValueError):
    """Bytes that hold no paper this version can read."""


def files_of(board: Board) -> tuple[tuple[str, str], ...]:
    """The ledgers that were read, and when each was last changed, in the office's zone: its day is told."""
    read = (source for source in board.sources if source.kinds)
    zone = board.now.tzinfo
    return tuple((one.file, one.changed_at.astimezone(zone).isoformat() if one.changed_at else "") for one in read)


def to_frozen(paper: FrozenPaper) -> bytes:
    """The file."""
    said = {"v": VERSION, **_written(paper)}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def from_frozen(data: bytes) -> FrozenPaper:
    """What a file holds. Raises NotFrozen."""
    try:
        said = json.loads(data)
        if not isinstance(said, dict) or said.get("v") != VERSION:
            raise NotFrozen("another version")
        paper = _read(said, FrozenPaper)
    except (KeyError, TypeError, ValueError, InvalidOperation, RecursionError) as error:
        raise NotFrozen(str(error)) from error
    assert isinstance(paper, FrozenPaper)
    return paper


# ------------------------------------------------------------ values to JSON


def _written(value: Any) -> Any:
    if isinstance(value, Trace):
        return {"is": "Trace", "rule": value.rule, "values": _written(value.values), "rows": _rows(value.rows)}
    if is_dataclass(value):
        told = {one.name: getattr(value, one.name) for one in fields(value)}
        unlike = {one.name: told[one.name] for one in fields(value) if told[one.name] != one.default}
        return {"is": type(value).__name__, **{name: _written(one) for name, one in unlike.items()}}
    if isinstance(value, frozenset):
        return sorted(_written(one) for one in value)
    if isinstance(value, tuple | list):
        return [_written(one) for one in value]
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


def _rows(rows: tuple[Place, ...]) -> list[list[Any]]:
    """Rows by file and sheet, in their order: a total of ten thousand rows names each file once."""
    runs = groupby(rows, key=lambda place: (place.file, place.sheet))
    return [[file, sheet, [place.row for place in run]] for (file, sheet), run in runs]


# ------------------------------------------------------------ JSON to values


@cache
def _hints(of: type) -> Mapping[str, Any]:
    return typing.get_type_hints(of)


def _read(said: Any, hint: Any) -> Any:
    """What was written of this type. Raises KeyError, TypeError, ValueError."""
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return _one_of(said, inner)
    if origin is tuple:
        of = [inner[0]] * len(said) if inner[-1] is Ellipsis else list(inner)
        return tuple(_read(one, each) for one, each in zip(said, of, strict=True))
    if origin is frozenset:
        return frozenset(_read(one, inner[0]) for one in said)
    if hint is Trace:
        return _trace(said)
    if is_dataclass(hint):
        return _object(said, typing.cast(type, hint))
    if hint is Decimal:
        return Decimal(said)
    if hint is date:
        return date.fromisoformat(said)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(said)
    if hint not in (str, int, bool, type(None)) or type(said) is not hint:
        raise TypeError(f"{said!r:.40} is no {hint}")
    return said


def _object(said: Any, of: type) -> Any:
    if said["is"] != of.__name__:
        raise TypeError(f"{said['is']!r:.40} is no {of.__name__}")
    hints = _hints(of)
    return of(**{one.name: _read(said[one.name], hints[one.name]) for one in fields(of) if one.name in said})


def _one_of(said: Any, inner: tuple[Any, ...]) -> Any:
    """Of several types the one that was written: an object says its name, the rest is told apart by its form."""
    if said is None:
        return _read(said, type(None))
    name = said.get("is") if isinstance(said, dict) else None
    for hint in inner:
        if hint is type(None) or (name is not None) != is_dataclass(hint):
            continue
        if name is None or getattr(hint, "__name__", "") == name:
            return _read(said, hint)
    raise TypeError(f"{said!r:.40} is none of {inner}")


def _trace(said: Any) -> Trace:
    rows = tuple(Place(file, sheet, row) for file, sheet, of in said["rows"] for row in of)
    return Trace(said["rule"], tuple((name, text) for name, text in said["values"]), rows)
