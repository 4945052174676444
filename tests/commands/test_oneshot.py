"""One command, one answer, no screen: what is owed, a card, a mark, a visit; whatever the folder does meanwhile."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from helpers.cli import run, say
from helpers.feed import FOLLOWUPS, PROJECTS, put, season
from helpers.marks import segments
from hypothesis import given
from hypothesis import strategies as st

from tui.commands.item_argument import Named, matching

TWO = "DB2,用地组卷,南屏园区,2026-11-20,,\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = season(tmp_path / "season")
    put(made / "督办.csv", FOLLOWUPS + TWO, age=60)
    return made


def outbox(own_places: Path) -> list[str]:
    return [line for box in own_places.rglob("outbox/*.jsonl") for line in box.read_text("utf-8").splitlines()]


# ---------------------------------------------------------------- owed and card


@pytest.mark.parametrize(("language", "late", "done"), [("en", "d late", "1 dealt with"), ("zh", "逾期", "1 项已处理")])
def test_what_is_owed_is_said_in_short_lines_for_a_chat(folder: Path, language: str, late: str, done: str) -> None:
    assert say("mark", folder, "DB2", "chased", "--by", "李敏").code == 0
    ran = say("owed", folder, language=language)
    assert ran.code == 0, ran.err
    lines = ran.out.splitlines()
    entry = next(i for i, line in enumerate(lines) if "用地预审" in line)
    assert late in lines[entry]
    assert lines[entry + 1].startswith("东岭园区")
    assert done in lines[-1]
    assert "用地组卷" not in ran.out
    assert all(len(line) < 60 and "  " not in line and line.isprintable() for line in lines)
    assert not any(unicodedata.category(sign) in ("So", "Cf") for sign in ran.out)


def test_ones_own_come_first_or_alone(folder: Path) -> None:
    assert say("mark", folder, "用地组卷", "claim", "--by", "李敏").code == 0
    first = json.loads(say("owed", folder, "--by", "李敏", "--json").out)["owed"]
    assert first[0]["what"] == "用地组卷"
    assert len(first) > 1
    alone = json.loads(say("owed", folder, "--mine", "--json", FAIRWATCH_BY="李敏").out)["owed"]
    assert [row["what"] for row in alone] == ["用地组卷"]
    assert [
        row["owed_by"] for row in json.loads(say("owed", folder, "--mine", "--by", "东岭园区", "--json").out)["owed"]
    ]
    assert say("owed", folder, "--mine").code == 2


@pytest.mark.parametrize(
    "asked",
    [
        ("show",),
        ("show", "--since", "yesterday"),
        ("show", "--as-known-on", "2026-11-20"),
        ("owed",),
        ("owed", "--mine", "--by", "李敏"),
        ("card", "DB1"),
        ("handover",),
    ],
)
def test_the_number_of_the_format_is_the_first_key_of_every_object(folder: Path, asked: tuple[str, ...]) -> None:
    command, *rest = asked
    said = json.loads(say(command, folder, *rest, "--json").out)
    assert next(iter(said.items())) == ("format", 2)


def test_the_ratios_of_a_hand_over_are_numbers(folder: Path) -> None:
    said = json.loads(say("handover", folder, "--json").out)
    line = next(line for line in said["signed"] if line["fair"] == "青山洽谈会")
    assert (line["completion_before"], line["completion"]) == (0.25, 0.25)
    assert (line["before"], line["after"]) == ("25000", "25000")


def test_a_card_is_found_by_key_number_words_pinyin_and_initials(folder: Path) -> None:
    for key in ("followup/db1", "DB1", "用地预审", "预审", "yongdi yushen", "ydys", "东岭 预审"):
        ran = say("card", folder, key, language="zh")
        assert ran.code == 0, (key, ran.err)
        assert ran.out.startswith("用地预审\n"), key
        assert "承办单位：东岭园区" in ran.out
        assert "followup/" not in ran.out, "nobody in a chat knows keys"
    said = json.loads(say("card", folder, "DB1", "--json").out)
    assert (said["key"], said["what"], said["marks"]) == ("followup/db1", "用地预审", [])


def test_of_several_the_keys_are_listed_and_nothing_is_marked(folder: Path) -> None:
    for ran in (say("card", folder, "用地"), say("mark", folder, "用地", "chased", "--by", "李敏")):
        assert ran.code == 1
        assert ran.out == ""
        assert {"  followup/db1", "  followup/db2"} <= set(ran.err.splitlines())
    none = say("card", folder, "无此事项")
    assert none.code == 2
    assert "无此事项" in none.err
    assert not (folder / ".fairwatch").exists()


@given(st.text(max_size=12), st.lists(st.text(max_size=12), max_size=5))
def test_a_key_means_what_bears_it_and_never_nothing_in_particular(wanted: str, titles: list[str]) -> None:
    things = [Named(f"followup/{i}", title) for i, title in enumerate(titles)]
    found = matching(wanted, things)
    assert set(found) <= set(range(len(things)))
    if not wanted.strip():
        assert all(titles[i] == wanted for i in found)
    for i, thing in enumerate(things):
        assert matching(thing.key, things) == [i]


# ---------------------------------------------------------------- visits


def test_a_visit_is_logged_on_any_project_and_counts_as_one_that_was_owed(folder: Path) -> None:
    ran = say("log-visit", folder, "shaji", "--on", "2026-11-20", "--text", "征迁已开始", "--by", "李敏", language="zh")
    assert ran.code == 0, ran.err
    assert ran.out.startswith("沙棘饮品")
    assert "2026-11-20" in ran.out
    assert "已入共享文件夹" in ran.out
    (line,) = json.loads(say("log", folder, "--json").out)
    assert (line["op"], line["key"], line["by"], line["text"]) == ("log", "project/np1", "李敏", "征迁已开始")
    (made,) = json.loads(say("card", folder, "NP1", "--json").out)["marks"]
    assert (made["outcome"], made["on"], made["in_force"]) == ("visit", "2026-11-20", True)
    assert say("undo", folder, "--by", "李敏").code == 0


def test_a_visit_to_come_or_to_nowhere_is_refused(folder: Path) -> None:
    assert say("log-visit", folder, "NP1", "--on", "2099-01-01", "--by", "李敏").code == 1
    assert say("log-visit", folder, "无此项目", "--by", "李敏").code == 2
    assert say("log-visit", folder, "NP1").code == 2  # who?
    put(folder / "项目.csv", PROJECTS + "NP2,沙棘果酱,南屏园区,100,合同,签约,2026-03-02\n", age=60)
    two = say("log-visit", folder, "沙棘", "--by", "李敏")
    assert two.code == 1
    assert "  project/np2" in two.err
    assert not (folder / ".fairwatch").exists()


# ---------------------------------------------------------------- the folder away


def test_what_is_marked_while_the_folder_is_away_waits_here_and_goes_with_the_next_command(
    folder: Path, own_places: Path
) -> None:
    assert say("show", folder).code == 0
    away = folder.rename(folder.with_name("away"))
    marked = say("mark", folder, "预审", "chased", "--text", "已去电", "--by", "李敏")
    visited = run("log-visit", folder, "NP1", "--by", "李敏", language="zh")
    assert (marked.code, visited.code) == (0, 0)
    assert "saved on this station" in marked.out
    assert "已存本机" in visited.out
    assert len(outbox(own_places)) == 2
    old = say("owed", folder)
    assert old.code == say("card", folder, "DB1").code == 3
    assert "did not answer" in old.err
    assert "用地组卷" in old.out
    away.rename(folder)
    assert say("mark", folder, "DB2", "chased", "--by", "李敏").out.rstrip().endswith("in the shared folder")
    assert outbox(own_places) == []
    assert sum(len(path.read_bytes().splitlines()) for path in segments(folder)) == 3
