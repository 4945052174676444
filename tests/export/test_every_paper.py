"""Every paper of the table, over generated seasons: it agrees with the board, and never says what papers never say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from helpers.every_draft import NEVER, OF_UNITS, PERSONS, PHONE, asked, drafts_of, with_persons
from helpers.folder_board import board_of_files
from helpers.generated_seasons import GeneratedSeason, seasons
from helpers.hostile_lists import hostile_board
from helpers.hypothesis_profile import tried
from hypothesis import given
from hypothesis import strategies as st

from data.export.papers.draft import DraftPaper, DraftTable, NothingToReport, RowKind, words_of
from data.export.papers.draft_docx import to_docx
from data.export.papers.draft_html import to_html
from data.export.papers.draft_markdown import to_markdown
from data.export.papers.paper_kinds import PAPERS
from data.model import UNHEARD, Board, Standing
from data.wording.numbers import half_up
from data.wording.rulebook import BY_ID
from data.wording.unit_words import provisional

RANKED = ("circular", "monthly", "quarterly")


def board_on(season: GeneratedSeason, days: int | None) -> Board:
    """The board of the season's day, or so many days after its last fair opened."""
    day = season.as_of if days is None else max(season.fairs.values()) + timedelta(days=days)
    return board_of_files(season.files, day)


AFTER = st.sampled_from((None, 1, 40))


@tried(14)
@given(seasons(doubts=True), AFTER)
def test_no_paper_says_what_papers_never_say(season: GeneratedSeason, days: int | None) -> None:
    board = with_persons(board_on(season, days))
    investors = {one.investor for one in board.projects if one.investor}
    for kind, draft in drafts_of(board):
        for said in (draft.words, to_markdown(draft), to_html(draft)):
            told = re.sub(r"</?[^>]*>", "", said)
            assert [word for word in (*NEVER, *PERSONS, *investors, PHONE) if word in told] == [], kind
            assert kind == "slip" or "责令" not in told


@tried(14)
@given(seasons(doubts=True), AFTER)
def test_every_paper_agrees_with_the_board(season: GeneratedSeason, days: int | None) -> None:
    board = board_on(season, days)
    lead = board.leading
    assert lead is not None
    papers = dict(drafts_of(board))
    assert set(OF_UNITS) <= set(papers)
    for kind in OF_UNITS:
        whole = next(figure for figure in papers[kind].figures if figure.trace and figure.trace.rule == "signed")
        decimals = len(whole.words.partition(".")[2])
        assert Decimal(whole.words) == half_up(lead.signed / 10000, decimals), kind
        assert f"共签约合同项目{lead.contracts}个" in papers[kind].words
    for kind in RANKED:
        assert places(papers[kind]) == {
            one.unit: one.rank if one.completion else None for one in lead.units if not one.part_of and not one.superior
        }
    for kind, column, count in (
        ("agenda", "停滞项目", len(board.stalled)),
        ("monthly", "停滞项目", len(board.stalled)),
        (
            "monthly",
            "督办逾期",
            sum(one.overdue and one.kind == "followup" for one in (*board.owed, *board.owed_later)),
        ),
        ("trips", "外出批次", board.trips.half_total.trips if board.trips else 0),
    ):
        if kind in papers and (total := totals(papers[kind]).get(column)):
            assert int(total) == count, (kind, column)
    assert {figure.trace.rule for draft in papers.values() for figure in draft.figures if figure.trace} <= set(BY_ID)


@tried(14)
@given(seasons(doubts=True), AFTER)
def test_a_total_equals_its_rows_or_says_why_not(season: GeneratedSeason, days: int | None) -> None:
    for kind, draft in drafts_of(board_on(season, days)):
        for table in draft.tables:
            heading = {len(row.cells) for row in table.of_kind(RowKind.HEADING)}
            others = {len(row.cells) for row in table.rows if row.kind is not RowKind.HEADING}
            assert (heading <= {1}, others <= {len(table.heads)}) == (True, True), (kind, table.caption)
            for column, total, rows in summed(table):
                if total != rows:
                    said = ("只计一次", "未列入上列")
                    assert any(words in draft.words for words in said), (kind, table.caption, column)


