"""A key in authorized_keys opens the gate to one folder and a few commands: no shell, no other place, no other name."""

from __future__ import annotations

import json
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from helpers.app import running, shown, until
from helpers.cli import say
from helpers.feed import season
from helpers.sshd import Door, door
from helpers.terminals import Terminal
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from data import wording
from tui import cli
from tui.commands.common import FileOption
from tui.commands.gate import LONGEST, Shut, Word, _words, admit, let_through
from tui.terminal.locked_app import ReservedApp

FOLDER = Path("/srv/share/season")

HOSTILE = (
    "; rm -rf /",
    "owed; rm -rf /",
    "owed && id",
    "card $(id)",
    "card `id`",
    "card ${HOME}",
    "owed | sh",
    "log > /etc/passwd",
    "demo --into /etc",
    "owed --into /etc",
    "owed --into=/etc",
    "show ../..",
    "card a/../../b",
    "card ~root",
    "owed /etc",
    "init /etc",
    "explain x",
    "gate x",
    "open",
    "rescue",
    "where",
    "bash -i",
    "sh -c id",
    "/bin/sh",
    "scp -t x",
    "internal-sftp",
    "-- owed",
    "--lang fr owed",
    "owed\nid",
    "owed\0id",
    "owed \x1b[2J",
    "owed \udcff",
    "card 'x",
    "owed extra",
    "mark DB1",
    "mark DB1 chased --by 王芳",
    "card " + "x" * LONGEST,
    "mark DB1 chased --text a; rm -rf /",
    "mark DB1 chased --text a; id",
    "mark DB1 chased --text a && id",
    "mark DB1 chased --text a | sh",
    "mark DB1 chased --text a > x",
    "mark DB1 chased --text $(id)",
    "mark DB1 chased --text `id`",
    "mark DB1 chased --text=$HOME",
    "mark DB1 chased --text a\\ b",
    "mark DB1;id chased --text a",
    "mark DB1 chased;id",
    'card "$(id)"',
    "card 'a' ; 'id'",
    "card '/etc/passwd'",
    "card '../x'",
    "mark DB1 chased --until a;b",
    "log --item --text;id",
)

SAID = {
    "'已联系; 等回复'": "已联系; 等回复",
    '"A&B公司 | <新> 项目; 等"': "A&B公司 | <新> 项目; 等",
    "已联系;等回复": "已联系;等回复",
    "招商&引资": "招商&引资",
    "用地<50亩|未批": "用地<50亩|未批",
    "'$5万 `x` a\\b'": "$5万 `x` a\\b",
    '"$5万 \\"急\\""': '$5万 "急"',
    "'/已办'": "/已办",
    "~3天": "~3天",
    "'见 a/../b'": "见 a/../b",
    "3>2'; '且": "3>2; 且",
    "''": "",
}
"""Remarks as they stand in what is asked, and what is to be marked."""


# ---------------------------------------------------------------- what is asked


@pytest.mark.parametrize("asked", HOSTILE)
def test_what_is_hostile_or_unknown_is_refused_in_one_line(asked: str) -> None:
    with pytest.raises(Shut) as refused:
        admit(asked, FOLDER, cli.build, by="李敏")
    said = str(refused.value)
    assert said
    assert said.isprintable()


def test_what_officers_type_is_let_through_with_the_folder_and_the_name_of_the_key() -> None:
    for asked in ("mark 'DB 1' chased --text '已联系，等回复'", 'fairwatch mark "DB 1" chased --text 已联系，等回复'):
        admitted = admit(asked, FOLDER, cli.build, by="李敏")
        assert admitted is not None
        given = admitted.params
        assert (given["folder"], given["key"], given["outcome"], given["by"]) == (FOLDER, "DB 1", "chased", "李敏")
    assert (
        admit("", FOLDER, cli.build) is admit("fairwatch", FOLDER, cli.build) is admit(" ", FOLDER, cli.build) is None
    )


