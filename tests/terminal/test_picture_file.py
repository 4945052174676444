"""Where a picture is kept and what it is filed under; what is no picture is never drawn."""

from __future__ import annotations

import os
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.feed.own_files import own_files
from tui.terminal.picture_file import FORMAT, LARGEST, MOST, SHIFT, FiledUnder, Picture, drawable

SIZE = (80, 24)
TYPED = ["--lang", "zh", "season"]
KEPT = Picture("\x1b[2H签约\x1b[1;38;5;178m 12\x1b[m", "\x1b[1Hfresh", "\x1b[1H\x1b[7mold", 1000.0)


def kept(words: list[str] = TYPED) -> Path:
    """The file of KEPT."""
    filed = FiledUnder(words)
    filed.keep(SIZE, KEPT)
    return Path(filed.path(filed.key(SIZE)))


def found(words: list[str] = TYPED, size: tuple[int, int] = SIZE) -> str | None:
    picture = FiledUnder(words).find(size)
    return picture and picture.frame


def test_a_picture_is_found_as_it_was_kept_and_is_its_owners_alone():
    file = kept()
    picture = FiledUnder(TYPED).find(SIZE)
    assert picture is not None
    assert vars(picture) == vars(KEPT)
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700


def test_it_lies_in_the_programs_own_cache_wherever_that_is(monkeypatch, tmp_path):
    for given_ in (str(tmp_path / "cache"), "", "  "):
        monkeypatch.setenv("HOME", str(tmp_path))
        monkeypatch.setenv("XDG_CACHE_HOME", given_)
        monkeypatch.setenv("XDG_STATE_HOME", given_)
        here = own_files(tmp_path)
        assert FiledUnder(TYPED).directory == str(here.cache / "pictures")
        assert FiledUnder(TYPED).state == str(here.terminal.parent)


@pytest.mark.parametrize("words", [["season"], ["wall", "season"], [*TYPED, "--no-picture"], ["--lang zh season"], []])
def test_another_command_line_has_no_part_in_it(words):
    kept()
    assert found(words) is None


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("TERM", "vt220"),
        ("NO_COLOR", "1"),
        ("LANG", "zh_CN.UTF-8"),
        ("SSH_TTY", "/dev/pts/1"),
        ("TMUX", "/tmp/tmux"),
        ("TEXTUAL_FPS", "3"),
        ("COLUMNS", "70"),
    ],
)
def test_nor_has_a_terminal_that_is_drawn_otherwise(monkeypatch, variable, value):
    kept()
    monkeypatch.setenv(variable, value)
    assert found() is None


def test_two_logins_from_afar_share_one(monkeypatch):
    monkeypatch.setenv("SSH_TTY", "/dev/pts/1")
    kept()
    monkeypatch.setenv("SSH_TTY", "/dev/pts/2")
    assert found() == KEPT.frame


def test_nor_has_another_size_place_or_theme(monkeypatch, tmp_path):
    kept()
    assert found(size=(80, 25)) is None
    theme = Path(FiledUnder(TYPED).state) / "terminal.json"
    theme.parent.mkdir(parents=True)
    theme.write_text('{"theme": "light"}')
    assert found() is None
    theme.unlink()
    assert found() == KEPT.frame
    monkeypatch.chdir(tmp_path)
    assert found() is None


def packed(whole: bytes, length: int | None = None) -> bytes:
    key = FiledUnder(TYPED).key(SIZE)
    head = f"{FORMAT} k1000 {len(key)} {len(whole) if length is None else length}\n".encode()
    return head + key + zlib.compress(whole)


def linked(file: Path) -> None:
    file.rename(file.with_name("elsewhere"))
    file.symlink_to(file.with_name("elsewhere"))


