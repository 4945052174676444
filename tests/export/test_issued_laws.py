"""Over generated seasons: the statistic of trips, the messages that ask for confirmation and the issued papers agree
with the board, with one another, and never say what papers never say."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain
from typing import Any

from helpers.every_draft import NEVER, PERSONS, PHONE, asked, drafts_of, with_persons
from helpers.folder_board import SAVED, board_of_files
from helpers.generated_seasons import GeneratedSeason, seasons
from helpers.hypothesis_profile import tried
from helpers.ledger_files import Ledger
from hypothesis import assume, given
from hypothesis import strategies as st

from data.export.papers.confirm_message import MOST_ROWS, confirm_message
from data.export.papers.corrections import corrected, corrections
from data.export.papers.draft import DraftPaper, words_of
from data.export.papers.figures_then import carried, figures_of
from data.export.papers.frozen_paper import FrozenPaper, files_of, from_frozen, to_frozen
from data.export.papers.issue_terms import asked_units, handed_out, still_open
from data.export.papers.paper_kinds import PAPERS
from data.export.papers.paper_periods import PaperPeriod
from data.export.papers.trips_statistic import NOT_OUT, trips_statistic
from data.model import UNHEARD, UNJUDGED, Board
from data.model.issued_papers import REMARK
from data.wording.numbers import yi_short

# ------------------------------------------------------------ trips


@st.composite
def travelled(draw: st.DrawFn) -> tuple[GeneratedSeason, list[dict[str, Any]]]:
    """A season with a ledger of trips, and its rows."""
    season = draw(seasons())
    rows = []
    for _ in range(draw(st.integers(1, 6))):
        departs = season.as_of + timedelta(draw(st.integers(-260, 20)))
        back = draw(st.sampled_from((None, 0, 3, 40)))
        rows.append(
            {
                "unit": draw(st.sampled_from(season.units)),
                "leader": PERSONS[0],
                "departs": departs,
                "returns": None if back is None else departs + timedelta(back),
                "firms_met": draw(st.integers(0, 4)),
                "leads": draw(st.integers(0, 2)),
            }
        )
    rows = list({(row["unit"], row["departs"]): row for row in rows}.values())
    return season.also(Ledger("trips", "", "外出招商", tuple(rows[0]), tuple(rows))), rows


def day_count(row: dict[str, Any], as_of: date) -> int:
    """Days of one trip with both ends, through the board's day while it lasts."""
    return (min(row["returns"], as_of) - row["departs"]).days + 1 if row["returns"] else 0


@tried(30)
@given(travelled())
def test_trips_are_those_of_the_ledger_and_their_total_that_of_its_rows(made) -> None:
    season, rows = made
    as_of = season.as_of
    draft = trips_statistic(board_of_files(season.files, as_of), PaperPeriod("", as_of, as_of))
    half = date(as_of.year, 1 if as_of.month <= 6 else 7, 1)
    done = [row for row in rows if half <= row["departs"] <= as_of]
    (table,) = draft.tables
    told = {words_of(row.cells[1]): [words_of(cell) for cell in row.cells] for row in table.rows}
    total = told.pop("合计")
    assert set(season.units) == set(told)
    for unit, cells in chain(told.items(), [("", total)]):
        own = [row for row in done if unit in ("", row["unit"])]
        assert cells[2] == str(len(own))
        assert (cells[5] == NOT_OUT) == (not own)
        number = re.match(r"\d+", cells[4])
        assert int(number[0] if number else 0) == sum(day_count(row, as_of) for row in own)
        assert ("未填返回" in cells[4]) == any(row["returns"] is None for row in own)
    assert not any(word in draft.words for word in (*NEVER, *PERSONS))


# ------------------------------------------------------------ messages that ask for confirmation


@tried(30)
@given(seasons(doubts=True))
def test_a_unit_is_asked_for_its_own_figures_as_the_board_has_them(season: GeneratedSeason) -> None:
    board = with_persons(board_of_files(season.files, season.as_of))
    lead, period = board.leading, PaperPeriod("", season.as_of.replace(day=1), season.as_of)
    assert lead is not None
    investors = {one.investor for one in board.projects if one.investor}
    for own in lead.units:
        said = confirm_message(board, period, own.unit, season.as_of)
        if own.superior:
            continue
        assert said.startswith(f"{own.unit}：")
        assert [word for word in (*NEVER, *PERSONS, *investors, PHONE) if word in said] == []
        head = said.partition("计入的台账行")[0]
        assert not [one.unit for one in lead.units if one.unit != own.unit and one.unit in head]
        if own.standing in UNHEARD:
            assert "无法列数" in said
            continue
        done = f"{own.measured.contracts}个"
        if own.metric != "projects":
            done = f"{yi_short(own.measured.signed)}亿元（合同项目{done}）"
        assert f"完成{done}" in said
        undecided = not UNJUDGED.isdisjoint(own.flags)  # then its place is said to be 待核
        assert ("待核" in said) == (undecided or bool(own.uncounted.count))
        if counted := re.search(r"计入的台账行共(\d+)行", said):
            listed = len(re.findall(r"^\d+\. ", said, flags=re.MULTILINE))
            assert listed == min(int(counted[1]), MOST_ROWS)


