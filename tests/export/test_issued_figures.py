"""What was issued is read back as it was, and what a later paper says beside it adds up."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from helpers.hypothesis_profile import tried
from hypothesis import given
from hypothesis import strategies as st

from data.export.papers.circular import circular
from data.export.papers.corrections import corrections
from data.export.papers.draft import words_of
from data.export.papers.figures_then import (
    FiguresThen,
    UnitThen,
    bad_quarters,
    carried,
    carried_table,
    figures_of,
    moved,
    unit_digest,
)
from data.export.papers.frozen_paper import FrozenPaper, NotFrozen, files_of, from_frozen, to_frozen
from data.export.papers.paper_kinds import PAPERS, PaperAsked
from data.export.papers.paper_periods import latest_period, paper_period
from data.export.papers.source_annex import with_sources
from data.model import Board

YI = Decimal(10000)
NAMES = ("甲县", "乙县", "丙园区")
AMOUNTS = st.decimals(0, 10**7, places=6)


def line(unit: str, signed: Decimal = Decimal(0), rank: int | None = None, **more: object) -> UnitThen:
    plain = UnitThen(unit, "county", "", False, "amount", Decimal(10), signed, 1, Decimal("0.5"), rank, 5, True, True)
    return replace(plain, **more)


def figures(*units: UnitThen, signed: Decimal = Decimal(0), fair: str | None = "青山洽谈会") -> FiguresThen:
    return FiguresThen(fair, "合同引资额", signed, None, units)


def test_a_paper_is_read_back_as_it_was_issued(season: Board):
    period = paper_period(f"{season.as_of:%Y-%m}")
    assert period
    draft = circular(season, period, 8)
    paper = FrozenPaper(
        "circular", period.code, "", 8, season.as_of, "李敏", draft, figures_of(season), files_of(season)
    )
    data = to_frozen(paper)
    assert from_frozen(data) == paper
    assert any(figure.trace and figure.trace.rows for figure in from_frozen(data).draft.figures)


@pytest.mark.parametrize("code", PAPERS)
def test_every_kind_of_paper_is_read_back_and_traced(board_for, code: str):
    kind, season = PAPERS[code], board_for(code)
    period = latest_period(kind.span, season.as_of) if kind.span else None
    item = next(one for one in season.owed if one.kind == "followup")
    draft = kind.draft(season, PaperAsked(period, 3, item.key if kind.about == "item" else ""))
    paper = FrozenPaper(code, period.code if period else "", item.key, 3, season.as_of, "李敏", draft)
    assert from_frozen(to_frozen(paper)) == paper
    assert corrections(paper, draft, ()) == ()
    assert with_sources(draft).blocks[: len(draft.blocks)] == draft.blocks


@pytest.mark.parametrize(
    "data", [b"", b"{}", b'{"v":2}', b"[1]", b'{"v":1,"is":"FrozenPaper"}', b'{"v":1,"is":"X"}', b"\0" * 9]
)
def test_what_is_no_paper_is_told(data: bytes):
    with pytest.raises(NotFrozen):
        from_frozen(data)


@tried(60)
@given(st.lists(st.tuples(*[AMOUNTS] * 3), min_size=3, max_size=3), st.tuples(*[AMOUNTS] * 3))
def test_the_last_issue_its_correction_and_the_change_are_this_issue(amounts, wholes):
    issued, then, now = (
        figures(*(line(name, own[at]) for name, own in zip(NAMES, amounts, strict=True)), signed=wholes[at])
        for at in range(3)
    )
    lines = carried(issued, then, now)
    assert [one.unit for one in lines] == [*NAMES, "合计"]
    for one in lines:
        assert one.issued + one.corrected + one.change == one.now
    for row, one in zip(carried_table(lines).rows, lines, strict=True):
        printed = [Decimal(words_of(cell)) for cell in row.cells[2:]]
        assert sum(printed[:3]) == printed[3]
        assert printed == [value / YI for value in (one.issued, one.corrected, one.change, one.now)]


def test_a_unit_of_which_nothing_was_known_is_carried_as_no_zero():
    known, unknown = figures(line("甲县", Decimal(5))), figures(line("甲县", heard=False))
    for three in ((unknown, known, known), (known, unknown, known), (known, known, unknown), (figures(), known, known)):
        assert [one.unit for one in carried(*three)] == ["合计"]


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [(3, 1, "↑2"), (1, 2, "↓1"), (2, 2, "持平"), (None, 1, "—"), (1, None, "—")],
)
def test_a_place_moves_against_the_last_issue(was, now, said):
    assert moved(figures(line("甲县", rank=was)), figures(line("甲县", rank=now)), "甲县") == said


def test_places_of_other_scopes_and_groups_are_not_compared():
    now = figures(line("甲县", rank=1))
    for before in (
        None,
        figures(line("甲县", rank=2), fair=None),
        figures(line("乙县", rank=2)),
        figures(line("甲县", rank=2, metric="projects")),
        figures(line("甲县", rank=2, parent="乙县")),
    ):
        assert moved(before, now, "甲县") == "—"


def quarter(*ranks: tuple[str, int | None], done: str = "0.2", below: bool = True) -> FiguresThen:
    ranked = sum(rank is not None for _, rank in ranks)
    return figures(*(line(one, rank=rank, ranked=ranked, completion=Decimal(done), below=below) for one, rank in ranks))


FIVE = tuple(zip("甲乙丙丁戊", (1, 2, 3, 4, 5), strict=True))


def test_bad_quarters_are_the_last_of_five_below_pace_in_a_row():
    back = tuple(zip("甲乙丙丁戊", (1, 2, 3, 5, 4), strict=True))
    assert bad_quarters([quarter(*FIVE), quarter(*FIVE)]) == {"戊": 2}
    assert bad_quarters([quarter(*back), quarter(*FIVE)]) == {"戊": 1}
    assert bad_quarters([quarter(*FIVE), quarter(*FIVE, below=False)]) == {}
    assert bad_quarters([quarter(*FIVE, done="1")]) == {}
    assert bad_quarters([quarter(("甲", 1), ("乙", None))]) == {}
    assert bad_quarters([quarter(*FIVE[:4])]) == bad_quarters([]) == {}


def test_a_unit_answers_to_its_own_figures_only(season: Board):
    own = figures_of(season)
    assert own
    unit = own.units[0]
    other = replace(own, units=tuple(replace(one, rank=9) for one in own.units), signed=Decimal(1))
    assert unit_digest(own, unit.unit) == unit_digest(other, unit.unit) != ""
    more = replace(own, units=(replace(unit, signed=unit.signed + 1), *own.units[1:]))
    assert unit_digest(more, unit.unit) != unit_digest(own, unit.unit)
    assert unit_digest(own, "没有的单位") == unit_digest(None, unit.unit) == ""