SPOILT: dict[str, Callable[[Path], object]] = {
    "a link": linked,
    "a directory": lambda file: (file.unlink(), file.mkdir()),
    "others may read it": lambda file: file.chmod(0o640),
    "a pipe": lambda file: (file.unlink(), os.mkfifo(file, 0o600)),
    "another version": lambda file: file.write_bytes(file.read_bytes().replace(b"picture 1", b"picture 2")),
    "unpacks to more than it says": lambda file: file.write_bytes(packed(b"a\0b\0" + b"c" * 9999, 9)),
    "unpacks to too much": lambda file: file.write_bytes(packed(b"a\0b\0" + b"c" * LARGEST)),
    "too long": lambda file: file.write_bytes(file.read_bytes() + b" " * LARGEST),
    "not UTF-8": lambda file: file.write_bytes(packed(b"a\0b\0\xff")),
    "a part is missing": lambda file: file.write_bytes(packed(b"a\0b")),
    "a part is too much": lambda file: file.write_bytes(packed(b"a\0b\0c\0d")),
    "another's clipboard": lambda file: file.write_bytes(packed(b"a\0b\0\x1b]52;c;eA==\x07")),
}


@pytest.mark.parametrize("how", SPOILT)
def test_what_is_no_picture_of_ours_is_not_drawn(how):
    SPOILT[how](kept())
    assert found() is None


def test_a_file_that_was_cut_off_anywhere_or_whose_bytes_changed_is_not_drawn_as_another():
    file = kept()
    whole = file.read_bytes()
    for length in range(0, len(whole), 5):
        file.write_bytes(whole[:length])
        assert found() is None
    for at in range(0, len(whole), 5):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert found() in (None, KEPT.frame)


@pytest.mark.parametrize(
    "frame",
    [
        "\x1b]52;c;eA==\x07",
        "\x1b[2J",
        "\x1b[6n",
        "\x1b[?1049l",
        "\x1bc",
        "\x9b6n",
        "a\nb",
        "a\rb",
        "a\x07",
        "\x1b[1;1",
        "\x1b[",
        "\u202eabc",
        "\x1b[>1m",
        "\x1b[1 H",
        "a\u2028b",
    ],
)
def test_only_moves_colours_and_letters_are_drawn(frame):
    assert not drawable(frame)
    assert not drawable("签约\x1b[1m" + frame + "12")


def test_a_picture_that_may_not_be_drawn_is_not_kept():
    FiledUnder(TYPED).keep(SIZE, Picture("\x1b[6n", "", "", 0.0))
    assert found() is None


@given(st.text(st.characters(categories=["L", "N", "P", "S"])), st.integers(1, 999), st.integers(1, 999))
def test_letters_signs_and_blanks_are(text, row, column):
    assert drawable(f"\x1b[{row};{column}H{text} \u3000\x1b[0;38;2;1;2;3m{text}\x1b[m")


def test_after_a_shift_or_with_a_clock_put_back_it_says_that_it_is_old():
    assert KEPT.said(KEPT.kept_at) == KEPT.said(KEPT.kept_at + SHIFT) == KEPT.fresh
    assert KEPT.said(KEPT.kept_at + SHIFT + 1) == KEPT.said(KEPT.kept_at - 1) == KEPT.old


def test_who_starts_again_at_once_is_told_no_old_picture():
    FiledUnder(TYPED).keep(SIZE, Picture(KEPT.frame, KEPT.fresh, KEPT.old, 1_780_000_000.7))
    picture = FiledUnder(TYPED).find(SIZE)
    assert picture is not None
    assert picture.said(1_780_000_000.8) == KEPT.fresh


def test_only_the_newest_are_kept_and_all_can_be_forgotten():
    for number in range(MOST + 3):
        file = kept([str(number)])
        os.utime(file, (time.time() - 100 + number,) * 2)
    assert [found([str(number)]) is not None for number in range(MOST + 3)] == [False] * 3 + [True] * MOST
    FiledUnder([]).forget()
    assert not list(file.parent.iterdir())
    FiledUnder([]).forget()


def test_a_link_in_the_place_of_the_file_is_replaced_and_not_followed(tmp_path):
    file = kept()
    file.unlink()
    file.symlink_to(tmp_path / "somebody's")
    kept()
    assert found() == KEPT.frame
    assert not (tmp_path / "somebody's").exists()
