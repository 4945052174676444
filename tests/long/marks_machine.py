"""Stations, officers, replicas, faults, in any order: after full delivery all agree, and nothing acknowledged is lost.

The suite runs it 50 times; the long form, 500 runs of 50 steps: `python tests/long/marks_machine.py [runs [steps]]`.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from helpers.fault import KEYS, TODAY, Station, agree, journals, put, replicate
from helpers.hypothesis_profile import in_force
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from data.marks.mark_event import Event
from data.marks.orphans import orphans
from data.model import ItemMarks, ItemState

STATIONS = 3
OFFICERS = ("李敏", "赵敏", "欧阳若兰")
EPISODES = ("e1", "e2", "e3")
ON_MEMORY = Path("/dev/shm")
"""Where a sync costs nothing: what is tried here is the order of things, not the disk."""

which = st.integers(0, STATIONS - 1)
keys = st.sampled_from(KEYS)
officers = st.sampled_from(OFFICERS)


class Marks(RuleBasedStateMachine):
    """Each station has a replica of its own and a clock of its own; the ledgers are the same for all."""

    runs = steps = marks = 0

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(tempfile.mkdtemp(dir=ON_MEMORY if ON_MEMORY.is_dir() else None))
        folders = [self.home / f"replica{n}" for n in range(STATIONS)]
        for folder in folders:
            folder.mkdir()
        self.stations = [Station(self.home / f"s{n}", folder) for n, folder in enumerate(folders)]
        first = self.stations[0]
        self.acknowledged = [first.press(KEYS[0], "note", text="x")]
        first.send()
        for folder in folders[1:]:
            replicate(folders[0], folder)
        self.episode = dict.fromkeys(KEYS, "e1")
        type(self).runs += 1

    # ------------------------------------------------------------ officers

    @rule(at=which, key=keys, by=officers, days=st.integers(1, 9))
    def acts(self, at: int, key: str, by: str, days: int) -> None:
        self._press(at, key, "act", by, outcome="moving", until=TODAY + timedelta(days=days))
        assert self._state(at, key) is ItemState.WAITING, "what was on screen is replaced, however the clocks go"

    @rule(at=which, key=keys, by=officers)
    def reopens(self, at: int, key: str, by: str) -> None:
        self._press(at, key, "reopen", by)
        assert self._state(at, key) in (ItemState.OPEN, ItemState.CLAIMED)

    @rule(at=which, key=keys, by=officers, days=st.integers(1, 30))
    def snoozes(self, at: int, key: str, by: str, days: int) -> None:
        self._press(at, key, "snooze", by, until=TODAY + timedelta(days=days))
        assert self._state(at, key) is ItemState.SNOOZED

    @rule(at=which, key=keys, by=officers)
    def claims(self, at: int, key: str, by: str) -> None:
        self._press(at, key, "claim", by)
        assert self._item(at, key).claimed_by == by

    @rule(at=which, key=keys, by=officers)
    def notes(self, at: int, key: str, by: str) -> None:
        before = self._item(at, key).notes
        self._press(at, key, "note", by, text="x")
        assert self._item(at, key).notes == before + 1

    @rule(at=which, key=keys, by=officers)
    def presses_and_undoes_at_once(self, at: int, key: str, by: str) -> None:
        station, before = self.stations[at], _meaning(self._item(at, key))
        made = self._press(at, key, "act", by, outcome="visited", until=TODAY + timedelta(days=2))
        assert station.undo(by) == made, "undo takes the latest mark of this station"
        assert _meaning(self._item(at, key)) == before

    @rule(at=which, by=officers)
    def undoes(self, at: int, by: str) -> None:
        station = self.stations[at]
        undone = station.undo(by)
        if undone:
            event = station.desk.fold.get(undone)
            assert event
            assert event.station == station.desk.station
            assert not station.desk.fold.holds(event)

    @rule(at=which, gone=st.sampled_from(KEYS), by=officers, digit=st.integers(0, 2))
    def joins_an_orphan(self, at: int, gone: str, by: str, digit: int) -> None:
        station = self.stations[at]
        rows = {key: ("东岭园区", f"光热设备{key[-1]}") for key in KEYS if key != gone}
        for orphan in orphans(station.desk.fold, rows)[:1]:
            near = orphan.near[digit]
            join = station.desk.link(orphan, near.key, rows, by=by, now=station.clock)
            self.acknowledged.append(join.id)
            assert station.desk.fold.links.target(orphan.key) == near.key

    # ------------------------------------------------------------ ledgers, clocks, programs

    @rule(key=keys, episode=st.sampled_from(EPISODES))
    def the_ledger_changes(self, key: str, episode: str) -> None:
        self.episode[key] = episode

    @rule(at=which, hours=st.integers(-30, 30))
    def a_clock_goes_wrong(self, at: int, hours: int) -> None:
        self.stations[at].skew = timedelta(hours=hours)

    @rule(at=which)
    def sends(self, at: int) -> None:
        self.stations[at].send()

    @rule(at=which)
    def looks(self, at: int) -> None:
        self.stations[at].look()

    @rule(at=which, clean=st.booleans())
    def starts_again(self, at: int, clean: bool) -> None:
        self.stations[at] = self.stations[at].again()
        if clean:
            self.stations[at].end()
            shutil.rmtree(self.stations[at].places.cache)
            self.stations[at] = Station(self.stations[at].home, self.stations[at].folder, self.stations[at].skew)
            self.stations[at].look()

    # ------------------------------------------------------------ delivery

    @rule(source=which, to=which, seed=st.integers(0, 999), share=st.floats(0.2, 1))
    def some_files_arrive(self, source: int, to: int, seed: int, share: float) -> None:
        self._deliver(source, to, random.Random(seed), share)

    @rule(source=which, to=which, seed=st.integers(0, 999))
    def a_conflict_copy_arrives(self, source: int, to: int, seed: int) -> None:
        files = journals(self.stations[source].folder)
        if files and source != to:
            path = random.Random(seed).choice(files)
            name = path.name.replace(".jsonl", f".sync-conflict-2026112{seed % 9}-010203-ABCDEFG.jsonl")
            there = self.stations[to].folder / path.relative_to(self.stations[source].folder)
            put(there.with_name(name), path.read_bytes())

    @rule(source=which, to=which, seed=st.integers(0, 999))
    def half_a_file_arrives(self, source: int, to: int, seed: int) -> None:
        """As over a share, on which a reader sees a file that is being written."""
        files = journals(self.stations[source].folder)
        if files and source != to:
            chance = random.Random(seed)
            path = chance.choice(files)
            there = self.stations[to].folder / path.relative_to(self.stations[source].folder)
            if not there.exists():
                data = path.read_bytes()
                put(there, data[: chance.randrange(len(data) + 1)])

    # ------------------------------------------------------------ what always holds

    @invariant()
    def a_station_knows_what_it_acknowledged(self) -> None:
        type(self).steps += 1
        for station in self.stations:
            own = {id_ for id_ in self.acknowledged if id_.startswith(f"{station.desk.station}.")}
            assert own <= station.ids

    def teardown(self) -> None:
        """Everything is delivered: all agree."""
        try:
            for station in self.stations:
                assert station.send()
            for _ in range(2):
                for source in range(STATIONS):
                    for target in range(STATIONS):
                        self._deliver(source, target, random.Random(7), 1.0)
            fresh = Station(self.home / "fresh", self.stations[1].folder)
            agree([*self.stations, fresh], self.acknowledged, EPISODES)
            _rules_hold(fresh)
            type(self).marks += len(fresh.ids)
            for station in (*self.stations, fresh):
                station.end()
        finally:
            shutil.rmtree(self.home)

    # ------------------------------------------------------------ inside

    def _press(self, at: int, key: str, op: str, by: str, **more: object) -> str:
        id_ = self.stations[at].press(key, op, by, self.episode[key], **more)
        self.acknowledged.append(id_)
        return id_

    def _item(self, at: int, key: str) -> ItemMarks:
        return self.stations[at].desk.item(key, self.episode[key], TODAY)

    def _state(self, at: int, key: str) -> ItemState:
        return self._item(at, key).state

    def _deliver(self, source: int, target: int, chance: random.Random, share: float) -> None:
        """Whole files, as a replica gets them: never an older one over a newer."""
        here, there = self.stations[source].folder, self.stations[target].folder
        files = journals(here)
        chance.shuffle(files)
        for path in files[: max(1, round(share * len(files)))] if source != target else ():
            copy = there / path.relative_to(here)
            if not copy.exists() or copy.stat().st_size < path.stat().st_size:
                put(copy, path.read_bytes())


def _meaning(marks: ItemMarks) -> tuple[object, ...]:
    return (
        marks.state,
        marks.by,
        marks.until,
        marks.claimed_by,
        marks.conflict,
        marks.in_force,
        marks.chased,
        marks.notes,
    )


def _rules_hold(station: Station) -> None:
    """Undo: its mark is not in force, and was its own station's. What a mark in force names is not in force itself."""
    fold = station.desk.fold
    by_id = {event.id: event for event in fold.log()}
    for event in by_id.values():
        target = by_id.get(event.arg.ref) if event.op == "undo" else None
        if target is not None:
            assert target.station == event.station
            assert not fold.holds(target)
        if fold.holds(event) and event.op in ("act", "snooze", "reopen", "claim", "link"):
            assert not any(_in_force(id_, event, by_id, station) for id_ in event.after)


def _in_force(id_: str, by: Event, by_id: dict[str, Event], station: Station) -> bool:
    before, fold = by_id.get(id_), station.desk.fold
    if before is None or before.ep != by.ep:
        return False
    here = fold.links.onward(before.key)[-1] == fold.links.onward(by.key)[-1]  # else a link has parted them since
    return here and fold.holds(before)


def run(runs: int, steps: int) -> None:
    """Run it so often, so long; raises what does not hold."""
    run_state_machine_as_test(
        Marks,
        settings=settings(max_examples=runs, stateful_step_count=steps, suppress_health_check=list(HealthCheck)),
    )


def main() -> None:
    """Print what was done."""
    in_force()
    runs, steps = (*map(int, sys.argv[1:]), 500, 50)[:2] if len(sys.argv) < 3 else map(int, sys.argv[1:3])
    start = time.monotonic()
    run(runs, steps)
    print(f"{Marks.runs} runs, {Marks.steps} steps, {Marks.marks} marks in {time.monotonic() - start:.0f} s: all agree")


if __name__ == "__main__":
    main()
