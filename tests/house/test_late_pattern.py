"""Patterns that are compiled late are those of the standard library, and modules compile nothing while they load."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import data
import tui
import widgets
from data.support import late_pattern as module
from data.support.late_pattern import late_pattern

ROOT = Path(data.__file__).parent.parent
OWN = ("fast_dataclass.py", "late_pattern.py")
"""What stands in for the standard library has it beneath."""


@given(st.text("ab1 ", max_size=6), st.sampled_from(["search", "match", "fullmatch", "findall", "split"]))
def test_a_late_pattern_answers_as_a_compiled_one(text: str, ask: str) -> None:
    form, flags = r"(A+)(\d)?", re.IGNORECASE
    late, early = late_pattern(form, flags), re.compile(form, flags)
    for _ in "12":  # the first time it is compiled
        said, right = getattr(late, ask)(text), getattr(early, ask)(text)
        assert (said and said.groups() if ask.endswith("match") or ask == "search" else said) == (
            right and right.groups() if ask.endswith("match") or ask == "search" else right
        )
    assert late.sub("-", text) == early.sub("-", text)
    assert (late.pattern, late.groups, late.flags) == (early.pattern, early.groups, early.flags)


def test_a_wrong_pattern_raises_when_it_is_asked() -> None:
    late = late_pattern("(")
    with pytest.raises(re.error):
        late.search("x")


def modules() -> Iterator[str]:
    for package in (data, widgets, tui):
        for one in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not one.name.endswith("__main__"):
                yield one.name


def test_every_pattern_of_the_tree_can_be_compiled() -> None:
    found = [
        value
        for name in modules()
        for value in vars(importlib.import_module(name)).values()
        if isinstance(value, module.LatePattern)  # type: ignore[attr-defined]
    ]
    assert len(found) > 100
    for late in found:
        late.compiled()


def early(path: Path) -> Iterator[str]:
    """What a module has compiled while it is imported, by place."""
    tree = ast.parse(path.read_bytes())
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "dataclasses":
            yield from (f"{path}:{node.lineno} dataclass" for name in node.names if name.name == "dataclass")
    for top in tree.body:
        if not isinstance(top, ast.FunctionDef | ast.ClassDef):
            for node in ast.walk(top):
                if isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile":
                    yield f"{path}:{node.lineno} pattern"


def test_no_module_compiles_a_class_or_a_pattern_while_it_is_imported() -> None:
    files = (path for wing in ("data", "widgets", "tui") for path in (ROOT / wing).rglob("*.py"))
    assert not [place for path in files if path.name not in OWN for place in early(path)]
