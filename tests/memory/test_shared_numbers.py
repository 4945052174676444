"""Units that each number their projects for themselves: what one project's row says is no news of another's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from helpers.watchers import ZONE_NOW, SharedFolder, Watcher

from data.feed.known_then import Past, changes_since

DAY = timedelta(days=1)
HEADER = "项目编号,项目名称,责任单位,合同金额(亿元),签约时间,合同类型,推进阶段,更新日期,最新进展\n"
TODAY = date(2026, 5, 20)


def row(name: str, unit: str, words: str, dated: str, stage: str = "签约", number: str = "2026001") -> str:
    return f"{number},{name},{unit},1,2026-02-01,合同,{stage},{dated},{words}\n"


OLD = row("铝材", "甲县", "等用地批复", "2026-03-02")
NEW = row("沙棘", "乙县", "厂房封顶", "2026-05-17")


@pytest.fixture
def folder() -> SharedFolder:
    found = SharedFolder()
    found.put("甲县.csv", HEADER + OLD, ZONE_NOW - 5 * DAY)
    found.put("乙县.csv", HEADER + NEW, ZONE_NOW - 5 * DAY)
    return found


@pytest.fixture
def watcher(tmp_path: Path, folder: SharedFolder) -> Iterator[Watcher]:
    opened = Watcher(tmp_path / "s", folder)
    yield opened
    opened.close()


def stalled(watcher: Watcher) -> dict[str, date | None]:
    watcher.visit()
    return {item.project: item.last_evidence for item in watcher.board().stalled}


def test_what_one_unit_reports_hides_no_stall_of_another(watcher: Watcher) -> None:
    assert stalled(watcher) == {"铝材": date(2026, 3, 2)}


def test_a_ledger_of_both_tells_them_apart_too(watcher: Watcher, folder: SharedFolder) -> None:
    folder.put("甲县.csv", HEADER, ZONE_NOW - 4 * DAY)
    folder.put("乙县.csv", HEADER + NEW + OLD, ZONE_NOW - 4 * DAY)
    assert stalled(watcher) == {"铝材": date(2026, 3, 2)}


def test_a_project_that_is_called_otherwise_under_its_number_tells_no_old_words_anew(
    watcher: Watcher, folder: SharedFolder
) -> None:
    watcher.visit()
    renamed = OLD.replace("铝材", "铝型材压铸").replace("2026-03-02", "2026-05-18")
    folder.put("甲县.csv", HEADER + renamed, ZONE_NOW - DAY)
    assert stalled(watcher) == {"铝型材压铸": date(2026, 3, 2)}


def test_a_stage_that_one_moved_on_to_is_no_move_of_the_other(watcher: Watcher, folder: SharedFolder) -> None:
    watcher.visit()
    folder.put("乙县.csv", HEADER + NEW.replace("签约", "落地"), ZONE_NOW - DAY)
    watcher.visit()
    moves = watcher.recollection.says_by(TODAY).stage_moves
    assert [key.partition("\x1f")[2] for key in moves] == ["沙棘"]


def test_a_shift_hears_of_each_for_itself(watcher: Watcher, folder: SharedFolder) -> None:
    watcher.visit()
    season, board = watcher.shelf.season, watcher.board()
    folder.put(
        "乙县.csv", HEADER + NEW.replace("签约", "落地") + row("光热", "乙县", "洽谈中", "2026-05-18"), ZONE_NOW - DAY
    )
    watcher.visit()
    found = changes_since(Past(ZONE_NOW, season, None), board, watcher.shelf.season, watcher.board())
    assert [(change.what, change.project) for change in found] == [("listed", "光热"), ("stage", "沙棘")]
    assert {change.key for change in found} == {"project/2026001"}
