"""What of a ledger goes into the folder's memory: everybody who reads the folder reads that.

Rows of the kinds that a province publishes, of files that all its readers may read, and no telephone number of anybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import msgspec

from data.ledgers.kinds_and_columns import Seen
from data.ledgers.season import Record
from data.model import Problem
from data.support.telephones import without_phones

PUBLISHED = frozenset(
    {
        "fairs",
        "units",
        "targets",
        "projects",
        "milestones",
        "funds",
        "blockers",
        "visits",
        "followups",
        "reports",
    }
)
"""Kinds of ledger whose rows are remembered; of the others a digest and a count."""

PHONES = frozenset({"phone"})
"""Fields that are a telephone number and nothing else."""

_WRITTEN_AS_THEY_STAND = frozenset({"id", "project", "replaced_by"})
"""Fields that may be a project's number: one of eleven digits is no telephone."""


def shareable(records: Iterable[Record]) -> tuple[Record, ...]:
    """The rows of published kinds, without telephone numbers."""
    return tuple(_scrubbed(record) for record in records if record.kind in PUBLISHED)


def shareable_problems(problems: Iterable[Problem], records: Iterable[Record]) -> tuple[Problem, ...]:
    """The problems of sheets that hold rows of published kinds alone, without telephone numbers."""
    kinds: dict[str, set[str]] = {}
    for record in records:
        kinds.setdefault(record.sheet, set()).add(record.kind)
    public = {sheet for sheet, found in kinds.items() if found <= PUBLISHED}
    return tuple(_scrubbed_problem(problem) for problem in problems if problem.sheet in public)


def _scrubbed(record: Record) -> Record:
    values = dict(_values(record.values))
    seen = record.seen
    if seen is not None:
        seen = Seen(tuple(map(without_phones, seen.note)), tuple(map(without_phones, seen.section)))
    if values == record.values and seen == record.seen:
        return record
    return msgspec.structs.replace(record, values=values, seen=seen)


def _values(values: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in values.items():
        if name in PHONES:
            continue
        if isinstance(value, str) and name not in _WRITTEN_AS_THEY_STAND:
            yield name, without_phones(value)
        else:
            yield name, value


def _scrubbed_problem(problem: Problem) -> Problem:
    args = tuple((name, without_phones(value)) for name, value in problem.args)
    return replace(problem, text=without_phones(problem.text), args=args, about=without_phones(problem.about))
