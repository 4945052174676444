"""What fairwatch.toml would have to say for a sheet to be read that is not: a `[[ledgers]]` block, ready to be pasted.

It names the columns that must be read and have none. Where one column alone is left that may say it, that one is
named; else an officer chooses, and `…` stands there, which no sheet has.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from data.intake.cells.headings import heading, normal
from data.intake.column_reader import unread_columns
from data.intake.files.sheet_facts import letters
from data.intake.files.sheets import Sheet
from data.intake.header_and_columns import Layout, Unknown
from data.intake.header_try import COUNTERS
from data.intake.reading_plan import Plan
from data.ledgers.kinds_and_columns import BY_NAME, KINDS, Kind
from data.support.text import clean, short

_CHOOSE = "…"
_MOST = 12
"""Columns that a line lists to choose from."""

_LONGEST = 60
"""Characters of a header as it is listed to choose from."""

_EXAMPLES: Mapping[str, str] = {"paper": "合同", "unit": "甲县"}
"""Fields that one word may say for a whole list, with such a word."""


class Suggestion(NamedTuple):
    """The nearest kind, the columns that were seen with their letters, and the block."""

    kind: str
    columns: str
    block: str


_Heads = list[tuple[str, str]]
"""Columns as letter and header."""


def suggestion(why: Unknown, file: str, sheet: Sheet, plan: Plan) -> Suggestion:
    """How a sheet would be read that is not. `file` is its path from the folder."""
    heads = _heads(why, sheet)
    kind = BY_NAME[_nearest(why, f"{file}{sheet.name}", heads, plan)]
    lacking = why.lacking if why.near else _lacking(kind, heads, plan)
    free = _free(why.near, heads, plan, kind)
    lines = [*_head(kind, file, sheet.name, plan), *_columns(lacking, free, kind)]
    return Suggestion(kind.name, _listed(heads), "\n".join(lines))


def _heads(why: Unknown, sheet: Sheet) -> _Heads:
    """The columns by the nearest header, else by the row that the refusal names."""
    if why.near:
        said = [(at, head.text) for at, head in enumerate(why.near.heads) if head]
    else:
        row = sheet.rows[why.row] if 0 <= why.row < len(sheet.rows) else []
        said = [(at, cell) for at, cell in enumerate(row) if isinstance(cell, str)]
    plain = ((letters(at), " ".join(clean(text).split())) for at, text in said)
    return [(letter, text) for letter, text in plain if text]


def _listed(heads: _Heads) -> str:
    said = ", ".join(f"{letter} {short(text, _LONGEST)}" for letter, text in heads[:_MOST])
    return f"{said}, …" if len(heads) > _MOST else said


def _nearest(why: Unknown, called: str, heads: _Heads, plan: Plan) -> str:
    """The kind that the settings or the refusal name, else that of the most known headers, else of the file's name;
    a ledger of projects where nothing tells."""
    if plan.own.kind:
        return plan.own.kind
    if why.near:
        return why.near.kind.name
    tied = dict(why.args).get("kinds", "")
    if tied:
        return tied.split(",")[0]
    read = [heading(text) for _letter, text in heads]
    known = {kind.name: sum(plan.book.match(kind.name, head) is not None for head in read) for kind in KINDS}

    def nearness(kind: Kind) -> tuple[int, bool, int, bool]:
        """How near a kind is: by two headers at least, else by its name in the file's, else by one header."""
        count = known[kind.name]
        return count if count > 1 else 0, normal(kind.label) in normal(called), count, kind.name == "projects"

    return max(KINDS, key=nearness).name


def _lacking(kind: Kind, heads: _Heads, plan: Plan) -> tuple[tuple[str, ...], ...]:
    """The fields that must have a column and have none, each with those that would do in its place."""
    found = (plan.book.match(kind.name, heading(text)) for _letter, text in heads)
    have = {match.field for match in found if match} | plan.book.stated
    groups = (*((f.name,) for f in kind.fields if f.required or f.name in kind.around), *kind.any_of)
    return tuple(group for group in groups if have.isdisjoint(group))


def _free(near: Layout | None, heads: _Heads, plan: Plan, kind: Kind) -> _Heads:
    """The columns that say nothing known to the kind, and are no counters."""
    if near:
        return [(column.letter, column.header) for column in unread_columns(near) if column.why == "unknown"]
    read = ((letter, text, heading(text)) for letter, text in heads)
    return [
        (letter, text)
        for letter, text, head in read
        if head.whole not in COUNTERS and plan.book.match(kind.name, head) is None
    ]


def _head(kind: Kind, file: str, sheet: str, plan: Plan) -> Iterator[str]:
    yield "[[ledgers]]"
    yield f"match = {_quoted(file)}"
    if plan.own.sheet and sheet:
        yield f"sheet = {_quoted(sheet)}"
    yield f'kind = "{kind.name}"'


def _columns(lacking: tuple[tuple[str, ...], ...], free: _Heads, kind: Kind) -> Iterator[str]:
    if not lacking:
        return
    only = free[0][1] if len(free) == len(lacking) == 1 else _CHOOSE
    yield "[ledgers.columns]"
    for group in lacking:
        field = kind.field(group[0])
        yield f"{field.name} = [{_quoted(only)}]  # {field.headers[0]}"
        yield from (f"# {name} = [{_quoted(only)}]  # {kind.field(name).headers[0]}" for name in group[1:])
    if free:
        yield f"# {_listed(free)}"
    constants = [name for group in lacking for name in group if name in _EXAMPLES]
    if constants:
        yield "# [ledgers.constants]"
        yield from (f"# {name} = {_quoted(_EXAMPLES[name])}" for name in constants)


def _quoted(text: str) -> str:
    """A text of TOML, on one line."""
    return json.dumps(" ".join(clean(text).split()), ensure_ascii=False)
