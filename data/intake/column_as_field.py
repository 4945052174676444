"""One column that is read: as which field, and in which unit by whose word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data.intake.cells.amounts import UNCLEAR, AmountUnit
from data.intake.cells.headings import HeaderText
from data.intake.files.sheet_facts import letters
from data.intake.ledger_block import OwnLedger
from data.intake.reading_plan import Match
from data.ledgers.kinds_and_columns import Kind, Type
from data.support.fast_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """One column that is read: `index` from 0; `unit` is what header, settings or note (`unit_from`) say of amounts,
    `unclear` the header's words where it names several. `beside` are further fields that the column serves."""

    index: int
    header: str
    field: str
    unit: AmountUnit | None = None
    unit_from: str = ""
    unclear: str = ""
    beside: tuple[str, ...] = ()

    @property
    def letter(self) -> str:
        """The column as spreadsheets name it."""
        return letters(self.index)


def columns_of(
    index: int, head: HeaderText, matches: Sequence[Match], kind: Kind, noted: AmountUnit | None, own: OwnLedger
) -> Iterator[ReadColumn]:
    """A sheet's column (from 0) as each field that its header stands for; `noted` is the unit of the sheet's note."""
    for match in matches:
        beside = tuple(other.field for other in matches if other is not match)
        if kind.field(match.field).type is not Type.AMOUNT:
            yield ReadColumn(index, head.text, match.field, beside=beside)
            continue
        said, meant = "ledgers" if match.rank < 0 else "settings", own.as_meant(head)
        units = (("header", meant), (said, match.unit), ("note", noted), ("ledgers", own.unit))
        unit_from, unit = next(((origin, said) for origin, said in units if said), ("", None))
        settled = head.unit is None and (meant not in (None, UNCLEAR) or own.amount_unit != "auto")
        unclear = ("" if settled else head.unclear) or ("单位" if unit is UNCLEAR else "")
        yield ReadColumn(index, head.text, match.field, unit, unit_from, unclear, beside)
