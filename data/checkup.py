"""Runs the probe of a folder, and never waits for it longer than it says."""

from __future__ import annotations

import queue
import time
from pathlib import Path

from data.pipes import Child
from data.probe import STEPS, Ask, Done, Finding, FromProbe

WAIT = 10.0
"""Seconds for the whole of it; a mount that is dead never answers."""


def examine(folder: Path, wait: float = WAIT) -> tuple[dict[str, Finding], bool]:
    """What was found, by step, and whether the folder answered to the end."""
    answers: queue.SimpleQueue[FromProbe | None] = queue.SimpleQueue()
    child: Child[FromProbe] = Child("data.probe", FromProbe, answers.put, lambda: answers.put(None))
    child.send(Ask(str(folder)))
    found: dict[str, Finding] = {}
    deadline = time.monotonic() + wait
    whole = False
    while len(found) <= len(STEPS) and (left := deadline - time.monotonic()) > 0:
        try:
            answer = answers.get(timeout=left)
        except queue.Empty:
            break
        if not isinstance(answer, Finding):
            whole = isinstance(answer, Done)
            break
        found[answer.step] = answer
    child.kill()
    return found, whole
