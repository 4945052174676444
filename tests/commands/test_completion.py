"""The Tab key in real shells: commands and options come from the program's own table."""

from __future__ import annotations

import os
import pty
import select
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from helpers.cli import FAIRWATCH

from tui import cli

NAMES = set(cli.build().commands)


def shell(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed here")
    return found


@pytest.fixture
def script(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The script of the shell that the test's parameter names; `fairwatch` is on the PATH."""
    monkeypatch.setenv("PATH", f"{FAIRWATCH.parent}{os.pathsep}{os.environ['PATH']}")
    ran = CliRunner().invoke(cli.build(), ["completion", request.param], prog_name="fairwatch")
    assert ran.exit_code == 0, ran.output
    path = tmp_path / f"fairwatch.{request.param}"
    path.write_text(ran.stdout, encoding="utf-8")
    return path


def said(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout


@pytest.mark.parametrize("script", ["bash"], indirect=True)
def test_bash_completes_commands_and_options(script: Path) -> None:
    asked = (("fairwatch ''", 1), ("fairwatch owed --", 2))
    ask = "COMP_WORDS=({}); COMP_CWORD={}; COMPREPLY=(); _fairwatch_completion fairwatch; echo ${{COMPREPLY[@]}}"
    whole = "; ".join([f"source {script}", *(ask.format(*one) for one in asked)])
    names, options = said(shell("bash"), "--norc", "-c", whole).splitlines()
    assert set(names.split()) == NAMES
    assert {"--mine", "--by", "--json"} <= set(options.split())


@pytest.mark.parametrize("script", ["fish"], indirect=True)
def test_fish_completes_a_command_with_its_help_beside_it(script: Path) -> None:
    assert said(shell("fish"), "-Nc", f"source {script}; complete -C 'fairwatch ow'").startswith("owed\tPrint what")


@pytest.mark.parametrize("script", ["zsh"], indirect=True)
def test_zsh_completes_a_command_at_the_tab_key(script: Path) -> None:
    zsh = shell("zsh")
    master, slave = pty.openpty()
    typed = f"autoload -Uz compinit && compinit -D && source {script} && print rea''dy\n".encode()
    with subprocess.Popen(
        [zsh, "-f", "-i"], stdin=slave, stdout=slave, stderr=slave, start_new_session=True
    ) as process:
        try:
            os.write(master, typed)
            wait_for(master, b"ready")
            os.write(master, b"fairwatch log-v\t")
            wait_for(master, b"isit")
        finally:
            process.kill()
            os.close(slave)
            os.close(master)


def wait_for(fd: int, wanted: bytes, seconds: float = 30.0) -> None:
    got, deadline = b"", time.monotonic() + seconds
    while wanted not in got:
        ready, _, _ = select.select([fd], [], [], max(0.0, deadline - time.monotonic()))
        assert ready, got
        got += os.read(fd, 65536)


def test_another_shell_is_a_usage_error() -> None:
    assert CliRunner().invoke(cli.build(), ["completion", "tcsh"]).exit_code == 2
