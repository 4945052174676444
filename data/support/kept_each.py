"""What a pure function made of each of many things, kept from one time to the next where the things are the same.

A rule that makes something of every row takes an `Each` and does not know whether anything is kept: `every` keeps
nothing. Whoever keeps says with a `KeptEach` for how long: as long as he holds it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol, TypeVar

Thing = TypeVar("Thing")
Made = TypeVar("Made")


class Each(Protocol):
    """Makes something of each of many things. `by` is all that `make` goes by beside its thing, and `beside` what more
    it goes by of each, compared as values; things are the same where they are the very same."""

    def __call__(
        self,
        things: Sequence[Thing],
        make: Callable[[Thing], Made],
        by: tuple[object, ...] = (),
        beside: Iterable[object] | None = None,
    ) -> Sequence[Made]:
        """What `make` makes of them, in their order."""


def every(
    things: Sequence[Thing],
    make: Callable[[Thing], Made],
    by: tuple[object, ...] = (),
    beside: Iterable[object] | None = None,
) -> Sequence[Made]:
    """All of it made now."""
    return [make(thing) for thing in things]


class KeptEach:
    """An `Each` that remembers what it was asked for last, and makes only what is new."""

    def __init__(self) -> None:
        self._by: tuple[object, ...] = ()
        self._things: Sequence[Any] = ()
        self._made: dict[int, tuple[object, Any]] = {}

    def __call__(
        self,
        things: Sequence[Thing],
        make: Callable[[Thing], Made],
        by: tuple[object, ...] = (),
        beside: Iterable[object] | None = None,
    ) -> Sequence[Made]:
        """What `make` makes of them, in their order."""
        known = self._made if by == self._by else {}
        if beside is None:
            found = [known.get(id(thing)) or (None, make(thing)) for thing in things]
        else:
            found = []
            for thing, side in zip(things, beside, strict=True):
                hit = known.get(id(thing))
                found.append(hit if hit is not None and hit[0] == side else (side, make(thing)))
        # The things are held, so that no other gets the id of one that is gone.
        self._by, self._things, self._made = by, things, dict(zip(map(id, things), found, strict=True))
        return [made for _, made in found]