@pytest.mark.parametrize("asked", SAID)
@pytest.mark.parametrize("option", ["--text ", "--text=", "--note ", "--who "])
def test_what_an_officer_says_is_words_whatever_signs_stand_in_it(option: str, asked: str) -> None:
    admitted = admit(f"mark 'A&B;C 项目' chased {option}{asked}", FOLDER, cli.build, by="李敏")
    assert admitted is not None
    assert admitted.params["key"] == "A&B;C 项目"
    assert admitted.params["who" if "who" in option else "note"] == SAID[asked]


@given(st.text(alphabet=st.sampled_from("a；;&|<>$`\"' \\=已-"), max_size=20))
def test_words_are_parted_by_a_shells_rules_of_quotation(asked: str) -> None:
    assume(not any("\\" in word.bare for word in _taken(asked)))
    try:
        expected = shlex.split(asked)
    except ValueError:
        with pytest.raises(Shut):
            _words(asked)
    else:
        assert _words(asked) == expected


def _taken(asked: str) -> list[Word]:
    try:
        return [word for word in _words(asked) if isinstance(word, Word)]
    except Shut:
        return [Word("", bare=asked)]


def test_the_language_of_the_keys_line_holds_unless_another_is_asked_for() -> None:
    wording.use("zh")
    with pytest.raises(Shut, match="不在放行之列"):
        admit("init", FOLDER, cli.build)
    with pytest.raises(Shut, match="not let through"):
        admit("--lang en init", FOLDER, cli.build)


def test_a_key_that_only_looks_marks_nothing() -> None:
    group = cli.build()
    marking = let_through(group).keys() - let_through(group, read_only=True).keys()
    assert marking == {"mark", "undo", "log-visit", "confirm", "decide", "issue"}
    assert {"owed", "card", "history"} <= let_through(group, read_only=True).keys()
    with pytest.raises(Shut):
        admit("mark DB1 chased --by 李敏", FOLDER, cli.build, read_only=True)


def test_no_command_that_is_let_through_takes_another_path() -> None:
    for command in let_through(cli.build()).values():
        first, *others = [p for p in command.params if isinstance(p, click.Argument) or p.name]
        assert first.name == "folder"
        paths = [p for p in others if isinstance(p.type, click.Path | click.File) or p.type.name == "path"]
        assert all(isinstance(p, FileOption) for p in paths)


@pytest.mark.parametrize("asked", ["--out x.xlsx", "--out=x.xlsx", "--out ''", "--out 'a b'"])
def test_nothing_that_is_let_through_writes_a_file_on_this_machine(asked: str) -> None:
    writing = [name for name, command in let_through(cli.build()).items() if _files(command)]
    assert {"export", "fillback", "notes", "paper"} <= {*writing}
    for name in writing:
        with pytest.raises(Shut, match="--out writes on this machine"):
            admit(f"{name} {_REST.get(name, '')} {asked}", FOLDER, cli.build)


_REST = {"fillback": "--unit 甲县"}
"""What commands that can write a file must be told beside it."""


def _files(command: click.Command) -> list[click.Parameter]:
    return [option for option in command.params if isinstance(option, FileOption)]


def test_behind_the_gate_a_list_is_printed_in_every_form_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, here = season(tmp_path / "season"), tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    context = admit("export owed.all", folder, cli.build)
    assert context is not None
    with pytest.raises(SystemExit) as ended, context, CliRunner().isolation() as (out, *_):
        context.command.invoke(context)
    assert ended.value.code == 0
    assert out.getvalue().startswith(b"PK")
    assert list(here.iterdir()) == []
    for asked, begins in (("export owed.all --format csv", "fairwatch-export"), ("paper", "circular")):
        ran = say("gate", folder, SSH_ORIGINAL_COMMAND=asked)
        assert (ran.code, begins in ran.out) == (0, True), ran.err


def outcome(asked: str) -> tuple[str, click.Context | None]:
    """Why it is refused, or what is to run; neither for the board and for help."""
    try:
        return "", admit(asked, FOLDER, cli.build, by="李敏")
    except Shut as refused:
        return str(refused), None
    except click.exceptions.Exit:  # --help was printed
        return "", None
    finally:
        wording.use("en")


