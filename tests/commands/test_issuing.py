"""Figures are confirmed, a paper is issued once, and every station prints what was issued."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from pathlib import Path

import pytest
from helpers.cli import Ran, say
from helpers.feed import FAIRS, PROJECTS, hour_ago, put
from helpers.feed import season as season_folder

from data.export.papers.paper_kinds import PAPERS, PaperKind
from data.settings import Settings

PERIOD, NEXT = "2026-01-1", "2026-01-2"
ISSUE = ("circular", "--period", PERIOD, "--number", "8", "--by", "李敏")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return season_folder(tmp_path / "season")


@pytest.fixture
def other(tmp_path: Path) -> dict[str, str]:
    """Another station on the same folder."""
    return {f"XDG_{name}_HOME": str(tmp_path / "other" / name) for name in ("CACHE", "STATE")}


def frozen(folder: Path) -> list[Path]:
    return sorted((folder / ".fairwatch" / "issued").glob("*.json"))


def issue(folder: Path, *more: str) -> Ran:
    return say("issue", folder, *ISSUE, *more)


def test_what_was_issued_is_the_same_at_every_station_and_corrected_beside_it(folder: Path, other) -> None:
    agreed = say("confirm", folder, "南屏园区", "--period", PERIOD, "--yes", "--by", "李敏")
    assert (agreed.code, "figures confirmed" in agreed.out) == (0, True)
    objected = say("confirm", folder, "东岭园区", "--period", PERIOD, "--object", "少一个项目", "--by", "李敏")
    assert objected.code == 0
    told = say("confirm", folder, "--period", PERIOD, **other)
    assert "confirmed 1  objected 1" in told.out
    assert "少一个项目" in told.out
    made = issue(folder)
    assert (made.code, "No. 8 issued on" in made.out) == (0, True), made.err
    assert made.out.startswith("1 unit has not confirmed:\n  东岭园区")
    (file,) = frozen(folder)
    (mark,) = [one for one in json.loads(say("log", folder, "--json").out) if one["op"] == "issue"]
    assert file.name == f"{mark['id']}.json"
    lines = "".join(path.read_text() for path in (folder / ".fairwatch" / "marks").rglob("*.jsonl"))
    assert hashlib.sha256(file.read_bytes()).hexdigest() in lines
    here, there = (say("paper", folder, "circular", "--period", PERIOD, **env) for env in ({}, other))
    assert here.out == there.out
    assert "草稿" not in here.out
    assert "工作动态（第8期）" in here.out
    assert "其中已核对1个、有异议1个" in here.out
    put(folder / "项目.csv", PROJECTS + "NP2,补报项目,南屏园区,20000,合同,签约,2026-01-05\n", age=3600)
    hour_ago(folder)
    changed = say("paper", folder, "circular", "--period", PERIOD, **other)
    (row,) = [line for line in changed.out.splitlines() if "| 南屏园区 | 完成(合同) |" in line]
    assert [cell.strip() for cell in row.split("|")][4:6] == ["0.00", "2.00"]
    assert "《项目》" in row
    follows = say("paper", folder, "circular", "--period", NEXT)
    assert "草稿" in follows.out
    assert "| 1 | 南屏园区 | 0.00 | 2.00 | 0.00 | 2.00 |" in follows.out


@pytest.mark.parametrize(
    "more",
    [("--number", "9"), ("--period", NEXT), ()],
    ids=["another number", "another period", "the same"],
)
def test_nothing_is_issued_twice(folder: Path, more: tuple[str, ...]) -> None:
    assert issue(folder).code == 0
    again = issue(folder, *more)
    assert again.code == 1
    assert f"李敏 issued No. 8 of {PERIOD}" in again.err
    assert len(frozen(folder)) == 1


def test_an_unread_unit_keeps_it_back_unless_an_officer_answers_for_it(folder: Path) -> None:
    put(folder / "南屏园区项目.xlsx", "no workbook", age=3600)
    refused = issue(folder)
    assert refused.code == 1
    assert "南屏园区" in refused.err
    assert frozen(folder) == []
    made = issue(folder, "--with-remark", "南屏园区下期补列")
    assert made.code == 0, made.err
    printed = say("paper", folder, "circular", "--period", PERIOD).out
    assert "带注印发：印发时" in printed
    assert "南屏园区下期补列" in printed


def this_month() -> str:
    """The period that runs today."""
    return f"{datetime.now(Settings().zone):%Y-%m}"


def test_a_period_that_still_runs_is_issued_with_a_remark_only(folder: Path) -> None:
    asked = ("issue", folder, "monthly", "--period", this_month(), "--by", "李敏")
    refused = say(*asked)
    assert refused.code == 1
    assert "its period runs until" in refused.out
    assert "issue it with a remark" in refused.err
    assert frozen(folder) == []
    assert say(*asked, "--with-remark", "月底前开会用").code == 0
    assert (
        "带注印发：印发时统计期尚未结束。月底前开会用" in say("paper", folder, "monthly", "--period", this_month()).out
    )


def test_a_file_that_is_not_what_was_signed_is_told_and_not_used(folder: Path, other) -> None:
    assert issue(folder).code == 0
    (file,) = frozen(folder)
    whole = file.read_bytes()
    for wrong, why in (
        (whole.replace(b"0.00", b"9.99"), "this is not what was issued"),
        (None, "are not in the folder"),
    ):
        file.write_bytes(wrong) if wrong else file.unlink()
        told = say("paper", folder, "circular", "--period", PERIOD, **other)
        assert (told.code, told.out) == (2, "")
        assert why in told.err
        assert file.name in told.err
        follows = say("paper", folder, "circular", "--period", NEXT, **other)
        assert follows.code == 0
        assert why in follows.err
        assert "衔接" not in follows.out
        assert say("paper", folder, "circular", "--period", PERIOD).code == 0
        assert say("rescue", folder).code == 0
        assert file.read_bytes() == whole
    assert say("paper", folder, "circular", "--period", PERIOD, **other).code == 0


def test_without_its_figures_in_the_folder_no_issue_is_marked(folder: Path) -> None:
    assert say("confirm", folder, "南屏园区", "--period", PERIOD, "--yes", "--by", "李敏").code == 0
    room = folder / ".fairwatch" / "issued"
    room.write_text("in the way", encoding="utf-8")
    refused = issue(folder)
    assert refused.code == 1
    assert "does not take the figures" in refused.err
    assert "issue" not in {one["op"] for one in json.loads(say("log", folder, "--json").out)}
    room.unlink()
    assert issue(folder).code == 0


@pytest.mark.parametrize("kind", [kind for kind in PAPERS.values() if not kind.of_period and not kind.about])
def test_a_paper_of_no_period_is_found_again_by_the_day_of_its_issue(kind: PaperKind, tmp_path: Path) -> None:
    folder = season_folder(tmp_path / "season")
    if kind.code == "daily":
        put(folder / "展会.csv", FAIRS.replace("2026-12-30,2027-01-02", "2000-01-01,2099-01-01"), age=3600)
    assert say("issue", folder, kind.code, "--number", "3", "--by", "李敏").code == 0
    day = datetime.now(Settings().zone).date().isoformat()
    known = say("paper", folder, kind.code, "--issued-on", day)
    assert (known.code, "草稿" in known.out) == (0, False), known.err
    other = say("paper", folder, kind.code, "--issued-on", "2001-02-03")
    assert (other.code, f"issued on: {day}" in " ".join(other.err.split())) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("confirm", "南屏园区", "--period", PERIOD, "--by", "李敏"), 2, "say either --yes or --object"),
        (("confirm", "南屏园区", "--period", PERIOD, "--yes", "--object", "x", "--by", "李敏"), 2, "say either"),
        (("confirm", "南屏园区", "--period", PERIOD, "--yes"), 2, "--by NAME"),
        (("confirm", "南屏", "--period", PERIOD, "--yes", "--by", "李敏"), 1, "南屏园区、东岭园区"),
        (("confirm", "南屏园区", "--yes", "--by", "李敏"), 2, "--period is written as"),
        (("confirm", "--period", "2099-01-1"), 2, "has not begun"),
        (("paper", "brief", "--issued-on", "2026-01-02"), 2, "not issued on 2026-01-02; issued on: —"),
        (("paper", "brief", "--issued-on", "2026-01-02", "--as-known-on", "2026-01-02"), 2, "say either --as-known-on"),
        (("issue", "poem", "--by", "李敏"), 2, "no paper “poem”"),
        (("issue", "circular", "--by", "李敏"), 2, "--period is written as"),
        (("issue", "circular", "--period", "2099-01-1", "--by", "李敏"), 2, "has not begun"),
    ],
)
def test_a_refusal_says_what_is_expected(folder: Path, arguments: tuple[str, ...], code: int, told: str) -> None:
    ran = say(arguments[0], folder, *arguments[1:])
    assert ran.code == code
    assert told in " ".join(ran.err.split())


def test_a_draft_of_an_earlier_knowledge_says_what_was_known(folder: Path) -> None:
    known = say("paper", folder, "circular", "--period", PERIOD, "--as-known-on", "2026-01-10")
    assert known.code == 0, known.err
    assert "known on 2026-01-10" in known.err
    assert "数据截至1月10日" in known.out


def test_each_unit_is_asked_to_confirm_its_own_rows_by_a_day(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "letters"
    ran = say("notes", folder, "--confirm", "--period", "2026-04", "--until", "2026-05-08", "--out", out)
    assert ran.code == 0, ran.err
    texts = {path.name.partition("-")[0]: path.read_text(encoding="utf-8") for path in out.iterdir()}
    assert texts.keys() == {"南屏园区", "东岭园区"}
    assert "完成1.5亿元（合同项目1个）" in texts["东岭园区"]
    assert "光热设备" in texts["东岭园区"]
    assert "项目.csv" in texts["东岭园区"]
    assert "南屏" not in texts["东岭园区"]
    assert all("请于5月8日前回复" in text for text in texts.values())
    assert say("notes", folder, "--period", "2026-04").code == 2


def test_all_papers_are_named_without_a_folder() -> None:
    ran = say("paper", "--list")
    assert ran.code == 0
    assert [line.split()[0] for line in ran.out.splitlines()] == list(PAPERS)
