"""LibreOffice sets a 公文 in 22 lines of 28 characters, as the standard has it, parts no row of a long table and leaves
no signature alone.

Free fonts stand in for those that papers name (`helpers/free_fonts.conf`); skipped where they or LibreOffice are not.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from helpers.drafts import DAY

from data.export.papers.draft import DraftPaper, DraftRow, DraftTable, Passage, PassageKind, body, heading
from data.export.papers.draft_docx import to_docx
from data.export.papers.paper_looks import NEWSLETTER, OFFICIAL

FREE = Path(__file__).parent.parent / "helpers" / "free_fonts.conf"
NEEDED = ("AR PL SungtiL GB", "AR PL KaitiM GB", "WenQuanYi Zen Hei", "Noto Serif CJK SC")
CHARACTERS, LINES = 28, 22

HAN = "招商引资工作进展情况通报如下现将各县区园区签约项目推进落实统计数据"


def why_not() -> str:
    """What is missing here, "" where nothing is."""
    lacking = [tool for tool in ("soffice", "pdftotext", "fc-list") if shutil.which(tool) is None]
    if not lacking:
        listed = subprocess.run(["fc-list", ":", "family"], capture_output=True, check=True).stdout.decode()
        lacking = [font for font in NEEDED if font not in listed]
    return f"missing here: {', '.join(lacking)}" if lacking else ""


MIXED = "2026年签约85.30亿元（同比+12.5%），其中“TCL”等Top 10企业28个——合同率97.3%，详见GB/T 9704及ISO 9001；"
LAST = "请各单位对照任务抓紧推动。"
ROWS = 60
LEFT = range(14, 23)
"""Lines of text before what stands last: somewhere in these a page ends."""


def paper(*blocks: Passage | DraftTable) -> DraftPaper:
    return DraftPaper("circular", "标题", DAY, blocks)


def long_table() -> DraftTable:
    """Rows of several lines, under headings, more than two pages of them."""
    told = [DraftRow((str(at), f"始{at:02}{'某县某某园区' * 9}终{at:02}", "12.00", "1.50")) for at in range(ROWS)]
    return DraftTable("完成情况", "单位：亿元", ("序号", "单位", "任务", "完成(合同)"), tuple(told), frozenset({1}))


def ending(lines: int) -> DraftPaper:
    """A text of so many lines, then what belongs together."""
    filling = [body(HAN[:20]) for _ in range(lines)]
    annex, signed = body("附件：1. 完成情况表"), Passage(("拟稿：某某　　核稿：某某",), PassageKind.SIGNED)
    return paper(*filling, body(LAST), annex, signed, Passage(("抄送：市政府",), PassageKind.SIGNED))


WORDS = (HAN * 40)[: CHARACTERS * LINES - 2]
PAPERS: Mapping[str, tuple[DraftPaper, str]] = {
    "han": (paper(*(body(WORDS) for _ in range(3))), OFFICIAL),
    "mixed": (paper(*(body(MIXED * 14) for _ in range(4))), OFFICIAL),
    "headed": (paper(*(part for n in range(30) for part in (heading(f"{n}. 小节"), body(HAN * 3)))), OFFICIAL),
    "table": (paper(body(HAN), long_table(), body(HAN)), NEWSLETTER),
    "official table": (paper(body(HAN), long_table(), body(HAN)), OFFICIAL),
    **{f"ending {lines}": (ending(lines), OFFICIAL) for lines in LEFT},
}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All papers as PDF, by one start of LibreOffice."""
    if lacking := why_not():
        pytest.skip(lacking)
    folder = tmp_path_factory.mktemp("printed")
    for name, (draft, form) in PAPERS.items():
        (folder / f"{name}.docx").write_bytes(to_docx(draft, form))
    home = f"-env:UserInstallation=file://{folder}/office"
    command = ["soffice", "--headless", home, "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run(
        [*command, *(str(folder / f"{name}.docx") for name in PAPERS)],
        env={**os.environ, "FONTCONFIG_FILE": str(FREE)},
        capture_output=True,
        check=True,
    )
    return folder


def pages(printed: Path, name: str, way: str = "-layout") -> list[list[str]]:
    """The lines of each page of a paper, without its number."""
    read = subprocess.run(["pdftotext", way, str(printed / f"{name}.pdf"), "-"], capture_output=True, check=True)
    lines = [[line.strip() for line in page.splitlines()] for page in read.stdout.decode().split("\f")]
    return [[line for line in page if line and not re.fullmatch(r"— \d+ —", line)] for page in lines if page]


def joined(printed: Path, name: str) -> list[str]:
    """Each page as one word, its cells one after the other."""
    return ["".join("".join(page).split()) for page in pages(printed, name, "-raw")]


def test_a_page_has_22_lines_of_28_characters(printed: Path) -> None:
    second = pages(printed, "han")[1]
    assert len(second) == LINES
    widths = sorted({len(line) for line in second})
    assert widths[-1] == CHARACTERS
    assert set(widths) <= {CHARACTERS, CHARACTERS - 2}, "a paragraph's first line alone is shorter"


@pytest.mark.parametrize("name", ["mixed", "headed"])
def test_figures_letters_and_headings_leave_a_page_its_22_lines(printed: Path, name: str) -> None:
    _first, *whole, _last = pages(printed, name)
    assert len(whole) >= 1
    short = 0 if name == "mixed" else 2  # a heading goes on with the two lines that a page must have of a paragraph
    assert all(LINES - short <= len(page) <= LINES for page in whole)
    for page in whole:
        assert not re.match(r"\d+\. 小节", page[-1]), "a heading stands alone"


@pytest.mark.parametrize("name", ["table", "official table"])
def test_a_long_table_has_its_headers_on_each_page_and_no_row_on_two(printed: Path, name: str) -> None:
    told = [page for page in joined(printed, name) if "始" in page]
    assert len(told) >= 3
    assert [page.count("序号单位任务完成(合同)") for page in told] == [1] * len(told)
    whole = [number for page in told for number in re.findall(r"始(\d\d)(?:某县某某园区){9}终\1", page)]
    assert whole == [f"{at:02}" for at in range(ROWS)]
    assert "完成情况单位：亿元序号" in told[0]


def test_what_stands_last_stands_together(printed: Path) -> None:
    where = []
    for lines in LEFT:
        told = joined(printed, f"ending {lines}")
        (page,) = (number for number, words in enumerate(told) if "抄送" in words)
        assert page == len(told) - 1
        assert all(words in told[page] for words in (LAST, "附件：1.完成情况表", "拟稿：")), lines
        where.append(page)
    assert set(where) == {0, 1}, "a page ends within these"
