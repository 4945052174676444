"""One door to the benches: `python -m tests.bench [NAME...] [--json]`; without a name those that take a minute at most.

A bench with `rows` says figures beside those of their floor; the others print what they found. A time is never a
failure: what was found is to be read, beside the machine it was found on.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import TypedDict

sys.path.extend((str(Path(__file__).parent), str(Path(__file__).parents[1])))
from ratios import Figure

HERE = Path(__file__).parent

BENCHES: Mapping[str, bool] = {
    "one_shots": True,
    "start": True,
    "picture": True,
    "filter": True,
    "filter_keys": True,
    "wire": False,
    "board": True,
    "pairs": False,
    "intake": False,
    "hostile": False,
    "idle": False,
    "marks": False,
    "saves": False,
    "row_saves": False,
    "memory": False,
    "running": False,
    "show_json": False,
    "papers_time": False,
    "neighbours": False,
}
"""Every bench, and whether it is among those that run unasked."""


class Result(TypedDict, total=False):
    """What one bench found: figures, or the lines that it said."""

    bench: str
    rows: list[Figure]
    said: list[str]


def result(name: str) -> Result:
    """Run one bench."""
    rows = getattr(import_module(name), "rows", None)
    if rows is not None:
        return {"bench": name, "rows": list(rows())}
    done = subprocess.run([sys.executable, HERE / f"{name}.py"], stdout=subprocess.PIPE, text=True, check=True)
    return {"bench": name, "said": done.stdout.splitlines()}


def plain(row: Figure) -> dict[str, object]:
    """A figure for other programs."""
    return {**asdict(row), "ratio": round(row.ratio, 3)}


def main() -> None:
    """Run what was asked for, one bench after the other."""
    asked = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    asked.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHES))
    asked.add_argument("--json", action="store_true", help="one object for other programs")
    given = asked.parse_args()
    unknown = [name for name in given.names if name not in BENCHES]
    if unknown:
        asked.error(f"no bench is called {', '.join(unknown)}; there are {', '.join(BENCHES)}")
    results = []
    for name in given.names or [name for name, cheap in BENCHES.items() if cheap]:
        results.append(result(name))
        if not given.json:
            print(f"{name}:", *results[-1].get("rows", ()), *results[-1].get("said", ()), sep="\n  ", flush=True)
    if given.json:
        whole = [{**one, "rows": [plain(row) for row in one["rows"]]} if "rows" in one else one for one in results]
        print(json.dumps(whole, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
