"""`export`: lists by their names, into files or to the next program; every refusal says what to do."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from helpers.cli import say
from helpers.feed import FOLLOWUPS, put, season


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = season(tmp_path / "season")
    put(made / "督办.csv", FOLLOWUPS, age=60)
    return made


def test_a_list_is_printed_for_the_next_program(folder: Path) -> None:
    ran = say("export", folder, "owed.all", "--format", "csv")
    assert ran.code == 0, ran.err
    about, heads, *rows = csv.reader(io.StringIO(ran.out.lstrip("\ufeff")))
    assert about[0] == "fairwatch-export owed.all"
    assert any("用地预审" in row for row in rows)
    told = json.loads(say("export", folder, "待办督办 · 全部", "--format", "json", language="zh").out)
    assert len([row for group in told["groups"] for row in group["rows"]]) == len(rows)
    assert len(told["columns"]) == len(heads) - 1


def test_rows_are_found_and_sorted_as_by_the_keys(folder: Path) -> None:
    told = json.loads(say("export", folder, "stalled", "--format", "json", "--find", "zzz").out)
    assert told["groups"] == []
    assert "zzz" in told["facts"]["filter"]
    for sort in ("amount", "-amount"):
        told = json.loads(say("export", folder, "stalled", "--format", "json", "--sort", sort).out)
        found = [float(row["amount"]) for group in told["groups"] for row in group["rows"] if row["amount"]]
        assert found == sorted(found, reverse=sort == "amount")


def test_what_is_written_into_the_folder_is_told_there_and_never_counted(folder: Path) -> None:
    before = json.loads(say("show", folder, "--json").out)
    for form in ("xlsx", "csv"):
        ran = say("export", folder, "stalled.all", "--out", folder / f"清单.{form}")
        assert (ran.code, ran.out.strip()) == (0, f"written: {folder / f'清单.{form}'}")
    after = json.loads(say("show", folder, "--json").out)
    assert {one["file"]: one["state"] for one in after["sources"]}["清单.xlsx"] == "ignored"
    assert {one["file"]: one["state"] for one in after["sources"]}["清单.csv"] == "ignored"
    assert before["fairs"] == after["fairs"]
    assert before["units"] == after["units"]
    ran = say("explain", folder / "清单.csv")
    assert ran.code == 0
    assert "a list that fairwatch itself wrote" in ran.out


def test_an_export_saved_over_a_ledger_leaves_what_the_ledger_said(folder: Path) -> None:
    ledger, copy = folder / "督办.csv", folder.parent / "copy.csv"
    before = json.loads(say("show", folder, "--json").out)
    assert say("export", folder, "owed.all", "--out", copy).code == 0
    put(ledger, copy.read_text("utf-8"), age=30)
    after = json.loads(say("show", folder, "--json").out)
    assert {one["file"]: one["state"] for one in after["sources"]}["督办.csv"] == "failed"
    assert [one["key"] for one in after["owed"]] == [one["key"] for one in before["owed"]]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("nothing",), "no list “nothing”"),
        (("all",), "no list “all”"),
        (("units", "--sort", "colour", "--format", "csv"), "no column “colour”"),
        (("units", "--fair", "no such", "--format", "csv"), "no fair “no such”"),
        (("units", "--out", "list.docx"), "FILE ends in none of xlsx, csv, json"),
    ],
)
def test_a_refusal_says_what_there_is(folder: Path, arguments: tuple[str, ...], told: str) -> None:
    ran = say("export", folder, *arguments)
    assert ran.code == 2
    assert told in " ".join(ran.err.split())


def test_no_ledger_is_ever_written_over(folder: Path) -> None:
    ledger = folder / "督办.csv"
    before = ledger.read_bytes()
    ran = say("export", folder, "owed.all", "--out", ledger)
    assert ran.code == 2
    assert "there is such a file" in ran.err
    assert ledger.read_bytes() == before


def test_a_folder_that_is_not_there_is_told(folder: Path) -> None:
    ran = say("export", folder, "owed.all", "--out", folder / "nowhere" / "list.csv")
    assert ran.code == 2
    assert "No such file or directory" in ran.err


def test_without_a_name_the_lists_are_named(folder: Path) -> None:
    out = say("export", folder).out
    assert "units.progress" in out
    assert "leaders.visits" in out