@tried(14)
@given(seasons(doubts=True), AFTER)
def test_what_is_in_doubt_has_its_word(season: GeneratedSeason, days: int | None) -> None:
    board = board_on(season, days)
    lead = board.leading
    assert lead is not None
    papers = dict(drafts_of(board))
    for kind in OF_UNITS:
        words = papers[kind].words
        assert ("合并待确认" in words) == bool(lead.to_confirm), kind
        if any(one.uncounted.count for one in lead.units if not one.part_of):
            assert "待核" in words
        if lead.at_most is not None:
            assert "最高可计" in words
    waiting = provisional(lead.units)
    for kind in RANKED:
        assert ("位次暂列" in papers[kind].words) == bool(waiting), kind
    unheard = {one.unit for one in lead.units if one.standing in UNHEARD and not one.superior}
    partial = {one.unit for one in lead.units if one.standing is not Standing.READ}
    for draft in papers.values():
        for table in draft.tables:
            for row in table.rows:
                name = words_of(row.cells[min(1, len(row.cells) - 1)]).removeprefix("其中：")
                told = dict(zip(table.heads, map(words_of, row.cells), strict=False))
                if name in unheard and "完成率" in told:
                    assert told["完成率"] == "—"
                if name in partial and "停滞项目" in told:
                    assert told["停滞项目"] != "0"


def places(draft: DraftPaper) -> dict[str, int | None]:
    """The places that a paper's tables print, by unit; None where they print none."""
    found: dict[str, int | None] = {}
    for table in draft.tables:
        if "较上期" in table.heads:
            at = table.heads.index("位次")
            for row in table.of_kind(RowKind.OWN):
                said = words_of(row.cells[at]).removeprefix("并列第")
                found[words_of(row.cells[1])] = int(said) if said.isdecimal() else None
    return found


def totals(draft: DraftPaper) -> dict[str, str]:
    """The figures of a paper's last table with a sum, by their headers."""
    found: dict[str, str] = {}
    for table in draft.tables:
        for row in table.of_kind(RowKind.TOTAL):
            found |= {head: words_of(cell) for head, cell in zip(table.heads, row.cells, strict=True)}
    return found


_FIGURE = re.compile(r"-?\d+(?:\.\d+)?")


def summed(table: DraftTable) -> Iterator[tuple[str, Decimal, Decimal]]:
    """Each column of figures that has a sum: its header, the sum, and what its rows add up to. Rates are no sums."""
    rows = table.of_kind(RowKind.OWN, RowKind.REST)
    for total in table.of_kind(RowKind.TOTAL):
        for at, head in enumerate(table.heads):
            if at not in table.words_in and (figure := _FIGURE.match(words_of(total.cells[at]))) and "率" not in head:
                found = (_FIGURE.match(words_of(row.cells[at])) for row in rows if len(row.cells) == len(table.heads))
                yield head, Decimal(figure[0]), sum((Decimal(one[0]) for one in found if one), Decimal(0))


def test_every_paper_has_its_line_in_the_page() -> None:
    page = (Path(__file__).parents[2] / "docs/papers.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(\w+)` \|", page, flags=re.MULTILINE) == list(PAPERS)


@pytest.mark.parametrize(
    ("kind", "why"), [("daily", "no fair is open on this day"), ("after", "no fair has closed yet")]
)
def test_a_day_without_a_fair_has_none_of_its_papers(kind: str, why: str, season: Board) -> None:
    with pytest.raises(NothingToReport) as refused:
        PAPERS[kind].draft(season, asked(kind, season))
    assert refused.value.why == why


@pytest.mark.parametrize("kind", PAPERS)
def test_every_paper_is_drafted_of_the_demo(kind: str, board_for) -> None:
    board = board_for(kind)
    draft = PAPERS[kind].draft(board, asked(kind, board))
    assert draft.kind == kind
    assert draft.title.startswith(board.place)
    assert draft.as_of == board.as_of


@pytest.mark.parametrize("kind", [*OF_UNITS, "decisions", "slip"])
def test_no_word_of_a_ledger_is_markup_in_any_paper(kind: str) -> None:
    board = hostile_board()
    evil = "<script>|*甲*"
    owed = tuple(replace(one, what=evil, source=evil, grade=evil, owed_by="市住建局") for one in board.owed)
    stalled = tuple(replace(one, project=evil, unit="甲县", blocker=evil) for one in board.stalled)
    board = replace(board, owed=owed, stalled=stalled)
    draft = PAPERS[kind].draft(board, asked(kind, board))
    page = to_html(draft)
    assert "<script>" not in page
    assert "http" not in page
    text = to_markdown(draft)
    tables = [line for line in text.splitlines() if line.startswith("|")]
    widths = {len(re.split(r"(?<!\\)\|", line)) for line in tables}
    assert widths <= {2 + len(table.heads) for table in draft.tables}
    assert "<script>" not in text
    assert to_docx(draft)[:2] == b"PK"
