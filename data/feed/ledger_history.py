"""The history of the ledgers, as the folder's memory has it: which changed when, what of its rows, who first saw it.

Nothing is kept: it follows from the versions, the marks and the present season.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import accumulate

from data.feed.compared_rows import ComparedRows
from data.feed.last_good import Shelf
from data.feed.recalled_days import Recollection
from data.folder_memory.chain import Chain, LedgerVersion, VersionFate, fates, known_by, seen_believed
from data.folder_memory.privacy import PUBLISHED
from data.folder_memory.records_by_file import FolderMemory
from data.folder_memory.version_rows import VersionRows
from data.model import (
    JOINED,
    KindChange,
    LedgerChange,
    LedgerEvent,
    LedgerHistory,
    LogLine,
    RowChange,
    VersionState,
)
from data.rules.units.names import UnitBook
from data.support.fast_dataclass import dataclass

BEFORE = timedelta(days=1)
"""How long before a ledger was found to be gone the one that it was renamed to may have been seen: what lay beside it
for longer was a copy."""


@dataclass(frozen=True, slots=True)
class HistoryGiven:
    """What the history follows from: the ledgers as they stand, the folder's memory and its fold, every mark, this
    `station` ("": one that tells nothing), and the present moment."""

    shelf: Shelf
    memory: FolderMemory
    recollection: Recollection
    log: Sequence[LogLine]
    station: str
    now: datetime


def ledger_history(
    given: HistoryGiven, *, file: str = "", unit: str = "", since: date | datetime | None = None
) -> LedgerHistory:
    """The changes of all ledgers, or of one `file`, the newest first; those known by the end of the day `since`, or by
    that moment, are left out. Of a `unit`, by its canonical name, only what touches its rows. Of days before
    `[memory] months` nothing is told."""
    told = _FolderChanges(given, unit)
    files = [file] if file else sorted(given.memory.known_files())
    changes = [(order, change) for one in files for order, change in told.of_file(one, since)]
    # Of changes that no moment tells apart the newer of a file stands first, whatever files are called.
    changes.sort(key=lambda pair: pair[0], reverse=True)
    found = tuple(change for _, change in changes)
    return LedgerHistory(found, given.recollection.begins(), unit, told.unsaid, told.untold)


class _FolderChanges:
    """The changes of one folder's ledgers; of a `unit` ("": of all), with `unsaid`, how many may be its or not, and
    `untold`, how many are from days of which nothing is told."""

    def __init__(self, given: HistoryGiven, unit: str) -> None:
        self._given, self._memory, self._rules = given, given.memory, given.shelf.rules
        counted = given.recollection.counted()
        season = counted.season
        self._book = UnitBook(season.units, self._rules, season.targets, season.projects)
        self._compared = ComparedRows(season, self._rules, self._book)
        self._officers = _officers(given.log)
        self._verdicts = counted.verdicts
        self._moves = _moves(self._memory)
        self._begins = given.recollection.tells_from()
        self._unit, self.unsaid, self.untold = unit, 0, 0

    def of_file(
        self, file: str, since: date | datetime | None
    ) -> Iterator[tuple[tuple[date, datetime, int], LedgerChange]]:
        """The changes of one file, each with what orders it."""
        chain = self._memory.chain(file)
        zone = self._rules.zone
        begin = known_by(chain, since, self._given.now, zone) if since is not None else 0
        early = known_by(chain, self._begins - timedelta(days=1), self._given.now, zone)
        self.untold += max(0, early - begin)
        stands = fates(chain, self._rules.files.hold_percent, self._given.shelf.allowed(file))
        seen = [seen_believed(version, self._given.now, zone) for version in chain]
        # No clock orders the versions of a file.
        moments = list(accumulate((at or datetime.min.replace(tzinfo=zone) for at in seen), max))
        for number in range(max(begin, early), len(chain)):
            change = self._step(chain, number, stands[number], seen[number])
            if (shown := self._of_unit(change, chain, number)) is not None:
                yield (change.day, moments[number], number), shown
        self._memory.forget_rows(file, but=chain[-1:])

    def _step(self, chain: Chain, number: int, fate: VersionFate, seen: datetime | None) -> LedgerChange:
        """What changed with a version, against the last one that was there."""
        version = chain[number]
        before = next((one for one in reversed(chain[:number]) if not one.gone), None)
        like = next((one.day for one in reversed(chain[:number]) if one.digest == version.digest), None)
        kinds, rows, unknown = self._rows(before, version)
        verdict = self._verdicts.get(version.file) if fate.state is VersionState.COUNTS else None
        older = verdict.older if verdict else None
        return LedgerChange(
            file=version.file,
            what=_event(chain, number),
            state=VersionState.OLDER if older else fate.state,
            day=version.day,
            seen_at=seen.astimezone(self._rules.zone) if seen else None,
            station=version.station,
            officer=self._officers.get(version.station, ""),
            ours=not version.id or version.station == self._given.station != "",
            recorded=bool(version.id),
            like=None if version.gone or (like and like < self._begins) else like,
            renamed=self._moves.get((version.file, number), ""),
            lost=tuple(KindChange(*loss) for loss in fate.lost),
            accepted=fate.accepted,
            why=older,
            kinds=kinds,
            rows=rows,
            unknown=unknown,
        )

    def _rows(
        self, before: LedgerVersion | None, version: LedgerVersion
    ) -> tuple[tuple[KindChange, ...], tuple[RowChange, ...], str]:
        """The rows by kind, those that changed, and why not all of them are known."""
        rows = self._memory.rows(version) if not version.gone else None
        if before is None or version.gone:
            one = version if before is None else before
            at = _Counted(one, self._memory.rows(one))
            return tuple(_alone(at, gone=version.gone)), (), ""
        old = self._memory.rows(before)
        was, now = _Counted(before, old), _Counted(version, rows)
        if old is None or rows is None:
            shared = all(map(self._memory.shares_rows, (before, version)))
            return tuple(_counts_alone(was, now)), (), "missing" if shared else "kept_back"
        changes = self._compared.changes(version.file, old, rows)
        kinds = tuple(_by_kind(was, now, changes))
        return kinds, changes, "" if all(kind.compared for kind in kinds) else "kept_back"

    # ------------------------------------------------------------ of one unit

    def _of_unit(self, change: LedgerChange, chain: Chain, number: int) -> LedgerChange | None:
        """The change as far as it is the unit's; None where it is not, or where nobody can tell."""
        if not self._unit:
            return change
        mine = tuple(row for row in change.rows if self._unit in row.unit.split(JOINED))
        if change.what is LedgerEvent.CHANGED and not change.unknown:
            counts = Counter((row.kind, row.how) for row in mine)
            change = replace(change, kinds=tuple(_of_these(kind, counts) for kind in change.kinds))
        if mine:
            return replace(change, rows=mine)
        if change.what is LedgerEvent.CHANGED and not change.unknown and change.state is not VersionState.HELD:
            return None
        owns = self._owns(chain, number)
        if owns is None:
            self.unsaid += 1
        return replace(change, rows=()) if owns else None

    def _owns(self, chain: Chain, number: int) -> bool | None:
        """Whether a ledger holds rows of the unit, by the version, else the last one before it whose rows are known,
        else the next; else by its name. None: nobody can tell."""
        for version in (*reversed(chain[: number + 1]), *chain[number + 1 :]):
            rows = self._memory.rows(version) if not version.gone else None
            if rows is not None and self._unit in self._compared.units(version.file, rows):
                return True
            if rows is not None and version.kinds.keys() <= PUBLISHED:
                return False
        named = self._book.named_in(chain[number].file)
        return named == self._unit if named else None


