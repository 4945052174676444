"""A unit's marked rows, found in its own ledgers: which row a mark is on, and what its sheet calls its columns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from data.explain import explain
from data.feed.board_engine import Engine
from data.ledgers.kinds_and_columns import KIND_OF, Field, FollowUp, LedgerRow, Project
from data.ledgers.season import RECORD_TYPES, Season
from data.marks.item_state import ACT, DECIDE, DONE, LOG, NOTE
from data.model import Board, Item, LogLine, Place
from data.model.marked_rows import MarkedRow, MarkedSheet
from data.model.meeting_decisions import DecidedStanding, MeetingDecision
from data.rules.units.names import UnitBook, followup_key, project_key

TOLD = frozenset({ACT, DONE, LOG, NOTE})
"""Marks that say what was done; that somebody follows an item, or put it off, is the desk's own business."""

STANDS = frozenset({"in force", "replaced"})
"""States of marks that were not taken back: one that another replaced was done all the same."""

Heads = Mapping[str, str]
"""Field -> the header that its column has in a sheet."""


def marked_sheets(folder: Path, engine: Engine, board: Board, unit: str, since: date | None) -> tuple[MarkedSheet, ...]:
    """What was marked on the rows of `unit`, a canonical name, from `since` on (None: ever), sheet by sheet; then
    what meetings gave to it and no ledger has yet, last what was marked on rows that no ledger has any more."""
    rows = _UnitRows(engine, board, unit)
    found: defaultdict[Place, list[LogLine]] = defaultdict(list)
    new: defaultdict[str, list[LogLine]] = defaultdict(list)
    gone: defaultdict[str, list[LogLine]] = defaultdict(list)
    decided = {
        one.key: one
        for one in board.decided
        if one.standing is not DecidedStanding.LEDGER and unit in rows.book.split(one.unit)
    }
    for line in _done(engine.desk.log(), since):
        key = engine.desk.fold.links.onward(line.key)[-1]
        if key in decided:
            new[key].append(line)
            continue
        if line.op == DECIDE:
            continue  # a ledger has the matter: what was done about it is told on its row
        places = rows.places(key)
        for place in places:
            found[place].append(line)
        if not places and not rows.has(key) and unit in rows.book.split(line.unit):
            gone[line.key].append(line)
    return (*_sheets(folder, engine, rows, found), *_decided(new, decided), *_gone(gone))


def _done(lines: Iterable[LogLine], since: date | None) -> Iterator[LogLine]:
    for line in lines:
        if (
            line.op in (*TOLD, DECIDE)
            and line.state in STANDS
            and (since is None or (line.at and line.at.date() >= since))
        ):
            yield line


class _UnitRows:
    """The rows that marks can be on, by their keys, and which of them are a unit's."""

    def __init__(self, engine: Engine, board: Board, unit: str) -> None:
        self.book, self._unit = engine.units(), unit
        self.by_place = {row.place: row for row in _all_rows(engine.season)}
        self._places: defaultdict[str, list[Place]] = defaultdict(list)
        self._items: dict[str, Item] = {item.key: item for item in board.items}
        whose: defaultdict[str, set[bool]] = defaultdict(set)
        for key, row, units in _named(engine.season, self.book):
            whose[row.file].add(unit in units)
            self._places[key] += [row.place] if unit in units else []
        self._own = {file for file, said in whose.items() if said == {True}}
        self._known = frozenset(self._places) | frozenset(self._items)

    def has(self, key: str) -> bool:
        """Whether a row or an item of the board, whosever it is, has this key."""
        return key in self._known

    def places(self, key: str) -> Sequence[Place]:
        """Where the unit's rows of this key stand: in its own ledgers, else in those that it shares with others."""
        if key in self._places:
            places = self._places[key]
            return [place for place in places if place.file in self._own] or places
        item = self._items.get(key)
        if item is None or not item.place.file or self._unit not in self._units_of(item):
            return ()
        return (item.place,)

    def title(self, lines: Sequence[LogLine]) -> str:
        """What a row is called that no record has: as its item is, else as it was when it was marked."""
        item = self._items.get(lines[-1].key)
        return item.title if item else lines[-1].name

    def _units_of(self, item: Item) -> tuple[str, ...]:
        return (*self.book.split(item.unit), *self.book.split(item.debtor))


