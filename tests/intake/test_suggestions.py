"""Every sheet that is refused names the block of fairwatch.toml that would read it, and the block does."""

from __future__ import annotations

import json
import tomllib

import pytest
from helpers.intake import read, xlsx
from hypothesis import given, settings
from hypothesis import strategies as st

from data.intake.ledger_reading import Reading
from data.settings import parse

REFUSED = {
    "header_missing": [["项目名称", "责任单位", "总投资", "签约日期"], ["甲", "乙", 3, "2026-05-02"]],
    "header_unknown": [["Deal", "Owner", "Phase"], ["Pump", "West", "Won"]],
    "header_form": [
        ["项目名称", "光热设备", "责任单位", "东岭园区", "项目阶段", "签约"],
        ["总投资", "12亿", "投资方", "某公司", "签约日期", "2026-05-02"],
        ["包抓领导", "陈某", "项目专员", "李某", "存在问题", "用地"],
    ],
    "header_tie": [["项目", "时间"], ["甲", "2026-05-02"]],
}
TIE = '[columns.visits]\nproject = ["项目"]\ndate = ["时间"]\n[columns.funds]\nproject = ["项目"]\nmonth = ["时间"]\n'


def told(reading: Reading) -> dict[str, str]:
    """What the refusal of the one sheet says; {} where it is read."""
    return next((dict(p.args) for p in reading.problems if p.code.startswith("header_")), {})


@pytest.mark.parametrize("code", REFUSED)
def test_a_refusal_names_the_nearest_kind_the_columns_and_a_block(code: str) -> None:
    reading = read(xlsx(REFUSED[code]), "甲县/材料.xlsx", TIE)
    assert [p.code for p in reading.problems] == [code]
    said = told(reading)
    assert said["columns"].startswith(f"A {REFUSED[code][0][0]}, B {REFUSED[code][0][1]}")
    (block,) = tomllib.loads(said["settings"])["ledgers"]
    assert (block["kind"], block["match"]) == (said["nearest"], "甲县/材料.xlsx")
    assert parse(TIE + said["settings"]).ledgers


def test_the_one_column_that_may_be_it_is_filled_in_and_pasting_reads_the_sheet() -> None:
    rows = [["项目名称", "牵头方", "项目阶段"], ["甲", "云阳县", "签约"]]
    block = told(read(xlsx(rows), "材料.xlsx"))["settings"]
    assert 'unit = ["牵头方"]' in block
    assert read(xlsx(rows), "材料6.1.xlsx", block).records[0].values["unit"] == "云阳县"


def test_a_tie_is_settled_by_pasting() -> None:
    block = told(read(xlsx(REFUSED["header_tie"]), toml=TIE))["settings"]
    assert read(xlsx(REFUSED["header_tie"]), toml=TIE + block).sheets[0].kind == "funds"


WORDS = ("项目名称", "责任单位", "项目阶段", "总投资(亿元)", "姓名", "日期", "序号", "Deal", "Owner\nname", "Wert (€)")
ODD = ('a"b', "c\\d", "#e", "f\tg", "[h]", "i'j", "k=l", "…m")


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.sampled_from(WORDS + ODD), min_size=2, max_size=7, unique=True),
    st.sampled_from(("台账.xlsx", "a\"b/c 'd'.xlsx")),
)
def test_what_is_pasted_is_valid_and_with_columns_chosen_reads_the_sheet(headers: list[str], file: str) -> None:
    data = xlsx([headers, [f"值{n}" for n, _head in enumerate(headers)]])
    said = told(read(data, file))
    if not said:
        return
    block = said["settings"]
    pasted = read(data, file, block)  # raises where the settings are not valid
    assert pasted.sheets[0].kind == said["nearest"] or told(pasted)["nearest"] == said["nearest"]
    lines = block.splitlines()
    lacking = [at for at, text in enumerate(lines) if '["…"]' in text and text[0] != "#"]
    listed = next((text[2:] for text in lines if text[:2] == "# " and text[3:4] == " "), "")
    free = [part.partition(" ")[2] for part in listed.split(", ")] if listed else []
    if len(free) < len(lacking):
        return  # fewer columns than fields: nobody can choose
    for at, header in zip(lacking, free, strict=False):
        lines[at] = lines[at].replace('"…"', json.dumps(header, ensure_ascii=False))
    chosen = read(data, file, block + "\n" + "\n".join(lines))
    assert chosen.sheets[0].kind == said["nearest"]
