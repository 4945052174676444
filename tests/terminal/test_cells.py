"""Cells: what a terminal shows after the changes is what it would show after the frames themselves."""

from __future__ import annotations

import random

import pyte
import pytest
from rich.cells import cell_len

from tui.terminal.diff_cells import Cells, UnreadableFrame, cells_of

WIDTH, HEIGHT = 24, 5
WORDS = ["北川工业园", "ok ", "签约", "█████", "·┃·", "a", "  ", "12.5", "±5", "…"]
COLOURS = ["", "1;31", "38;5;231;48;5;16", "7", "1;38;5;178;48;5;234"]


def frame(chance: random.Random) -> str:
    """Whole stretches of some lines, as Textual writes them: no wide letter is ever cut in two."""
    out = []
    for y in sorted(chance.sample(range(HEIGHT), chance.randint(1, HEIGHT))):
        text, colours = "", []
        while True:
            word = chance.choice(WORDS)
            if cell_len(text) + cell_len(word) > WIDTH:
                break
            text += word
            colours.append((word, chance.choice(COLOURS)))
        colours.append((" " * (WIDTH - cell_len(text)), chance.choice(COLOURS)))
        line = "".join(f"\x1b[{sgr}m{word}\x1b[0m" if sgr else word for word, sgr in colours)
        out.append(f"\x1b[{y + 1};1H{line}")
    out.append(f"\x1b[{chance.randint(1, HEIGHT)};{chance.randint(1, WIDTH)}H")
    return "\n".join(out[:-1]) + out[-1]


def fitted() -> Cells:
    cells = Cells()
    cells.fit((WIDTH, HEIGHT))
    return cells


def screen() -> tuple[pyte.Screen, pyte.Stream]:
    it = pyte.Screen(WIDTH, HEIGHT)
    return it, pyte.Stream(it)


def picture(it: pyte.Screen) -> list[object]:
    return [[it.buffer[y][x] for x in range(WIDTH)] for y in range(HEIGHT)] + [(it.cursor.x, it.cursor.y)]


@pytest.mark.parametrize("seed", range(8))
def test_the_changes_show_what_the_frames_show(seed):
    chance = random.Random(seed)
    cells = fitted()
    (plain, to_plain), (diffed, to_diffed) = screen(), screen()
    for _ in range(60):
        one = frame(chance)
        to_plain.feed(one)
        cells.read(one)
        if chance.random() < 0.7:  # else the link is stalled and the next frame's changes tell of both
            to_diffed.feed(cells.changes())
            assert picture(diffed) == picture(plain)


def test_what_is_shown_already_is_not_sent_again():
    cells = fitted()
    cells.read("\x1b[1;1H\x1b[1;31m签约\x1b[0m 12\x1b[1;1H")
    assert "签约" in cells.changes()
    cells.read("\x1b[1;1H\x1b[1;31m签约\x1b[0m 13\x1b[1;1H")
    assert cells.changes() == "\x1b[1;7H3\x1b[1H"
    cells.read("\x1b[1;1H\x1b[1;31m签约\x1b[0m 13\x1b[1;1H")
    assert cells.changes() == ""


def test_after_a_terminal_lost_its_screen_all_of_it_is_sent():
    cells = fitted()
    cells.read("\x1b[1;1Hone\n\x1b[2;1Htwo\x1b[1;1H")
    first = cells.changes()
    cells.forget()
    assert cells.changes() == first


def test_half_a_wide_letter_that_is_written_over_is_blank():
    cells = fitted()
    cells.read("\x1b[1;1H签约\x1b[1;1H")
    cells.read("\x1b[1;2Hx\x1b[1;1H")
    assert cells.changes() == "\x1b[1H x约\x1b[1H"


def test_letters_that_join_stay_together():
    assert [word for word, _ in cells_of("e\u0301中", "")] == ["e\u0301", "中", ""]
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    assert "".join(word for word, _ in cells_of(family, "")) == family
    assert len(cells_of(family, "")) == cell_len(family)


@pytest.mark.parametrize("frame", ["\x1b[1;1H\x1b]8;;http://x\x07two\x1b[1;1H", f"\x1b[1;1H{'x' * 25}\x1b[1;1H"])
def test_a_frame_that_cannot_be_read_is_refused_whole_and_what_was_owed_is_still_owed(frame):
    cells = fitted()
    cells.read("\x1b[1;1Hone\x1b[1;1H")
    with pytest.raises(UnreadableFrame):
        cells.read(frame)
    assert "one" in cells.changes()


def test_on_another_size_nothing_of_the_old_screen_is_sent():
    cells = fitted()
    cells.read("\x1b[5;1Hone\x1b[1;1H")
    cells.fit((WIDTH, HEIGHT - 1))
    assert "one" not in cells.changes()
