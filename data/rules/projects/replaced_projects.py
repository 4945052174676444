"""Projects that others replaced (置换项目): they count no more once the replacement is there, whatever their status.

Source: docs/figures.md. The replacement is named by number or by name, and is there from the day on which it is signed
(without one: at once). What leads round in a ring, names itself, nothing known or several projects replaces nothing;
`data.rules.signing.pipeline` tells of these.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from data.rules.projects.project_lookup import NamedProjects
from data.rules.projects.projects import Entry
from data.support.spelling import normalise


def replacement(entry: Entry, named: NamedProjects) -> Entry | None:
    """The project that stands in for this one; of several with one name the one of the same unit, if there is one."""
    said = entry.project.replaced_by
    return named.one(said) or named.one(said, (entry.unit,))


def with_replaced(entries: Sequence[Entry], named: NamedProjects, as_of: date) -> list[Entry]:
    """The entries, those that are replaced by this date gone."""
    after = {
        entry.key: found
        for entry in entries
        if entry.counts and normalise(entry.project.replaced_by) and (found := replacement(entry, named))
    }
    if not after:
        return list(entries)
    gone = {
        key
        for key, found in after.items()
        if not _comes_back(key, after) and (found.project.signed_on is None or found.signed_by(as_of))
    }
    return [msgspec.structs.replace(entry, gone=True) if entry.key in gone else entry for entry in entries]


def _comes_back(key: str, after: Mapping[str, Entry]) -> bool:
    """Whether the chain from a project leads to itself."""
    seen: set[str] = set()
    at = key
    while at in after and at not in seen:
        seen.add(at)
        at = after[at].key
        if at == key:
            return True
    return False
