"""Lines of the stream `seen` that fairwatch never wrote: they are counted and left out, and change nothing else."""

from __future__ import annotations

import base64
import tempfile
import zlib
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from helpers.watchers import ZONE_NOW, SharedFolder, Watcher, ledger
from hypothesis import given, settings
from hypothesis import strategies as st

from data.folder_memory.record import SeenLine, decode, encode, pack_name, record_id
from data.folder_memory.records_by_file import FolderMemory
from data.journal.journal_lines import SEEN
from data.model import SourceState

FILE, OTHER = "台账.csv", "别的.csv"
DAY, AT = date(2026, 5, 8), datetime(2026, 5, 8, 1, tzinfo=UTC)
ROW = ["a1", 0, 2, {"name": "铝材", "unit": "甲县", "latest_progress": "一"}]
HEAD = ["projects", "", ["name", "unit"]]


def pack(**more: object) -> bytes:
    return msgspec.json.encode({"facts": {}, "whole": True, "heads": [HEAD], "put": [ROW], **more})


def line(data: bytes, **more: object) -> bytes:
    """A line that is whole by its checksum, and carries these bytes as its rows."""
    said = {"file": FILE, "was": "", "is_": "abc", "day": DAY, "at": AT, "kinds": {"projects": 1}, **more}
    rows = base64.b64encode(zlib.compress(data)).decode()
    id_ = f"{record_id(said['file'], said['was'], said['is_'])}.{pack_name(data)}.1"  # type: ignore[arg-type]
    return encode(SeenLine(id=id_, pack=pack_name(data), rows=rows, **said))[:-1]  # type: ignore[arg-type]


POISON = {
    "no JSON": b"garbage",
    "empty": b"",
    "no UTF-8": b"\xff\xfe",
    "another shape": b"[1, 2, 3]",
    "a text": b'"fairwatch"',
    "deep": b"[" * 100_000,
    "no rows": b'{"facts":{},"put":7}',
    "a head that is missing": pack(heads=[]),
    "a head before the first": pack(put=[["a1", -1, *ROW[2:]]]),
    "a row that stands nowhere": pack(put=[["a1", 0, 10**30, ROW[3]]]),
    "a row before the first": pack(put=[["a1", 0, -4, ROW[3]]]),
    "numbers that stand nowhere": pack(moved=[10**30]),
    "no name": pack(put=[["a1", 0, 2, {"unit": "甲县"}]]),
    "a stage of a later version": pack(put=[["a1", 0, 2, {**ROW[3], "stage": "dreamt of"}]]),  # type: ignore[dict-item]
    "a list for a name": pack(put=[["a1", 0, 2, {"name": [1], "unit": "甲县"}]]),
    "no day": pack(put=[["a1", 0, 2, {**ROW[3], "reported_on": "soon"}]]),  # type: ignore[dict-item]
    "an endless number": pack().replace(b'"unit":', b'"contracted":1e999,"unit":'),
    "facts that are none": pack(facts={"days": {"": 7}}),
    "a terminal's sign": pack(put=[["a1", 0, 2, {**ROW[3], "name": "\x1b[2J"}]]),  # type: ignore[dict-item]
}


@pytest.mark.parametrize("data", POISON.values(), ids=POISON)
def test_rows_that_no_version_can_have_are_left_out_and_counted(data: bytes) -> None:
    memory = FolderMemory()
    memory.take([line(data), line(pack(), file=OTHER)])
    (version,), (other,) = memory.recorded(FILE), memory.recorded(OTHER)
    assert memory.rows(version) is None
    assert memory.rows(version) is None
    assert version.kinds == {"projects": 1}
    assert memory.damaged == 1
    assert [row.values["name"] for row in memory.rows(other).records] == ["铝材"]  # type: ignore[union-attr]


@pytest.mark.parametrize("data", POISON.values(), ids=POISON)
def test_the_same_rows_by_another_station_stand_beside_poisoned_ones(data: bytes) -> None:
    memory = FolderMemory()
    memory.take([line(data), line(pack())])
    (version,) = memory.recorded(FILE)
    assert [row.values["name"] for row in memory.rows(version).records] == ["铝材"]  # type: ignore[union-attr]


