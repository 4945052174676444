"""Versions of one ledger in a real folder: what counts, what every station and command says of the older ones."""

from __future__ import annotations

import json
from pathlib import Path

from helpers.cli import say
from helpers.feed import put
from helpers.intake import xls, xlsx

from data.feed.known_then import changes_since
from data.feed.one_look import Glance

FAIR = "展会名称,开幕日期\n春洽会,2026-06-10\n"
UNITS = "单位,类别\n甲县,县区\n乙县,县区\n"
TARGETS = "责任单位,展会,签约任务(亿元)\n甲县,春洽会,40\n乙县,春洽会,40\n"
HEADER = "项目名称,责任单位,合同金额(亿元),签约时间,合同类型,推进阶段\n"
ALUMINIUM, BERRIES, SUN = (
    f"{name},甲县,{amount},2026-02-01,合同,签约\n" for name, amount in (("铝材", 5), ("沙棘", 3), ("光热", 2))
)
DEARER = BERRIES.replace(",3,", ",4,")
ON = ("--on", "2026-05-20")


def season(folder: Path) -> Path:
    for name, text in {"展会": FAIR, "单位": UNITS, "任务": TARGETS}.items():
        put(folder / f"{name}.csv", text, age=3600)
    return folder


def told(folder: Path, *more: str) -> dict:
    ran = say("show", folder, "--json", *(more or ON))
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def signed(board: dict) -> dict[str, str]:
    return {unit["unit"]: unit["signed"] for unit in board["units"]}


def states(board: dict) -> dict[str, str]:
    return {source["file"]: source["state"] for source in board["sources"] if "台账" in source["file"]}


def test_the_newest_of_two_weeks_counts_and_nothing_is_to_be_ruled_on(tmp_path: Path) -> None:
    folder = season(tmp_path / "season")
    for name, rows in (("5月8日", ALUMINIUM + BERRIES + SUN), ("5月11日", ALUMINIUM + DEARER)):
        table = [line.split(",") for line in (HEADER + rows).splitlines()]
        path = folder / f"台账({name}).xlsx"
        path.write_bytes(xlsx(table))
    board = told(folder)
    assert signed(board) == {"甲县": "90000", "乙县": "0"}
    assert states(board) == {"台账(5月8日).xlsx": "older", "台账(5月11日).xlsx": "ok"}
    assert board["faults"] == []
    assert {item["project"] for item in board["stalled"]} == {"铝材", "沙棘"}
    checked = say("check", folder, language="zh")
    assert checked.code == 0
    assert "台账(5月8日).xlsx: 旧版（已由5月11日版替代）" in checked.out
    assert "「光热」: 5月11日版中已无此项，不再计入" in checked.out


def test_formats_and_folders_of_weeks_are_looked_through(tmp_path: Path) -> None:
    folder = season(tmp_path / "season")
    table = [line.split(",") for line in (HEADER + ALUMINIUM + BERRIES + SUN).splitlines()]
    (folder / "甲县" / "5月8日").mkdir(parents=True)
    (folder / "甲县" / "5月8日" / "台账.xls").write_bytes(xls(table))
    put(folder / "甲县" / "5月11日" / "台账.csv", HEADER + ALUMINIUM + DEARER, age=3600)
    board = told(folder)
    assert signed(board)["甲县"] == "90000"
    assert states(board) == {"甲县/5月11日/台账.csv": "ok", "甲县/5月8日/台账.xls": "older"}


def test_a_newest_version_that_cannot_be_read_leaves_the_one_before_counting(tmp_path: Path) -> None:
    folder = season(tmp_path / "season")
    put(folder / "台账(5月8日).csv", HEADER + ALUMINIUM, age=3600)
    put(folder / "台账(5月11日).xlsx", "no workbook", age=3600)
    board = told(folder)
    assert (signed(board)["甲县"], states(board)["台账(5月8日).csv"]) == ("50000", "ok")


def test_what_left_with_an_older_version_is_told_as_gone_since(tmp_path: Path) -> None:
    folder = season(tmp_path / "season")
    put(folder / "台账(5月8日).csv", HEADER + ALUMINIUM + BERRIES + SUN, age=3600)
    with Glance(folder) as first:
        first.board()
    put(folder / "台账(5月11日).csv", HEADER + ALUMINIUM + DEARER, age=3600)
    with Glance(folder) as second:
        engine, board = second.engine, second.board()
        past = engine.first_known()
        assert past is not None
        then = engine.board_of(past)
        assert {line.project for line in then.projects} == {"铝材", "沙棘", "光热"}
        assert not any(source.state == "older" for source in then.sources)
        found = {(c.group, c.what, c.project) for c in changes_since(past, then, engine.season, board)}
        assert {("gone", "unlisted", "光热"), ("better", "amount", "沙棘")} <= found
        assert "project/甲县/光热" not in engine.rows


def test_every_file_counts_where_the_settings_say_so(tmp_path: Path) -> None:
    folder = season(tmp_path / "season")
    (folder / "fairwatch.toml").write_text('[files]\nversions = "all"\n', encoding="utf-8")
    put(folder / "台账(5月8日).csv", HEADER + ALUMINIUM + SUN, age=3600)
    put(folder / "台账(5月11日).csv", HEADER + ALUMINIUM, age=3600)
    board = told(folder)
    assert (signed(board)["甲县"], set(states(board).values())) == ("70000", {"ok"})
