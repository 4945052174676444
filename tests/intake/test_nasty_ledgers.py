"""Every ledger that really arrives is read right or refused with a reason: one folder full of them, one open feed.

The numbers are those of the table that tests/helpers/nasty.py and this file spell out: what arrives, and what must
come of it. The good versions are read first, then the hostile ones are put in their place.
"""

from __future__ import annotations

import os
import re
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from helpers.cli import Ran, say
from helpers.feed import Opened, season
from helpers.intake import PROJECT_HEADER, csv_text, xlsx
from helpers.nasty import GOOD, HOSTILE, Hostile, readable

from data.demo import forms, write
from data.ledgers.kinds_and_columns import Project
from data.ledgers.season import Season
from data.model import Board, Severity, SourceHealth
from data.wording import use
from data.wording.problems import problem_text

LEFT = "r34-fifo.csv"


def _old(path: Path, data: bytes, age: float = 3600.0) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    os.utime(path, (time.time() - age, time.time() - age))


def _good(file: str) -> bytes:
    """A version that is read: its one project is named by the file."""
    rows = [PROJECT_HEADER, [f"旧{file}", "南屏园区", 1, "合同", "签约", "2026-03-04"]]
    return csv_text(rows).encode() if file.endswith(".csv") else xlsx(rows)


IGNORED = (
    "~$r13.xlsx", ".~lock.r13.xlsx#", ".~r13.xlsx", "4F3A21BC", "r13.tmp", "r13.xlsx.tmp", ".syncthing.r13.xlsx.tmp",
    "~syncthing~r13.xlsx.tmp",
)  # fmt: skip
COPIES = ("r16.sync-conflict-20260502-101500-ABCDEFG.xlsx", "r16 - 副本.xlsx", "r16(1).xlsx", "r16（2）.xlsx")


@dataclass
class Dropped:
    """What the feed said of the folder once everything had been dropped into it."""

    folder: Path
    board: Board
    season: Season
    checked: Ran
    parsers: set[int]
    peak_kb: int

    def source(self, file: str) -> SourceHealth:
        (found,) = [source for source in self.board.sources if source.file == file]
        return found

    def projects(self, start: str) -> dict[str, Project]:
        return {p.name: p for p in self.season.projects if p.name.startswith(start)}

    def told(self, file: str) -> list[tuple[str, int, str]]:
        return [(p.code, p.row, p.column) for p in self.source(file).problems]


def _drop_hostile(folder: Path) -> None:
    for hostile in HOSTILE:
        _old(folder / hostile.file, hostile.make())
    for file, data in readable().items():
        _old(folder / file, data)
    for file in (*IGNORED, *COPIES):
        _old(folder / file, GOOD)
    outside = folder.parent / "outside"
    _old(
        outside / "秘密.csv", csv_text([PROJECT_HEADER, ["秘密", "南屏园区", 1, "合同", "签约", "2026-03-04"]]).encode()
    )
    (folder / "r34-链接.csv").symlink_to(outside / "秘密.csv")
    (folder / "r34-链接夹").symlink_to(outside)
    os.mkfifo(folder / LEFT)
    if os.geteuid() == 0:
        os.mknod(folder / "r34-设备.csv", stat.S_IFCHR | 0o600, os.makedev(1, 5))  # /dev/zero: it never ends
    with (folder / "r34-五吉.csv").open("wb") as file:
        file.truncate(5 * 10**9)
    os.utime(folder / "r34-五吉.csv", (0, time.time() - 3600))
    deep = folder / "/".join(f"层{level}" for level in range(60))
    _old(deep / "深.csv", GOOD)
    with open(os.fsencode(folder) + b"/r34-\xb6\xab\xc1\xeb.csv", "wb") as raw:  # noqa: PTH123 - a name in bytes
        raw.write(csv_text([PROJECT_HEADER, ["怪名", "南屏园区", 1, "合同", "签约", "2026-03-04"]]).encode())
    os.utime(raw.name, (0, time.time() - 3600))


def _parser_of(opened: Opened) -> int:
    engine = opened.feed._engine
    assert engine is not None
    child = engine.parser._child
    assert child is not None
    return child.pid


