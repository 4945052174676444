"""A board of given values is the feed's own: to build one, nobody needs an engine, a desk of marks or a shelf."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from helpers.app import ZONE
from helpers.demo import read_folder
from helpers.feed import gone_for_long
from helpers.marks import segments

from data.demo import write_season
from data.export.board_json import to_json
from data.feed.file_states import columns_read
from data.feed.known_then import said_by
from data.feed.one_look import Glance
from data.ledgers.season import Season, season_of
from data.marks.fold_marks import Fold
from data.marks.logged_visits import logged_visits
from data.model import Board, MarkRequest, ProblemItem
from data.rules.board import build
from data.rules.board_inputs import FilesSay, HistorySays, MarksSay
from data.settings import RuleSettings, Settings, parse

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, 14, tzinfo=ZONE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_season(tmp_path / "season", TODAY)
    return tmp_path / "season"


def season_in(folder: Path) -> tuple[Season, Settings]:
    """The season by intake alone, each row with the columns of its ledger."""
    read = read_folder(folder, TODAY.year)
    return season_of(read.records, {name: columns_read(one) for name, one in read.readings.items()}), read.settings


def marks_in(folder: Path, settings: Settings) -> MarksSay:
    """What the lines of the folder's journals say, folded."""
    fold = Fold(settings.marks.unchanged_days, settings.zone)
    fold.add(line for path in segments(folder) for line in path.read_bytes().splitlines())
    item = partial(fold.item, today=TODAY)
    return MarksSay(item, fold.excluded(), logged_visits(fold, settings.zone), fold.project_logs())


def files_of(board: Board) -> FilesSay:
    """What the feed found of its files, handed on as it is."""
    return FilesSay(board.sources, (), board.data_at, board.folder, board.marks)


def test_the_demo_seasons_board_is_built_without_engine_desk_and_shelf(folder: Path) -> None:
    with Glance(folder, clock=lambda: NOW, wait=60) as glance:
        before = glance.board()
        wrong = next(one for one in before.faults if isinstance(one, ProblemItem) and one.markable and one.row)
        glance.mark(MarkRequest(wrong.key, "act", "excluded", seen=wrong.episode, text="与上级台账重复"), "李敏")
        visited, idle = before.stalled[:2]
        glance.mark(MarkRequest(visited.key, "log", "visit", text="已到现场"), "李敏")
        glance.mark(MarkRequest(idle.key, "act", "chased", seen=idle.episode), "李敏")
        assert glance.deliver(60)
        shown = glance.board()
    season, settings = season_in(folder)
    first_look = {key: said.dated for key, said in said_by(season).items() if said.words}
    history = HistorySays({key: day if day and day <= TODAY else None for key, day in first_look.items()})
    marks = marks_in(folder, settings)
    rules = RuleSettings.of(settings)
    given = build(season, rules, as_of=TODAY, now=NOW, marks=marks, history=history, files=files_of(shown))
    assert (len(shown.decisions), len(marks.visits), shown.stalled[1].marks.state) == (1, 1, "waiting")
    assert to_json(given) == to_json(shown)
    assert to_json(given) != to_json(build(season, rules, as_of=TODAY, now=NOW, files=files_of(shown)))


def test_so_is_a_board_of_what_was_known_on_an_earlier_day(folder: Path) -> None:
    earlier = TODAY - timedelta(days=2)
    with Glance(folder, clock=lambda: NOW - timedelta(days=2), wait=60) as glance:
        glance.board()
    gone = sorted(path for path in folder.rglob("*项目*") if path.is_file())[0]
    gone_for_long(gone)
    with Glance(folder, clock=lambda: NOW, wait=60) as glance:
        now = glance.board()
        past, known = glance.engine.past(earlier), glance.engine.recollection
        then = glance.engine.board_of(past)
    season, _ = season_in(folder)
    settings = parse((folder / "fairwatch.toml").read_text("utf-8"))
    history = known.says_on(past.day)
    rules = RuleSettings.of(settings)
    given = build(past.season, rules, as_of=past.day, now=NOW, history=history, files=files_of(then))
    assert len(past.season.projects) > len(season.projects)
    assert to_json(given) == to_json(then)
    assert len(then.projects) > len(now.projects)
