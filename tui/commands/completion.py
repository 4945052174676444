"""`completion`: what a shell needs to complete the commands and their options, read from the commands themselves."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from data.wording import _

SHELLS = ("bash", "zsh", "fish")
ASKED = "_FAIRWATCH_COMPLETE"
"""The variable by which click's own scripts ask back."""


def commands() -> list[click.Command]:
    """This module's commands, their help in the language in force."""
    return [
        click.Command(
            "completion",
            params=[click.Argument(["shell"], type=click.Choice(SHELLS), metavar="bash|zsh|fish")],
            callback=completion,
            help=_("Print the script that has a shell complete commands and options; the README says where it goes."),
        )
    ]


def completion(shell: str) -> None:
    """Print the script."""
    group = click.get_current_context().find_root().command
    kind = get_completion_class(shell)
    assert kind is not None  # click knows these three
    complete = kind(group, {}, "fairwatch", ASKED)
    # Not `source()`: that of bash starts the bash of this machine, to warn of one before 4.4.
    click.echo(complete.source_template % complete.source_vars())
