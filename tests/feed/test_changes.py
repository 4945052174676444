"""What changed since: each change with its row; what this station knew on an earlier day, and from when on it knows."""

from __future__ import annotations

import json
import os
import sqlite3
import time
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from helpers.cli import say
from helpers.season import AS_OF, project

from data.ledgers.kinds_and_columns import Amount, Project
from data.model import Basis, Place, Stage, Status
from data.rules.changes import changes
from data.station.history import History
from data.station.known_rows import RowSaid

MAY_1, MAY_9, MAY_20 = date(2026, 5, 1), date(2026, 5, 9), date(2026, 5, 20)


def compared(old: dict | None, new: dict | None) -> list[tuple[str, str, str, str]]:
    def rows(columns: dict | None) -> dict[str, Project]:
        base = {"name": "光热", "contracted": 100, "stage": Stage.SIGNED, "signed_on": "2017-03-01"}
        return {} if columns is None else {"k": project("甲县", **(base | columns))}

    found = changes(rows(old), rows(new), Basis.CONTRACTED, AS_OF)
    return [(c.group, c.what, c.before, c.after) for c in found]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (None, {}, [("new", "listed", "", "")]),
        ({}, None, [("gone", "unlisted", "", "")]),
        ({}, {}, []),
        ({}, {"stage": Stage.LANDED}, [("better", "stage", "signed", "landed")]),
        ({}, {"stage": Stage.TALKS}, [("worse", "stage", "signed", "in_talks")]),
        ({}, {"stage": None}, []),
        ({}, {"contracted": 120}, [("better", "amount", "100 CNY", "120 CNY")]),
        ({}, {"contracted": 80}, [("worse", "amount", "100 CNY", "80 CNY")]),
        ({}, {"contracted": None}, [("worse", "amount", "100 CNY", "")]),
        ({"contracted": None}, {}, [("better", "amount", "", "100 CNY")]),
        ({"signed_on": None}, {}, [("better", "signed", "", "2017-03-01")]),
        ({"signed_on": "2017-06-01"}, {}, [("better", "signed", "", "2017-03-01")]),
        ({}, {"status": Status.RETURNED}, [("gone", "status", "", "returned")]),
        ({"status": Status.RETURNED}, {"status": Status.NORMAL}, [("better", "status", "returned", "normal")]),
        ({}, {"latest_progress": "新的话"}, []),
    ],
)
def test_each_change_is_told_with_what_was_and_what_is(old, new, expected):
    assert compared(old, new) == expected


def test_a_change_of_currency_is_to_be_looked_at():
    found = compared({}, {"contracted": Amount(Decimal(500), "USD")})
    assert found == [("worse", "amount", "100 CNY", "500 USD")]


def test_what_became_stalled_is_worse_and_what_moved_again_is_better():
    rows = {"a": project("甲县", name="光热"), "b": project("甲县", name="沙棘"), "c": project("甲县", name="石墨")}
    found = changes(rows, rows, Basis.CONTRACTED, AS_OF, stalled_before={"a", "c"}, stalled_now={"b", "c"})
    assert [(c.group, c.what, c.project) for c in found] == [
        ("worse", "stalled", "沙棘"),
        ("better", "stalled", "光热"),
    ]


def test_a_change_names_the_row_that_says_so_or_said_so_last():
    old = {"k": project("甲县", file="旧.csv", row=7)}
    new = {"j": project("甲县", file="新.xlsx", sheet="项目", row=9)}
    assert [(c.what, c.place) for c in changes(old, new, Basis.CONTRACTED, AS_OF)] == [
        ("unlisted", Place("旧.csv", "", 7)),
        ("listed", Place("新.xlsx", "项目", 9)),
    ]


# ---------------------------------------------------------------- the history


def said(row: str, key: str = "project/a", line: int = 3) -> RowSaid:
    return RowSaid(key, row, None, row, None, Place("甲县.csv", "", line))


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "history.db"


def test_a_row_is_known_as_it_was_at_the_end_of_a_day_with_its_place(path: Path) -> None:
    history = History(path)
    history.note([said("1")], MAY_1, now=noon(MAY_1))
    history.note([said("2", line=5)], MAY_9, now=noon(MAY_9))
    assert history.known_on(date(2026, 4, 30)) == {}
    assert history.known_on(MAY_1)["project/a"].row == "1"
    assert History(path).known_on(date(2026, 5, 8))["project/a"].place == Place("甲县.csv", "", 3)
    assert history.known_on(MAY_20)["project/a"].place.row == 5
    assert history.begins() == MAY_1


