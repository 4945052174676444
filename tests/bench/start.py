"""The first full paint in a real terminal, warm and cold, against a bare Textual app: `python tests/bench/start.py`."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from helpers.terminals import FAIRWATCH, Terminal

from data.demo import write_season

BARE = """\
from textual.app import App
from textual.widgets import Static


class Bare(App):
    def compose(self):
        yield Static("ready")


Bare().run()
"""


def first_paint(arguments: list[str | Path], wanted: str, program: str = str(FAIRWATCH)) -> float:
    """Seconds from the start of the process until `wanted` stands on the screen."""
    start = time.monotonic()
    with Terminal(arguments, command=[program]) as terminal:
        terminal.wait_for(wanted)
        return time.monotonic() - start


def main() -> None:
    """Print the ratios."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # else every run compiles the whole project
    with tempfile.TemporaryDirectory() as home:
        for variable in ("XDG_CACHE_HOME", "XDG_STATE_HOME"):
            os.environ[variable] = f"{home}/{variable}"
        season = Path(home) / "season"
        write_season(season, date.today())
        bare_file = Path(home) / "bare.py"
        bare_file.write_text(BARE)
        times: dict[str, list[float]] = {"bare": [], "warm": [], "cold": []}
        for _ in range(5):
            times["bare"].append(first_paint([bare_file], "ready", sys.executable))
            subprocess.run(["rm", "-rf", f"{home}/XDG_CACHE_HOME"], check=True)
            times["cold"].append(first_paint(["--lang", "zh", season], "低空观光"))
            times["warm"].append(first_paint(["--lang", "zh", season], "低空观光"))
    bare, warm, cold = (statistics.median(times[name]) for name in ("bare", "warm", "cold"))
    print(f"first full paint: warm {warm / bare:.2f} x, cold {cold / bare:.2f} x a bare Textual app ({bare:.2f} s)")


if __name__ == "__main__":
    main()
