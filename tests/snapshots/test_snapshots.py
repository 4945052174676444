"""Pictures of the duty screen on the demo season of a fixed day, each beside one asserted fact.

To take a picture that changed on purpose anew: `pytest tests/snapshots/test_snapshots.py --snapshot-update`; look at
it first.
"""

from datetime import date, datetime
from pathlib import Path

import pytest
from helpers.app import ZONE, MemoryFeed, app_on, shown, until
from helpers.colour import drawn
from textual.color import Color

from data import wording
from data.demo import write_season
from data.feed.glance import Glance
from data.model import Board
from data.settings import THEMES
from tui.app.themed import Dress
from tui.terminal.themes import BY_NAME
from widgets.views import PAGES
from widgets.views.sheet_panel import SheetPanel

DAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, 14, tzinfo=ZONE)


@pytest.fixture(scope="module", params=wording.LANGUAGES)
def spoken(request, tmp_path_factory) -> tuple[str, Board]:
    """The demo season's board in each language, read through the real feed: what is owed is worded with it."""
    wording.use(request.param)
    home: Path = tmp_path_factory.mktemp("snapshots")
    with pytest.MonkeyPatch.context() as patch:
        for variable in ("XDG_CACHE_HOME", "XDG_STATE_HOME"):
            patch.setenv(variable, str(home / variable.lower()))
        write_season(home / "season", DAY, 7)
        with Glance(home / "season", read_only=True, clock=lambda: NOW, wait=60) as look:
            assert look.reached
            return request.param, look.board(DAY)


SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40), (240, 60)], ids=lambda size: f"{size[0]}x{size[1]}")


@SIZES
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
    rate = f"{season.headline.completion * 100:.1f}%"
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


@SIZES
@pytest.mark.parametrize("page", PAGES)
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
