"""Marks whose row vanished, and the rows they could belong to. Nothing is ever joined by itself.

Measured on 3,000 rows with 8 % of the names edited (docs/marks.md): the right row was among the three nearest names
101 times in 101, and automatic links made wrong ones at a score of 80. So an officer chooses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from data.marks.fold_marks import Fold
from data.marks.mark_event import Event
from data.model import Near, Orphan

KINDS = ("project", "followup")
"""Kinds of key whose row can vanish by being renamed. What else is marked (a problem that was put right) just ends."""

NEAREST = 3
_NAME, _UNIT = 0.8, 0.2
"""How much a name's and a unit's likeness weigh."""

NamedRows = Mapping[str, tuple[str, str]]
"""Key -> (unit, name) of every row in the folder that can be marked."""


def orphan_keys(fold: Fold, rows: NamedRows) -> tuple[str, ...]:
    """The keys of vanished rows that have something worth keeping, and that nobody has joined to a row yet."""
    return tuple(sorted(key for key in _ends(fold, rows) if fold.worth(key)))


def joined_keys(fold: Fold, rows: NamedRows) -> tuple[str, ...]:
    """The keys of vanished rows that are joined to one that is there."""
    onward, linked = fold.links.onward, fold.links.keys()
    return tuple(sorted(key for key in linked if key not in rows and onward(key)[-1] in rows and fold.worth(key)))


def orphans(fold: Fold, rows: NamedRows) -> tuple[Orphan, ...]:
    """Every orphan with its nearest names, the latest marked first, and after them those that are joined already."""
    open_ = [_orphan(fold, key, rows) for key in orphan_keys(fold, rows)]
    joined = [_joined(fold, _orphan(fold, key, rows), rows) for key in joined_keys(fold, rows)]
    return (
        *sorted(open_, key=lambda orphan: orphan.at, reverse=True),
        *sorted(joined, key=lambda orphan: orphan.at, reverse=True),
    )


def nearest(key: str, unit: str, name: str, rows: NamedRows, count: int = NEAREST) -> tuple[Near, ...]:
    """The rows of the same kind whose names are nearest, the nearest first."""
    from rapidfuzz import fuzz, utils  # only when somebody looks at orphans

    kind = key.partition("/")[0]
    sought = utils.default_process(name), utils.default_process(unit)
    found = []
    for other, (its_unit, its_name) in rows.items():
        if other.partition("/")[0] == kind:
            score = _NAME * fuzz.ratio(sought[0], utils.default_process(its_name))
            score += _UNIT * fuzz.ratio(sought[1], utils.default_process(its_unit))
            found.append(Near(other, its_name, its_unit, round(score)))
    return tuple(sorted(found, key=lambda near: (-near.score, near.key))[:count])


def _ends(fold: Fold, rows: NamedRows) -> frozenset[str]:
    """Keys without a row at which marks count now."""
    linked = fold.links.keys()
    ends = {fold.links.onward(key)[-1] for key in linked}
    gone = ((fold.keys() - linked) | ends) - rows.keys()
    return frozenset(key for key in gone if key.partition("/")[0] in KINDS)


def _orphan(fold: Fold, key: str, rows: NamedRows) -> Orphan:
    worth = fold.worth(key)
    latest = worth[-1]
    said = _last_said(worth)
    return Orphan(
        key=key,
        name=said.was.name,
        unit=said.was.unit,
        item_kind=said.was.kind,
        marks=len(worth),
        by=latest.by,
        op=latest.op,
        outcome=latest.arg.outcome,
        at=latest.at,
        near=nearest(key, said.was.unit, said.was.name, rows),
        links=tuple(link.id for link in fold.links.of(key)),
    )


def _last_said(worth: Sequence[Event]) -> Event:
    """The latest mark that says what the row was called."""
    return next((event for event in reversed(worth) if event.was.name), worth[-1])


def _joined(fold: Fold, orphan: Orphan, rows: NamedRows) -> Orphan:
    links: Iterable[Event] = fold.links.of(orphan.key)
    end = fold.links.onward(orphan.key)[-1]
    return replace(orphan, joined=rows[end][1], joined_by=tuple(dict.fromkeys(link.by for link in links)))
