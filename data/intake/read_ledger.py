"""Bytes of a ledger in, records and problems out. Nothing is dropped silently: what is no record is told of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from data.intake.alike_problems import alike
from data.intake.cells.dates import When
from data.intake.files.own_export import OWN_EXPORT, are_exports, says_it_is_one
from data.intake.files.sheet_facts import FileRefused
from data.intake.files.sheets import Sheet, read_sheets
from data.intake.ledger_reading import Reading
from data.intake.reading_plan import Plan
from data.intake.roster_grid import roster_grid
from data.intake.sheet_problems import cleaned
from data.intake.sheet_reader import SheetReader
from data.intake.tables_on_sheet import tables_of
from data.model import Problem, Severity
from data.support import gc_pause
from data.support.text import clean


def read_ledger(file: str, data: bytes, plan: Plan) -> Reading:
    """Read one ledger. `file` is its path relative to the folder. Never raises for what the bytes may hold."""
    try:
        sheets = read_sheets(file, data, plan.for_sheet(file))
        if are_exports([sheet.rows for sheet in sheets if not sheet.hidden]):
            raise FileRefused(OWN_EXPORT)
    except FileRefused as refused:
        severity = Severity.NOTE if refused.code == OWN_EXPORT else Severity.PROBLEM
        return Reading(refused=Problem(refused.code, file_name(file), args=cleaned(refused.args_), severity=severity))
    return read_sheets_of(file, sheets, plan)


def read_sheets_of(file: str, sheets: Iterable[Sheet], plan: Plan) -> Reading:
    """Read the sheets of a ledger; `file` is its path relative to the folder."""
    name = file_name(file)
    readers: list[SheetReader] = []
    with gc_pause.paused():
        for sheet in sheets:
            readers += _read_tables(name, sheet, plan.for_sheet(file, sheet.name))
    records = tuple(record for each in readers for record in each.records)
    problems = tuple(problem for each in readers for problem in each.problems)
    return Reading(
        records,
        (*alike(problems, records), *problems),
        tuple(each.reading for each in readers),
    )


def _read_tables(name: str, sheet: Sheet, plan: Plan) -> Iterator[SheetReader]:
    """Each table of a sheet, read for itself; what lies above the first is said of those without a title too. None is
    read of a sheet that was copied out of an export."""
    if says_it_is_one(sheet.rows):
        copied = SheetReader(name, sheet, plan)
        copied.note(OWN_EXPORT)
        yield copied
        return
    names = (sheet.name, PurePosixPath(name).stem)
    when = When(plan.year, since_1904=sheet.facts.since_1904)
    if not sheet.hidden and plan.own.may_be_grid and (grid := roster_grid(sheet, when, names)):
        reader = SheetReader(name, grid.sheet, plan)
        reader.read()
        reader.move_back(grid, sheet)
        yield reader
        return
    first: SheetReader | None = None
    for above, table in tables_of(sheet, plan):
        reader = SheetReader(name, table, plan, first)
        reader.read()
        reader.move_down(above)
        first = first or reader
        yield reader


def file_name(file: str) -> str:
    """A path as it is shown: inert, on one line, bytes that are no text escaped."""
    return clean(file).replace("\n", " ")
