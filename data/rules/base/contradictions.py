"""Two rows of one thing that say different things: where they differ, and what an officer decided.

Source: docs/marks.md (the outcomes of a contradiction; each holds until either row changes).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from data.ledgers.kinds import Amount
from data.model import CellSaid, Contradiction, Difference, Place, Problem
from data.rules.base.fairs import amount_text
from data.rules.base.rule_notes import fault
from data.rules.base.worklist import digest, row_digest


def _undecided(_key: str, _episode: str) -> str:
    return ""


def _no_letter(_place: Place, _field: str) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Rulings:
    """What officers decided, and where cells stand.

    `decided`: (key, episode) of an item -> the ruling in force, "" without one. `letter`: (row, field) -> its column.
    """

    decided: Callable[[str, str], str] = _undecided
    letter: Callable[[Place, str], str] = _no_letter


NONE = Rulings()


def contradiction(
    about: str, key: str, name: str, unit: str, first: Any, second: Any, fields: Iterable[str], rulings: Rulings
) -> Contradiction:
    """The item of two rows (records of one kind) that differ in `fields`; `key` names the thing that both speak of."""
    ledgers = (first.file, first.sheet, second.file, second.sheet)
    item_key = f"contradiction/{key}/{digest(*ledgers)[:6]}"
    episode = _both(first, second)
    return Contradiction(
        key=item_key,
        episode=episode,
        about=about,
        name=name,
        unit=unit,
        differences=tuple(
            Difference(about, field.rstrip("_"), _said(first, field, rulings), _said(second, field, rulings))
            for field in fields
        ),
        first=first.place,
        second=second.place,
        decided=rulings.decided(item_key, episode),
    )


def as_problem(item: Contradiction, code: str) -> Problem:
    """An undecided contradiction as a line of `check`: the first cell that differs, `other` and `said` the second."""
    cells = item.differences[0]
    other = " ".join(part for part in (item.second.file, item.second.sheet, cells.second.address) if part)
    found = fault(code, item.first, cells.first.text, other=other, said=cells.second.text, field=cells.field)
    return replace(found, column=cells.first.column, unit=item.unit, about=item.name)


def _both(first: Any, second: Any) -> str:
    return f"{row_digest(first)}{row_digest(second)}"


def _said(row: Any, field: str, rulings: Rulings) -> CellSaid:
    return CellSaid(row.place, rulings.letter(row.place, field.rstrip("_")), _text(getattr(row, field)))


def _text(value: Any) -> str:
    if isinstance(value, Amount):
        return amount_text(value)
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)
