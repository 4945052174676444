"""Stations of every age, ledgers that change, records in any order: after full delivery all show the same (law 3).

The suite runs it 50 times; the long form, 500 runs of 50 steps: `python tests/long/memory_machine.py [runs [steps]]`.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from helpers.hypothesis_profile import in_force
from helpers.watchers import ZONE_NOW, SharedFolder, Watcher, ledger
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from data.folder_memory.lost_rows import content, ledger_key
from data.journal.journal_lines import SEEN

ON_MEMORY = Path("/dev/shm")
"""Where a sync costs nothing: what is tried here is the order of things, not the disk."""

FILES = ("台账.csv", "甲县/台账.csv", "台账(5月8日).csv", "台账(5月11日).csv")
SKEWS = (timedelta(), timedelta(days=1), timedelta(days=-1), timedelta(days=366), timedelta(days=-366))
TODAY = date(2026, 5, 20)
MOST = 5

which = st.integers(0, MOST - 1)
files = st.sampled_from(FILES)
texts = st.builds(
    ledger,
    st.sampled_from((10, 9, 8, 6, 3, 1)),
    st.sampled_from(("一", "二", "三")),
    st.sampled_from(("签约", "落地", "在建")),
    st.sampled_from(("甲县", "乙县")),
)


class Memories(RuleBasedStateMachine):
    """One folder; each station has a cache, a state and a clock of its own, and hears of the others in pieces."""

    runs = steps = records = held = 0

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(tempfile.mkdtemp(dir=ON_MEMORY if ON_MEMORY.is_dir() else None))
        self.folder = SharedFolder()
        self.changed = ZONE_NOW - timedelta(days=25)
        self.kept: dict[str, tuple[bytes, object]] = {}
        self.opened = 0
        self.stations: list[Watcher] = []
        self.opens(False, 0)
        Memories.runs += 1

    @property
    def station(self) -> Watcher:
        return self.stations[0]

    def teardown(self) -> None:
        try:
            self.all_agree()
        finally:
            for one in self.stations:
                one.close()
            shutil.rmtree(self.home)

    # ------------------------------------------------------------ what befalls the folder

    @rule(file=files, text=texts, hours=st.sampled_from((1, 20, 30)))
    def saves(self, file: str, text: str, hours: int) -> None:
        """Somebody saves a ledger."""
        self.changed = min(self.changed + timedelta(hours=hours), ZONE_NOW)
        self.folder.put(file, text, self.changed)

    @rule(file=files)
    def deletes(self, file: str) -> None:
        """Somebody takes a ledger away."""
        if file in self.folder.files:
            self.kept[file] = self.folder.files.pop(file)

    @rule(file=files)
    def restores(self, file: str) -> None:
        """Somebody puts back from a backup what was there before, with the time that it had."""
        if file in self.kept:
            self.folder.files[file] = self.kept[file]  # type: ignore[assignment]

    @rule(file=files, to=files)
    def renames(self, file: str, to: str) -> None:
        """Somebody gives a ledger another name."""
        if file in self.folder.files:
            self.folder.files[to] = self.folder.files.pop(file)

    @rule(file=files, who=which, missed=st.booleans())
    def shrinks(self, file: str, who: int, missed: bool) -> None:
        """A ledger loses rows step by step, too few each time to be held; somebody may have missed the step between."""
        for rows in (10, 8, 6):
            self.saves(file, ledger(rows), 1)
            if rows != 8 or not missed:
                self.visits(who)

    @rule(file=files, texts=st.lists(texts, min_size=2, max_size=2), who=which)
    def returns(self, file: str, texts: list[str], who: int) -> None:
        """A ledger is changed, and then says again what it said before."""
        for text in (*texts, texts[0]):
            self.saves(file, text, 1)
            self.visits(who)

    @rule(share=st.floats(0, 1), cut=st.integers(0, 200))
    def conflicts(self, share: float, cut: int) -> None:
        """A replica makes a conflict copy of a journal: some of its lines come once more, the last one cut short."""
        lines = self.folder.journal.lines[SEEN.name]
        again = lines[int(len(lines) * share) :]
        lines += [*again[:-1], *(line[:-cut] + b"\n" for line in again[-1:] if cut)]

    @rule(file=files)
    def accepts(self, file: str) -> None:
        """An officer accepts the present version of a ledger."""
        if file in self.folder.files:
            self.folder.accepted.add((ledger_key(file), content(self.folder.files[file][0])))
            for one in self.stations:
                one.shelf.release()

    # ------------------------------------------------------------ what stations do

    @rule(read_only=st.booleans(), skew=st.integers(0, len(SKEWS) - 1))
    def opens(self, read_only: bool, skew: int) -> None:
        """A station that never saw the folder opens it."""
        if len(self.stations) < MOST:
            self.opened += 1
            home = self.home / f"s{self.opened}"
            self.stations.append(Watcher(home, self.folder, read_only=read_only, skew=SKEWS[skew]))

    @rule(who=which, lines=st.integers(0, 4))
    def looks(self, who: int, lines: int) -> None:
        """A station that has heard a part of what the others told looks, and tells nobody yet."""
        one = self.stations[who % len(self.stations)]
        one.hear(lines)
        one.look()

    @rule(who=which)
    def visits(self, who: int) -> None:
        """A station hears, looks and tells."""
        self.stations[who % len(self.stations)].visit()

    @rule(who=which, skew=st.sampled_from(SKEWS))
    def sets_clock(self, who: int, skew: timedelta) -> None:
        """Somebody sets a station's clock, right or wrong."""
        self.stations[who % len(self.stations)].skew = skew

    @rule(who=which, cache=st.booleans(), state=st.booleans())
    def begins_again(self, who: int, cache: bool, state: bool) -> None:
        """A station's program ends and begins anew, after somebody deleted its cache or its state."""
        self.stations[who % len(self.stations)].again(without_cache=cache, without_state=state)

    @invariant()
    def _steps(self) -> None:
        Memories.steps += 1

    @rule()
    def all_agree(self) -> None:
        """Everybody hears all there is and looks; a station that was never there before shows the same."""
        if len(self.stations) >= MOST:
            self.stations.pop().close()
        self.opens(False, 0)
        for _ in range(2):  # what one records at the first turn the others hear at the second
            for one in self.stations:
                one.visit(long_after=True)
        first = self.stations[0]
        told = first.told(TODAY)
        for one in self.stations[1:]:
            assert one.told(TODAY) == told
        Memories.records += sum(len(first.seen.memory.recorded(file)) for file in FILES)
        Memories.held += len(first.shelf.held())


def run(runs: int, steps: int) -> None:
    """So many runs of so many steps."""
    in_force()
    run_state_machine_as_test(
        Memories,
        settings=settings(
            max_examples=runs, stateful_step_count=steps, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


if __name__ == "__main__":
    asked = [int(number) for number in sys.argv[1:]] + [500, 50][len(sys.argv) - 1 :]
    run(*asked[:2])
    print(f"{Memories.runs} runs, {Memories.steps} steps, {Memories.records} records agreed on, {Memories.held} held")
