"""What is wrong with ledgers, as work that officers mark; and what they decided."""

from __future__ import annotations

from dataclasses import field
from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar

from data.model.mark_lines import ItemMarks, MarkedItem
from data.model.sources import Place, Problem
from data.support.fast_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class ProblemItem(MarkedItem):
    """A problem that somebody must see to. `unit` is whose it is ("": nobody's that is known), `about` which row.

    `row` is a digest of the row as it stands ("": the row was not read as one): what is excluded stays so until the
    row changes.
    """

    kind: ClassVar[str] = "problem"
    key: str
    episode: str
    problem: Problem
    unit: str
    about: str
    row: str = ""
    contact: str = ""
    phone: str = ""
    marks: ItemMarks = field(default_factory=ItemMarks)
    markable: bool = True

    @property
    def title(self) -> str:
        """What the item is called in messages: the row's name and the cell's address, or the file."""
        cell = self.problem.address
        return " ".join(part for part in (self.about, cell) if part) or self.problem.file

    @property
    def place(self) -> Place:
        """Where it was read."""
        return self.problem.place


@dataclass(frozen=True, slots=True)
class CellSaid:
    """One cell of two that differ: its row, its column's letter ("": the ledger has no such column), what it says."""

    place: Place
    column: str
    text: str

    @property
    def address(self) -> str:
        """H7, or 7 where the column is not known."""
        return f"{self.column}{self.place.row or ''}"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in which two rows differ. `kind` and `field` are those of the ledger."""

    kind: str
    field: str
    first: CellSaid
    second: CellSaid


@dataclass(frozen=True, slots=True)
class Contradiction(MarkedItem):
    """Two rows of one thing that say different things, in an order that goes by what they say.

    `about` is the kind of ledger ("projects", "targets"), `decided` the outcome that now decides what is counted:
    "first", "second", "different" (two things), "" while nobody has decided. Until then a project counts only where
    both rows count, for the less, and of two targets neither is used. A ruling for one of them is tied to what it says
    (`sides`), one that they are two things is made in an episode of its own (`apart`, "" where they cannot be two).
    """

    key: str
    episode: str
    about: str
    name: str
    unit: str
    differences: tuple[Difference, ...]
    first: Place
    second: Place
    decided: str = ""
    contact: str = ""
    phone: str = ""
    marks: ItemMarks = field(default_factory=ItemMarks)
    markable: bool = True
    sides: tuple[str, str] = ("", "")
    apart: str = ""

    @property
    def kind(self) -> str:
        """The item's kind in the table of outcomes: two targets of one unit cannot be of two units."""
        return "two-targets" if self.about == "targets" else "contradiction"

    @property
    def title(self) -> str:
        """What the item is called in messages."""
        return self.name

    @property
    def place(self) -> Place:
        """Where the first of the two stands."""
        return self.first


@dataclass(frozen=True, slots=True)
class PairSide:
    """One of the two of a pair: a project or a follow-up with its key. `amount` in 万元, None without one in yuan;
    `day` is that of signing, or the one by which a follow-up is due."""

    key: str
    name: str
    unit: str
    investor: str
    amount: Decimal | None
    day: date | None
    place: Place


@dataclass(frozen=True, slots=True)
class Pair(MarkedItem):
    """Two projects, or two follow-ups (`about`: "projects", "followups"), that may be one; the smaller key first.

    `sure`: to be confirmed, and counted once until somebody decides (合并待确认); else possible, and both count
    (疑似重复). `unit` is whose the first is; `equal` is what they share of "investor", "amount", "day". `decided`:
    "first" or "second" (they are one, and that one's cells hold), "different" (two), "" while nobody has decided.
    """

    kind: ClassVar[str] = "pair"
    key: str
    episode: str
    about: str
    sure: bool
    equal: tuple[str, ...]
    unit: str
    first: PairSide
    second: PairSide
    decided: str = ""
    contact: str = ""
    phone: str = ""
    marks: ItemMarks = field(default_factory=ItemMarks)
    markable: bool = True

    @property
    def title(self) -> str:
        """What the item is called in messages: both names, once where they are one."""
        return " = ".join(dict.fromkeys((self.first.name, self.second.name)))

    @property
    def place(self) -> Place:
        """Where the first one stands."""
        return self.first.place


@dataclass(frozen=True, slots=True)
class HeldLedger(MarkedItem):
    """A ledger whose newer version lost many of its rows and waits until an officer accepts it.

    `losses` are (kind of ledger, rows before, rows now). The last good version is shown meanwhile.
    """

    kind: ClassVar[str] = "ledger"
    key: str
    episode: str
    file: str
    losses: tuple[tuple[str, int, int], ...]
    unit: str = ""
    contact: str = ""
    phone: str = ""
    marks: ItemMarks = field(default_factory=ItemMarks)
    markable: bool = True

    @property
    def title(self) -> str:
        """What the item is called in messages."""
        return self.file

    @property
    def place(self) -> Place:
        """The file."""
        return Place(self.file)


@dataclass(frozen=True, slots=True)
class Decision:
    """An officer's ruling that changes what is counted, named wherever it does.

    `outcome` is "first", "second", "different", "excluded" or "as-is"; `title` and `unit` say what it is about.
    """

    item_kind: str
    outcome: str
    key: str
    title: str
    unit: str
    by: str
    at: datetime | None
    text: str = ""


Fault = ProblemItem | Contradiction | Pair | HeldLedger
"""Anything wrong with ledgers that an officer can mark."""


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A mark in force that takes a row out of what is counted: on which item and episode, tied to which row."""

    key: str
    episode: str
    ref: str
