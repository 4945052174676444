"""What a store promises, asked of each: the shared folder, and the one in memory that stands in for it."""

from __future__ import annotations

import os
import random
import threading
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from helpers.fault import KEYS, Station, agree
from helpers.marks import TODAY, child, event, lines, segments
from helpers.memory_store import Memory, MemoryStore
from helpers.rights import without_privileges

from data.journal import blobs
from data.journal.blobs import MAX_BLOB
from data.journal.folder_format import FormatChanged, FormatMissing
from data.journal.folder_store import FolderStore
from data.journal.journal_lines import MARKS, MAX_LINE, Stream, head, sealed
from data.journal.store import Hand, Store

SEEN = Stream("seen", 64 << 10)
STREAMS = {stream.name: stream for stream in (MARKS, SEEN)}
HERE, THERE = Hand("aaaa", "r1", TODAY), Hand("bbbb", "r1", TODAY)
PAPER = "issued/aaaa.r1.7.json"

Opens = Callable[[], Store]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "share").mkdir()
    return tmp_path / "share"


@pytest.fixture(params=["folder", "memory"])
def opens(request: pytest.FixtureRequest, folder: Path) -> Iterator[Opens]:
    """Opens the same store once more, as another station does."""
    memory, opened = Memory(), list[Store]()

    def one() -> Store:
        opened.append(FolderStore(folder, "", STREAMS) if request.param == "folder" else MemoryStore(memory, STREAMS))
        return opened[-1]

    yield one
    for store in opened:
        store.close()


def some(*numbers: int, station: str = "aaaa") -> list[bytes]:
    return lines(*(event(f"{station}.r1.{n}", lam=n) for n in numbers))


def bare(given: list[bytes]) -> set[bytes]:
    return {line.rstrip(b"\n") for line in given}


# ---------------------------------------------------------------- lines


def test_what_one_appended_all_read_once(opens: Opens) -> None:
    one, two = opens(), opens()
    assert (one.poll(), two.poll()) == ({}, {})
    one.append("marks", some(1, 2), HERE)
    two.append("marks", some(1, station="bbbb"), THERE)
    for store in (one, two):
        assert bare(store.poll()["marks"]) == bare(some(1, 2) + some(1, station="bbbb"))
        assert store.poll() == {}
    one.append("marks", some(3), HERE)
    assert two.poll() == {"marks": [some(3)[0][:-1]]}
    assert bare(opens().poll()["marks"]) == bare(some(1, 2, 3) + some(1, station="bbbb")), "one that comes late"


def test_lines_in_any_order_and_twice_are_all_there(opens: Opens) -> None:
    store, chance = opens(), random.Random(5)
    given = some(*range(1, 40)) + some(*range(1, 20))
    chance.shuffle(given)
    got: list[bytes] = []
    for n in range(0, len(given), 7):
        store.append("marks", given[n : n + 7], HERE._replace(today=TODAY + timedelta(days=n % 3)))
        got += store.poll().get("marks", [])
    assert set(got) == bare(given)
    assert set(opens().poll()["marks"]) == bare(given)


def test_streams_are_apart_and_one_has_longer_lines(opens: Opens) -> None:
    one, two = opens(), opens()
    said = b'{"v":1,"id":"aaaa.r1.1","app":"0.2","rows":"%s"}' % (b"x" * 60_000)
    long = sealed(said, SEEN.longest)
    one.append("marks", some(1), HERE)
    one.append("seen", [long] * 9, HERE)
    assert two.poll() == {"marks": [some(1)[0][:-1]], "seen": [long[:-1]] * 9}
    found = head(long)
    assert found is not None
    assert (found.id, found.lam) == ("aaaa.r1.1", 0)
    with pytest.raises(ValueError, match="longer"):
        sealed(said)


@pytest.mark.parametrize("line", [b"no end", b"two\nlines\n", b"", b"x" * MAX_LINE + b"\n"])
def test_what_is_no_line_of_the_stream_is_refused_with_those_beside_it(opens: Opens, line: bytes) -> None:
    store = opens()
    with pytest.raises(ValueError, match="one line"):
        store.append("marks", [*some(1), line], HERE)
    with pytest.raises(KeyError):
        store.append("of a later version", some(1), HERE)
    assert opens().poll() == {}


def test_the_identity_is_made_once_and_stays(opens: Opens) -> None:
    one, two = opens(), opens()
    assert (one.identity(), one.poll(), two.identity()) == ("", {}, ""), "looking makes none"
    one.append("marks", some(1), HERE)
    made = one.identity()
    two.append("marks", some(1, station="bbbb"), THERE)
    two.put(PAPER, b"{}")
    assert made != ""
    assert {one.identity(), two.identity(), opens().identity()} == {made}


