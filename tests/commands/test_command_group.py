"""The program's help comes from a table, its commands from their modules: both say the same."""

from __future__ import annotations

import pkgutil
from importlib import import_module

import click
import pytest
from click.testing import CliRunner

import tui.commands
from data import wording
from data.wording import _
from tui import cli
from tui.commands.command_group import COMMANDS


def made() -> dict[str, str]:
    """Every command that a module of the room makes, with its module's name."""
    modules = [found.name for found in pkgutil.iter_modules(tui.commands.__path__)]
    making = [(name, getattr(import_module(f"tui.commands.{name}"), "commands", None)) for name in modules]
    return {command.name: name for name, commands in making if commands for command in commands()}


def test_the_table_names_every_command_and_its_module() -> None:
    assert {name: announced.module for name, announced in COMMANDS.items()} == made()


@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_each_command_has_its_whole_line_in_the_help(language: str) -> None:
    with wording.speaking(language):
        shown = CliRunner().invoke(cli.build(), ["--help"], terminal_width=80).stdout
        rows = [line.split(maxsplit=1) for line in shown.splitlines() if line.startswith("  ")]
        lines = {row[0].rstrip("*"): row[-1] for row in rows}
        assert {name: lines[name] for name in COMMANDS} == {name: _(one.help) for name, one in COMMANDS.items()}


def test_an_unknown_name_is_no_command_and_a_known_one_is_made_once() -> None:
    commands = cli.build().commands
    assert "opne" not in commands
    assert commands.get("opne") is None
    assert commands["owed"] is commands["owed"]
    assert isinstance(commands["card"], click.Command)
