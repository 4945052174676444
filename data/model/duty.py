"""Who is on duty."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Duty:
    """Who is on duty on the board's date, by the roster (值班, 带班)."""

    officer: str
    leader: str
    phone: str
    shift: str
