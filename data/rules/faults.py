"""What is wrong with ledgers, as the board shows it: items with their marks, and what officers ruled about them.

Only five outcomes change what is counted (`data.model.Ruling`): a row excluded is taken out before the rules see it,
a contradiction or a pair is counted as decided, rows that share an identity count each where they were accepted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from data.ledgers.kinds_and_columns import LedgerRow
from data.ledgers.season import Season
from data.model import (
    Contradiction,
    Decision,
    Exclusion,
    Fault,
    HeldLedger,
    ItemMarks,
    ItemState,
    Pair,
    Problem,
    ProblemItem,
    Ruling,
    Severity,
    SourceHealth,
    SourceState,
)
from data.rules.between_ledgers.contradictions import Rulings, as_problem
from data.rules.between_ledgers.faults_as_work import Worklist, name_of, problem_identity, unit_of
from data.rules.board_inputs import MarksSay
from data.rules.rule_notes import fault, where
from data.rules.units.names import UnitBook
from data.support.fast_dataclass import dataclass

_CODES = {"projects": "contradiction", "targets": "target_contradiction"}
"""What `check` calls a contradiction of a kind of ledger."""


@dataclass(frozen=True, slots=True)
class Work:
    """Items to be seen to, and the rulings in force."""

    items: tuple[Fault, ...]
    decisions: tuple[Decision, ...]


def told(source: SourceHealth) -> Iterator[Problem]:
    """What is wrong with one file: as a whole, then its rows. That a file is held is an item of its own."""
    if source.why is not None and source.state is not SourceState.HELD:
        yield source.why
    yield from source.problems


def as_problems(contradictions: Iterable[Contradiction], pairs: Iterable[Pair] = ()) -> tuple[Problem, ...]:
    """The contradictions and pairs that nobody has decided, as lines of `check`."""
    return (
        *(as_problem(item, _CODES[item.about]) for item in contradictions if not item.decided),
        *(_paired(item) for item in pairs if not item.decided),
    )


def _paired(item: Pair) -> Problem:
    """A pair as a line of `check`: the row of the first, where the other stands."""
    code = "followup_pair" if item.about == "followups" else "pair_to_confirm" if item.sure else "pair_possible"
    found = fault(code, item.place, item.first.name, other=where(item.second.place), said=item.second.name)
    return replace(found, unit=item.unit, about=item.first.name)


class Faults:
    """The faults of one board. `counted` is the season without the rows that officers excluded.

    `worklist` remembers the items of problems from one board to the next.
    """

    def __init__(self, season: Season, marks: MarksSay, worklist: Worklist) -> None:
        self._season, self._marks, self._worklist = season, marks.of, worklist
        self._excluded = marks.excluded
        wanted = frozenset(exclusion.ref for exclusion in marks.excluded if exclusion.ref)
        self.counted, self._out = worklist.without(season, wanted)
        self.rulings = Rulings(self._decided, season.letter, self._ref, marks.apart)

    def awaited(self, sources: Iterable[SourceHealth]) -> tuple[SourceHealth, ...]:
        """The files without the ledgers of which an officer has said that they are meant to be gone."""
        return tuple(source for source in sources if not self._is_meant(source))

    def _is_meant(self, source: SourceHealth) -> bool:
        if source.state is not SourceState.GONE or source.why is None:
            return False
        return self._decided(*problem_identity(source.why, "", "")) in (Ruling.AS_IS, Ruling.EXCLUDED)

    def _decided(self, key: str, episode: str) -> str:
        """The ruling in force on an item, "" without one."""
        return _ruling(self._marks(key, episode))

    def _ref(self, key: str, episode: str) -> str:
        """What the ruling in force on an item is tied to."""
        return self._marks(key, episode).ref

    def work(
        self,
        held: Iterable[HeldLedger],
        problems: Sequence[Problem],
        contradictions: Iterable[Contradiction],
        pairs: Iterable[Pair],
        book: UnitBook,
    ) -> Work:
        """All items with their marks: held ledgers, contradictions, pairs, problems; and the rulings, each named."""
        found = self._worklist.items(problems, self._season, book)
        items: tuple[Fault, ...] = (
            *(self._held(item, book) for item in held),
            *(self._contact(item, book) for item in contradictions),
            *(replace(item, marks=self._marks(item.key, item.episode)) if item.markable else item for item in pairs),
            *(self._problem(item) for item in (*found, *self._gone({item.key for item in found}, book))),
        )
        return Work(items, tuple(_decisions(items)))

    def _held(self, item: HeldLedger, book: UnitBook) -> HeldLedger:
        unit = book.named_in(item.file)
        contact, phone = book.contact(unit) if unit else ("", "")
        return replace(item, unit=unit, contact=contact, phone=phone, marks=self._marks(item.key, item.episode))

    def _contact(self, item: Contradiction, book: UnitBook) -> Contradiction:
        contact, phone = book.contact(item.unit)
        return replace(item, contact=contact, phone=phone, marks=self._marks(item.key, item.episode))

    def _problem(self, item: ProblemItem) -> ProblemItem:
        marks = self._marks(item.key, item.episode) if item.markable else ItemMarks()
        if marks.outcome == Ruling.EXCLUDED and marks.ref != item.row:
            marks = replace(marks, state=ItemState.OPEN)  # the row has changed: it counts, and the problem is back
        return replace(item, marks=marks) if marks != item.marks else item

    def _gone(self, listed: set[str], book: UnitBook) -> Iterator[ProblemItem]:
        """Problems that only the rules find are gone with the row that was excluded: the ruling must stay in sight."""
        for exclusion in self._excluded:
            row = self._out.get(exclusion.ref)
            if row is not None and exclusion.key not in listed:
                listed.add(exclusion.key)
                yield _excluded(exclusion, row, book)


def _excluded(exclusion: Exclusion, row: LedgerRow, book: UnitBook) -> ProblemItem:
    unit = book.split(unit_of(row))[0]
    problem = Problem("excluded_row", row.file, row.sheet, row.row, text=name_of(row), severity=Severity.NOTE)
    contact, phone = book.contact(unit)
    return ProblemItem(exclusion.key, exclusion.episode, problem, unit, name_of(row), exclusion.ref, contact, phone)


def _ruling(marks: ItemMarks) -> str:
    """The ruling that `marks` put in force, "" without one. Of two that do not know of each other none decides."""
    ruled = marks.state is ItemState.HANDLED and marks.outcome in set(Ruling) and not marks.conflict
    return marks.outcome if ruled else ""


def _decisions(items: Iterable[Fault]) -> Iterator[Decision]:
    for item in items:
        marks = item.marks
        if ruling := _ruling(marks):
            yield Decision(item.kind, ruling, item.key, item.title, item.unit, marks.by, marks.at, marks.text)
