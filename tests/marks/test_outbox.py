"""A mark that was said to be saved here is delivered, whatever ends the program; and nobody takes a live run's."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from helpers.marks import child, event

from data.journal.journal_lines import Stream, sealed
from data.journal.outbox import Outbox
from data.marks.mark_event import encode

RUNS = """
import sys, pathlib
from helpers.marks import event
from data.journal.outbox import Outbox
from data.marks.mark_event import encode
box = Outbox(pathlib.Path(sys.argv[1]), "f", sys.argv[2])
n = 0
while True:
    n += 1
    mark = event(f"s.{sys.argv[2]}.{n}", lam=n)
    box.save(encode(mark))
    print(mark.id, flush=True)
"""

FILLS = """
import pathlib, resource, signal, sys
from helpers.marks import event
from data.journal.outbox import Outbox
from data.marks.mark_event import encode
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
box = Outbox(pathlib.Path(sys.argv[1]), "f", "r1")
n = 0
try:
    while True:
        n += 1
        box.save(encode(event(f"s.r1.{n}", lam=n, text="x" * 100)))
        print(f"s.r1.{n}", flush=True)
except OSError as error:
    print("refused", flush=True)
"""


def ids(box: Outbox) -> list[str]:
    return list(box.pending())


def files(state: Path) -> list[Path]:
    return sorted((state / "outbox").iterdir())


def test_marks_wait_in_order_for_the_owner_only(tmp_path: Path):
    box = Outbox(tmp_path, "f", "r1")
    for n in (1, 2, 3):
        box.save(encode(event(f"s.r1.{n}", lam=n)))
    assert ids(box) == ["s.r1.1", "s.r1.2", "s.r1.3"]
    assert [path.name for path in files(tmp_path)] == ["f-r1.jsonl"]
    assert stat.S_IMODE(files(tmp_path)[0].stat().st_mode) == 0o600


def test_what_was_delivered_is_forgotten_also_by_the_next_run(tmp_path: Path):
    box = Outbox(tmp_path, "f", "r1")
    for n in (1, 2):
        box.save(encode(event(f"s.r1.{n}", lam=n)))
    box.delivered(["s.r1.1", "of another"])
    assert ids(box) == ["s.r1.2"]
    box.close()
    after = Outbox(tmp_path, "f", "r2")
    assert ids(after) == ["s.r1.2"]
    after.delivered(["s.r1.2"])
    assert (ids(after), files(tmp_path)) == ([], [])


def test_an_emptied_outbox_takes_the_next_mark(tmp_path: Path):
    box = Outbox(tmp_path, "f", "r1")
    box.save(encode(event("s.r1.1")))
    box.delivered(["s.r1.1"])
    assert files(tmp_path) == []
    box.save(encode(event("s.r1.2")))
    box.close()
    assert ids(Outbox(tmp_path, "f", "r2")) == ["s.r1.2"]


def test_two_programs_on_one_station_leave_each_other_alone(tmp_path: Path):
    one, two = Outbox(tmp_path, "f", "r1"), Outbox(tmp_path, "f", "r2")
    one.save(encode(event("s.r1.1")))
    two.save(encode(event("s.r2.1")))
    assert (ids(one), ids(two)) == (["s.r1.1"], ["s.r2.1"])
    two.delivered(["s.r1.1", "s.r2.1"])
    one.save(encode(event("s.r1.2")))
    one.close()
    assert ids(two) == ["s.r1.1", "s.r1.2"]


def test_folders_have_outboxes_of_their_own(tmp_path: Path):
    Outbox(tmp_path, "f", "r1").save(encode(event("s.r1.1")))
    assert ids(Outbox(tmp_path, "g", "r2")) == []


def test_marks_of_killed_programs_are_all_there(tmp_path: Path):
    acknowledged = []
    for run in ("r1", "r2", "r3", "r4"):
        writer = child(RUNS, str(tmp_path), run)
        assert writer.stdout
        for _ in range(20):
            acknowledged.append(writer.stdout.readline().strip())
        writer.kill()
        acknowledged += [line for line in writer.communicate()[0].split("\n")[:-1] if line]
    kept = ids(Outbox(tmp_path, "f", "now"))
    assert set(acknowledged) <= set(kept)
    assert len(kept) == len(set(kept))


def test_a_full_disk_refuses_the_mark_and_keeps_the_others(tmp_path: Path):
    said = child(FILLS, str(tmp_path)).communicate()[0].split()
    assert said[-1] == "refused"
    assert len(said) > 1
    kept = Outbox(tmp_path, "f", "r2")
    assert ids(kept) == said[:-1]
    kept.delivered(said[:-2])
    kept.close()
    assert ids(Outbox(tmp_path, "f", "r3")) == said[-2:-1]


@pytest.mark.parametrize("tail", [b'{"v":1,"id":"torn', b"\0" * 40])
def test_a_torn_end_costs_nothing_but_itself(tmp_path: Path, tail: bytes):
    path = tmp_path / "outbox" / "f-r1.jsonl"
    path.parent.mkdir()
    path.write_bytes(encode(event("s.r1.1")) + encode(event("s.r1.2", lam=2)) + tail)
    box = Outbox(tmp_path, "f", "r2")
    assert ids(box) == ["s.r1.1", "s.r1.2"]
    box.delivered(["s.r1.1"])
    box.close()
    assert ids(Outbox(tmp_path, "f", "r3")) == ["s.r1.2"]


def test_a_file_with_a_line_that_cannot_be_read_is_never_removed(tmp_path: Path):
    path = tmp_path / "outbox" / "f-r1.jsonl"
    path.parent.mkdir()
    path.write_bytes(encode(event("s.r1.1")).replace(b'"v":1', b'"v":2') + encode(event("s.r1.2")))
    box = Outbox(tmp_path, "f", "r2")
    box.delivered(ids(box))
    box.close()
    assert path.exists()
    assert ids(Outbox(tmp_path, "f", "r3")) == []


def test_a_line_leaves_as_it_was_saved_also_one_with_a_field_that_is_unknown_here(tmp_path: Path):
    said = encode(event("s.r1.2", lam=9)).rpartition(b',"crc"')[0] + b',"later":[1, 2]}'
    given = [sealed(said), encode(event("s.r1.1", lam=8))]
    path = tmp_path / "outbox" / "f-r1.jsonl"
    path.parent.mkdir()
    path.write_bytes(given[0])
    (tmp_path / "outbox" / "f-r0.jsonl").write_bytes(given[1])
    box = Outbox(tmp_path, "f", "r2")
    own = sealed(said.replace(b"s.r1.2", b"s.r2.1").replace(b'"lam":9', b'"lam":3'))
    box.save(own)
    assert list(box.pending().values()) == [given[1], given[0], own], "earlier runs' first, by their counters"


@pytest.mark.parametrize("line", [b"", b"{}\n", encode(event())[:-1], encode(event()).replace(b"aaaa", b"bbbb")])
def test_what_is_no_line_is_not_saved(tmp_path: Path, line: bytes):
    box = Outbox(tmp_path, "f", "r1")
    with pytest.raises(ValueError, match="line"):
        box.save(line)
    assert (ids(box), files(tmp_path)) == ([], [])


def test_streams_have_outboxes_of_their_own(tmp_path: Path):
    seen = Outbox(tmp_path, "f", "r1", Stream("seen", 64 << 10))
    seen.save(sealed(b'{"v":1,"id":"a","rows":"%s"}' % (b"x" * 9000), 64 << 10))
    assert ids(Outbox(tmp_path, "f", "r2")) == []
    seen.close()
    assert ids(Outbox(tmp_path, "f", "r2", Stream("seen", 64 << 10))) == ["a"]


def test_a_link_in_the_outbox_is_not_followed(tmp_path: Path):
    outside = tmp_path / "outside.jsonl"
    outside.write_bytes(encode(event("s.r1.1")))
    (tmp_path / "outbox").mkdir()
    (tmp_path / "outbox" / "f-r1.jsonl").symlink_to(outside)
    assert ids(Outbox(tmp_path, "f", "r2")) == []
    assert outside.exists()