def _peak(pid: int) -> int:
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    assert found
    return int(found[1])


@pytest.fixture(scope="module")
def dropped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dropped]:
    """Everything dropped into one folder, seen by one feed, then by the `check` command."""
    home, folder = tmp_path_factory.mktemp("home"), season(tmp_path_factory.mktemp("nasty") / "season")
    with pytest.MonkeyPatch.context() as patch:
        for variable in ("XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
            patch.setenv(variable, str(home / variable.lower()))
        use("en")
        for hostile in HOSTILE:
            _old(folder / hostile.file, _good(hostile.file), age=7200)
        with Opened(folder) as opened:
            opened.wait(lambda b: _settled(b) and sum(s.file.startswith("r") for s in b.sources) == len(HOSTILE))
            parsers = {_parser_of(opened)}
            _drop_hostile(folder)
            opened.feed.refresh()
            files = {h.file for h in HOSTILE} | set(readable())
            board = opened.wait(lambda b: _settled(b) and files <= {s.file for s in b.sources if _done(s)}, 60)
            parsers.add(_parser_of(opened))
            engine = opened.feed._engine
            assert engine is not None
            known, peak = engine.shelf.season, _peak(_parser_of(opened))
        yield Dropped(folder, board, known, say("check", folder), parsers, peak)


def _settled(board: Board) -> bool:
    return board.folder.state == "ok" and not board.folder.reading


def _done(source: SourceHealth) -> bool:
    hostile = next((h for h in HOSTILE if h.file == source.file), None)
    return source.state == "failed" if hostile else source.state in ("ok", "failed")


# ---------------------------------------------------------------- what is refused as a whole


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda h: h.file)
def test_rows_1_to_14_a_hostile_file_is_refused_with_its_reason_and_its_last_good_version_stays(
    dropped: Dropped, hostile: Hostile
) -> None:
    source = dropped.source(hostile.file)
    assert source.state == "failed"
    assert source.why is not None
    assert (source.why.code, source.why.args, source.why.severity) == (hostile.code, hostile.args, Severity.PROBLEM)
    assert [p.name for p in dropped.season.projects if p.file == hostile.file] == [f"旧{hostile.file}"]
    assert source.kinds == (("projects", 1),)
    assert f"{hostile.file}: {problem_text(source.why)}" in dropped.checked.out


def test_no_hostile_file_cost_a_parser_or_much_memory(dropped: Dropped) -> None:
    assert len(dropped.parsers) == 1
    assert not {s.why.code for s in dropped.board.sources if s.why} & {"parser_died", "parser_late"}
    assert dropped.peak_kb < 400_000


# ---------------------------------------------------------------- what is read


def wan(project: Project) -> tuple[Decimal, str, bool, Decimal | None] | None:
    """The amount, in 万: value, currency, approximate, upper end."""
    a = project.total_investment
    return None if a is None else (a.value, a.currency, a.approximate, a.high)


@pytest.mark.parametrize(
    "name", ["国标1", "统一1", "文本1", "新旧1", "旧新1", "金山1", "标题1", "巨1", "反1", "总1", "隐1", "隐2"]
)
def test_rows_10_to_23_encodings_formats_titles_and_merges_are_read(dropped: Dropped, name: str) -> None:
    (project,) = dropped.projects(name).values()
    assert project.unit == "东岭园区"
    assert wan(project) == (Decimal(40000 if name == "隐2" else 30000), "CNY", False, None)


def test_row_15_temporary_files_are_ignored_without_a_word(dropped: Dropped) -> None:
    assert not {source.file for source in dropped.board.sources} & set(IGNORED)
    assert not any(file in dropped.checked.out for file in IGNORED)


@pytest.mark.parametrize("file", COPIES)
def test_row_16_copies_are_listed_and_not_counted(dropped: Dropped, file: str) -> None:
    source = dropped.source(file)
    assert (source.state, source.kinds) == ("ignored", ())
    assert source.why is not None
    assert source.why.code == "copy"
    assert f"{file}: {problem_text(source.why)}" in dropped.checked.out
    assert not [p for p in dropped.season.projects if p.file == file]


