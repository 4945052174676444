"""Lines of the stream `seen`: what is written is read again, whatever the rows; what is damaged says nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.folder_memory.record import PART, SeenLine, decode, encode, lines_of, record_id
from data.folder_memory.records_by_file import FileSight, FolderMemory
from data.folder_memory.version_rows import SheetFacts, VersionRows, by_digest, from_texts, opened, packed, unpacked
from data.journal.journal_lines import SEEN, sealed
from data.ledgers.kinds_and_columns import Seen
from data.ledgers.season import Record
from data.support.text import block, clean

DAY, AT = date(2026, 5, 8), datetime(2026, 5, 8, 1, tzinfo=UTC)
words = st.text(max_size=8).map(clean).map(block)
records = st.builds(
    Record,
    st.sampled_from(("projects", "units")),
    st.just("台账.csv"),
    st.sampled_from(("", "一季度")),
    st.integers(1, 9),
    st.builds(dict, name=words, unit=words, latest_progress=words),
    st.just(("name", "unit")),
    st.just(()),
    st.none() | st.builds(Seen, st.tuples(words)),
)
rows = st.lists(records, max_size=6).map(lambda some: VersionRows(by_digest(some)))


def head(file: str = "台账.csv", was: str = "", is_: str = "abc", **more: object) -> SeenLine:
    return SeenLine(id=record_id(file, was, is_), app="0.2.0", file=file, was=was, is_=is_, day=DAY, at=AT, **more)


@given(rows, rows)
def test_rows_are_the_same_after_packing_whole_or_against_the_version_before(
    before: VersionRows, now: VersionRows
) -> None:
    for base in (None, before):
        data = packed(now, base)
        found = unpacked(opened(from_texts(_texts(data))), "台账.csv", base)
        assert found is not None
        assert found.rows == now.rows
        assert found.facts == now.facts


def _texts(data: bytes) -> list[str]:
    return [decode(line).rows for _, line in lines_of(head(), data)]  # type: ignore[union-attr]


def test_rows_told_against_a_version_that_is_missing_are_none() -> None:
    old = VersionRows(by_digest([_row(n) for n in range(5)]))
    new = VersionRows(by_digest([_row(n) for n in range(6)]))
    data = packed(new, old)
    assert unpacked(opened(data), "台账.csv", None) is None
    assert unpacked(opened(data), "台账.csv", old) == new
    fewer = packed(VersionRows(by_digest([_row(n) for n in range(4)])), old)
    assert unpacked(opened(fewer), "台账.csv", VersionRows(by_digest([_row(n) for n in range(4)]))) is None


def _row(n: int, text: str = "") -> Record:
    return Record("projects", "台账.csv", "", n + 2, {"name": f"项目{n}", "latest_progress": text}, ("name",))


def test_a_long_version_goes_on_in_further_lines_that_come_in_any_order() -> None:
    import random

    chance = random.Random(1)
    text = "".join(chr(chance.randrange(0x4E00, 0x9FA5)) for _ in range(60_000))
    now = VersionRows(
        by_digest([_row(n, text[n * 2_000 :][:2_000]) for n in range(30)]), SheetFacts(days={"": "2026-05-08"})
    )
    lines = [line for _, line in lines_of(head(kinds={"projects": 30}), packed(now, None))]
    assert len(lines) > 2
    assert max(map(len, lines)) <= SEEN.longest
    assert max(len(decode(line).rows) for line in lines) == PART  # type: ignore[union-attr]
    memory = FolderMemory()
    for line in reversed(lines[1:]):
        assert memory.take([line]) == {"台账.csv"}
        (version,) = memory.recorded("台账.csv")
        assert memory.rows(version) is None
    memory.take([lines[0], lines[0]])
    assert memory.rows(memory.recorded("台账.csv")[0]) == now


def test_rows_of_one_station_are_no_pieces_of_another_s() -> None:
    one = [line for _, line in lines_of(head(), packed(VersionRows(by_digest([_row(1)])), None))]
    two = [line for _, line in lines_of(head(), packed(VersionRows(by_digest([_row(2)])), None))]
    none = [line for _, line in lines_of(head(), None)]
    found = []
    for order in ((one, two, none), (none, two, one), (two, none, one)):
        memory = FolderMemory()
        memory.take([line for lines in order for line in lines])
        (version,) = memory.recorded("台账.csv")
        found.append(memory.rows(version))
    assert found[0] == found[1] == found[2]
    assert found[0] is not None


@pytest.mark.parametrize(
    "change",
    [
        lambda line: line[:-9] + b'00000000"}',
        lambda line: line[: len(line) // 2],
        lambda line: b"\x00" * 40,
        lambda line: line.replace(b'{"v":1', b'{"v":9'),
        lambda line: sealed(b'{"v":1,"id":"x","file":"a","day":"2026-05-08","at":"2026-05-08T00:00:00Z"}')[:-1],
        lambda line: sealed(line.partition(b',"crc"')[0].replace("台账".encode(), b"\\u001b[2J") + b"}")[:-1],
    ],
)
def test_a_line_that_is_damaged_or_of_another_version_says_nothing(change) -> None:
    line = encode(head())[:-1]
    assert decode(line) is not None
    assert decode(change(line)) is None
    memory = FolderMemory()
    assert memory.take([change(line)]) == set()
    assert memory.damaged == 1


def test_text_that_drives_a_terminal_is_no_row() -> None:
    now = VersionRows(by_digest([_row(1, "\x1b[2J")]))
    with pytest.raises(ValueError, match="cleaned"):
        from_texts(_texts(packed(now, None)))
    path = VersionRows(by_digest([_row(1, "C:\\users\\u001b　甲\n乙")]))
    assert unpacked(opened(from_texts(_texts(packed(path, None)))), "台账.csv", None) == path


def test_what_a_station_sees_stands_at_the_end_until_it_is_recorded() -> None:
    memory = FolderMemory()
    memory.see(FileSight(file="台账.csv", digest="abc", day=DAY, at=AT, kinds={"projects": 2}))
    assert [version.id for version in memory.chain("台账.csv")] == [""]
    memory.take([encode(head(kinds={"projects": 2}))])
    assert [version.digest for version in memory.chain("台账.csv")] == ["abc"]
    assert memory.recorded("台账.csv") == memory.chain("台账.csv")
