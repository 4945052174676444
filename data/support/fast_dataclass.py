"""Frozen dataclasses of which a board has tens of thousands: frozen for the type checker, quick to make when it runs.

What `frozen=True` adds when the program runs makes an object of twenty fields eight times as slow to make, a fifth of a
large board's time. `mypy --strict`, which is part of every check, refuses to change one all the same.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as numerous
else:
    from dataclasses import dataclass

    def numerous(*, frozen: bool, slots: bool) -> Callable[[type], type]:
        """As `dataclass(frozen=True, slots=True)`: equal and hashed by its fields."""
        return dataclass(slots=slots, unsafe_hash=frozen)


__all__ = ["numerous"]
