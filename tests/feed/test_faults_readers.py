"""What lies in the folder and how it gets there: late, twice, torn, in any order, or not at all. All stations agree."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from helpers.cli import say
from helpers.fault import KEYS, TODAY, Station, agree, journals, put, replicate, with_cache_deleted
from helpers.feed import FOLLOWUPS, UNITS, Opened, season
from helpers.feed import put as put_ledger
from helpers.marks import ENVIRONMENT, event, lines
from helpers.reader import LiveReader
from msgspec.structs import replace

from data.marks.mark_event import encode
from data.model import ItemState, MarkRequest
from data.processes.reader_messages import Append, Appended, Health

DAY = timedelta(days=1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "share").mkdir()
    return tmp_path / "share"


def talk(stations: list[Station], rounds: int = 3) -> list[str]:
    """Marks made in turn, each after all before it were read."""
    said = []
    for n in range(rounds):
        for at, station in enumerate(stations):
            station.look()
            said.append(station.press(KEYS[n % 2], ("act", "reopen", "claim")[(n + at) % 3], by=f"officer {at}"))
            assert station.send()
    return said


@pytest.mark.parametrize(("one", "other"), [(DAY, -DAY), (-DAY, DAY), (DAY, DAY)])
def test_clocks_a_day_wrong_change_no_order_and_are_named(
    folder: Path, tmp_path: Path, one: timedelta, other: timedelta
) -> None:
    stations = [
        Station(tmp_path / "a", folder, one),
        Station(tmp_path / "b", folder, other),
        Station(tmp_path / "c", folder),
    ]
    acknowledged = talk(stations)
    agree(stations, acknowledged)
    right = Station(tmp_path / "right", folder)
    right.look()
    last = [line for line in right.desk.log() if line.key == KEYS[0] and line.op != "claim"][-1]
    standing = right.states()[KEYS[0], "e1"]
    assert standing.conflict == (), "each mark was made after the one before had been seen"
    assert (standing.op, standing.by) == (last.op, last.by)
    assert right.desk.health().clocks >= 1
    assert {line.clock for line in right.desk.log() if line.by == "officer 2"} <= {"", "behind"}


def test_any_order_of_delivery_and_duplicates_give_the_same_states(folder: Path, tmp_path: Path) -> None:
    chance = random.Random(7)
    stations = [Station(tmp_path / name, folder) for name in "abc"]
    acknowledged = talk(stations, 6)
    lines_ = [line for path in journals(folder) for line in path.read_bytes().splitlines(keepends=True)]
    replicas = []
    for n in range(6):
        replica = tmp_path / f"replica{n}"
        replicate(folder, replica)
        for path in journals(replica):
            path.unlink()
        station = Station(tmp_path / f"late{n}", replica)
        shuffled = [*lines_, *chance.choices(lines_, k=9)]
        chance.shuffle(shuffled)
        for at, line in enumerate(shuffled):
            name = f"20261122-r{at % 7}{'.sync-conflict-20261122-010203-ABCDEFG' if at % 3 == 0 else ''}.jsonl"
            path = replica / ".fairwatch" / "marks" / "2026" / f"s{at % 4}" / name
            put(path, (path.read_bytes() if path.exists() else b"") + line)
            station.look()
        replicas.append(station)
    agree([*stations, *replicas], acknowledged)


def test_two_replicas_that_fork_one_journal_keep_both_halves_as_a_conflict_copy(folder: Path, tmp_path: Path) -> None:
    """A station id on two machines: each writes into the same file of its own replica, and a replica keeps both."""
    home, other = tmp_path / "replica", Station(tmp_path / "other", folder)
    one = Station(tmp_path / "a", folder)
    acknowledged = [one.press(KEYS[0])]
    assert one.send()
    replicate(folder, home)
    (path,) = journals(folder)
    (twin,) = journals(home)
    theirs = encode(event("eeee.r9.1", "note", key=KEYS[0], lam=2, text="x"))
    put(twin, twin.read_bytes() + theirs)
    acknowledged += [one.press(KEYS[1]), "eeee.r9.1"]
    assert one.send()
    put(path.with_name(path.name.replace(".jsonl", ".sync-conflict-20261122-010203-ABCDEFG.jsonl")), twin.read_bytes())
    agree([one, other], acknowledged)


@pytest.mark.parametrize("how", ["truncated", "emptied", "nul", "garbage", "removed"])
def test_a_reader_never_forgets_what_a_file_lost_and_a_rescue_gives_it_back(
    folder: Path, tmp_path: Path, how: str
) -> None:
    one, two = Station(tmp_path / "a", folder), Station(tmp_path / "b", folder)
    acknowledged = [one.press(KEYS[0]), one.press(KEYS[1], "note", text="x")]
    assert one.send()
    agree([one, two], acknowledged)
    (path,) = journals(folder)
    whole = path.read_bytes()
    first = whole.index(b"\n") + 1
    harm = {
        "truncated": whole[: first + 30],
        "emptied": b"",
        "nul": b"\0" * len(whole) + b"\n",
        "garbage": whole[:first] + random.Random(7).randbytes(len(whole) - first),
    }
    path.write_bytes(harm[how]) if how in harm else path.unlink()
    agree([one, two, two.again()], acknowledged)
    late = Station(tmp_path / "late", folder)
    late.look()
    assert len(late.ids) < 2
    helper = two.again()
    helper.look()
    assert helper.desk.rescue() == 2 - len(late.ids)
    assert helper.send()
    late.look()
    assert late.ids == set(acknowledged)
    assert late.states() == one.states()


def test_a_folder_that_is_deleted_and_replicated_again_loses_nothing(folder: Path, tmp_path: Path) -> None:
    one, two = Station(tmp_path / "a", folder), Station(tmp_path / "b", tmp_path / "replica")
    acknowledged = [one.press(KEYS[0])]
    assert one.send()
    replicate(folder, two.folder)
    agree([one, two], acknowledged)
    shutil.rmtree(folder)
    folder.mkdir()
    acknowledged.append(one.press(KEYS[1]))
    assert not one.send(), "an empty folder is not ours"
    one.looks += 10
    replicate(two.folder, folder, random.Random(7))
    assert one.send()
    replicate(folder, two.folder)
    agree([one, two], acknowledged)


def test_the_cache_deleted_in_mid_run_costs_no_mark(folder: Path, tmp_path: Path) -> None:
    one, two = Station(tmp_path / "a", folder), Station(tmp_path / "b", folder)
    acknowledged = talk([one, two])
    with_cache_deleted(one)
    acknowledged += [two.press(KEYS[2]), one.press(KEYS[3])]
    assert two.send()
    one.look()
    with_cache_deleted(one)
    assert one.send()
    one = one.again()
    agree([one, two], acknowledged)


def test_what_is_no_journal_is_named_on_the_board_and_hangs_nothing(tmp_path: Path) -> None:
    folder = season(tmp_path / "season")
    here = folder / ".fairwatch" / "marks" / "2026" / "cccc"
    here.mkdir(parents=True)
    (here / "20261122-r1.jsonl").write_bytes(b"".join(lines(event("cccc.r1.1", "note", key="followup/db1", text="x"))))
    (tmp_path / "outside.jsonl").write_bytes(encode(event("x.x.1", "note", key="followup/db1")))
    (here / "20261122-link.jsonl").symlink_to(tmp_path / "outside.jsonl")
    os.mkfifo(here / "20261122-fifo.jsonl")
    (here / "20261122-huge.jsonl").touch()
    os.truncate(here / "20261122-huge.jsonl", 1 << 30)
    with Opened(folder) as opened:
        board = opened.wait(lambda b: len(b.marks.skipped) == 3 and b.owed and b.owed[0].marks.notes)
        assert {Path(name).name for name in board.marks.skipped} == {
            "20261122-link.jsonl", "20261122-fifo.jsonl", "20261122-huge.jsonl"
        }  # fmt: skip
        assert board.owed[0].marks.notes == 1, "nothing is read through the link"
        (here / "20261122-fifo.jsonl").unlink()
        opened.wait(lambda b: len(b.marks.skipped) == 2)


def test_a_folder_given_another_id_by_a_stranger_takes_the_marks_of_this_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.feed.outgoing_lines.RETRY_AFTER", 0.5)
    folder = season(tmp_path / "season")
    with Opened(folder) as opened:
        item = opened.settled().owed[0]
        opened.feed.mark(MarkRequest(item.key, "claim", seen=item.episode), "李敏")
        opened.wait(lambda b: b.marks.last_saved == "folder")
        shutil.rmtree(folder / ".fairwatch")
        stranger = Station(tmp_path / "stranger", folder)
        stranger.press(KEYS[0])
        assert stranger.send()
        opened.feed.mark(MarkRequest(item.key, "note", text="x", seen=item.episode), "李敏")
        opened.wait(lambda b: b.owed[0].marks.notes == 1 and not b.marks.unsent)
    assert "1 mark written back" in say("rescue", folder).out, "what went with the old .fairwatch"


def test_a_vanished_row_is_an_orphan_only_once_every_ledger_has_been_read(tmp_path: Path) -> None:
    folder = season(tmp_path / "season")
    assert say("mark", folder, "DB1", "replied", "--by", "李敏").code == 0
    with Opened(folder) as opened:
        assert opened.wait(lambda b: b.folder.state == "ok" and not b.folder.reading).marks.orphans == 0
        (folder / "新台账.xlsx").write_bytes(b"<html><table><tr><td>x</td></tr></table></html>")
        opened.wait(lambda b: any(s.file == "新台账.xlsx" and s.state == "failed" for s in b.sources))
        put_ledger(folder / "督办.csv", FOLLOWUPS.replace("DB1,用地预审", "DB9,用地预审批复"), age=60)
        board = opened.wait(lambda b: [o.what for o in b.owed if o.kind == "followup"] == ["用地预审批复"])
        assert board.marks.orphans == 0, "the row may be in the file that cannot be read"
        assert opened.feed.orphans() == ()
        put_ledger(folder / "新台账.xlsx", UNITS, age=60)
        opened.wait(lambda b: b.marks.orphans == 1)
        (orphan,) = opened.feed.orphans()
        assert (orphan.name, orphan.near[0].name) == ("用地预审", "用地预审批复")
        opened.feed.link(orphan, orphan.near[0].key, "赵敏")
        board = opened.wait(lambda b: b.marks.orphans == 0 and b.owed[0].marks.state is ItemState.WAITING)
        assert board.owed[0].marks.by == "李敏"
        assert opened.feed.undo("赵敏") is not None
        opened.wait(lambda b: b.marks.orphans == 1)


# ---------------------------------------------------------------- who marked


def test_two_officers_at_one_desk_and_one_officer_at_two(folder: Path, tmp_path: Path) -> None:
    one, two = Station(tmp_path / "a", folder), Station(tmp_path / "b", folder)
    acknowledged = [one.press(KEYS[0], by="李敏"), one.press(KEYS[0], by="欧阳若兰")]
    assert one.states()[KEYS[0], "e1"].conflict == (), "they saw each other's"
    acknowledged += [
        one.press(KEYS[1], by="赵敏"),
        two.press(KEYS[1], "claim", by="赵敏"),
        two.press(KEYS[1], by="赵敏"),
    ]
    one.send(), two.send()
    agree([one, two], acknowledged)
    marks = one.states()[KEYS[1], "e1"]
    assert marks.conflict == ("赵敏",), "one name, but neither mark knew of the other"
    assert one.undo("欧阳若兰"), "the desk's own mark is undone under whoever's name"
    assert one.desk.log()[-1].by == "欧阳若兰"


def test_a_disk_cloned_to_another_machine_is_another_station(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = Station(tmp_path / "a", folder)
    acknowledged = [one.press(KEYS[0])]
    shutil.copytree(tmp_path / "a", tmp_path / "clone")
    monkeypatch.setattr("data.journal.station_id.machine", lambda: "another machine")
    clone = Station(tmp_path / "clone", folder)
    assert clone.desk.station != one.desk.station
    acknowledged.append(clone.press(KEYS[0], by="赵敏"))
    assert clone.send(), "with it what had waited on the disk that was cloned"
    assert one.send()
    agree([one, clone], acknowledged)
    assert clone.undo() != acknowledged[0], "another station's mark is not undone"


def test_clones_that_share_even_the_machine_id_share_no_segment_and_no_mark_id(folder: Path, tmp_path: Path) -> None:
    one = Station(tmp_path / "a", folder)
    one.end()
    shutil.copytree(tmp_path / "a", tmp_path / "b")
    stations = [Station(tmp_path / name, folder) for name in "ab"]
    assert stations[0].desk.station == stations[1].desk.station
    acknowledged = talk(stations, 4)
    assert len(set(acknowledged)) == len(acknowledged)
    assert len(journals(folder)) == 2
    agree(stations, acknowledged)


def test_a_pause_in_mid_line_shows_nothing_until_the_line_is_whole(folder: Path, tmp_path: Path) -> None:
    code = """
