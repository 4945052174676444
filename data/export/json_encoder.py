"""Values of the read model -> JSON's plain types, by a table of shapes; what JSON has of them is in `board_json`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from operator import attrgetter
from typing import Any, get_args, get_origin, get_type_hints

from data.model import Later, Place
from data.wording.numbers import half_up

JsonObject = dict[str, Any]
Say = Callable[[Any], Any]

PLACES = 6
"""Decimals of a ratio."""

RATIOS = frozenset(
    {
        "completion",
        "completion_before",
        "with_planned",
        "pace",
        "ratio",
        "printed",
        "score",
        "points",
        "value",
        "weight",
    }
)
"""Fields whose decimals are numbers; every other decimal is an amount or a count, and a string."""


class Shape:
    """How a class is told. `keys`, in their order, name its fields and properties: "key=field" where they differ,
    "*field" where the keys of what it holds stand among these; "" is every field. `made` has the keys that are made
    of the whole object.
    """

    def __init__(self, keys: str = "", **made: Say) -> None:
        self.keys = keys
        self.made: Mapping[str, Say] = made


def amount(value: Decimal | None) -> str | None:
    """An amount in 万元 without exponent and without idle zeros: "1250", "1250.5", "0"."""
    if value is None:
        return None
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text


def ratio(value: Decimal | None) -> float | None:
    """A ratio rounded half up to 6 places from its decimals: 0.1250125 is 0.125013, which no float can say."""
    return None if value is None else float(half_up(value, PLACES))


_AS_IT_IS: frozenset[type] = frozenset({str, int, bool, type(None)})


class Encoder:
    """Tells values by `shapes`; a class without one has a key for each of its fields. How a class is told is compiled
    when it is first met: a large board holds three hundred thousand values."""

    def __init__(self, shapes: Mapping[type, Shape]) -> None:
        self._shapes = shapes
        self._known: dict[type, Say] = dict.fromkeys(_AS_IT_IS, _itself)
        self._by_type: Mapping[type, Say] = {
            tuple: self._list,
            list: self._list,
            Later: self._list,
            dict: lambda table: {key: self.plain(one) for key, one in table.items()},
            Enum: attrgetter("value"),
            date: lambda day: day.isoformat(),  # a moment is one too
            Decimal: amount,
        }

    def plain(self, value: Any) -> Any:
        """A value of the read model, or lists and tables of such, in JSON's plain types."""
        kind = type(value)
        say = self._known.get(kind) or self._known.setdefault(kind, self._say(kind))
        return say(value)

    def _list(self, values: Sequence[Any]) -> list[Any]:
        known, plain = self._known, self.plain
        return [known.get(type(one), plain)(one) for one in values]

    def _say(self, kind: type) -> Say:
        if is_dataclass(kind):
            return self._by_shape(kind)
        if kind is Place:
            return lambda place: {"file": place.file, "sheet": place.sheet, "row": place.row}
        for of, say in self._by_type.items():
            if issubclass(kind, of):
                return say
        return _itself

    def _by_shape(self, kind: type) -> Say:
        shape, hints = self._shapes.get(kind, Shape()), get_type_hints(kind)
        names = shape.keys.split() or [field.name for field in fields(kind)]
        known: dict[str, Any] = {}
        told = ", ".join(self._part(name, shape, hints, known) for name in names)
        exec(f"def say(thing):\n return {{{told}}}", known)
        say: Say = known["say"]
        return say

    def _part(self, name: str, shape: Shape, hints: Mapping[str, Any], known: dict[str, Any]) -> str:
        """A key of a shape and what is told of `thing` under it, in Python; what that needs is put into `known`."""
        key, _, field = name.lstrip("*").partition("=")
        field = field or key
        hint, told, label = hints.get(field), f"thing.{field}", key.rstrip("_")
        if key in shape.made:
            known[f"made_{key}"] = shape.made[key]
            told, label = f"made_{key}(thing)", key
        elif not {*(get_args(hint) or (hint,))} <= _AS_IT_IS:
            known[f"say_{field}"] = self._of_field(field, hint)
            told = f"say_{field}({told})"
        return f"**{told}" if name.startswith("*") else f"{label!r}: {told}"

    def _of_field(self, field: str, hint: Any) -> Say:
        """How a field is told: pairs of a name and a value as a table, all else by its type."""
        inner = next(iter(get_args(hint)), None)
        if field in RATIOS:
            return ratio
        if field == "left_out":
            return len
        if get_origin(inner) is tuple and get_args(inner)[0] is str:
            return lambda pairs: {name: self.plain(value) for name, value in pairs}
        if get_origin(hint) is tuple:
            return self._list
        return self.plain


def _itself(value: Any) -> Any:
    return value
