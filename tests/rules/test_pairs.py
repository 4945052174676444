"""A project counts once in a total, however many ledgers, numbers or units tell of it; and the doubt stands beside."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import permutations
from typing import Any

import pytest
from helpers.season import board, codes, fair, followup, line, project, row, settings, target, unit
from hypothesis import given
from hypothesis import strategies as st

from data.ledgers.kinds_and_columns import Project
from data.model import Board, ItemMarks, ItemState, Light, Pair, Paper, Stage, Status
from data.rules.projects.possible_duplicates import twins
from data.rules.projects.similar_project_names import alike, bare, firm
from data.wording.doubt_words import doubts

DAY = "2017-03-01"
AUTUMN_DAY = date(2017, 9, 5)


def of(unit: str, amount: Any = 21, name: str = "铝材深加工", file: str = "", **more: Any) -> Project:
    """A contract of 青山铝业 in a ledger of its unit."""
    plain = {"investor": "青山铝业", "signed_on": DAY, "file": file or f"{unit}.csv"} | more
    return project(unit, amount, name=name, **plain)


def pairs(shown: Board) -> list[Pair]:
    return [item for item in shown.faults if isinstance(item, Pair)]


def ruled(rulings: dict[str, str]) -> Callable[[str, str], ItemMarks]:
    """Marks in which an officer has ruled so on the pairs of these keys."""

    def marks(key: str, episode: str) -> ItemMarks:
        outcome = rulings.get(key)
        return ItemMarks(state=ItemState.HANDLED, by="李敏", outcome=outcome) if outcome else ItemMarks()

    return marks


# ------------------------------------------------------------ to be confirmed


def test_what_two_units_claim_counts_once_and_each_line_keeps_its_claim():
    shown = board(fair(), target("甲县", 40), target("乙县", 40), of("甲县", 21), of("乙县", 20))
    (pair,) = pairs(shown)
    assert (pair.sure, pair.equal, pair.key) == (
        True,
        ("investor", "day"),
        "pair/project/乙县/铝材深加工/project/甲县/铝材深加工",
    )
    total = line(shown)
    assert (total.signed, total.contracts, total.units_sum) == (20, 1, 41)
    assert (total.to_confirm.pairs, total.to_confirm.amount, total.possible.pairs) == (1, 21, 0)
    assert (row(shown, "甲县").signed, row(shown, "乙县").signed) == (21, 20)
    assert (row(shown, "甲县").to_confirm.pairs, row(shown, "甲县").to_confirm.amount) == (1, 21)
    assert codes(shown).count("pair_to_confirm") == 1


def test_the_office_s_own_numbers_make_no_second_project():
    one = of("甲县", 21, id="NP-0001", stage=Stage.SIGNED)
    other = of("甲县", 21, id="ZS2026-011", file="汇总.csv", investor="青山铝业有限公司", stage=Stage.SIGNED)
    shown = board(fair(), target("甲县", 40), one, other)
    assert (line(shown).signed, line(shown).units_sum, row(shown, "甲县").contracts) == (21, 21, 1)
    assert [item.key for item in shown.stalled] == ["project/np 0001"]
    assert len(shown.projects) == 1
    assert len(pairs(shown)) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"id": "2026001", "name": "铝材"}, {"id": "2026001", "name": "沙棘"}),
        ({"name": "标准化厂房", "investor": "城投"}, {"name": "标准化厂房", "investor": "工投"}),
        ({"name": "标准化厂房", "signed_on": None}, {"name": "标准化厂房", "amount": 9}),
        ({}, {"amount": 19, "signed_on": "2017-03-02"}),
        ({}, {"status": Status.RETURNED, "status_on": "2017-02-20"}),
    ],
)
def test_what_shares_too_little_is_two(first, second):
    shown = board(fair(), target("甲县", 40), of("甲县", **first), of("乙县", **second))
    assert not any(pair.sure for pair in pairs(shown))
    assert line(shown).to_confirm.pairs == 0


def test_different_investors_are_a_possible_pair_at_most():
    shown = board(fair(), of("甲县", investor="城投"), of("乙县", investor="工投"))
    assert [pair.sure for pair in pairs(shown)] == [False]
    assert (line(shown).signed, line(shown).possible.pairs, line(shown).possible.amount) == (42, 1, 21)


def test_an_amount_within_one_percent_is_the_same():
    near, far = (
        board(fair(), of("甲县", 1000), of("乙县", amount, signed_on="2017-03-20")) for amount in ("1010", "1010.2")
    )
    assert [pair.sure for pair in pairs(near)] == [True]
    assert [pair.sure for pair in pairs(far)] == [False]  # the investor, and days within a month


def test_a_joint_project_that_one_ledger_gives_to_one_partner_leaves_nobody_with_nothing():
    units = (unit("青岭县"), unit("白河县"), target("青岭县", 40000), target("白河县", 40000))
    both = of("青岭县、白河县", 20000, file="青岭县.csv", id="QL-1")
    shown = board(fair(), *units, both, of("白河县", 20000))
    assert (line(shown).signed, line(shown).contracts, line(shown).zero_signed) == (20000, 1, 0)
    shown = board(fair(), *units, both, of("青岭县", 20000, file="市.csv", id="BH-1"))
    assert (line(shown).signed, row(shown, "青岭县").signed, row(shown, "白河县").joint) == (20000, 20000, 1)
    assert line(shown).zero_signed == 0


def test_a_total_counts_it_only_where_every_reading_does():
    shown = board(fair(), of("甲县", 21), of("乙县", 21, paper=Paper.FRAMEWORK))
    assert (line(shown).signed, line(shown).frameworks, line(shown).to_confirm.amount) == (0, 1, 21)
    early = board(fair(from_="2017-02-01"), of("甲县", 21), of("乙县", 21, signed_on="2017-01-10"))
    assert (line(early).signed, row(early, "甲县").signed) == (0, 21)


@pytest.mark.parametrize(
    "other",
    [
        {"fair": "秋会"},
        {"fair": "秋会", "signed_on": "2017-08-01"},
        {"fair": "第九届青山洽谈会"},
        {"status": Status.RETURNED, "status_on": "2017-04-01"},
        {"paper": Paper.FRAMEWORK},
    ],
)
def test_a_unit_whose_own_pair_counts_by_one_reading_alone_is_not_called_zero(other):
    """The unit's ledger and the office's list tell of it under two numbers, for two fairs or otherwise."""
    rows = [of("甲县", id="NP-0001", fair="青山洽谈会"), of("甲县", **{"id": "ZS-011", "file": "全市.csv"} | other)]
    shown = board(fair(), fair("秋会", "2017-09-10"), target("甲县", 21), *rows, as_of=AUTUMN_DAY)
    unit = row(shown, "甲县")
    assert (line(shown).signed, line(shown).after_close, line(shown, "秋会").signed) == (0, 0, 0)
    assert (unit.signed, unit.uncounted.count, unit.uncounted.amount, unit.light) == (0, 1, 21, Light.NONE)
    assert "zero_signing" not in unit.flags


def test_a_list_without_a_column_for_the_fair_puts_nothing_into_another_one():
    rows = [of("甲县", id="NP-0001", fair="秋会"), of("甲县", id="ZS-011", file="全市.csv")]
    shown = board(fair(), fair("秋会", "2017-09-10"), *rows, as_of=AUTUMN_DAY)
    assert (line(shown).signed, line(shown, "秋会").signed) == (0, 21)


def test_the_latest_evidence_of_any_of_its_rows_counts():
    one = of("甲县", 21, stage=Stage.SIGNED, reported_on="2017-03-05", latest_progress="")
    other = of("乙县", 21, stage=Stage.LANDED, stage_since="2017-04-28", reported_on="2017-04-28")
    shown = board(fair(), one, other)
    (moved,) = shown.projects
    assert (moved.moved_on.isoformat(), moved.stage, moved.unit) == ("2017-04-28", Stage.LANDED, "乙县、甲县")
    assert shown.stalled == ()


# ------------------------------------------------------------ possible


def test_names_alike_in_one_unit_count_twice_and_are_told():
    one, other = (
        of("甲县", 10, "动力电池回收", investor="格林美", id="A-1"),
        of("甲县", 10, "格林美动力电池回收项目", investor="格林美", id="A-2"),
    )
    shown = board(fair(), target("甲县", 40), one, other)
    total = line(shown)
    assert (total.signed, total.possible.pairs, total.possible.amount) == (20, 1, 10)
    assert (total.to_confirm.pairs, row(shown, "甲县").possible.amount) == (0, 10)
    assert [pair.sure for pair in pairs(shown)] == [False]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("动力电池回收", "格林美动力电池回收项目", True),
        ("动力电池回收", "东川县动力电池回收", True),
        ("铝材", "铝材项目", True),
        ("铝材深加工", "高端铝材深加工基地", True),
        ("铝材", "高端铝材", False),
        ("光伏发电一期", "光伏发电二期", False),
        ("光伏发电", "光伏发电二期工程", False),
        ("1号线", "2号线", False),
        ("A线装配车间", "B线装配车间", False),
        ("道路建设第一标段", "道路建设第二标段", False),
        ("年产10万吨铝材", "年产20万吨铝材", False),
        ("中药材深加工冷链物流产业园", "中药材深加工冷链物流产业圆", True),
        ("沙棘", "铝材", False),
    ],
)
def test_which_names_are_alike(one, other, same):
    said = [bare(name, ("东川县",), "格林美有限公司") for name in (one, other)]
    assert alike(*said) is same
    assert alike(*reversed(said)) is same


def test_an_investor_is_the_same_with_and_without_the_form_of_the_firm():
    assert firm("格林美股份有限公司") == firm("格林美") == firm("格林美 有限责任公司")
    assert firm("甲公司、乙公司") == firm("乙公司/甲公司")
    assert firm("甲公司") != firm("乙公司")


# ------------------------------------------------------------ rulings

ONE, TWO, THREE = "project/a 1", "project/b 1", "project/c 1"


def three() -> tuple[Project, ...]:
    """Three numbers of one project."""
    return (of("甲县", 21, id="A-1"), of("乙县", 20, id="B-1"), of("丙县", 20, id="C-1"))


@pytest.mark.parametrize(
    ("outcome", "signed", "first", "second"), [("first", 21, 21, 0), ("second", 20, 0, 20), ("different", 41, 21, 20)]
)
def test_a_ruling_decides(outcome, signed, first, second):
    marks = ruled({f"pair/{ONE}/{TWO}": outcome})
    shown = board(fair(), target("甲县", 40), target("乙县", 40), *three()[:2], marks=marks)
    assert (line(shown).signed, row(shown, "甲县").signed, row(shown, "乙县").signed) == (signed, first, second)
    assert (line(shown).to_confirm.pairs, codes(shown)) == (0, [])
    assert [decision.outcome for decision in shown.decisions] == [outcome]


def test_a_third_goes_with_the_one_that_it_shares_most_with():
    marks = ruled({f"pair/{ONE}/{TWO}": "different"})
    shown = board(fair(), *three(), marks=marks)
    assert (line(shown).signed, line(shown).contracts) == (41, 2)  # 丙县 says 20, as 乙县 does
    assert (line(shown).to_confirm.pairs, line(shown).possible.pairs) == (1, 1)


def test_not_the_same_holds_until_what_it_rests_on_changes():
    def episode(**more: Any) -> str:
        (pair,) = pairs(board(fair(), of("甲县", 21, id="A-1"), of("乙县", **({"amount": 21, "id": "B-1"} | more))))
        return pair.episode

    assert episode() == episode(stage=Stage.LANDED, latest_progress="主体施工", file="改名.csv", sponsor="某某")
    assert len({episode(), episode(amount=21.1), episode(investor=""), episode(signed_on="2017-03-02")}) == 4


def test_a_mark_on_any_of_its_rows_counts_for_the_project():
    rows = (of("甲县", 21, id="A-1", stage=Stage.SIGNED), of("乙县", 21, id="B-1", stage=Stage.SIGNED))

    def marks(key: str, episode: str) -> ItemMarks:
        return (
            ItemMarks(state=ItemState.CLAIMED, by="李敏", at=datetime(2017, 5, 2, tzinfo=UTC))
            if key == TWO
            else ItemMarks()
        )

    (item,) = board(fair(), *rows, marks=marks).stalled
    assert (item.key, item.marks.by) == (ONE, "李敏")


# ------------------------------------------------------------ laws


@pytest.mark.parametrize("files", list(permutations(("x.csv", "y.csv", "z.csv"))))
def test_the_files_names_change_nothing(files):
    rows = [
        of(unit, amount, id=id_, file=file)
        for unit, amount, id_, file in zip("甲乙丙", (21, 20, 22), "ABC", files, strict=True)
    ]
    total = line(board(fair(), *rows))
    assert (total.signed, total.to_confirm.pairs, total.units_sum) == (20, 3, 63)


@given(
    st.lists(
        st.tuples(
            st.sampled_from("甲乙丙"),
            st.sampled_from(("", "K-1", "K-2", "K-3")),
            st.sampled_from(("青山铝业", "青山铝业有限公司", "")),
            st.sampled_from((20, 20.1, 30)),
            st.sampled_from((DAY, "2017-03-02", None)),
        ),
        min_size=2,
        max_size=5,
    ),
    st.randoms(use_true_random=False),
)
def test_a_group_counts_once_whatever_the_order(seen, random):
    def build(order: list[int]) -> Board:
        names = random.sample("abcdefgh", len(seen))
        rows = []
        for at in order:
            unit, id_, investor, amount, day = seen[at]
            rows.append(
                of(
                    f"{unit}县",
                    amount,
                    id=f"{id_}{at}" if id_ else "",
                    investor=investor,
                    signed_on=day,
                    file=f"{names[at]}.csv",
                )
            )
        return board(fair(), *rows)

    places = list(range(len(seen)))
    first = build(places)
    random.shuffle(places)
    again = build(places)
    said = [
        (one.signed, one.contracts, one.to_confirm, one.possible, [pair.key for pair in pairs(shown)])
        for shown, one in ((first, line(first)), (again, line(again)))
    ]
    if all(id_ for _, id_, *_ in seen):  # rows without one are a matter of which row is whose
        assert said[0] == said[1]
    total = line(first)
    assert total.signed <= sum((Decimal(str(amount)) for _, _, _, amount, _ in seen), Decimal(0))
    undecided = {frozenset((pair.first.key, pair.second.key)) for pair in pairs(first) if pair.sure}
    listed = {one.key for one in first.projects}
    assert not any(both <= listed for both in undecided)  # of two that are to be confirmed one is listed


def test_very_many_of_one_investor_and_one_amount_are_not_held_against_each_other_one_by_one():
    rows = [of("甲县", 10, f"青山{n}号地块厂房", id=f"A-{n}", file="甲县.csv") for n in range(3000)]
    assert pairs(board(fair(), *rows)) == []
    same = [of("甲县", 10, "标准厂房", id=f"A-{n}", file="甲县.csv") for n in range(1000)]
    shown = board(fair(), *same)
    assert 999 <= len(pairs(shown)) <= 4000
    assert line(shown).signed == 10000


def test_what_does_not_count_is_no_side_of_a_pair():
    assert twins(()) == []


# ------------------------------------------------------------ shares, follow-ups


def test_an_equal_share_leaves_the_rest_with_the_first_named():
    units = (unit("甲县"), unit("乙县"), unit("丙县"))
    rules = settings(joint={"share": "equal"})
    shown = board(fair(), *units, of("甲县、乙县、丙县", 10), rules=rules)
    assert [str(row(shown, name).signed) for name in ("甲县", "乙县", "丙县")] == ["3.333334", "3.333333", "3.333333"]
    assert (line(shown).signed, line(shown).units_sum, line(shown).contracts) == (10, 10, 1)


@pytest.mark.parametrize("ids", [("A-1001", "B-2001"), ("A-1001", "A-1001")], ids=["two numbers", "one number"])
@pytest.mark.parametrize(
    ("second", "sums"),
    [("乙县、甲县、丙县", {"甲县": 4, "乙县": 4, "丙县": 4}), ("乙县、甲县", {"甲县": 4, "乙县": 6, "丙县": 4})],
)
def test_an_equal_share_is_that_of_all_whoever_names_itself_first(ids, second, sums):
    """Each partner names itself first: its claim is its share, and no third's amount goes to it."""
    units = (unit("甲县"), unit("乙县"), unit("丙县"))
    rows = [of("甲县、乙县、丙县", 12, id=ids[0], file="甲.csv"), of(second, 12, id=ids[1], file="乙.csv")]
    shown = board(fair(), *units, *rows, rules=settings(joint={"share": "equal"}))
    if ids[0] == ids[1]:
        sums = dict.fromkeys(sums, 4)  # one project of all that its rows name
    assert ({name: row(shown, name).signed for name in sums}, line(shown).signed) == (sums, 12)