def test_who_waits_is_told_of_what_another_appends(opens: Opens) -> None:
    one, two = opens(), opens()
    one.append("marks", some(1), HERE)
    while two.poll() or two.wait(0.0):
        pass
    writes = threading.Timer(0.3, one.append, ("marks", some(2), HERE))
    writes.start()
    while not (got := two.poll()):
        assert two.wait(30.0), "told long before the time is up"
    assert got == {"marks": [some(2)[0][:-1]]}
    writes.join()


def test_who_waits_for_nothing_is_let_go(opens: Opens) -> None:
    store = opens()
    store.append("marks", some(1), HERE)
    store.poll()
    while store.wait(0.01):
        store.poll()
    assert store.poll() == {}


# ---------------------------------------------------------------- blobs


def test_a_blob_is_given_back_as_it_was_put(opens: Opens) -> None:
    one, two = opens(), opens()
    assert two.get(PAPER) is None
    one.put(PAPER, b"\0first\n")
    assert two.get(PAPER) == b"\0first\n"
    one.put(PAPER, b"")
    one.put("issued/b.json", b"2")
    assert (two.get(PAPER), two.get("issued/b.json"), two.get("issued/c.json")) == (b"", b"2", None)
    assert two.poll() == {}, "a blob is no line"


@pytest.mark.parametrize(
    "name",
    ["", "a.json", "issued/", "issued/.a", "issued/../a", "marks/a", "seen/a", "FORMAT", "issued/a/b", "/issued/a",
     "issued/" + "a" * 200, "issued/a\n", "issued/张"],
)  # fmt: skip
def test_what_is_no_name_of_a_blob_is_refused(opens: Opens, name: str) -> None:
    store = opens()
    for asked in (lambda: store.put(name, b"x"), lambda: store.get(name)):
        with pytest.raises(ValueError, match="not the name"):
            asked()
    assert store.identity() == "", "nothing was written"


def test_a_blob_may_be_so_long_and_no_longer(opens: Opens) -> None:
    store = opens()
    store.put(PAPER, b"x" * MAX_BLOB)
    with pytest.raises(ValueError, match="longer"):
        store.put(PAPER, b"y" * (MAX_BLOB + 1))
    assert store.get(PAPER) == b"x" * MAX_BLOB


# ---------------------------------------------------------------- stations


def test_stations_agree_whatever_store_they_share(opens: Opens, folder: Path, tmp_path: Path) -> None:
    one, two = (Station(tmp_path / name, folder, opens=opens) for name in ("one", "two"))
    acknowledged = [one.press(KEYS[0]), two.press(KEYS[0], by="赵敏"), one.press(KEYS[1], "claim")]
    assert one.send()
    assert two.send()
    agree([one, two], acknowledged)
    assert set(one.states()[KEYS[0], "e1"].conflict) == {"李敏", "赵敏"}
    acknowledged.append(one.undo())
    acknowledged.append(one.press(KEYS[2], "note", text="x"))
    one = one.again()
    assert one.send()
    agree([one, two, Station(tmp_path / "late", folder, opens=opens)], [id_ for id_ in acknowledged if id_])


def test_a_mark_is_the_same_bytes_in_outbox_folder_and_cache(folder: Path, tmp_path: Path) -> None:
    desk = Station(tmp_path / "desk", folder)
    desk.press(KEYS[0], "note", text="等 3/4 批复\n周五再问 \\ “院”")
    desk.press(KEYS[1], by="赵敏")
    (waiting,) = desk.places.outbox.glob("*.jsonl")
    said = waiting.read_bytes()
    assert said.count(b"\n") == 2
    assert desk.send()
    assert [path.read_bytes() for path in (segments(folder)[0], desk.places.index.with_name("marks.jsonl"))] == [
        said
    ] * 2


# ---------------------------------------------------------------- the folder's own


def test_nothing_is_put_where_another_folder_stands(folder: Path) -> None:
    store = FolderStore(folder)
    store.put(PAPER, b"1")
    folder.rename(folder.with_name("away"))
    folder.mkdir()
    with pytest.raises(FormatMissing):
        store.put(PAPER, b"2")
    assert (list(folder.iterdir()), store.get(PAPER)) == ([], None)
    FolderStore(folder).put("issued/b.json", b"3")
    with pytest.raises(FormatChanged):
        store.put(PAPER, b"2")
    store.go_by(store.identity())
    store.put(PAPER, b"2")
    assert store.get(PAPER) == b"2"
    folder.rename(folder.with_name("gone"))
    with pytest.raises(FileNotFoundError):
        store.get(PAPER)