_WORDS = st.sampled_from(
    ["owed", "card", "mark", "show", "log", "open", "demo", "fairwatch", "--by", "--json", "--help", "--into", "/etc",
     "..", "../..", "--", "-h", "--on", "--lang", "zh", "';", '"', "$(id)", ";", "\0", "\n", "DB1"]
)  # fmt: skip


@settings(max_examples=150)
@given(st.one_of(st.text(max_size=60), st.lists(st.one_of(_WORDS, st.text(max_size=8)), max_size=7).map(" ".join)))
def test_whatever_is_asked_is_refused_or_is_a_listed_command_of_this_folder(asked: str) -> None:
    refused, admitted = outcome(asked)
    assert len(refused.splitlines()) <= 1
    if admitted is not None:
        assert admitted.command.name in let_through(cli.build())
        assert admitted.params["folder"] == FOLDER
        assert admitted.params.get("by", "李敏") == "李敏"
        assert [value for value in admitted.params.values() if isinstance(value, Path)] == [FOLDER]


def test_behind_the_gate_the_board_leaves_no_file_and_starts_no_program(tmp_path: Path) -> None:
    app = ReservedApp()
    app.enclosed = True
    assert app.save_screenshot("x.svg", str(tmp_path)) == ""
    assert app.deliver_text(tmp_path / "x") is None
    assert list(tmp_path.iterdir()) == []


async def test_behind_the_gate_nobody_marks_under_another_name() -> None:
    async with running(by="李敏") as (_, pilot):
        pilot.app.enclosed = True  # type: ignore[attr-defined]
        await pilot.press("O")
        await until(pilot, lambda: "this key is 李敏's" in shown(pilot.app))


# ---------------------------------------------------------------- over a real sshd


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Door, Path]]:
    """One server for the module: its key is 李敏's, for one season."""
    home = tmp_path_factory.mktemp("sshd")
    folder = season(home / "season")
    with door(home, f"--lang en gate {folder} --by 李敏") as found:
        yield found, folder


def test_over_ssh_the_commands_run_on_the_folder_and_marks_bear_the_keys_name(opened: tuple[Door, Path]) -> None:
    there, folder = opened
    marked = there.ask("fairwatch mark yushen chased --text '已联系; 王芳 & 他人'")
    assert (marked.code, marked.out) == (0, "用地预审: chased · in the shared folder\n"), marked.err
    (line,) = json.loads(say("log", folder, "--json").out)
    assert (line["by"], line["text"]) == ("李敏", "已联系; 王芳 & 他人")


def test_over_ssh_there_is_no_shell_no_copying_and_no_forwarding(opened: tuple[Door, Path], tmp_path: Path) -> None:
    there, folder = opened
    for asked in (f"owed; touch {folder}/x", "demo --into ../x"):
        ran = there.ask(asked)
        assert ran.code == 2
        assert ran.out == ""
        assert ran.err.startswith("refused: ")
        assert ran.err.count("\n") == 1
    sftp = subprocess.run([*there.client("-s", "sftp")], input=b"", capture_output=True, timeout=60, check=False)
    assert sftp.returncode == 2
    bare = there.client()
    forward = subprocess.run(
        [*bare[:-1], "-N", "-o", "ExitOnForwardFailure=yes", "-R", "127.0.0.1:0:127.0.0.1:1", bare[-1]],
        capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert forward.returncode == 255
    assert not (folder / "x").exists()


def test_over_ssh_without_a_command_the_board_opens_and_leaving_it_ends_the_connection(
    opened: tuple[Door, Path],
) -> None:
    there, _ = opened
    with Terminal([], size=(80, 24), command=there.client(tty=True)) as terminal:
        terminal.wait_for("沙棘饮品")
        terminal.press("\x1a")  # Ctrl+Z: nothing to go back to
        terminal.press("q")
        assert terminal.wait_end(20) == 0
