"""The board without a screen: what other programs and other people read."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from helpers.cli import FAIRWATCH, run, say
from helpers.feed import FOLLOWUPS, PROJECTS, put, season

from data.demo import write_season

ON = ("--on", "2026-11-22")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return season(tmp_path / "season")


def board(folder: Path, *more: str) -> dict[str, list[dict[str, object]]]:
    ran = say("show", folder, *ON, "--json", *more)
    assert ran.code == 0, ran.err
    return json.loads(ran.out)  # type: ignore[no-any-return]


SOME_WRONG = '[office]\nplace = "云川新区"\nplaec = "x"\n[lights]\ngreen = "ten"\n[joint]\nshare = 1\n'


def test_every_command_tells_the_settings_that_are_not_understood_and_goes_by_the_rest(folder: Path) -> None:
    (folder / "fairwatch.toml").write_text(SOME_WRONG, encoding="utf-8")
    told = ("office.plaec", "office.place", "lights.green", "joint")
    checked = say("check", folder, language="zh")
    assert checked.code == 1
    assert "fairwatch.toml: 未采用：office.plaec: 没有这个键；最接近的是 office.place；其余设置照常生效" in checked.out
    listed = say("settings", folder)
    assert listed.code == 1
    assert 'office.place = "云川新区"' in listed.out
    shown = say("show", folder, *ON)
    assert "云川新区" in shown.out
    doctor = say("doctor", folder)
    explained = say("explain", folder / "项目.csv")
    assert explained.code == 1
    for said in (checked.out, listed.err, shown.out, doctor.out, explained.out):
        assert all(key in said for key in told), said
    problems = {(p["file"], p["code"]) for p in board(folder)["problems"]}
    assert problems == {("fairwatch.toml", "settings_key")}


def test_settings_that_are_no_toml_are_told_loudly_by_every_command(folder: Path) -> None:
    (folder / "fairwatch.toml").write_text("[office]\nplace = 云川市\n", encoding="utf-8")
    for command in ("check", "doctor"):
        ran = say(command, folder)
        assert (ran.code, "line 2" in ran.out) == (1, True), command


def test_check_names_spreadsheets_that_are_not_read_and_what_is_left_out(folder: Path) -> None:
    (folder / "东川.dbf").write_bytes(b"PK\x03\x04 ")
    (folder / "北川.numbers").write_bytes(b"PK\x03\x04 ")
    put(folder / "备份/项目.csv", PROJECTS, age=60)
    (folder / "fairwatch.toml").write_text('[files]\nleave_out = ["备份/**"]\n', encoding="utf-8")
    checked = say("check", folder, language="zh")
    assert checked.code == 1
    for said in (
        "东川.dbf: 不读这种格式的表格，请另存为 .xlsx",
        "北川.numbers: 这是苹果 Numbers 的文档，未读；请导出为 .xlsx",
        "备份/项目.csv: 按设置不作台账",
    ):
        assert said in checked.out, checked.out


def followups(folder: Path) -> list[dict[str, Any]]:
    """The follow-ups of the board; the office's own duties stand beside them on some days."""
    return [item for item in board(folder)["owed"] if item["kind"] == "followup"]


def test_json_has_every_documented_key_with_its_figures(folder: Path) -> None:
    shown = board(folder)
    assert shown["as_of"] == "2026-11-22"
    assert shown["basis"] == "contracted"
    fair = shown["fairs"][0]
    wanted = {
        "name": "青山洽谈会", "opens": "2026-12-30", "closes": "2027-01-02", "days_left": 38, "target": "100000",
        "signed": "25000", "completion": 0.25,
    }  # fmt: skip
    assert {key: fair[key] for key in wanted} == wanted
    assert {"workdays_left", "pace"} <= fair.keys()
    unit = next(u for u in shown["units"] if u["unit"] == "南屏园区")
    assert unit["signed"] == "10000"
    assert unit["flags"] == ["none_landed"]
    assert unit.keys() >= {
        "fair", "unit", "kind", "target", "signed", "contracts", "frameworks", "intents", "planned", "completion",
        "pace", "light", "rank", "ranked_of", "flags",
    }  # fmt: skip
    stalled = next(s for s in shown["stalled"] if s["project"] == "沙棘饮品")
    assert (stalled["days_stalled"], stalled["limit"], stalled["state"]) == (265, 20, "open")
    assert stalled.keys() >= {"key", "unit", "stage", "last_evidence", "by"}
    owed = shown["owed"][0]
    assert (owed["what"], owed["due"], owed["days_over"], owed["state"]) == ("用地预审", "2026-11-01", 21, "open")
    assert owed.keys() >= {"key", "kind", "what", "unit", "owed_by", "due", "days_over", "state", "by"}
    source = next(s for s in shown["sources"] if s["file"] == "项目.csv")
    assert (source["state"], source["kinds"], source["problems"]) == ("ok", {"projects": 2}, [])


