"""What the parser and its parent say to each other: plain frozen messages."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import msgspec

from data.intake.ledger_reading import Reading
from data.intake.reading_plan import Plan
from data.ledgers.kinds_and_columns import Seen
from data.ledgers.season import Record


class Parse(msgspec.Struct, frozen=True, tag=True):
    """Read this ledger; `number` comes back with the answer."""

    number: int
    file: str
    data: bytes
    plan: Plan


class RecordLine(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What one record alone has."""

    row: int
    values: dict[str, Any]
    assumed: tuple[str, ...] = ()


class Batch(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Records that follow each other and have the rest in common, said once: it is half of all that they say."""

    kind: str
    file: str
    sheet: str
    fields: tuple[str, ...]
    seen: Seen | None
    lines: tuple[RecordLine, ...]


class Parsed(msgspec.Struct, frozen=True, tag=True):
    """What was in it. `rest` is the reading without its records."""

    number: int
    file: str
    batches: tuple[Batch, ...]
    rest: Reading

    @classmethod
    def of(cls, number: int, file: str, reading: Reading) -> Parsed:
        """The answer with this reading."""
        batches = tuple(
            Batch(*shared, tuple(RecordLine(record.row, record.values, record.assumed) for record in records))
            for shared, records in groupby(reading.records, lambda r: (r.kind, r.file, r.sheet, r.fields, r.seen))
        )
        return cls(number, file, batches, msgspec.structs.replace(reading, records=()))

    @property
    def reading(self) -> Reading:
        """The reading, put together again."""
        records = (
            Record(batch.kind, batch.file, batch.sheet, line.row, line.values, batch.fields, line.assumed, batch.seen)
            for batch in self.batches
            for line in batch.lines
        )
        return msgspec.structs.replace(self.rest, records=tuple(records))
