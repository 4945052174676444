"""A name means one thing in the whole tree: a file's, and a class's."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import data
import tui
import widgets

FILES = [path for package in (data, tui, widgets) for path in Path(package.__file__).parent.rglob("*.py")]


def classes(body: list[ast.stmt], inside: str = "") -> Iterator[str]:
    """The classes that are defined here, those within another by both names: messages of a widget are told so."""
    for node in body:
        if isinstance(node, ast.ClassDef):
            yield inside + node.name
            yield from classes(node.body, f"{inside}{node.name}.")
        elif isinstance(node, ast.If | ast.Try):
            yield from classes([*node.body, *node.orelse], inside)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from classes(node.body, f"{inside}{node.name}.")


def aliases(body: list[ast.stmt]) -> Iterator[str]:
    """What a module calls by a name of its own: types and the like, but no constants, and no names of one letter."""
    for node in body:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name) and target.id.lstrip("_")[:1].isupper() and not target.id.isupper():
                    yield target.id


def several(places: dict[str, list[str]]) -> dict[str, list[str]]:
    """The names that stand in more than one place."""
    return {name: found for name, found in places.items() if len(found) > 1}


def test_a_file_s_name_stands_once() -> None:
    places = defaultdict(list)
    for path in FILES:
        if path.name not in ("__init__.py", "__main__.py"):
            places[path.name].append(str(path))
    assert len(places) > 200
    assert several(places) == {}


def test_a_class_s_name_stands_once() -> None:
    places = defaultdict(list)
    for path in FILES:
        for name in classes(ast.parse(path.read_text(encoding="utf-8")).body):
            places[name].append(str(path))
    assert len(places) > 300
    assert several(places) == {}


def test_no_module_calls_something_else_by_a_class_s_name() -> None:
    trees = {path: ast.parse(path.read_text(encoding="utf-8")).body for path in FILES}
    known = {name for body in trees.values() for name in classes(body)}
    assert {f"{path}: {name}" for path, body in trees.items() for name in aliases(body) if name in known} == set()
