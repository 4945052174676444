"""The ledgers as they were last read well: what the reader finds goes to the parser, what comes back to the index.

The last good version of a file stays until a newer one has been read; what became of the newer one is said.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

import msgspec

from data.feed.file_states import (
    as_source,
    beside,
    columns_read,
    days_stated,
    follows,
    is_pending,
    kinds_bare,
    kinds_near,
    rows_by_kind,
)
from data.feed.index_writer import IndexWriter, Write
from data.feed.lost_rows import Loss, content, ledger_key, losses
from data.intake.plan import Plan
from data.intake.reading import Reading
from data.ledgers.season import Record, Season, season_of
from data.model import HeldLedger, Problem, Severity, SourceHealth, SourceState
from data.processes.reader_messages import FileState
from data.processes.supervisor import Job
from data.rules.base.whose import owned
from data.settings import ReadingSettings, RuleSettings, Settings, SettingsError, TakenSettings, read
from data.station.index import FileRow, Held, Index, Stamp

Accepted = Callable[[str, str], bool]
"""(a ledger's key, the digest of its bytes) -> whether an officer has accepted this version of it."""

BROKEN = ("parser_late", "parser_died")
"""Why a ledger was not read that is tried again though it stays as it is."""

NEW_FOR = 3600.0
"""Seconds that a ledger counts as new, so that one which goes from beside it was put in its place."""

_DONE = (SourceState.OK, SourceState.HELD, SourceState.FAILED)

READING_VERSION = "4"
"""Raise it when intake reads something differently: every file is then read anew."""


class Shelf:
    """All ledgers of one folder. Starts from the index; every change goes there too.

    `plan` is how ledgers are to be read now; `plan_digest` names that way: a file read another way is read anew.
    `rules` is what the rules go by now.
    """

    def __init__(self, index: Index, year: int) -> None:
        self._season: Season | None = None
        self._index = index
        self._writer = IndexWriter(index, self._everything)
        self._year = year
        kept = index.load()
        self.files: dict[str, FileRow] = kept.files
        self._records: dict[str, tuple[Record, ...]] = kept.records
        self.checked_at: datetime | None = kept.checked_at
        self.format_uuid = kept.format_uuid
        self.taken = TakenSettings(Settings())
        """What is in force of the last fairwatch.toml that could be read, and what of it is not taken."""
        self._go_by(self.taken.settings)
        # An index of a version that did not say so was made by whole looks, or was never looked at.
        self.whole = kept.whole == "yes" or (not kept.whole and kept.checked_at is not None)
        """Whether all ledgers were read once: only then figures stand."""
        self._came: dict[str, datetime] = {}
        self.settings_problem = ""
        self.settings_text = ""
        self.take_settings(kept.settings, keep=False)

    # ------------------------------------------------------------ settings

    def take_settings(self, text: str, *, keep: bool = True) -> bool:
        """Go by another fairwatch.toml; whether ledgers may have to be read anew.

        Keys that are not understood are told (`settings_left`) and the rest is in force; one that is no TOML changes
        nothing but is told (`settings_problem`).
        """
        if keep and text == self.settings_text:
            return False
        self.settings_text = text
        try:
            self.taken = read(text)
        except SettingsError as error:
            self.settings_problem = error.text
            return False
        self._go_by(self.taken.settings)
        self.settings_problem = ""
        if keep:
            # Only what can be read is kept: the next run starts by the last good settings.
            self._writer.store(lambda: self._index.remember("settings", text))
        return True

    @property
    def settings_left(self) -> tuple[str, ...]:
        """Each key of the settings in force that is not taken, and why, in the reader's language."""
        return tuple(error.text for error in self.taken.left)

    def _go_by(self, settings: Settings) -> None:
        """The settings, and once for all files what follows from them: how ledgers are read, and that way's name."""
        self.settings = settings
        self.rules = RuleSettings.of(settings)
        self._season = None
        self.plan = Plan.of(ReadingSettings.of(settings), self._year)
        coded = READING_VERSION.encode() + msgspec.msgpack.encode(self.plan)
        self.plan_digest = hashlib.sha256(coded).hexdigest()[:16]

    def known(self) -> dict[str, Stamp]:
        """The files that need not be read again: those dealt with in the present way."""
        digest = self.plan_digest
        dealt = (row for row in self.files.values() if row.plan == digest and not is_pending(row))
        return {row.file: row.stamp for row in dealt if row.state is not SourceState.IGNORED}

    # ------------------------------------------------------------ files

    def take_reading(self, job: Job, reading: Reading, now: datetime, accepted: Accepted) -> None:
        """Put what was read in place of the file's last version; a refused one leaves that version standing.

        So does one that lost too many rows, until an officer accepts it.
        """
        if reading.refused is not None:
            self._refuse(job, reading.refused)
            return
        kinds = rows_by_kind(reading)
        old = self.files.get(job.file)
        lost = losses(old.kinds, kinds, self.settings.files.hold_percent) if old else ()
        if old and lost and not accepted(ledger_key(job.file), content(job.data)):
            self._hold(old, job, lost, reading)
            return
        row = FileRow(
            file=job.file,
            stamp=job.stamp,
            plan=self.plan_digest,
            state=SourceState.OK,
            kinds=kinds,
            problems=reading.problems,
            read_at=now.astimezone(UTC),
            columns=columns_read(reading),
            days=days_stated(reading),
            near=kinds_near(reading),
            bare=kinds_bare(reading),
        )
        if self.whole and (old is None or old.state is SourceState.GONE):
            self._came[job.file] = now
            for gone in [one for one in self.files.values() if one.state is SourceState.GONE]:
                if follows(row, gone) or beside(row, gone):
                    self._forget(gone.file)
        self.files[job.file] = row
        self._records[job.file] = reading.records
        self._season = None
        self._writer.store(lambda: self._index.swap(row, reading.records))

    def _refuse(self, job: Job, why: Problem) -> None:
        """Say why a file was not read. A list of our own is no ledger, and no fault unless it took a ledger's place."""
        ours = why.severity is Severity.NOTE and job.file not in self._records
        state = SourceState.IGNORED if ours else SourceState.FAILED
        self.set_aside(job.file, job.stamp, state, why if ours else replace(why, severity=Severity.PROBLEM))

    def _hold(self, old: FileRow, job: Job, lost: tuple[Loss, ...], reading: Reading) -> None:
        """Keep the last good version and say what the newer one lacks, with what is wrong with its sheets."""
        told = ",".join(f"{kind}:{had}:{has}" for kind, had, has in lost)
        why = Problem("held_loss", job.file, args=(("lost", told),))
        row = msgspec.structs.replace(
            old,
            state=SourceState.HELD,
            why=why,
            stamp=job.stamp,
            plan=self.plan_digest,
            held=Held(content(job.data), lost, tuple(p for p in reading.problems if p.code.startswith("header_"))),
        )
        self.files[job.file] = row
        self._writer.store(lambda: self._index.put(row))

    def release(self, accepted: Accepted) -> bool:
        """Have the held ledgers read again that an officer has accepted by now; whether there is one."""
        ready = [row for row in self.files.values() if row.held and accepted(ledger_key(row.file), row.held.content)]
        self.forget_stamps(row.file for row in ready)
        return any(row.plan for row in ready)

    def broken(self) -> list[str]:
        """The files that the parser did not survive or did not finish: the next attempt may go better."""
        return [file for file, row in self.files.items() if row.why is not None and row.why.code in BROKEN]

    def forget_stamps(self, files: Iterable[str]) -> None:
        """Know these files no more by their stamps: they are handed over again as they are."""
        for file in files:
            self.files[file] = msgspec.structs.replace(self.files[file], plan="")

    def held(self) -> tuple[HeldLedger, ...]:
        """The ledgers that wait to be accepted, by name."""
        return tuple(
            HeldLedger(ledger_key(row.file), row.held.content, row.file, row.held.losses)
            for _, row in sorted(self.files.items())
            if row.held and row.state is SourceState.HELD
        )

    def set_aside(self, file: str, stamp: Stamp, state: SourceState, why: Problem) -> bool:
        """Say why a file (or its newer version) is not taken; what was known of it stays. Whether that is news."""
        old = self.files.get(file)
        base = old or FileRow(file=file, stamp=stamp, plan="", state=state)
        # A file that only waits keeps its old stamp: it is to be read as soon as it rests.
        settled = state != SourceState.WAITING
        row = msgspec.structs.replace(
            base,
            state=state,
            why=why,
            stamp=stamp if settled else base.stamp,
            plan=self.plan_digest if settled else base.plan,
        )
        if row == old:
            return False  # a copy, a link: the reader names it at every start
        self.files[file] = row
        if settled:
            self._writer.store(lambda: self._index.put(row))
        return True

    def take_state(self, message: FileState) -> bool:
        """What the reader says of a file that it does not hand over; whether that is news."""
        severity = Severity.NOTE if message.state in ("ignored", "waiting") else Severity.PROBLEM
        why = Problem(message.code, message.file, args=message.args, severity=severity)
        if message.state == "ignored" and message.file in self._records:
            self._forget(message.file)  # by its name it is no ledger any more: what it said counts no longer
        return self.set_aside(message.file, message.stamp, SourceState(message.state), why)

    def drop(self, file: str, now: datetime) -> bool:
        """A file left the folder; whether it was known. Its rows count no more.

        A ledger that no other one follows is not forgotten: that it is gone is told until it is back, or until another
        comes in its place.
        """
        row = self.files.get(file)
        if row is None or row.state is SourceState.GONE:
            return False
        self._forget(file)
        if row.kinds and not any(self._succeeds(one, row, now) for one in self.files.values()):
            lost = ",".join(f"{kind}:{count}:0" for kind, count in sorted(row.kinds.items()))
            since = now.astimezone(self.settings.zone).strftime("%m-%d %H:%M")
            why = Problem("ledger_gone", file, args=(("lost", lost), ("since", since)))
            gone = FileRow(file=file, stamp=row.stamp, plan="", state=SourceState.GONE, why=why, was=row.kinds)
            self.files[file] = gone
            self._writer.store(lambda: self._index.put(gone))
        return True

    def _succeeds(self, row: FileRow, gone: FileRow, now: datetime) -> bool:
        came = self._came.get(row.file)
        fresh = came is not None and (now - came).total_seconds() < NEW_FOR
        return follows(row, gone) or (fresh and beside(row, gone))

    def _forget(self, file: str) -> None:
        self.files.pop(file, None)
        self._writer.store(lambda: self._index.drop(file))
        if self._records.pop(file, None) is not None:
            self._season = None

    def is_folder(self, format_uuid: str) -> None:
        """The folder's own id, as the reader found it; kept for the next run."""
        if format_uuid and format_uuid != self.format_uuid:
            self.format_uuid = format_uuid
            self._writer.store(lambda: self._index.remember("format", format_uuid))

    def checked(self, now: datetime) -> None:
        """The whole folder was seen just now."""
        if not self.whole and self.checked_at is None:
            self._writer.store(lambda: self._index.remember("whole", "no"))
        before, self.checked_at = self.checked_at, now
        if before is None or (now - before).total_seconds() > 60:
            self._writer.store(lambda: self._index.remember("checked_at", now.astimezone(UTC).isoformat()))

    def seen_whole(self) -> None:
        """Every ledger of the folder was read, or is told as not read: from now on figures stand."""
        self.whole = True
        self._writer.store(lambda: self._index.remember("whole", "yes"))

    @property
    def done(self) -> int:
        """Ledgers that were read, or of which it is known that they cannot be."""
        return sum(row.state in _DONE for row in self.files.values())

    @property
    def waiting(self) -> int:
        """Ledgers that are just being saved."""
        return sum(row.state is SourceState.WAITING for row in self.files.values())

    def close(self) -> None:
        """Let go of the index."""
        self._index.close()

    def _everything(self) -> Iterator[Write]:
        """The writes that make an index of all that is known."""
        for file, row in self.files.items():
            yield partial(self._index.swap, row, self._records.get(file, ()))
        yield partial(self._index.remember, "format", self.format_uuid)
        if not self.settings_problem:
            yield partial(self._index.remember, "settings", self.settings_text)
        if self.checked_at:
            yield partial(self._index.remember, "checked_at", self.checked_at.astimezone(UTC).isoformat())

    @property
    def problems(self) -> Iterable[Problem]:
        """What became of the index, each once."""
        return self._index.file.problems.values()

    # ------------------------------------------------------------ what boards need

    @property
    def season(self) -> Season:
        """All records that have rules."""
        if self._season is None:
            columns = {file: row.columns for file, row in self.files.items() if row.columns}
            records = [record for file in sorted(self._records) for record in self._records[file]]
            days = {file: row.days for file, row in self.files.items() if row.days}
            # Whose each row is stands in the season that everybody reads, so that its key is the same for all.
            self._season = owned(season_of(records, columns, days), self.rules).season
        return self._season

    def sources(self, now: datetime) -> tuple[SourceHealth, ...]:
        """Every file and what became of it, by name."""
        return tuple(as_source(row, now) for _, row in sorted(self.files.items()))
