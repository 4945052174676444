"""What the parser and its parent say to each other: plain frozen messages."""

from __future__ import annotations

import msgspec

from data.intake.plan import Plan
from data.intake.readings import Reading


class Parse(msgspec.Struct, frozen=True, tag=True):
    """Read this ledger; `number` comes back with the answer."""

    number: int
    file: str
    data: bytes
    plan: Plan


class Parsed(msgspec.Struct, frozen=True, tag=True):
    """What was in it."""

    number: int
    file: str
    reading: Reading
