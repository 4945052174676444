"""All marks folded to what they mean: the same lines give the same states, in whatever order they come.

Nothing here looks at a clock to order marks (docs/marks.md, rule 2): a mark names the marks it replaces, and marks of
which neither replaces the other are concurrent. Events are kept by id and by item; an item is worked out when it is
asked for and its marks have changed, so that one mark more does not cost the season's.
"""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from datetime import UTC, date, tzinfo

from data.marks.item_state import (
    ACT,
    CLAIM,
    CONFIRM,
    DONE,
    HANDOVER,
    ISSUE,
    LINK,
    LOG,
    NOTE,
    REOPEN,
    SNOOZE,
    TAKEOVER,
    UNDO,
    Thread,
    line_of,
    show,
)
from data.marks.mark_event import Damaged, Event, Newer, body, decode
from data.marks.row_links import Links
from data.marks.shift_notes import KEY, notes
from data.model import UNTOUCHED, VISIT, Exclusion, ItemMarks, MarkLine, Ruling, ShiftNote
from data.model.log_kinds import ON_PROJECT

PROBLEM_KEYS = "problem/"
"""How the keys of problems begin."""

DISPUTE_KEYS = "contradiction/"
"""How the keys of contradictions begin."""

PROJECT_KEYS = "project/"
"""How the keys of projects begin."""

VISIT_KEYS = "visit/"
"""How the keys of owed visits begin."""

_VISITED = frozenset({VISIT, "visited"})
"""A visit that was logged (`v`), and the outcome that says the same of a stalled project."""

_UNDONE_BY_U = frozenset({ACT, DONE, SNOOZE, CLAIM, NOTE, REOPEN, LINK, LOG})

KNOWN = frozenset({*_UNDONE_BY_U, UNDO, "accept", HANDOVER, TAKEOVER, CONFIRM, ISSUE})
"""The ops of docs/marks.md. Another op was written by a newer fairwatch: kept, counted and shown."""


