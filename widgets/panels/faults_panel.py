"""9 台账问题: what is wrong in and between ledgers, by unit and file, as work that officers mark."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from data.model import Board, Contradiction, Fault, HeldLedger, Item, Pair, ProblemItem
from data.wording import _, ngettext, pgettext
from data.wording.code_words import value_word
from data.wording.doubt_words import side_words
from data.wording.item_lines import handling_tone, hidden, row_word
from data.wording.ruling_words import fault_word, fault_words
from widgets.frame.ink import Phrase, part
from widgets.panels.items_panel import ItemsPanel
from widgets.table.column_widths import Column
from widgets.table.virtual_table import Cell, Heading, TableRow

_TONES = {"ledger": "alarm", "contradiction": "warn", "two-targets": "warn", "pair": "warn"}


class FaultsPanel(ItemsPanel):
    """Held ledgers, contradictions, pairs and problems, each under its unit with whom to call; then the ruled."""

    def columns(self) -> Sequence[Column]:
        """What a row says, the most needful never dropped."""
        return (
            Column("file", pgettext("column", "ledger"), 20, 34, priority=1),
            Column("cell", pgettext("column", "cell"), whole=True),
            Column("about", pgettext("column", "row"), 8, 24, priority=2),
            Column("text", pgettext("column", "it says"), 8, 20, priority=4),
            Column("kind", pgettext("column", "what"), 10, 14, priority=5),
            Column("why", pgettext("column", "what is wrong, and what to do"), 34, 120, grow=True),
            self.marked_column(),
            Column("handling", pgettext("column", "handling"), 6, 24, priority=3),
        )

    def items(self, board: Board) -> Sequence[Item]:
        """All faults."""
        return board.faults

    def texts(self, item: Item) -> tuple[str, ...]:
        """The filter looks at unit, file, row and reason, and at both of a pair."""
        assert isinstance(item, Fault)
        other = side_words(item.second) if isinstance(item, Pair) else ""
        return (item.unit, item.place.file, item.title, item.contact, fault_words(item), other)

    def title(self, board: Board) -> list[Phrase]:
        """How many, and how many of them were dealt with."""
        count = ngettext("{n} fault", "{n} faults", len(board.faults)).format(n=len(board.faults))
        parts = [part(_("Faults in the ledgers"), "title"), part(count, "", 3)]
        return [*parts, *self.group_parts(board), *self.filter_part()]

    def nothing(self) -> str:
        """All was read as it stands."""
        return _("no fault in the ledgers needs anybody now")

    def rows(self) -> Sequence[TableRow]:
        """Units with their faults, then those dealt with, as every list of items has them."""
        rows = list(super().rows())
        at = next((n for n, row in enumerate(rows) if isinstance(row, Heading)), len(rows))
        return [*self._by_unit(rows[:at]), *rows[at:]]

    def _by_unit(self, rows: Sequence[TableRow]) -> list[TableRow]:
        """Open rows under their units, the unit with most to do first, those of nobody last; within one by file."""
        units: dict[str, list[Hashable]] = {}
        for row in rows:
            units.setdefault(self._by_row[row].unit, []).append(row)
        order = sorted(units.items(), key=lambda one: (not one[0], -len(one[1]), one[0]))
        return [entry for unit, own in order for entry in (self._heading(unit, own), *sorted(own, key=self._file))]

    def _file(self, row: Hashable) -> tuple[bool, str, str, int]:
        place = self._by_row[row].place
        return not isinstance(self._by_row[row], HeldLedger), place.file, place.sheet, place.row

    def _heading(self, unit: str, rows: Sequence[Hashable]) -> Heading:
        first = self._by_row[rows[0]]
        whom = " ".join(part for part in (str(len(rows)), first.contact, first.phone) if part)
        return Heading(unit or _("no unit named"), whom)

    def cells(self, row: Hashable, widths: Mapping[str, int]) -> Mapping[str, Cell]:
        """One fault."""
        item = self._by_row[row]
        assert isinstance(item, Fault)
        return {
            "file": _ledger(item),
            "cell": _address(item),
            "about": item.about
            if isinstance(item, ProblemItem)
            else item.name
            if isinstance(item, Contradiction)
            else item.title
            if isinstance(item, Pair)
            else "",
            "text": value_word(item.problem.text) if isinstance(item, ProblemItem) else "",
            "kind": [(fault_word(item), _TONES.get(item.kind, "muted"))],
            "why": [(fault_words(item), "muted" if hidden(item) else "")],
            "marked": self.marked(item),
            "handling": [(row_word(item), handling_tone(item))],
        }


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
