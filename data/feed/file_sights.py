"""Between the index's row of a file and the folder's memory: what of a file is seen, and a row that is remembered."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from data.feed.new_version_recorder import SeenDesk
from data.folder_memory.chain import LedgerVersion
from data.folder_memory.lost_rows import content
from data.folder_memory.privacy import shareable, shareable_problems
from data.folder_memory.record import GONE
from data.folder_memory.records_by_file import FileSight
from data.folder_memory.settings_text import shareable_settings
from data.folder_memory.version_rows import NO_FACTS, SheetFacts, VersionRows, by_digest
from data.ledgers.season import Record
from data.model import Problem, Severity, SourceState
from data.processes.reader_messages import SettingsRead
from data.settings import FILE_NAME
from data.station.index import FileRow
from data.station.stamp import Stamp

NO_STAMP = Stamp(0, 0, 0)
"""That of a file which is not there."""


def sight_of(row: FileRow, records: Sequence[Record], at: datetime) -> FileSight:
    """What is seen of a file that was read `at` this moment of the office, as far as it may be shared."""
    changed = datetime.fromtimestamp(row.stamp.mtime_ns / 1e9, tz=UTC)
    problems = shareable_problems(row.problems, records)
    return FileSight(
        file=row.file,
        digest=row.content,
        day=min(changed, at).astimezone(at.tzinfo).date(),
        at=at,
        kinds=row.kinds,
        rows=None if row.apart else shareable(records),
        facts=NO_FACTS if row.apart else SheetFacts(row.columns, row.days, problems, row.near, row.bare),
    )


def settings_sight(said: SettingsRead, at: datetime) -> FileSight:
    """What is seen of a fairwatch.toml that could be read; one that is not there says as much as an empty one."""
    changed = datetime.fromtimestamp(said.changed_ns / 1e9, tz=UTC) if said.changed_ns else at
    return FileSight(
        file=FILE_NAME,
        digest=content(said.text.encode()),
        day=min(changed, at).astimezone(at.tzinfo).date(),
        at=at,
        text=None if said.apart else shareable_settings(said.text),
    )


def seen_gone(file: str, at: datetime) -> FileSight:
    """That a file is not there, at this moment of the office."""
    return FileSight(file=file, digest=GONE, day=at.date(), at=at)


def see_kept(
    files: Mapping[str, FileRow], records: Mapping[str, Sequence[Record]], seen: SeenDesk, zone: ZoneInfo
) -> list[str]:
    """See the files as the index has them, before the folder is looked at. Returns those that are to be read again: of
    a newer version that waits to be accepted the rows are not kept, and it is not recorded yet."""
    again = []
    for file, row in files.items():
        if not row.content or row.state not in (SourceState.OK, SourceState.HELD):
            continue
        digest, kinds = (row.held.content, row.held.kinds) if row.held else (row.content, row.kinds)
        at = (row.read_at or datetime.now(UTC)).astimezone(zone)
        recorded = seen.memory.recorded(file)
        if recorded and recorded[-1].digest == digest:
            seen.memory.see(FileSight(file=file, digest=digest, day=recorded[-1].day, at=at, kinds=kinds))
        elif row.held:
            again.append(file)
        else:
            seen.see(sight_of(row, records.get(file, ()), at))
    return again


def named_by_rows(records: Iterable[Record], by: str = "") -> str:
    """What stands for the digest of bytes that nobody has any more; `by` the station that alone knew them."""
    return hashlib.sha256("".join((by, *sorted(by_digest(records)))).encode()).hexdigest()[:16]


def remembered(version: LedgerVersion, rows: VersionRows | None, stamp: Stamp) -> tuple[FileRow, tuple[Record, ...]]:
    """A version as the folder's memory has it, with its rows as far as they are shared."""
    records, facts = (rows.records, rows.facts) if rows else ((), NO_FACTS)
    row = FileRow(
        file=version.file,
        stamp=stamp,
        plan="",
        state=SourceState.OK,
        kinds=dict(Counter(record.kind for record in records)),
        problems=(*facts.problems, *_not_shared(version.file, version.kinds, records)),
        read_at=version.at,
        columns=facts.columns,
        days=facts.days,
        near=facts.near,
        bare=facts.bare,
        content=version.digest,
    )
    return row, records


def _not_shared(file: str, kinds: Mapping[str, int], records: Iterable[Record]) -> tuple[Problem, ...]:
    """That rows are not here: they are of kinds, or of a file, that the folder's memory keeps back."""
    here = {record.kind for record in records}
    lacking = ",".join(f"{kind}:{count}:0" for kind, count in sorted(kinds.items()) if count and kind not in here)
    lost = Problem("rows_not_shared", file, args=(("lost", lacking),), severity=Severity.NOTE)
    return (lost,) if lacking else ()
