"""The versions of one file in their order, which of them count, and what was known of it on a day.

Nothing here is kept: each answer follows from the records and from what officers have accepted.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec

from data.folder_memory.lost_rows import Loss, losses
from data.folder_memory.record import GONE
from data.model import VersionState

Chain = tuple["LedgerVersion", ...]
"""All versions of one file, the oldest first; of versions that no record orders the one of the earlier day."""

Allowed = Callable[[str], bool]
"""The digest of a version that lost rows -> whether an officer has accepted it."""


class LedgerVersion(msgspec.Struct, frozen=True, kw_only=True):
    """One version of a file, as its record says (see `SeenLine`); `id` "" where it is not recorded yet, `station` that
    which saw it first ("": not known). Of one that is not `counted` nobody knows how many rows it had in all."""

    id: str
    file: str
    was: str
    digest: str
    day: date
    at: datetime
    kinds: Mapping[str, int]
    app: str = ""
    station: str = ""
    counted: bool = True

    @property
    def gone(self) -> bool:
        """Whether it says that the file is not there."""
        return self.digest == GONE


class VersionsCount(msgspec.Struct, frozen=True):
    """Which version of a file `counts`, if any; `held` is a newer one that lost rows and waits to be accepted, `lost`
    what it lost against the rows that the last counted one `had`."""

    counts: LedgerVersion | None = None
    held: LedgerVersion | None = None
    lost: tuple[Loss, ...] = ()
    had: Mapping[str, int] = {}


def in_order(records: Mapping[str, LedgerVersion]) -> Chain:
    """Each version after the one that it follows, else by day. No clock orders them.

    A day that lies after that of a later version is that version's: a clock was ahead.
    """
    following: dict[str, list[LedgerVersion]] = {}
    for version in records.values():
        following.setdefault(version.was if version.was in records else "", []).append(version)
    ready = [(version.day, 0, version.id) for version in following.get("", ())]
    heapq.heapify(ready)
    found: list[LedgerVersion] = []
    while ready:
        _, depth, id_ = heapq.heappop(ready)
        found.append(records[id_])
        for version in following.get(id_, ()):
            heapq.heappush(ready, (version.day, depth + 1, version.id))
    for at in range(len(found) - 2, -1, -1):
        if found[at].day > found[at + 1].day:
            found[at] = msgspec.structs.replace(found[at], day=found[at + 1].day)
    return tuple(found)


def standing(versions: Iterable[LedgerVersion], percent: int, allowed: Allowed) -> VersionsCount:
    """What counts after these versions: the newest that lost no more than so many percent of its rows against the one
    that counted before it, or that an officer has accepted. A file that was gone begins anew."""
    now = VersionsCount()
    for version in versions:
        now = next_standing(now, version, percent, allowed)
    return now


def next_standing(now: VersionsCount, version: LedgerVersion, percent: int, allowed: Allowed) -> VersionsCount:
    """What counts once this version has come."""
    if version.gone:
        return VersionsCount()
    lost = _lost(now, version, percent)
    if lost and not allowed(version.digest):
        return VersionsCount(now.counts, version, lost, now.had)
    return VersionsCount(version, had=version.kinds if version.counted else now.had)


def _lost(now: VersionsCount, version: LedgerVersion, percent: int) -> tuple[Loss, ...]:
    """What a version lost against the one that counted before it, where both say how many rows they have."""
    return losses(now.had, version.kinds, percent) if version.counted and not version.gone else ()


class VersionFate(msgspec.Struct, frozen=True):
    """What became of a version: how it stands now, and what it `lost` against the one that counted before it;
    `accepted`: an officer let it count all the same."""

    state: VersionState
    lost: tuple[Loss, ...] = ()
    accepted: bool = False


def fates(versions: Iterable[LedgerVersion], percent: int, allowed: Allowed) -> tuple[VersionFate, ...]:
    """What became of each of these versions of one file."""
    now = VersionsCount()
    came: list[tuple[LedgerVersion, tuple[Loss, ...], bool]] = []
    for version in versions:
        lost = _lost(now, version, percent)
        now = next_standing(now, version, percent, allowed)
        came.append((version, lost, now.counts is version))
    return tuple(
        VersionFate(_state(version, counted, now), lost, bool(lost) and counted) for version, lost, counted in came
    )


def _state(version: LedgerVersion, counted: bool, now: VersionsCount) -> VersionState:
    if version.gone:
        return VersionState.GONE
    if version is now.counts:
        return VersionState.COUNTS
    if version is now.held:
        return VersionState.HELD
    return VersionState.SUPERSEDED if counted else VersionState.PASSED


def known_by(versions: Sequence[LedgerVersion], when: date | datetime, now: datetime, zone: ZoneInfo) -> int:
    """How many of the versions were known at the end of a day, or at a moment."""
    if isinstance(when, datetime):
        seen = [seen_at(version, now, zone) <= when for version in versions]
    else:
        seen = [version.day <= when for version in versions]
    return max((at for at, known in enumerate(seen, 1) if known), default=0)


def seen_at(version: LedgerVersion, now: datetime, zone: ZoneInfo) -> datetime:
    """The moment at which a version was first seen. A clock that was wrong is heard only as far as it can be right:
    neither before the day of the version nor after now."""
    begins = datetime.combine(version.day, time(), zone)
    if version.at > now:
        return begins + timedelta(days=1)
    return max(version.at, begins)


def seen_believed(version: LedgerVersion, now: datetime, zone: ZoneInfo) -> datetime | None:
    """The moment at which a station says that it first saw a version; None for one that cannot be."""
    return version.at if datetime.combine(version.day, time(), zone) <= version.at <= now else None
