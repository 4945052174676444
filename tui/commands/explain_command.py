"""`explain`: how one ledger is read, or why it is not, column by column."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from data.model import ALIKE, Problem, Severity
from data.model.sheet_readings import ColumnReading, SheetReading
from data.wording import _, language, ngettext
from data.wording.code_words import ledger_kind_word
from data.wording.how_read import amount_words, type_word, unread_words, whose_words, year_words
from data.wording.problems import PROBLEMS, problem_line, problem_text
from data.wording.system_errors import why_not
from data.wording.unread_sheet_remedy import remedy_lines
from tui.commands.common import EXIT_PROBLEMS, end_with, folded, table
from widgets.frame.cutting import cut

if TYPE_CHECKING:
    from data.explain import Explanation

_HEADER_CELLS = 26
_SAID_CELLS = 34
"""Cells that a header, and what a dropped row says, may take: the lines fit 80 columns."""

_WHOSE_LINES, _WHOSE_CELLS = 12, 50
"""Places that may say whose rows are, and the cells that each of them may take."""

_OF_SHEETS = ("header_unknown", "header_tie", "header_form", "no_table")
"""Why a whole sheet is not read, but for one that is nearly a ledger."""


def commands() -> list[click.Command]:
    """This module's commands, their help in the language in force."""
    return [
        click.Command(
            "explain",
            params=[
                click.Argument(["file"], type=click.Path(path_type=Path), metavar=_("FILE")),
                click.Option(
                    ["--folder"],
                    type=click.Path(path_type=Path),
                    metavar=_("FOLDER"),
                    help=_("Go by this folder's fairwatch.toml (default: that of the nearest folder above FILE)."),
                ),
            ],
            callback=explain_,
            help=_("Print how one ledger is read: its kind, its columns, what was dropped and why."),
        )
    ]


def explain_(file: Path, folder: Path | None) -> None:
    """Print how `file` is read; exit 1 if anything is wrong in it or it is refused, 2 if it cannot be had."""
    from data.explain import explain  # here: the board starts without what reads ledgers

    try:
        told = explain(file, folder, datetime.now(UTC))
    except OSError as error:
        end_with(f"{error.filename or file}: {_why_not(error)}")
    for line in _lines(told):
        click.echo(line)
    sys.exit(EXIT_PROBLEMS if any(p.severity is Severity.PROBLEM for p in told.problems) else 0)


def _why_not(error: OSError) -> str:
    known: tuple[tuple[type[OSError], str], ...] = (
        (FileNotFoundError, _("there is no such file")),
        (NotADirectoryError, _("there is no such file")),
        (IsADirectoryError, _("this is a folder; name one file in it")),
        (PermissionError, _("no permission to read it")),
        (TimeoutError, _("the folder does not answer")),
    )
    return next((words for kind, words in known if isinstance(error, kind)), why_not(error))


def _lines(told: Explanation) -> Iterator[str]:
    yield told.file
    by = str(told.settings_file) if told.settings_file else _("the defaults; no folder above it has a fairwatch.toml")
    yield from folded(_("settings: {file}").format(file=by), "  ")
    for whole in (told.skipped, told.reading.refused):
        if whole:
            yield from folded(_("not read: {why}").format(why=problem_line(whole)), "  ")
    for sheet in told.reading.sheets:
        yield ""
        yield from _sheet(sheet, told)
    yield from _found(told)


def _sheet(sheet: SheetReading, told: Explanation) -> Iterator[str]:
    yield _("Sheet {name}").format(name=sheet.sheet) if sheet.sheet else _("The text")
    if sheet.kind:
        yield from _read(sheet, told)
    elif sheet.hidden:
        yield "  " + _("not read: hidden")
    elif sheet.near:
        yield from _nearly_read(sheet, told)
    else:
        yield from _unread(sheet, told)


def _unread(sheet: SheetReading, told: Explanation) -> Iterator[str]:
    about = (p for p in told.reading.problems if p.sheet == sheet.sheet and p.code in _OF_SHEETS)
    problem = next(about, None)
    if problem is None:
        yield "  " + _("nothing to read")
        return
    yield from folded(_("not read: {why}").format(why=problem_text(problem)), "  ")
    if problem.code == "header_unknown":
        yield from folded(_("`fairwatch init` writes a template for each kind of ledger."), "  ")
    if sheet.suggested:
        nearest, *_rest = remedy_lines(problem)
        yield from folded(nearest, "  ")
        yield from _suggested(sheet)


