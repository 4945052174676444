"""Which item is which, and which unit a cell means."""

from datetime import date

import pytest
from helpers.season import settings, target, unit
from hypothesis import given
from hypothesis import strategies as st

from data.rules.units.names import UnitBook, episode, item_key, unit_kind
from data.settings import RuleSettings
from data.support.spelling import normalise, squash


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("ＸＭ－2017　001", "xm 2017 001"),
        ("光热设备\u200b制造", "光热设备制造"),
        ("光热设备制造（一期）", "光热设备制造 一期"),
        ("  A\u3000 B\n", "a b"),
        ("", ""),
    ],
)
def test_spellings_are_normalised(written, normal):
    assert normalise(written) == normal


@given(st.text())
def test_normalising_again_changes_nothing(text):
    assert normalise(normalise(text)) == normalise(text)


@given(st.text("东川工业园区ＡB1·（"), st.sampled_from(" \u3000\t\u200b"), st.integers(0, 20))
def test_a_space_or_a_format_character_makes_no_other_name(text, space, at):
    assert squash(text[:at] + space + text[at:]) == squash(text)


def test_the_id_is_the_key_and_without_one_unit_and_name():
    assert item_key("project", "XM-001", "东岭园区", "光热") == "project/xm 001"
    assert item_key("project", "", "东岭园区", "光热（一期）") == "project/东岭园区/光热 一期"


@pytest.mark.parametrize("serial", ["1", "12", "007"])
def test_a_serial_number_is_no_key(serial):
    assert item_key("project", serial, "东岭园区", "光热") == "project/东岭园区/光热"


def test_a_change_of_any_part_is_a_new_episode():
    base = ("stalled", date(2017, 5, 2), "signed", date(2017, 3, 1))
    others = [
        ("owed", *base[1:]),
        (base[0], None, *base[2:]),
        (*base[:2], "landed", base[3]),
        (*base[:3], None),
    ]
    assert len({episode(*parts) for parts in (base, *others)}) == 5
    assert episode(*base) == episode(*base)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("县区", "county"),
        ("县（市、区）", "county"),
        ("开发区", "park"),
        ("市直部门", "department"),
        ("街道", "township"),
        ("市属管委会", "市属管委会"),
        ("", ""),
    ],
)
def test_known_kinds_have_our_word_and_others_stay(text, kind):
    assert unit_kind(text) == kind


BOOK = UnitBook(
    [unit("甲园区", "园区", aliases="甲区、甲开发区"), unit("乙县", "县区"), unit("和平县", "县区"), unit("丙县")],
    RuleSettings.of(settings(units={"aliases": {"丁工业园区": ["丁园区"]}, "superiors": ["省厅"]})),
    [target("戊局", 10, kind="部门")],
)


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        ("甲园区、乙县", ("甲园区", "乙县")),
        ("乙县/甲园区", ("乙县", "甲园区")),
        ("甲园区和乙县", ("甲园区", "乙县")),
        ("和平县和乙县", ("和平县", "乙县")),
        ("乙县和和平县", ("乙县", "和平县")),
        ("甲园区、外县", ("甲园区、外县",)),  # not each part is known
        ("外县和乙县", ("外县和乙县",)),
        ("和平县", ("和平县",)),
        ("甲 开发区", ("甲园区",)),
        ("丁园区、甲区", ("丁工业园区", "甲园区")),
        ("乙县、乙县", ("乙县",)),
        ("戊局、乙县", ("戊局", "乙县")),
        ("乙县（牵头）、甲园区(配合单位)", ("乙县", "甲园区")),
        ("乙县\u3000甲区", ("乙县", "甲园区")),
        ("乙县（参考）", ("乙县（参考）",)),
        ("乙县 外县", ("乙县 外县",)),
    ],
)
def test_joint_cells_split_when_each_part_is_known(cell, units):
    assert BOOK.split(cell) == units


def test_kinds_come_from_the_ledger_then_the_targets():
    assert [BOOK.kind(name) for name in ("甲园区", "戊局", "丙县", "外县")] == ["park", "department", "", ""]


def test_superiors():
    assert BOOK.is_superior("省厅")
    assert not BOOK.is_superior("乙县")
    assert not BOOK.is_superior("省厅、乙县")
    assert "省厅" not in BOOK.listed()


def test_what_of_a_cell_is_unknown_and_what_it_may_mean():
    assert BOOK.unknown("甲园区、外县") == ("外县",)
    assert BOOK.unknown("甲园区、乙县") == ()
    assert BOOK.near("丁业园区") == "丁工业园区"
    assert BOOK.near("癸县") == ""


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("乙县招商局", ("乙县",)),
        ("乙县、外县", ("乙县",)),
        ("甲园区配合乙县", ("甲园区", "乙县")),
        ("丁业园区", ("丁工业园区",)),
        ("外县", ()),
    ],
)
def test_the_units_that_a_cell_may_mean_which_nobody_knows(cell, meant):
    assert set(BOOK.meant(cell)) == set(meant)
