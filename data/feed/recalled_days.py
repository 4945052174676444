"""What the folder's memory says of earlier days: since when words are new, when stages moved, what was known then.

Of rows that the folder does not share (`data.folder_memory.privacy`) this station's own history speaks; of all
others it says nothing, so that every station tells the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import TypeVar
from zoneinfo import ZoneInfo

import msgspec

from data.feed.known_then import Past, as_then, day_of, known_on, said_by
from data.feed.last_good import Shelf
from data.feed.moved_rows import RowKeys, counted_by_day, events_of
from data.folder_memory.chain import Allowed, LedgerVersion, known_by, standing
from data.folder_memory.privacy import PUBLISHED
from data.folder_memory.records_by_file import FolderMemory
from data.folder_memory.timeline import RowTimeline
from data.folder_memory.version_rows import VersionRows
from data.ledgers.season import RECORD_TYPES, Record, Season, season_of
from data.model import SourceHealth, SourceState
from data.rules.between_ledgers.file_versions import Counted, Verdict, Versions
from data.rules.board_inputs import HistorySays
from data.rules.calendar.followup_ladder import months_later
from data.rules.units.names import plain_key
from data.rules.units.unit_of_row import owned
from data.settings import RuleSettings
from data.station.history import History
from data.station.known_rows import RowSaid
from data.support.fast_dataclass import dataclass
from data.support.gc_pause import paused
from data.support.kept_each import KeptEach

SharedVersion = tuple[LedgerVersion, VersionRows]
"""A version and its rows."""

_Day = TypeVar("_Day", bound=date | None)


@dataclass(frozen=True, slots=True)
class _FileTold:
    """What the events of a file follow from: what is known of it (`by`), what was asked of the marks with the answers,
    and the versions that counted with their days."""

    by: tuple[object, ...]
    asked: Mapping[str, bool]
    versions: tuple[tuple[date | str, ...], ...]

    def holds(self, by: tuple[object, ...], allowed: Allowed) -> bool:
        """Whether all of it is still so."""
        return by == self.by and all(allowed(digest) == said for digest, said in self.asked.items())


class Recollection:
    """The fold of a folder's memory into what boards of `shelf` need. `history` is this station's own; that of one
    which only `looks` is nobody else's knowledge, and enters no figure. `clock` gives the present moment."""

    def __init__(
        self,
        shelf: Shelf,
        memory: FolderMemory,
        history: History,
        clock: Callable[[], datetime],
        *,
        looks: bool = False,
    ) -> None:
        self._shelf, self._memory, self._clock = shelf, memory, clock
        self._kept, self._history = history, None if looks else history
        self._noted: tuple[Season, bool] | None = None
        self.versions = Versions()
        self._keys, self._timeline, self._rows = RowKeys(), RowTimeline(), KeptEach()
        self._told: dict[str, _FileTold] = {}
        self._said: tuple[tuple[object, ...], HistorySays] | None = None

    def note(self, now: datetime, *, whole: bool) -> None:
        """Take down in this station's own history what rows say now. `whole`: the folder was seen whole."""
        season = self.counted().season
        if self._noted is None or self._noted[0] is not season or self._noted[1] < whole:
            self._noted = (season, whole)
            self._kept.note(said_by(season, self._rows).values(), now.date(), now=now, whole=whole)

    def counted(self, day: date | None = None) -> Counted:
        """What of the season counts on a day (None: today), and which files are older versions of others."""
        season, rules = self._shelf.season, self._shelf.rules
        if not self.versions.needed(season, rules):
            return Counted(season, {})
        day = day or self._clock().astimezone(rules.zone).date()
        return self.versions.counted(season, self._shelf.sources(), rules, day)

    def _update(self, day: date) -> None:
        """Follow the memory as it is now, for a board of this day; what has not changed costs nothing."""
        season, rules = self._shelf.season, self._shelf.rules
        verdicts = self.counted(day).verdicts
        if self._keys.go_by(season, rules):
            self._told.clear()
        with paused():  # years of rows without a cycle come into being
            self._follow(verdicts)

    def _follow(self, verdicts: Mapping[str, Verdict]) -> None:
        season, rules = self._shelf.season, self._shelf.rules
        percent = rules.files.hold_percent
        for file in self._memory.known_files():
            until = self._first_day(verdicts[file].by) if file in verdicts else None
            by = self._memory.news(file), self._memory.sight(file), until, percent
            allowed, before = self._shelf.allowed(file), self._told.get(file)
            if before and before.holds(by, allowed):
                continue
            asked: dict[str, bool] = {}
            counted = counted_by_day(self._memory.chain(file), percent, _noting(allowed, asked))
            versions = tuple((day, version.id, version.digest) if version else (day,) for day, version in counted)
            self._told[file] = _FileTold(by, asked, versions)
            if before and before.by[0] == by[0] and before.by[2] == until and before.versions == versions:
                continue
            self._timeline.put(file, events_of(counted, self._teller(file, season, rules), until))
            self._memory.forget_rows(file, but=[version for _, version in counted[-1:]])

    def _teller(
        self, file: str, season: Season, rules: RuleSettings
    ) -> Callable[[LedgerVersion], Mapping[str, RowSaid] | None]:
        def told(version: LedgerVersion) -> Mapping[str, RowSaid] | None:
            rows = self._memory.rows(version)
            return self._keys.told(file, rows.rows, season, rules) if rows is not None else None

        return told

    def _first_day(self, file: str) -> date | None:
        chain = self._memory.chain(file) if file else ()
        return chain[0].day if chain else None

    # ------------------------------------------------------------ since when

    def says_by(self, day: date) -> HistorySays:
        """Since when the present words of rows are new, as they count on a day, and when their stages moved on."""
        self._update(day)
        made_of = day, self._timeline.version, self._history.version if self._history else 0
        if self._said is None or self._said[0] != made_of:
            own = self._history.words_by(day) if self._history else {}
            self._said = made_of, self._says(own, self._timeline.words_by(day))
        return self._said[1]

    def says_on(self, day: date) -> HistorySays:
        """The same as it was on an earlier day."""
        self._update(day)
        return self._says(self._history.new_words_on(day) if self._history else {}, self._timeline.words_on(day))

    def _says(self, own: Mapping[str, date | None], told: Mapping[str, date | None]) -> HistorySays:
        """What the folder's memory says, and this station's `own` history of rows whose number it does not know."""
        moves = self._history.stage_moves if self._history else {}
        known = {plain_key(key) for key in self._timeline.keys} if own or moves else set[str]()
        return HistorySays(
            {**{key: day for key, day in own.items() if key not in known}, **told},
            {**{key: day for key, day in moves.items() if key not in known}, **self._timeline.stage_moves},
        )

    def tells_from(self) -> date:
        """The first day of which is told what was known then: so many months back (`[memory] months`).

        What counts now follows from all versions, also from earlier ones: since when words stand, which ledger is held.
        """
        settings = self._shelf.settings
        return months_later(self._clock().astimezone(settings.zone).date(), -settings.memory.months)

    def begins(self) -> date | None:
        """The first day of which is told what was known; None when nothing is."""
        days = (chain[0].day for file in self._memory.known_files() if (chain := self._memory.chain(file)))
        first = min(days, default=None) or (self._history.begins() if self._history else None)
        return max(first, self.tells_from()) if first else None

    def first_look(self) -> datetime | None:
        """Since when all of the folder is known, as far as that is told; None where nobody has seen it whole."""
        first = self._memory.first_look(self._clock()) or (self._history.first_look() if self._history else None)
        return max(first, datetime.combine(self.tells_from(), time(), self._shelf.settings.zone)) if first else None

    # ------------------------------------------------------------ what was known

    def first_known(self) -> Past | None:
        """The season as the first look at the whole folder found it; None before any."""
        first, begins = self.first_look(), self.begins()
        if begins is None:
            return None
        # What was seen before moments were kept is known by its day alone.
        return self.past(first.astimezone(self._shelf.settings.zone) if first else begins)

    def past(self, when: date | datetime) -> Past:
        """The season as it was known at the end of a day, or at a moment: the rows of published kinds are those of
        then; those that the memory does not hold, and of which no row was known then, are as they are now. Of days
        before `tells_from` nothing is told."""
        rules, now, counted = self._shelf.rules, self._clock(), self.counted().season
        if day_of(when) < self.tells_from():
            return Past(when, msgspec.structs.replace(counted, projects=()), self.begins(), self.first_look())
        shared: dict[str, SharedVersion] = {}
        told: set[str] = set()
        for file in self._memory.known_files():
            chain = self._memory.chain(file)
            known = chain[: known_by(chain, when, now, rules.zone)]
            version = standing(known, rules.files.hold_percent, self._shelf.allowed(file)).counts
            rows = self._memory.rows(version) if version else None
            if version and rows:
                shared[file] = version, rows
            if rows or (chain and not version):
                told.add(file)
        then = self._counted_then(shared, when)
        own = known_on(self._history, counted, when).season if self._history else counted
        season = as_then(counted, then, own, told)
        as_now = {
            row.file
            for kind in RECORD_TYPES
            for row in getattr(counted, kind)
            if kind not in PUBLISHED or row.file not in told
        }
        return Past(when, season, self.begins(), self.first_look(), tuple(sorted(as_now)))

    def _counted_then(self, shared: Mapping[str, SharedVersion], when: date | datetime) -> Season:
        """The rows of these versions, each with its unit by the present ones, without those of older ledgers of a
        series."""
        season, rules = self._shelf.season, self._shelf.rules
        records: list[Record] = [row for _, rows in shared.values() for row in rows.records]
        columns = {file: rows.facts.columns for file, (_, rows) in shared.items()}
        days = {file: rows.facts.days for file, (_, rows) in shared.items() if rows.facts.days}
        found = season_of(records, columns, days)
        then = owned(msgspec.structs.replace(found, units=season.units, targets=season.targets), rules).season
        then = msgspec.structs.replace(then, units=found.units, targets=found.targets)
        versions = Versions()
        if not versions.needed(then, rules):
            return then
        sources = [_source_then(version, rules.zone) for version, _ in shared.values()]
        return versions.counted(then, sources, rules, day_of(when)).season


def _noting(allowed: Allowed, asked: dict[str, bool]) -> Allowed:
    """The same answers, kept in `asked`."""

    def answer(digest: str) -> bool:
        asked[digest] = said = allowed(digest)
        return said

    return answer


def _source_then(version: LedgerVersion, zone: ZoneInfo) -> SourceHealth:
    """A file as it was; the hour of its last change nobody kept."""
    changed = datetime.combine(version.day, time(12), zone)
    return SourceHealth(version.file, SourceState.OK, tuple(sorted(version.kinds.items())), changed_at=changed)
