"""A board as bytes, and the same board again: every value by the types of the read model, nothing that runs.

The long lists that the first screen does not ask for are deflated, and made of their bytes when somebody asks: they are
over half of a large board.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import fields
from functools import cache
from typing import Any, get_type_hints

import msgspec

from data.model import Board, Contradiction, HeldLedger, Later, OwedItem, Pair, ProblemItem, ProjectLine
from data.model.fault_items import Fault

_KINDS: tuple[type, ...] = (ProblemItem, Contradiction, Pair, HeldLedger)
"""What a fault may be; the name of its class stands before it."""

_LATER: dict[str, Any] = {"projects": tuple[ProjectLine, ...], "owed_later": tuple[OwedItem, ...]}
"""Fields that are made when they are asked for, with their types."""

Coded = tuple[str, msgspec.Raw]


@cache
def _form() -> type[msgspec.Struct]:
    """A board's fields by their types, in their order. Of these a fault is one of several classes."""
    hints = get_type_hints(Board) | {"faults": tuple[Coded, ...]} | dict.fromkeys(_LATER, bytes)
    return msgspec.defstruct("BoardForm", [(one.name, hints[one.name]) for one in fields(Board)], array_like=True)


def to_kept(board: Board) -> bytes:
    """The bytes of a board."""
    said = {one.name: getattr(board, one.name) for one in fields(Board)}
    said["faults"] = tuple((type(one).__name__, msgspec.Raw(_raw(one))) for one in board.faults)
    said |= {name: zlib.compress(_raw(getattr(board, name)), 1) for name in _LATER}
    return msgspec.json.encode(_form()(**said), enc_hook=_listed)


def from_kept(data: bytes | memoryview) -> Board:
    """The board of these bytes. Raises msgspec.DecodeError where they are of another read model."""
    form = msgspec.json.decode(data, type=_form())
    said: dict[str, Any] = {one.name: getattr(form, one.name) for one in fields(Board)}
    said["faults"] = tuple(_fault(name, raw) for name, raw in said["faults"])
    said |= {name: _later(said[name], kind) for name, kind in _LATER.items()}
    return Board(**said)


def _raw(value: object) -> bytes:
    return msgspec.json.encode(value, enc_hook=_listed)


def _listed(value: object) -> object:
    """A list that is made when it is asked for, made."""
    if isinstance(value, Later):
        return tuple(value)
    raise TypeError(f"a board holds a {type(value).__name__}")


def _fault(name: str, raw: msgspec.Raw) -> Fault:
    kind = next((one for one in _KINDS if one.__name__ == name), None)
    if kind is None:
        raise msgspec.DecodeError(f"{name!r:.40} is no fault")
    fault: Fault = msgspec.json.decode(raw, type=kind)
    return fault


def _later(deflated: bytes, kind: Any) -> Sequence[Any]:
    return Later(lambda: msgspec.json.decode(zlib.decompress(deflated), type=kind))
