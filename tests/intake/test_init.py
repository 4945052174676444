"""`init`: an empty season that is true as it stands, and that a unit can fill in and hand back."""

from __future__ import annotations

import io
import json
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from helpers.cli import run, say
from helpers.intake import plan

from data import wording
from data.intake.read_ledger import read_ledger
from data.ledgers.kinds_and_columns import BY_NAME, KINDS, Field, Kind, Type
from data.settings import Settings, keys, parse, read
from data.starter import FORM_NAME, TEMPLATES, start_season
from data.starter.settings_file import settings_text
from data.starter.templates import ROWS, file_name, header, template

EACH_KIND = pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])

TYPED: dict[Type, list[tuple[Any, Any]]] = {
    Type.TEXT: [("光热设备制造（二期）", "光热设备制造（二期）"), (" 有空格 ", "有空格")],
    Type.CODE: [("0011223344556677889", "0011223344556677889"), ("A-7", "A-7")],
    Type.UNIT: [("东岭园区", "东岭园区"), ("云阳县", "云阳县")],
    Type.UNITS: [("东岭园区、云阳县", "东岭园区、云阳县"), ("云阳县", "云阳县")],
    Type.AMOUNT: [(1234.5, ["1234.5", "CNY", False, None]), ("3.5亿元", ["35000", "CNY", False, None])],
    Type.COUNT: [(12, 12), (0, 0)],
    Type.DATE: [(date(2026, 3, 4), "2026-03-04"), ("2026.3.5", "2026-03-05")],
    Type.MONTH: [(date(2026, 3, 1), "2026-03-01"), ("2026年4月", "2026-04-01")],
    Type.RATIO: [(0.6, "0.6"), ("35%", "0.35")],
    Type.FLAG: [("是", True), ("否", False)],
    Type.STAGE: [("在建", "building"), ("达产", "at_capacity")],
    Type.PAPER: [("合同", "contract"), ("意向", "intent")],
    Type.STATUS: [("正常", "normal"), ("终止", "ended")],
}
"""What a unit types into two rows, and what must come back."""