def test_a_moment_parts_what_was_seen_before_from_what_was_seen_after(path: Path) -> None:
    history = History(path)
    history.note([said("1")], MAY_1, now=noon(MAY_1))
    history.note([said("2")], MAY_1, now=noon(MAY_1).replace(hour=6))
    assert history.known_on(noon(MAY_1).replace(hour=5))["project/a"].row == "1"
    assert history.known_on(noon(MAY_1).replace(hour=6))["project/a"].row == "2"


def test_a_row_has_gone_only_when_the_folder_was_seen_whole(path: Path) -> None:
    history = History(path)
    history.note([said("1"), said("1", "project/b")], MAY_1)
    history.note([said("1")], MAY_9)
    assert set(history.known_on(MAY_9)) == {"project/a", "project/b"}
    history.note([said("1")], MAY_9, whole=True)
    assert set(history.known_on(MAY_9)) == {"project/a"}
    again = History(path)
    again.note([said("1"), said("1", "project/b")], MAY_20, whole=True)
    assert set(again.known_on(MAY_20)) == {"project/a", "project/b"}
    assert set(again.known_on(MAY_9)) == {"project/a"}


def test_a_history_of_the_version_before_is_read_and_brought_up_to_date(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.executescript(
            "create table versions (key text, seen_on text, row text);"
            "create table words (key text, words text, new_on text);"
            "create table stages (key text, stage text, moved_on text);"
            "insert into versions values ('project/a', '2026-05-01', '1');"
            "insert into words values ('project/a', '1', '2026-04-20');"
            "pragma user_version = 2"
        )
    db.close()
    history = History(path)
    assert history.new_words == {"project/a": date(2026, 4, 20)}
    assert history.known_on(MAY_1)["project/a"].row == "1"
    history.note([said("2")], MAY_9, now=noon(MAY_9))
    assert [history.known_on(day)["project/a"].row for day in (MAY_1, MAY_9)] == ["1", "2"]
    assert History(path).new_words == {"project/a": MAY_9}


# ---------------------------------------------------------------- the command


HEADER = "项目名称,责任单位,签约类型,项目阶段,合同引资额(万元),签约日期\n"
FIRST = HEADER + "光热,甲县,合同,签约,100,2017-03-01\n沙棘,甲县,合同,签约,50,2017-03-01\n"
LATER = HEADER + "光热,甲县,合同,落地,100,2017-03-01\n石墨,甲县,合同,签约,70,2017-03-01\n"


def write(folder: Path, text: str) -> None:
    path = folder / "甲县.csv"
    path.write_text(text, encoding="utf-8")
    os.utime(path, (time.time() - 3600, time.time() - 3600 + len(text)))


def test_the_command_tells_what_changed_and_what_was_known(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    write(folder, FIRST)
    assert say("show", folder, "--on", "2017-03-02").code == 0
    time.sleep(1.1)  # a look is dated to the second
    between = datetime.now(UTC).isoformat()
    time.sleep(1.1)
    write(folder, LATER)
    ran = say("show", folder, "--on", "2017-03-02", "--since", between, "--json")
    assert ran.code == 0, ran.err
    found = [(c["group"], c["what"], c["project"], c["place"]["row"]) for c in json.loads(ran.out)["changes"]]
    assert found == [("gone", "unlisted", "沙棘", 3), ("new", "listed", "石墨", 3), ("better", "stage", "光热", 2)]
    told = say("show", folder, "--on", "2017-03-02", "--since", between, language="zh").out
    assert "退出" in told
    assert "阶段 签约 → 落地" in told
    known = say("show", folder, "--as-known-on", "2017-03-02")
    assert "nothing is told of that day: the folder's memory begins on" in known.err
    assert (known.code, known.out) == (2, ""), "no figure of a day that nobody knows"
    told = json.loads(say("show", folder, "--as-known-on", "2017-03-02", "--json").out)
    assert set(told) == {"format", "place", "station", "as_known_on", "history_begins", "as_now"}
    today = datetime.now(ZoneInfo("Asia/Shanghai")).date()
    assert "石墨" in say("show", folder, "--as-known-on", today.isoformat(), "--on", "2017-12-01").out
    assert say("show", folder, "--since", "neulich").code == 2
