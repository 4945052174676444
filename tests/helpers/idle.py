"""How often a program wakes its machine while nothing happens: the voluntary context switches of its whole tree."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from helpers.terminals import Terminal


def family(pid: int) -> list[int]:
    """The process and all below it."""
    children = [int(c) for path in Path(f"/proc/{pid}/task").glob("*/children") for c in path.read_text().split()]
    return [pid, *(one for child in children for one in family(child))]


def switches(pid: int) -> dict[str, int]:
    """By "process thread" of the tree, how often it went to sleep of its own will."""
    found = {}
    for one in family(pid):
        program = Path(f"/proc/{one}/cmdline").read_text().replace("\0", " ").split()
        for task in Path(f"/proc/{one}/task").iterdir():
            said = dict(line.split(":\t", 1) for line in (task / "status").read_text().splitlines() if ":\t" in line)
            name = next((word for word in program if word.startswith("data.")), "fairwatch")
            found[f"{name} {said['Name']} {task.name}"] = int(said["voluntary_ctxt_switches"])
    return found


def wakeups(terminal: Terminal, seconds: float) -> Iterator[dict[str, float]]:
    """A second's wakeups by thread, for one window of so many seconds after the other."""
    while True:
        before, since = switches(terminal.process.pid), time.monotonic()
        terminal.read(0.01)
        time.sleep(seconds)
        lasted = time.monotonic() - since
        after = switches(terminal.process.pid)
        yield {name: (count - before.get(name, 0)) / lasted for name, count in after.items()}
