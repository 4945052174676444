"""What rows of ledgers say of movement, by their moving keys: those of now, and those of versions long gone.

A row as intake read it mostly says all that is needed; only one that does not name its unit is asked about among the
season's units.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import msgspec

from data.folder_memory.chain import Allowed, LedgerVersion, VersionsCount, next_standing
from data.folder_memory.timeline import RowEvents, spoken
from data.ledgers.kinds_and_columns import Project
from data.ledgers.season import Record, Season, typed
from data.marks.orphans import NamedRows
from data.model import Stage
from data.rules.units.names import followup_key, item_key, moving_key, plain_key, project_key
from data.rules.units.unit_of_row import owned
from data.settings import RuleSettings
from data.station.known_rows import RowSaid
from data.support.spelling import squash

_KEYS = {"projects": ("project", "unit", "name"), "followups": ("followup", "owed_by", "what")}
"""Kind of ledger -> the kind of its items, and the fields that name one which has no number."""


def named_rows(season: Season) -> NamedRows:
    """Every row that can be marked, by its key: its unit and its name."""
    return {
        **{project_key(p): (p.unit, p.name) for p in season.projects},
        **{followup_key(f): (f.owed_by, f.what) for f in season.followups},
    }


class RowKeys:
    """The keys of rows, each found once while units and settings stay the same."""

    def __init__(self) -> None:
        self._told: dict[str, dict[str, RowSaid]] = {}
        self._by: object = None

    def go_by(self, season: Season, rules: RuleSettings) -> bool:
        """Go by these units from now on; whether rows of which no cell says whose they are may have other keys."""
        by = (season.units, season.targets, rules.units, rules.files)
        if by == self._by:
            return False
        self._by = by
        self._told.clear()
        return True

    def told(self, file: str, rows: Mapping[str, Record], season: Season, rules: RuleSettings) -> dict[str, RowSaid]:
        """What each project and follow-up of a file says, by its digest."""
        known = self._told.setdefault(file, {})
        new = {digest: row for digest, row in rows.items() if digest not in known and row.kind in _KEYS}
        lacking = {digest: row for digest, row in new.items() if not row.values.get(_KEYS[row.kind][1])}
        for digest, row in new.items():
            if digest not in lacking:
                known[digest] = _said(digest, row)
        if lacking:
            known.update(_said_by_others(lacking, season, rules))
        return {digest: known[digest] for digest in rows if digest in known}


def _said(digest: str, row: Record) -> RowSaid:
    kind, unit, name = _KEYS[row.kind]
    values = row.values
    key = item_key(kind, values.get("id", ""), values.get(unit, ""), values.get(name, ""))
    if kind != "project":
        return RowSaid(key, "", None, digest)
    return _row_said(moving_key(key, values.get("id", ""), values.get(name, "")), digest, values)


def _row_said(key: str, digest: str, values: Mapping[str, Any]) -> RowSaid:
    dated, stage = values.get("reported_on"), values.get("stage")
    return RowSaid(
        key,
        squash(values.get("latest_progress") or ""),
        date.fromisoformat(dated) if dated else None,
        digest,
        Stage(stage) if stage else None,
    )


def _said_by_others(rows: Mapping[str, Record], season: Season, rules: RuleSettings) -> Iterator[tuple[str, RowSaid]]:
    """Rows whose unit is said by what stands around them."""
    asked = {digest: typed(row) for digest, row in rows.items()}
    projects = {digest: row for digest, row in asked.items() if isinstance(row, Project)}
    told = msgspec.structs.replace(season, projects=(*season.projects, *projects.values()))
    found = owned(told, rules).season.projects[len(season.projects) :]
    for digest, project in zip(projects, found, strict=True):
        yield digest, _row_said(moving_key(project_key(project), project.id, project.name), digest, rows[digest].values)
    for digest, row in asked.items():
        if digest not in projects:
            yield digest, RowSaid(followup_key(row), "", None, digest)  # type: ignore[arg-type]


CountedByDay = tuple[tuple[date, LedgerVersion | None], ...]
"""The version of a file that counted at the end of each day on which one came."""


def counted_by_day(versions: Iterable[LedgerVersion], percent: int, allowed: Allowed) -> CountedByDay:
    """What counted, day by day, of these versions of one file."""
    now = VersionsCount()
    by_day: dict[date, LedgerVersion | None] = {}
    for version in versions:
        now = next_standing(now, version, percent, allowed)
        by_day[version.day] = now.counts
    return tuple(by_day.items())


def events_of(
    counted: CountedByDay,
    told: Callable[[LedgerVersion], Mapping[str, RowSaid] | None],
    until: date | None = None,
) -> RowEvents:
    """What a file said of each row, day by day, by its versions that counted; what each says is `told`, None where that
    is not known. From `until` on another file's version counts in its place."""
    events: dict[str, list[tuple[date, RowSaid | None]]] = {}
    before: Mapping[str, RowSaid] = {}
    for day, version in counted:
        if until is not None and day >= until:
            break
        rows = told(version) if version is not None else {}
        if rows is None:
            continue
        now = _by_key(rows.values())
        _add(events, day, before, now)
        before = now
    if until is not None:
        _add(events, until, before, {})
    return _by_last_name(events)


def _add(
    events: dict[str, list[tuple[date, RowSaid | None]]],
    day: date,
    before: Mapping[str, RowSaid],
    now: Mapping[str, RowSaid],
) -> None:
    for key, said in now.items():
        was = before.get(key)
        if was is None or was.row != said.row:
            events.setdefault(key, []).append((day, said))
    for key in before.keys() - now.keys():
        events[key].append((day, None))


def _by_key(said: Iterable[RowSaid]) -> dict[str, RowSaid]:
    """A file's rows by their items' keys, so that a project may be renamed; where rows of several names share one, by
    their names too. Of rows that share both one speaks."""
    groups: dict[str, dict[str, RowSaid]] = {}
    for one in said:
        named = groups.setdefault(plain_key(one.key), {})
        known = named.get(one.key)
        named[one.key] = one if known is None else spoken((known, one)) or one
    found: dict[str, RowSaid] = {}
    for key, named in groups.items():
        found.update(named if len(named) > 1 else dict.fromkeys([key], *named.values()))
    return found


def _by_last_name(events: RowEvents) -> RowEvents:
    """The same events by the moving key that each row had last."""
    found: dict[str, list[tuple[date, RowSaid | None]]] = {}
    for told in events.values():
        last = next(said for _, said in reversed(told) if said is not None)
        found.setdefault(last.key, []).extend(told)
    return {key: sorted(told, key=lambda event: event[0]) for key, told in found.items()}
