"""The log, the rescue and the doctor, as a person runs them: a dead mount hangs none, a lost mark is named."""

from __future__ import annotations

import json
import shutil
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from helpers.cli import run, say
from helpers.feed import season
from helpers.marks import event, lines, read_ids, segments
from helpers.terminals import Terminal

from data.journal.stream_files import JournalReader
from data.processes.folder_probe import examine
from data.processes.syncthing import ignored
from data.station.paths import places


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return season(tmp_path / "season")


def mark(folder: Path, *more: str, by: str = "李敏") -> None:
    ran = say("mark", folder, "DB1", *more, "--by", by)
    assert ran.code == 0, ran.err


def foreign(folder: Path, *data: bytes) -> None:
    """A journal of another station, as it stands in the folder."""
    path = folder / ".fairwatch" / "marks" / "2026" / "cccc" / "20261122-r1.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"".join(data))


# ---------------------------------------------------------------- log


def test_the_log_shows_every_line_with_who_when_what_and_what_became_of_it(folder: Path) -> None:
    mark(folder, "replied")
    mark(folder, "chased", by="赵敏")
    assert say("undo", folder, "--by", "赵敏").code == 0
    ahead = event("cccc.r1.1", "note", at=datetime.now(UTC) + timedelta(days=1), text="x", lam=9, by="王芳")
    foreign(folder, *lines(ahead, event("cccc.r1.2", "teleport", lam=10)), b"{torn\n")
    ran = say("log", folder)
    told = [line for line in ran.out.splitlines() if line]
    assert ran.code == 0, ran.err
    assert [word in line for word, line in zip(("replied", "chased", "took back: chased", "note"), told, strict=False)]
    assert "李敏" in told[0]
    assert "用地预审" in told[0]
    assert "undone" in told[1]
    assert "clock ahead" in told[3]
    assert "newer version" in told[4]
    assert "damaged" in told[5]


def test_the_log_of_one_item_and_as_json(folder: Path) -> None:
    mark(folder, "replied")
    foreign(folder, *lines(event("cccc.r1.1", "note", text="x")))
    for name in ("用地预审", "DB1"):
        said = json.loads(say("log", folder, "--item", name, "--json").out)
        assert [(line["op"], line["outcome"], line["by"], line["state"]) for line in said] == [
            ("act", "replied", "李敏", "in force")
        ]
    nothing = say("log", folder, "--item", "nobody")
    assert nothing.code == 1
    assert "nobody" in nothing.err


def test_a_clock_that_was_ahead_at_the_first_reading_is_still_named_by_a_later_look(folder: Path) -> None:
    soon = datetime.now(UTC) + timedelta(minutes=6)
    foreign(folder, *lines(event("cccc.r1.1", "note", at=soon, text="x")))
    assert "clock ahead" in say("log", folder).out
    noted = places(folder).index.with_name("clocks-ahead.txt")
    assert noted.read_text() == "cccc.r1.1\n"


def test_nothing_in_a_mark_drives_the_terminal(folder: Path) -> None:
    nasty = "\x1b]0;owned\x07\x1b[2J[red]x[/]\u202e"
    foreign(folder, *lines(event("cccc.r1.1", "note", text=nasty, by=nasty, key=nasty)), b"\x1b[31m torn\n")
    for arguments in (("log", folder), ("log", folder, "--json")):
        out = say(*arguments).out
        assert "\x1b" not in out
        assert "\u202e" not in out
    assert "[red]x[/]" in say("log", folder).out


# ---------------------------------------------------------------- rescue


def test_rescue_writes_back_what_the_folder_lost_under_the_same_ids(folder: Path) -> None:
    mark(folder, "replied")
    mark(folder, "note", "--note", "已去电")
    newer = lines(event("cccc.r1.7"))[0].replace(b'"v":1', b'"v":2')
    foreign(folder, *lines(event("cccc.r1.1", "note", text="x")), newer)
    run("show", folder)
    before = JournalReader(folder).poll()
    shutil.rmtree(folder / ".fairwatch")
    ran = run("rescue", folder)
    assert (ran.code, ran.out.splitlines()) == (
        0,
        ["4 marks written back", "6 versions of ledgers and settings written back"],
    ), ran.err
    assert sorted(JournalReader(folder).poll()) == sorted(before)
    assert run("rescue", folder).out.strip() == "the folder holds every mark that this station knows"


def test_rescue_gives_back_only_what_is_missing(folder: Path) -> None:
    mark(folder, "replied")
    mark(folder, "note", "--note", "已去电")
    (path,) = segments(folder)
    kept = path.read_bytes().splitlines(keepends=True)[0]
    path.write_bytes(kept)
    assert say("rescue", folder).out.strip() == "1 mark written back"
    assert len(segments(folder)) == 2
    assert len(read_ids(JournalReader(folder).poll())) == 2


