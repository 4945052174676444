"""What a bench says: figures of programs that took turns with their floor, as medians and as a ratio."""

from __future__ import annotations

import os
import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

FLOORS = Path(__file__).parent / "floors"
"""The programs that say what is the least that something can cost."""


@dataclass(frozen=True)
class Figure:
    """One row: `figure` of a program, beside that of its floor in the same rounds; both in `unit`."""

    name: str
    figure: str
    amount: float
    floor: str
    floor_amount: float
    rounds: int
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        """How many times the floor."""
        return self.amount / self.floor_amount

    def __str__(self) -> str:
        return (
            f"{self.name}: {self.ratio:.2f} x {self.floor} ({self.figure}: {self.amount:.0f} of "
            f"{self.floor_amount:.0f} {self.unit}, medians of {self.rounds} rounds)"
        )


Spent = Mapping[str, float]
"""What one run of a program spent, in seconds, by figure: "CPU", "wall"."""


def taking_turns(programs: Mapping[str, Callable[[], Spent]], floor: str, rounds: int) -> Iterator[Figure]:
    """Run all in turn, so many rounds after one that only warms; `floor` is one of them."""
    times: dict[str, list[Spent]] = {name: [] for name in programs}
    for number in range(rounds + 1):
        for name, run in programs.items():
            spent = run()
            if number:
                times[name].append(spent)
    for name in programs:
        for figure in times[name][0] if name != floor else ():
            least, most = (statistics.median(one[figure] for one in times[of]) * 1000 for of in (floor, name))
            yield Figure(name, figure, most, floor, least, rounds)


def process(command: Sequence[str | Path], env: Mapping[str, str]) -> Spent:
    """The CPU time of a process, without that of children which it leaves behind. Raises where it fails."""
    silent = [(os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_RDWR, 0) for fd in (0, 1, 2)]
    arguments = [str(part) for part in command]
    _pid, status, used = os.wait4(os.posix_spawn(arguments[0], arguments, env, file_actions=silent), 0)
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(f"{' '.join(arguments)} failed: {os.waitstatus_to_exitcode(status)}")
    return {"CPU": used.ru_utime + used.ru_stime}


def apart(home: str | Path) -> dict[str, str]:
    """An environment whose station lies in `home`, and in which compiled files are kept."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, **{variable: f"{home}/{variable}" for variable in ("XDG_CACHE_HOME", "XDG_STATE_HOME")}}
