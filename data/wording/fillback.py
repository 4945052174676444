"""办理情况回填表: a unit's marked rows as lists for a workbook, in Chinese, each ledger sheet under its own name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import PurePosixPath

from data.model import LogLine
from data.model.marked_rows import MarkedRow, MarkedSheet
from data.model.outcomes import outcome
from data.model.shown_list import CellForm, ShownCell, ShownColumn, ShownFact, ShownGroup, ShownList
from data.support.text import line as one_line
from data.wording import _, pgettext, speaking
from data.wording.log_words import done_word

_LOG = "log"
FILLBACK = "fillback"
"""Its id in what a file says of itself."""


def fillback_lists(
    unit: str, as_of: date, since: date | None, sheets: Sequence[MarkedSheet]
) -> tuple[tuple[str, ShownList], ...]:
    """(name of a sheet, its list); the names are the ledgers' own, and no two are one."""
    with speaking("zh"):
        title = fillback_title(unit)
        named = zip(_names(sheets), sheets, strict=True)
        return tuple((name, _list(title, as_of, since, sheet)) for name, sheet in named)


def fillback_title(unit: str) -> str:
    """What the whole is called."""
    return _("{unit}: what was done, to be pasted back").format(unit=unit)


def _names(sheets: Sequence[MarkedSheet]) -> Iterator[str]:
    """What each is called: as the ledger's sheet, with its file where two are called so; of a CSV its file."""
    own = [sheet.sheet or PurePosixPath(sheet.file).stem or _in_none(sheet) for sheet in sheets]
    for name, sheet in zip(own, sheets, strict=True):
        yield name if own.count(name) == 1 else f"{PurePosixPath(sheet.file).stem} {name}"


def _in_none(sheet: MarkedSheet) -> str:
    """What a list is called of rows that no ledger has."""
    return _("given out by meetings") if sheet.decided else _("no longer in a ledger")


def _list(title: str, as_of: date, since: date | None, sheet: MarkedSheet) -> ShownList:
    source = " ".join(part for part in (sheet.file, sheet.sheet) if part) or _in_none(sheet)
    facts = (
        ShownFact("source", pgettext("fillback", "ledger"), source),
        ShownFact(
            "since",
            pgettext("fillback", "marked since"),
            since.isoformat() if since else pgettext("fillback", "the beginning"),
        ),
        ShownFact("day", pgettext("fillback", "as of"), as_of.isoformat()),
    )
    columns = (
        ShownColumn("row", pgettext("fillback", "row in the ledger"), CellForm.COUNT),
        *(ShownColumn(f"cell{at}", head or _("Item")) for at, head in enumerate(sheet.heads, 1)),
        ShownColumn("outcome", pgettext("fillback", "outcome")),
        ShownColumn("day", pgettext("fillback", "day"), CellForm.DAY),
        ShownColumn("by", pgettext("fillback", "officer")),
        ShownColumn("note", pgettext("fillback", "note")),
        ShownColumn("earlier", pgettext("fillback", "done before that")),
    )
    return ShownList(FILLBACK, title, as_of, facts, columns, (ShownGroup(tuple(map(_cells, sheet.rows))),))


def _cells(row: MarkedRow) -> tuple[ShownCell, ...]:
    *earlier, last = row.lines
    at = last.at.date() if last.at else None
    number = ShownCell(str(row.row), CellForm.COUNT, row.row) if row.row else ShownCell("")
    return (
        number,
        *(ShownCell(one_line(cell)) for cell in row.cells),
        ShownCell(_outcome(last)),
        ShownCell(at.isoformat() if at else "", CellForm.DAY, at),
        ShownCell(last.by),
        ShownCell(one_line(last.text)),
        ShownCell("\n".join(map(_told, earlier))),
    )


def _outcome(line: LogLine) -> str:
    """What was done, with whom, and the day that was set; the day on which an item comes back is the desk's own."""
    choice = outcome(line.item_kind, line.outcome)
    is_set = line.until and (line.op == _LOG or (choice is not None and "until" in choice.asks))
    until = _("until {date}").format(date=line.until.isoformat()) if line.until and is_set else ""
    on = _("on {date}").format(date=line.on.isoformat()) if line.on else ""
    return " ".join(part for part in (done_word(line), line.who, on, until) if part)


def _told(line: LogLine) -> str:
    """An earlier mark in one line."""
    day = line.at.date().isoformat() if line.at else ""
    return " ".join(part for part in (day, line.by, _outcome(line), one_line(line.text)) if part)
