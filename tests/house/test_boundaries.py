"""The house's promises that import-linter cannot see: what is really loaded, and by whom."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Generic, TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.screen import Screen

import data
import tui
import widgets
from widgets.views import PAGES

T = TypeVar("T")
ROOT = Path(data.__file__).parent.parent


def loaded_by(code: str) -> set[str]:
    """The top-level packages in sys.modules after running this code in a fresh interpreter."""
    probe = f"{code}\nimport sys; print(' '.join({{m.partition('.')[0] for m in sys.modules}}))"
    done = subprocess.run([sys.executable, "-P", "-c", probe], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "module",
    [
        "data.feed.live_feed",
        "data.processes.folder_reader",
        "data.processes.parser",
        "data.demo",
        "data.export.board_json",
        "data.explain",
        "data.starter",
    ],
)
def test_data_never_loads_a_screen(module: str) -> None:
    assert not {"textual", "rich", "tui", "widgets"} & loaded_by(f"import {module}")


def test_widgets_load_nothing_of_data_but_model_and_wording() -> None:
    root = Path(widgets.__file__).parent
    modules = [".".join(("widgets", *path.relative_to(root).with_suffix("").parts)) for path in root.rglob("*.py")]
    probe = f"import {', '.join(modules)}, sys; print(' '.join(m for m in sys.modules if m.startswith('data.')))"
    done = subprocess.run([sys.executable, "-P", "-c", probe], capture_output=True, text=True, check=True)
    assert all(m.startswith(("data.model", "data.wording", "data.support")) for m in done.stdout.split())


def test_the_model_needs_only_the_standard_library() -> None:
    loaded = {name for name in loaded_by("import data.model") if not name.startswith("_")}  # _: what set-up tools add
    assert loaded - {"data"} <= sys.stdlib_module_names


def test_what_the_first_paint_does_not_need_is_not_loaded_for_it() -> None:
    loaded = loaded_by("import tui.app.app, data.feed.live_feed")
    assert not {"sqlite_utils", "watchfiles", "humanize", "holidays", "xlsxwriter", "python_calamine"} & loaded
    probe = "import tui.commands.board_commands, tui.app.app, data.feed.live_feed, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-P", "-c", probe], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert not [m for m in loaded if m.startswith("data.export")], "what writes is loaded where something is written"
    reckons = ("data.rules.board", "data.feed.board_engine", "data.marks", "data.folder_memory")
    assert not loaded & set(reckons), "a board that was kept is shown without what reckons one"
    shown = ("tui.screens.wall.wall", "tui.screens.figures_screen", "tui.screens.lists.marks_log")
    assert not loaded & {*shown, "widgets.views.sheet_panel"}, "a screen is loaded when it is opened"


def test_pages_are_filed_under_their_own_ids() -> None:
    assert {id: page.id for id, page in PAGES.items()} == {id: id for id in PAGES}


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["--lang", "zh", "-h"]])
def test_version_and_help_load_no_command_and_little_else(arguments: list[str]) -> None:
    probe = (
        f"import atexit, sys; sys.argv[1:] = {arguments}; import tui.cli; "
        "atexit.register(lambda: print(*sys.modules)); tui.cli.main()"
    )
    done = subprocess.run([sys.executable, "-P", "-c", probe], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-1].split())
    others = {"textual", "rich", "msgspec", "holidays", "rapidfuzz", "sqlite_utils", "sqlite3", "asyncio", "email"}
    assert not others & loaded
    assert {name for name in loaded if name.partition(".")[0] in ("tui", "data", "widgets")} == {
        *("tui", "tui.cli", "tui.commands", "tui.commands.command_group", "tui.commands.language"),
        *("data", "data.wording", "data.support"),
        *("data.support.gc_pause", "data.support.installed", "data.support.office_key_checks"),
    }


def test_before_the_picture_nothing_but_the_standard_library_is_loaded() -> None:
    loaded = loaded_by("import tui.first") - loaded_by("pass")
    assert loaded - sys.stdlib_module_names == {"tui", "data"}
    probe = "import tui.first, sys; print(*(m for m in sys.modules if m.partition('.')[0] in ('tui', 'data')))"
    done = subprocess.run([sys.executable, "-P", "-c", probe], capture_output=True, text=True, check=True)
    assert {*done.stdout.split()} == {
        *("tui", "tui.first", "tui.terminal", "tui.terminal.picture_file", "tui.terminal.standing_picture"),
        *("data", "data.support", "data.support.office_key_checks"),
    }
    assert not {"typing", "pathlib", "dataclasses", "json", "asyncio", "logging"} & loaded


@pytest.mark.parametrize("module", ["oneshot", "mark_command", "log_command", "check"])
def test_a_command_that_only_prints_lines_loads_no_screen(module: str) -> None:
    assert "textual" not in loaded_by(f"import tui.commands.{module}")


@pytest.mark.parametrize("program", ["import data.feed.live_feed", "import tui.cli; dict(tui.cli.build().commands)"])
def test_what_reads_ledgers_is_loaded_by_the_parser_alone(program: str) -> None:
    probe = f"{program}; import sys; print(' '.join(m for m in sys.modules if m.startswith('data.intake.')))"
    done = subprocess.run([sys.executable, "-P", "-c", probe], capture_output=True, text=True, check=True)
    assert not {"data.intake.read_ledger", "data.intake.files.sheets", "data.intake.files.hostile_file_guard"} & set(
        done.stdout.split()
    )


def test_now_is_passed_in_and_never_read_inside_a_rule() -> None:
    for path in (Path(data.__file__).parent / "rules").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in ("now", "today", "utcnow"):
                assert not isinstance(node.value, ast.Name) or node.value.id not in ("datetime", "date"), path


def test_intake_knows_how_ledgers_are_read_and_the_rules_what_they_go_by() -> None:
    """Neither room takes the whole Settings, nor the other's part."""
    theirs = {"intake": "ReadingSettings", "rules": "RuleSettings"}
    for room, own in theirs.items():
        named: set[str] = set()
        for path in (Path(data.__file__).parent / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("data.settings"):
                    named |= {name.name for name in node.names}
        assert own in named
        assert not named & ({"Settings", "parse", "read", *theirs.values()} - {own})


def test_no_silent_except_anywhere() -> None:
    for package in (data, tui, widgets):
        for path in Path(package.__file__).parent.rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ExceptHandler):
                    assert node.type is not None, f"{path}:{node.lineno}: a bare except"


