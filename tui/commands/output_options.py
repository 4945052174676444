"""What a command makes, for somebody else: a file that was not there, or printed for the next program.

Behind the gate no file is written on this machine: what is made is printed, and `ssh … > FILE` keeps it.
"""

from __future__ import annotations

import sys
from collections.abc import Collection
from pathlib import Path

import click

from data.export.list_files import write_new
from data.wording import _
from data.wording.system_errors import why_not
from tui.commands.common import PRINTS_ONLY, FileOption, end_with


def form_option(forms: Collection[str], help: str) -> click.Option:
    """--format: one of these endings."""
    return click.Option(["--format", "form"], type=click.Choice(list(forms)), help=help)


def out_option(help: str) -> FileOption:
    """--out FILE."""
    return FileOption(["--out"], metavar=_("FILE"), help=help)


def ending_of(out: Path | None, form: str | None, usual: str, forms: Collection[str]) -> str:
    """The form that is asked for: what --format says, else how FILE ends, else the usual one."""
    ending = form or (out.suffix.lstrip(".").lower() if out else "") or usual
    if ending not in forms:
        raise click.UsageError(_("FILE ends in none of {endings}; say --format").format(endings=", ".join(forms)))
    return ending


def hand_over(made: bytes, out: Path | None, own_name: str = "") -> None:
    """Write it to `out`, and say where it is; without `out` under its own name here, or where it has none, print it.

    Ends the program with exit code 2 where there is such a file, or no room for it.
    """
    enclosed = click.get_current_context().meta.get(PRINTS_ONLY, False)
    if out is None and own_name and not enclosed:
        out = Path(own_name)
    if out is not None:
        write_file(out, made)
        return
    if own_name and sys.stdout.isatty():
        end_with(_("this is no text for a terminal; let it go into a file: … > {file}").format(file=own_name))
    click.echo(made, nl=False)


def write_file(path: Path, made: bytes) -> None:
    """Write a file that is not there yet and say where it is, or why not, with exit code 2."""
    try:
        write_new(path, made)
    except FileExistsError:
        end_with(_("{file}: there is such a file; name another").format(file=path))
    except OSError as error:
        end_with(f"{path}: {why_not(error)}")
    click.echo(_("written: {file}").format(file=path))
