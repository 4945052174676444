"""A list as it is shown -> CSV for spreadsheets, JSON for other programs."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Any

from data.export.board_json import as_text, in_format
from data.export.json_encoder import amount, ratio
from data.model.shown_list import EXPORT_MARK, CellForm, ShownCell, ShownColumn, ShownList
from data.wording import _, pgettext
from data.wording.no_formulas import guarded

NOTHING = ("", "—")
"""What stands where nothing is known."""


def to_csv(shown: ShownList) -> bytes:
    """The list as UTF-8 with its mark, for Excel and WPS. The first line says what it is, the second has the headers;
    where rows stand under headings, the first column has these. Words that begin as a formula have a guard."""
    out = StringIO()
    write = csv.writer(out, lineterminator="\r\n").writerow
    grouped = any(group.heading for group in shown.groups)
    first = [pgettext("column", "group")] if grouped else []
    write([f"{EXPORT_MARK} {shown.id}", *map(guarded, about(shown))])
    write([*first, *map(header, shown.columns)])
    for group in shown.groups:
        under = [guarded(group.title)] if grouped else []
        for row in group.rows:
            write([*under, *(_plain(cell) for cell in row)])
    return out.getvalue().encode("utf-8-sig")


def to_json(shown: ShownList) -> bytes:
    """The list for other programs, as `data.export.board_json` tells figures: amounts are strings in 万元, ratios and
    numbers are numbers, what is not known is null; words are as the board prints them."""
    columns = [{"id": one.id, "header": one.header, "form": one.form.value} for one in shown.columns]
    ids = [one.id for one in shown.columns]
    groups = [
        {
            "heading": group.heading,
            "note": group.note,
            "rows": [dict(zip(ids, map(_value, row), strict=True)) for row in group.rows],
        }
        for group in shown.groups
    ]
    told = {
        "view": shown.id,
        "title": shown.title,
        "as_of": shown.as_of,
        "facts": {fact.id: fact.words for fact in shown.facts},
    }
    return (as_text(in_format({**told, "columns": columns, "groups": groups})) + "\n").encode()


def about(shown: ShownList) -> list[str]:
    """The title and all that must be known of the list, a phrase each."""
    words = _("{label}: {words}")
    return [shown.title, *(words.format(label=fact.label, words=fact.words) for fact in shown.facts)]


def header(column: ShownColumn) -> str:
    """A column's header, that of amounts with their unit."""
    return _("{header} (¥100m)").format(header=column.header) if column.form is CellForm.AMOUNT else column.header


def _plain(cell: ShownCell) -> str:
    """A cell of a file of text: figures as they are printed, days whole."""
    if cell.value is None:
        return guarded(cell.words)
    return cell.value.isoformat() if isinstance(cell.value, date) else cell.words


def _value(cell: ShownCell) -> Any:
    """A cell for JSON."""
    value = cell.value
    if value is None:
        return cell.words if cell.words not in NOTHING else None
    if isinstance(value, Decimal):
        return _AS_NUMBER.get(cell.form, amount)(value)
    return value


_AS_NUMBER: Mapping[CellForm, Callable[[Decimal], float | int | None]] = {
    CellForm.RATIO: ratio,
    CellForm.COMPLETION: ratio,
    CellForm.NUMBER: float,
    CellForm.COUNT: int,
}
"""Decimals that are no amounts."""
