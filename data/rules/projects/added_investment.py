"""Money added to a project that is signed already (增资, 补充协议): it counts by its difference and is no new project.

Source: docs/figures.md. A contract whose name has one of WORDS finds its project by the name without that word, in the
same units. What it says is the new whole where it is no less than what was signed so far, of which only the difference
counts; less than that is what is added. It counts on its own day, in its own fair. Without such a project, signed by
that day and not struck off, it counts as it is and is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

import msgspec

from data.model import Paper, Problem
from data.rules.projects.projects import Entry
from data.rules.rule_notes import note
from data.support.late_pattern import late_pattern
from data.support.spelling import squash

WORDS = ("增资扩产", "增资扩建", "增资扩股", "追加投资", "增资", "补充协议书", "补充协议", "补充合同")
"""What such a contract is called."""

_WORD = late_pattern("|".join(WORDS))
_ROUND = late_pattern(r"[(（\[【][^()（）\[\]【】]*(?:{})[^()（）\[\]【】]*[)）\]】]".format("|".join(WORDS)))
_NTH = late_pattern(r"第?[一二三四五六七八九十\d]+次$|之[一二三四五六七八九十\d]+$")
_LEADS = late_pattern(r"^(?:关于|《|[-—_:：·、,，\s])+")
_ENDS = late_pattern(r"(?:项目|合同|协议书?|的|[-—_:：·、,，()（）\[\]【】《》\s])+$")


def with_additions(entries: Sequence[Entry], as_of: date) -> tuple[list[Entry], tuple[Problem, ...]]:
    """The entries, those that add to another one with what they add; and which these are."""
    adding = [entry for entry in entries if _adds(entry)]
    if not adding:
        return list(entries), ()
    wanted = {(frozenset(entry.units), name) for entry in adding if (name := base_name(entry.project.name))}
    bases: dict[tuple[frozenset[str], str], list[Entry]] = {}
    for entry in entries:
        key = (frozenset(entry.units), _core(entry.project.name))
        if key in wanted and entry.counts and not _WORD.search(entry.project.name):
            bases.setdefault(key, []).append(entry)
    found: dict[str, Entry] = {}
    told: list[Problem] = []
    so_far: dict[str, Decimal] = {}
    for entry in sorted(adding, key=lambda one: (one.project.signed_on or date.max, one.place.row)):
        known = bases.get((frozenset(entry.units), base_name(entry.project.name)), [])
        base = _one(known, entry)
        if base is None:
            told.append(note("addition_alone", entry.place, entry.project.name))
            continue
        whole = so_far.get(base.key, base.value or Decimal(0))
        added = _added(entry, whole)
        if added is not None and entry.signed_by(as_of):
            so_far[base.key] = whole + added
        found[entry.key] = msgspec.structs.replace(entry, value=added, adds_to=base.key)
        told.append(note("addition", entry.place, entry.project.name, base=base.project.name))
    return [found.get(entry.key, entry) for entry in entries], tuple(told)


def base_name(name: str) -> str:
    """The name of the project that is added to, as `_core` writes it; "" where the word is all of it."""
    plain = _ROUND.sub("", name).strip()
    at = _WORD.search(plain)
    if at is None:
        return _core(plain)
    return _core(_NTH.sub("", plain[: at.start()])) or _core(plain[at.end() :])


def _core(name: str) -> str:
    """A name without 关于 before it, and without 项目, 合同 and the like after it."""
    return squash(_ENDS.sub("", _LEADS.sub("", name)))


def _adds(entry: Entry) -> bool:
    return entry.counts and entry.project.paper is Paper.CONTRACT and bool(_WORD.search(entry.project.name))


def _one(known: Iterable[Entry], entry: Entry) -> Entry | None:
    """The contract that was signed first, if it is the only one that can be meant."""
    day = entry.project.signed_on
    signed = [
        base
        for base in known
        if base.project.paper is Paper.CONTRACT and not base.gone and (day is None or base.signed_by(day))
    ]
    return signed[0] if len(signed) == 1 else None


def _added(entry: Entry, whole: Decimal) -> Decimal | None:
    if entry.value is None:
        return None
    return entry.value - whole if entry.value >= whole else entry.value