_UNMARKED = Thread(())
"""That of every item that nobody marked: most of a board's."""


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
        self._latest: dict[str, Event] = {}
        self._unknown: set[str] = set()
        self._linked: set[str] = set()
        self._logged: dict[str, Event] = {}
        self._on_projects: tuple[int, Mapping[str, tuple[Event, ...]]] = (-1, {})
        self.links = Links()
        self.newer: dict[bytes, Newer] = {}
        """Lines of a newer version, by their bytes."""
        self.damaged: dict[bytes, Damaged] = {}
        """Lines that cannot be read, by their bytes."""
        self.lam = 0
        """The highest counter read; a new mark takes the next."""
        self.version = 0
        """Another number after every change."""
        self.touched: list[str] = []
        """The keys whose items' marks have changed, in the order of the changes. It is only added to, and another one
        once all items may say otherwise."""

    def go_by(self, unchanged_days: int, zone: tzinfo) -> None:
        """Go by other settings from now on."""
        if (unchanged_days, zone) != (self._unchanged_days, self._zone):
            self._unchanged_days, self._zone = unchanged_days, zone
            self._shown.clear()
            self.touched = []

    def add(self, lines: Iterable[bytes]) -> int:
        """Take lines of journals; how many marks were new. What cannot be read is counted, once."""
        return sum(self.take(decode(line)) for line in lines)

    def take(self, mark: Event | Newer | Damaged) -> bool:
        """Take what a line says; whether it was a mark that is new."""
        if isinstance(mark, Event):
            return self._insert(mark)
        kept: dict[bytes, Newer] | dict[bytes, Damaged] = self.newer if isinstance(mark, Newer) else self.damaged
        self.version += mark.line not in kept
        kept[mark.line] = mark  # type: ignore[assignment]
        return False

    def item(self, key: str, episode: str, today: date) -> ItemMarks:
        """Where an item stands in its present episode, on this day."""
        thread = self._thread(key)
        if not thread.events:
            return UNTOUCHED
        if today != self._shown_for:
            self._shown.clear()
            self._shown_for = today
        shown = self._shown.setdefault(key, {})
        if episode not in shown:
            rivals = self.links.rivals(key)
            shown[episode] = show(thread, episode, today, self._unchanged_days, self._zone, rivals)
        return shown[episode]

    def accepted(self, key: str, episode: str) -> bool:
        """Whether an officer has accepted this version (`episode`) of a held ledger."""
        return key in self._by_key and self._thread(key).accepted(episode)

    def excluded(self) -> tuple[Exclusion, ...]:
        """The marks in force that exclude a row from what is counted, in the log's order."""
        found = (
            event
            for key, events in self._by_key.items()
            if key.startswith(PROBLEM_KEYS)
            for event in events.values()
            if event.op == ACT and event.arg.outcome == Ruling.EXCLUDED and self._thread(key).holds(event)
        )
        ordered = sorted(found, key=lambda event: event.order)
        return tuple(Exclusion(event.key, event.ep, event.arg.ref) for event in ordered)

    def apart(self) -> frozenset[str]:
        """The keys of contradictions on which 非同一项目 is in force, each also without its last part."""
        keys = {
            key
            for key, events in self._by_key.items()
            if key.startswith(DISPUTE_KEYS)
            for event in events.values()
            if event.op == ACT and event.arg.outcome == Ruling.DIFFERENT and self._thread(key).holds(event)
        }
        return frozenset(keys | {key.rpartition("/")[0] for key in keys})

    def project_logs(self) -> Mapping[str, tuple[MarkLine, ...]]:
        """What was logged about each project, by its key, the newest first."""
        return {
            key: tuple(line_of(event) for event in reversed(events) if event.op == LOG)
            for key, events in self._about_projects().items()
        }

    def visits(self) -> tuple[tuple[str, Event], ...]:
        """The visits that nobody took back, logged or by the outcome 已到现场, each with the key that it counts for."""
        about = self._about_projects().items()
        return tuple((key, event) for key, events in about for event in events if event.arg.outcome in _VISITED)

    def _about_projects(self) -> Mapping[str, tuple[Event, ...]]:
        """Logs and visits that nobody took back, by the keys of the projects that they count for."""
        if self._on_projects[0] != self.version:
            found: dict[str, list[Event]] = {}
            for event in sorted(self._logged.values(), key=lambda one: one.order):
                if not self.undone(event):
                    found.setdefault(self.links.onward(event.key)[-1], []).append(event)
            self._on_projects = self.version, {key: tuple(events) for key, events in found.items()}
        return self._on_projects[1]

    def after(self, key: str, episode: str, op: str, seen: Iterable[str], run: str) -> tuple[str, ...]:
        """Ids that a new mark of this op replaces: of those `seen` on screen, and of its own "station.run"."""
        return self._thread(key).after(episode, op, seen, run)

    def under(self, beginning: str) -> list[str]:
        """The keys that begin so, of all items that anybody marked."""
        return [key for key in self._by_key if key.startswith(beginning)]

    def standing(self, key: str, op: str) -> tuple[Event, ...]:
        """The marks in force of this op under a key that belongs to no episode; more than one are concurrent."""
        return self._thread(key).standing("", op)

    def undoable(self, station: str) -> Event | None:
        """This station's latest act, snooze, claim, reopening, note, log or link in force; None if there is none."""
        own = (self._events[id_] for _, _, id_ in reversed(self._stations.get(station, [])))
        return next((event for event in own if self.holds(event)), None)

    def holds(self, event: Event) -> bool:
        """Whether a mark is in force on the item that it counts for now."""
        return self._thread(self.links.onward(event.key)[-1]).holds(event)

    def undone(self, event: Event) -> bool:
        """Whether a mark was undone."""
        return event.id in self._thread(event.key).undone

    def worth(self, key: str) -> tuple[Event, ...]:
        """The outcomes, claims and remarks in force of an item, in every episode."""
        return self._thread(key).worth()

    def latest(self) -> tuple[Event, ...]:
        """Each station's latest mark."""
        return tuple(self._latest.values())

    def get(self, id_: str) -> Event | None:
        """The mark of this id."""
        return self._events.get(id_)

    def keys(self) -> Set[str]:
        """The keys of all items that anybody marked."""
        return self._by_key.keys()

    def handovers(self, station: str = "") -> tuple[ShiftNote, ...]:
        """Every note of a shift that any station signed, the latest first; `station` is ours."""
        return notes(self._thread(KEY), self._zone, station)

    def log(self) -> tuple[Event, ...]:
        """Every mark, in the order that the log screen shows (rule 7)."""
        return tuple(sorted(self._events.values(), key=lambda event: event.order))

    def health(self) -> tuple[int, int]:
        """How many marks are of a newer version (its lines, or ops unknown here), and how many lines are damaged."""
        return len(self.newer) + len(self._unknown), len(self.damaged)

    def __contains__(self, id_: object) -> bool:
        return id_ in self._events

    def __len__(self) -> int:
        return len(self._events)

    def _thread(self, key: str) -> Thread:
        if key not in self._threads:
            sources = [source for source in self.links.sources(key) if source in self._by_key]
            if not sources:
                return _UNMARKED
            self._threads[key] = Thread(event for source in sources for event in self._by_key[source].values())
        return self._threads[key]

    def _insert(self, event: Event) -> bool:
        self.lam = max(self.lam, event.lam)
        known = self._events.get(event.id)
        if known is not None:
            if known == event or body(known) <= body(event):
                return False
            self._remove(known)  # two marks of one id: everybody keeps the same one
        self._events[event.id] = event
        self._by_key[event.key][event.id] = event
        if _about_project(event):
            self._logged[event.id] = event
        station = event.station
        if event.op in _UNDONE_BY_U:
            bisect.insort(self._stations[station], _written(event))
        elif event.op not in KNOWN:
            self._unknown.add(event.id)
        latest = self._latest.get(station)
        if latest is None or latest.lam < event.lam or latest.order < event.order:
            self._latest[station] = event
        self._changed(event)
        return known is None

    def _remove(self, event: Event) -> None:
        del self._events[event.id]
        self._logged.pop(event.id, None)
        del self._by_key[event.key][event.id]
        if not self._by_key[event.key]:
            del self._by_key[event.key]
        self._unknown.discard(event.id)
        if event.op in _UNDONE_BY_U:
            self._stations[event.station].remove(_written(event))
        if self._latest[event.station] is event:
            others = [one for one in self._events.values() if one.station == event.station]
            self._latest.pop(event.station)
            self._latest.update({event.station: max(others, key=lambda one: one.order)} if others else {})
        self._changed(event)

    def _changed(self, event: Event) -> None:
        """What was worked out for the items that this mark counts for is worked out anew."""
        self.version += 1
        key = event.key
        self._forget(key)
        if event.op == LINK:
            self._linked.add(key)
        if event.op in (LINK, UNDO) and key in self._linked:
            self.links.put(key, Thread(self._by_key.get(key, {}).values()).links(key))
            self._forget(key)

    def _forget(self, key: str) -> None:
        for onward in self.links.onward(key):
            self._threads.pop(onward, None)
            self._shown.pop(onward, None)
            self.touched.append(onward)


def _about_project(event: Event) -> bool:
    """Whether it is a visit to a project (on its row, or on the visit that is owed), or a blocker of one."""
    if event.op == LOG:
        return event.arg.outcome in ON_PROJECT and event.key.startswith((PROJECT_KEYS, VISIT_KEYS))
    return event.arg.outcome in _VISITED and event.key.startswith(PROJECT_KEYS)


def _written(event: Event) -> tuple[int, int, str]:
    number = event.id.rpartition(".")[2]
    return event.lam, int(number) if number.isdecimal() and len(number) < 10 else 0, event.id
