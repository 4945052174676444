"""`paper --out x.docx` goes by the settings: which form, and what is said where it cannot be written."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from helpers.cli import say
from helpers.drafts import opened
from helpers.feed import season
from helpers.own_forms import form_of

from data.export.papers.paper_fonts import PAPER_FONTS
from data.feed.folder_checkup import missing_paper_fonts
from data.starter import FORM_NAME
from tui.commands import doctor

ASKED = ("circular", "--period", "2026-01-1")
INSTALL = "pip install 'fairwatch[papers]'"


def folder_with(path: Path, settings: str) -> Path:
    folder = season(path / "season")
    with (folder / "fairwatch.toml").open("a", encoding="utf-8") as file:
        file.write(settings)
    return folder


def test_the_settings_say_which_form_it_has(tmp_path: Path) -> None:
    folder, out = folder_with(tmp_path, '\n[papers]\nform = "公文"\n'), tmp_path / "out.docx"
    assert say("paper", folder, *ASKED, "--out", out).code == 0
    assert opened(out.read_bytes()).settings.odd_and_even_pages_header_footer


def test_a_form_of_the_folder_is_filled_or_all_that_is_wrong_with_it_is_told(tmp_path: Path) -> None:
    folder, out = folder_with(tmp_path, '\n[forms]\ncircular = "通报.docx"\n'), tmp_path / "out.docx"
    absent = say("paper", folder, *ASKED, "--out", out)
    assert (absent.code, absent.err.strip()) == (2, "通报.docx: there is no such file")
    (folder / "通报.docx").write_bytes(form_of("{{ 标题 }}", "{{ 标体 }}", "{{ 状态"))
    wrong = say("--lang", "zh", "paper", folder, *ASKED, "--out", out)
    assert wrong.code == 2
    assert wrong.err.splitlines() == [
        "通报.docx: 第2段: 没有字段“标体”；最接近的是 标题",
        "通报.docx: 第3段: 标记不完整：“{{ 状态”",
    ]
    assert not out.exists()
    (folder / "通报.docx").write_bytes(form_of("{{ 标题 }}", "{{ 状态 }}"))
    assert say("paper", folder, *ASKED, "--out", out).code == 0
    said = [paragraph.text for paragraph in opened(out.read_bytes()).paragraphs]
    assert said[0].endswith("招商引资工作动态（第　　期）")
    assert said[1] == "草稿 未经核对 未印发"


@pytest.mark.parametrize(
    ("lacking", "settings", "package"),
    [("docx", "", "python-docx"), ("docxtpl", '\n[forms]\ncircular = "通报.docx"\n', "docxtpl")],
)
def test_without_the_extra_the_line_that_installs_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lacking: str, settings: str, package: str
) -> None:
    monkeypatch.setitem(sys.modules, lacking, None)
    ran = say("paper", folder_with(tmp_path, settings), *ASKED, "--out", tmp_path / "out.docx")
    assert (ran.code, ran.err.strip()) == (2, f"a .docx needs {package}: {INSTALL}")


def test_a_season_begins_without_the_extra_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    ran = say("init", tmp_path / "season")
    assert ran.code == 0
    assert f"not written: {INSTALL}  {FORM_NAME}" in " ".join(line.strip() for line in ran.out.splitlines())
    assert not (tmp_path / "season" / FORM_NAME).exists()


ENGLISH = "FangSong,FZXiaoBiaoSong\\-B05S,KaiTi_GB2312,SimHei,SimSun,Times New Roman"
CHINESE = "仿宋_GB2312,楷体,黑体,宋体,方正小标宋简体,Liberation Serif"


@pytest.mark.parametrize(
    ("listed", "missing", "said"),
    [
        ("", None, "they were not looked for"),
        ("exit 1", None, "they were not looked for"),
        (f"printf '%s\n' {ENGLISH!r}", (), "all here"),
        (f"echo '{CHINESE}' | tr , '\n'", (), "all here"),
        (
            "echo 'FangSong,仿宋'; echo SimHei; echo KaiTi; echo Tinos",
            ("宋体", "方正小标宋简体"),
            "missing here: 宋体, 方正小标宋简体",
        ),
        ("echo 'SimSun-ExtB'; echo '仿宋体'", tuple(PAPER_FONTS), f"missing here: {', '.join(PAPER_FONTS)}"),
    ],
)
def test_doctor_says_which_fonts_are_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, listed: str, missing: tuple[str, ...] | None, said: str
) -> None:
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin" if listed else str(tmp_path))
    if listed:
        program = tmp_path / "fc-list"
        program.write_text(f"#!/bin/sh\n{listed}\n", encoding="utf-8")
        program.chmod(0o755)
    assert missing_paper_fonts() == missing
    (line,) = doctor._fonts()
    assert (line.level is doctor.WARN) == bool(missing)
    assert said in line.words
