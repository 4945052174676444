"""Which rows of project ledgers are one project, whatever number of ledgers list it.

Source: docs/figures.md (which rows are one project). Two rows are one project when they have

- the same units (all of them, in whatever order) and the same name, and their ids do not contradict each other;
- or the same id, and the same name or the same units.

The same id alone makes nothing one: it is a problem, and each counts. Where no common id ties them, two known investors
make two projects: 标准化厂房 of two investors is not one. Nothing here goes by the order of rows or the names of files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from data.ledgers.kinds_and_columns import Project
from data.rules.units.names import UnitBook, real_id
from data.rules.units.similar_unit_names import is_slip, within
from data.support.fast_dataclass import dataclass
from data.support.late_pattern import late_pattern
from data.support.spelling import squash

ProjectRows = list[Project]

_FORMS = late_pattern(r"有限责任公司|股份有限公司|有限公司|集团|公司|股份")
_JOINED = late_pattern(r"[、,，;；/／\n]+")
_COMPARED = 100
"""Spellings of investors that are compared with each other; of more only the equal ones are one."""


@dataclass(frozen=True, slots=True)
class Grouped:
    """The rows by project, each in the order in which they came; `clashes` are groups that share nothing but an id."""

    groups: tuple[ProjectRows, ...]
    clashes: tuple[tuple[ProjectRows, ...], ...]


def grouped(rows: Sequence[Project], book: UnitBook) -> Grouped:
    """Sort rows into projects. The groups stand in the order of their first rows."""
    blocks: dict[tuple[tuple[str, ...], str], ProjectRows] = {}
    sets: dict[str, tuple[str, ...]] = {}
    for row in rows:
        units = sets.get(row.unit)
        if units is None:
            units = sets[row.unit] = tuple(sorted(book.split(row.unit)))
        blocks.setdefault((units, squash(row.name)), []).append(row)
    clusters = [cluster for block in blocks.values() for cluster in ([block] if len(block) == 1 else _parted(block))]
    by_id: dict[str, list[int]] = {}
    for at, cluster in enumerate(clusters):
        if known := _id_of(cluster):
            by_id.setdefault(known, []).append(at)
    shared = [places for places in by_id.values() if len(places) > 1]
    if not shared:
        return Grouped(tuple(clusters), ())
    merged: dict[int, ProjectRows] = dict(enumerate(clusters))
    clashes = []
    for places in shared:
        parts = _by_id([merged.pop(at) for at in places], lambda row: sets[row.unit])
        merged.update(zip(places, parts, strict=False))
        if len(parts) > 1:
            clashes.append(tuple(parts))
    order = {id(row): at for at, row in enumerate(rows)}
    groups = list(merged.values())
    for group in groups:
        group.sort(key=lambda row: order[id(row)])
    groups.sort(key=lambda group: order[id(group[0])])
    return Grouped(tuple(groups), tuple(clashes))


def _id_of(rows: ProjectRows) -> str:
    return next((known for row in rows if row.id and (known := real_id(row.id))), "")


def _parted(block: ProjectRows) -> list[ProjectRows]:
    """Rows of the same units and name: those of one id together, those without one where nothing contradicts it."""
    by_id: dict[str, ProjectRows] = {}
    for row in block:
        by_id.setdefault(real_id(row.id), []).append(row)
    loose = by_id.pop("", [])
    known = [by_id[id_] for id_ in sorted(by_id)]
    if not known:
        return _by_investor(loose)
    found = [list(rows) for rows in known]
    rest: ProjectRows = []
    for row in loose:
        fits = [at for at, rows in enumerate(known) if not any(are_two_investors(row, other) for other in rows)]
        if fits:
            found[max(fits, key=lambda at: (_shared(row, known[at]), -at))].append(row)
        else:
            rest.append(row)
    return [*found, *_by_investor(rest)]


def _by_investor(rows: ProjectRows) -> list[ProjectRows]:
    """Rows that no id tells apart, by their investors; a row without one goes where it has most in common."""
    if len({row.investor for row in rows}) <= 1:
        return [rows] if rows else []
    kinds = _same_investors({squash(row.investor): row.investor for row in rows if squash(row.investor)})
    if len(set(kinds.values())) <= 1:
        return [rows]
    found: dict[str, ProjectRows] = {}
    for row in rows:
        if kind := kinds.get(squash(row.investor)):
            found.setdefault(kind, []).append(row)
    parts = [found[kind] for kind in sorted(found)]
    said = [list(part) for part in parts]
    for row in rows:
        if not squash(row.investor):
            parts[max(range(len(said)), key=lambda at: (_shared(row, said[at]), -at))].append(row)
    return parts


def _same_investors(spellings: dict[str, str]) -> dict[str, str]:
    """For each spelling, squashed, the smallest of those that mean the same investor."""
    kinds = {plain: plain for plain in sorted(spellings)}
    if len(kinds) > _COMPARED:
        return kinds
    for first in kinds:
        for other in kinds:
            if first < other and not _two_investors(spellings[first], spellings[other]):
                old, new = sorted((kinds[first], kinds[other]), reverse=True)
                kinds.update({plain: new for plain, kind in kinds.items() if kind == old})
    return kinds


def are_two_investors(first: Project, other: Project) -> bool:
    """Whether both rows name an investor, and not the same one in two spellings."""
    return bool(first.investor and other.investor) and _two_investors(first.investor, other.investor)


@lru_cache(maxsize=1 << 14)
def _two_investors(first: str, other: str) -> bool:
    ours, theirs = _investors(first), _investors(other)
    return bool(ours and theirs) and not any(_alike(one, another) for one in ours for another in theirs)


def _investors(cell: str) -> frozenset[str]:
    """The investors that a cell names, without the words of their legal form."""
    plain = (squash(part) for part in _JOINED.split(cell))
    return frozenset(_FORMS.sub("", part) or part for part in plain if part)


def _alike(first: str, other: str) -> bool:
    if first == other:
        return True
    short, long = sorted((first, other), key=len)
    return (len(short) > 1 and within(short, long)) or is_slip(first, other)


def _shared(row: Project, rows: ProjectRows) -> int:
    """In how many of investor, amount and day of signing a row agrees with one of these."""
    return max(
        sum(
            (
                bool(row.investor) and squash(row.investor) == squash(other.investor),
                row.contracted is not None and row.contracted == other.contracted,
                row.total_investment is not None and row.total_investment == other.total_investment,
                row.signed_on is not None and row.signed_on == other.signed_on,
            )
        )
        for other in rows
    )


def _by_id(parts: list[ProjectRows], units: Callable[[Project], tuple[str, ...]]) -> list[ProjectRows]:
    """Parts of one id, those joined that have the same name, or the same units and no sheet in common."""
    bound = list(range(len(parts)))

    def bind(places: Iterable[int]) -> None:
        all_ = {bound[at] for at in places}
        least = min(all_)
        bound[:] = [least if at in all_ else at for at in bound]

    by_name: dict[str, list[int]] = {}
    by_units: dict[tuple[str, ...], list[int]] = {}
    for at, rows in enumerate(parts):
        by_name.setdefault(squash(rows[0].name), []).append(at)
        by_units.setdefault(units(rows[0]), []).append(at)
    for places in by_name.values():
        if len(places) > 1:
            owner = {id(row): at for at in places for row in parts[at]}
            for same in _by_investor([row for at in places for row in parts[at]]):
                bind(owner[id(row)] for row in same)
    for places in by_units.values():
        sheets = [sheet for at in places for sheet in {(row.file, row.sheet) for row in parts[at]}]
        if len(places) > 1 and len(set(sheets)) == len(sheets):
            bind(places)
    found: dict[int, ProjectRows] = {}
    for at, rows in enumerate(parts):
        found.setdefault(bound[at], []).extend(rows)
    return list(found.values())
