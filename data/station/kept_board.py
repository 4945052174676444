"""A board as bytes, and the same board again: every value by the types of the read model, nothing that runs.

The lines of all projects, which few screens ask for, are made of the bytes when one does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from functools import cache
from typing import Any, get_type_hints

import msgspec

from data.model import Board, Contradiction, HeldLedger, Later, Pair, ProblemItem, ProjectLine
from data.model.fault_items import Fault

_KINDS: tuple[type, ...] = (ProblemItem, Contradiction, Pair, HeldLedger)
"""What a fault may be; the name of its class stands before it."""

Coded = tuple[str, msgspec.Raw]


@cache
def _form() -> type[msgspec.Struct]:
    """A board's fields by their types, in their order. Of these a fault is one of several classes."""
    hints = get_type_hints(Board) | {"faults": tuple[Coded, ...], "projects": msgspec.Raw}
    return msgspec.defstruct("BoardForm", [(one.name, hints[one.name]) for one in fields(Board)], array_like=True)


def to_kept(board: Board) -> bytes:
    """The bytes of a board."""
    said = {one.name: getattr(board, one.name) for one in fields(Board)}
    said["faults"] = tuple((type(one).__name__, _raw(one)) for one in board.faults)
    said["projects"] = _raw(tuple(board.projects))
    return msgspec.json.encode(_form()(**said), enc_hook=_listed)


def from_kept(data: bytes | memoryview) -> Board:
    """The board of these bytes. Raises msgspec.DecodeError where they are of another read model."""
    form = msgspec.json.decode(data, type=_form())
    said: dict[str, Any] = {one.name: getattr(form, one.name) for one in fields(Board)}
    said["faults"] = tuple(_fault(name, raw) for name, raw in said["faults"])
    said["projects"] = _projects(said["projects"])
    return Board(**said)


def _raw(value: object) -> msgspec.Raw:
    return msgspec.Raw(msgspec.json.encode(value, enc_hook=_listed))


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


def _projects(raw: msgspec.Raw) -> Sequence[ProjectLine]:
    kept = bytes(raw)  # of its own: the bytes of all the board go
    return Later(lambda: msgspec.json.decode(kept, type=tuple[ProjectLine, ...]))
