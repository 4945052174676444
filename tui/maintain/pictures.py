"""The README's pictures, made by the program itself from the demo season of a fixed day.

`python -m tui.maintain.pictures docs` writes one for each line of PICTURES; the same season is the snapshot tests'
folder.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from data import wording
from data.demo import write_season
from data.feed.board_engine import Engine
from data.feed.officer_verbs import Feed
from data.feed.one_look import Glance
from data.feed.refusals_and_clock import Refused
from data.model import Board, Item
from data.settings import Settings
from tui.app.app import FairwatchApp
from tui.screens.context import Face

MOMENT = datetime(2026, 4, 28, 18, 2, tzinfo=Settings().zone)
"""A Tuesday before the May holiday, seven weeks before the season's first fair."""

SEED = 7
_Answer = TypeVar("_Answer")
FONTS = "'DejaVu Sans Mono', Menlo, Consolas, 'Noto Sans Mono CJK SC', 'Sarasa Mono SC', monospace"
"""Western signs first: in some Chinese fonts the lines of boxes are two cells wide."""

PICTURES: tuple[tuple[str, Face, tuple[int, int], tuple[str, ...]], ...] = (
    ("desk", "desk", (120, 40), ()),
    ("units", "desk", (120, 32), ("1", "1")),
    ("evidence", "desk", (120, 32), ("1", "1", "enter", "down", "down")),
    ("problems", "desk", (120, 32), ("x",)),
    ("field", "field", (80, 24), ()),
    ("wall", "wall", (80, 24), ()),
)
"""Name, face, size, and the keys that lead there."""


def whole_board(folder: Path) -> Board:
    """The board of `folder` at MOMENT, after the whole folder has been read."""
    with Glance(folder, clock=lambda: MOMENT) as glance:
        if not glance.reached:
            raise RuntimeError(f"{folder} could not be read in time")
        return glance.board()


class Still(Feed):
    """A feed that says one board and then nothing: a picture does not move."""

    def __init__(self, board: Board) -> None:
        self._board = board

    def boards(self) -> Iterator[Board]:
        """The one board."""
        yield self._board

    def refresh(self) -> None:
        """Nothing to look at."""

    def close(self) -> None:
        """Nothing to close."""

    def _at_hand(self) -> None:
        return None  # nobody marks in a picture

    def _item(self, engine: Engine, key: str) -> Item | None:
        return self._board.item(key)

    def _where_boards_are_made(self, work: Callable[[Engine], _Answer]) -> _Answer:
        raise Refused("read_only")


async def picture(board: Board, face: Face, size: tuple[int, int], keys: Sequence[str]) -> str:
    """The SVG of one screen."""
    app = FairwatchApp(Still(board), by="", face=face, zone=Settings().zone, clock=lambda: MOMENT)
    async with app.run_test(size=size) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        return own_fonts(app.export_screenshot(title=f"fairwatch · {board.place}"))


def own_fonts(svg: str) -> str:
    """The picture in the reader's own fonts: nothing is fetched from elsewhere to look at it."""
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    return re.sub(r"font-family: Fira Code, monospace", f"font-family: {FONTS}", svg)


def main() -> None:
    """Write the pictures into the folder named on the command line."""
    wording.use("zh")
    into = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as home:
        for variable in ("XDG_CACHE_HOME", "XDG_STATE_HOME"):
            os.environ[variable] = home
        season = Path(home) / "season"
        write_season(season, MOMENT.date(), SEED)
        board = whole_board(season)
    for name, face, size, keys in PICTURES:
        (into / f"{name}.svg").write_text(asyncio.run(picture(board, face, size, keys)), encoding="utf-8")


if __name__ == "__main__":
    main()
