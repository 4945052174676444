"""LibreOffice sets a 公文 in 22 lines of 28 characters, as the standard has it.

Free fonts stand in for those that papers name (`helpers/free_fonts.conf`); skipped where they or LibreOffice are not.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from helpers.drafts import DAY

from data.export.papers.draft import DraftPaper, body
from data.export.papers.draft_docx import to_docx
from data.export.papers.paper_looks import OFFICIAL

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


@pytest.fixture
def pages(tmp_path: Path) -> list[list[str]]:
    """The lines of each page, without its number, of a paper of long paragraphs."""
    if lacking := why_not():
        pytest.skip(lacking)
    words = (HAN * 40)[: CHARACTERS * LINES - 2]
    draft = DraftPaper("circular", "标题", DAY, tuple(body(words) for _ in range(3)))
    (tmp_path / "paper.docx").write_bytes(to_docx(draft, OFFICIAL))
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    command = ["soffice", "--headless", home, "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run(
        [*command, str(tmp_path / "paper.docx")],
        env={**os.environ, "FONTCONFIG_FILE": str(FREE)},
        capture_output=True,
        check=True,
    )
    read = subprocess.run(["pdftotext", "-layout", str(tmp_path / "paper.pdf"), "-"], capture_output=True, check=True)
    lines = [[line.strip() for line in page.splitlines()] for page in read.stdout.decode().split("\f")]
    return [[line for line in page if line and "—" not in line] for page in lines]


def test_a_page_has_22_lines_of_28_characters(pages: list[list[str]]) -> None:
    second = pages[1]
    assert len(second) == LINES
    widths = sorted({len(line) for line in second})
    assert widths[-1] == CHARACTERS
    assert set(widths) <= {CHARACTERS, CHARACTERS - 2}, "a paragraph's first line alone is shorter"
