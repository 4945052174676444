"""The program as a person starts it: a process of its own, its words and its exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from data import wording
from tui import cli

FAIRWATCH = Path(sys.executable).with_name("fairwatch")


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


def run(*arguments: str | Path, language: str = "en", **env: str) -> Ran:
    """Run fairwatch with these arguments; nothing is on its standard input."""
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


def say(*arguments: str | Path, language: str = "en", **env: str) -> Ran:
    """The command in this process: it costs half of one that starts a Python of its own."""
    wording.use(language)
    done = CliRunner().invoke(cli.build(), [str(word) for word in arguments], env=env)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return Ran(done.exit_code, done.stdout, done.stderr)
