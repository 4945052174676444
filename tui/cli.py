"""The command line: `fairwatch FOLDER` opens the board; the other commands say the same without a screen.

Exit codes: 0 all is well, a mark that waits here for the folder too; 1 `check` or `explain` found problems, a mark was
refused, or KEY means several items; 2 the command line, the terminal, the folder or the file is not usable, or the gate
refused; 3 the folder did not answer in time, and what is printed is the last good copy.
"""

from __future__ import annotations

import sys

import click

from data import wording
from data.wording import _
from tui.commands.command_group import CommandGroup
from tui.commands.language import speak, take_language, version


def build() -> click.Group:
    """The command group, its help in the language in force."""
    group: click.Group = CommandGroup(
        "fairwatch",
        default="open",
        help=_(
            "The duty desk of an investment-promotion office: a live board over a folder of spreadsheets.\n\n"
            "`fairwatch FOLDER` opens the board; `fairwatch demo` opens it on an invented season."
        ),
        epilog=_("--lang zh|en sets the language of any command."),
        context_settings={"help_option_names": ["-h", "--help"], "obj": build},  # the gate makes them anew
    )
    group.params.append(
        click.Option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            help=_("Print the version and what it runs on."),
            callback=_print_version,
        )
    )
    return group


def _print_version(context: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value:
        click.echo(version())
        context.exit()


def main() -> None:
    """Run the program with the arguments of the process."""
    arguments, language = take_language(sys.argv[1:])
    wording.use(None)
    try:
        speak(language)
    except click.UsageError as error:
        error.show()
        sys.exit(error.exit_code)
    build().main(arguments, prog_name="fairwatch")
