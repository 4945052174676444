"""A terminal that is gone ends the program: promptly, with its children, and with every mark that was acknowledged.

The pty here is nobody's controlling terminal, as under `su -c` and `setsid`: no signal tells of the hang-up.
"""

from __future__ import annotations

import contextlib
import hashlib
import inspect
import os
import pwd
import shlex
import shutil
import signal
import subprocess
from pathlib import Path

import pytest
from helpers.cli import say
from helpers.feed import season
from helpers.idle import family
from helpers.terminals import FAIRWATCH, Terminal
from helpers.wire import settle
from textual.drivers._writer_thread import WriterThread
from textual.drivers.linux_driver import LinuxDriver

LEANED_ON = (LinuxDriver.start_application_mode, LinuxDriver.disable_input, LinuxDriver.run_input_thread, WriterThread)
SUM = "74e492ed66965676"

DRIVERS = pytest.mark.parametrize("driver", ["--diff", "--no-diff"])
PATIENCE = 30
"""Seconds for a program that ends by itself: it takes one, and for ever if it does not."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return season(tmp_path / "season")


def test_what_our_driver_leans_on_has_not_moved() -> None:
    """On a new Textual read `tui/terminal/driver.py` beside these, then put the new sum here."""
    source = "".join(inspect.getsource(one) for one in LEANED_ON)
    assert hashlib.sha256(source.encode()).hexdigest()[:16] == SUM, source


def ended(terminal: Terminal, pids: list[int]) -> int:
    """The exit code, once the program and all its children have ended; those that live on are ended here."""
    try:
        code = terminal.process.wait(timeout=PATIENCE)
        for pid in pids[1:]:
            subprocess.run(["tail", "--pid", str(pid), "-f", "/dev/null"], timeout=PATIENCE, check=True)
    except subprocess.TimeoutExpired:
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        raise
    return code


def reports(home: Path) -> list[Path]:
    """What the program left of faults of its own."""
    return [*home.rglob("*crash*")]


@DRIVERS
@pytest.mark.parametrize("face", [[], ["wall"]], ids=["board", "wall"])
def test_without_its_terminal_board_and_wall_end_and_leave_no_child(
    folder: Path, own_places: Path, face: list[str], driver: str
) -> None:
    with Terminal(["--lang", "zh", *face, folder, driver]) as terminal:
        terminal.wait_for("青山洽谈会" if face else "用地预审")
        settle(terminal)
        pids = family(terminal.process.pid)
        assert len(pids) == 3
        terminal.hang_up()
        assert ended(terminal, pids) == 0
    assert not reports(own_places)


@DRIVERS
def test_a_mark_that_was_acknowledged_is_kept_and_an_open_box_holds_nothing_up(folder: Path, driver: str) -> None:
    with Terminal(["--lang", "zh", folder, "--by", "李敏", driver]) as terminal:
        terminal.wait_for("用地预审")
        terminal.press("m")
        terminal.wait_for("怎么处理")
        terminal.press("2")
        terminal.wait_for("已入共享文件夹")
        terminal.press("n")
        terminal.wait_for("备注")
        pids = family(terminal.process.pid)
        terminal.hang_up()
        assert ended(terminal, pids) == 0
    assert "李敏" in say("log", folder).out


@DRIVERS
def test_a_terminal_that_is_lost_while_nobody_reads_it_ends_the_program_too(folder: Path, driver: str) -> None:
    with Terminal(["--lang", "zh", folder, driver, "--no-field"]) as terminal:
        terminal.wait_for("用地预审")
        settle(terminal)
        pids = family(terminal.process.pid)
        for size in ((118, 39), (120, 40)) * 12:  # whole frames: the thread that writes stands still
            terminal.resize(size)
        terminal.hang_up()
        assert ended(terminal, pids) == 0


@pytest.mark.parametrize("seen", [b"", b"\x1b[6n", b"\x1b[?1049h"], ids=["at once", "asked", "first paint"])
def test_a_terminal_that_is_lost_while_the_program_starts_ends_it(folder: Path, seen: bytes) -> None:
    with Terminal(["--lang", "zh", folder]) as terminal:
        while seen not in terminal.output:
            terminal.read(0.05)
        terminal.hang_up()
        terminal.process.wait(timeout=PATIENCE)


@DRIVERS
def test_an_output_that_is_lost_alone_ends_the_program(folder: Path, driver: str) -> None:
    """The keys' terminal stays: what is shown goes to another, which is closed."""
    command = f"exec {FAIRWATCH} --lang zh {folder} {driver} --no-field"
    with Terminal([], command=("true",)) as keys, Terminal([], command=("true",)) as shown:
        keys.process.wait()
        shown.process.wait()
        shown.process = subprocess.Popen(
            ["sh", "-c", command], stdin=keys._slave, stdout=shown._slave, stderr=shown._slave, start_new_session=True
        )
        shown.wait_for("用地预审")
        pids = family(shown.process.pid)
        shown.hang_up()
        assert ended(shown, pids) == 0


@pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("su"), reason="su without a password needs root")
@DRIVERS
def test_behind_su_the_program_ends_with_its_terminal(folder: Path, driver: str) -> None:
    inner = shlex.join([str(FAIRWATCH), "--lang", "zh", "wall", str(folder), driver])
    name = pwd.getpwuid(os.geteuid()).pw_name
    with Terminal([name, "-m", "-c", inner], command=("su",)) as terminal:
        terminal.wait_for("青山洽谈会")
        pids = family(terminal.process.pid)
        terminal.hang_up()
        ended(terminal, pids)


@pytest.mark.parametrize("closed", ["</dev/null", "<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("face", ["", "wall"])
def test_without_an_input_or_an_output_no_board_is_begun(folder: Path, face: str, closed: str) -> None:
    command = f"exec {FAIRWATCH} --lang zh {face} {shlex.quote(str(folder))} {closed}"
    with Terminal(["-c", command], command=("sh",)) as terminal:
        assert terminal.wait_end(PATIENCE) == 2
        assert "Traceback" not in terminal.text()
        assert b"\x1b[?1049h" not in terminal.output


def test_without_an_input_what_needs_none_goes_on(folder: Path) -> None:
    command = f"exec {shlex.quote(str(FAIRWATCH))} show {shlex.quote(str(folder))} <&-"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    assert "沙棘饮品" in done.stdout


def test_bytes_that_are_no_utf_8_are_no_fault(folder: Path) -> None:
    with Terminal(["--lang", "zh", folder]) as terminal:
        terminal.wait_for("用地预审")
        os.write(terminal._master, "/用地".encode("gbk") + b"\xff")
        terminal.wait_for("\ufffd")
        terminal.press("\x1b")
        terminal.wait_for("\ufffd", gone=True)
        terminal.press("q")
        assert terminal.wait_end() == 0
        assert "Traceback" not in terminal.output.decode(errors="replace")


def test_a_lone_escape_is_heard_without_another_key(folder: Path) -> None:
    with Terminal(["--lang", "zh", folder]) as terminal:
        terminal.wait_for("用地预审")
        terminal.press("?")
        terminal.wait_for("按键")
        terminal.press("\x1b")
        terminal.wait_for("待办督办")
