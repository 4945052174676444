"""The command line: `fairwatch FOLDER` opens the board; the other commands say the same without a screen.

Exit codes: 0 all is well, a mark that waits here for the folder too; 1 `check` or `explain` found problems, a mark was
refused, or KEY means several items; 2 the command line, the terminal, the folder or the file is not usable, or the gate
refused; 3 the folder did not answer in time, and what is printed is the last good copy.
"""

from __future__ import annotations

import gettext
import os
import sys
from importlib import metadata

import click
from click_default_group import DefaultGroup

from data import wording
from data.store.paths import Unusable
from data.wording import LOCALE_DIR, N_, _
from data.wording.station_words import unusable_words
from tui.commands.common import EXIT_UNUSABLE


def version() -> str:
    """The version and what it runs on: what a bug report needs."""
    parts = [f"{name} {metadata.version(name)}" for name in ("textual", "sqlite-utils", "watchfiles", "humanize")]
    python = ".".join(str(part) for part in sys.version_info[:3])
    return f"fairwatch {metadata.version('fairwatch')} (Python {python}; {', '.join(parts)})"


def take_language(arguments: list[str]) -> tuple[list[str], str | None]:
    """Take `--lang X` out of the arguments, wherever it stands: the help itself is to be in that language."""
    rest: list[str] = []
    language: str | None = None
    words = iter(arguments)
    for word in words:
        if word == "--":
            return [*rest, word, *words], language
        if word == "--lang":
            language = next(words, "")
        elif word.startswith("--lang="):
            language = word.removeprefix("--lang=")
        else:
            rest.append(word)
    return rest, language


def speak(language: str | None) -> None:
    """Set the language of everything, click's own words included."""
    if language is not None and language not in wording.LANGUAGES:
        raise click.UsageError(_("--lang takes zh or en, not “{given}”").format(given=language))
    if wording.use(language) == "zh":
        # click's own words come from gettext's default domain, in the language that the environment names.
        os.environ["LANGUAGE"] = "zh"
        gettext.bindtextdomain("fairwatch", str(LOCALE_DIR))
        gettext.textdomain("fairwatch")


def build() -> click.Group:
    """The command group, its help in the language in force."""
    from tui.commands import (
        check,
        completion,
        doctor,
        explain,
        faces,
        folder,
        gate,
        handover,
        init,
        journal,
        marks,
        oneshot,
        show,
        visits,
    )

    group: click.Group = DefaultGroup(
        "fairwatch",
        default="open",
        help=_(
            "The duty desk of an investment-promotion office: a live board over a folder of spreadsheets.\n\n"
            "`fairwatch FOLDER` opens the board; `fairwatch demo` opens it on an invented season."
        ),
        epilog=_("--lang zh|en sets the language of any command."),
        context_settings={"help_option_names": ["-h", "--help"]},
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
    for module in (
        faces,
        init,
        show,
        check,
        explain,
        oneshot,
        marks,
        visits,
        handover,
        journal,
        folder,
        doctor,
        gate,
        completion,
    ):
        for command in module.commands():
            group.add_command(command)
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
        sys.exit(EXIT_UNUSABLE)
    try:
        build().main(arguments, prog_name="fairwatch")
    except Unusable as refused:
        click.echo(unusable_words(refused.directory, refused.variable, refused.cause), err=True)
        sys.exit(EXIT_UNUSABLE)


_CLICK_WORDS = (
    N_("Usage:"),
    N_("Options"),
    N_("Commands"),
    N_("Show this message and exit."),
    N_("Error: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("Invalid value: {message}"),
    N_("Missing argument"),
    N_("Missing option"),
    N_("Missing command."),
    N_("No such command {name!r}."),
    N_("No such option {name!r}."),
    N_("Try '{command} {option}' for help."),
    N_("Aborted!"),
)
"""click's own words, listed so that the catalogue has them."""
