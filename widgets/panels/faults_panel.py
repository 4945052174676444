"""9 台账问题: what is wrong in and between ledgers, by unit and file, as work that officers mark."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from data.model import Contradiction, Fault, HeldLedger, Pair, ProblemItem
from data.wording import N_, _, ngettext, pgettext
from data.wording.code_words import value_word
from data.wording.doubt_words import side_words
from data.wording.item_lines import hidden
from data.wording.ruling_words import fault_word, fault_words
from widgets.panels.items_panel import ItemList, handling_cell
from widgets.table.column_cells import Col, col
from widgets.table.virtual_table import Cell, Heading, TableRow

_TONES = {"ledger": "alarm", "contradiction": "warn", "two-targets": "warn", "pair": "warn"}


def _columns(facts: Sequence[object]) -> Sequence[Col[Fault]]:
    """Held ledgers, contradictions, pairs and problems."""
    return (
        col("file", pgettext("column", "ledger"), _ledger, 20, 34, priority=1),
        col("cell", pgettext("column", "cell"), _address, whole=True),
        col("about", pgettext("column", "row"), _about, 8, 24, priority=2),
        col("text", pgettext("column", "it says"), _text, 8, 20, priority=4),
        col("kind", pgettext("column", "what"), _kind, 10, 14, priority=5),
        col("why", pgettext("column", "what is wrong, and what to do"), _why, 34, 120, grow=True),
        col("handling", pgettext("column", "handling"), handling_cell, 6, 24, priority=3),
    )


def _texts(item: Fault) -> tuple[str, ...]:
    """The filter looks at unit, file, row and reason, and at both of a pair."""
    other = side_words(item.second) if isinstance(item, Pair) else ""
    return (item.unit, item.place.file, item.title, item.contact, fault_words(item), other)


def _by_unit(rows: Mapping[Hashable, Fault]) -> list[TableRow]:
    """Rows under their units, the unit with most to do first, those of nobody last; within one by file."""
    units: dict[str, list[Hashable]] = {}
    for row, item in rows.items():
        units.setdefault(item.unit, []).append(row)
    listed: list[TableRow] = []
    for unit, own in sorted(units.items(), key=lambda one: (not one[0], -len(one[1]), one[0])):
        first = rows[own[0]]
        whom = " ".join(part for part in (str(len(own)), first.contact, first.phone) if part)
        listed += [Heading(unit or _("no unit named"), whom), *sorted(own, key=lambda row: _file(rows[row]))]
    return listed


def _file(item: Fault) -> tuple[bool, str, str, int]:
    return not isinstance(item, HeldLedger), item.place.file, item.place.sheet, item.place.row


def _ledger(item: Fault) -> str:
    """File and sheet; the folder of the unit that the row stands under need not be said again."""
    file = item.place.file.removeprefix(f"{item.unit}/") if item.unit else item.place.file
    return " ".join(part for part in (file, item.place.sheet) if part)


def _address(item: Fault) -> str:
    if isinstance(item, ProblemItem):
        return item.problem.address
    if isinstance(item, Contradiction) and item.differences:
        return item.differences[0].first.address
    if isinstance(item, Pair):
        return str(item.place.row or "")
    return ""


def _about(item: Fault) -> str:
    if isinstance(item, ProblemItem):
        return item.about
    if isinstance(item, Contradiction):
        return item.name
    return item.title if isinstance(item, Pair) else ""


def _text(item: Fault) -> str:
    return value_word(item.problem.text) if isinstance(item, ProblemItem) else ""


def _kind(item: Fault) -> Cell:
    return [(fault_word(item), _TONES.get(item.kind, "muted"))]


def _why(item: Fault) -> Cell:
    return [(fault_words(item), "muted" if hidden(item) else "")]


FAULTS = ItemList[Fault](
    "faults",
    N_("Faults in the ledgers"),
    lambda n: ngettext("{n} fault", "{n} faults", n).format(n=n),
    lambda board: board.faults,
    _columns,
    _texts,
    N_("no fault in the ledgers needs anybody now"),
    open_rows=_by_unit,
)
