"""Stations as they really are, without a screen: desk, outbox, journals, each on disk. And processes that are killed.

A station's folder may be the same as another's (a share) or one of its own (a replica that `deliver` fills).
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from helpers.marks import ENVIRONMENT, stalled

from data.feed.marks_desk import MarkDesk
from data.journal.folder_store import FolderStore
from data.journal.store import Hand, Store
from data.model import ItemMarks, MarkRequest, StalledProject
from data.settings import Settings
from data.station.paths import Places

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 1, 14, tzinfo=UTC)
KEYS = tuple(f"project/p-{n}" for n in range(4))


class Station:
    """One run of the program at one station. `skew`: how far its clock is off; `opens` opens another store."""

    def __init__(
        self, home: Path, folder: Path, skew: timedelta = timedelta(), opens: Callable[[], Store] | None = None
    ) -> None:
        self.home, self.folder, self.skew = home, folder, skew
        self.places = Places(folder, "f", home / "cache", home / "state").made()
        self.desk = MarkDesk(self.places, Settings(), read_only=False)
        self.opens = opens
        self.store = opens() if opens else FolderStore(folder)
        self.hand: Hand | None = None
        """In whose hand its lines are written, if not in its own."""
        self.now = NOW
        self.looks = 0.0

    @property
    def clock(self) -> datetime:
        return self.now + self.skew

    def see(self, key: str, episode: str = "e1") -> StalledProject:
        """The item as it stands on this station's board."""
        from dataclasses import replace

        marks = self.desk.item(key, episode, TODAY)
        return replace(stalled(marks), key=key, episode=episode)

    def press(self, key: str, op: str = "act", by: str = "李敏", episode: str = "e1", **more: object) -> str:
        """A key press about an item; the mark's id, once it is saved here."""
        item = self.see(key, episode)
        outcome = "moving" if op == "act" else ""
        request = MarkRequest(**{"key": key, "op": op, "outcome": outcome, "seen": episode, **more})  # type: ignore[arg-type]
        return self.desk.mark(request, item, by=by, now=self.clock, today=TODAY, settings=Settings()).id

    def undo(self, by: str = "李敏") -> str:
        """Undo the latest; its id, "" if there was none."""
        undone = self.desk.undo(by=by, now=self.clock)
        return undone.id if undone else ""

    def send(self) -> bool:
        """Offer what waits to the folder; whether it took it."""
        self.looks += 10
        self.desk.look_around(self.looks)
        append = self.desk.outgoing.to_send(TODAY, self.looks)
        if append is None:
            return True
        try:
            self.store.append(append.stream, append.lines, self.hand or Hand(append.station, append.run, TODAY))
        except OSError:
            self.desk.outgoing.failed(append.number, self.looks)
            return False
        self.desk.outgoing.appended(append.number)
        return True

    def look(self) -> None:
        """Read what is new in the folder."""
        self.desk.take_lines(self.store.poll().get("marks", ()), self.clock)

    def end(self) -> None:
        self.desk.outgoing.close()

    def again(self) -> Station:
        """The next run of the same station."""
        self.end()
        return Station(self.home, self.folder, self.skew, self.opens)

    def states(self, episodes: Iterable[str] = ("e1",)) -> dict[tuple[str, str], ItemMarks]:
        return {(key, ep): self.desk.item(key, ep, TODAY) for key in KEYS for ep in episodes}

    @property
    def ids(self) -> set[str]:
        return {event.id for event in self.desk.fold.log()}


def agree(stations: Iterable[Station], acknowledged: Iterable[str], episodes: Iterable[str] = ("e1",)) -> None:
    """The oracle: every acknowledged mark is found on every station, and all states are equal."""
    stations = tuple(stations)
    for station in stations:
        station.look()
    wanted = set(acknowledged)
    for station in stations:
        assert wanted <= station.ids, f"lost at {station.home.name}: {sorted(wanted - station.ids)}"
        assert station.states(episodes) == stations[0].states(episodes)
        assert [line.id for line in station.desk.log()] == [line.id for line in stations[0].desk.log()]


def journals(folder: Path) -> list[Path]:
    """Every journal of marks in a shared folder."""
    return sorted((folder / ".fairwatch" / "marks").rglob("*.jsonl"))


def replicate(source: Path, target: Path, chance: random.Random | None = None) -> None:
    """Copy FORMAT and the journals as a replica does: whole files, renamed into place, in any order."""
    files = [path for path in sorted((source / ".fairwatch").rglob("*")) if path.is_file()]
    if chance:
        chance.shuffle(files)
    for path in files:
        put(target / path.relative_to(source), path.read_bytes())


def put(path: Path, data: bytes) -> None:
    """Put a file into its place as a replica does: written beside it, then renamed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".syncthing.{path.name}.tmp")
    fresh.write_bytes(data)
    fresh.replace(path)


# ---------------------------------------------------------------- processes that are killed


class Killed:
    """Forks writers from a process that has everything loaded, and kills them. Use it as a context manager."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, __file__, str(folder), str(home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
            env=ENVIRONMENT,
        )

    def run(self, acks: int) -> list[str]:
        """Start a writer, kill it after so many acknowledged marks; what it acknowledged till it was dead."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write("go\n")
        pid = int(self.process.stdout.readline())
        got: list[str] = []
        killed = False
        while True:
            if len(got) >= acks and not killed:
                os.kill(pid, signal.SIGKILL)
                killed = True
            line = self.process.stdout.readline().strip()
            if line == "dead":
                return got
            got.append(line)

    def __enter__(self) -> Killed:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.communicate()


def kill_writers(folder: Path, home: Path, times: int, seed: int = 7) -> list[str]:
    """Kill so many writers of one station in the middle of their work; all that they acknowledged as saved here."""
    chance = random.Random(seed)
    with Killed(folder, home) as killed:
        return [id_ for _ in range(times) for id_ in killed.run(chance.randrange(1, 6))]


def _write_for_ever(folder: Path, home: Path, say: Callable[[str], None]) -> None:
    station = Station(home, folder)
    while True:
        for key in KEYS:
            say(station.press(key, "note", text="x" * 200))
            station.send()


def main() -> None:
    """Mark on and on, in children that are to be killed; their ids are said."""
    folder, home = map(Path, sys.argv[1:])

    def say(text: str) -> None:
        os.write(1, f"{text}\n".encode())

    for _line in sys.stdin:
        pid = os.fork()
        if not pid:
            _write_for_ever(folder, home, say)
        say(str(pid))
        os.waitpid(pid, 0)
        say("dead")


def with_cache_deleted(station: Station) -> None:
    """What a user does who is short of room."""
    shutil.rmtree(station.places.cache)


if __name__ == "__main__":
    main()