import sys, time
from pathlib import Path
from helpers.marks import event
from data.marks.mark_event import encode
line = encode(event("cccc.r1.1", "note", key="project/p-0", text="x"))
with open(sys.argv[1], "ab", buffering=0) as file:
    for part in (line[:7], line[7:200], line[200:-1], line[-1:]):
        file.write(part)
        print("part", flush=True)
        sys.stdin.readline()
"""
    one = Station(tmp_path / "a", folder)
    one.press(KEYS[0])
    one.send()
    path = folder / ".fairwatch" / "marks" / "2026" / "cccc" / "20261122-r1.jsonl"
    path.parent.mkdir(parents=True)
    writer = subprocess.Popen(
        [sys.executable, "-c", code, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=ENVIRONMENT,
    )
    assert writer.stdin
    assert writer.stdout
    seen = []
    for _ in range(4):
        writer.stdout.readline()
        one.look()
        seen.append("cccc.r1.1" in one.ids)
        writer.stdin.write("\n")
        writer.stdin.flush()
    writer.communicate()
    assert seen == [False, False, False, True]
    assert one.desk.health().damaged == 0


def test_a_smaller_id_that_was_made_apart_leaves_the_folder_ours_even_without_a_ledger(folder: Path) -> None:
    append = Append(1, tuple(lines(event("s.r1.1", "note", key=KEYS[0], text="x"))), "s", "r1", TODAY)
    with LiveReader(folder) as reader:
        reader.wait(Health, lambda health: health.settled)
        reader.send(append)
        reader.wait(Appended)
        apart = folder / ".fairwatch" / "FORMAT.sync-conflict-20261122-010203-ABCDEFG"
        apart.write_text('{"v":1,"folder":"00000000-0000-4000-8000-000000000000"}')
        reader.wait(Health, lambda health: health.format_uuid.startswith("00000000") and health.state == "ok")
        reader.send(replace(append, number=2, lines=tuple(lines(event("s.r1.2", "note", key=KEYS[0], text="x")))))
        reader.wait(Appended, lambda answer: answer.number == 2)
    assert not any(isinstance(message, Health) and message.state == "replaced" for message in reader.seen)


def test_ten_thousand_marks_are_all_found_and_one_more_is_seen(folder: Path, tmp_path: Path) -> None:
    one, two = Station(tmp_path / "a", folder), Station(tmp_path / "b", folder)
    one.press(KEYS[0])
    assert one.send()
    marks = [event(f"s{n % 40}.r.{n}", "note", lam=n, key=f"project/x-{n % 1000}", text="x") for n in range(1, 10_001)]
    for n in range(40):
        path = folder / ".fairwatch" / "marks" / "2026" / f"s{n}" / "20261122-r.jsonl"
        put(path, b"".join(encode(mark) for mark in marks if mark.station == f"s{n}"))
    agree([one, two], [mark.id for mark in marks])
    late = two.press(KEYS[1])
    assert two.send()
    one.look()
    assert late in one.ids
    assert one.desk.item("project/x-7", "e1", TODAY).notes == 10
