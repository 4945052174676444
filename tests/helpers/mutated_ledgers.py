"""A good ledger written in another way, by a seed, and what of it was read wrong without a word.

The officer sees the same amounts, days and stages each time. What is read is right, or a problem or note names the
cell, its row, its column or the whole sheet; anything else is silence.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from helpers.intake import YEAR, csv_text, plan
from helpers.mutated_words import (
    AMOUNT_WORDS,
    AMOUNTS,
    BRACKETS,
    COUNTED,
    DAYS,
    FIELDS,
    FORMATS,
    HEADS,
    NOT_SO,
    PAPERS,
    ROWS,
    STAGES,
    SYNONYMS,
    UNITS,
)

from data.intake.cells.amounts import plain
from data.intake.cells.number_format import formatted
from data.intake.files.sheet_facts import Facts, letters
from data.intake.files.sheets import Sheet
from data.intake.ledger_reading import Reading
from data.intake.read_ledger import read_ledger, read_sheets_of

PLAN = plan()
FILE = "改写.csv"


@dataclass
class Draft:
    """The ledger while it is rewritten: `truth` is what an officer sees, by row and field; `told` names the changes.

    `units` is what stands behind a header, `money` the currency that header or note say.
    """

    rng: random.Random
    heads: dict[str, str] = field(default_factory=lambda: dict(zip(FIELDS, HEADS, strict=True)))
    units: dict[str, str] = field(default_factory=dict)
    money: dict[str, str] = field(default_factory=dict)
    truth: list[dict[str, Any]] = field(default_factory=list)
    cells: list[dict[str, Any]] = field(default_factory=list)
    order: list[str] = field(default_factory=lambda: list(FIELDS))
    above: list[list[Any]] = field(default_factory=list)
    group: bool = False
    merged: bool = False
    since_1904: bool = False
    below: list[list[Any]] = field(default_factory=list)
    as_text: tuple[str, str] | None = None
    told: list[str] = field(default_factory=list)

    @classmethod
    def good(cls, rng: random.Random) -> Draft:
        """As an office that takes care would write it."""
        made = cls(rng)
        for row in ROWS:
            said = dict(zip(FIELDS, row, strict=True))
            amounts = {name: (Decimal(said[name]), "CNY") for name in AMOUNTS}
            made.truth.append({**said, **amounts})
            words = {"paper": PAPERS[said["paper"]][0], "stage": STAGES[said["stage"]][0]}
            made.cells.append({**said, **words, **{name: f"{said[name]}万元" for name in AMOUNTS}})
        return made

    def write(self, name: str, unit: str | None, factor: str, currency: str, as_number: bool) -> None:
        """Write a column's amounts in a unit of so many 万, with the unit's word behind each, or bare."""
        for truth, cells in zip(self.truth, self.cells, strict=True):
            wan, _before = truth[name]
            truth[name] = (wan, currency or self.money.get(name, "CNY"))
            number = wan / Decimal(factor)
            cells[name] = float(number) if as_number else f"{plain(number)}{unit or ''}"


# ---------------------------------------------------------------- how it is rewritten


def _header_word(draft: Draft) -> str:
    name = draft.rng.choice(list(SYNONYMS))
    draft.heads[name] = draft.rng.choice(SYNONYMS[name])
    return f"{name} is headed {draft.heads[name]}"


def _header_unit(draft: Draft) -> str:
    name, unit = draft.rng.choice(AMOUNTS), draft.rng.choice(list(UNITS))
    draft.units[name] = draft.rng.choice(BRACKETS).format(unit)
    draft.money[name] = UNITS[unit][1]
    draft.write(name, None, *UNITS[unit], as_number=draft.rng.random() < 0.7)
    return f"{name} in {draft.units[name]!r}"


def _note(draft: Draft) -> str:
    unit = draft.rng.choice(list(UNITS))
    draft.above.append([draft.rng.choice(("单位：{}", "金额单位:{}", "（单位：{}）", "单位：个、{}")).format(unit)])
    for name in AMOUNTS:
        if name not in draft.units:
            draft.money[name] = UNITS[unit][1]
            draft.write(name, None, *UNITS[unit], as_number=True)
    return f"note {draft.above[-1]}"


def _format(draft: Draft) -> str:
    name = draft.rng.choice(AMOUNTS)
    codes = [code for code in FORMATS if not (code.startswith("[$$") and draft.money.get(name) == "USD")]
    code = draft.rng.choice(codes)  # dollars under a header of dollars are of its unit
    draft.write(name, None, *FORMATS[code], as_number=True)
    for cells in draft.cells:
        cells[name] = formatted(cells[name], code)
    return f"{name} as {code}"


def _amount_words(draft: Draft) -> str:
    name = draft.rng.choice(AMOUNTS)
    for truth, cells in zip(draft.truth, draft.cells, strict=True):
        cells[name] = draft.rng.choice(AMOUNT_WORDS)(truth[name][0])
        named = "元" in cells[name] or "￥" in cells[name]
        truth[name] = (truth[name][0], "CNY" if named else draft.money.get(name, "CNY"))
    return f"{name} in words"


def _words(draft: Draft) -> str:
    name, words = draft.rng.choice((("stage", STAGES), ("paper", PAPERS)))
    for truth, cells in zip(draft.truth, draft.cells, strict=True):
        good = truth[name] if isinstance(truth[name], str) else truth[name][0]
        cells[name] = draft.rng.choice(words[good])
        truth[name] = (good,) if cells[name] in NOT_SO else good
    return f"{name} in other words"


def _days(draft: Draft) -> str:
    written = draft.rng.choice([way for way in DAYS if not (draft.since_1904 and way in COUNTED)])
    for truth, cells in zip(draft.truth, draft.cells, strict=True):
        cells["signed_on"] = written(date.fromisoformat(truth["signed_on"]))
    return f"days as {draft.cells[0]['signed_on']!r}"


def _counted_from_1904(draft: Draft) -> str:
    draft.since_1904 = True
    for truth, cells in zip(draft.truth, draft.cells, strict=True):
        day = date.fromisoformat(truth["signed_on"])
        cells["signed_on"] = draft.rng.choice((day, (day - date(1904, 1, 1)) // timedelta(days=1)))
    return "days from 1904"


def _ids(draft: Draft) -> str:
    code, written = draft.rng.choice(
        (
            ("00000000", "{:08}"),
            ('"ZS"0000', "ZS{:04}"),
            ("0000-000", "{:04}-{:03}"),
            ('="{}"', "{:05}"),
            ("'{}", "{:04}"),
        )
    )
    for number, (truth, cells) in enumerate(zip(draft.truth, draft.cells, strict=True), 101):
        truth["id"] = written.format(*divmod(number, 1000)) if "-" in code else written.format(number)
        cells["id"] = code.format(truth["id"]) if "{}" in code else formatted(number, code)
    return f"ids as {code}"


def _title(draft: Draft) -> str:
    draft.above.insert(0, [draft.rng.choice((f"{YEAR}年重点项目台账", "招商引资项目表", "附件1", "制表：招商局"))])
    return "a title"


def _grouped(draft: Draft) -> str:
    draft.group, draft.merged = True, draft.rng.random() < 0.5
    draft.order = list(FIELDS)
    return "a group heading"


def _order(draft: Draft) -> str:
    if not draft.group:
        draft.rng.shuffle(draft.order)
    return "other order"


def _below(draft: Draft) -> str:
    total = ["合计", None, None, sum(wan for wan, _currency in (truth[AMOUNTS[0]] for truth in draft.truth))]
    draft.below += draft.rng.sample(
        [[None], ["备注：以合同为准"], [str(cell or "") for cell in total], ["填表人：", "何某"], list(HEADS)], 2
    )
    return f"below {draft.below}"


def _text(draft: Draft) -> str:
    draft.as_text = (draft.rng.choice(",;\t|，"), draft.rng.choice(("utf-8", "utf-8-sig", "gb18030", "utf-16")))
    return f"text {draft.as_text}"


WAYS: tuple[Callable[[Draft], str], ...] = (
    _header_word, _header_word, _header_unit, _header_unit, _header_unit, _note, _format, _format, _format,
    _amount_words, _words, _words, _days, _days, _counted_from_1904, _ids, _title, _below, _grouped, _order, _text,
)  # fmt: skip


def rewritten(number: int, seed: int) -> Draft:
    """One ledger rewritten in one to three ways: the same for the same number and seed."""
    draft = Draft.good(random.Random(f"{seed} {number}"))
    for way in draft.rng.sample(WAYS, draft.rng.choice((1, 1, 2, 3))):
        draft.told.append(way(draft))
    return draft


# ---------------------------------------------------------------- what is read of it


def _grid(draft: Draft) -> list[list[Any]]:
    heads = {name: f"{draft.heads[name]}{draft.units.get(name, '')}" for name in FIELDS}
    head = [heads[name] for name in draft.order]
    above = [list(row) for row in draft.above]
    if draft.group:
        groups = ["投资情况" if name == AMOUNTS[0] else "" if name in AMOUNTS else draft.heads[name] for name in FIELDS]
        above.append(groups)
        head = [heads[name] if name in AMOUNTS else "" for name in FIELDS]
    return [*above, head, *([cells[name] for name in draft.order] for cells in draft.cells), *draft.below]


def _merges(draft: Draft) -> list[tuple[int, int, int, int]]:
    if not draft.group:
        return []
    at = len(draft.above)
    tall = [(at, n, at + 1, n) for n, name in enumerate(FIELDS) if name not in AMOUNTS and draft.merged]
    first = FIELDS.index(AMOUNTS[0])
    return [(at, first, at, first + 1), *tall]


def read_draft(draft: Draft) -> Reading:
    """It as a sheet; as the bytes of a text where all its cells can stand in one."""
    grid = _grid(draft)
    text = draft.as_text
    if text and all(isinstance(cell, str) for row in grid for cell in row) and not draft.group:
        sign, encoding = text
        quoted = [[f'"{cell}"' if sign in cell or "\n" in cell else cell for cell in row] for row in grid]
        return read_ledger(FILE, csv_text(quoted, sign).encode(encoding), PLAN)
    sheet = Sheet("台账", grid, merges=_merges(draft), facts=Facts(since_1904=draft.since_1904))
    return read_sheets_of(FILE, [sheet], PLAN)


_OF_COLUMNS = frozenset({"unit_assumed", "year_assumed", "column_twice"})
"""What is told once for a whole column, and names its first cell or its header."""


def silent(draft: Draft, reading: Reading) -> Iterator[str]:
    """The cells that are read wrong, or not at all, without a word."""
    if reading.refused or "rows_above" in {one.code for one in reading.problems}:
        return
    if not reading.records and reading.problems:
        return
    told = {(one.row, one.column) for one in reading.problems}
    columns = {one.column for one in reading.problems if one.code in _OF_COLUMNS}
    unread = {one.letter for sheet in reading.sheets for one in sheet.unread}
    by_row = {record.row: record for record in reading.records}
    first = len(draft.above) + 1 + draft.group
    for number, truth in enumerate(draft.truth, first + 1):
        record = by_row.pop(number, None)
        for name in FIELDS:
            column = letters(draft.order.index(name))
            if (number, "") in told or (number, column) in told:
                continue
            got = None if record is None else record.values.get(name)
            if not _is_right(truth[name], got) and not (got is None and column in unread) and column not in columns:
                yield f"{column}{number} {name}: {truth[name]} read as {got}"
    yield from (f"row {row} is no project" for row in by_row)


def _is_right(truth: Any, got: Any) -> bool:
    if isinstance(truth, tuple) and len(truth) == 1:  # a stage that the cell takes back
        return got != truth[0]
    if isinstance(truth, tuple):
        return got is not None and (Decimal(got[0]), got[1]) == truth and got[3] is None
    return bool(got == truth)


@dataclass
class Tally:
    """What came of many: how many cells were right, told of, and silently wrong (with the ledger's number and ways)."""

    ledgers: int = 0
    read: int = 0
    refused: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    silent: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """The figures, to be printed."""
        yield f"{self.ledgers} rewritten ledgers: {self.read} read whole, {self.refused} not read as projects"
        yield "told: " + ", ".join(f"{code} {count}" for code, count in self.codes.most_common())
        yield f"wrong in silence: {len(self.silent)}"
        yield from self.silent[:40]


def tally(count: int, seed: int) -> Tally:
    """Rewrite so many ledgers and read each."""
    found = Tally()
    for number in range(count):
        draft = rewritten(number, seed)
        reading = read_draft(draft)
        found.ledgers += 1
        found.read += len(reading.records) == len(ROWS)
        found.refused += not reading.records
        found.codes.update({one.code for one in reading.problems})
        found.silent += [f"{number}: {said} ({'; '.join(draft.told)})" for said in silent(draft, reading)]
    return found