def filled(kind: Kind, data: bytes, settings: Settings) -> bytes:
    """The template as a unit hands it back: two rows typed in below the example, each under its own header."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    page = book.active
    columns = {cell.value: cell.column for cell in page[1]}
    for number in (0, 1):
        page.cell(3 + number, 1, number + 1)
        for field in kind.fields:
            page.cell(3 + number, columns[header(field, settings)], TYPED[field.type][number][0])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def wanted(field: Field, number: int, amount_unit: str = "万元") -> Any:
    value = TYPED[field.type][number][1]
    if field.type is Type.AMOUNT and number == 0 and amount_unit == "亿元":
        return ["12345000", "CNY", False, None]
    return value


@EACH_KIND
def test_an_untouched_template_is_of_its_kind_and_holds_nothing(kind: Kind) -> None:
    reading = read_ledger(file_name(kind), template(kind, Settings()), plan())
    (sheet,) = reading.sheets
    assert sheet.kind == kind.name
    assert [column.field for column in sheet.columns] == [field.name for field in kind.fields]
    assert [column.why for column in sheet.unread] == ["counter"]
    assert [(row.row, row.why) for row in sheet.dropped] == [(2, "example")]
    assert reading.records == ()
    assert reading.problems == ()


def test_an_example_that_a_unit_wrote_over_is_not_counted_and_this_is_said() -> None:
    kind = BY_NAME["projects"]
    book = openpyxl.load_workbook(io.BytesIO(template(kind, Settings())))
    for number, field in enumerate(kind.fields, start=2):
        book.active.cell(2, number, TYPED[field.type][0][0])
    out = io.BytesIO()
    book.save(out)
    reading = read_ledger("县.xlsx", out.getvalue(), plan())
    assert reading.records == ()
    (note,) = reading.problems
    assert (note.code, note.row) == ("row_example", 2)
    assert "光热设备制造" in note.text


@EACH_KIND
@pytest.mark.parametrize("unit", ["万元", "亿元"])
def test_a_template_that_a_unit_filled_in_reads_back_exactly(kind: Kind, unit: str) -> None:
    settings = parse(f'[files]\namount_unit = "{unit}"')
    reading = read_ledger(
        "县.xlsx", filled(kind, template(kind, settings), settings), plan()
    )  # the header tells the unit
    assert reading.problems == ()
    for number, record in enumerate(reading.records):
        assert record.values == {field.name: wanted(field, number, unit) for field in kind.fields}
    assert len(reading.records) == 2


def test_the_example_is_marked_the_required_are_coloured_and_the_header_stays(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(template(BY_NAME["projects"], Settings())))
    page = book.active
    heads = {cell.value: cell for cell in page[1]}
    assert page["A2"].value == "示例"
    assert page.freeze_panes == "B2"
    assert "Must be filled in." in heads["项目名称"].comment.text
    assert "At least one of these" in heads["项目阶段"].comment.text
    assert "Must be" not in heads["形象进度"].comment.text
    plain = heads["形象进度"].fill.fgColor.rgb
    assert {heads[name].fill.fgColor.rgb for name in ("项目名称", "责任单位", "签约类型")} != {plain}
    assert "总投资(万元)" in heads
    assert page.column_dimensions[heads["项目编号"].column_letter].number_format == "@"
    assert page.column_dimensions[heads["签约日期"].column_letter].number_format == "yyyy-mm-dd"
    lists = {str(found.sqref): found.formula1 for found in page.data_validations.dataValidation if found.type == "list"}
    stage = heads["项目阶段"].column_letter
    assert lists[f"{stage}2:{stage}{ROWS + 1}"] == '"意向,在谈,签约,落地,在建,投产,达产"'


def test_lists_offer_the_office_s_own_words_too() -> None:
    settings = parse('[stages]\nbuilding = ["三通一平"]\n[followups.ladders."特急"]\nsettled_days = 2\n')
    for name, word in (("projects", "三通一平"), ("followups", "特急")):
        page = openpyxl.load_workbook(io.BytesIO(template(BY_NAME[name], settings))).active
        assert any(word in (found.formula1 or "") for found in page.data_validations.dataValidation)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_settings_file_changes_nothing_and_each_line_is_valid_once_it_is_wanted(language: str) -> None:
    wording.use(language)
    text = settings_text()
    assert parse(text) == Settings()
    wanted_lines = re.findall(r"^#\[\[.*(?:\n#\S.*)*|^#(?=\S).*$", text, re.MULTILINE)  # a [[block]] is wanted whole
    parse(re.sub(r"^#(?=\S)", "", text, flags=re.MULTILINE))
    for line in wanted_lines:
        parse(text.replace(f"\n{line}\n", "\n{}\n".format(re.sub("^#", "", line, flags=re.MULTILINE))))
    # Every key of the table is there; where its default is no example it is the value in force.
    everything = read(re.sub(r"^#(?=\S)", "", text, flags=re.MULTILINE))
    given = {key.key: key for key in keys(everything.settings, everything.given)}
    for key in keys(Settings()):
        assert given[key.key].from_file, key.key
        if key.example is None:
            assert given[key.key].value == key.value


def test_an_initialised_folder_is_in_order_and_shows_no_row(tmp_path: Path) -> None:
    folder = tmp_path / "新" / "season"
    ran = say("init", folder)
    assert ran.code == 0, ran.err
    written = {f"{TEMPLATES}/{path.name}" for path in (folder / TEMPLATES).iterdir()}
    assert written == {FORM_NAME, *(f"{TEMPLATES}/{file_name(kind)}" for kind in KINDS)}
    assert (folder / ".fairwatch" / "FORMAT").exists()
    checked = say("check", folder)
    assert checked.code == 0, checked.out
    assert checked.out == "0 ledgers read, 0 problems, 0 notes\n"
    assert "示例" not in say("show", folder).out
    assert say("settings", folder).code == 0


def test_a_copy_of_a_template_that_is_filled_in_is_on_the_board(tmp_path: Path) -> None:
    start_season(tmp_path)
    kind = BY_NAME["projects"]
    data = (tmp_path / TEMPLATES / file_name(kind)).read_bytes()
    (tmp_path / "东岭园区").mkdir()
    (tmp_path / "东岭园区" / file_name(kind)).write_bytes(filled(kind, data, Settings()))
    assert "Signed for the season  0.1235" in say("show", tmp_path).out
    stages = json.loads(say("show", tmp_path, "--json").out)["pipeline"]["stages"]
    assert {one["stage"]: one["count"] for one in stages if one["count"]} == {"in_production": 1}  # its day has come
    assert "1 ledger read" in say("check", tmp_path).out


def test_nothing_that_is_there_is_ever_changed(tmp_path: Path) -> None:
    (tmp_path / TEMPLATES).mkdir()
    own = {"fairwatch.toml": '[office]\nplace = "云川市"\n', f"{TEMPLATES}/节点.xlsx": "my own"}
    for name, text in own.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    first = say("init", tmp_path)
    assert first.code == 0
    assert re.search(r"already there, left alone +fairwatch.toml", first.out)
    assert re.search(rf"written +{TEMPLATES}/展会.xlsx", first.out)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    again = say("init", tmp_path)
    assert again.code == 0
    assert "written" not in again.out
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    for name, text in own.items():
        assert (tmp_path / name).read_text(encoding="utf-8") == text


def test_settings_that_are_there_shape_the_templates_and_wrong_ones_are_told(tmp_path: Path) -> None:
    (tmp_path / "fairwatch.toml").write_text('[files]\namount_unit = "亿元"\n', encoding="utf-8")
    start_season(tmp_path)
    page = openpyxl.load_workbook(tmp_path / TEMPLATES / "项目台账.xlsx").active
    assert "总投资(亿元)" in [cell.value for cell in page[1]]
    wrong = tmp_path / "other"
    wrong.mkdir()
    (wrong / "fairwatch.toml").write_text("[files]\namount_unit = 1\n", encoding="utf-8")
    ran = say("init", wrong)
    assert ran.code == 0
    assert "files.amount_unit" in ran.err


def test_what_cannot_be_a_season_is_refused_in_one_line(tmp_path: Path) -> None:
    file = tmp_path / "台账.xlsx"
    file.write_bytes(b"mine")
    (tmp_path / "season").mkdir()
    (tmp_path / "season" / TEMPLATES).write_bytes(b"mine")
    for target, named in ((file, file), (file / "below", file), (tmp_path / "season", tmp_path / "season" / TEMPLATES)):
        ran = run("init", target)
        assert ran.code == 2
        assert str(named) in ran.err
        assert "this is a file" in ran.err
        assert len(ran.err.splitlines()) == 1
    assert file.read_bytes() == b"mine"


def test_the_example_s_dates_are_dates_in_the_workbook() -> None:
    page = openpyxl.load_workbook(io.BytesIO(template(BY_NAME["roster"], Settings()))).active
    assert isinstance(page["B2"].value, datetime)
