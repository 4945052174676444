"""A line says what was meant, or is known to be damaged; nothing in it can drive the terminal."""

from __future__ import annotations

import json
import zlib
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from helpers.marks import NOW, event
from hypothesis import given
from hypothesis import strategies as st

from data.journal.journal_lines import MAX_LINE
from data.marks.mark_event import Arg, Damaged, Event, Newer, Was, decode, encode

NASTY = st.text(st.characters(codec="utf-8"), max_size=30) | st.sampled_from(
    ["\x1b]52;c;aGk=\x07", "[/已办]", "a\u202eb", "\ufeff李\u200b敏", "x\u2028y", '","crc":"00000000"}', "\\", "\x00"]
)
WORD = NASTY.map(lambda text: "x" + text)
MOMENT = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
DAY = st.none() | st.dates()
EVENT = st.builds(
    Event,
    v=st.just(1),
    id=WORD,
    lam=st.integers(0, 1 << 40),
    at=MOMENT,
    by=NASTY,
    op=NASTY,
    key=NASTY,
    ep=NASTY,
    after=st.lists(WORD, max_size=3).map(tuple),
    arg=st.builds(Arg, NASTY, DAY, NASTY, NASTY, NASTY),
    was=st.builds(Was, NASTY, NASTY, DAY, NASTY, NASTY),
)


def signed(plain: dict[str, object]) -> bytes:
    body = json.dumps(plain, separators=(",", ":")).encode()
    return body[:-1] + b',"crc":"%08x"}\n' % zlib.crc32(body)


def plain(**changes: object) -> dict[str, object]:
    said = json.loads(encode(event()))
    del said["crc"]
    return said | changes


def test_the_line_has_the_agreed_fields_in_order_and_the_checksum_of_the_rest_last():
    line = encode(event(outcome="chased", until=date(2026, 11, 25)))
    said = json.loads(line)
    assert list(said) == ["v", "id", "lam", "at", "by", "op", "key", "ep", "after", "arg", "was", "crc"]
    assert said["at"] == "2026-11-22T01:14:00Z"
    assert said["arg"] == {"outcome": "chased", "until": "2026-11-25"}
    body, _, _ = line.rpartition(b',"crc":')
    assert said["crc"] == f"{zlib.crc32(body + b'}'):08x}"
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1


@given(EVENT)
def test_what_is_read_back_is_what_was_written_but_for_the_cleaning(written: Event):
    first = decode(encode(written))
    assert isinstance(first, Event)
    assert first.lam == written.lam
    assert first.at == written.at
    assert first.arg.until == written.arg.until
    again = decode(encode(first))
    assert isinstance(again, Event)
    assert encode(again) == encode(first)
    for text in (first.id, first.by, first.key, first.arg.who, first.was.name, *first.after):
        assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c in "\u202e\u200b\u2028" for c in text)


@given(EVENT, st.data())
def test_a_line_with_one_byte_changed_never_says_something_else(written: Event, data: st.DataObject):
    line = encode(written).rstrip(b"\n")
    place = data.draw(st.integers(0, len(line) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda b: b != line[place]))
    assert not isinstance(decode(line[:place] + bytes([byte]) + line[place + 1 :]), Event)


@given(EVENT, st.data())
def test_a_torn_line_is_damaged(written: Event, data: st.DataObject):
    line = encode(written)
    assert isinstance(decode(line[: data.draw(st.integers(0, len(line) - 2))]), Damaged)


@given(st.binary(max_size=200))
def test_garbage_is_damaged_and_never_raises(garbage: bytes):
    assert isinstance(decode(garbage), Damaged | Newer)


@pytest.mark.parametrize("garbage", [b"\0" * 300, b"[" * 4000, b"null", b"{}", b'{"v":0}', b'{"v":true}', b"\xff\xfe"])
def test_known_kinds_of_garbage(garbage: bytes):
    assert isinstance(decode(garbage), Damaged)


def test_a_line_of_a_newer_version_is_kept_as_such():
    line = encode(event()).replace(b'"v":1', b'"v":7')
    assert decode(line) == Newer(7, line.rstrip(b"\n"))


def test_an_unknown_field_of_this_version_does_not_hide_the_mark():
    got = decode(signed(plain(extra={"x": 1})))
    assert isinstance(got, Event)
    assert got.by == "李敏"


@pytest.mark.parametrize(("lam", "counts"), [(1 << 40, 1 << 40), ((1 << 40) + 1, 0), (10**30, 0), (-3, 0)])
def test_a_counter_out_of_bounds_counts_as_nothing(lam: int, counts: int):
    got = decode(signed(plain(lam=lam)))
    assert isinstance(got, Event)
    assert got.lam == counts


@pytest.mark.parametrize("at", ["2026-11-22T01:14:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59Z", "soon"])
def test_a_time_that_is_none_is_damage(at: str):
    assert isinstance(decode(signed(plain(at=at))), Damaged)


def test_times_of_another_zone_are_told_in_utc():
    there = NOW.astimezone(timezone(timedelta(hours=8)))
    got = decode(encode(event(at=there)))
    assert isinstance(got, Event)
    assert got.at == NOW
    assert got.at.tzinfo is UTC


def test_a_mark_longer_than_a_line_is_refused():
    assert len(encode(event(text="字" * 1200))) <= MAX_LINE
    with pytest.raises(ValueError, match="longer than 4096"):
        encode(event(text="字" * 1300))


def test_words_keep_their_newlines_and_names_do_not():
    got = decode(encode(event(text="一\n二", by="李\n敏")))
    assert isinstance(got, Event)
    assert (got.arg.text, got.by) == ("一\n二", "李 敏")
