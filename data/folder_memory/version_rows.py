"""The rows of one version of a ledger, and how they are packed into lines: what is new against the version before.

A row is told by what it says, not by where it stands: one inserted above others changes none of them.
"""

from __future__ import annotations

import base64
import hashlib
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from data.ledgers.kinds_and_columns import Seen
from data.ledgers.season import RECORD_TYPES, Record, typed
from data.model import Problem
from data.support.late_pattern import late_pattern
from data.support.text import clean

MOST = 64 << 20
"""Bytes that a version's rows unpack to at most: what is longer was not written by fairwatch."""

_LEVEL = 6

_LAST_ROW = 2**31 - 1
"""No table is longer."""

_ESCAPED = late_pattern(r"(?<!\\)(?:\\\\)*\\u")
"""How JSON writes a sign that drives a terminal: in text that was cleaned there is none."""


class SheetFacts(msgspec.Struct, frozen=True):
    """What was read of a file beside its rows: `columns` and `days` as its sheets have them, its problems, the kinds
    that its tables nearly are, and those of tables without a row."""

    columns: dict[str, dict[str, str]] = {}
    days: dict[str, str] = {}
    problems: tuple[Problem, ...] = ()
    near: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()


NO_FACTS = SheetFacts()


class VersionRows(msgspec.Struct, frozen=True):
    """The shared rows of one version, by their digests, and what else was read of its file."""

    rows: dict[str, Record]
    facts: SheetFacts = NO_FACTS

    @property
    def records(self) -> tuple[Record, ...]:
        """The rows as intake read them."""
        return tuple(self.rows.values())


class _PackedRow(msgspec.Struct, frozen=True, array_like=True):
    digest: str
    head: int
    row: int
    values: dict[str, Any]
    assumed: tuple[str, ...] = ()
    seen: Seen | None = None


class Pack(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the lines of a version carry. `whole`: all rows, else those that are new (`put`) and gone (`cut`). `heads`:
    kind, sheet and fields of rows. `moved`: the numbers of all rows, in the order of their digests, where one that
    stayed has another."""

    facts: SheetFacts
    whole: bool = False
    heads: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    put: tuple[_PackedRow, ...] = ()
    cut: tuple[str, ...] = ()
    moved: tuple[int, ...] = ()


_PACKS = msgspec.json.Decoder(Pack)
_CODED = msgspec.json.Encoder(order="deterministic")


def by_digest(records: Iterable[Record]) -> dict[str, Record]:
    """Rows by what they say. Of rows that say the same the later ones are numbered."""
    found: dict[str, Record] = {}
    again: dict[str, int] = {}
    for record in records:
        said = (record.kind, record.sheet, record.values, record.fields, record.assumed, record.seen)
        digest = hashlib.sha256(_CODED.encode(said)).hexdigest()[:12]
        if digest in found:
            again[digest] = again.get(digest, 1) + 1
            digest = f"{digest}.{again[digest]}"
        found[digest] = record
    return found


def packed(now: VersionRows, before: VersionRows | None) -> bytes:
    """The rows as bytes: against the version before, or whole where there is none or that is no longer."""
    old: Mapping[str, Record] = before.rows if before else {}
    put = [digest for digest in now.rows if digest not in old]
    cut = tuple(sorted(digest for digest in old if digest not in now.rows))
    if before is None or len(put) + len(cut) >= len(now.rows):
        put, cut, before = list(now.rows), (), None
    heads: dict[tuple[str, str, tuple[str, ...]], int] = {}
    rows = tuple(_packed_row(digest, now.rows[digest], heads) for digest in sorted(put))
    moved: tuple[int, ...] = ()
    if before is not None and any(old[one].row != record.row for one, record in now.rows.items() if one in old):
        moved = tuple(now.rows[digest].row for digest in sorted(now.rows))
    return _CODED.encode(Pack(now.facts, before is None, tuple(heads), rows, cut, moved))


def _packed_row(digest: str, record: Record, heads: dict[tuple[str, str, tuple[str, ...]], int]) -> _PackedRow:
    head = heads.setdefault((record.kind, record.sheet, record.fields), len(heads))
    return _PackedRow(digest, head, record.row, record.values, record.assumed, record.seen)


def opened(data: bytes) -> Pack:
    """What packed rows say. Raises ValueError for what is none, or says what no row of its kind can."""
    try:
        pack = _PACKS.decode(data)
        for one in pack.put:
            kind, sheet, fields = pack.heads[one.head]
            if not (one.head >= 0 and 0 < one.row <= _LAST_ROW):
                raise ValueError("a row that stands nowhere")
            if kind in RECORD_TYPES:
                typed(Record(kind, "", sheet, one.row, one.values, fields, one.assumed, one.seen))
        if not all(0 < number <= _LAST_ROW for number in pack.moved):
            raise ValueError("a row that stands nowhere")
    except (IndexError, OverflowError, RecursionError) as error:
        raise ValueError(str(error)) from error
    return pack


def unpacked(pack: Pack, file: str, before: VersionRows | None) -> VersionRows | None:
    """The rows again; None where the version that they are told against is not known, or lacks what is said of it."""
    if not pack.whole and before is None:
        return None
    rows = {} if before is None or pack.whole else dict(before.rows)
    for digest in pack.cut:
        if rows.pop(digest, None) is None:
            return None
    for one in pack.put:
        kind, sheet, fields = pack.heads[one.head]
        rows[one.digest] = Record(kind, file, sheet, one.row, one.values, fields, one.assumed, one.seen)
    if pack.moved and len(pack.moved) == len(rows):
        for digest, number in zip(sorted(rows), pack.moved, strict=True):
            rows[digest] = msgspec.structs.replace(rows[digest], row=number)
    return VersionRows(rows, pack.facts)


# ------------------------------------------------------------ as text in lines


def as_texts(data: bytes, longest: int) -> Sequence[str]:
    """Deflated, as text in pieces of so many characters at most; one piece at least."""
    text = base64.b64encode(zlib.compress(data, _LEVEL)).decode("ascii")
    return [text[at : at + longest] for at in range(0, len(text), longest)] or [""]


def from_texts(texts: Iterable[str]) -> bytes:
    """The bytes again. Raises ValueError for what is damaged, too long, or could drive a terminal."""
    try:
        deflated = base64.b64decode("".join(texts), validate=True)
        inflate = zlib.decompressobj()
        data = inflate.decompress(deflated, MOST)
    except zlib.error as error:
        raise ValueError(str(error)) from error
    if not inflate.eof:
        raise ValueError("cut short, or too long")
    text = data.decode()
    if ("\\u" in text and _ESCAPED.search(text)) or clean(text) != text:
        raise ValueError("text that was not cleaned")
    return data