def _read(sheet: SheetReading, told: Explanation) -> Iterator[str]:
    yield "  " + _("a ledger of {kind}; header: {rows}").format(kind=ledger_kind_word(sheet.kind), rows=_rows(sheet))
    yield from table(_columns(sheet, told, sheet.kind), indent="  ")
    if told.tells_days(sheet):
        source = (
            sheet.year_from if sheet.year_from == "title" else "settings" if "season.from" in told.given else "today"
        )
        yield from folded(year_words(sheet.year, source), "  ")
    yield "  " + ngettext("{count} row read", "{count} rows read", sheet.rows).format(count=sheet.rows)
    if sheet.as_of:
        yield "  " + _("its title says that it speaks of {day}").format(day=sheet.as_of.removeprefix("--"))
    yield from _whose(sheet, told)
    dropped = len(sheet.dropped)
    if dropped:
        yield "  " + ngettext("{count} row is no record:", "{count} rows are no records:", dropped).format(
            count=dropped
        )
    yield from table(
        [
            (_("row {row}").format(row=row.row), _(PROBLEMS[f"row_{row.why}"]), cut(row.text, _SAID_CELLS))
            for row in sheet.dropped
        ],
        indent="    ",
    )


def _whose(sheet: SheetReading, told: Explanation) -> Iterator[str]:
    """What may say whose the rows are of which no cell does."""
    if not sheet.unowned:
        return
    said = ngettext(
        "{count} row does not say whose it is; the first of these that names one known unit does (assumed):",
        "{count} rows do not say whose they are; the first of these that names one known unit does (assumed):",
        sheet.unowned,
    )
    yield from folded(said.format(count=sheet.unowned), "  ")
    for source, text in list(told.whose(sheet))[:_WHOSE_LINES]:
        yield from folded(whose_words(source, cut(text, _WHOSE_CELLS)), "    ")


def _nearly_read(sheet: SheetReading, told: Explanation) -> Iterator[str]:
    kind = sheet.near
    yield from folded(
        _("not read: this looks like a ledger of {kind} (header: {rows}), but it lacks").format(
            kind=ledger_kind_word(kind), rows=_rows(sheet)
        ),
        "  ",
    )
    for group in sheet.lacking:
        for name in group:
            known = _list((*told.own_headers(kind, name), *told.headers_of(kind, name)))
            words = _("{field} (known headers: {headers})").format(field=_field(told, kind, name), headers=known)
            yield from folded(words if name == group[0] else _("or {field}").format(field=words), "    ")
    yield "  " + _("Its columns would be read so:")
    yield from table(_columns(sheet, told, kind), indent="    ")
    yield from _suggested(sheet)


def _suggested(sheet: SheetReading) -> Iterator[str]:
    """The block that would have the sheet read."""
    yield from folded(
        _("to read it all the same, add at the end of fairwatch.toml (in place of … one of the headers):"), "  "
    )
    yield from (f"    {line}" for line in sheet.suggested.splitlines())


def _columns(sheet: SheetReading, told: Explanation, kind: str) -> list[tuple[str, str, str, str]]:
    """Every column of the header, in the sheet's order: letter, header, field, what it holds or why it is unread."""
    holders = {column.field: column.letter for column in sheet.columns}
    rows = [(c.letter, c.header, _field(told, kind, c.field), _holds(c, told, kind)) for c in sheet.columns]
    rows += [("", said, _field(told, kind, name), _("said by [[ledgers]]")) for name, said in sheet.stated]
    rows += [(u.letter, u.header, "—", unread_words(u.why, holders.get(u.field, ""))) for u in sheet.unread]
    rows.sort(key=lambda row: (not row[0], len(row[0]), row[0]))
    return [(letter, cut(header, _HEADER_CELLS), field, holds) for letter, header, field, holds in rows]


def _holds(column: ColumnReading, told: Explanation, kind: str) -> str:
    if not column.unit:
        return type_word(told.type_of(kind, column.field))
    set_by_office = column.unit_from == "assumed" and "files.amount_unit" in told.given
    return amount_words(column.unit, "files" if set_by_office else column.unit_from)


def _field(told: Explanation, kind: str, name: str) -> str:
    """A field as the reader knows it: by its canonical header in Chinese, by its name in English."""
    return told.headers_of(kind, name)[0] if language() == "zh" else name


def _rows(sheet: SheetReading) -> str:
    first, last = sheet.header_rows[0], sheet.header_rows[-1]
    if first == last:
        return _("row {row}").format(row=first)
    return _("rows {first} to {last}").format(first=first, last=last)


def _list(words: tuple[str, ...]) -> str:
    return ("、" if language() == "zh" else ", ").join(words)


def _found(told: Explanation) -> Iterator[str]:
    """Problems and notes, each of those that a board tells as one; of dropped rows the sheet has told already."""
    listed = {(sheet.sheet, row.row, f"row_{row.why}") for sheet in told.reading.sheets for row in sheet.dropped}
    rest: list[Problem] = [p for p in told.problems if p.code != ALIKE and (p.sheet, p.row, p.code) not in listed]
    for title, severity in ((_("Problems"), Severity.PROBLEM), (_("Notes"), Severity.NOTE)):
        rows = [problem for problem in rest if problem.severity is severity]
        if rows:
            yield ""
            yield f"{title} ({len(rows)})"
            yield from (f"  {problem_line(problem)}" for problem in rows)
