"""Stations that watch one folder of given bytes, in this process: intake, shelf, memory, rules.

No child, and no disk but their own; what they tell of the ledgers goes through a store in memory.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path

import msgspec
from helpers.memory_store import Memory, MemoryStore

from data.feed.history_upgrade import earlier_sights
from data.feed.last_good import Shelf
from data.feed.new_version_recorder import SETTLES, SeenDesk
from data.feed.outgoing_lines import LOOK_AROUND
from data.feed.recalled_days import Recollection
from data.intake.ledger_reading import Reading
from data.intake.read_ledger import read_ledger
from data.intake.reading_plan import Plan
from data.journal.journal_lines import SEEN
from data.journal.store import Hand
from data.model import Board, SourceState
from data.processes.reader_messages import SettingsRead
from data.processes.supervisor import Job
from data.rules.board import build
from data.rules.board_inputs import FilesSay, HistorySays
from data.station.history import History
from data.station.index import Index
from data.station.paths import Places
from data.station.stamp import Stamp

ZONE_NOW = datetime(2026, 5, 20, 1, 14, tzinfo=UTC)
BASE = {
    "展会.csv": "展会名称,开幕日期\n春洽会,2026-06-10\n",
    "单位.csv": "单位,类别\n甲县,县区\n乙县,县区\n",
    "任务.csv": "责任单位,展会,签约任务(亿元)\n甲县,春洽会,40\n乙县,春洽会,40\n",
}
"""Ledgers that every folder here has."""

HEADER = "项目名称,责任单位,合同金额(亿元),签约时间,合同类型,推进阶段,最新进展\n"
NAMES = ("铝材", "沙棘", "光热", "石墨", "冷链", "花椒", "数据", "风电", "纸浆", "羽绒")


def ledger(rows: int, words: str = "正在办理", stage: str = "签约", unit: str = "甲县") -> str:
    """A project ledger of the first so many names, 1 to 10 亿元 each."""
    lines = (f"{name},{unit},{n},2026-02-01,合同,{stage},{words}\n" for n, name in enumerate(NAMES[:rows], 1))
    return HEADER + "".join(lines)


@dataclass
class SharedFolder:
    """What lies in the folder: the bytes of each file, when it was last changed, and whether all may read it."""

    files: dict[str, tuple[bytes, datetime]] = field(default_factory=dict)
    apart: set[str] = field(default_factory=set)
    journal: Memory = field(default_factory=Memory)
    accepted: set[tuple[str, str]] = field(default_factory=set)
    toml: str = ""

    def __post_init__(self) -> None:
        for file, text in BASE.items():
            self.put(file, text, ZONE_NOW - timedelta(days=30))

    def put(self, file: str, text: str, changed: datetime) -> None:
        self.files[file] = text.encode(), changed


@lru_cache(maxsize=512)
def _read(file: str, data: bytes, plan: bytes) -> Reading:
    return read_ledger(file, data, msgspec.msgpack.decode(plan, type=Plan))


class Watcher:
    """One run of the program at one station. `skew`: how far its clock is off."""

    def __init__(
        self, home: Path, folder: SharedFolder, *, read_only: bool = False, skew: timedelta = timedelta()
    ) -> None:
        self.folder, self.skew, self.read_only = folder, skew, read_only
        self.places = Places(Path("/folder"), "f", home / "cache", home / "state").made()
        self.now = ZONE_NOW
        self.inbox: list[bytes] = []
        self.ticks = 0.0
        self.open()

    def open(self) -> None:
        """Begin a run, with what the last one kept."""
        self.store = MemoryStore(self.folder.journal)
        self.seen = SeenDesk(self.places, read_only=self.read_only, clock=lambda: self.clock)
        self.shelf = Shelf(Index(self.places.index), 2026, self.seen)
        self.shelf.take_settings(SettingsRead(self.folder.toml), self.clock)
        self.shelf.accepted = lambda key, digest: (key, digest) in self.folder.accepted
        self.history = History(self.places.history)
        self.recollection = Recollection(
            self.shelf, self.seen.memory, self.history, lambda: self.clock, looks=self.read_only
        )
        self.began = self.clock

    def close(self) -> None:
        self.seen.outgoing.close()
        self.shelf.close()

    def again(self, *, without_cache: bool = False, without_state: bool = False) -> None:
        """End the run and begin another, after somebody deleted its cache or its state, or neither."""
        self.close()
        for gone, path in ((without_cache, self.places.cache), (without_state, self.places.state)):
            if gone:
                shutil.rmtree(path)
        self.places.made()
        self.open()

    @property
    def clock(self) -> datetime:
        return self.now + self.skew

    @property
    def today(self) -> date:
        return self.clock.astimezone(self.shelf.settings.zone).date()

    def hear(self, lines: int | None = None) -> None:
        """What the others told, so many lines of it (None: all)."""
        self.inbox += self.store.poll().get(SEEN.name, [])
        taken, self.inbox = self.inbox[:lines], self.inbox[lines:] if lines is not None else []
        changed = self.seen.take_lines(taken)
        self.shelf.recall_settings()
        self.shelf.recall(changed)

    def look(self) -> None:
        """See the folder whole."""
        self.shelf.release()
        self.shelf.take_settings(SettingsRead(self.folder.toml), self.clock)
        for _ in range(2):  # what is to be read again is read again
            known = self.shelf.known()
            for file in [row.file for row in self.shelf.files.values() if row.file not in self.folder.files]:
                self.shelf.drop(file, self.clock)
            for file, (data, changed) in sorted(self.folder.files.items()):
                stamp = Stamp(len(data), int(changed.timestamp() * 1e9), 0)
                if known.get(file) != stamp:
                    reading = _read(file, data, msgspec.msgpack.encode(self.shelf.in_force.plan))
                    job = Job(file, stamp, data, file in self.folder.apart)
                    self.shelf.take_reading(job, reading, self.clock)
        self.shelf.gone.miss(self.clock.astimezone(self.shelf.settings.zone))
        self.recollection.note(self.clock.astimezone(self.shelf.settings.zone), whole=True)

    def tell(self) -> None:
        """Record what was seen, and put it into the folder."""
        zone = self.shelf.settings.zone
        self.ticks += LOOK_AROUND
        self.shelf.recall(self.seen.look_around(self.ticks))  # what an earlier run left unsent
        if self.seen.is_new_here:
            station, began = self.seen.outgoing.station, self.began.astimezone(zone)
            self.seen.publish_history(earlier_sights(self.history, station, self.shelf.files, began))
        self.seen.write(self.clock.astimezone(zone), whole=True, first_look=self.history.first_look())
        append = self.seen.to_send(self.today, 1e9)
        if append is not None:
            self.store.append(SEEN.name, append.lines, Hand(append.station, append.run, append.today))
            self.seen.outgoing.appended(append.number)

    def visit(self, *, long_after: bool = False) -> None:
        """All of it: hear, look, tell. `long_after`: nothing was changed for so long that what is there is recorded."""
        self.seen.settles = -1.0 if long_after else SETTLES
        self.hear()
        self.look()
        self.tell()

    def says(self) -> HistorySays:
        """What the memory says of movement today."""
        return self.recollection.says_by(self.today)

    def board(self, as_of: date | None = None) -> Board:
        sources = self.shelf.sources()
        day = as_of or self.today
        return build(
            self.shelf.season,
            self.shelf.rules,
            as_of=day,
            now=self.now,
            history=self.recollection.says_by(day),
            files=FilesSay(sources=sources, held=self.shelf.held()),
            versions=self.recollection.versions,
        )

    def told(self, as_of: date | None = None) -> dict[str, object]:
        """What must be the same at every station that holds the same folder."""
        board = self.board(as_of)
        return {
            "units": {unit.unit: (unit.signed, unit.standing) for line in board.progress for unit in line.units},
            "stalled": {
                item.key: (item.days_stalled, item.last_evidence, item.evidence_kind) for item in board.stalled
            },
            "files": {source.file: (source.state, source.kinds) for source in board.sources},
            "held": {item.file: (item.episode, item.losses) for item in self.shelf.held()},
            "gone": {
                row.file: row.why and row.why.args for row in self.shelf.files.values() if row.state is SourceState.GONE
            },
        }


def signed(told: Mapping[str, object], unit: str = "甲县") -> int:
    """What a unit signed, in 亿元."""
    units = told["units"]
    assert isinstance(units, dict)
    return int(units[unit][0] // 10_000)