@pytest.mark.parametrize(
    ("owed", "light", "joint_only"), [({"amount": 40}, Light.RED, False), ({"projects": 4}, Light.NONE, True)]
)
def test_a_partner_is_measured_by_its_share_where_it_owes_an_amount(owed, light, joint_only):
    rules = settings(joint={"share": "equal"})
    shown = board(fair(), unit("甲县"), unit("乙县"), target("乙县", **owed), of("甲县、乙县", 10), rules=rules)
    assert (row(shown, "乙县").light, "joint_only" in row(shown, "乙县").flags) == (light, joint_only)


def test_what_the_units_lines_add_up_to_stands_beside_where_two_partners_name_themselves_first():
    shown = board(fair(), unit("甲县"), unit("乙县"), of("甲县、乙县", 2), of("乙县、甲县", 2, file="乙县.csv"))
    assert (line(shown).signed, line(shown).units_sum, line(shown).contracts) == (2, 4, 1)
    assert [words for words in doubts(line(shown)) if "own lines" in words]


def test_a_note_on_a_row_names_its_project_whichever_file_the_row_is_in():
    for early, later in (("a.csv", "b.csv"), ("b.csv", "a.csv")):
        shown = board(fair(), of("甲县", 2, file=early, signed_on="2016-12-30"), of("甲县", 2, file=later))
        assert {note.text for note in shown.problems if note.code == "before_from"} == {"铝材深加工"}


