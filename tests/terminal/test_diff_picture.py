"""Colours by the shortest way, and the picture that is made of a screen's cells."""

from __future__ import annotations

import pyte
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.terminal.diff_cells import Cells
from tui.terminal.diff_colours import OFF, added, colours_of, turn
from tui.terminal.diff_picture import picture_of

INKS = ["", "31", "97", "38;5;178", "38;2;1;2;3"]
GROUNDS = ["", "44", "103", "48;5;234", "48;2;48;58;70"]
COLOURS = st.builds(
    lambda attributes, ink, ground: ";".join(part for part in (*sorted(attributes, key=int), ink, ground) if part),
    st.sets(st.sampled_from(sorted(OFF, key=int))),
    st.sampled_from(INKS),
    st.sampled_from(GROUNDS),
)


def drawn(*sequences: str) -> object:
    """A letter on a terminal after these sequences."""
    screen = pyte.Screen(4, 1)
    pyte.Stream(screen).feed("".join(sequences) + "x")
    return screen.buffer[0][0]


@given(COLOURS, COLOURS)
def test_a_turn_leads_from_any_colours_to_any_others_and_is_never_longer_than_to_begin_anew(before, after):
    first = f"\x1b[{before}m" if before else ""
    whole = f"\x1b[0;{after}m" if after else "\x1b[m"
    step = turn(before, after)
    assert drawn(first, step) == drawn(whole)
    assert len(step) <= len(whole)
    assert (added(before, step.removeprefix("\x1b[").removesuffix("m")) if step else before) == after


@given(COLOURS)
def test_colours_read_back_as_they_were_written(colours):
    assert str(colours_of(colours)) == added("", colours) == colours


WIDTH = 20
GROUND, CURSOR, PANEL = "38;5;252;48;5;233", "1;38;5;252;48;5;238", "1;38;5;75;48;5;235"
FRAME = (
    f"\x1b[1;1H\x1b[{PANEL}m{'云川市  09:14'.ljust(WIDTH - 3)}\x1b[0m"
    f"\x1b[2;1H\x1b[{CURSOR}m{'›用地预审 逾期'.ljust(WIDTH - 6)}\x1b[0m"
    f"\x1b[3;1H\x1b[{GROUND}m{' 环评批复 今日'.ljust(WIDTH - 6)}\x1b[0m"
    f"\x1b[4;1H\x1b[{GROUND}m{'m处理'.ljust(WIDTH - 2)}\x1b[0m\x1b[2;1H"
)


def shown(frame: str = FRAME) -> Cells:
    cells = Cells()
    cells.fit((WIDTH, 4))
    cells.read(frame)
    cells.changes()
    return cells


def lines(*frames: str) -> pyte.Screen:
    screen = pyte.Screen(WIDTH, 4)
    stream = pyte.Stream(screen)
    for frame in frames:
        stream.feed(frame)
    return screen


def test_in_a_picture_no_row_is_chosen_and_no_key_offered():
    picture = picture_of(shown().sent, [(0, 1, WIDTH)], "上次画面 09:14", "旧画面 11-30 09:14", 5.0)
    assert picture is not None
    screen = lines(picture.frame, picture.fresh)
    text = [line.rstrip() for line in screen.display]
    assert [line.replace(" ", "") for line in text] == ["上次画面09:14", "用地预审逾期", "环评批复今日", ""]
    assert {(cell.bg, cell.bold) for y in (1, 2) for cell in screen.buffer[y].values()} == {("121212", False)}
    old = lines(picture.frame, picture.old)
    assert old.buffer[0][1].reverse
    assert not screen.buffer[0][1].reverse


def test_the_layer_reads_the_picture_back_and_sends_only_what_the_board_has_otherwise():
    cells = shown()
    picture = picture_of(cells.sent, [(0, 1, WIDTH)], "上次画面 09:14", "旧画面", 5.0)
    assert picture is not None
    drawn_ = picture.frame + picture.fresh
    fresh = Cells()
    fresh.fit((WIDTH, 4))
    fresh.shown(drawn_)
    fresh.read(FRAME)
    changes = fresh.changes()
    assert "环评" not in changes
    assert len(changes) < len(drawn_)
    assert lines(drawn_, changes).buffer == lines(FRAME).buffer


def test_of_a_screen_that_is_not_known_whole_there_is_no_picture():
    cells = Cells()
    cells.fit((WIDTH, 4))
    assert picture_of(cells.sent, [], "", "", 0.0) is None
    cells.read("\x1b[1;1Honly this")
    cells.changes()
    assert picture_of(cells.sent, [], "", "", 0.0) is None


@given(st.text(st.sampled_from("上次画面 09:14·"), max_size=40))
def test_the_first_line_takes_its_width_whatever_it_says(words):
    picture = picture_of(shown().sent, [], words, words, 5.0)
    assert picture is not None
    for line in (picture.fresh, picture.old):
        text = "".join(piece.partition("m")[2] or piece.partition("H")[2] for piece in line.split("\x1b["))
        assert cell_len(text) == WIDTH
