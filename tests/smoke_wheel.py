"""A smoke run of the built wheel: `python smoke_wheel.py FAIRWATCH FOLDER`, with FAIRWATCH from an empty venv.

Run by .ci/run, not collected by pytest: it needs the wheel installed alone, without the source beside it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path


def main() -> None:
    """Version, demo, JSON, and the screen itself in a pty; any failure ends with its traceback."""
    program, work = sys.argv[1], Path(sys.argv[2])
    for variable in ("XDG_CACHE_HOME", "XDG_STATE_HOME"):
        os.environ[variable] = str(work / variable)
    season = work / "season"

    def run(*arguments: str) -> str:
        return subprocess.run([program, *arguments], check=True, capture_output=True, text=True, cwd=work).stdout

    assert "textual 8.2.8" in run("--version")
    run("demo", "--into", str(season))
    board = json.loads(run("show", str(season), "--json"))
    assert len(board["fairs"]) == 3
    assert len({unit["unit"] for unit in board["units"]}) >= 12
    assert "用法" in run("--lang", "zh", "--help")  # the wheel ships its catalogues

    os.environ["PATH"] = f"{Path(program).parent}:{os.environ['PATH']}"
    sys.path.insert(0, str(Path(__file__).parent))
    from helpers import terminals

    terminals.FAIRWATCH = Path(program)
    with terminals.Terminal(["--lang", "zh", str(season)]) as terminal:  # and its styles
        terminal.wait_for("停滞项目", "待办督办", "青山洽谈会")
        terminal.press("q")
        assert terminal.wait_end() == 0
    print("the wheel runs")


if __name__ == "__main__":
    main()
