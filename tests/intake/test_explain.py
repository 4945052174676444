"""`explain`: a unit on the telephone asks how its file was read, and the answer is on the screen."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from helpers.cli import Ran, run, say
from helpers.intake import xlsx
from rich.cells import cell_len

from data.explain import explain
from data.feed.refusals_and_clock import utc_now
from data.processes.deadline import within
from data.starter import start_season

HEADER = ["序号", "项目名称", "责任单位", "总投资(亿元)", "合同引资额", "签约类型", "签约日期", "备注", "单位"]


def ledger(*extra: list[object]) -> bytes:
    rows = [
        ["2025年签约项目台账"],
        HEADER,
        [1, "光热设备制造", "东岭园区", 12.5, 3000, "合同", "5月8日", "重点", "x"],
        [2, "铝型材压铸", "云阳县", 3, 5000, "框架协议", "2025-03-04", "", "x"],
        *extra,
    ]

    def also(book: openpyxl.Workbook) -> None:
        book.create_sheet("旧表").sheet_state = "hidden"
        book.create_sheet("空表")

    return xlsx(rows, merges=["A1:I1"], name="一季度", also=also)


def explained(path: Path, *more: str | Path, language: str = "en") -> Ran:
    return say("explain", path, *more, language=language)


def line(ran: Ran, start: str) -> str:
    return next(one for one in ran.out.splitlines() if one.split()[:1] == [start])


def test_the_day_that_a_sheet_speaks_of_is_told(tmp_path: Path) -> None:
    file = tmp_path / "台账.csv"
    file.write_text("截至5月8日,,\n项目名称,合同金额(亿元),合同类型\n铝材,1.5,合同\n", "utf-8")
    assert "  its title says that it speaks of 05-08" in run("explain", file).out.splitlines()


def test_every_column_is_told_with_its_field_its_type_and_where_its_unit_comes_from(tmp_path: Path) -> None:
    file = tmp_path / "台账.xlsx"
    file.write_bytes(ledger(["合计", None, None, 15.5, 8000]))
    ran = run("explain", file)
    assert ran.code == 0, ran.out + ran.err
    assert "a ledger of projects; header: row 2" in ran.out
    assert line(ran, "A").split(maxsplit=3)[1:] == ["序号", "—", "not read: only counts rows"]
    assert line(ran, "B").split() == ["B", "项目名称", "name", "words"]
    assert line(ran, "D").split(maxsplit=3)[2:] == ["total_investment", "amount, 亿元 by its header"]
    assert line(ran, "E").split(maxsplit=3)[2:] == ["contracted", "amount, 万元 assumed"]
    assert line(ran, "H").endswith("not read: header not known")
    assert line(ran, "I").endswith("not read: column C has it")
    assert "days without a year are taken as of 2025: a title" in ran.out
    assert "2 rows read\n  1 row is no record:\n" in ran.out
    dropped = next(one for one in ran.out.splitlines() if "row 5" in one)
    assert "a total, not counted" in dropped
    assert "合计 | 15.5 | 8000" in dropped
    assert "not read: hidden" in ran.out
    assert "nothing to read" in ran.out
    assert "no folder above it has a fairwatch.toml" in ran.out
    assert all(cell_len(one) <= 80 for one in ran.out.partition("Notes")[0].splitlines())


def test_in_chinese_a_field_is_called_by_its_canonical_header(tmp_path: Path) -> None:
    file = tmp_path / "台账.xlsx"
    rows = [["单位：亿元"], ["项目", "承办单位", "投资额", "阶段"], ["光热设备制造", "东岭园区", 12.5, "在建"]]
    file.write_bytes(xlsx(rows, name="表"))
    ran = explained(file, language="zh")
    assert ran.code == 0, ran.out + ran.err
    assert line(ran, "B").split() == ["B", "承办单位", "责任单位", "单位（可多个）"]
    assert line(ran, "C").split() == ["C", "投资额", "总投资", "金额，亿元（单位说明）"]
    assert not [one for one in ran.out.splitlines()[1:] if "total_investment" in one or "rows" in one]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_near_miss_says_what_is_missing_and_how_the_office_may_add_its_own_word(
    tmp_path: Path, language: str
) -> None:
    file = tmp_path / "台账.xlsx"
    file.write_bytes(xlsx([["项目名称", "牵头县区", "总投资(亿元)", "阶段"], ["光热设备制造", "云阳县", 3, "在建"]]))
    ran = explained(file, language=language)
    assert ran.code == 1
    assert "责任单位, 承办单位, 落地单位" in ran.out.replace("、", ", ").replace("\n    ", " ")
    assert '[ledgers.columns]\n    unit = ["牵头县区"]' in ran.out
    # The advice is true: with just these lines the ledger is read.
    advice = ran.out[ran.out.index("[[ledgers]]") :].partition("\n\n")[0].splitlines()
    (tmp_path / "fairwatch.toml").write_text("\n".join(one.strip() for one in advice), encoding="utf-8")
    assert explained(file, language=language).code == 0


def test_what_is_of_no_kind_shows_the_headers_that_were_seen(tmp_path: Path) -> None:
    file = tmp_path / "物资.csv"
    file.write_text("物资,规格,数量\n桌子,长,3\n", encoding="utf-8")
    ran = explained(file)
    assert ran.code == 1
    assert "the header is not recognised; seen: 物资、规格、数量" in ran.out
    assert "fairwatch init" in ran.out


def test_a_form_is_told_to_be_one(tmp_path: Path) -> None:
    file = tmp_path / "单个项目.xlsx"
    form = [
        ["项目名称", "光热设备", "责任单位", "云阳县"],
        ["总投资", 3, "项目阶段", "在建"],
        ["签约日期", "2026-03-04", "投资方", "甲"],
    ]
    file.write_bytes(xlsx(form))
    ran = explained(file)
    assert ran.code == 1
    assert "not read: this is a form and no table" in ran.out


def test_the_settings_of_the_nearest_folder_above_are_gone_by_or_those_that_are_named(tmp_path: Path) -> None:
    season, other = tmp_path / "season", tmp_path / "other"
    (season / "东岭园区").mkdir(parents=True)
    other.mkdir()
    toml = '[season]\nfrom = 2024-01-01\n[files]\namount_unit = "亿元"\n[columns.projects]\nunit = ["牵头县区"]\n'
    (season / "fairwatch.toml").write_text(toml, encoding="utf-8")
    (other / "fairwatch.toml").write_text('[columns.projects]\nname = ["牵头县区"]\n', encoding="utf-8")
    file = season / "东岭园区" / "台账.xlsx"
    file.write_bytes(
        xlsx([["项目名称", "牵头县区", "总投资", "阶段", "签约日期"], ["光热", "云阳县", 3, "在建", "5月8日"]])
    )
    ran = explained(file)
    assert ran.code == 0, ran.out
    assert ran.out.startswith("东岭园区/台账.xlsx\n")
    assert "amount, 亿元 by [files]" in ran.out
    assert "2024: [season] from" in ran.out
    assert explained(file, "--folder", other).code == 1


def test_settings_that_are_not_taken_are_a_problem_and_the_defaults_serve(tmp_path: Path) -> None:
    (tmp_path / "fairwatch.toml").write_text("[files]\namount_unit = '元宝'\n", encoding="utf-8")
    (tmp_path / "台账.xlsx").write_bytes(ledger())
    ran = explained(tmp_path / "台账.xlsx")
    assert ran.code == 1
    assert "files.amount_unit" in ran.out
    assert "2 rows read" in ran.out


def test_a_file_that_a_board_would_not_read_says_so(tmp_path: Path) -> None:
    for name, words in (("台账 - 副本.xlsx", "a copy"), ("台账.docx", "by its name this is no ledger")):
        (tmp_path / name).write_bytes(ledger())
        ran = explained(tmp_path / name)
        assert ran.code == 1
        assert words in ran.out
    (tmp_path / "坏.xlsx").write_bytes(ledger()[:400])
    assert "the file is incomplete" in explained(tmp_path / "坏.xlsx").out
    (tmp_path / "链接.xlsx").symlink_to(tmp_path / "台账.docx")
    assert "a link is not followed" in explained(tmp_path / "链接.xlsx").out
    os.mkfifo(tmp_path / "管道.csv")
    assert "no ordinary file" in explained(tmp_path / "管道.csv").out


def test_what_cannot_be_had_is_one_line_and_exit_code_2(tmp_path: Path) -> None:
    for path, words in ((tmp_path / "没有.xlsx", "there is no such file"), (tmp_path, "this is a folder")):
        ran = explained(path)
        assert ran.code == 2
        assert words in ran.err
        assert len(ran.err.splitlines()) == 1


def test_nothing_in_the_file_is_interpreted(tmp_path: Path) -> None:
    file = tmp_path / "a\x1b[31mb.csv"
    file.write_text("项目名称,责任单位,阶段,\x1b[2J[red]x[/]\n光热,云阳县,在建,1\n合计,,\x1b[31m\n", encoding="utf-8")
    out = explained(file).out
    assert "\x1b" not in out
    assert "[red]x[/]" in out


def test_a_folder_that_never_answers_holds_neither_explain_nor_init(tmp_path: Path) -> None:
    """A pipe that nobody writes to answers as a dead mount does: never."""
    (tmp_path / "台账.xlsx").write_bytes(ledger())
    pipe = tmp_path / "fairwatch.toml"
    os.mkfifo(pipe)
    try:
        with pytest.raises(TimeoutError):
            explain(tmp_path / "台账.xlsx", None, utc_now(), wait=0.2)
        with pytest.raises(TimeoutError):
            start_season(tmp_path, wait=0.2)
    finally:
        with contextlib.suppress(OSError):  # let the two threads go; then nobody waits any more
            while True:
                os.close(os.open(pipe, os.O_WRONLY | os.O_NONBLOCK))
    assert within(5, lambda: "there") == "there"
    with pytest.raises(FileNotFoundError):
        within(5, Path("/no/such/file").stat)


def test_what_parses_is_a_process_of_its_own(tmp_path: Path) -> None:
    file = tmp_path / "台账.xlsx"
    file.write_bytes(ledger())
    probe = (
        "import sys; from pathlib import Path; from data.explain import explain; "
        "from data.feed.refusals_and_clock import utc_now\n"
        "told = explain(Path(sys.argv[1]), None, utc_now())\n"
        "print(len(told.reading.records), 'python_calamine' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-P", "-c", probe, file], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["2", "False"]
    assert explain(file, None, utc_now()).reading.sheets[0].kind == "projects"