def test_rescue_writes_nothing_into_another_folder(folder: Path) -> None:
    mark(folder, "replied")
    shutil.rmtree(folder)
    folder.mkdir()
    ran = say("rescue", folder)
    assert ran.code == 3
    assert "not mounted (an empty folder stands here)" in ran.err
    assert list(folder.iterdir()) == []


# ---------------------------------------------------------------- doctor


def doctor(folder: Path, **env: str) -> tuple[int, dict[str, str]]:
    ran = say("doctor", folder, **env)
    said: dict[str, str] = {}
    for line in ran.out.splitlines():
        level, _gap, rest = line.partition(" ")
        said[rest.strip().split("  ")[0]] = f"{level} {rest.strip()}"
    return ran.code, said


def test_the_doctor_finds_a_healthy_folder_well_and_leaves_nothing_in_it(folder: Path) -> None:
    before = sorted(folder.rglob("*"))
    code, said = doctor(folder)
    assert code == 0
    for what in ("mount", "shared folder", "folder's id", "journals", "writing", "share's clock", "free space",
                 "station id", "outbox", "own disk", "terminal", "program"):  # fmt: skip
        assert said[what].startswith(("ok", "warn")), said
    assert sorted(folder.rglob("*")) == before


def test_the_doctor_names_a_folder_that_is_not_there(tmp_path: Path) -> None:
    code, said = doctor(tmp_path / "nothing")
    assert code == 1
    assert said["shared folder"].startswith("bad")


def test_the_doctor_waits_for_no_dead_mount(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that stops by itself stands for one that hangs in a dead mount: neither answers."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "sitecustomize.py").write_text(
        "import os, sys\nif 'data.processes.folder_probe' in ' '.join(sys.orig_argv): os.kill(os.getpid(), 19)\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "bin"))
    started = time.monotonic()
    assert examine(folder, 2.0) == ({}, False)
    assert time.monotonic() - started < 10


def test_the_doctor_sees_that_syncthing_hides_our_marks(folder: Path) -> None:
    (folder / ".stfolder").mkdir()
    (folder / ".stignore").write_text("// ours\n(?d).fair*\n")
    ran = say("doctor", folder)
    assert ran.code == 1
    assert "hides .fairwatch ((?d).fair*)" in ran.out


@pytest.mark.parametrize("pattern", [".fairwatch", ".*", "*.jsonl", "(?d)/.fairwatch", "**/marks", ".fairwatch/**"])
def test_every_pattern_that_hides_our_marks_is_seen(pattern: str) -> None:
    assert ignored(f"// ours\n*.tmp\n{pattern}\n") == pattern


def test_patterns_that_keep_our_marks_are_well() -> None:
    for patterns in ("", "*.tmp\n~*", "!.fairwatch\n.*", "/other/.fairwatch"):
        assert ignored(patterns) == ""


def test_the_doctor_reads_syncthings_settings_and_advises(folder: Path, tmp_path: Path) -> None:
    (folder / ".stfolder").mkdir()
    config = tmp_path / "home" / ".config" / "syncthing" / "config.xml"
    config.parent.mkdir(parents=True)
    text = (
        '<configuration><folder path="{}" fsWatcherDelayS="{}"><maxConflicts>{}</maxConflicts></folder></configuration>'
    )
    config.write_text(text.format(folder, 10, 10))
    assert "maxConflicts is 10" in say("doctor", folder, HOME=str(tmp_path / "home")).out
    config.write_text(text.format(folder, 1, -1))
    assert "keeps every conflict copy" in say("doctor", folder, HOME=str(tmp_path / "home")).out


def test_the_doctor_tells_of_marks_that_wait_and_of_a_copied_station(folder: Path) -> None:
    mark(folder, "replied")
    where = places(folder)
    (where.outbox / f"{where.folder_id}-r9.jsonl").write_bytes(lines(event("s.r9.1"))[0])
    where.station.write_text('{"id":"0123456789abcdef","machine":"another"}')
    _, said = doctor(folder)
    assert said["outbox"].startswith("warn")
    assert "copied from another machine" in said["station id"]


def test_in_a_terminal_the_doctor_asks_how_wide_signs_are(folder: Path) -> None:
    """The test's terminal answers as one that draws every sign too wide."""
    with Terminal(["--lang", "en", "doctor", folder], size=(200, 40), wide=True) as terminal:
        terminal.wait_for("drawn too wide or too narrow")
        assert terminal.wait_end() == 1
        assert terminal.attributes() == terminal.before
