"""Which units of a scope may be judged: their standing, what of theirs is uncounted, and whether that could change
their light or their rank. Source: docs/figures.md (a unit's standing).

What is uncounted can only add: a light or a rank stands where it is the same without it and with all of it.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from data.model import UNHEARD, Light, Paper, Place, Standing, Uncounted, UnitProgress
from data.rules.projects.projects import Entry
from data.rules.projects.signed_tally import Bucket, Tally, Window, may_be_contract
from data.rules.targets import pace_and_light as pacing
from data.rules.targets.targets import TargetInForce
from data.rules.units.units_heard import Standings
from data.rules.which_fair.fairs import CNY
from data.settings import Lights
from data.support.fast_dataclass import dataclass

_NOTHING = Tally()


@dataclass(frozen=False, slots=True)
class _Unsure:
    """What may be a unit's and is not counted: rows by their place, rows that became no record, whole ledgers."""

    entries: dict[Place, Entry] = field(default_factory=dict)
    lost: int = 0
    ledgers: bool = False

    def take(self, other: _Unsure) -> None:
        """All that is unsure of a unit below."""
        self.entries.update(other.entries)
        self.lost += other.lost
        self.ledgers |= other.ledgers


class Unsettled:
    """The units of one scope by what of them is not known: those of `targets`, each with what measures it; `tallies`
    are what was counted for each alone, `measured` what it is measured by."""

    def __init__(
        self,
        targets: Mapping[str, TargetInForce],
        tallies: Mapping[str, Tally],
        measured: Mapping[str, Tally],
        standings: Standings,
    ) -> None:
        self._targets, self._tallies, self._measured = targets, tallies, measured
        names = tuple(targets)
        own = {name: standings.of(name) for name in names}
        self._unsure = {name: self._own(name, own[name], standings) for name in names}
        self._unknown(standings)
        self.standing: dict[str, Standing] = own
        for name in names:
            if own[name] not in UNHEARD:
                continue
            for above in standings.above(name):
                if above in self._unsure:
                    self._unsure[above].ledgers = True
        whole = {name: _Unsure(dict(u.entries), u.lost, u.ledgers) for name, u in self._unsure.items()}
        for name in names:
            for above in standings.above(name):
                if above in whole:
                    whole[above].take(self._unsure[name])
        self._unsure = whole
        for name in names:
            unsure = whole[name]
            if own[name] is Standing.READ and (unsure.entries or unsure.lost or unsure.ledgers):
                own[name] = Standing.PARTIAL
        self._hidden = frozenset(name for name in names if own[name] is Standing.READ and standings.may_hide(name))

    def _own(self, name: str, standing: Standing, standings: Standings) -> _Unsure:
        tally = self._tallies.get(name, _NOTHING)
        rows = {entry.place: entry for entry in tally.unsure}
        return _Unsure(rows, standings.lost.get(name, 0), standing is Standing.PARTIAL)

    def _unknown(self, standings: Standings) -> None:
        """What counts for a unit that nobody knows may be that of one that it is nearly, or that stands in its name."""
        for name, meant in standings.nearly(self._tallies).items():
            tally = self._tallies[name]
            may_be = {entry.place: entry for entry in (*tally.held, *tally.unsure)}
            for unit in meant:
                if unit in self._unsure:
                    self._unsure[unit].entries.update(may_be)

    def uncounted(self, name: str) -> Uncounted:
        """The rows that may be contracts of the unit's, or of one below it."""
        unsure = self._unsure[name]
        amounts = (amount for entry in unsure.entries.values() if (amount := _amount(entry)) is not None)
        return Uncounted(len(unsure.entries) + unsure.lost, sum(amounts, Decimal(0)))

    def hides(self, name: str) -> bool:
        """Whether the unit was read, and something else that was not read may speak of it too."""
        return name in self._hidden

    def known(self, name: str) -> bool:
        """Whether anything is known of the unit."""
        return self.standing[name] not in UNHEARD

    def _most(self, name: str, target: TargetInForce) -> Fraction | None:
        """The completion that the unit may have when all is counted; None: nobody knows how much."""
        unsure, tally = self._unsure[name], self._measured[name]
        if unsure.ledgers:
            return None
        if target.metric == "projects":
            more = sum(not _is_counted(entry, tally) for entry in unsure.entries.values())
            return pacing.completion(Decimal(tally.contracts.count + more + unsure.lost), target.by.value)
        values = [_amount(entry) for entry in unsure.entries.values() if not _is_foreign(entry)]
        if unsure.lost or None in values:
            return None
        added = sum((value for value in values if value is not None), Decimal(0))
        return pacing.completion(tally.signed + added + self._higher(name), target.by.value)

    def _higher(self, name: str) -> Decimal:
        """What the unit's contracts come to more by the rows that say most, where nobody has decided."""
        held = (entry for entry in self._measured[name].held if entry.at_most is not None)
        return sum((entry.at_most - (entry.value or Decimal(0)) for entry in held if entry.at_most), Decimal(0))

    def _is_open(self, name: str) -> bool:
        """Whether anything may add to what is done."""
        return self.standing[name] is Standing.PARTIAL or self._higher(name) > 0

    def settled(self, name: str, done: Fraction | None, due: Fraction | None, lights: Lights) -> bool:
        """Whether the unit's light stands, whatever its uncounted rows turn out to be."""
        if done is None or not self._is_open(name):
            return True
        most = self._most(name, self._targets[name])
        sure = max(done, Fraction(1)) if most is None else most
        return pacing.light(done, due, lights) is pacing.light(sure, due, lights)

    def with_settled_ranks(
        self, rows: Sequence[UnitProgress], done: Mapping[str, Fraction | None]
    ) -> list[UnitProgress]:
        """The units, those with neither light nor rank that have uncounted rows which could change either."""
        tables: dict[tuple[str, str, str], list[str]] = {}
        for row in rows:
            if self.known(row.unit) and done[row.unit] is not None and not row.part_of:
                tables.setdefault((row.kind, row.parent, row.metric), []).append(row.unit)
        found = []
        for row in rows:
            table = tables.get((row.kind, row.parent, row.metric), ())
            rivals = [other for name in table if name != row.unit and (other := done[name]) is not None]
            if "target_doubt" not in row.flags and not self._keeps_rank(row.unit, done[row.unit], rivals):
                row = replace(row, flags=tuple(dict.fromkeys((*row.flags, "unsettled"))))
            dark = "unsettled" in row.flags
            found.append(replace(row, light=Light.NONE, rank=None, ranked_of=None) if dark else row)
        return found

    def _keeps_rank(self, name: str, done: Fraction | None, others: Sequence[Fraction]) -> bool:
        """Whether the unit's place among the others of its table stands likewise."""
        if done is None or not others or not self._is_open(name):
            return True
        most = self._most(name, self._targets[name])
        if most is not None and (done > 0) is not (most > 0):
            return False
        best = 0 if most is None else sum(other > most for other in others)
        return (most is not None or done > 0) and sum(other > done for other in others) == best


def may_be_signed(entry: Entry, as_of: date, unclear: Container[Place]) -> bool:
    """Whether the project has no day and may be a contract all the same; `unclear` rows were not understood."""
    if entry.project.signed_on is not None or not may_be_contract(entry):
        return False
    return Window(date.min, None, as_of).bucket(entry) is Bucket.NO_DATE or is_unclear(entry, unclear)


def is_unclear(entry: Entry, unclear: Container[Place]) -> bool:
    """Whether nothing says that it was signed, and a cell that was not understood may."""
    if not unclear or entry.gone or entry.project.paper is not None or entry.project.stage is not None:
        return False
    return any(row.place in unclear for row in entry.rows)


def _amount(entry: Entry) -> Decimal | None:
    """What it may come to, in 万元; None where nobody knows."""
    return entry.value if entry.at_most is None else entry.at_most


def _is_counted(entry: Entry, tally: Tally) -> bool:
    """Whether it is among the number of contracts already, and only its amount is not known."""
    return entry.project.paper is Paper.CONTRACT and any(held is entry for held in tally.held)


def _is_foreign(entry: Entry) -> bool:
    return entry.amount is not None and entry.amount.currency != CNY
