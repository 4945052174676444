"""One project in several rows: which rows are one, what counts where they differ, and that no file decides it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from helpers.season import board, codes, fair, line, money, project, row, target, unit
from hypothesis import given
from hypothesis import strategies as st

from data.ledgers.kinds_and_columns import Amount, Project
from data.model import Board, Contradiction, ItemMarks, ItemState, Paper, Stage, Status

F = "春洽会"
AS_OF = date(2026, 5, 20)
KNOWN = [unit("甲县"), unit("乙县"), unit("青岭县"), unit("白河县")]


def of(file: str, unit_: str = "甲县", amount: Any = 10, signed_on: str | None = "2026-02-01", **more: Any) -> Project:
    """A row of the project 光热 in a file."""
    return project(unit_, amount, signed_on, **({"name": "光热", "file": file} | more))


def shown(*rows: Project, as_of: date = AS_OF, **more: Any) -> Board:
    return board(fair(F, "2026-06-10"), *KNOWN, *rows, as_of=as_of, **more)


def swapped(*rows: Project) -> list[Project]:
    """The same rows, each in the file of another, and in the reverse order."""
    files = [one.file for one in reversed(rows)]
    return [msgspec.structs.replace(one, file=file) for one, file in zip(rows, files, strict=True)][::-1]


def told(made: Board) -> list[list[str]]:
    return [[one.field for one in item.differences] for item in made.faults if isinstance(item, Contradiction)]


def usd(value: Any) -> Amount:
    return Amount(Decimal(value), "USD")


# ------------------------------------------------------------ which rows are one


@pytest.mark.parametrize(
    ("first", "other", "contracts"),
    [
        ({}, {}, 1),
        ({"unit_": "青岭县、白河县"}, {"unit_": "白河县、青岭县"}, 1),
        ({"id": "XM-001"}, {}, 1),
        ({"id": "XM-001"}, {"id": "XM-002", "signed_on": "2026-03-20"}, 2),
        ({"id": "XM-001"}, {"id": "XM-002"}, 1),  # one, to be confirmed
        ({"id": "XM-001"}, {"id": "XM-001", "name": "光热二期"}, 1),
        ({"id": "XM-001"}, {"id": "XM-001", "unit_": "乙县"}, 1),
        ({"id": "2026001", "name": "铝材"}, {"id": "2026001", "name": "沙棘", "unit_": "乙县"}, 2),
        ({"investor": "光启公司"}, {"investor": "远景公司"}, 2),
        ({"investor": "光启公司"}, {"investor": "光启能源股份有限公司"}, 1),
        ({"investor": "光启公司"}, {}, 1),
        ({"investor": "光启公司", "id": "XM-001"}, {"investor": "远景公司", "id": "XM-001"}, 1),
        ({"investor": "光启公司", "id": "01-001"}, {"investor": "远景公司", "id": "01-001", "unit_": "乙县"}, 2),
    ],
)
def test_which_rows_are_one_project(first, other, contracts):
    rows = [of("a.csv", **first), of("b.csv", **other)]
    for made in (shown(*rows), shown(*swapped(*rows))):
        assert (line(made, F).contracts, line(made, F).signed) == (contracts, 10 * contracts)
        keys = [one.key for one in made.projects]
        assert len(set(keys)) == len(keys)


def test_two_investors_in_one_sheet_are_two_projects():
    made = shown(of("a.csv", investor="光启公司"), of("a.csv", investor="远景公司"))
    assert (line(made, F).contracts, codes(made)) == (2, ["pair_possible"])


def test_two_units_with_one_number_still_show_where_a_roll_up_differs():
    al = {"id": "2026001", "name": "铝材"}
    rows = [of("甲.csv", amount=9, **al), of("市.csv", amount=8, **al), of("乙.csv", "乙县", id="2026001", name="沙棘")]
    for made in (shown(*rows), shown(*swapped(*rows))):
        assert (line(made, F).signed, told(made)) == (18, [["contracted"]])
    as_is = ItemMarks(state=ItemState.HANDLED, by="李敏", op="act", outcome="as-is")
    made = shown(*rows, marks=lambda key, _ep: as_is if key.startswith("problem/") else ItemMarks())
    assert line(made, F).signed == 18


def test_a_row_without_an_id_is_the_one_that_it_shares_most_with():
    rows = [of("a.csv", amount=10, id="X-1"), of("b.csv", amount=7, id="X-2"), of("c.csv", amount=7)]
    for made in (shown(*rows), shown(*swapped(*rows))):
        assert (line(made, F).signed, codes(made)) == (17, [])


def test_a_joint_project_that_each_partner_lists_under_itself_counts_once_and_for_both():
    rows = [of("a.csv", "青岭县、白河县", 10000), of("b.csv", "白河县、青岭县", 10000)]
    for made in (shown(*rows), shown(*swapped(*rows))):
        assert (line(made, F).signed, line(made, F).contracts) == (10000, 1)
        assert [(row(made, name, F).signed, row(made, name, F).joint) for name in ("青岭县", "白河县")] == [
            (10000, 0)
        ] * 2
        assert told(made) == [["unit"]]


# ------------------------------------------------------------ what moves with time


def test_the_newest_stated_day_wins_whatever_files_are_called():
    old = of("b.csv", stage=Stage.TALKS, paper=None, signed_on=None, reported_on="2026-01-09", latest_progress="洽谈中")
    new = of("a.csv", stage=Stage.LANDED, paper=None, reported_on="2026-05-11", latest_progress="土地已摘牌")
    for made in (shown(old, new), shown(*swapped(old, new))):
        (one,) = made.projects
        assert (one.stage, one.moved_on) == (Stage.LANDED, date(2026, 5, 11))
        assert made.stalled == ()


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        *(("台账(5月8日).csv", "台账(5月11日).csv"), ("z 2026.5.8.csv", "a20260511.csv")),
        *(("5月8日/a.csv", "5月11日/a.csv"), ("z 0508.csv", "a 0511.csv"), ("z 260508.csv", "a 260511.csv")),
        ("5月/8日.csv", "5月/11日.csv"),
    ],
)
def test_the_day_in_a_files_name_is_the_rows_where_it_states_none(older, newer):
    made = shown(of(older, paid_in=4000, stage=Stage.PRODUCTION), of(newer, paid_in=500, stage=Stage.SIGNED))
    assert [(one.paid_in, one.stage) for one in made.projects] == [(500, Stage.SIGNED)]
    made = shown(of(older, paid_in=500), of(newer, paid_in=4000), of("台账(9月9日).csv", paid_in=9000))
    assert [one.paid_in for one in made.projects] == [4000]  # 9月9日 is of last year


@pytest.mark.parametrize("ahead", ["台账(5月25日).csv", "台账5.18-5.22.csv", "5月25日/台账.csv", "台账2026-06-01.csv"])
def test_a_day_in_a_name_that_is_ahead_is_none_and_not_last_years(ahead):
    made = shown(of(ahead, paid_in=500), of("台账(5月8日).csv", paid_in=4000))
    assert [one.paid_in for one in made.projects] == [500]  # only one of them has an as-of: the lower


def test_a_day_after_the_boards_is_no_as_of():
    made = shown(of("a.csv", paid_in=500, reported_on="2026-05-01"), of("b.csv", paid_in=9, reported_on="2026-07-01"))
    assert [one.paid_in for one in made.projects] == [500]


def test_without_days_the_lower_counts():
    rows = [of("a.csv", stage=Stage.SIGNED, paid_in=4000), of("b.csv", stage=Stage.PRODUCTION, paid_in=500)]
    for made in (shown(*rows), shown(*swapped(*rows))):
        assert [(one.stage, one.paid_in) for one in made.projects] == [(Stage.SIGNED, 500)]
        assert codes(made) == []


def test_words_and_people_go_by_length_then_by_text():
    rows = [of("a.csv", sponsor="陈市长", blocker="用地"), of("b.csv", sponsor="陈副市长", blocker="用电")]
    for made in (shown(*rows), shown(*swapped(*rows))):
        assert [(one.sponsor, one.blocker) for one in made.projects] == [("陈副市长", "用地")]


def test_a_paper_that_goes_on_is_no_contradiction_and_one_that_goes_back_is():
    framework, contract = {"paper": Paper.FRAMEWORK}, {"paper": Paper.CONTRACT}
    on = shown(of("b.csv", reported_on="2026-03-01", **framework), of("a.csv", reported_on="2026-05-01", **contract))
    assert (line(on, F).contracts, codes(on)) == (1, [])
    back = shown(of("a.csv", reported_on="2026-03-01", **contract), of("b.csv", reported_on="2026-05-01", **framework))
    assert (line(back, F).contracts, line(back, F).frameworks, told(back)) == (0, 1, [["paper"]])
    assert line(back, F).at_most == 10


# ------------------------------------------------------------ what should not differ


def test_two_foreign_amounts_count_the_lower_and_two_currencies_nothing_in_yuan():
    rows = [of("a.csv", amount=usd(900)), of("b.csv", amount=usd(700))]
    for made in (shown(*rows), shown(*swapped(*rows))):
        assert (line(made, F).signed, line(made, F).other_currency) == (0, (("USD", 700),))
    mixed = [of("a.csv", amount=usd(900)), of("b.csv", amount=7000)]
    for made in (shown(*mixed), shown(*swapped(*mixed))):
        found = line(made, F)
        assert (found.signed, found.other_currency, found.contracts, found.at_most) == (0, (), 1, 7000)
        assert (found.no_basis, told(made)) == ((), [["contracted"]])


def test_a_project_counts_only_where_every_rows_day_does():
    rows = [of("a.csv", signed_on="2025-12-30"), of("b.csv", signed_on="2026-02-10")]
    for made in (shown(target("甲县", 100, F), *rows), shown(target("甲县", 100, F), *swapped(*rows))):
        found = line(made, F)
        assert (found.signed, found.contracts, found.disputed, found.at_most) == (0, 0, 1, 10)
        mine = row(made, "甲县", F)
        assert (mine.signed, mine.disputed, mine.at_most) == (0, 1, 10)
        assert "zero_signing" not in mine.flags
    within = shown(of("a.csv", signed_on="2026-01-30"), of("b.csv", signed_on="2026-02-10"))
    assert (line(within, F).signed, line(within, F).at_most, told(within)) == (10, None, [["signed_on"]])


def test_a_contradictory_return_is_not_counted_and_is_told():
    rows = [of("a.csv", status=Status.NORMAL), of("b.csv", status=Status.RETURNED)]
    for made in (shown(*rows), shown(*swapped(*rows))):
        assert (line(made, F).signed, line(made, F).at_most, told(made)) == (0, 10, [["status"]])


def test_the_total_investment_should_not_differ_either():
    made = shown(of("a.csv", total_investment=90), of("b.csv", total_investment=80))
    assert (told(made), line(made, F).signed, line(made, F).at_most) == ([["total_investment"]], 10, None)


def test_two_fairs_of_one_project_count_in_neither():
    fairs = [fair(F, "2026-06-10"), fair("秋洽会", "2026-09-10")]
    rows = [of("a.csv", fair=F), of("b.csv", fair="秋洽会")]
    for said in (rows, swapped(*rows)):
        made = board(*fairs, *KNOWN, *said, target("甲县", 100, ""), as_of=AS_OF)
        assert [(one.signed, one.at_most) for one in made.progress] == [(0, 10), (0, 10), (10, None)]


def test_time_explains_what_was_signed_or_returned_since():
    older = of("b.csv", amount=8, signed_on="2026-01-10", reported_on="2026-03-01", paper=Paper.FRAMEWORK)
    newer = of("a.csv", amount=12, signed_on="2026-04-10", reported_on="2026-05-01")
    for made in (shown(older, newer), shown(*swapped(older, newer))):
        assert (line(made, F).signed, codes(made)) == (12, [])
    normal = of("b.csv", status=Status.NORMAL, reported_on="2026-03-01")
    gone = of("a.csv", status=Status.RETURNED, status_on="2026-04-10", reported_on="2026-05-01")
    for made in (shown(normal, gone), shown(*swapped(normal, gone))):
        assert (line(made, F).signed, codes(made)) == (0, [])


def test_rows_that_name_different_units_leave_each_its_claim_and_the_total_once():
    rows = [of("a.csv", "甲县", id="XM-001"), of("b.csv", "乙县", id="XM-001")]
    for made in (shown(*rows), shown(*swapped(*rows))):
        assert (line(made, F).signed, told(made)) == (10, [["unit"]])
        assert [row(made, name, F).signed for name in ("甲县", "乙县")] == [10, 10]


# ------------------------------------------------------------ rulings


def marked(made: Board, outcome: str, **more: Any) -> Callable[[str, str], ItemMarks]:
    """What an officer's ruling on the board's one contradiction leaves, for the boards after."""
    (item,) = [one for one in made.faults if isinstance(one, Contradiction)]
    episode = item.apart if outcome == "different" else item.episode
    ref = {"first": item.sides[0], "second": item.sides[1]}.get(outcome, "")
    said = ItemMarks(state=ItemState.HANDLED, by="李敏", op="act", outcome=outcome, ref=ref)
    return lambda key, ep: said if (key, ep) == (item.key, episode) else ItemMarks()


@pytest.mark.parametrize(("outcome", "signed"), [("first", 9), ("second", 7), ("different", 16)])
def test_a_ruling_outlives_a_new_file_name_and_whatever_is_not_in_dispute(outcome, signed):
    first, other = of("a.csv", amount=9), of("b.csv", amount=7)
    marks = marked(shown(first, other), outcome)
    renamed = [msgspec.structs.replace(one, file=f"全部 {n}.xlsx") for n, one in enumerate((other, first))]
    moved = [first, msgspec.structs.replace(other, stage=Stage.LANDED, sponsor="王五", paid_in=money(3))]
    for rows in ([first, other], renamed, swapped(first, other), moved):
        made = shown(*rows, marks=marks)
        assert (line(made, F).signed, codes(made)) == (signed, [])
        assert [one.outcome for one in made.decisions] == [outcome]
    changed = msgspec.structs.replace(other, contracted=money(6))
    assert line(shown(first, changed, marks=marks), F).signed == 6


def test_not_the_same_project_lapses_with_another_investor_and_not_with_another_status():
    first, other = of("a.csv", status=Status.NORMAL), of("b.csv", status=Status.RETURNED)
    marks = marked(shown(first, other), "different")
    (item,) = [one for one in shown(first, other).faults if isinstance(one, Contradiction)]
    assert len(shown(first, other, marks=marks).projects) == 2
    ended = msgspec.structs.replace(other, status=Status.ENDED)
    assert len(shown(first, ended, marks=marks).projects) == 2
    agrees = msgspec.structs.replace(other, status=Status.NORMAL)
    apart = frozenset({item.key, item.key.rpartition("/")[0]})
    assert line(shown(first, agrees, marks=marks, apart=apart), F).contracts == 2
    another = msgspec.structs.replace(other, investor="远景公司")
    assert len(shown(first, another, marks=marks).projects) == 1


def test_a_ruling_of_version_0_1_holds_while_its_key_and_episode_match():
    from data.rules.between_ledgers.faults_as_work import digest, row_digest

    low, high = of("a.csv", amount=7), of("b.csv", amount=9)
    old = (f"contradiction/甲县/光热/{digest('a.csv', '', 'b.csv', '')[:6]}", f"{row_digest(low)}{row_digest(high)}")
    said = ItemMarks(state=ItemState.HANDLED, by="李敏", op="act", outcome="second")
    made = shown(low, high, marks=lambda key, ep: said if (key, ep) == old else ItemMarks())
    assert (line(made, F).signed, [one.key for one in made.decisions]) == (9, [old[0]])


# ------------------------------------------------------------ the law: no order and no name of a file changes a figure

NAMES, UNITS = ("光热", "光 热", "沙棘"), ("甲县", "乙县", "青岭县、白河县", "白河县、青岭县")
MAYBE_DAY = st.sampled_from([None, "2025-12-30", "2026-02-10", "2026-05-11"])


@st.composite
def rows_of_few(draw: st.DrawFn) -> list[Project]:
    """A few rows of few projects, each in a file of its own that says no day."""
    found = []
    for n in range(draw(st.integers(2, 5))):
        more = {
            "name": draw(st.sampled_from(NAMES)),
            "id": draw(st.sampled_from(["", "", "XM-001", "XM-002"])),
            "investor": draw(st.sampled_from(["", "光启公司", "远景公司"])),
            "paper": draw(st.sampled_from([None, *Paper])),
            "stage": draw(st.sampled_from([None, *Stage])),
            "status": draw(st.sampled_from([None, None, *Status])),
            "fair": draw(st.sampled_from(["", "", F, "秋洽会"])),
            "paid_in": draw(st.sampled_from([None, 3, 5])),
            "total_investment": draw(st.sampled_from([None, 30])),
            "file": f"{n}.csv",
            "row": 2,
        }
        days = {name: draw(MAYBE_DAY) for name in ("reported_on", "status_on", "started_on", "stage_since")}
        amount = draw(st.sampled_from([None, 7, 9, usd(8)]))
        found.append(project(draw(st.sampled_from(UNITS)), amount, draw(MAYBE_DAY), **more, **days))
    return found


def figures(made: Board) -> Any:
    """All that a board counts, without where anything stands."""
    lines = [
        (
            replace(one, units=(), no_basis=(), no_date=(), before_from=(), no_paper=()),
            [len(places) for places in (one.no_basis, one.no_date, one.before_from, one.no_paper)],
            sorted(
                (u.unit, u.signed, u.contracts, u.joint, u.at_most or 0, u.disputed, u.rank or 0) for u in one.units
            ),
        )
        for one in made.progress
    ]
    listed = sorted(
        str(
            (p.project, p.unit, p.stage, p.paper, p.gone, p.counts, p.amount, p.paid_in, p.signed_on, p.fair, p.at_most)
        )
        for p in made.projects
    )
    stalls = sorted(str((one.project, one.unit, one.days_stalled, one.stage)) for one in made.stalled)
    return lines, listed, stalls, sorted(codes(made)), sorted(told(made))


@given(rows_of_few(), st.randoms(use_true_random=False))
def test_no_order_of_rows_and_no_name_of_a_file_changes_a_figure(rows: list[Project], chance: random.Random):
    fairs = [fair(F, "2026-06-10"), fair("秋洽会", "2026-09-10")]
    ground = [*fairs, *KNOWN, target("甲县", 100, F), target("乙县", 100, "")]
    plain = figures(board(*ground, *rows, as_of=AS_OF))
    files = [one.file for one in rows]
    chance.shuffle(files)
    renamed = [msgspec.structs.replace(one, file=file) for one, file in zip(rows, files, strict=True)]
    chance.shuffle(renamed)
    assert figures(board(*ground, *renamed, as_of=AS_OF)) == plain


@given(rows_of_few())
def test_what_is_counted_is_never_more_than_it_may_be(rows: list[Project]):
    made = board(fair(F, "2026-06-10"), *KNOWN, *rows, as_of=AS_OF)
    for one in (*made.progress, *made.progress[0].units):
        assert one.at_most is None or one.at_most > one.signed
