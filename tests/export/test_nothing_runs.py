"""Whatever a ledger says, nothing of it runs where an export is opened: no formula in a workbook or a text that
LibreOffice opens, no script, field or outside link in a paper."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from itertools import cycle
from pathlib import Path

import pytest
from helpers.every_draft import drafts_of
from helpers.hostile_lists import BAD, hostile_board, lists_of
from lxml import etree

from data import wording
from data.export.list_texts import to_csv
from data.export.list_workbook import to_workbook, to_xlsx
from data.export.papers.draft import DraftPaper
from data.export.papers.draft_docx import to_docx
from data.export.papers.draft_html import to_html
from data.export.papers.draft_markdown import to_markdown
from data.export.papers.paper_looks import NEWSLETTER, OFFICIAL
from data.export.papers.source_annex import with_sources
from data.model import Board, LogLine
from data.model.marked_rows import MarkedRow, MarkedSheet
from data.wording.fillback import fillback_lists
from data.wording.no_formulas import disarmed
from data.wording.unit_notes import unit_notes

EVIL = (
    "<script>alert(1)</script>"
    '" onload="x'
    "<img src=x onerror=y>"
    "]]><a href='javascript:x'>"
    "{ DDEAUTO c:\\cmd }"
    "[x](javascript:y)"
    "{{ 7*7 }}"
)
"""What a paper's program might run, beside what a spreadsheet would."""

WITNESS = "witness"
"""A file of formulas without any guard: LibreOffice must find those, or it would find none anywhere."""

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def filled_back() -> bytes:
    """A fill-back in which every cell, header, note and name is hostile."""
    at = datetime(2026, 5, 1, 9, tzinfo=UTC)
    said = [LogLine("s.r.1", 1, at, bad, "note", "k", bad, bad, "stalled", "s", text=bad) for bad in BAD]
    rows = tuple(MarkedRow(n, BAD, (line, line)) for n, line in enumerate(said, 1))
    return to_workbook(fillback_lists(BAD[0], date(2026, 5, 2), None, [MarkedSheet("甲.xlsx", "表", BAD, rows)]))


def write_all(folder: Path, board: Board) -> None:
    """Every export of the board that a spreadsheet may open, and the witness."""
    for shown in lists_of(board):
        if shown.rows:
            (folder / f"{shown.id}.xlsx").write_bytes(to_xlsx(shown))
            (folder / f"{shown.id}-text.csv").write_bytes(to_csv(shown))
    (folder / "fillback.xlsx").write_bytes(filled_back())
    (folder / "copied.csv").write_text(disarmed("\n".join(BAD)), encoding="utf-8")
    (folder / "notes.csv").write_text(disarmed("\n".join(one.text for one in unit_notes(board))), encoding="utf-8")
    (folder / f"{WITNESS}.csv").write_text("\n".join(BAD), encoding="utf-8")


def formulas(folder: Path) -> dict[str, list[str]]:
    """The formulas that LibreOffice finds in each file of a folder, by its name."""
    out, home = folder / "out", f"-env:UserInstallation=file://{folder}/office"
    files = sorted(map(str, (*folder.glob("*.xlsx"), *folder.glob("*.csv"))))
    command = ["soffice", "--headless", home, "--convert-to", "fods", "--outdir", str(out), *files]
    subprocess.run(command, capture_output=True, check=True)
    found = {}
    for file in sorted(out.iterdir()):
        cells = etree.parse(file, etree.XMLParser(huge_tree=True)).iter(f"{_TABLE}table-cell")
        found[file.stem] = [said for cell in cells if (said := cell.get(f"{_TABLE}formula"))]
    return found


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
def test_libreoffice_finds_no_formula_in_any_export(tmp_path: Path) -> None:
    write_all(tmp_path, hostile_board())
    names = {file.stem for file in tmp_path.iterdir() if file.suffix in (".xlsx", ".csv")}
    found = formulas(tmp_path)
    assert set(found) == names
    assert len(found.pop(WITNESS)) >= 2
    assert {name: said for name, said in found.items() if said} == {}


# ------------------------------------------------------------ papers


def evil_board() -> Board:
    """A hostile season whose words end in markup too, wherever a paper may print them."""
    board = hostile_board()
    lead = board.leading
    assert lead is not None
    units = tuple(replace(one, unit=f"{one.unit}{EVIL}") for one in lead.units)
    owed = tuple(replace(one, what=EVIL, source=EVIL, grade=EVIL, owed_by=EVIL) for one in board.owed)
    stalled = tuple(replace(one, project=EVIL, unit=EVIL, blocker=EVIL) for one in board.stalled)
    projects = tuple(replace(one, project=EVIL, unit=EVIL) for one in board.projects)
    lines = tuple(replace(one, units=units) if one is lead else one for one in board.progress)
    return replace(board, progress=lines, owed=owed, stalled=stalled, projects=projects, place=EVIL)


@pytest.fixture(scope="module")
def papers() -> list[DraftPaper]:
    with wording.speaking("zh"):
        return [with_sources(draft) for _kind, draft in drafts_of(evil_board())]


class Tags(HTMLParser):
    """Every element of a page with its attributes, and all that it says."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.said = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {(name, value or "") for name, value in attrs}

    def handle_data(self, data: str) -> None:
        self.said += data


_ELEMENTS = """
html head meta title style body h1 h2 p table caption small thead tbody tr th td svg rect path
"""
_ATTRIBUTES = "lang charset class colspan viewbox preserveaspectratio width height fill d stroke stroke-width"


def test_a_page_has_our_own_elements_alone(papers: list[DraftPaper]) -> None:
    assert len(papers) >= 6
    for draft in papers:
        tags = Tags(to_html(draft))
        assert tags.names <= set(_ELEMENTS.split()), draft.kind
        assert {name for name, _value in tags.attributes} <= set(_ATTRIBUTES.split()), draft.kind
        assert draft.title in tags.said


def elements(data: bytes) -> Iterator[tuple[str, etree._Element]]:
    """Every element of the parts of a .docx, with its name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                for one in etree.fromstring(archive.read(name)).iter():
                    yield etree.QName(one).localname, one


_ACTIVE = {"fldSimple", "hyperlink", "object", "OLEObject", "control", "altChunk", "attachedTemplate", "subDoc"}


def test_a_document_has_no_field_but_its_pages_and_fetches_nothing(papers: list[DraftPaper]) -> None:
    for draft, form in zip(papers, cycle((NEWSLETTER, OFFICIAL)), strict=False):
        data = to_docx(draft, form)
        found = list(elements(data))
        assert {name for name, _one in found} & _ACTIVE == set(), draft.kind
        assert {one.text for name, one in found if name == "instrText"} == {"PAGE"}, draft.kind
        assert [one for name, one in found if name == "Relationship" and one.get("TargetMode") == "External"] == []
        assert draft.title in "".join(one.text or "" for name, one in found if name == "t")


def test_no_markdown_is_markup(papers: list[DraftPaper]) -> None:
    for draft in papers:
        text = to_markdown(draft)
        assert re.findall(r"(?<!\\)<[a-z/!]|(?<!\\)\]\(", text) == [], draft.kind