def test_row_18_the_unit_of_the_note_and_the_two_row_header_apply(dropped: Dropped) -> None:
    project = dropped.projects("标题1")["标题1"]
    assert project.paid_in is not None
    assert project.paid_in.value == 10000


@pytest.mark.parametrize("start", ["竖", "开"])
def test_rows_19_and_20_a_merged_unit_is_filled_down_and_a_merged_amount_counts_once(
    dropped: Dropped, start: str
) -> None:
    found = dropped.projects(start)
    assert [found[name].unit for name in sorted(found)] == ["东岭园区"] * 3
    amounts = [wan(found[name]) for name in sorted(found)]
    assert amounts == [(Decimal(300000), "CNY", False, None), None, None]


def test_row_22_totals_sections_and_remarks_are_no_projects(dropped: Dropped) -> None:
    assert [p.name for p in dropped.season.projects if p.file == "r22-合计.xlsx"] == ["总1"]
    codes = [code for code, _, _ in dropped.told("r22-合计.xlsx")]
    assert sorted(codes) == ["row_remark", "row_section", "row_total", "row_total"]


def test_row_23_hidden_sheets_are_said_and_filtered_rows_counted(dropped: Dropped) -> None:
    assert [code for code, _, _ in dropped.told("r23-隐藏.xlsx")] == ["filtered_rows", "hidden_sheet"]
    assert [p.name for p in dropped.season.projects if p.file == "r23-隐藏.xlsx"] == ["隐1", "隐2"]


def test_row_24_an_error_and_a_formula_without_value_are_never_zero(dropped: Dropped) -> None:
    assert [wan(p) for p in dropped.projects("算").values()] == [None, None]
    assert dropped.told("r24-错误.xlsx") == [("formula_uncached", 2, "C"), ("cell_error", 3, "C")]


@pytest.mark.parametrize(
    ("name", "amount"),
    [
        ("甲01", (Decimal(35000), "CNY", False, None)),
        ("甲02", (Decimal(23000), "USD", False, None)),
        ("甲03", (Decimal(120000), "CNY", False, None)),
        ("甲04", (Decimal(1200), "CNY", False, None)),
        ("甲05", (Decimal(35000), "CNY", False, None)),
        ("甲06", (Decimal(35000), "CNY", False, None)),
        ("甲07", None),
        ("甲08", None),
        ("甲09", None),
        ("甲10", (Decimal(80000), "CNY", False, Decimal(100000))),
    ],
)
def test_rows_25_and_26_amounts_are_read_or_left_blank(dropped: Dropped, name: str, amount: object) -> None:
    assert wan(dropped.projects("甲")[name]) == amount


def test_row_26_what_is_no_amount_is_shown_as_it_was_written(dropped: Dropped) -> None:
    assert ("amount_unreadable", 8, "C") in dropped.told("r25-值.xlsx")
    assert "r25-值.xlsx 台账 C8 「一期20亿,二期30亿」" in dropped.checked.out


@pytest.mark.parametrize(
    ("name", "day"),
    [
        *((f"甲0{n}", date(2017, 5, 2)) for n in (1, 2, 3, 4, 5, 6, 9)),
        ("甲07", date(2026, 5, 2)),
        ("甲08", date(2026, 6, 30)),
        *((f"甲{n}", None) for n in (10, 11, 12, 13)),
    ],
)
def test_rows_27_and_28_days_are_read_assumed_or_flagged(dropped: Dropped, name: str, day: date | None) -> None:
    assert dropped.projects("甲")[name].signed_on == day


def test_rows_27_and_28_what_was_assumed_and_what_is_doubtful_is_told(dropped: Dropped) -> None:
    told = [(code, row) for code, row, column in dropped.told("r25-值.xlsx") if column == "E"]
    assert told == [
        ("year_assumed", 8), ("date_month_end", 9), ("date_unreadable", 11), ("date_implausible", 12),
        ("date_partial", 13), ("date_impossible", 14),
    ]  # fmt: skip


def test_row_29_long_codes_stay_whole_and_a_spoilt_one_is_flagged(dropped: Dropped) -> None:
    found = dropped.projects("码")
    assert [found[name].id for name in ("码1", "码2")] == ["110105194912310021", "13909130001"]
    assert ("code_spoilt", 4, "A") in dropped.told("r29-号码.xlsx")


