"""All marks folded to what they mean: the same lines give the same states, in whatever order they come.

Nothing here looks at a clock to order marks (docs/marks.md, rule 2): a mark names the marks it replaces, and marks of
which neither replaces the other are concurrent. Events are kept by id and by item; an item is worked out when it is
asked for and its marks have changed, so that one mark more does not cost the season's.
"""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, tzinfo

from data.marks.events import Damaged, Event, Newer, decode, encode
from data.marks.standing import ACT, CLAIM, DONE, NOTE, REOPEN, SNOOZE, Thread, show
from data.model import ItemMarks, Ruling

PROBLEM_KEYS = "problem/"
"""How the keys of problems begin."""

_UNDONE_BY_U = frozenset({ACT, DONE, SNOOZE, CLAIM, NOTE, REOPEN})


class Fold:
    """Everything that all stations marked. `unchanged_days`: rule 3; days are days of `zone`."""

    def __init__(self, unchanged_days: int = 7, zone: tzinfo = UTC) -> None:
        self._unchanged_days = unchanged_days
        self._zone = zone
        self._events: dict[str, Event] = {}
        self._by_key: defaultdict[str, dict[str, Event]] = defaultdict(dict)
        self._threads: dict[str, Thread] = {}
        self._shown: dict[str, dict[str, ItemMarks]] = {}
        self._shown_for: date | None = None
        self._stations: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
        self._newer: set[bytes] = set()
        self._damaged: set[bytes] = set()
        self.lam = 0
        """The highest counter read; a new mark takes the next."""

    def go_by(self, unchanged_days: int, zone: tzinfo) -> None:
        """Go by other settings from now on."""
        if (unchanged_days, zone) != (self._unchanged_days, self._zone):
            self._unchanged_days, self._zone = unchanged_days, zone
            self._shown.clear()

    def add(self, lines: Iterable[bytes]) -> int:
        """Take lines of journals; how many marks were new. What cannot be read is counted, once."""
        return sum(self._take(decode(line)) for line in lines)

    def item(self, key: str, episode: str, today: date) -> ItemMarks:
        """Where an item stands in its present episode, on this day."""
        if key not in self._by_key:
            return ItemMarks()
        if today != self._shown_for:
            self._shown.clear()
            self._shown_for = today
        shown = self._shown.setdefault(key, {})
        if episode not in shown:
            shown[episode] = show(self._thread(key), episode, today, self._unchanged_days, self._zone)
        return shown[episode]

    def accepted(self, key: str, episode: str) -> bool:
        """Whether an officer has accepted this version (`episode`) of a held ledger."""
        return key in self._by_key and self._thread(key).accepted(episode)

    def excluded(self) -> tuple[Event, ...]:
        """The marks in force that exclude a row from what is counted, in the log's order."""
        found = (
            event
            for key, events in self._by_key.items()
            if key.startswith(PROBLEM_KEYS)
            for event in events.values()
            if event.op == ACT and event.arg.outcome == Ruling.EXCLUDED and self._thread(key).holds(event)
        )
        return tuple(sorted(found, key=lambda event: event.order))

    def after(self, key: str, episode: str, op: str, seen: Iterable[str], run: str) -> tuple[str, ...]:
        """Ids that a new mark of this op replaces: of those `seen` on screen, and of its own "station.run"."""
        return self._thread(key).after(episode, op, seen, run)

    def undoable(self, station: str) -> Event | None:
        """This station's latest act, snooze, claim, reopening or note that is in force; None if there is none."""
        own = (self._events[id_] for _, _, id_ in reversed(self._stations.get(station, [])))
        return next((event for event in own if self._thread(event.key).holds(event)), None)

    def keys(self) -> frozenset[str]:
        """The keys of all items that anybody marked."""
        return frozenset(key for key, events in self._by_key.items() if events)

    def log(self) -> tuple[Event, ...]:
        """Every mark, in the order that the log screen shows (rule 7)."""
        return tuple(sorted(self._events.values(), key=lambda event: event.order))

    def health(self) -> tuple[int, int]:
        """How many lines are of a newer version, and how many are damaged."""
        return len(self._newer), len(self._damaged)

    def __contains__(self, id_: object) -> bool:
        return id_ in self._events

    def __len__(self) -> int:
        return len(self._events)

    def _thread(self, key: str) -> Thread:
        if key not in self._by_key:
            return Thread(())
        if key not in self._threads:
            self._threads[key] = Thread(self._by_key[key].values())
        return self._threads[key]

    def _take(self, event: Event | Newer | Damaged) -> int:
        if isinstance(event, Event):
            return self._insert(event)
        kept = self._newer if isinstance(event, Newer) else self._damaged
        kept.add(event.line)
        return 0

    def _insert(self, event: Event) -> int:
        self.lam = max(self.lam, event.lam)
        known = self._events.get(event.id)
        if known is not None:
            if encode(known) <= encode(event):
                return 0
            self._remove(known)  # two marks of one id: everybody keeps the same one
        self._events[event.id] = event
        self._by_key[event.key][event.id] = event
        if event.op in _UNDONE_BY_U:
            bisect.insort(self._stations[event.station], _written(event))
        self._forget(event.key)
        return int(known is None)

    def _remove(self, event: Event) -> None:
        del self._by_key[event.key][event.id]
        if event.op in _UNDONE_BY_U:
            self._stations[event.station].remove(_written(event))
        self._forget(event.key)

    def _forget(self, key: str) -> None:
        self._threads.pop(key, None)
        self._shown.pop(key, None)


def _written(event: Event) -> tuple[int, int, str]:
    number = event.id.rpartition(".")[2]
    return event.lam, int(number) if number.isdecimal() and len(number) < 10 else 0, event.id
