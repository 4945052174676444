"""Pictures of the duty screen and the figures on the demo season of a fixed day, each beside one asserted fact.

What has a picture stands in `DUTY` and `FIGURES`: every screen in Chinese on the desk's terminal and on the smallest.
In English, and on a wide wall, only where something else gives way: the rest would show the same once more. To take a
picture that changed on purpose anew: `pytest tests/snapshots/test_snapshots.py --snapshot-update`; look at it first.
"""

import pytest
from helpers.app import MemoryFeed, app_on, shown, until
from helpers.colour import drawn
from helpers.demo import NOW
from textual.color import Color

from data import wording
from data.model import Board
from data.settings import THEMES
from tui.app.themed import Dress
from tui.terminal.themes import BY_NAME
from widgets.views import PAGES
from widgets.views.sheet_panel import SheetPanel


@pytest.fixture
def spoken(request, demo_board) -> tuple[str, Board]:
    """The demo season's board in a language: what is owed is worded with it."""
    return request.param, demo_board(request.param)


SMALL, DESK, WIDE = (80, 24), (120, 40), (240, 60)
DUTY = (("zh", SMALL), ("zh", DESK), ("zh", WIDE), ("en", SMALL), ("en", DESK))
"""The duty screen: its panels stand otherwise at each size, and English heads are longer."""

FIGURES = (
    *(("zh", page, size) for page in PAGES for size in (SMALL, DESK)),
    ("zh", "units", WIDE), ("en", "units", SMALL), ("en", "leaders", SMALL), ("en", "owed", DESK),
)  # fmt: skip
"""Each page twice; the widest table at its widest, and where English leaves columns out."""


def named(value: object) -> str | None:
    """A size as people say it."""
    return f"{value[0]}x{value[1]}" if isinstance(value, tuple) else None


@pytest.mark.parametrize(("spoken", "size"), DUTY, ids=named, indirect=["spoken"])
def test_the_duty_screen(spoken, size, snap_compare):
    language, season = spoken
    wording.use(language)
    screens: list[str] = []

    async def ready(pilot) -> None:
        await until(pilot, lambda: "南屏园区" in shown(pilot.app))
        await pilot.pause()
        screens.append(shown(pilot.app))

    app = app_on(MemoryFeed(season), now=NOW, by="李敏")
    assert snap_compare(app, terminal_size=size, run_before=ready)
    rate = f"{season.leading.completion * 100:.1f}%"
    days = f"{season.fairs[0].days_left} 天" if language == "zh" else f"{season.fairs[0].days_left} days"
    assert rate in screens[0]
    assert days in screens[0]


# What the first row of each page's first view says, by the demo's own ledgers: its name, and one figure of it.
FIRST = {
    "units": ("云川高新产业园", "108.1%"),
    "stalled": ("智能电表", "1.86"),
    "owed": ("果蔬集散中心供电增容答复", ""),
    "preparation": ("", ""),
    "trips": ("", "19"),
    "departments": ("市自然资源局", "2"),
    "leaders": ("王主任", "15"),
}


@pytest.mark.parametrize(("spoken", "page", "size"), FIGURES, ids=named, indirect=["spoken"])
def test_the_screens_of_figures(spoken, page, size, snap_compare):
    language, season = spoken
    wording.use(language)
    screens: list[tuple[str, str, str]] = []

    async def ready(pilot) -> None:
        await until(pilot, lambda: pilot.app.first.board is not None)
        await pilot.press(*([str(PAGES[page].number)] * (1 if PAGES[page].number > 3 else 2)))
        await pilot.pause()
        panel = pilot.app.screen.query_one(SheetPanel)
        await until(pilot, lambda: panel.selected is not None)
        await pilot.pause()
        screens.append((panel.selected_name, panel.row_words(), shown(pilot.app)))

    app = app_on(MemoryFeed(season), now=NOW, by="李敏")
    assert snap_compare(app, terminal_size=size, run_before=ready)
    (name, row, screen) = screens[0]
    assert FIRST[page][0] in name
    assert FIRST[page][1] in row
    assert name[:6] in screen
    assert PAGES[page].word in screen


@pytest.mark.parametrize("theme", THEMES[1:])
@pytest.mark.parametrize("spoken", ["zh"], indirect=True)
def test_the_duty_screen_in_each_theme(spoken, theme, snap_compare):
    """The first theme is that of the pictures above."""
    grounds: set[object] = set()

    async def ready(pilot) -> None:
        await until(pilot, lambda: "南屏园区" in shown(pilot.app))
        await pilot.pause()
        grounds.update(one.ground for one in drawn(pilot.app))

    app = app_on(MemoryFeed(spoken[1]), now=NOW, by="李敏", dress=Dress(theme))
    assert snap_compare(app, terminal_size=(120, 40), run_before=ready)
    look = BY_NAME[theme]
    assert {Color.parse(colour).rgb for colour in (look.ground, look.panel, look.cursor)} <= grounds
