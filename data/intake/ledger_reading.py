"""What reading a ledger gives: records, problems, and how each sheet was understood. Cheap to import.

The process beside the screen needs these words, and none of what reads ledgers.
"""

from __future__ import annotations

import msgspec

from data.ledgers.season import Record
from data.model import Problem
from data.model.sheet_readings import SheetReading


class Reading(msgspec.Struct, frozen=True):
    """All that a ledger gave. `refused` says why a whole file was not read; the rest is then empty."""

    records: tuple[Record, ...] = ()
    problems: tuple[Problem, ...] = ()
    sheets: tuple[SheetReading, ...] = ()
    refused: Problem | None = None
