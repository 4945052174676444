"""What the index's row of one file says: what it holds, whether it is to be tried again, whose place it takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from operator import is_not
from pathlib import PurePosixPath

from data.folder_memory.lost_rows import content
from data.intake.ledger_reading import Reading
from data.model import SourceHealth, SourceState
from data.processes.supervisor import Job
from data.station.index import FileRow


def rows_by_kind(reading: Reading) -> dict[str, int]:
    """Rows by kind of ledger."""
    return dict(Counter(record.kind for record in reading.records))


def columns_read(reading: Reading) -> dict[str, dict[str, str]]:
    """Sheet -> field -> the letter of the column it was read from."""
    return {sheet.sheet: {c.field: c.letter for c in sheet.columns} for sheet in reading.sheets if sheet.columns}


def days_stated(reading: Reading) -> dict[str, str]:
    """Sheet -> the day that it says it speaks of, for those that say one."""
    return {sheet.sheet: sheet.as_of for sheet in reading.sheets if sheet.as_of}


def kinds_near(reading: Reading) -> tuple[str, ...]:
    """The kinds of ledger that tables nearly are of which no row was read."""
    tied = (problem for problem in reading.problems if problem.code == "header_tie")
    found = [sheet.near for sheet in reading.sheets if sheet.near]
    found += [kind for problem in tied for name, kinds in problem.args if name == "kinds" for kind in kinds.split(",")]
    return tuple(sorted(set(found)))


def kinds_bare(reading: Reading) -> tuple[str, ...]:
    """The kinds of ledger of which there is a table, and in none of them a row."""
    return tuple(sorted({sheet.kind for sheet in reading.sheets if sheet.kind} - rows_by_kind(reading).keys()))


def read_row(job: Job, reading: Reading, plan: str, now: datetime) -> FileRow:
    """A file as it was read just now, by the `plan` of this digest."""
    return FileRow(
        file=job.file,
        stamp=job.stamp,
        plan=plan,
        state=SourceState.OK,
        kinds=rows_by_kind(reading),
        problems=reading.problems,
        read_at=now.astimezone(UTC),
        columns=columns_read(reading),
        days=days_stated(reading),
        near=kinds_near(reading),
        bare=kinds_bare(reading),
        content=content(job.data),
        apart=job.apart,
    )


def follows(row: FileRow, gone: FileRow, digest: str) -> bool:
    """Whether a ledger is the one that is gone, under another name: the same bytes, by their `digest`; only where that
    is not known ("") the same size and moment, since these each station has for itself."""
    same = (
        row.content == digest
        if digest
        else (row.stamp.size, row.stamp.mtime_ns) == (gone.stamp.size, gone.stamp.mtime_ns)
    )
    return row.state is SourceState.OK and same and _kinds(gone) <= row.kinds.keys()


def beside(row: FileRow, gone: FileRow) -> bool:
    """Whether a ledger stands in the same directory and holds all kinds of the one that is gone."""
    here = PurePosixPath(row.file).parent == PurePosixPath(gone.file).parent
    return row.state is SourceState.OK and here and _kinds(gone) <= row.kinds.keys()


def _kinds(row: FileRow) -> set[str]:
    return set(row.kinds) or set(row.was)


def is_pending(row: FileRow) -> bool:
    """Whether the file is to be tried again though its stamp may stay as it is."""
    refused = row.why is not None and row.why.code == "no_permission"
    return refused or row.state in (SourceState.WAITING, SourceState.GONE)


def as_source(row: FileRow) -> SourceHealth:
    """The file as the board shows it. Its last change is told as the folder has it, whatever this station's clock says:
    it orders versions, alike at every station."""
    return SourceHealth(
        file=row.file,
        state=row.state,
        kinds=tuple(sorted(row.kinds.items())),
        problems=(*row.problems, *row.held.problems) if row.held else row.problems,
        read_at=row.read_at,
        changed_at=datetime.fromtimestamp(row.stamp.mtime_ns / 1e9, tz=UTC),
        why=row.why if row.state != SourceState.OK else None,
        near=tuple(sorted(row.was)) if row.state is SourceState.GONE else row.near,
        bare=row.bare,
    )


class FileSources:
    """The files as boards show them, each told anew only when it has changed."""

    def __init__(self) -> None:
        self._rows: list[FileRow] = []
        self._told: tuple[SourceHealth, ...] = ()

    def of(self, files: Mapping[str, FileRow]) -> tuple[SourceHealth, ...]:
        """Every file and what became of it, by name; the very same while nothing has changed."""
        rows = [files[file] for file in sorted(files)]
        if len(rows) != len(self._rows) or any(map(is_not, rows, self._rows)):
            known = dict(zip(map(id, self._rows), self._told, strict=True))
            self._told = tuple(known.get(id(row)) or as_source(row) for row in rows)
            self._rows = rows
        return self._told


def is_unknown(source: SourceHealth) -> bool:
    """Whether a file may hold rows that nobody has read: its last good version, if it has one, stands."""
    return source.state in (SourceState.WAITING, SourceState.HELD, SourceState.FAILED) and not source.kinds