def test_one_matter_under_two_numbers_is_owed_once():
    one = followup("供水管网迁改", "甲县", id="DB-0001", due="2017-04-28", assigned="2017-04-01")
    other = followup(
        "供水管网迁改", "甲县", id="市督2026-17号", due="2017-04-28", assigned="2017-04-01", file="市督办.csv"
    )
    shown = board(one, other)
    assert [item.key for item in shown.owed if item.kind == "followup"] == ["followup/db 0001"]
    (pair,) = pairs(shown)
    assert (pair.about, pair.key) == ("followups", "pair/followup/db 0001/followup/市督2026 17号")
    apart = board(one, other, marks=ruled({pair.key: "different"}))
    assert len([item for item in apart.owed if item.kind == "followup"]) == 2


@pytest.mark.parametrize(
    "more", [{"assigned": "2017-01-01"}, {"owed_by": "乙县"}, {"project": "别的"}, {"file": "督办.csv"}]
)
def test_what_comes_again_is_another_matter(more):
    one = followup("周报", "甲县", id="DB-1000", assigned="2017-04-01", project="光热")
    plain = {"owed_by": "甲县", "id": "DB-2000", "assigned": "2017-04-02", "file": "市.csv", "project": "光热"} | more
    shown = board(one, followup("周报", plain.pop("owed_by"), **plain))
    assert len([item for item in shown.owed if item.kind == "followup"]) == 2
    assert pairs(shown) == []
