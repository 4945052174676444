"""The hand-over between shifts (交接班): the notes officers sign, and what changed since an officer's last shift."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from decimal import Decimal

from data.model.sources import Place
from data.support.fast_dataclass import dataclass


def item_ref(key: str) -> str:
    """A short hash of an item's key: what a note lists it by, since whole keys would fill its line."""
    return hashlib.sha256(key.encode()).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class Left:
    """One open item as a note lists it. `ref` tells which item it was (`item_ref` of its key), `due` its date."""

    ref: str
    name: str
    unit: str = ""
    kind: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class ShiftNote:
    """A signed hand-over note. `at` is in the office's zone, `to` whom it is meant for ("": whoever comes next).

    `left` are the open items that the program listed at the signing, `more` how many further there were.
    `accepted_by` are those who took it over, the first one first: more than one did not know of each other.
    `replaced`: its officer signed another one in its place.
    """

    id: str
    at: datetime
    by: str
    to: str = ""
    text: str = ""
    left: tuple[Left, ...] = ()
    more: int = 0
    accepted_by: tuple[str, ...] = ()
    accepted_at: datetime | None = None
    replaced: bool = False
    ours: bool = False

    @property
    def waiting(self) -> bool:
        """Whether nobody has taken it over yet."""
        return not self.accepted_by and not self.replaced

    @property
    def open(self) -> int:
        """How many items were open at the signing."""
        return len(self.left) + self.more


@dataclass(frozen=True, slots=True)
class ShiftMark:
    """What was done to one item since: the latest mark, and the one that stood before (`before_*`, "" for none).

    `count` is how many marks there were since.
    """

    key: str
    name: str
    unit: str
    item_kind: str
    op: str
    outcome: str
    until: date | None
    text: str
    who: str
    by: str
    at: datetime
    count: int = 1
    before_op: str = ""
    before_outcome: str = ""
    before_by: str = ""


@dataclass(frozen=True, slots=True)
class SignedThen:
    """What was signed for a fair (None: the season) then and now, in 万元, with the completion of its target."""

    fair: str | None
    before: Decimal
    after: Decimal
    completion_before: Decimal | None = None
    completion: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """What changed since `since`, and why it is that moment.

    `why` is "signed" or "accepted" (the latest hand-over that concerns the officer `who`), "session" (this station
    last saw the folder then) or "" (nothing is known of any earlier moment: `since` is None). `begins` is the day on
    which this station first opened the folder (首次打开), where that is later than `since`: what ledgers said before is
    not known, and what changed is told from that look on.
    `notes` are the latest notes of shifts, those that wait among them.
    """

    since: datetime | None = None
    why: str = ""
    who: str = ""
    begins: date | None = None
    signed: tuple[SignedThen, ...] = ()
    changes: tuple[Change, ...] = ()
    marks: tuple[ShiftMark, ...] = ()
    notes: tuple[ShiftNote, ...] = ()


# ------------------------------------------------------------ what changed between two looks at the ledgers


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one project. `group` is "new", "better", "worse" or "gone".

    `what` is "listed" (a new row), "unlisted" (the row is gone), "stage", "amount", "signed", "status" or "stalled";
    `before` and `after` are the values as words of the model ("in_talks", "12000 CNY", "2026-05-08"), "" for none.
    `place` is the row that says so now, or the one that said so last.
    """

    group: str
    what: str
    key: str
    project: str
    unit: str
    before: str
    after: str
    place: Place