class _Counted:
    """How many rows of each kind a version has. One of which that was not counted says nothing."""

    def __init__(self, version: LedgerVersion, rows: VersionRows | None) -> None:
        self.kinds = version.kinds
        self._counted = version.counted and (bool(version.kinds) or (rows is not None and not rows.rows))

    def of(self, kind: str) -> int | None:
        """Rows of a kind; None where they were not counted."""
        return self.kinds.get(kind, 0) if self._counted else None


def _alone(at: _Counted, *, gone: bool) -> Iterator[KindChange]:
    """The rows of a ledger that came, or that went with it."""
    for kind, count in sorted(at.kinds.items()):
        yield KindChange(kind, count, 0, 0, 0, count) if gone else KindChange(kind, 0, count, count, 0, 0)


def _counts_alone(was: _Counted, now: _Counted) -> Iterator[KindChange]:
    for kind in sorted({**was.kinds, **now.kinds}):
        yield KindChange(kind, was.of(kind), now.of(kind))


def _by_kind(was: _Counted, now: _Counted, changes: Iterable[RowChange]) -> Iterator[KindChange]:
    counts = Counter((row.kind, row.how) for row in changes)
    for kind in sorted({**was.kinds, **now.kinds, **{kind: 0 for kind, _ in counts}}):
        told = KindChange(kind, was.of(kind), now.of(kind))
        yield _of_these(replace(told, added=0), counts) if kind in PUBLISHED else told


def _of_these(kind: KindChange, counts: Mapping[tuple[str, str], int]) -> KindChange:
    """With so many rows added, changed and gone, where that is known."""
    if not kind.compared:
        return kind
    added, changed, gone = (counts.get((kind.kind, how), 0) for how in ("added", "changed", "gone"))
    return replace(kind, added=added, changed=changed, gone=gone)


def _event(chain: Chain, number: int) -> LedgerEvent:
    if chain[number].gone:
        return LedgerEvent.GONE
    if number == 0:
        return LedgerEvent.FIRST
    return LedgerEvent.BACK if chain[number - 1].gone else LedgerEvent.CHANGED


def _moves(memory: FolderMemory) -> Mapping[tuple[str, int], str]:
    """A file and the number of a version -> what the file was called before it came, or is called since it is gone: a
    ledger of the same bytes came elsewhere, of several the one that was seen nearest in time."""
    left: dict[str, list[tuple[LedgerVersion, int]]] = {}
    came: list[tuple[LedgerVersion, int]] = []
    for file in memory.known_files():
        chain = memory.chain(file)
        for number, version in enumerate(chain):
            before = chain[number - 1] if number else None
            if version.gone and before is not None:
                left.setdefault(before.digest, []).append((version, number))
            elif before is None or before.gone:
                came.append((version, number))
    pairs = [
        (abs((one.at - gone.at).total_seconds()), one.file, number, gone.file, at)
        for one, number in came
        for gone, at in left.get(one.digest, ())
        if gone.file != one.file and one.at > gone.at - BEFORE
    ]
    found: dict[tuple[str, int], str] = {}
    for _, file, number, old, at in sorted(pairs):
        if (file, number) not in found and (old, at) not in found:
            found[old, at], found[file, number] = file, old
    return found


def _officers(log: Iterable[LogLine]) -> Mapping[str, str]:
    """Each station -> the officer who marks there most."""
    marked: dict[str, Counter[str]] = {}
    for line in log:
        if line.station and line.by:
            marked.setdefault(line.station, Counter()).update([line.by])
    return {station: min(by, key=lambda name: (-by[name], name)) for station, by in marked.items()}
