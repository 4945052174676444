"""Ledgers that are being saved while they are watched: only what was really saved is ever shown, and nothing is amiss.

Five programs save at once, each its own ledger in its own way, several times with other totals.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

import pytest
from helpers.feed import Opened, put, season
from helpers.intake import csv_text, xlsx
from helpers.saver import HOW, start

from data.model import Board, Severity

HEADER = ["项目名称", "责任单位", "合同引资额(万元)", "签约类型", "项目阶段", "签约日期"]
FILES = {
    "excel": "表格.xlsx",
    "wps": "金山.xlsx",
    "libreoffice": "自由.ods.csv",
    "in_place": "就地.csv",
    "slow_copy": "拷贝.xlsx",
}
UNITS = {how: f"{how}园区" for how in FILES}
VERSIONS = (11, 22, 33, 44)
ROWS = 40


def ledger(how: str, each: int) -> bytes:
    """Many rows of one unit: a version read in part would show another total, and one read twice too."""
    rows = [HEADER, *([f"{how}第{n}号项目", UNITS[how], each, "合同", "签约", "2026-03-04"] for n in range(ROWS))]
    return csv_text(rows).encode() if FILES[how].endswith(".csv") else xlsx(rows)


@dataclass
class Seen:
    """What all boards of the run showed."""

    figures: dict[str, list[Decimal]] = field(default_factory=lambda: {how: [] for how in FILES})
    wrong: set[str] = field(default_factory=set)
    states: set[str] = field(default_factory=set)

    def take(self, board: Board) -> None:
        for progress in board.progress:
            for how, unit in UNITS.items():
                self.figures[how] += [u.signed for u in progress.units if u.unit == unit]
        self.states.add(board.folder.state)
        for source in board.sources:
            told = (source.why, *source.problems)
            self.wrong |= {f"{source.file} {p.code}" for p in told if p and p.severity is Severity.PROBLEM}
            if source.state in ("failed", "held"):
                self.wrong.add(f"{source.file} {source.state}")


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """Every board from before the first save until after the last one."""
    folder, found = season(tmp_path_factory.mktemp("saves") / "season"), Seen()
    put(folder / "单位2.csv", csv_text([["单位", "类别"], *([unit, "园区"] for unit in UNITS.values())]), age=3600)
    put(folder / "fairwatch.toml", "[files]\nrest_csv = 1.0\nrest_workbook = 1.0\nscan_seconds = 0.5\n")
    for how, file in FILES.items():
        (folder / file).write_bytes(ledger(how, VERSIONS[0]))
    with pytest.MonkeyPatch.context() as patch:
        home = tmp_path_factory.mktemp("home")
        for variable in ("XDG_CACHE_HOME", "XDG_STATE_HOME"):
            patch.setenv(variable, str(home / variable))
        with Opened(folder) as opened:
            opened.wait(lambda b: _shows(b, VERSIONS[0]), 30)
            savers = [start(how, folder / FILES[how], [ledger(how, n) for n in VERSIONS[1:]]) for how in HOW]

            def last(board: Board) -> bool:
                found.take(board)
                return _shows(board, VERSIONS[-1])

            opened.wait(last, 60)
            assert [saver.wait(30) for saver in savers] == [0] * len(savers)
    return found


def _shows(board: Board, each: int) -> bool:
    signed = {u.unit: u.signed for progress in board.progress for u in progress.units}
    return all(signed.get(unit) == each * ROWS for unit in UNITS.values())


@pytest.mark.parametrize("how", HOW)
def test_no_board_ever_shows_a_figure_that_nobody_saved(seen: Seen, how: str) -> None:
    figures = seen.figures[how]
    assert set(figures) <= {Decimal(each * ROWS) for each in VERSIONS}
    assert figures == sorted(figures)  # no older version comes back
    assert figures[-1] == VERSIONS[-1] * ROWS


def test_no_save_is_ever_shown_as_something_wrong(seen: Seen) -> None:
    assert seen.wrong == set()
    assert seen.states == {"ok"}
