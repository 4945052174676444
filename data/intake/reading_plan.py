"""What intake must know to read a ledger, small enough to be sent over a pipe: the office's own words, the year.

The book of headers and the words are derived from `data.ledgers.kinds_and_columns` and this plan, once per process
and plan.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

import msgspec

from data.intake.cells.amounts import AmountUnit, unit_of
from data.intake.cells.headings import HeaderText, heading
from data.intake.ledger_block import OwnLedger, Words, own_ledger, pairs
from data.ledgers.kinds_and_columns import KINDS, PAPER_WORDS, STAGE_WORDS, STATUS_WORDS
from data.settings import ReadingSettings
from data.support.fast_dataclass import dataclass


class Plan(msgspec.Struct, frozen=True):
    """How ledgers are to be read. Hashable, and encodable as msgpack.

    `columns` are the office's own headers as (kind, field, header); `stages`, `papers`, `statuses` its own words as
    (value, word); `amount_unit` is the unit of an amount where nothing says one; `year` serves dates that lack
    theirs; the rest are limits. `ledgers` are the office's `[[ledgers]]`, `own` what they say of the one that is read.
    """

    year: int
    columns: tuple[tuple[str, str, str], ...] = ()
    stages: Words = ()
    papers: Words = ()
    statuses: Words = ()
    ledgers: tuple[OwnLedger, ...] = ()
    own: OwnLedger = OwnLedger()
    amount_unit: str = "万元"
    max_bytes: int = 50_000_000
    max_unpacked: int = 192_000_000
    max_rows: int = 200_000
    max_columns: int = 1_000
    max_cells: int = 4_000_000

    @classmethod
    def of(cls, settings: ReadingSettings, year: int) -> Plan:
        """The plan of a folder's settings; `year` is the present one, where they do not say when the season begins."""
        return cls(
            year=settings.season.from_.year if settings.season.from_ else year,
            columns=tuple(
                (kind, name, header)
                for kind, fields in settings.columns.items()
                for name, headers in fields.items()
                for header in headers
            ),
            stages=pairs(settings.stages),
            papers=pairs(settings.papers.words),
            statuses=pairs(settings.statuses),
            ledgers=tuple(map(OwnLedger.of, settings.ledgers)),
            amount_unit=settings.files.amount_unit,
            max_bytes=settings.files.max_megabytes * 1_000_000,
        )

    def for_sheet(self, file: str, sheet: str | None = None) -> Plan:
        """How one sheet is to be read, or what all sheets of a file may be: with what `[[ledgers]]` say of it."""
        if not self.ledgers:
            return self
        own = own_ledger(self.ledgers, file, sheet)
        return msgspec.structs.replace(
            self,
            ledgers=(),
            own=own,
            stages=(*own.stages, *self.stages),
            papers=(*own.papers, *self.papers),
            statuses=(*own.statuses, *self.statuses),
        )

    @property
    def book(self) -> HeaderBook:
        """The headers and words that this plan knows; built once per process."""
        return _book(self)

    @property
    def default_unit(self) -> AmountUnit:
        """The unit of an amount where neither cell, header nor note says one."""
        return unit_of(self.amount_unit) or AmountUnit()


@dataclass(frozen=True, slots=True)
class Match:
    """What a header stands for in one kind: the field, how good the header is (0 the best, -1 the office's own for this
    ledger), a unit it implies. `also` are further fields that the office's own header serves."""

    field: str
    rank: int
    unit: AmountUnit | None = None
    also: tuple[str, ...] = ()

    def split(self) -> Iterator[Match]:
        """The further fields, each as a match of its own."""
        return (replace(self, field=name, also=()) for name in self.also)


@dataclass(frozen=True, slots=True)
class HeaderBook:
    """Everything that intake recognises.

    `kinds` is, for each kind, normalised header -> Match; `known` all normalised headers; `stages`, `papers`,
    `statuses` normalised word -> value. `sole` is the kind that settings say the ledger is, "" where they say none,
    `stated` the fields that they say for each row.
    """

    kinds: dict[str, dict[str, Match]]
    known: frozenset[str]
    stages: dict[str, str]
    papers: dict[str, str]
    statuses: dict[str, str]
    sole: str = ""
    stated: frozenset[str] = frozenset()

    def match(self, kind: str, head: HeaderText) -> Match | None:
        """What a heading stands for in this kind: as written, else without its brackets."""
        headers = self.kinds[kind]
        return headers.get(head.whole) or headers.get(head.bare)

    def knows(self, head: HeaderText) -> bool:
        """Whether any kind has this heading."""
        return head.whole in self.known or head.bare in self.known


@lru_cache(maxsize=64)
def _book(plan: Plan) -> HeaderBook:
    kinds = {kind.name: _headers(plan, kind.name) for kind in KINDS}
    return HeaderBook(
        kinds=kinds,
        known=frozenset(header for headers in kinds.values() for header in headers),
        stages=_words({str(k): v for k, v in STAGE_WORDS.items()}, plan.stages),
        papers=_words({str(k): v for k, v in PAPER_WORDS.items()}, plan.papers),
        statuses=_words({str(k): v for k, v in STATUS_WORDS.items()}, plan.statuses),
        sole=plan.own.kind,
        stated=frozenset(name for name, _text in plan.own.constants),
    )


def _headers(plan: Plan, kind_name: str) -> dict[str, Match]:
    own = plan.own
    if own.kind and own.kind != kind_name:
        return {}
    headers: dict[str, Match] = {}
    for name, header in own.columns:
        _add(headers, header, Match(name, -1))
    for kind, name, header in plan.columns:  # an office's own words come first: they may override
        if kind == kind_name and name not in own.fields:
            _add(headers, header, Match(name, 0))
    for kind_ in KINDS:
        if kind_.name == kind_name:
            for field in kind_.fields:
                for rank, header in enumerate((*field.headers, field.name)):
                    if field.name not in own.fields:
                        headers.setdefault(heading(header).whole, Match(field.name, rank))
    return headers


def _add(headers: dict[str, Match], header: str, match: Match) -> None:
    """An office's own header; one that is there already serves a further field."""
    head = heading(header)
    text = head.bare if head.unit else head.whole
    known = headers.setdefault(text, replace(match, unit=head.unit))
    if known.field != match.field and match.field not in known.also:
        headers[text] = replace(known, also=(*known.also, match.field))


def _words(table: dict[str, tuple[str, ...]], own: Words) -> dict[str, str]:
    words = {heading(word).whole: value for value, word in own}
    for value, known in table.items():
        for word in (*known, value):
            words.setdefault(heading(word).whole, value)
    return words