def _all_rows(season: Season) -> Iterator[LedgerRow]:
    for kind in RECORD_TYPES:
        yield from getattr(season, kind)


def _named(season: Season, book: UnitBook) -> Iterator[tuple[str, Project | FollowUp, tuple[str, ...]]]:
    """Every row that is marked by its name, with its key and its units."""
    for project in season.projects:
        yield project_key(project), project, book.split(project.unit)
    for row in season.followups:
        yield followup_key(row), row, (*book.split(row.owed_by), *book.split(row.unit))


def _sheets(
    folder: Path, engine: Engine, rows: _UnitRows, found: Mapping[Place, Sequence[LogLine]]
) -> Iterator[MarkedSheet]:
    by_sheet: defaultdict[tuple[str, str], list[Place]] = defaultdict(list)
    for place in sorted(found):
        by_sheet[place.file, place.sheet].append(place)
    told: dict[str, Mapping[tuple[str, str], Heads]] = {}
    for (file, sheet), places in by_sheet.items():
        if file not in told:
            told[file] = _headers(folder / file, folder, engine.now)
        kinds = {KIND_OF[type(row)].name: type(row) for place in places if (row := rows.by_place.get(place))}
        fields = [*dict.fromkeys(field for kind in kinds.values() for field in _about(kind))]
        said = {name: head for kind in kinds for name, head in told[file].get((sheet, kind), {}).items()}
        order = [*said]  # as the sheet has its columns
        shown = sorted((one for one in fields if one.name in said), key=lambda one: order.index(one.name)) or fields
        heads = tuple(said.get(field.name, field.headers[0]) for field in shown) or ("",)
        marked = (_row(place, rows, shown, found[place]) for place in places)
        yield MarkedSheet(file, sheet, heads, tuple(marked))


def _about(row: type[LedgerRow]) -> list[Field]:
    """The columns that say what a row is about: its number, and what a row of its kind must have."""
    return [field for field in KIND_OF[row].fields if field.name == "id" or field.required]


def _headers(path: Path, folder: Path, now: datetime) -> Mapping[tuple[str, str], Heads]:
    """What the ledger's own columns are called, by sheet and kind; nothing where it cannot be read now."""
    try:
        reading = explain(path, folder, now).reading
    except OSError:  # gone or away since the board was made: the canonical headers serve
        return {}
    return {(one.sheet, one.kind): {c.field: c.header for c in one.columns} for one in reading.sheets if one.kind}


def _row(place: Place, rows: _UnitRows, shown: Sequence[Field], lines: Sequence[LogLine]) -> MarkedRow:
    record = rows.by_place.get(place)
    if record is None:
        cells = (rows.title(lines), *("" for _ in shown[1:]))
    else:
        cells = tuple(_words(getattr(record, field.name, "")) for field in shown)
    return MarkedRow(place.row, cells, tuple(lines))


def _words(value: object) -> str:
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


DECIDED_HEADS = ("what", "owed_by", "assigned", "due")
"""What a follow-up's row says of a matter that was given out, by its fields."""


def _decided(new: Mapping[str, Sequence[LogLine]], decided: Mapping[str, MeetingDecision]) -> Iterator[MarkedSheet]:
    """What meetings gave to the unit, as rows that a ledger of follow-ups takes."""
    if new:
        fields = {field.name: field.headers[0] for field in KIND_OF[FollowUp].fields}
        heads = tuple(fields[name] for name in DECIDED_HEADS)
        told = ((decided[key], lines) for key, lines in new.items())
        rows = (MarkedRow(0, (one.what, one.unit, _words(one.meeting), _words(one.due)), tuple(ls)) for one, ls in told)
        yield MarkedSheet("", "", heads, tuple(rows), decided=True)


def _gone(gone: Mapping[str, Sequence[LogLine]]) -> Iterator[MarkedSheet]:
    """What was marked on rows that are gone, called as they were then."""
    if gone:
        rows = tuple(MarkedRow(0, (lines[-1].name or key,), tuple(lines)) for key, lines in gone.items())
        yield MarkedSheet("", "", ("",), rows)