def test_a_line_that_borrows_the_name_of_other_rows_is_none_of_them() -> None:
    memory, other = FolderMemory(), pack(put=[["a1", 0, 2, {**ROW[3], "name": "沙棘"}]])  # type: ignore[dict-item]
    lie = msgspec.structs.replace(decode(line(other)), pack=pack_name(pack()))  # type: ignore[type-var]
    memory.take([encode(lie)[:-1]])
    assert memory.rows(memory.recorded(FILE)[0]) is None
    assert memory.damaged == 1


@pytest.mark.parametrize(
    "more",
    [
        {"day": date.max},
        {"day": date.min},
        {"at": datetime.max.replace(tzinfo=UTC)},
        {"kinds": {"projects": 10**30}},
        {"kinds": {"projects": -1}},
        {"part": 3, "parts": 2},
        {"file": "\x1b[2J"},
    ],
    ids=str,
)
def test_a_line_that_says_what_cannot_be_is_no_record(more: dict[str, object]) -> None:
    memory = FolderMemory()
    assert memory.take([line(pack(), **more)] * 2) == set()
    assert memory.damaged == 1


@pytest.mark.parametrize("what", sorted(POISON))
def test_a_station_shows_its_folder_whatever_stands_in_the_stream(tmp_path: Path, what: str) -> None:
    """The last good version is poisoned: the present one, which lost rows, waits; no rows are made up."""
    folder = SharedFolder()
    folder.journal.begin()
    data = POISON[what]
    folder.journal.lines["seen"].append(line(data, kinds={"projects": 10}) + b"\n")
    folder.put(FILE, ledger(3), ZONE_NOW)
    watcher = Watcher(tmp_path, folder)
    for _ in range(2):
        watcher.visit()
        told = watcher.told()
        assert told["held"] == {FILE: (watcher.shelf.files[FILE].held.content, (("projects", 10, 3),))}  # type: ignore[union-attr]
        assert watcher.recollection.past(ZONE_NOW.date() - timedelta(days=3)).season.projects == ()
    assert [problem.args for problem in watcher.seen.problems] == [(("count", "1"),)]
    assert watcher.shelf.files[FILE].state is SourceState.HELD
    watcher.close()


# ------------------------------------------------------------ bytes that fell over


def _stream() -> list[bytes]:
    """What a station wrote of three versions of one ledger and of those that every folder has."""
    with tempfile.TemporaryDirectory() as home:
        folder = SharedFolder()
        watcher = Watcher(Path(home), folder)
        for ago, rows in ((9, 10), (6, 8), (3, 6)):
            watcher.now = ZONE_NOW - timedelta(days=ago)
            folder.put(FILE, ledger(rows, f"{rows}"), watcher.now)
            watcher.visit()
        watcher.close()
        return list(folder.journal.lines[SEEN.name])


STREAM = _stream()


def said(memory: FolderMemory, lines: Iterable[bytes]) -> set[str]:
    """Each version that lines tell of, with its rows."""
    memory.take(piece for piece in b"".join(lines).split(b"\n") if piece)
    chains = map(memory.recorded, memory.known_files())
    return {repr((version.id, version.digest, memory.rows(version))) for chain in chains for version in chain}


ALL = said(FolderMemory(), STREAM)


@given(st.binary(max_size=200), st.integers(0, len(STREAM) - 1), st.data())
@settings(max_examples=60)
def test_bytes_that_fell_over_change_nothing_that_other_lines_say(
    noise: bytes, which: int, data: st.DataObject
) -> None:
    hurt = bytearray(STREAM[which])
    for at in data.draw(st.lists(st.integers(0, len(hurt) - 2), max_size=3, unique=True), label="flipped"):
        hurt[at] ^= 1 << data.draw(st.integers(0, 7), label="bit")
    lines = [*STREAM[:which], bytes(hurt), *STREAM[which + 1 :], noise + b"\n"]
    memory = FolderMemory()
    told = said(memory, lines)
    for version in told - ALL:  # its rows are told against those of the line that is gone
        assert version.endswith(", None)")
    assert len(ALL) - len(told) <= 1
    assert bool(memory.damaged) == (bytes(hurt) != STREAM[which] or bool(noise.strip(b"\n")))