# ------------------------------------------------------------ issued papers


def issued(kind: str, draft: DraftPaper, board: Board, day: date) -> FrozenPaper:
    """The paper as it is issued on a day, read back from its file."""
    units = asked_units(board, ())
    remark = REMARK if still_open(board) else ""
    out = handed_out(draft, board, day, units if PAPERS[kind].of_period else (), remark)
    about = asked(kind, board).about
    return from_frozen(to_frozen(FrozenPaper(kind, "", about, 3, day, "李敏", out, figures_of(board), files_of(board))))


def figures(draft: DraftPaper) -> list[str]:
    """All that a paper's tables print."""
    return [words_of(cell) for table in draft.tables for row in table.rows for cell in row.cells]


@tried(14)
@given(seasons(doubts=True))
def test_an_issued_paper_says_what_its_draft_said_and_is_not_corrected_by_itself(season: GeneratedSeason) -> None:
    board = with_persons(board_of_files(season.files, season.as_of))
    investors = {one.investor for one in board.projects if one.investor}
    for kind, draft in drafts_of(board):
        frozen = issued(kind, draft, board, season.as_of)
        assert frozen.draft.state == ""
        assert figures(frozen.draft) == figures(draft), kind
        assert "草稿" not in frozen.draft.words
        assert corrections(frozen, draft, files_of(board)) == (), kind
        printed = corrected(frozen, (), season.as_of)
        assert [word for word in (*NEVER, *PERSONS, *investors, PHONE) if word in printed.words] == [], kind


@tried(14)
@given(seasons(doubts=True), st.data())
def test_a_correction_stands_beside_the_old_figure_and_both_are_printed_ones(
    season: GeneratedSeason, data: st.DataObject
) -> None:
    before = with_persons(board_of_files(season.files, season.as_of))
    gone = data.draw(st.sampled_from([one for one in season.ledgers if one.kind == "projects"]))
    files = {path: content for path, content in season.files.items() if path != gone.path}
    board = board_of_files(files, season.as_of, saved=dict.fromkeys(files, SAVED + timedelta(9)))
    assume(board.leading is not None)
    after = with_persons(board)
    investors = {one.investor for one in before.projects if one.investor}
    now = dict(drafts_of(after))
    for kind, draft in drafts_of(before):
        if kind not in now or kind == "slip":
            continue
        frozen = issued(kind, draft, before, season.as_of)
        found = corrections(frozen, now[kind], files_of(after))
        paper = corrected(frozen, found, season.as_of)
        assert figures(frozen.draft) == figures(replace(paper, blocks=paper.blocks[: len(frozen.draft.blocks)]))
        old, new = frozen.draft.words, now[kind].words
        for one in found:
            assert one.was != one.now
            assert one.was in old or one.was in ("有此行", "无此行"), (kind, one)
            assert one.now in new or one.now in ("有此行", "无此行"), (kind, one)
        assert [word for word in (*NEVER, *PERSONS, *investors, PHONE) if word in paper.words] == [], kind


@tried(14)
@given(seasons(doubts=True), seasons(doubts=True))
def test_the_last_issue_its_correction_and_the_change_make_this_issue(
    season: GeneratedSeason, other: GeneratedSeason
) -> None:
    day = season.as_of
    earlier = board_of_files(season.files, day - timedelta(30))
    known_now = board_of_files(other.files, day - timedelta(30))
    board = board_of_files(season.files, day)
    last, then, this = (figures_of(one) for one in (earlier, known_now, board))
    assume(last and then and this and this.compares(last) and this.compares(then))
    assert last
    assert then
    assert this
    lines = carried(last, then, this)
    for line in lines:
        assert line.issued + line.corrected + line.change == line.now
    whole = next(line for line in lines if line.unit == "合计")
    assert (whole.issued, whole.now) == (last.signed, this.signed)
    assert Decimal(whole.corrected) == then.signed - last.signed