def lines_of_body(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of what a function does: without its signature and its docstring."""
    first = function.body[ast.get_docstring(function) is not None :] or function.body
    return function.body[-1].end_lineno - first[0].lineno + 1


def test_files_and_functions_stay_small() -> None:
    for package in (data, tui, widgets):
        for path in Path(package.__file__).parent.rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            if path.name != "kinds_and_columns.py":  # the table
                assert len(text.splitlines()) <= 350, path
            for node in ast.walk(ast.parse(text)):
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                    assert lines_of_body(node) <= 60, f"{path}:{node.lineno}: {node.name}"


def levels(cls: type) -> int:
    """How many classes stand above one another from Textual's to this one; 0: it is none of a screen."""
    if cls.__module__.partition(".")[0] == "textual":
        return 1
    above = max((levels(base) for base in cls.__bases__), default=0)
    return above + 1 if above else 0


def classes_of(package: ModuleType) -> Iterator[type]:
    """Every class that a module of the package makes."""
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if not found.name.endswith("__main__"):
            module = importlib.import_module(found.name)
            yield from (one for one in vars(module).values() if getattr(one, "__module__", "") == found.name)


class Second(Screen[None]):
    pass


class Third(Second):
    pass


class Fourth(Third, Generic[T]):
    pass


class Fifth(Fourth[int]):
    pass


def test_levels_are_counted_from_textuals_class_on() -> None:
    assert [levels(one) for one in (dict, Screen, Second, Third, Fourth, Fifth)] == [0, 1, 2, 3, 4, 5]


def test_a_screen_is_composed_and_inherits_four_levels_at_most() -> None:
    found = {one: levels(one) for one in classes_of(tui) if isinstance(one, type)}
    assert {"FairwatchApp", "DeskScreen", "CardScreen"} <= {one.__name__ for one in found if found[one] > 1}
    assert {one.__qualname__: n for one, n in found.items() if n > 4} == {}


@settings(max_examples=1)
@given(st.just(0.3))
def test_a_property_takes_its_time_on_a_loaded_machine(seconds: float) -> None:
    time.sleep(seconds)  # longer than hypothesis lets an example take unless it is told otherwise
    assert settings().deadline is None


def test_no_property_sets_a_deadline_of_its_own() -> None:
    for path in Path(__file__).parents[1].rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("settings", "register_profile")):
                words = {word.arg: ast.unparse(word.value) for word in node.keywords}
                assert words.get("deadline", "None") == "None", f"{path.name}:{node.lineno}"


TESTS = Path(__file__).parents[1]


def imported_by(path: Path) -> set[str]:
    """The last name of every module that a file imports, and every name that it takes from one."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    modules = [one.name for node in nodes if isinstance(node, ast.Import) for one in node.names]
    taken = [node for node in nodes if isinstance(node, ast.ImportFrom)]
    modules += [name for node in taken for name in (node.module or "", *(one.name for one in node.names))]
    return {name.rpartition(".")[2] for name in modules}


def test_no_module_of_tests_imports_another() -> None:
    """What two of them need is in tests/helpers, and nothing there can be taken for a test."""
    modules = {path.stem for path in TESTS.rglob("test_*.py")}
    assert len(modules) > 90
    for path in TESTS.rglob("*.py"):
        assert not modules & imported_by(path), path.name
    for path in (TESTS / "helpers").glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        named = [node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
        assert [name for name in (path.stem, *named) if name.startswith("test")] == [], path.name
        assert (ast.get_docstring(tree) or "").partition("\n")[0].endswith((".", ":")), path.name


def test_a_file_of_tests_has_its_name_alone() -> None:
    names = [path.name for path in TESTS.rglob("*.py")]
    tests = [name for name in names if name.startswith("test_")]
    assert sorted(set(tests)) == sorted(tests)


def test_every_bench_is_behind_the_one_door() -> None:
    door = ast.parse((TESTS / "bench/__main__.py").read_text(encoding="utf-8"))
    (table,) = [
        node.value for node in door.body if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "BENCHES"
    ]
    scripts = [path for path in (TESTS / "bench").glob("[!_]*.py") if "__main__" in path.read_text(encoding="utf-8")]
    assert len(scripts) > 10
    assert set(ast.literal_eval(table)) == {path.stem for path in scripts}
