"""Blobs on their way to the folder and back: what is wrong is told, what is right is kept at this station."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.feed.blob_desk import BlobDesk, digest_of
from data.processes.reader_messages import BlobSaid, GetBlob, PutBlob

NAME = "issued/aaaa.r1.1.json"


def sent(desk: BlobDesk) -> list[PutBlob | GetBlob]:
    """What the reader is told now."""
    told: list[PutBlob | GetBlob] = []
    desk.send(told.append)
    return told


def test_a_reader_that_is_replaced_is_told_again_what_it_had_not_answered(tmp_path: Path) -> None:
    desk = BlobDesk(tmp_path, keeps=True)
    put, get = desk.wish(NAME, b"x"), desk.wish("issued/b.json")
    first = sent(desk)
    assert first == [PutBlob(1, NAME, b"x"), GetBlob(2, "issued/b.json")]
    assert sent(desk) == []
    desk.answered(BlobSaid(2, b"y"))
    desk.reader_replaced()
    assert sent(desk) == first[:1]
    desk.answered(BlobSaid(1))
    desk.answered(BlobSaid(7, b"?"))  # nobody asked
    assert (put.done.is_set(), put.why, get.got) == (True, "", b"y")
    desk.give_up(desk.wish(NAME))
    assert sent(desk) == []


@pytest.mark.parametrize("keeps", [True, False])
def test_only_what_the_mark_names_is_kept(tmp_path: Path, keeps: bool) -> None:
    desk, digest = BlobDesk(tmp_path, keeps=keeps), digest_of(b"whole")
    for said, fault in (
        (BlobSaid(0, b"other"), "issued_altered"),
        (BlobSaid(0, None), "issued_missing"),
        (BlobSaid(0, why="Input/output error"), "issued_unreachable"),
        (None, "issued_unreachable"),
        (BlobSaid(0, b"whole"), ""),
    ):
        wish = desk.wish(NAME)
        sent(desk)
        if said is not None:
            desk.answered(BlobSaid(wish.number, said.data, said.why))
        desk.read(wish, digest)
        assert desk.fault(NAME) == fault
        assert (desk.kept(NAME, digest) == b"whole") is (fault == "")
    assert desk.kept(NAME, digest_of(b"other")) is None
    assert (tmp_path / NAME).exists() is keeps


def test_what_is_kept_and_was_spoilt_is_not_used(tmp_path: Path) -> None:
    desk = BlobDesk(tmp_path, keeps=True)
    desk.keep(NAME, b"whole")
    assert (tmp_path / NAME).stat().st_mode & 0o077 == 0
    (tmp_path / NAME).write_bytes(b"spoilt")
    assert desk.kept(NAME, digest_of(b"whole")) is None
