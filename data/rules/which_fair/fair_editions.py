"""Which rows of the fairs ledgers are one fair: one name, its days not more than half a year apart.

In go the rows as they were read, in any order; out come the fairs, each once (`Edition`), and what was contradictory.
Nothing is decided by a file's name: where rows of one fair differ, the earliest opening, the earliest close and the
latest first day count, so that a project counts only where every row lets it. Source: docs/figures.md (editions).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from data.ledgers.kinds_and_columns import Amount, Fair
from data.model import Problem
from data.rules.rule_notes import fault, where
from data.support.fast_dataclass import dataclass
from data.support.spelling import squash

APART = 180
"""Days: rows of one name that open further apart are two editions of the fair."""

_DECIDES = ("opens", "closes", "from_", "target")


@dataclass(frozen=True, slots=True)
class Edition:
    """One fair in one merged row. `called` are the spellings, squashed, that name it; several editions may share one.

    `opens` and `firsts` are all the days of opening and first days that its rows give, the earliest first.
    """

    row: Fair
    called: tuple[str, ...]
    opens: tuple[date, ...]
    firsts: tuple[date, ...]


def editions(rows: Iterable[Fair]) -> tuple[list[Edition], list[Problem]]:
    """The fairs by opening, closing and name. One of several editions is called by its year: 春洽会（2026）."""
    named: dict[str, list[Fair]] = {}
    for row in sorted(rows, key=_content):
        named.setdefault(squash(row.name), []).append(row)
    parted = {name: _apart(same) for name, same in named.items()}
    found: list[Edition] = []
    problems: list[Problem] = []
    for name, parts in parted.items():
        for part in parts:
            if not part:
                continue
            printed = min((row.name.strip() for row in part), key=lambda said: (len(said), said))
            if len(parts) == 1:
                found.append(_edition(part, printed, (name,), problems))
                continue
            printed = f"{printed}（{_which(part, parts)}）"
            same = _take_in(parted, squash(printed), part[0])
            year = part[0].opens.year
            called = (name, squash(printed), f"{year}{name}", f"{year}年{name}")
            found.append(_edition([*part, *same], printed, called, problems))
    found.sort(key=lambda one: (one.row.opens, one.row.closes or one.row.opens, one.row.name))
    return found, problems


def _content(row: Fair) -> tuple[Any, ...]:
    """What a row says, then where it stands: rows that say the same are in the order of their places."""
    return (
        row.opens,
        row.closes or date.max,
        row.from_ or date.max,
        _money(row.target),
        row.venue,
        row.name,
        row.file,
        row.sheet,
        row.row,
    )


def _money(amount: Amount | None) -> tuple[Any, ...]:
    return () if amount is None else (amount.value, amount.currency)


def _apart(rows: Sequence[Fair]) -> list[list[Fair]]:
    """Rows of one name, the earliest opening first, parted where they lie more than half a year after the first."""
    parts: list[list[Fair]] = []
    for row in rows:
        if parts and (row.opens - parts[-1][0].opens).days <= APART:
            parts[-1].append(row)
        else:
            parts.append([row])
    return parts


def _which(part: Sequence[Fair], parts: Sequence[Sequence[Fair]]) -> str:
    """The year of an edition; its month too where another one opens in the same year."""
    opens = part[0].opens
    same = sum(other[0].opens.year == opens.year for other in parts)
    return f"{opens.year}-{opens.month:02}" if same > 1 else str(opens.year)


def _take_in(parted: dict[str, list[list[Fair]]], printed: str, first: Fair) -> list[Fair]:
    """The rows that a ledger writes under the very name by which an edition is printed: they are that edition's."""
    mine: list[Fair] = []
    for part in parted.get(printed, ()):
        if part and abs((part[0].opens - first.opens).days) <= APART:
            mine += part
            part.clear()
    return mine


def _edition(rows: list[Fair], printed: str, called: tuple[str, ...], problems: list[Problem]) -> Edition:
    """One fair of all rows that name it: what one lacks the next gives; what they say differently is a problem."""
    rows = sorted(rows, key=_content)
    first = rows[0]
    for other in rows[1:]:
        if any(_differ(first, other, column) for column in _DECIDES):
            problems.append(fault("fair_contradiction", first.place, first.name, other=where(other.place)))
    closes = [row.closes for row in rows if row.closes and row.closes >= first.opens]
    firsts = sorted({row.from_ for row in rows if row.from_})
    targets = [row.target for row in rows if row.target]
    row = Fair(
        name=printed,
        opens=first.opens,
        closes=min(closes, default=first.closes),
        from_=max(firsts, default=None),
        venue=min((row.venue for row in rows), key=lambda venue: (-len(venue), venue)),
        target=targets[0] if targets and all(target == targets[0] for target in targets) else None,
        file=first.file,
        sheet=first.sheet,
        row=first.row,
    )
    return Edition(row, called, tuple(sorted({row.opens for row in rows})), tuple(firsts))


def _differ(first: Fair, other: Fair, column: str) -> bool:
    ours, theirs = getattr(first, column), getattr(other, column)
    return ours is not None and theirs is not None and ours != theirs
