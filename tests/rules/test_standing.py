"""A unit's standing: who was heard, who was not, and that unknown is never called zero."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import msgspec
import pytest
from helpers.season import board, fair, line, project, row, settings, target, unit
from helpers.season_rows import assessed
from hypothesis import given
from hypothesis import strategies as st

from data.model import Board, ItemMarks, ItemState, Light, Paper, Problem, SourceHealth, SourceState, Stage, Standing

ON = date(2017, 5, 2)
KINDS = {"甲县": "县区", "乙县": "县区", "溪桥县": "县区", "青园区": "园区", "白园区": "园区"}
UNITS = [unit(name, kind) for name, kind in KINDS.items()]
OWED = [target(name, 400) for name in KINDS]
BASE = [fair(), *UNITS, *OWED]


def signed(name: str, amount: int = 100, file: str = "全市汇总.xlsx", **more: object) -> object:
    return project(name, amount, "2017-03-01", file=file, **more)


def read(file: str, **more: object) -> SourceHealth:
    return SourceHealth(file, SourceState.OK, (("projects", 1),), **more)  # type: ignore[arg-type]


def failed(file: str, state: SourceState = SourceState.FAILED, **more: object) -> SourceHealth:
    return SourceHealth(file, state, **more)  # type: ignore[arg-type]


def shown(*records: object, sources: tuple[SourceHealth, ...] = ()) -> Board:
    return board(*BASE, *records, sources=sources)


def standing(found: Board, name: str) -> str:
    return row(found, name).standing.value


PAPERS = (("甲.csv", Paper.CONTRACT), ("乙.csv", Paper.FRAMEWORK))

ROLL_UP = (signed("甲县"), signed("乙县", 300))


def test_a_ledger_that_names_two_of_a_kind_speaks_of_all_of_it() -> None:
    found = shown(*ROLL_UP)
    zero = row(found, "溪桥县")
    assert (zero.standing, zero.flags, zero.light) == (Standing.READ, ("zero_signing",), Light.RED)
    assert [standing(found, name) for name in ("青园区", "白园区")] == ["silent", "silent"]
    assert line(found).zero_signed == 1


def test_only_a_ledger_of_parks_leaves_the_counties_without_a_word() -> None:
    found = shown(signed("青园区", file="园区汇总.xlsx"), signed("白园区", file="园区汇总.xlsx"))
    for name in ("甲县", "乙县", "溪桥县"):
        silent = row(found, name)
        assert (silent.standing, silent.flags) == (Standing.SILENT, ())
        assert (silent.light, silent.rank, silent.ranked_of, silent.completion) == (Light.NONE, None, None, None)
    assert line(found).zero_signed == 0
    assert found.conversions[0].zero_signing == found.conversions[0].nothing_in_talks == ()


def test_targets_alone_make_nobody_zero() -> None:
    found = shown()
    assert {one.standing for one in line(found).units} == {Standing.SILENT}
    assert {one.light for one in line(found).units} == {Light.NONE}


def test_one_units_own_ledger_speaks_of_no_other() -> None:
    rows = (signed("甲县", file="甲县/台账.xlsx"), signed("乙县、甲县", file="甲县/台账.xlsx"))
    assert standing(shown(*rows), "溪桥县") == "silent"


def test_a_partner_alone_is_heard_and_a_pair_of_partners_covers_nobody() -> None:
    found = shown(signed("甲县、乙县", file="联合.xlsx"))
    assert row(found, "乙县").flags == ("joint_only", "none_landed")
    assert [standing(found, name) for name in ("甲县", "乙县", "溪桥县")] == ["read", "read", "silent"]


def test_a_unit_is_heard_by_its_alias() -> None:
    found = board(fair(), unit("溪桥县", "县区", aliases="溪桥"), target("溪桥县", 400), signed("溪桥"))
    assert standing(found, "溪桥县") == "read"


@pytest.mark.parametrize("kind", ["", "县区"])
def test_kinds_that_no_ledger_says_are_told_by_the_names_end(kind: str) -> None:
    names = ("甲县", "乙县", "溪桥县", "青园区")
    found = board(fair(), *(target(name, 400, kind="" if name == "青园区" else kind) for name in names), *ROLL_UP)
    assert [standing(found, name) for name in names] == ["read", "read", "read", "silent"]


def test_an_own_ledger_without_a_row_says_that_there_is_nothing() -> None:
    found = shown(sources=(SourceHealth("甲县/台账.xlsx", SourceState.OK, bare=("projects",)),))
    assert row(found, "甲县").flags == ("zero_signing",)
    assert standing(found, "乙县") == "silent"


# ------------------------------------------------------------ files that were not read


@pytest.mark.parametrize(
    "source",
    [
        failed("甲县/台账.xlsx"),
        failed("台账/甲县.numbers"),
        failed("甲县/台账.xlsx", SourceState.WAITING),
        failed("甲县/台账.xlsx", SourceState.HELD),
        failed("甲县/五月.xlsx", SourceState.GONE, near=("projects",)),
        SourceHealth("甲县/五月.xlsx", SourceState.OK, near=("projects",)),
    ],
)
def test_a_unit_whose_own_ledger_was_not_read_is_ours_to_mend(source: SourceHealth) -> None:
    found = shown(signed("青园区"), sources=(source,))
    mine = row(found, "甲县")
    assert (mine.standing, mine.light, mine.rank, mine.completion, mine.flags) == (
        Standing.UNREAD,
        Light.NONE,
        None,
        None,
        (),
    )
    assert standing(found, "乙县") == "silent", "it is nobody else's"


@pytest.mark.parametrize(
    "source",
    [
        SourceHealth("甲县/签到表.xlsx", SourceState.OK, problems=(Problem("header_unknown", "甲县/签到表.xlsx"),)),
        failed("甲县/签到表.xlsx"),
        failed("甲县/值班表.numbers"),
        failed("甲县/任务.xlsx", kinds=(("targets", 3),)),
        failed("甲县/五月.xlsx", SourceState.GONE, near=("followups",)),
        failed("甲县/台账 - 副本.xlsx", SourceState.IGNORED),
    ],
)
def test_a_file_that_is_another_thing_makes_nobody_unread(source: SourceHealth) -> None:
    assert standing(shown(signed("青园区"), sources=(source,)), "甲县") == "silent"


@pytest.mark.parametrize("kinds", [(), (("projects", 2),)])
def test_an_unread_ledger_beside_one_that_was_read_leaves_a_part_unknown(kinds: tuple[tuple[str, int], ...]) -> None:
    found = shown(*ROLL_UP, sources=(failed("溪桥县/台账.xlsx", kinds=kinds),))
    part = row(found, "溪桥县")
    assert (part.standing, part.light, part.rank, part.flags) == (Standing.PARTIAL, Light.NONE, None, ("unsettled",))
    assert row(found, "甲县").rank == 2


def test_what_is_done_stays_done_whatever_the_unread_ledger_says() -> None:
    found = shown(signed("甲县", 500), signed("乙县", 100), sources=(failed("甲县/补充.xlsx"),))
    best = row(found, "甲县")
    assert (best.standing, best.light, best.rank, best.flags) == (Standing.PARTIAL, Light.GREEN, 1, ())


def test_while_a_ledger_that_is_nobodys_is_unread_nobody_is_zero_or_missing() -> None:
    found = shown(*ROLL_UP, sources=(failed("项目.xlsx"),))
    assert [row(found, name).flags for name in ("溪桥县", "甲县")] == [("zero_doubt",), ()]
    assert (row(found, "溪桥县").light, row(found, "甲县").rank) == (Light.NONE, 2)
    assert {standing(found, name) for name in ("青园区", "白园区")} == {"unread"}
    assert line(found).zero_signed == 0


@pytest.mark.parametrize("folder", ["东川市甲县", "东川市/甲县", "甲县招商局", "甲县/往来"])
def test_an_unread_ledger_is_whose_its_rows_would_be(folder: str) -> None:
    units = [unit("东川市", "城市"), unit("甲县", "县区", "东川市"), unit("乙县", "县区", "东川市")]
    found = board(fair(), *units, target("甲县", 1), target("乙县", 1), sources=(failed(f"{folder}/台账.xlsx"),))
    assert [standing(found, name) for name in ("甲县", "乙县")] == ["unread", "silent"]


@pytest.mark.parametrize("file", ["甲县、乙县/溪桥县台账.xlsx", "甲县和乙县台账.xlsx"])
def test_an_unread_ledger_whose_path_names_two_units_is_nobodys(file: str) -> None:
    found = shown(*ROLL_UP, sources=(failed(file),))
    assert [standing(found, name) for name in ("青园区", "白园区")] == ["unread", "unread"]
    assert (row(found, "溪桥县").flags, row(found, "溪桥县").light) == (("zero_doubt",), Light.NONE)


def test_the_order_of_whose_a_ledger_is_holds_for_one_without_a_row_too() -> None:
    bare = (SourceHealth("甲县/溪桥县.xlsx", SourceState.OK, bare=("projects",)),)
    for order, heard in (("folder", "file"), "甲县"), (("file", "folder"), "溪桥县"):
        found = board(*BASE, sources=bare, rules=settings(files={"unit_from": order}))
        assert [name for name in KINDS if standing(found, name) == "read"] == [heard]


@pytest.mark.parametrize(
    ("source", "left"),
    [
        (failed("单位.xlsx"), "partial"),
        (failed("单位信息表(5月8日).xlsx", SourceState.HELD), "partial"),
        (
            SourceHealth("单位台账.csv", SourceState.OK, problems=(Problem("header_unknown", "单位台账.csv"),)),
            "partial",
        ),
        (SourceHealth("旧.csv", SourceState.GONE, near=("units",)), "partial"),
        (SourceHealth("通讯录.csv", SourceState.OK, near=("units",)), "read"),
        (failed("单位项目汇总.xlsx", SourceState.OK), "read"),
        (failed("单位.xlsx", SourceState.HELD, kinds=(("units", 5),)), "read"),
    ],
)
def test_without_the_units_ledger_nobody_knows_a_units_other_names(source: SourceHealth, left: str) -> None:
    found = board(fair(), *OWED, *ROLL_UP, sources=(read("全市汇总.xlsx"), source))
    assert [standing(found, name) for name in ("甲县", "溪桥县")] == [left, left]
    assert [standing(found, name) for name in ("青园区",)] == ["silent" if left == "read" else "unread"]
    assert ("溪桥县" in _zero_or_red(found)) is (left == "read")


@pytest.mark.parametrize("code", ["header_unknown", "header_form", "hidden_sheet"])
@pytest.mark.parametrize(
    ("sheet", "left"), [("溪桥县", "partial"), ("溪桥县(3个)", "partial"), ("说明", "read"), ("甲县", "read")]
)
def test_a_sheet_that_was_not_read_is_the_units_after_which_it_is_called(code: str, sheet: str, left: str) -> None:
    found = shown(*ROLL_UP, sources=(read("全市汇总.xlsx", problems=(Problem(code, "全市汇总.xlsx", sheet),)),))
    assert [standing(found, name) for name in ("溪桥县", "甲县")] == [left, "read"]
    assert ("溪桥县" in _zero_or_red(found)) is (left == "read")


def test_a_held_version_leaves_the_earlier_one_counting_and_nobody_is_called_zero_by_it() -> None:
    held = failed("全市汇总.xlsx", SourceState.HELD, kinds=(("projects", 2),))
    found = shown(*ROLL_UP, sources=(held,))
    assert (row(found, "溪桥县").standing, row(found, "溪桥县").flags) == (Standing.READ, ("zero_doubt",))
    assert (row(found, "甲县").light, row(found, "甲县").rank) == (Light.RED, 2)


def test_a_ledger_that_is_just_being_saved_counts_as_it_was() -> None:
    waiting = failed("全市汇总.xlsx", SourceState.WAITING, kinds=(("projects", 2),))
    assert row(shown(*ROLL_UP, sources=(waiting,)), "溪桥县").flags == ("zero_signing",)


def test_a_row_that_became_none_is_its_units_or_it_may_be_anybodys() -> None:
    problem = Problem("row_lacks", "全市汇总.xlsx", row=9, unit="溪桥县")
    found = shown(*ROLL_UP, sources=(read("全市汇总.xlsx", problems=(problem,)),))
    assert (standing(found, "溪桥县"), row(found, "溪桥县").uncounted.count) == ("partial", 1)
    for code in ("csv_quote", "csv_encoding", "columns_count"):
        problem = Problem(code, "全市汇总.xlsx", row=9)
        found = shown(*ROLL_UP, sources=(read("全市汇总.xlsx", problems=(problem,)),))
        assert row(found, "溪桥县").flags == ("zero_doubt",)


@pytest.mark.parametrize("outcome", ["as-is", "returned"])
def test_a_ledger_that_is_meant_to_be_gone_is_waited_for_no_more(outcome: str) -> None:
    gone = failed("甲县/五月.xlsx", SourceState.GONE, near=("projects",), why=Problem("ledger_gone", "甲县/五月.xlsx"))
    said = ItemMarks(state=ItemState.HANDLED, by="李敏", op="act", outcome=outcome)
    marks = {"marks": lambda key, _episode: said if key.startswith("problem/ledger_gone") else ItemMarks()}
    found = board(*BASE, signed("青园区"), sources=(gone,), **marks)
    assert standing(found, "甲县") == ("silent" if outcome == "as-is" else "unread")


# ------------------------------------------------------------ rows that are not counted


def test_rows_of_no_paper_are_told_and_the_unit_is_not_called_zero() -> None:
    unclear = [signed("溪桥县", amount, paper=None, stage=Stage.SIGNED) for amount in (100000, 115000)]
    found = shown(*ROLL_UP, *unclear)
    part = row(found, "溪桥县")
    assert (part.standing, part.uncounted.count, part.uncounted.amount) == (Standing.PARTIAL, 2, Decimal(215000))
    assert (part.light, part.rank, part.flags, part.signed) == (Light.NONE, None, ("unsettled",), 0)
    assert next(one for one in found.scores[0].units if one.unit == "溪桥县").reason == "uncounted"


@pytest.mark.parametrize(
    "row_",
    [
        project("溪桥县", 300, None, file="全市汇总.xlsx"),
        project("溪桥县", None, "2017-03-01", file="全市汇总.xlsx"),
        project("溪桥县", 300, None, paper=None, stage=Stage.SIGNED, file="全市汇总.xlsx"),
        project("溪桥县、甲县", 300, "2017-03-01", paper=None, file="全市汇总.xlsx"),
    ],
)
def test_a_row_that_lacks_what_decides_leaves_its_unit_unsettled(row_: object) -> None:
    part = row(shown(*ROLL_UP, row_), "溪桥县")
    assert (part.standing, part.light, part.rank) == (Standing.PARTIAL, Light.NONE, None)
    assert "zero_signing" not in part.flags
    assert part.uncounted.count == 1


@pytest.mark.parametrize(
    "row_",
    [
        project("溪桥县", None, "2017-03-01", paper=Paper.FRAMEWORK, file="全市汇总.xlsx"),
        project("溪桥县", 300, None, paper=None, stage=Stage.TALKS, file="全市汇总.xlsx"),
        project("溪桥县", None, "2017-06-10", file="全市汇总.xlsx"),
    ],
)
def test_what_can_be_no_contract_by_now_leaves_a_unit_zero(row_: object) -> None:
    assert row(shown(*ROLL_UP, row_), "溪桥县").flags == ("zero_signing",)


def test_a_cell_that_was_not_understood_may_hide_a_contract() -> None:
    strange = project("溪桥县", 300, None, paper=None, file="全市汇总.xlsx")
    problem = Problem("paper_unknown", strange.file, "", strange.row, "G", "合 同")
    found = shown(*ROLL_UP, strange, sources=(read("全市汇总.xlsx", problems=(problem,)),))
    assert standing(found, "溪桥县") == "partial"
    assert standing(shown(*ROLL_UP, strange, sources=(read("全市汇总.xlsx"),)), "溪桥县") == "read"


def test_what_cannot_change_light_or_rank_leaves_both() -> None:
    found = shown(signed("甲县", 100), signed("乙县", 300), signed("甲县", 1, paper=None))
    part = row(found, "甲县")
    assert (part.standing, part.light, part.rank, part.flags) == (Standing.PARTIAL, Light.RED, 2, ())
    found = shown(signed("甲县", 100), signed("乙县", 101), signed("甲县", 1, paper=None))
    assert (row(found, "甲县").rank, row(found, "甲县").light) == (None, Light.NONE), "it would be level"


def test_a_unit_that_is_nearly_named_is_not_called_zero() -> None:
    found = shown(*ROLL_UP, signed("溪乔县", 120000))
    part = row(found, "溪桥县")
    assert (part.standing, part.uncounted.amount, "zero_signing" in part.flags) == (Standing.PARTIAL, 120000, False)


@pytest.mark.parametrize("cell", ["溪桥县招商局", "东川市溪桥县", "溪桥县、外县", "甲县配合溪桥县", "溪桥县工业园"])
def test_a_unit_whose_name_stands_in_one_that_nobody_knows_is_not_called_zero(cell: str) -> None:
    found = row(shown(*ROLL_UP, signed(cell, 50)), "溪桥县")
    assert (found.standing, found.light, found.rank, found.flags) == (
        Standing.PARTIAL,
        Light.NONE,
        None,
        ("unsettled",),
    )
    assert (found.signed, found.uncounted.count, found.uncounted.amount) == (0, 1, 50)
    assert standing(shown(signed(cell, 50)), "溪桥县") == "unread"  # it is ours to mend, not theirs to send


def test_what_no_units_ledger_says_is_in_doubt_by_its_name_alone() -> None:
    bare = [fair(), *OWED]
    found = row(board(*bare, *ROLL_UP, signed("溪桥县招商局", 50)), "溪桥县")
    assert (found.standing, found.flags) == (Standing.PARTIAL, ("unsettled",))
    assert row(board(*bare, *ROLL_UP, signed("外县", 50)), "溪桥县").flags == ("zero_signing",)


def test_a_paper_in_dispute_may_be_the_units_contract() -> None:
    """Two lists differ on what was signed: it counts as the weaker one, and nobody is called zero by it."""
    rows = [project("溪桥县", 300, "2017-03-01", file=file, name="水厂", paper=paper) for file, paper in PAPERS]
    part = row(shown(*ROLL_UP, *rows), "溪桥县")
    assert (part.standing, part.flags, part.light) == (Standing.PARTIAL, ("unsettled",), Light.NONE)
    assert (part.signed, part.uncounted.count, part.at_most) == (0, 1, 300)


@pytest.mark.parametrize(("most", "light"), [(110, Light.RED), (380, Light.NONE)])
def test_an_amount_in_dispute_that_could_change_the_light_leaves_none(most: int, light: Light) -> None:
    rows = [
        project("溪桥县", amount, "2017-03-01", file=file, name="水厂")
        for file, amount in (("甲.csv", 105), ("乙.csv", most))
    ]
    found = row(shown(*ROLL_UP, *rows), "溪桥县")
    assert (found.standing, found.signed, found.at_most, found.light) == (Standing.READ, 105, most, light)


def test_a_parent_is_known_in_part_while_a_unit_below_is_not_heard() -> None:
    towns = [unit("东镇", "镇办", "溪桥县"), unit("西镇", "镇办", "溪桥县")]
    found = board(*BASE, *towns, *ROLL_UP, signed("东镇"))
    assert [standing(found, name) for name in ("溪桥县", "西镇", "甲县")] == ["partial", "silent", "read"]
    assert row(found, "溪桥县").flags == ("unsettled",)
    own = board(
        *BASE, *towns, *ROLL_UP, signed("东镇", file="溪桥县/台账.xlsx"), signed("西镇", file="溪桥县/台账.xlsx")
    )
    assert [standing(own, name) for name in ("溪桥县", "西镇")] == ["read", "read"]


def test_a_unit_with_an_unknown_ledger_was_not_behind_in_an_old_quarter_either() -> None:
    names = [*KINDS, "丙县", "丁县"]
    ranks = {"甲县": 1, "乙县": 2, "丙县": 3, "丁县": 4, "溪桥县": 5}
    quarters = [
        assessed(name, q, "", place) for q in ("2016年第四季度", "2017年第一季度") for name, place in ranks.items()
    ]
    more = [unit(name, "县区") for name in names[-2:]]
    rows = [*BASE, *more, *quarters, signed("青园区")]
    assert board(*rows, sources=(failed("溪桥县/台账.xlsx"),)).bad_runs == ()


# ------------------------------------------------------------ law: unknown is not zero

FILES = ("汇总一.xlsx", "汇总二.xlsx", "甲县/台账.xlsx", "乙县.xlsx", "园区/青园区.xlsx")
ROWS = st.lists(
    st.builds(
        lambda file, name, amount, paper: project(name, amount, "2017-03-01", paper=paper, file=file),
        st.sampled_from(FILES),
        st.sampled_from([*KINDS, "甲县、乙县"]),
        st.sampled_from([None, 50, 100, 390]),
        st.sampled_from([Paper.CONTRACT, Paper.CONTRACT, None, Paper.FRAMEWORK]),
    ),
    max_size=14,
)


def _zero_or_red(found: Board) -> set[str]:
    return {one.unit for one in line(found).units if one.light is Light.RED or "zero_signing" in one.flags}


@given(ROWS, st.sampled_from(FILES))
def test_a_unit_that_is_called_zero_stays_so_whatever_an_unread_ledger_says(rows: list, file: str) -> None:
    """Called zero without one file's rows: then the file names it nowhere as its own, or it would have been doubted."""
    others = [one for one in rows if one.file != file]
    sources = [read(one) for one in sorted({row_.file for row_ in others})]
    found = shown(*others, sources=(*sources, failed(file)))
    whole = shown(*rows)
    for one in line(found).units:
        if "zero_signing" in one.flags or "none_landed" in one.flags:
            assert one.standing is Standing.READ
        if one.standing in (Standing.UNREAD, Standing.SILENT):
            assert (one.light, one.rank, one.flags) == (Light.NONE, None, ())
    if file in ("汇总一.xlsx", "汇总二.xlsx"):  # it is nobody's, and may be anybody's
        assert not any("zero_signing" in one.flags for one in line(found).units)
        assert Standing.SILENT not in {one.standing for one in line(found).units}
        return
    named = {name for row_ in rows if row_.file == file for name in row_.unit.split("、")}
    (owner,) = (name for name in KINDS if name in file)
    if named <= {owner}:
        assert _zero_or_red(found) - _zero_or_red(whole) <= {
            one.unit for one in line(whole).units if one.standing is Standing.PARTIAL
        }


@given(ROWS)
def test_light_and_rank_stand_whatever_the_rows_of_no_paper_turn_out_to_be(rows: list) -> None:
    """All of them contracts, or none of them: a unit that has a light has it either way."""
    found = shown(*rows)
    most = shown(*(project_as(one, Paper.CONTRACT) for one in rows))
    for one in line(found).units:
        if one.standing is Standing.PARTIAL and one.light is not Light.NONE:
            same = row(most, one.unit)
            assert one.light is same.light or same.light is Light.NONE


def project_as(one: object, paper: Paper) -> object:
    return msgspec.structs.replace(one, paper=paper) if one.paper is None else one  # type: ignore[attr-defined]


def test_superiors_own_no_ledger() -> None:
    rules = settings(units={"superiors": ["青岭市"]})
    rows = [signed(name, file="青岭市/汇总.xlsx") for name in ("甲县", "乙县")]
    assert standing(board(*BASE, *rows, rules=rules), "溪桥县") == "read"
