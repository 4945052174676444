"""What the table of units says of those that were not heard, in both languages and at the sizes of every desk."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from helpers.board import fair_progress, sample_board, screen_text, unit
from textual.app import App, ComposeResult

from data.model import Board, Light, Standing, Uncounted, UnitProgress
from data.wording import use
from tui.screens.cards.unit import unit_fields
from tui.screens.wall.attention import AttentionPanel
from widgets.panels.totals import TotalsPanel
from widgets.panels.units_panel import UnitsPanel
from widgets.views.units_view import VIEW as UNITS


def _dark(name: str, kind: str, standing: Standing, **more: object) -> UnitProgress:
    base = unit(name, kind, "0.0", "40", None, None, 0)
    return replace(base, standing=standing, light=Light.NONE, flags=(), **more)  # type: ignore[arg-type]


UNREAD = _dark("甲县", "county", Standing.UNREAD, completion=None)
SILENT = _dark("溪桥县", "county", Standing.SILENT, completion=None)
PARTIAL = replace(
    _dark("乙县", "county", Standing.PARTIAL, uncounted=Uncounted(2, Decimal(215000))), flags=("unsettled",)
)
READ = (unit("云阳县", "county", "10.3", "40", 1, 2, 2), unit("丙县", "county", "5.0", "40", 2, 2, 1))


def board_with(*units: UnitProgress) -> Board:
    return replace(sample_board(), progress=(fair_progress(units=units, zero_signed=0),))


class Panels(App[None]):
    """The totals and the units of a board."""

    CSS = "TotalsPanel { height: 8; } TablePanel { height: 14; }"

    def __init__(self, board: Board) -> None:
        super().__init__()
        self.panels = (TotalsPanel(), UnitsPanel(number=1), AttentionPanel())
        for panel in self.panels:
            panel.board = board

    def compose(self) -> ComposeResult:
        yield from self.panels


async def said(board: Board, size: tuple[int, int]) -> str:
    app = Panels(board)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        return re.sub(r" +", " ", "\n".join(screen_text(app)))


WORDS = {
    "zh": ("— 待核", "台账未读入", "未收到台账", "暂列", "台账未读入 1个", "未收到台账 1个"),
    "en": ("to be checked", "ledger not read", "no ledger came", "ranks provisional", "not read 1", "came 1"),
}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_who_was_not_heard_is_said_whole_and_no_nought_is_shown_of_them(
    language: str, size: tuple[int, int]
) -> None:
    use(language)
    text = await said(board_with(*READ, PARTIAL, UNREAD, SILENT), size)
    for word in WORDS[language]:
        assert word in text, text
    for name in ("甲县", "溪桥县"):
        (line,) = (line for line in text.splitlines() if name in line)
        assert "—/40" in line or "0.0" not in line, line
        assert "0.0" not in line


async def test_what_is_to_be_checked_is_said_with_its_amount() -> None:
    use("zh")
    text = await said(board_with(*READ, PARTIAL), (120, 40))
    assert "待核 2个 21.5亿" in text
    assert dict(unit_fields(PARTIAL, fair_progress()))["台账"] == "待核 2个 21.5亿"


async def test_a_unit_that_was_not_heard_is_never_named_as_behind() -> None:
    use("zh")
    text = await said(board_with(PARTIAL, UNREAD, SILENT, unit("云阳县", "county", "39.0", "40", 1, 1, 2)), (120, 40))
    assert "台账已全部读入的单位均达序时" in text
    assert "各单位均" not in text


def test_the_card_of_a_unit_that_was_not_heard_knows_no_amount() -> None:
    use("zh")
    fields = dict(unit_fields(SILENT, fair_progress()))
    assert (fields["台账"], fields["已签"]) == ("未收到台账", "—")
    assert "缺口" not in "".join(fields.values())


def test_the_view_of_units_shows_no_nought_of_them() -> None:
    use("zh")
    board = board_with(*READ, UNREAD)
    rows = [row for group in UNITS.groups(board, board.progress[0].fair) for row in group.rows]
    row = next(row for row in rows if row.unit.unit == "甲县")
    cells = {col.column.id: col.cell(row) for col in UNITS.columns(board, rows)}
    assert [cells[name] for name in ("signed", "contracts", "planned", "gap")] == [[("—", "muted")]] * 4