@pytest.mark.parametrize("what", ["link", "fifo", "directory", "long", "room"])
def test_what_is_no_blob_is_neither_followed_nor_waited_for(folder: Path, tmp_path: Path, what: str) -> None:
    store = FolderStore(folder)
    store.put("issued/other.json", b"x")
    outside, path = tmp_path / "outside", folder / ".fairwatch" / PAPER
    outside.mkdir()
    (outside / "aaaa.r1.7.json").write_bytes(b"secret")
    if what == "link":
        path.symlink_to(outside / "aaaa.r1.7.json")
    elif what == "fifo":
        os.mkfifo(path)
    elif what == "directory":
        path.mkdir()
    elif what == "long":
        path.write_bytes(b"")
        os.truncate(path, 1 << 30)
    else:
        path.parent.rename(tmp_path / "moved")
        path.parent.symlink_to(outside, target_is_directory=True)
    with pytest.raises(OSError):  # noqa: PT011 - each has a reason of its own
        store.get(PAPER)
    if what in ("directory", "room"):
        with pytest.raises(OSError):  # noqa: PT011
            store.put(PAPER, b"y")
    else:
        store.put(PAPER, b"y")
        assert store.get(PAPER) == b"y"
    assert (outside / "aaaa.r1.7.json").read_bytes() == b"secret"
    assert [file.name for file in (folder / ".fairwatch").rglob(".*")] == []


PUTS = """
import pathlib, sys
from data.journal.folder_store import FolderStore
store = FolderStore(pathlib.Path(sys.argv[1]))
n = 0
while True:
    n += 1
    store.put("issued/p.json", str(n % 10).encode() * 50_000)
    store.put(f"issued/{n}.json", str(n).encode())
    print(n, flush=True)
"""


def test_a_blob_is_whole_whenever_its_writer_is_killed(folder: Path) -> None:
    store, last = FolderStore(folder), 0
    for _ in range(4):
        writer = child(PUTS, str(folder))
        assert writer.stdout
        for _ in range(6):
            last = int(writer.stdout.readline())
        writer.kill()
        last = int((writer.communicate()[0].split("\n")[:-1] or [str(last)])[-1])
        paper = store.get("issued/p.json")
        assert paper is not None
        assert (len(paper), len(set(paper))) == (50_000, 1)
        assert [store.get(f"issued/{n}.json") for n in range(1, last + 1)] == [b"%d" % n for n in range(1, last + 1)]


FILLS = """
import pathlib, resource, signal, sys
from data.journal.folder_store import FolderStore
store = FolderStore(pathlib.Path(sys.argv[1]))
store.put("issued/p.json", b"first")
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    store.put("issued/p.json", b"x" * 5000)
except OSError as error:
    print("refused", flush=True)
"""


def test_a_disk_that_is_full_keeps_the_blob_that_was_there_and_nothing_beside_it(folder: Path) -> None:
    assert child(FILLS, str(folder)).communicate()[0] == "refused\n"
    assert FolderStore(folder).get("issued/p.json") == b"first"
    assert [file.name for file in (folder / ".fairwatch" / "issued").iterdir()] == ["p.json"]


def test_one_shot_commands_share_a_segment_a_stream(folder: Path, tmp_path: Path) -> None:
    for n in (1, 2):
        for stream in STREAMS:
            note = str(tmp_path / f"{stream}.json")
            FolderStore(folder, "", STREAMS).append(stream, some(n), Hand("aaaa", f"r{n}", date(2026, 5, 14), note))
    (mine,) = segments(folder)
    assert mine.name == "20260514-oneshot.jsonl"
    assert bare(mine.read_bytes().splitlines()) == bare(some(1, 2))
    assert (folder / ".fairwatch" / "seen" / "2026" / "aaaa" / mine.name).read_bytes() == mine.read_bytes()


def test_a_stream_that_may_not_be_read_costs_the_others_no_line(folder: Path) -> None:
    store = FolderStore(folder, "", STREAMS)
    for stream in STREAMS:
        store.append(stream, some(1), HERE)
    shut = folder / ".fairwatch" / "seen"
    shut.chmod(0)
    assert without_privileges(store.poll) == {"marks": [some(1)[0][:-1]]}
    with pytest.raises(PermissionError):
        without_privileges(store.poll)
    shut.chmod(0o700)
    assert without_privileges(store.poll) == {"seen": [some(1)[0][:-1]]}


def test_only_whole_lines_of_this_version_have_a_head() -> None:
    (line,) = some(7)
    found = head(line)
    assert found is not None
    assert (found.id, found.lam) == ("aaaa.r1.7", 7)
    for other in (b"", b"{}", line[:-9], line.replace(b'"lam":7', b'"lam":8'), sealed(b'{"v":2,"id":"a"}'),
                  sealed(b'{"v":1,"id":""}'), sealed(b'{"v":1,"lam":1}'), sealed(b'{"v":1,"id":3}')):  # fmt: skip
        assert head(other) is None


def test_a_blob_lies_where_other_programs_look_for_it(folder: Path) -> None:
    blobs.put(folder, PAPER, b"{}")
    assert (folder / ".fairwatch" / "issued" / "aaaa.r1.7.json").read_bytes() == b"{}"
