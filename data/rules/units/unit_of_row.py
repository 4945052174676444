"""Whose ledger is it: the unit of rows that do not say it themselves, by what stands around them.

Source: docs/figures.md (whose ledger). Asked in the order of `[files] unit_from` after the row's own cell: headings
within the table (section), title rows and the sheet's name (title), the nearest folder, the file's name. The first that
names one known unit says it, as an assumption that is told. What names two units ends the search, as does a title that
names an office which is none: such rows count in totals and for no unit, and are a problem.

Where a folder tells of no unit at all (no units ledger, no targets, no aliases), what has the form of a unit's name
(甲县) counts as one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from itertools import islice
from typing import Any

import msgspec

from data.ledgers.kinds_and_columns import KINDS, LedgerRow, Seen
from data.ledgers.season import Season
from data.model import Place, Problem
from data.rules.rule_notes import fault, note
from data.rules.units.named_units import OwnerFound, PathOwners, UnitWords, first_found, lacks_unit
from data.rules.units.names import UnitBook
from data.rules.units.unit_forms import ROW_LABEL, labelled
from data.settings import RuleSettings
from data.support.fast_dataclass import dataclass
from data.support.kept_each import Each, every

SURENESS = ("column", "section", "title", "folder", "file")
"""Where a unit may be from, the surest first."""

_NOTHING = Seen()
_TOLD = 50
"""Rows of one sheet, and headings of one file, that are told one by one."""


@dataclass(frozen=True, slots=True)
class Owned:
    """A season of which every row has its unit, as far as it can be told.

    `unit_from` says for each file from where, the least sure of its rows'; `notes` what was assumed of it; `problems`
    whose rows nobody can tell.
    """

    season: Season
    unit_from: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def owned(season: Season, settings: RuleSettings, each: Each = every) -> Owned:
    """Give every row its unit. What is given here is found again from what was seen, so that doing it twice changes
    nothing; a row with a unit of its own is left as it is."""
    kinds = [kind.name for kind in KINDS if kind.around]
    rows: dict[str, tuple[Any, ...]] = {kind: getattr(season, kind) for kind in kinds}
    lacking = [kind for kind, told in rows.items() if any(row.seen is not None or not row.unit for row in told)]
    unit_from = dict.fromkeys(
        (row.file for told in rows.values() for row in told if row.seen is None and row.unit), "column"
    )
    if not lacking:
        return Owned(season, unit_from)
    search = _Search(season, settings)
    asked = [row for kind in lacking for row in rows[kind]]
    units = {id(row): search.unit(row) for row in asked}
    filled = iter(each(asked, lambda row: _filled(row, units[id(row)]), beside=[units[id(row)] for row in asked]))
    changed = {kind: tuple(islice(filled, len(rows[kind]))) for kind in lacking}
    for file, source in search.sources():
        unit_from[file] = max(unit_from.get(file, source), source, key=SURENESS.index)
    return Owned(msgspec.structs.replace(season, **changed), unit_from, search.notes(), tuple(search.problems()))


def _filled(row: Any, unit: str) -> Any:
    """The row with its unit, and still with what was seen: it does not say it itself. One that does is left as it
    is."""
    return row if row.unit == unit else msgspec.structs.replace(row, unit=unit, seen=row.seen or _NOTHING)


@dataclass(frozen=False, slots=False)
class _Asked:
    """The rows of one sheet that one answer serves."""

    file: str
    sheet: str
    seen: Seen
    answer: OwnerFound
    rows: list[LedgerRow] = field(default_factory=list)


class _Search:
    """Answers for the rows of one season; each question is looked into once."""

    def __init__(self, season: Season, settings: RuleSettings) -> None:
        told = [row for row in season.projects if not lacks_unit(row)]
        self._names = UnitWords(UnitBook(season.units, settings, season.targets, told), season, settings)
        self._paths = PathOwners(self._names, settings)
        self._asked: dict[tuple[str, str, Seen], _Asked] = {}
        self._last: _Asked | None = None
        steps: dict[str, Callable[[str, str, Seen], OwnerFound]] = {
            "section": self._section,
            "title": self._title,
            "folder": lambda file, sheet, seen: self._paths.folder(file),
            "file": lambda file, sheet, seen: self._paths.file(file),
        }
        self._steps = [steps[name] for name in settings.files.unit_from if name in steps]

    def unit(self, row: Any) -> str:
        """The row's unit: its own, else as far as it can be found out."""
        seen: Seen | None = row.seen
        if seen is None:
            if row.unit:
                return str(row.unit)
            seen = _NOTHING
        asked = self._last
        if asked is None or seen is not asked.seen or row.file != asked.file or row.sheet != asked.sheet:
            asked = self._last = self._of(row.file, row.sheet, seen)
        asked.rows.append(row)
        return asked.answer.unit

    def _of(self, file: str, sheet: str, seen: Seen) -> _Asked:
        key = (file, sheet, seen)
        if key not in self._asked:
            self._asked[key] = _Asked(file, sheet, seen, self._answer(*key))
        return self._asked[key]

    def sources(self) -> Iterator[tuple[str, str]]:
        """Each file and from where one of its rows' units is."""
        for (file, _sheet, _seen), asked in self._asked.items():
            if asked.answer.source:
                yield file, asked.answer.source

    def notes(self) -> Mapping[str, tuple[Problem, ...]]:
        """What was assumed, by file."""
        found: dict[str, dict[Problem, None]] = {}
        for (file, sheet, _seen), asked in self._asked.items():
            answer, told = asked.answer, found.setdefault(file, {})
            if answer.source and len(told) < _TOLD:
                place = Place(file, sheet)
                told.setdefault(note(f"unit_from_{answer.source}", place, named=answer.said, unit=answer.unit))
        return {file: tuple(told) for file, told in found.items() if told}

    def problems(self) -> Iterator[Problem]:
        """Whose rows nobody can tell: row by row where a few lack what others have, else the sheet's as one."""
        for (file, sheet, _seen), asked in self._asked.items():
            code, said, rows = asked.answer.code, asked.answer.said, asked.rows
            if code and len(rows) <= _TOLD and "unit" in rows[0].fields:
                yield from (fault(code, row.place, named=said, count="1") for row in rows)
            elif code:
                yield fault(code, Place(file, sheet), named=said, count=str(len(rows)))

    def _answer(self, file: str, sheet: str, seen: Seen) -> OwnerFound:
        for step in self._steps:
            answer = step(file, sheet, seen)
            if answer.unit or answer.code:
                return answer
        return OwnerFound(code="unit_unsaid")

    def _section(self, file: str, sheet: str, seen: Seen) -> OwnerFound:
        """By the headings that the row stands under, the innermost first."""
        texts = reversed(seen.section)
        return first_found(self._names.one("section", text, self._names.of_heading(text)) for text in texts)

    def _title(self, file: str, sheet: str, seen: Seen) -> OwnerFound:
        """By the rows above and below the table together, else by the sheet's name, else an office ends the search."""
        found: dict[str, str] = {}
        office = ""
        for line in seen.note:
            values = labelled(line)
            texts = values or ((line,) if not ROW_LABEL.search(line) else ())
            for text in texts:
                units = self._names.of_office(text) if values else self._names.of_title(text)
                office = office or (line if values and not units else "")
                found.update((unit, line) for unit in units if unit not in found or values)
        units = self._names.lowest(found)
        if units:
            return self._names.one("title", " / ".join(dict.fromkeys(found[unit] for unit in units)), units)
        answer = self._names.one("title", sheet, self._names.of_whole(sheet))
        return answer if answer.unit or answer.code or not office else OwnerFound(said=office, code="unit_office")
