"""The ledgers as they were last read well: what the reader finds goes to the parser, what comes back to the index.

The last good version of a file stays until a newer one has been read; what became of the newer one is said. Which one
that is follows from the folder's memory; its rows are those that this station has, else those that the memory shares.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

import msgspec

from data.feed.file_sights import NO_STAMP, named_by_rows, remembered, see_kept, seen_gone, settings_sight, sight_of
from data.feed.file_states import FileSources, is_pending, read_row
from data.feed.gone_ledgers import GoneLedgers
from data.feed.index_writer import IndexWriter, Write
from data.feed.new_version_recorder import SeenDesk
from data.feed.settings_in_force import SettingsInForce
from data.folder_memory.chain import Allowed, VersionsCount
from data.folder_memory.lost_rows import ledger_key, losses
from data.intake.ledger_reading import Reading
from data.ledgers.season import Record, Season, season_of
from data.model import HeldLedger, Problem, Severity, SourceHealth, SourceState
from data.processes.reader_messages import FileState, SettingsRead
from data.processes.supervisor import Job
from data.rules.units.unit_of_row import owned
from data.settings import FILE_NAME, RuleSettings, Settings
from data.station.index import FileRow, Held, Index
from data.station.stamp import Stamp
from data.support.kept_each import KeptEach

Accepted = Callable[[str, str], bool]
"""(a ledger's key, the digest of its bytes) -> whether an officer has accepted this version of it."""

BROKEN = ("parser_late", "parser_died")
"""Why a ledger was not read that is tried again though it stays as it is."""

_DONE = (SourceState.OK, SourceState.HELD, SourceState.FAILED)


class Shelf:
    """All ledgers of one folder, read by the settings in force. Starts from the index; every change goes there too."""

    def __init__(self, index: Index, year: int, seen: SeenDesk) -> None:
        self._season: Season | None = None
        self._sources, self._seen, self._typed, self._owned = FileSources(), seen, KeptEach(), KeptEach()
        self.accepted: Accepted = lambda _key, _digest: False
        """What officers have accepted; the marks tell."""
        self._index = index
        self.writer = IndexWriter(index, self._everything)
        kept = index.load()
        self.files: dict[str, FileRow] = kept.files
        self._records: dict[str, tuple[Record, ...]] = kept.records
        self.checked_at: datetime | None = kept.checked_at
        self.format_uuid = kept.format_uuid
        self.in_force = SettingsInForce(kept.settings, year)
        seen.rows = self.settings.memory.rows
        # An index of a version that did not say so was made by whole looks, or was never looked at.
        self.whole = kept.whole == "yes" or (not kept.whole and kept.checked_at is not None)
        """Whether all ledgers were read once: only then figures stand."""
        self.gone = GoneLedgers(self.files, seen.memory, self._put, self._forget, lambda: self.settings.zone)
        self.forget_stamps(see_kept(self.files, self._records, self._seen, self.settings.zone))

    # ------------------------------------------------------------ settings

    def take_settings(self, said: SettingsRead, now: datetime) -> bool:
        """Go by the folder's fairwatch.toml; whether ledgers may have to be read anew."""
        changed = said.text != self.in_force.text and self.in_force.take(said.text)
        if self.in_force.problem:
            self._seen.lose_sight(FILE_NAME)
            return self.recall_settings()
        self._seen.see(settings_sight(said, self._local(now)))
        return changed and self._other_settings()

    def recall_settings(self) -> bool:
        """Go by the fairwatch.toml that the folder remembers while the present one cannot be read; whether ledgers may
        have to be read anew."""
        last = self._seen.memory.settings_text() if self.in_force.problem else None
        return last is not None and self.in_force.go_back_to(last) and self._other_settings()

    def _other_settings(self) -> bool:
        self._season = None
        self._seen.rows = self.settings.memory.rows
        # Only what can be read is kept: the next run starts by the last good settings.
        self.writer.store(partial(self._index.remember, "settings", self.in_force.good))
        self.recall(self.files)  # by another `hold_percent` other versions may count
        return True

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self.in_force.settings

    @property
    def rules(self) -> RuleSettings:
        """What the rules go by now."""
        return self.in_force.rules

    def known(self) -> dict[str, Stamp]:
        """The files that need not be read again: those dealt with in the present way."""
        digest = self.in_force.plan_digest
        dealt = (row for row in self.files.values() if row.plan == digest and not is_pending(row))
        return {row.file: row.stamp for row in dealt if row.state is not SourceState.IGNORED}

    # ------------------------------------------------------------ files

    def take_reading(self, job: Job, reading: Reading, now: datetime) -> None:
        """Put what was read in place of the file's last version; a refused one leaves that version standing.

        So does one that lost too many rows, until an officer accepts it.
        """
        if reading.refused is not None:
            self._refuse(job, reading.refused)
            return
        row = read_row(job, reading, self.in_force.plan_digest, now)
        self._remember_kept(job.file, row.kinds, now)
        old = self.files.get(job.file)
        self._seen.see(sight_of(row, reading.records, self._local(now)))
        stands = self._stands(job.file)
        if stands.held is not None:
            self._hold(row, stands)
            return
        self._swap(row, reading.records)
        if old is None or old.state is SourceState.GONE:
            self.gone.forget_replaced()

    def _refuse(self, job: Job, why: Problem) -> None:
        """Say why a file was not read. A list of our own is no ledger, and no fault unless it took a ledger's place."""
        ours = why.severity is Severity.NOTE and job.file not in self._records
        state = SourceState.IGNORED if ours else SourceState.FAILED
        self.set_aside(job.file, job.stamp, state, why if ours else replace(why, severity=Severity.PROBLEM))

    def _put(self, row: FileRow) -> None:
        self.files[row.file] = row
        self.writer.store(lambda: self._index.put(row))

    def _swap(self, row: FileRow, records: Sequence[Record]) -> None:
        self.files[row.file] = row
        self._records[row.file] = tuple(records)
        self._season = None
        self.writer.store(lambda: self._index.swap(row, records))

    def _hold(self, newer: FileRow, stands: VersionsCount) -> None:
        """Keep the last good version and say what the newer one lacks, with what is wrong with its sheets."""
        told = ",".join(f"{kind}:{had}:{has}" for kind, had, has in stands.lost)
        problems = tuple(p for p in newer.problems if p.code.startswith("header_"))
        row = msgspec.structs.replace(
            self._last_good(newer.file, stands),
            state=SourceState.HELD,
            why=Problem("held_loss", newer.file, args=(("lost", told),)),
            stamp=newer.stamp,
            plan=newer.plan,
            held=Held(newer.content, stands.lost, problems, newer.kinds),
            apart=newer.apart,
        )
        self._put(row)

    def release(self) -> bool:
        """Have the held ledgers read again that an officer has accepted by now; whether there is one."""
        ready = [
            row for row in self.files.values() if row.held and self.accepted(ledger_key(row.file), row.held.content)
        ]
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
        if state is SourceState.FAILED:
            self._seen.lose_sight(file)
            stands = self._stands(file)
            if stands.counts is not None and (old is None or old.content != stands.counts.digest):
                self._last_good(file, stands)
            elif stands.counts is None and not self._seen.tells and file in self._records:
                self._forget(file)  # nobody else ever knew of that version
        base = self.files.get(file) or FileRow(file=file, stamp=stamp, plan="", state=state)
        # A file that only waits keeps its old stamp: it is to be read as soon as it rests.
        settled = state != SourceState.WAITING
        row = msgspec.structs.replace(
            base,
            state=state,
            why=why,
            stamp=stamp if settled else base.stamp,
            plan=self.in_force.plan_digest if settled else base.plan,
        )
        if row == old:
            return False  # a copy, a link: the reader names it at every start
        self.files[file] = row
        if settled:
            self.writer.store(lambda: self._index.put(row))
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
        self._seen.see(seen_gone(file, self._local(now)))
        if row.kinds and self._seen.tells_of(file):
            self.gone.tell(file, row.stamp, row.kinds)
        return True

    def _local(self, now: datetime) -> datetime:
        return now.astimezone(self.settings.zone)

    def _forget(self, file: str) -> None:
        self.files.pop(file, None)
        self.writer.store(lambda: self._index.drop(file))
        if self._records.pop(file, None) is not None:
            self._season = None

    def is_folder(self, format_uuid: str) -> None:
        """The folder's own id, as the reader found it; kept for the next run."""
        if format_uuid and format_uuid != self.format_uuid:
            self.format_uuid = format_uuid
            self.writer.store(lambda: self._index.remember("format", format_uuid))

    def checked(self, now: datetime) -> None:
        """The whole folder was seen just now."""
        if not self.whole and self.checked_at is None:
            self.writer.store(lambda: self._index.remember("whole", "no"))
        before, self.checked_at = self.checked_at, now
        if before is None or (now - before).total_seconds() > 60:
            self.writer.store(lambda: self._index.remember("checked_at", now.astimezone(UTC).isoformat()))

    def seen_whole(self) -> None:
        """Every ledger of the folder was read, or is told as not read: from now on figures stand."""
        self.whole = True
        self.writer.store(lambda: self._index.remember("whole", "yes"))

    @property
    def done(self) -> int:
        """Ledgers that were read, or of which it is known that they cannot be."""
        return sum(row.state in _DONE for row in self.files.values())

    @property
    def waiting(self) -> int:
        """Ledgers that are being saved."""
        return sum(row.state is SourceState.WAITING for row in self.files.values())

    def close(self) -> None:
        """Let go of the index."""
        self._index.close()

    def _everything(self) -> Iterator[Write]:
        """The writes that make an index of all that is known."""
        for file, row in self.files.items():
            yield partial(self._index.swap, row, self._records.get(file, ()))
        yield partial(self._index.remember, "format", self.format_uuid)
        yield partial(self._index.remember, "settings", self.in_force.good)
        if self.checked_at:
            yield partial(self._index.remember, "checked_at", self.checked_at.astimezone(UTC).isoformat())

    @property
    def problems(self) -> Iterable[Problem]:
        """What became of the index, each once."""
        return self._index.file.problems.values()

    # ------------------------------------------------------------ what the folder remembers

    def allowed(self, file: str) -> Allowed:
        """Which versions of a file officers have accepted, by the digests of their bytes."""
        return partial(self.accepted, ledger_key(file))

    def _stands(self, file: str) -> VersionsCount:
        """Which version of a file counts, by what the folder remembers and what is there now."""
        return self._seen.memory.standing(file, self.settings.files.hold_percent, self.allowed(file))

    def recall(self, files: Iterable[str]) -> bool:
        """Go by what the folder remembers of these files by now; whether one is to be read again for that."""
        again = []
        for row in filter(None, map(self.files.get, files)):
            if row.content and row.state in (SourceState.OK, SourceState.HELD):
                stands = self._stands(row.file)
                wanted = tuple(one.digest if one else "" for one in (stands.counts, stands.held))
                if wanted != (row.content, row.held.content if row.held else ""):
                    again.append(row.file)
        self.forget_stamps(again)
        return bool(again)

    def _last_good(self, file: str, stands: VersionsCount) -> FileRow:
        """The version that counts: as this station has it, else as the memory shares it, else without its rows."""
        old, version = self.files.get(file), stands.counts
        assert version is not None
        if old is not None and old.content == version.digest:
            return old
        row, records = remembered(version, self._seen.memory.rows(version), old.stamp if old else NO_STAMP)
        self._swap(row, records)
        return row

    def _remember_kept(self, file: str, kinds: Mapping[str, int], now: datetime) -> None:
        """Tell the folder of the version that an earlier fairwatch held to be the last good one, where the present one
        has lost rows against it."""
        old = self.files.get(file)
        if old is None or old.content or not losses(old.kinds, kinds, self.settings.files.hold_percent):
            return
        records = self._records.get(file, ())
        row = self.files[file] = msgspec.structs.replace(old, content=named_by_rows(records))
        sight = sight_of(row, records, self._local(old.read_at or now))
        self._seen.publish(sight)

    # ------------------------------------------------------------ what boards need

    @property
    def season(self) -> Season:
        """All records that have rules."""
        if self._season is None:
            columns = {file: row.columns for file, row in self.files.items() if row.columns}
            records = [record for file in sorted(self._records) for record in self._records[file]]
            days = {file: row.days for file, row in self.files.items() if row.days}
            # Whose each row is stands in the season that everybody reads, so that its key is the same for all.
            self._season = owned(season_of(records, columns, days, self._typed), self.rules, self._owned).season
        return self._season

    def sources(self) -> tuple[SourceHealth, ...]:
        """Every file and what became of it, by name."""
        return self._sources.of(self.files)
