"""README says what the program does; nobody has to remember to change both."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from data.ledgers.kinds_and_columns import KINDS
from data.settings import parse
from data.wording.rulebook import RULES
from tui import cli
from tui.keys import actions
from tui.maintain.readme import rewritten

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAPERS = (
    "README.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    *(f"docs/{page.name}" for page in (ROOT / "docs").glob("*.md")),
)
PACKAGES = ("data", "widgets", "tui")
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
NAMES = {path.name for top in (*PACKAGES, "tests") for path in (ROOT / top).rglob("*.py")}


def test_the_generated_parts_are_as_the_tables_say() -> None:
    assert rewritten(README) == README, "run: .venv/bin/python -m tui.maintain.readme README.md"


def test_the_rules_are_as_their_table_and_the_settings_say() -> None:
    page = (ROOT / "docs/rules.md").read_text(encoding="utf-8")
    assert rewritten(page) == page, "run: .venv/bin/python -m tui.maintain.readme docs/rules.md"


def test_the_page_of_other_ledgers_has_every_key_of_a_block_and_its_example_is_valid() -> None:
    page = (ROOT / "docs/ledgers.md").read_text(encoding="utf-8")
    assert rewritten(page) == page, "run: .venv/bin/python -m tui.maintain.readme docs/ledgers.md"
    (example,) = re.findall(r"```toml\n(.*?)```", page, flags=re.DOTALL)
    assert len(parse(example).ledgers) == 2


def test_the_page_of_words_is_that_of_the_glossary() -> None:
    page = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
    assert rewritten(page) == page, "run: .venv/bin/python -m tui.maintain.readme docs/glossary.md"


def test_every_rule_that_a_figure_names_is_in_the_book() -> None:
    named = {
        rule
        for path in (ROOT / "data/rules").rglob("*.py")
        for rule in re.findall(r'Trace\(\s*"([a-z-]+)"', path.read_text(encoding="utf-8"))
    }
    assert named
    assert named <= {rule.id for rule in RULES}


def test_every_command_is_documented() -> None:
    for name in cli.build().commands:
        assert f"Usage: fairwatch {name}" in README


def test_every_kind_and_every_key_is_documented() -> None:
    for kind in KINDS:
        assert f"| {kind.name} | {kind.label} |" in README
    for action in actions.ACTIONS:
        assert action.shown_key in README


def test_nothing_is_said_twice() -> None:
    prose = re.sub(r"```.*?```", "", README, flags=re.DOTALL)
    rows = re.sub(r"<!-- (\w+) -->.*?<!-- end \1 -->", "", prose, flags=re.DOTALL)
    first = [row.split("|")[1].strip() for row in rows.splitlines() if row.startswith("| ")]
    begins = [block[:60] for block in re.split(r"\n\n|\n(?=- )", prose) if len(block) > 60]
    begins += [line[:40] for line in prose.splitlines() if len(line) > 60 and not line.startswith("|")]
    for said in (first, begins):
        assert [one for one in dict.fromkeys(said) if one and "---" not in one and said.count(one) > 1] == []


def test_every_picture_is_there_and_fetches_nothing() -> None:
    for name in re.findall(r"\]\((docs/[^)]+)\)", README):
        written = (ROOT / name).read_bytes()
        assert written.startswith(b"\x89PNG") or b"url(" not in written.replace(b"url(#", b"")


def test_every_direct_dependency_is_named_with_its_reason() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    listed = re.search(r"^dependencies = \[(.*?)^\]", project, re.DOTALL | re.MULTILINE)
    assert listed
    for name in re.findall(r'"([A-Za-z-]+)', listed.group(1)):
        assert name.casefold() in README.casefold()


def test_every_version_is_pinned_without_an_address() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert pins
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[0-9A-Za-z.]+", pin) for pin in pins)


@pytest.mark.parametrize("name", ["CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "LICENSE"])
def test_the_usual_papers_are_there(name: str) -> None:
    assert len((ROOT / name).read_text(encoding="utf-8")) > 300


def named(text: str) -> set[str]:
    """Files, folders and modules of the tree that a text names: `data/wording/`, `kills.py`, `tui.maintain.readme`."""
    paths = re.findall(r"(?<![\w./-])(?:data|widgets|tui|tests|docs|\.ci)/[\w./-]*", text)
    modules = re.findall(r"[`\s](?:data|widgets|tui)(?:\.[a-z_]\w*)+(?=[`\s])", text)
    files = re.findall(r"`([a-z_]\w*\.py)`", text)
    return {
        *(path.rstrip(".") for path in paths if "NAME" not in path),
        *(module.strip("` \n") for module in modules),
        *files,
    }


def is_there(name: str) -> bool:
    """Whether it is a path, a file's name, a module, or what a module holds."""
    module = ROOT.joinpath(*name.split("."))
    found = (ROOT / name, module, module.with_suffix(".py"), module.parent.with_suffix(".py"))
    return name in NAMES or any(path.exists() for path in found) or name.rpartition(".")[2] in texts_of(module.parent)


def texts_of(package: Path) -> str:
    """What a package says that it gives."""
    init = package / "__init__.py"
    return init.read_text(encoding="utf-8") if init.exists() else ""


@pytest.mark.parametrize("gone", ["data/season.py", "data.season", "tests/test_docs.py", "tui.docs", "docs.py"])
def test_what_is_gone_is_seen_to_be_gone(gone: str) -> None:
    assert named(f"see `{gone}` for it") == {gone}
    assert not is_there(gone)


@pytest.mark.parametrize("paper", PAPERS)
def test_every_path_that_a_paper_names_is_there(paper: str) -> None:
    found = named((ROOT / paper).read_text(encoding="utf-8"))
    assert [name for name in sorted(found) if not is_there(name)] == []


def test_every_path_that_a_docstring_names_is_there() -> None:
    wrong = {}
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            texts = [ast.get_docstring(node) or "" for node in ast.walk(tree) if isinstance(node, DOCUMENTED)]
            missing = {name for text in texts for name in named(text) if not is_there(name)}
            if missing:
                wrong[path.relative_to(ROOT).as_posix()] = missing
    assert wrong == {}


def test_the_recipes_of_the_house_name_every_room() -> None:
    house = (
        (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## The house")[2].partition("## Recipes")[0]
    )
    rooms = {path.parent for package in PACKAGES for path in (ROOT / package).glob("*/__init__.py")}
    assert [room.name for room in rooms if f"{room.name}/" not in house] == []


def test_every_room_says_whom_it_knows() -> None:
    silent = []
    for package in PACKAGES:
        for init in (ROOT / package).rglob("__init__.py"):
            said = ast.get_docstring(ast.parse(init.read_text(encoding="utf-8"))) or ""
            if not re.search(r"[Kk]nows|[Ss]tandard library only", said):
                silent.append(init.relative_to(ROOT).as_posix())
    assert silent == []
