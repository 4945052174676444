"""A list of the board that is made when somebody asks for it: most boards are replaced before anybody does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar, overload

Thing = TypeVar("Thing")


class Later(Sequence[Thing]):
    """Reads like the tuple that `make` gives. The first reader calls it; it must say the same whenever that is."""

    __slots__ = ("_made", "_make")

    def __init__(self, make: Callable[[], tuple[Thing, ...]]) -> None:
        self._make = make
        self._made: tuple[Thing, ...] | None = None

    def _all(self) -> tuple[Thing, ...]:
        if self._made is None:
            self._made = self._make()
        return self._made

    @overload
    def __getitem__(self, at: int) -> Thing: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Thing, ...]: ...
    def __getitem__(self, at: int | slice) -> Thing | tuple[Thing, ...]:
        """The thing at a place, or a tuple of some."""
        return self._all()[at]

    def __len__(self) -> int:
        """How many there are."""
        return len(self._all())

    def __iter__(self) -> Iterator[Thing]:
        """All of them, in order."""
        return iter(self._all())

    def __eq__(self, other: object) -> bool:
        """Equal to any list of the board that holds the same."""
        return isinstance(other, tuple | Later) and self._all() == tuple(other)

    def __hash__(self) -> int:
        """As the tuple's."""
        return hash(self._all())

    def __repr__(self) -> str:
        """As the tuple's."""
        return repr(self._all())
