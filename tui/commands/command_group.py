"""Every command by its name, with its module and one line of help; a module is loaded when its command is called.

`--version`, `--help` and the Tab key after a name's first letters need no command, and load none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import NamedTuple

import click
from click.shell_completion import CompletionItem
from click_default_group import DefaultCommandFormatter, DefaultGroup

from data.support.gc_pause import paused
from data.wording import N_, _


class Announced(NamedTuple):
    """Where a command is made, in `tui.commands`, and what the group's help says of it."""

    module: str
    help: str


COMMANDS: Mapping[str, Announced] = {
    "open": Announced("board_commands", N_("Open the board (the default).")),
    "accept": Announced("mark_command", N_("Let a ledger's new version count that is held back.")),
    "card": Announced("oneshot", N_("Print all that is known of one item.")),
    "check": Announced("check", N_("Print every problem of the ledgers, or a letter to a unit.")),
    "completion": Announced("completion", N_("Print what a shell needs to complete commands.")),
    "confirm": Announced("issue_command", N_("Note what a unit says to its figures.")),
    "decide": Announced("decide_command", N_("Write down what a dispatch meeting gave out.")),
    "demo": Announced("board_commands", N_("Open the board on an invented season.")),
    "doctor": Announced("doctor", N_("Say what folder, station and terminal are fit for.")),
    "explain": Announced("explain_command", N_("Print how one ledger is read.")),
    "export": Announced("export_command", N_("Write a list as its screen shows it.")),
    "fillback": Announced("fillback_command", N_("Write what was done, to be pasted back.")),
    "gate": Announced("gate", N_("For authorized_keys, in the place of a shell.")),
    "handover": Announced("handover_command", N_("Print what changed since the last shift.")),
    "history": Announced("history_command", N_("Print which ledger changed when.")),
    "init": Announced("init", N_("Start a season in FOLDER.")),
    "issue": Announced("issue_command", N_("Issue a paper: its figures are frozen.")),
    "log": Announced("log_command", N_("Print every mark of every station.")),
    "log-visit": Announced("visits_command", N_("Log a visit to a project.")),
    "mark": Announced("mark_command", N_("Mark an item handled.")),
    "notes": Announced("notes_command", N_("Write to each unit what is open with it.")),
    "owed": Announced("oneshot", N_("Print what is owed in short lines, for a chat.")),
    "paper": Announced("paper_command", N_("Draft a paper out of the board.")),
    "remind": Announced("remind_command", N_("Send units what is open with them.")),
    "rescue": Announced("log_command", N_("Write back what the folder lost: marks, memory.")),
    "settings": Announced("settings_command", N_("Print the settings in force and where each comes from.")),
    "show": Announced("show", N_("Print the board without a screen.")),
    "undo": Announced("mark_command", N_("Undo this station's latest mark.")),
    "wall": Announced("board_commands", N_("Show the panels in rotation, for a display.")),
    "where": Announced("settings_command", N_("Print every path in use outside the folder.")),
    "why": Announced("why_command", N_("Print where a printed number comes from.")),
}
"""A new command joins by one line. Its one line of help fits beside its name in 80 columns."""


class LoadedWhenAsked(Mapping[str, click.Command]):
    """The commands by name as click keeps them, each made with its module's others when it is asked for."""

    def __init__(self) -> None:
        self._made: dict[str, click.Command] = {}

    def __getitem__(self, name: str) -> click.Command:
        if name not in self._made:
            with paused():  # a twentieth of what importing the rules costs
                module = import_module(f"tui.commands.{COMMANDS[name].module}")
            for command in module.commands():
                command.options_metavar = _("[OPTIONS]")
                self._made[command.name] = command
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in COMMANDS  # Mapping's own would make the command

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


class CommandGroup(DefaultGroup):  # type: ignore[misc]  # the package has no types
    """The program: its help and what the Tab key offers come from the table."""

    def __init__(self, name: str, **given: object) -> None:
        super().__init__(name, options_metavar=_("[OPTIONS]"), subcommand_metavar=_("COMMAND [ARGS]..."), **given)
        self.commands = LoadedWhenAsked()

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write a line a command, the default one first."""
        with formatter.section(_("Commands")):
            rows = [(name, _(COMMANDS[name].help)) for name in self.list_commands(ctx)]
            DefaultCommandFormatter(self, formatter).write_dl(rows)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The commands that begin so, each with its line."""
        names = [name for name in self.list_commands(ctx) if name.startswith(incomplete)]
        offered = [CompletionItem(name, help=_(COMMANDS[name].help)) for name in names]
        return [*offered, *click.Command.shell_complete(self, ctx, incomplete)]

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; where the station's own directory cannot be used, say so and exit."""
        from data.model import Unusable  # with it comes the model, which no help needs

        try:
            return super().invoke(ctx)
        except Unusable as refused:
            from data.wording.station_words import unusable_words
            from tui.commands.common import end_with

            end_with(unusable_words(refused))
