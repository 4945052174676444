"""One mark as one JSON line of the journal: the fields in docs/marks.md's order."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Annotated

import msgspec

from data.journal.journal_lines import OURS, VERSION, sealed, whole
from data.support.text import clean, is_clean
from data.support.text import line as one_line

MAX_LAM = 1 << 40
"""A counter above this is no counter: one bad line must not drive everybody's to the end."""


class Listed(msgspec.Struct, frozen=True, omit_defaults=True, array_like=True):
    """An open item as a hand-over note lists it: a short hash of its key, its name, unit, kind, due date."""

    ref: str
    name: str = ""
    unit: str = ""
    kind: str = ""
    due: date | None = None


class Arg(msgspec.Struct, frozen=True, omit_defaults=True):
    """What an op says: outcome, the day it comes back, words, a person, the id of another mark.

    `left` and `more` belong to a hand-over note: the open items that it lists, and how many more there were. `number`
    is that of a paper's issue (0: none).
    """

    outcome: str = ""
    until: date | None = None
    text: str = ""
    who: str = ""
    ref: str = ""
    left: tuple[Listed, ...] = ()
    more: int = 0
    number: int = 0


class Was(msgspec.Struct, frozen=True, omit_defaults=True):
    """The item as it was shown at the key press; `kind` is the item's kind in the table of outcomes."""

    unit: str = ""
    name: str = ""
    due: date | None = None
    stage: str = ""
    kind: str = ""


class Event(msgspec.Struct, frozen=True):
    """One mark. `id` is station.run.n; `lam` orders; `at` is shown and counts days; `after` are ids it replaces.

    `crc` belongs to the line: it is taken when one is written, and "" once one was read and found whole.
    """

    v: int
    id: str
    lam: int
    at: Annotated[datetime, msgspec.Meta(tz=True)]
    by: str
    op: str
    key: str
    ep: str
    after: tuple[str, ...] = ()
    arg: Arg = Arg()
    was: Was = Was()
    crc: str = ""

    @property
    def station(self) -> str:
        """The station that wrote it."""
        return self.id.partition(".")[0]

    @property
    def order(self) -> tuple[int, datetime, str]:
        """Where the log shows it; what a mark means never hangs on `at`."""
        return self.lam, self.at, self.id


class Newer(msgspec.Struct, frozen=True):
    """A line of a version that this program does not know: kept and counted."""

    v: int
    line: bytes


class Damaged(msgspec.Struct, frozen=True):
    """A line that cannot be read: counted, never dropped silently."""

    line: bytes


def body(event: Event) -> bytes:
    """What an event says, as JSON without its checksum, of any length."""
    plain = msgspec.structs.asdict(event)
    del plain["crc"]
    return msgspec.json.encode(plain)


def encode(event: Event) -> bytes:
    """The event's line with its newline and a fresh checksum. Raises ValueError above 4 KiB or on broken text."""
    return sealed(body(event))


def decode(line: bytes) -> Event | Newer | Damaged:
    """What a line says. Never raises; strings come back cleaned for the terminal."""
    line = line.rstrip(b"\n")
    try:
        if not line.startswith(OURS):
            version = _VERSIONS.decode(line).v
            if version > VERSION:
                return Newer(version, line)
            if version != VERSION:
                return Damaged(line)
        if not whole(line):
            return Damaged(line)
        event = _bounded(_EVENTS.decode(line))
        return event if _is_clean(line.decode()) else _cleaned(event)
    except (ValueError, OverflowError, RecursionError):  # msgspec's errors are ValueErrors
        return Damaged(line)


class _Version(msgspec.Struct, frozen=True):
    v: int


_VERSIONS = msgspec.json.Decoder(_Version)
_EVENTS = msgspec.json.Decoder(Event)
_name = lru_cache(8192)(one_line)  # a season repeats its names, keys and units


def _is_clean(line: str) -> bool:
    """Whether each string of a line is as cleaning would leave it: most lines are, and need not be taken apart.

    Rather one line too many is cleaned: any escape, and any blank that is not between two words.
    """
    blanks = "\\" in line or "  " in line or '" ' in line or ' "' in line
    return not blanks and is_clean(line)


def _bounded(event: Event) -> Event:
    """The event with what every line must have: an id, a time of this era in UTC, a counter that is one."""
    at = event.at if event.at.tzinfo is UTC else event.at.astimezone(UTC)
    if not event.id or not 1970 <= at.year < 9999:
        raise ValueError("neither id nor time")
    lam = event.lam if 0 <= event.lam <= MAX_LAM else 0
    return msgspec.structs.replace(event, lam=lam, at=at, crc="")


def _listed(item: Listed) -> Listed:
    return Listed(_name(item.ref), _name(item.name), _name(item.unit), _name(item.kind), item.due)


def _cleaned(event: Event) -> Event:
    """The event with its strings as `data.support.text` leaves them."""
    id_ = one_line(event.id)
    if not id_:
        raise ValueError("no id")
    return msgspec.structs.replace(
        event,
        id=id_,
        after=tuple(map(_name, event.after)),
        arg=Arg(
            _name(event.arg.outcome),
            event.arg.until,
            clean(event.arg.text),
            _name(event.arg.who),
            _name(event.arg.ref),
            tuple(map(_listed, event.arg.left)),
            event.arg.more,
            event.arg.number,
        ),
        was=Was(
            _name(event.was.unit),
            _name(event.was.name),
            event.was.due,
            _name(event.was.stage),
            _name(event.was.kind),
        ),
        **{name: _name(getattr(event, name)) for name in ("by", "op", "key", "ep")},
    )


def mark_name(mark: Event | Newer | Damaged) -> str | bytes:
    """What tells one mark from another."""
    return mark.id if isinstance(mark, Event) else mark.line
