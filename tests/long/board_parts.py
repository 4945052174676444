"""A board patched after every edit of ledgers, mark and turn of the day is the one made from nothing.

One station watches a folder whose ledgers are edited, renamed, deleted and put back, whose settings change, and whose
rows are marked. After each step its board, of parts that were kept, is compared with one that keeps none: other rows of
the same records, another fold of the memory, no board before it.

The suite runs it 25 times; the long form, 300 runs of 40 steps: `python tests/long/board_parts.py [runs [steps]]`.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import msgspec

sys.path.insert(0, str(Path(__file__).parent.parent))
from helpers.hypothesis_profile import in_force
from helpers.watchers import ZONE_NOW, SharedFolder, Watcher, ledger
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from data.feed.file_states import as_source
from data.feed.recalled_days import Recollection
from data.ledgers.season import season_of
from data.marks import make_mark
from data.marks.decision_marks import decisions
from data.marks.fold_marks import Fold
from data.marks.logged_visits import logged_visits
from data.marks.make_mark import MarkError
from data.model import Board, MarkRequest
from data.model.outcomes import choices
from data.rules.board import KeptParts, build
from data.rules.board_inputs import FilesSay, MarksSay, MarkTrail
from data.rules.calendar.workdays import Workdays
from data.rules.units.unit_of_row import owned

ON_MEMORY = Path("/dev/shm")
FILES = ("台账.csv", "甲县/台账.csv", "乙县/项目.csv", "台账(5月8日).csv", "台账(5月11日).csv")
WORDS = ("正在办理", "已开工", "已封顶")
SETTINGS = (
    "",
    '[files]\nunit_from = ["column"]\n',
    "[stall]\nsigned = 5\n",
    '[office]\nplace = "云川市"\n[owed]\nvisits_a_week = 2\n',
)

files = st.sampled_from(FILES)
texts = st.builds(
    ledger,
    st.sampled_from((10, 9, 8, 5, 3)),
    st.sampled_from(WORDS),
    st.sampled_from(("签约", "落地", "在建")),
    st.sampled_from(("甲县", "乙县", "", "丙 县", "甲县、乙县")),
)


class Boards(RuleBasedStateMachine):
    """One folder and one station, whose parts of boards are kept from step to step."""

    runs = boards = marks = 0

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(tempfile.mkdtemp(dir=ON_MEMORY if ON_MEMORY.is_dir() else None))
        self.folder = SharedFolder()
        self.changed = ZONE_NOW - timedelta(days=25)
        self.away: dict[str, bytes] = {}
        self.fold, self.made = Fold(), 0
        self.station = Watcher(self.home, self.folder)
        self.kept = KeptParts()
        Boards.runs += 1

    def teardown(self) -> None:
        self.station.close()
        shutil.rmtree(self.home)

    # ------------------------------------------------------------ what happens

    def _put(self, file: str, data: bytes) -> None:
        self.changed += timedelta(hours=1)
        self.folder.files[file] = data, self.changed
        self.station.visit(long_after=self.changed.hour % 2 == 0)  # else what is seen is not recorded yet

    @rule(file=files, text=texts)
    def saves(self, file: str, text: str) -> None:
        self._put(file, text.encode())

    @rule(file=files, row=st.integers(0, 9), words=st.sampled_from(WORDS))
    def edits_one_row(self, file: str, row: int, words: str) -> None:
        """The words of one row of a ledger."""
        if file in self.folder.files:
            lines = self.folder.files[file][0].decode().splitlines()
            at = 1 + row % (len(lines) - 1)
            lines[at] = f"{lines[at].rpartition(',')[0]},{words}"
            self._put(file, ("\n".join(lines) + "\n").encode())

    @rule(file=files, to=files)
    def renames(self, file: str, to: str) -> None:
        if file in self.folder.files and to not in self.folder.files:
            data, _ = self.folder.files.pop(file)
            self._put(to, data)

    @rule(file=files)
    def deletes_or_restores(self, file: str) -> None:
        if file in self.folder.files:
            self.away[file] = self.folder.files.pop(file)[0]
            self.station.visit(long_after=True)
        elif file in self.away:
            self._put(file, self.away[file])

    @rule(toml=st.sampled_from(SETTINGS))
    def changes_settings(self, toml: str) -> None:
        self.folder.toml = toml
        self.station.visit(long_after=True)

    @rule(days=st.sampled_from((1, 3, 30)))
    def turns(self, days: int) -> None:
        self.station.now += timedelta(days=days)
        self.changed = max(self.changed, self.station.now - timedelta(days=1))

    @rule(at=st.integers(0, 60), op=st.sampled_from(("act", "note", "claim", "snooze", "log")), which=st.integers(0, 9))
    def marks_an_item(self, at: int, op: str, which: int) -> None:
        items = self.board(self.kept).items
        if not items:
            return
        item, today = items[at % len(items)], self.station.today
        offered = choices(item.kind)
        outcome = offered[which % len(offered)].id if op == "act" and offered else "visit" if op == "log" else ""
        request = MarkRequest(item.key, op, outcome, text="已电话催办", who="李敏", seen=item.episode)
        for one in (request, replace(request, until=today + timedelta(days=3))):
            try:
                event = make_mark.make(
                    one,
                    item,
                    today=today,
                    workdays=Workdays(self.station.shelf.settings.calendar),
                    by="李敏",
                    station="0" * 16,
                    run="aa",
                    n=self.made + 1,
                    fold=self.fold,
                    now=self.station.now,
                )
            except MarkError:
                continue
            self.made += self.fold.add([make_mark.line_of(event)])
            Boards.marks += 1
            return

    @rule()
    def undoes(self) -> None:
        if event := self.fold.undoable("0" * 16):
            undo = make_mark.make_undo(
                event, by="李敏", station="0" * 16, run="aa", n=self.made + 1, fold=self.fold, now=self.station.now
            )
            self.made += self.fold.add([make_mark.line_of(undo)])

    # ------------------------------------------------------------ what must hold

    def board(self, kept: KeptParts | None) -> Board:
        """Of the parts that were kept, or of none and from the records themselves."""
        station, day = self.station, self.station.today
        shelf, recollection = station.shelf, station.recollection
        season, sources, trail = (
            shelf.season,
            shelf.sources(),
            MarkTrail(self.fold.touched, len(self.fold.touched), day),
        )
        if kept is None:
            columns = {file: row.columns for file, row in shelf.files.items() if row.columns}
            days = {file: row.days for file, row in shelf.files.items() if row.days}
            records = [msgspec.structs.replace(one) for file in sorted(shelf._records) for one in shelf._records[file]]
            season = owned(season_of(records, columns, days), shelf.rules).season
            recollection = Recollection(shelf, station.seen.memory, station.history, lambda: station.clock)
            sources, trail = tuple(as_source(row) for _, row in sorted(shelf.files.items())), MarkTrail()
        fold, zone = self.fold, shelf.settings.zone
        of = partial(fold.item, today=day)
        logged = logged_visits(fold, zone)
        return build(
            season,
            shelf.rules,
            as_of=day,
            now=station.now,
            marks=MarksSay(
                of, fold.excluded(), logged, fold.project_logs(), fold.apart(), decisions(fold, zone), trail
            ),
            history=recollection.says_by(day),
            files=FilesSay(sources=sources, held=shelf.held()),
            versions=recollection.versions,
            kept=kept,
        )

    @invariant()
    def the_patched_board_is_the_one_made_from_nothing(self) -> None:
        assert self.board(self.kept) == self.board(None)
        Boards.boards += 1


def run(runs: int, steps: int) -> None:
    """So many runs of so many steps."""
    in_force()
    run_state_machine_as_test(
        Boards,
        settings=settings(
            max_examples=runs, stateful_step_count=steps, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


if __name__ == "__main__":
    asked = [int(number) for number in sys.argv[1:]] + [300, 40][len(sys.argv) - 1 :]
    run(*asked[:2])
    print(f"{Boards.runs} runs, {Boards.boards} boards compared, {Boards.marks} marks")