def test_the_words_say_the_same_in_both_languages(folder: Path) -> None:
    english, chinese = say("show", folder, *ON), say("show", folder, *ON, language="zh")
    for text in ("青山洽谈会", "沙棘饮品", "用地预审", "25.0%"):
        assert text in english.out
        assert text in chinese.out
    assert "Stalled projects  2" in english.out
    assert "停滞项目  2" in chinese.out


def test_the_language_comes_from_the_locale_unless_it_is_said(folder: Path) -> None:
    assert "用法" in run("--help", language="zh").out
    assert "Usage" in say("--help", language="en", LANG="zh_CN.UTF-8", LC_ALL="zh_CN.UTF-8").out
    assert say("--help", language="fr").code == 2


def test_check_names_file_row_column_and_reason_and_exits_1_only_for_problems(folder: Path) -> None:
    put(folder / "项目.csv", PROJECTS.replace("NP1,沙棘饮品", "NP1,沙棘饮品").replace("2026-03-02", ""), age=60)
    fine = say("check", folder)
    assert fine.code == 0, fine.out  # 缺日期 is a note
    assert "Notes" in fine.out
    put(folder / "项目.csv", PROJECTS.replace("2026-03-02", "2026-02-30"), age=60)
    wrong = say("check", folder, language="zh")
    assert wrong.code == 1
    assert "项目.csv G2 「2026-02-30」: 没有这一天" in wrong.out
    assert "问题 1 个" in wrong.out
    assert "问题 1 个，用 check 查看" in say("show", folder, language="zh").out, "notes are none"


def test_mark_and_undo_without_a_screen(folder: Path) -> None:
    marked = run("mark", folder, "DB1", "replied", "--note", "已电话回复", "--by", "李敏")
    assert marked.code == 0, marked.err
    assert "in the shared folder" in marked.out
    owed = board(folder)["owed"][0]
    assert (owed["state"], owed["by"]) == ("waiting", "李敏")
    undone = run("undo", folder, "--by", "李敏")
    assert "用地预审" in undone.out
    assert board(folder)["owed"][0]["state"] == "open"
    assert run("undo", folder, "--by", "李敏").code == 1


