"""A home, cache or state directory that takes nothing: one line, or a look without them; days off the calendar."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers.cli import FAIRWATCH, Ran, run, say
from helpers.feed import season
from helpers.rights import without_privileges
from helpers.terminals import Terminal

from data.station.paths import places
from data.wording.station_words import CAUSES
from tui.cli import build
from tui.commands.common import DayParam, NoSuchDay
from tui.commands.gate import let_through
from tui.commands.show_past import SinceParam

LOOKS = (("show",), ("check",), ("owed",), ("log",), ("settings",), ("handover",), ("history",),
         ("why", "1"),
         ("export", "owed.all", "--format", "csv"), ("paper", "circular", "--period", "2026-05"),
         ("notes",), ("fillback", "--unit", "东岭园区"))  # fmt: skip
MARKS = (("mark", "DB1", "chased", "--by", "李敏"), ("undo", "--by", "李敏"), ("accept", "项目.csv", "--by", "李敏"),
         ("log-visit", "NP1", "--by", "李敏"), ("rescue",),
         ("confirm", "南屏园区", "--period", "2026-05", "--yes", "--by", "李敏"),
         ("issue", "circular", "--period", "2026-05", "--by", "李敏"),
         ("decide", "南屏园区", "用地预审", "--due", "2026-12-04", "--by", "李敏"))  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return season(tmp_path / "season")


@pytest.fixture
def shut(tmp_path: Path) -> Iterator[Path]:
    """A directory in which nothing can be made."""
    path = tmp_path / "shut"
    path.mkdir(mode=0o500)
    yield path
    path.chmod(0o700)


def as_ordinary(*arguments: str | Path, language: str = "en", without: tuple[str, ...] = (), **env: str) -> Ran:
    """Run fairwatch as one who must keep to the rights of files; `without` variables of the environment."""
    environment = {name: value for name, value in {**os.environ, **env}.items() if name not in without}
    command = [str(FAIRWATCH), "--lang", language, *map(str, arguments)]
    done = without_privileges(
        lambda: subprocess.run(
            command, capture_output=True, text=True, stdin=subprocess.DEVNULL, env=environment, timeout=60, check=False
        )
    )
    return Ran(done.returncode, done.stdout, done.stderr)


# ---------------------------------------------------------------- one line that names directory and variable


@pytest.mark.parametrize("command", MARKS, ids=lambda command: command[0])
def test_what_marks_ends_in_one_line(folder: Path, shut: Path, command: tuple[str, ...]) -> None:
    variable = ("XDG_CACHE_HOME", "XDG_STATE_HOME")[MARKS.index(command) % 2]
    ran = as_ordinary(command[0], folder, *command[1:], **{variable: str(shut)})
    assert ran.code == 2
    (line,) = ran.err.splitlines()
    assert line == f"{shut}/fairwatch cannot be written: no permission. Set {variable} to a directory that can"
    assert ran.out == ""


def test_a_home_that_takes_nothing_is_named_by_its_variable_in_the_readers_language(folder: Path, shut: Path) -> None:
    ran = as_ordinary(
        "undo", folder, "--by", "李敏", language="zh", without=("XDG_CACHE_HOME", "XDG_STATE_HOME"), HOME=str(shut)
    )
    assert ran.code == 2
    assert ran.err == f"{shut}/.cache/fairwatch 无法写入：没有权限。请把 HOME 设为可写的目录\n"


@pytest.mark.parametrize("how", ["file", "below a file", "loop", "proc"])
def test_whatever_stands_in_its_place_is_told_in_words(folder: Path, tmp_path: Path, how: str) -> None:
    place = tmp_path / "place"
    if how == "loop":
        place.symlink_to(place)
    elif how != "proc":
        place.touch()
    home = {"proc": Path("/proc"), "below a file": place / "deep"}.get(how, place)
    ran = say("undo", folder, "--by", "李敏", XDG_STATE_HOME=str(home))
    assert ran.code == 2
    (line,) = ran.err.splitlines()
    assert str(home) in line
    assert "XDG_STATE_HOME" in line
    assert any(f": {words}. " in line for words in CAUSES.values())


def test_nothing_is_made_below_the_working_directory_where_nobody_knows_a_home(folder: Path, tmp_path: Path) -> None:
    """A user without an entry among the passwords, and no HOME."""
    code = (
        "import pwd, sys; from tui import cli\n"
        "def nobody(_): raise KeyError\n"
        "pwd.getpwuid = nobody; sys.argv[0] = 'fairwatch'; cli.main()"
    )
    env = {
        name: value for name, value in os.environ.items() if name not in ("HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
    }
    here = tmp_path / "here"
    here.mkdir()
    python = FAIRWATCH.with_name("python")
    for command, code_wanted in ((["undo", str(folder), "--by", "x"], 2), (["show", str(folder)], 0)):
        done = subprocess.run(
            [python, "-c", code, "--lang", "en", *command],
            capture_output=True, text=True, env=env, cwd=here, timeout=60, check=False,
        )  # fmt: skip
        assert done.returncode == code_wanted
        assert "HOME" in done.stderr
        assert "nothing says where the home directory is" in done.stderr
        assert len(done.stderr.splitlines()) == 1
    assert list(here.iterdir()) == []


def test_the_desk_ends_in_one_line_before_it_takes_the_screen(folder: Path, shut: Path) -> None:
    with without_privileges(lambda: Terminal(["--lang", "en", folder], env={"XDG_STATE_HOME": str(shut)})) as terminal:
        assert terminal.wait_end() == 2
        assert next(line for line in terminal.lines() if line).startswith(f"{shut}/fairwatch cannot be written"[:60])
        assert b"\x1b[?1049h" not in terminal.output


# ---------------------------------------------------------------- looks go on


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look[0])
def test_a_look_goes_on_without_a_cache_and_says_so(folder: Path, shut: Path, look: tuple[str, ...]) -> None:
    command, *rest = look
    well = say(command, folder, *rest)
    ran = as_ordinary(command, folder, *rest, without=("XDG_CACHE_HOME", "XDG_STATE_HOME"), HOME=str(shut))
    assert ran.code == well.code
    assert ran.out == well.out or command in ("handover", "history"), "which tell what this station saw, and when"
    (line,) = (line for line in ran.err.splitlines() if line not in well.err)
    assert f"{shut}/.cache/fairwatch" in line
    assert "HOME" in line
    assert "nothing is kept on this station" in line
    assert list(shut.iterdir()) == []


def test_what_was_seen_earlier_can_be_read_where_nothing_can_be_written(folder: Path) -> None:
    assert say("show", folder).code == 0
    state = places(folder).state
    directories = [state, *(path for path in state.rglob("*") if path.is_dir())]
    for path in directories:
        path.chmod(0o500)
    try:
        ran = as_ordinary("show", folder, "--as-known-on", "2100-01-01", "--json")
    finally:
        for path in directories:
            path.chmod(0o700)
    assert ran.code == 0
    assert json.loads(ran.out)["history_begins"] is not None
    assert len(ran.err.splitlines()) == 1


@pytest.mark.parametrize("arguments", [("wall",), ("open", "--read-only")], ids=str)
def test_the_wall_goes_on_without_a_cache_and_says_so(folder: Path, shut: Path, arguments: tuple[str, ...]) -> None:
    name, *options = arguments
    env = {"XDG_CACHE_HOME": str(shut), "XDG_STATE_HOME": str(shut)}
    with without_privileges(lambda: Terminal(["--lang", "zh", name, folder, *options], env=env)) as terminal:
        terminal.wait_for("青山洽谈会", "本机不留存")
        terminal.press("q")
        assert terminal.wait_end() == 0
    assert list(shut.iterdir()) == []


def test_on_a_full_disk_a_look_goes_on_and_nothing_stands_on_the_screen_but_words(folder: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=16k", "none", disk]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        _fill(disk / "full")
        env = {"XDG_CACHE_HOME": str(disk), "XDG_STATE_HOME": str(disk)}
        well = run("check", folder)
        ran = run("check", folder, **env)
        assert (ran.code, ran.out) == (well.code, well.out)
        assert ran.err
        assert all("the disk is full" in line for line in ran.err.splitlines())
    finally:
        subprocess.run(["umount", "-l", disk], check=True)


def _fill(path: Path) -> None:
    with path.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            return


def test_the_doctor_names_what_cannot_be_written(folder: Path, shut: Path) -> None:
    ran = as_ordinary("doctor", folder, XDG_CACHE_HOME=str(shut))
    assert ran.code == 1
    assert f"{shut}/fairwatch cannot be written: no permission. Set XDG_CACHE_HOME" in ran.out
    assert "Traceback" not in ran.err
    closed = shut / "closed"
    shut.chmod(0o700)
    closed.mkdir(mode=0)
    ran = as_ordinary("doctor", folder, XDG_STATE_HOME=str(closed))
    assert ran.code == 1
    assert f"{closed}/fairwatch cannot be written" in ran.out


# ---------------------------------------------------------------- days off the calendar

ASKED = (("show", "--on"), ("show", "--as-known-on"), ("show", "--since"), ("log-visit", "--on"), ("mark", "--until"))
REST = {"log-visit": ("NP1", "--by", "李敏"), "mark": ("DB1", "snooze", "--by", "李敏")}


@pytest.mark.parametrize(("command", "option"), ASKED, ids=[" ".join(one) for one in ASKED])
def test_a_day_off_the_calendar_is_refused_in_one_line(folder: Path, command: str, option: str) -> None:
    for day in ("9999-12-31", "0001-01-01"):
        ran = say(command, folder, *REST.get(command, ()), f"{option}={day}")
        assert (ran.code, ran.out) == (2, "")
        (line,) = ran.err.splitlines()
        assert day in line


@pytest.mark.parametrize("option", ["--on", "--since", "--as-known-on"])
def test_and_through_the_gate(folder: Path, option: str) -> None:
    for day in ("9999-12-31", "0001-01-01"):
        ran = say("gate", folder, SSH_ORIGINAL_COMMAND=f"show {option} {day} --json", language="zh")
        assert (ran.code, ran.out) == (2, "")
        (line,) = ran.err.splitlines()
        assert f"“{day}”超出范围，只接受 1990 年至 2100 年的日期" in line


@pytest.mark.parametrize(
    "day", ["10000-01-01", "2101-01-01", "1989-12-31", "9000-02-28", "2026-02-30", "-1", "0001-01-01T00:00+14:00"]
)
def test_other_days_off_the_calendar(day: str) -> None:
    for kind in (DayParam(), SinceParam()):
        with pytest.raises(NoSuchDay):
            kind.convert(day, None, None)


def test_the_last_days_that_are_taken_have_a_board(folder: Path) -> None:
    for day in ("1990-01-01", "2100-12-31"):
        ran = say("show", folder, "--on", day, "--since", day)
        assert (ran.code, ran.err) == (0, "")
    assert say("show", folder, "--as-known-on", "2100-12-31").code == 0


def test_every_command_of_the_gate_is_tried_here(folder: Path) -> None:
    tried = {command[0] for command in (*LOOKS, *MARKS, ("card",))}
    assert set(let_through(build())) <= tried
