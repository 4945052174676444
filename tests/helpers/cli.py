"""The program as a person starts it: by its command line, heard in its words and its exit code."""

from __future__ import annotations

import gettext
import logging
import os
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import click
from click.testing import CliRunner

from data import wording
from tui import cli

FAIRWATCH = Path(sys.executable).with_name("fairwatch")


@dataclass(frozen=True)
class Ran:
    """What a command said, and the code it ended with."""

    code: int
    out: str
    err: str


def run(*arguments: str | Path, language: str = "en", **env: str) -> Ran:
    """Run fairwatch with these arguments in a process of its own; nothing is on its standard input.

    It costs a second of a processor, most of it for a Python that starts: `say` says the same for a twentieth.
    """
    done = subprocess.run(
        [str(FAIRWATCH), "--lang", language, *map(str, arguments)],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **env},
        timeout=60,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


class _Program:
    """The real main in the shape in which click's runner calls a command."""

    name = "fairwatch"

    def main(self, args: Sequence[str], prog_name: str) -> None:
        """Run the program with these arguments."""
        before, sys.argv = sys.argv, [prog_name, *args]
        try:
            cli.main()
        finally:
            sys.argv = before


def say(*arguments: str | Path, language: str = "en", **env: str) -> Ran:
    """The same by the same main, in this process; only the children that read the folder are its own."""
    words = ["--lang", language, *map(str, arguments)]
    with _as_it_was():
        done = CliRunner().invoke(cast(click.Command, _Program()), words, env={"LANGUAGE": None, **env})
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return Ran(done.exit_code, done.stdout, done.stderr)


@contextmanager
def _as_it_was() -> Iterator[None]:
    """Language, log and hooks of this process afterwards as before: a command takes them all for itself."""
    root, language, domain = logging.getLogger(), wording.language(), gettext.textdomain()
    kept: Any = (list(root.handlers), root.level, logging.raiseExceptions, threading.excepthook)
    try:
        with warnings.catch_warnings():
            # `explain` and `init` fork; the program has no second thread by then, the tests' process has.
            warnings.filterwarnings("ignore", "This process .* is multi-threaded", DeprecationWarning)
            yield
    finally:
        for handler in set(root.handlers) - set(kept[0]):
            root.removeHandler(handler)
            handler.close()
        root.level, logging.raiseExceptions, threading.excepthook = kept[1:]
        wording.use(language)
        gettext.textdomain(domain)