def test_commands_of_a_day_share_one_segment_and_lose_nothing_side_by_side(folder: Path) -> None:
    def note(text: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen([FAIRWATCH, "mark", folder, "DB1", "note", "--note", text, "--by", "李敏"])

    assert all(process.wait(60) == 0 for process in [note(f"第{n}次") for n in range(4)])
    marks = folder / ".fairwatch" / "marks"
    segments = list(marks.rglob("*.jsonl"))
    assert len(segments) == 1
    assert len(set(segments[0].read_text(encoding="utf-8").splitlines())) == 4
    with segments[0].open("a", encoding="utf-8") as foreign:  # somebody else wrote into it: it is left alone
        foreign.write("x\n")
    assert note("后来").wait(60) == 0
    assert len(list(marks.rglob("*.jsonl"))) == 2


def test_a_mark_that_is_not_possible_says_why_and_writes_nothing(folder: Path) -> None:
    assert "to-summons" in say("mark", folder, "DB1", "to-summons", "--by", "李敏").err
    unknown = say("mark", folder, "nothing", "chased", "--by", "李敏")
    assert unknown.code == 2
    assert "nothing" in unknown.err
    assert say("mark", folder, "DB1", "chased").code == 2  # who?
    assert not (folder / ".fairwatch").exists()


def test_closed_out_is_handled_and_stays_in_its_list(folder: Path) -> None:
    say("mark", folder, "DB1", "closed-out", "--who", "王主任", "--note", "批复文件已核", "--by", "李敏")
    owed = followups(folder)
    assert [(item["what"], item["state"]) for item in owed] == [("用地预审", "handled")]
    put(folder / "督办.csv", FOLLOWUPS.replace(",,\n", ",2026-11-20,2026-11-21\n"), age=60)
    assert followups(folder) == []


def test_a_number_is_taken_as_the_ledger_writes_it(folder: Path) -> None:
    put(folder / "督办.csv", FOLLOWUPS.replace("DB1", "DB-2026/001"), age=60)
    assert say("mark", folder, "DB-2026/001", "chased", "--by", "李敏").code == 0
    assert [item["state"] for item in followups(folder)] == ["waiting"]


def test_whom_an_outcome_asks_for_is_the_marking_officer_or_the_note(folder: Path) -> None:
    assert say("mark", folder, "DB1", "passed-on", "--by", "李敏").code == 1
    assert say("mark", folder, "DB1", "passed-on", "--note", "西川县", "--by", "李敏").code == 0
    assert say("mark", folder, "DB1", "extended", "--until", "2026-12-20", "--by", "李敏").code == 0
    assert say("mark", folder, "DB1", "closed-out", "--by", "李敏").code == 1  # what proves it?
    assert say("mark", folder, "DB1", "closed-out", "--note", "批复文件已核", "--by", "李敏").code == 0
    assert [item["state"] for item in followups(folder)] == ["handled"]


def test_a_folder_that_is_not_there_is_said_at_once(tmp_path: Path) -> None:
    for command in ("show", "check", "settings"):
        ran = say(command, tmp_path / "no-such-folder")
        assert ran.code == 2
        assert "there is no such folder" in ran.err


def test_a_folder_that_went_away_still_shows_the_last_good_copy_and_says_so(folder: Path) -> None:
    before = board(folder)
    folder.rename(folder.with_name("away"))
    ran = say("show", folder, *ON, "--json")
    assert ran.code == 3
    assert "last look" in ran.err
    assert json.loads(ran.out)["units"] == before["units"]


@pytest.mark.parametrize(
    "typed",
    [
        ["show", "--nope"],
        ["show", "--colour"],
        ["show", ".", "一", "二"],
        ["show", ".", "--on"],
        ["show", ".", "--json=3"],
        ["demo", "--seed", "一"],
        ["export", ".", "units", "--format", "表"],
        ["mark"],
        ["显示"],
        ["owed", "--help"],
    ],
)
def test_what_was_typed_wrongly_is_told_in_the_readers_language_alone(typed: list[str]) -> None:
    ran = run(*typed, language="zh")
    told = re.sub(r"'[^']*'|“[^”]*”|-{1,2}[a-z-]+|fairwatch(?: [a-z]+)?|FAIRWATCH_BY|JSON", "", ran.out + ran.err)
    assert told.strip()
    assert re.findall("[A-Za-z]+", told) == []


def test_settings_name_their_value_and_where_it_comes_from(folder: Path) -> None:
    ran = say("settings", folder)
    assert 'office.place = "云川市"' in ran.out
    assert "[fairwatch.toml]" in ran.out
    assert "stall.signed = 20" in ran.out
    assert "source: defaults of one public project platform" in ran.out
    (folder / "fairwatch.toml").write_text("[lights]\ngreen = 'ten'\n", encoding="utf-8")
    wrong = say("settings", folder)
    assert wrong.code == 1
    assert "lights.green" in wrong.err


def test_where_prints_every_path_in_use(folder: Path, own_places: Path) -> None:
    ran = say("where", folder)
    assert ran.code == 0
    assert str(own_places) in ran.out
    assert str(folder / ".fairwatch" / "marks") in ran.out
    for word in ("index", "history", "outbox", "log", "station id"):
        assert word in ran.out


def test_version_says_what_it_runs_on() -> None:
    assert "textual 8.2.8" in run("--version").out


def test_the_program_runs_as_a_module_too_where_its_script_is_not_installed() -> None:
    done = subprocess.run([sys.executable, "-m", "tui", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == run("--version").out


def test_demo_into_writes_a_season_and_never_over_one(tmp_path: Path) -> None:
    into = tmp_path / "demo"
    assert say("demo", "--into", into, *ON).code == 0
    assert board(into)["fairs"]
    again = say("demo", "--into", into)
    assert again.code == 2
    assert "not empty" in again.err


def test_without_a_terminal_the_board_refuses_in_one_line(folder: Path) -> None:
    ran = run(folder)
    assert ran.code == 2
    assert len(ran.err.strip().splitlines()) == 1


def test_what_a_cell_says_is_never_interpreted(folder: Path) -> None:
    nasty = "\x1b]0;owned\x07\x1b[2J[red]x[/] [/已办] [@click=app.quit]x[/]\u202e\u200b"
    put(folder / "督办.csv", FOLLOWUPS.replace("用地预审", nasty), age=60)
    for arguments in (("show", folder, *ON), ("check", folder), ("show", folder, *ON, "--json")):
        out = say(*arguments).out
        assert "\x1b" not in out
        assert "\u202e" not in out
        if arguments[0] == "show":
            assert "[red]x[/] [/已办] [@click=app.quit]x[/]" in out


def test_the_demo_of_a_fixed_day_and_seed_never_changes(tmp_path: Path) -> None:
    from datetime import date

    for name in ("a", "b"):
        write_season(tmp_path / name, date(2026, 5, 2), 7)
    files = sorted(p.relative_to(tmp_path / "a") for p in (tmp_path / "a").rglob("*") if p.is_file())
    assert files
    assert all((tmp_path / "a" / f).read_bytes() == (tmp_path / "b" / f).read_bytes() for f in files)