def test_row_30_forms_and_unknown_sheets_name_the_headers_seen(dropped: Dropped) -> None:
    assert [code for code, _, _ in dropped.told("r30-表单.xlsx")] == ["header_form"]
    assert [code for code, _, _ in dropped.told("r30-物资.xlsx")] == ["header_unknown"]
    assert "物资、规格、数量" in dropped.checked.out


def test_row_31_two_rows_of_one_identity_are_told_with_both_places(dropped: Dropped) -> None:
    (problem,) = [p for p in dropped.board.problems if p.code == "ambiguous_key" and p.file == "r31-两行.csv"]
    assert {problem.row, *map(int, re.findall(r"\d+", dict(problem.args)["other"].partition(".csv")[2]))} == {2, 3}


def test_row_31_spellings_of_one_unit_are_joined_by_an_alias_and_else_told_as_near(dropped: Dropped) -> None:
    near = [p for p in dropped.board.problems if p.code == "unknown_unit_near" and p.file == "r31-两行.csv"]
    assert [(p.text, dict(p.args)["near"]) for p in near] == [("南屏工业园区", "南屏园区")]


def test_row_32_what_a_cell_says_is_inert_in_the_board_and_in_words(dropped: Dropped) -> None:
    (item,) = [item for item in dropped.board.owed if item.what.startswith("毒")]
    assert item.what.startswith("毒[red]x[/] [@click=app.quit]x[/]")
    said = "".join(str(value) for value in (item, dropped.source("r32-毒.csv")))
    for text in (said, dropped.checked.out):
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]", text)


@pytest.mark.parametrize("start", ["=cmd|' /C calc'!A0", "@SUM(1+1)", "+1+1", "-1+1"])
def test_row_33_a_formula_in_a_cell_is_written_as_text_into_a_workbook(start: str, tmp_path: Path) -> None:
    column = forms.DemoColumn("name", "项目名称")
    sheet = forms.DemoSheet(name="台账", columns=(column,), rows=(Project(name=start, unit="东岭园区"),))
    data = write.render(write.DemoFile("a.xlsx", "xlsx", (sheet,)), date(2026, 5, 2))
    (tmp_path / "a.xlsx").write_bytes(data)
    cells = [cell for row in openpyxl.load_workbook(tmp_path / "a.xlsx").active.iter_rows() for cell in row]
    (found,) = [cell for cell in cells if cell.value == start]
    assert found.data_type == "s"


@pytest.mark.parametrize(
    ("file", "code"),
    [("r34-链接.csv", "link"), (LEFT, "not_a_file"), ("r34-设备.csv", "not_a_file"), ("r34-五吉.csv", "too_large")],
)
def test_row_34_links_fifos_devices_and_giants_are_told_and_not_opened(dropped: Dropped, file: str, code: str) -> None:
    if file == "r34-设备.csv" and os.geteuid() != 0:
        pytest.skip("only root may make a device")
    why = dropped.source(file).why
    assert why is not None
    assert (why.code, why.severity) == (code, Severity.PROBLEM)
    assert f"{file}: {problem_text(why)}" in dropped.checked.out


def test_row_34_nothing_behind_a_link_or_too_deep_is_read_and_that_is_said(dropped: Dropped) -> None:
    assert dropped.projects("秘密") == {}
    (deep,) = [s for s in dropped.board.sources if s.why and s.why.code == "too_deep"]
    assert deep.file.startswith("层0/层1/")
    assert deep.file.count("/") == 20


def test_row_34_a_name_that_is_no_text_is_read_and_shown_escaped(dropped: Dropped) -> None:
    (project,) = dropped.projects("怪名").values()
    assert project.file == r"r34-\xb6\xab\xc1\xeb.csv"


def test_check_finds_problems_and_what_was_read_goes_on_counting(dropped: Dropped) -> None:
    assert dropped.checked.code == 1
    assert dropped.checked.err == ""
    assert dropped.board.leading is not None
    assert {unit.unit for unit in dropped.board.leading.units} >= {"南屏园区", "东岭园区"}
