"""Two rows of one thing that say different things: where they differ, and what an officer decided.

Source: docs/marks.md (the outcomes of a contradiction, and what each holds by).

The two are put in order by what they say, so that 甲 and 乙 stay what they were when a file is renamed; neither key nor
episode knows a file. 以甲为准 holds until a field in dispute changes (the episode), 非同一项目 until a name, investor,
amount, day or unit does (`apart`, an episode of its own). What was ruled by version 0.1, whose keys name the files and
whose episodes are of whole rows, holds while these match.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from itertools import islice, product
from typing import Any

from data.ledgers.kinds_and_columns import Amount
from data.model import CellSaid, Contradiction, Difference, Place, Problem, Ruling
from data.rules.between_ledgers.faults_as_work import digest, row_digest
from data.rules.rule_notes import fault
from data.rules.which_fair.fairs import amount_text
from data.support.fast_dataclass import dataclass

_EARLIER = 16
"""Pairs of rows for which a ruling of version 0.1 is looked up."""

_SIDES = (Ruling.FIRST, Ruling.SECOND)


def _undecided(_key: str, _episode: str) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Rulings:
    """What officers decided, and where cells stand.

    `decided`: (key, episode) of an item -> the ruling in force, "" without one; `ref`: what the ruling is tied to.
    `letter`: (row, field) -> its column. `apart`: the keys of the items of which some are ruled 非同一项目.
    """

    decided: Callable[[str, str], str] = _undecided
    letter: Callable[[Place, str], str] = lambda _place, _field: ""
    ref: Callable[[str, str], str] = _undecided
    apart: frozenset[str] = frozenset()


NONE = Rulings()


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: its row, what it says of each field that may be in dispute, and of what makes it a thing of its
    own, as texts.

    `rows` are all that say the same; `lasting` is empty where the two cannot be two things.
    """

    row: Any
    said: Mapping[str, str]
    lasting: tuple[str, ...] = ()
    rows: tuple[Any, ...] = ()

    def digest(self, fields: Iterable[str]) -> str:
        """What a ruling for this side on these fields is tied to."""
        return digest("side", *(f"{name}\x1e{self.said[name]}" for name in fields))


@dataclass(frozen=False, slots=True)
class Disputes:
    """Makes the contradictions of one kind of ledger (`about`), each under a key of its own: `found`."""

    about: str
    rulings: Rulings
    earlier_key: Callable[[Any, str], str]
    """(row, key) -> the key that version 0.1 gave to what the row speaks of."""
    found: list[Contradiction] = field(default_factory=list)
    _taken: set[str] = field(default_factory=set)

    def between(self, key: str, name: str, unit: str, sides: tuple[Side, Side], fields: Sequence[str]) -> str:
        """The ruling on two sides that differ in `fields`, which are listed: FIRST is the first side, whichever stands
        first in the list; "" without one. `key` names the thing that both speak of."""
        first, second = sides
        apart = digest("apart", *sorted("\x1e".join(side.lasting) for side in sides)) if first.lasting else ""
        digests = (first.digest(fields), second.digest(fields))
        episode = digest("dispute", *sorted(digests))
        keys = [f"contradiction/{key}", f"contradiction/{key}/{(apart or episode)[:6]}"]
        ruled = self._ruled(keys, (apart, episode), sides, digests) or self._earlier(key, sides)
        if ruled is None:
            ruled = (
                next((one for one in keys if one not in self._taken), f"{keys[1]}~{episode[:6]}"),
                episode,
                "",
                sides,
            )
        item_key, episode, decided, (first, second) = ruled
        holds = decided
        if first is not sides[0] and decided in _SIDES:
            holds = _SIDES[1 - _SIDES.index(Ruling(decided))]
        if item_key in self._taken:
            return holds  # told already, of rows that say the same
        self._taken.add(item_key)
        item = Contradiction(
            key=item_key,
            episode=episode,
            about=self.about,
            name=name,
            unit=unit,
            differences=tuple(self._difference(name_, first.row, second.row) for name_ in fields),
            first=first.row.place,
            second=second.row.place,
            decided=decided,
            sides=digests if first is sides[0] else digests[::-1],
            apart=apart,
        )
        self.found.append(item)
        return holds

    def parted(self, key: str, sides: tuple[Side, Side]) -> bool:
        """Whether two rows that now agree were ruled to be two things, which lasts while they are what they were."""
        if f"contradiction/{key}" not in self.rulings.apart:
            return False
        apart = digest("apart", *sorted("\x1e".join(side.lasting) for side in sides))
        keys = (f"contradiction/{key}", f"contradiction/{key}/{apart[:6]}")
        return any(self.rulings.decided(one, apart) == Ruling.DIFFERENT for one in keys)

    def _ruled(
        self, keys: Sequence[str], episodes: Sequence[str], sides: tuple[Side, Side], digests: tuple[str, str]
    ) -> tuple[str, str, str, tuple[Side, Side]] | None:
        """Key, episode and outcome of the ruling in force on these two."""
        for episode, key in product(filter(None, episodes), keys):
            outcome = self.rulings.decided(key, episode)
            if outcome in _SIDES and (ref := self.rulings.ref(key, episode)):
                outcome = _SIDES[digests.index(ref)] if ref in digests else ""
            if outcome:
                return key, episode, outcome, sides
        return None

    def _earlier(self, key: str, sides: tuple[Side, Side]) -> tuple[str, str, str, tuple[Side, Side]] | None:
        """The same of a ruling of version 0.1, which named the files, the first by its name first."""
        for one, other in islice(product(sides[0].rows or (sides[0].row,), sides[1].rows or (sides[1].row,)), _EARLIER):
            turned = (other.file, other.sheet, other.row) < (one.file, one.sheet, one.row)
            first, second = (other, one) if turned else (one, other)
            files = digest(first.file, first.sheet, second.file, second.sheet)[:6]
            old, episode = (
                f"contradiction/{self.earlier_key(first, key)}/{files}",
                f"{row_digest(first)}{row_digest(second)}",
            )
            if outcome := self.rulings.decided(old, episode):
                return old, episode, outcome, (sides[1], sides[0]) if turned else sides
        return None

    def _difference(self, name: str, first: Any, second: Any) -> Difference:
        return Difference(self.about, name.rstrip("_"), self._said(first, name), self._said(second, name))

    def _said(self, row: Any, name: str) -> CellSaid:
        letter = self.rulings.letter(row.place, name.rstrip("_"))
        return CellSaid(row.place, letter, said_text(getattr(row, name)))


def as_problem(item: Contradiction, code: str) -> Problem:
    """An undecided contradiction as a line of `check`: the first cell that differs, `other` and `said` the second."""
    cells = item.differences[0]
    other = " ".join(part for part in (item.second.file, item.second.sheet, cells.second.address) if part)
    found = fault(code, item.first, cells.first.text, other=other, said=cells.second.text, field=cells.field)
    return replace(found, column=cells.first.column, unit=item.unit, about=item.name)


def said_text(value: Any) -> str:
    """A value of a row as a contradiction quotes it."""
    if isinstance(value, Amount):
        return amount_text(value)
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def falling(values: Iterable[Any]) -> tuple[str, ...]:
    """A key by which what says more comes first (larger amounts, later days), and what is silent last."""
    return tuple(_falling(value) for value in values)


def _falling(value: Any) -> str:
    if value is None:
        return "~"
    if isinstance(value, Amount):
        return f"{10**20 - value.value:045.6f} {value.currency}"
    if isinstance(value, date):
        return f"{date.max.toordinal() - value.toordinal():09}"
    if isinstance(value, int):
        return f"{10**20 - value:030}"
    return str(value)
