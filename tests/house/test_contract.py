"""The contract between the rooms is tried on a copy of the tree: what it forbids makes import-linter fail."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import data

ROOT = Path(data.__file__).parent.parent
CONTRACTS = [
    contract["name"]
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
]
DOWN, ROOMS, RULES, PANELS, PROGRAM, SCREENLESS, DRAWN, DOOR = CONTRACTS


def broken(tree: Path) -> list[str]:
    """The contracts that the tree breaks; import-linter looks for its packages in the working directory first."""
    lint = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as lint; lint()", "--no-logo"]
    done = subprocess.run(lint, cwd=tree, capture_output=True, text=True, check=False)
    said = " ".join(done.stdout.split())
    count = re.search(r"Contracts: (\d+) kept, (\d+) broken", said)
    assert count, done.stdout + done.stderr
    found = [name for name in CONTRACTS if f"{name} BROKEN" in said]
    assert (len(CONTRACTS) - len(found), len(found)) == (int(count[1]), int(count[2])), done.stdout
    assert done.returncode == bool(found)
    return found


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy that keeps the contract. What import-linter reads of each file it keeps there for the later runs."""
    root = tmp_path_factory.mktemp("house")
    shutil.copy2(ROOT / "pyproject.toml", root)
    for package in ("tui", "widgets", "data"):
        shutil.copytree(ROOT / package, root / package, ignore=shutil.ignore_patterns("__pycache__", "*.[!p]*"))
    assert broken(root) == []
    return root


@pytest.fixture
def changed(tree: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """The copy with a line more in one file, which may be a new one."""
    name, line = request.param
    file = tree / name
    before = file.read_text(encoding="utf-8") if file.exists() else None
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"{before or ''}\n{line}\n", encoding="utf-8")
    yield tree
    if before is not None:
        file.write_text(before, encoding="utf-8")
    elif file.name == "__init__.py":
        shutil.rmtree(file.parent)
    else:
        file.unlink()


@pytest.mark.parametrize(
    ("changed", "breaks"),
    [
        pytest.param(("data/losses.py", "FIRST = 1"), ROOMS, id="a module that the rooms of data do not list"),
        pytest.param(("data/weather/__init__.py", ""), ROOMS, id="a wing that they do not list"),
        pytest.param(("data/rules/patience.py", "FIRST = 1"), RULES, id="a module that the rooms of rules do not list"),
        pytest.param(("widgets/charts/__init__.py", ""), PANELS, id="a wing that widgets does not list"),
        pytest.param(("tui/voice.py", "FIRST = 1"), PROGRAM, id="a module that tui does not list"),
        pytest.param(("widgets/frame/footline.py", "import data.feed.board_engine"), DRAWN, id="widgets and the feed"),
        pytest.param(("widgets/panels/totals.py", "import data.settings"), DRAWN, id="widgets and the settings"),
        pytest.param(("widgets/panels/totals.py", "import tui.messages"), DOWN, id="widgets and the program above"),
        pytest.param(
            ("data/rules/targets/pace_and_light.py", "import data.marks.mark_event"), ROOMS, id="rules and marks"
        ),
        pytest.param(("data/marks/wrong_clocks.py", "import data.rules.units.names"), ROOMS, id="marks and rules"),
        pytest.param(
            ("data/journal/station_id.py", "import data.feed.live_feed"), ROOMS, id="a lower room and a higher one"
        ),
        pytest.param(("data/export/board_json.py", "import textual"), SCREENLESS, id="data and textual"),
        pytest.param(("data/wording/ages.py", "from rich.cells import cell_len"), SCREENLESS, id="data and rich"),
        pytest.param(
            ("tui/commands/doctor.py", "import data.station.paths"), DOOR, id="tui and a room behind the feed"
        ),
        pytest.param(
            ("tui/commands/check.py", "import data.ledgers.kinds_and_columns"), DOOR, id="tui and the kinds of ledgers"
        ),
    ],
    indirect=["changed"],
)
def test_what_the_contract_forbids_fails(changed: Path, breaks: str) -> None:
    assert breaks in broken(changed)
