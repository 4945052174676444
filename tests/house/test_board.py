"""The board as a whole: marks on its items, who is on duty, and the JSON that other programs read."""

import json
import re
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import get_args, get_type_hints

import pytest
from helpers.season import AS_OF, board, fair, followup, project, settings, talks, target, unit
from hypothesis import given
from hypothesis import strategies as st

from data import model
from data.export import board_json
from data.export.board_json import SHAPES, plain, to_json
from data.export.json_encoder import Shape, amount, ratio
from data.ledgers.kinds_and_columns import Amount, RosterDay
from data.model import (
    Board,
    FairCountdown,
    FairProgress,
    ItemMarks,
    ItemState,
    Later,
    Paper,
    Place,
    Problem,
    SourceHealth,
    SourceState,
    Stage,
    UnitProgress,
)
from data.rules.units.names import project_key
from data.wording.problems import PROBLEMS, problem_text


def test_marks_are_asked_by_key_and_episode_and_change_no_figure():
    asked = []

    def marks(key, episode):
        asked.append(key)
        return ItemMarks(state=ItemState.HANDLED, by="李敏")

    records = [fair(), talks("甲县", name="光热", stage_since="2017-01-01"), followup(due="2017-05-01")]
    shown = board(*records, marks=marks)
    assert [key for key in asked if not key.startswith("duty/")] == ["project/甲县/光热", "followup/澜源县/周报"]
    assert shown.to_check == 2  # still in their lists
    plain = board(*records)
    same = {"stalled": plain.stalled, "owed": plain.owed, "owed_later": plain.owed_later, "cadence": plain.cadence}
    assert replace(shown, **same) == plain


def test_what_cannot_be_told_apart_is_not_asked_for():
    def marks(key, episode):
        assert not key.startswith("project/"), key
        return ItemMarks()

    rows = [talks("甲县", name="光热", stage_since="2017-01-01") for _ in range(2)]
    assert len(board(*rows, marks=marks).stalled) == 2


@pytest.mark.parametrize(
    ("shifts", "officers"),
    [
        ([("", "李敏")], "李敏"),
        ([("夜班", "王五"), ("白班", "李敏")], "李敏"),  # the shift that is now
        ([("白班", "李敏"), ("夜班", "李敏")], "李敏"),
    ],
)
def test_who_is_on_duty(shifts, officers):
    rows = [RosterDay(date=AS_OF, officer=o, shift=s, leader="王主任", row=n) for n, (s, o) in enumerate(shifts)]
    shown = board(*rows, RosterDay(date=date(2017, 5, 3), officer="别人"))
    assert (shown.duty.officer, shown.duty.leader) == (officers, "王主任")


def test_nobody_on_duty():
    assert board().duty is None


def test_an_empty_folder_has_a_board():
    shown = board()
    assert (shown.fairs, shown.stalled, shown.owed) == ((), (), ())
    assert [(p.fair, p.signed, p.pace) for p in shown.progress] == [(None, 0, None)]
    json.dumps(to_json(shown))


def test_every_problem_of_the_rules_has_words():
    records = [
        fair(target=1, closes="2017-01-01"),
        fair(target=2, file="b.csv"),
        unit("甲县"),
        target("甲县", 1),
        target("甲县", 2),
        target("甲县", Amount(Decimal(1), "USD"), fair="别的会"),
        target("乙县", Amount(Decimal(1), "USD")),
        project("甲 县城", None, "2017-02-01"),
        project("癸", 1, None),
        project("甲县", 1, "2016-02-01"),
        project("甲县", 1, "2017-02-01", paper=None, stage=Stage.SIGNED),
        project("甲县", 1, "2017-02-01", fair="别的会"),
        project("甲县", 1, "2017-08-01"),
        project("甲县", 1, "2017-02-01", name="光热", file="a.csv"),
        project("甲县", 2, "2017-02-01", name="光热", file="b.csv"),
        project("甲县", 2, "2017-02-01", name="光伏"),
        project("甲县", 2, "2017-02-01", name="光伏"),
    ]
    shown = board(*records, as_of=date(2017, 9, 1))
    found = {problem.code for problem in shown.problems}
    assert found == set(PROBLEMS) & found
    assert len(found) == 15
    assert all(problem_text(problem) and "{" not in problem_text(problem) for problem in shown.problems)


# ------------------------------------------------------------ JSON


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("1250", "1250"),
        ("1250.500000", "1250.5"),
        ("0.000001", "0.000001"),
        ("0E-6", "0"),
        ("-0.0", "0"),
        ("1E+6", "1000000"),
        ("100", "100"),
    ],
)
def test_amounts_have_no_exponent_and_no_idle_zeros(value, text):
    assert amount(Decimal(value)) == text


@given(st.decimals(-(10**9), 10**9, places=6))
def test_an_amount_reads_back(value):
    text = amount(value)
    assert Decimal(text) == value
    assert "E" not in text
    assert not ("." in text and text.endswith(("0", ".")))


def test_every_key_of_a_shape_is_a_field_or_is_made():
    for kind, shape in SHAPES.items():
        keys = [name.lstrip("*").partition("=") for name in shape.keys.split()]
        assert {key for key, _, field in keys if key not in shape.made and not hasattr(kind, field or key)} == set()
        assert set(shape.made) <= ({key for key, _, _ in keys} or {field.name for field in fields(kind)})


def test_a_class_without_a_shape_has_its_fields_for_keys():
    assert plain(model.Gap("amount", None, *map(Decimal, (1, 2, 3, 4, 5)), None, 6, 7, model.Trace("gap"))) == {
        "metric": "amount", "target": None, "done": "1", "gap": "2", "planned": "3", "reviewed": "4",
        "unreviewed": "5", "uncovered": None, "planned_count": 6, "reviewed_count": 7,
        "trace": {"rule": "gap", "values": {}, "count": 0, "rows": []},
    }  # fmt: skip


def told_classes(kind, seen):
    """Every class of the read model that is told below one, and the board's other parts."""
    if is_dataclass(kind) and kind not in seen:
        seen.add(kind)
        told = SHAPES[kind].keys.split() if kind in SHAPES else ()
        hints = get_type_hints(kind)
        for name in [name.lstrip("*").partition("=")[0] for name in told] or hints:
            told_classes(hints.get(name), seen)
    for inner in get_args(kind):
        told_classes(inner, seen)
    return seen


def test_every_key_is_named_where_the_keys_are_explained():
    """A program reads them for years: a field that is renamed would take its key along."""
    kinds = told_classes(Board, {FairCountdown, FairProgress, UnitProgress})
    assert len(kinds) > 45
    names = {
        name.lstrip("*").partition("=")[0].rstrip("_")
        for kind in kinds
        for name in (SHAPES.get(kind, Shape()).keys.split() or [field.name for field in fields(kind)])
    }
    assert names - {"marks"} - set(re.findall(r"`([a-z_]+)(?:\[\])?`", board_json.__doc__)) == set()


def test_ratios_have_six_places():
    assert ratio(Decimal(111) / Decimal(420)) == 0.264286
    assert ratio(None) is None


def shown_json():
    records = [
        fair(closes="2017-06-19", target=4_200_000),
        target("甲县", 1250.5),
        target("甲县", 100, fair=""),
        unit("甲县", "县区"),
        project("甲县", "312.625", "2017-02-01", stage=Stage.LANDED, name="光热", reported_on="2017-02-01"),
        project("甲县", 8, "2017-02-01", paper=Paper.FRAMEWORK, stage=Stage.PRODUCTION),
        followup(due="2017-05-01", assigned="2017-04-01", grade="一般"),
    ]
    source = SourceHealth(
        "a.csv",
        SourceState.OK,
        (("projects", 2),),
        (Problem("settings", "a.csv", "S", 4, "H", "x", (("why", "y"),)),),
        datetime(2017, 5, 2, tzinfo=UTC),
    )
    return json.loads(json.dumps(to_json(board(*records, sources=(source,)))))


def test_the_json_of_a_board():
    found = shown_json()
    assert (found["as_of"], found["basis"]) == ("2017-05-02", "contracted")
    (first,) = found["fairs"]
    assert {k: first[k] for k in ("name", "opens", "closes", "days_left", "workdays_left", "target", "signed")} == {
        "name": "青山洽谈会",
        "opens": "2017-06-16",
        "closes": "2017-06-19",
        "days_left": 45,
        "workdays_left": 32,
        "target": "4200000",
        "signed": "312.625",
    }
    assert (first["completion"], first["pace"]) == (0.000074, 0.73494)


def test_the_json_of_units():
    found = {u["fair"]: u for u in shown_json()["units"]}
    assert set(found) == {"青山洽谈会", None}
    assert (
        found["青山洽谈会"]
        | {
            "unit": "甲县",
            "kind": "county",
            "target": "1250.5",
            "signed": "312.625",
            "contracts": 1,
            "frameworks": 1,
            "intents": 0,
            "planned": "0",
            "completion": 0.25,
            "pace": 0.73494,
            "light": "red",
            "rank": None,
            "ranked_of": None,
            "flags": [],
        }
        == found["青山洽谈会"]
    )
    assert found[None]["completion"] == 3.12625


def test_the_json_of_items_and_sources():
    found = shown_json()
    (stalled,) = found["stalled"]
    assert (
        stalled
        | {
            "key": "project/甲县/光热",
            "project": "光热",
            "unit": "甲县",
            "stage": "landed",
            "days_stalled": 90,
            "limit": 30,
            "last_evidence": "2017-02-01",
            "state": "open",
            "by": "",
        }
        == stalled
    )
    (owed,) = (item for item in found["owed"] if item["kind"] == "followup")
    assert (
        owed
        | {
            "key": "followup/澜源县/周报",
            "kind": "followup",
            "what": "周报",
            "unit": "",
            "owed_by": "澜源县",
            "due": "2017-05-01",
            "days_over": 1,
            "state": "open",
            "by": "",
        }
        == owed
    )
    (source,) = found["sources"]
    assert source["kinds"] == {"projects": 2}
    (problem,) = source["problems"]
    assert problem | {"sheet": "S", "row": 4, "column": "H", "code": "settings", "text": "x"} == problem
    assert problem["why"] == problem_text(Problem("settings", "", args=(("why", "y"),)))


def test_two_hundred_units_and_ten_thousand_projects():
    units = [unit(f"单位{n}", "县区" if n % 2 else "园区") for n in range(200)]
    targets = [target(u.name, 1000) for u in units]
    rows = [project(f"单位{n % 200}", 1, "2017-02-01", stage=Stage.SIGNED) for n in range(10_000)]
    words = {project_key(row): AS_OF for row in rows}
    shown = board(fair(), *units, *targets, *rows, new_words=words, rules=settings())
    assert shown.progress[0].signed == 10_000
    assert {u.signed for u in shown.progress[0].units} == {50}
    assert len(shown.stalled) == 10_000
    assert Place in {type(item.place) for item in shown.stalled}


def test_a_list_made_later_is_made_once_and_by_the_first_who_asks():
    made = []

    def lines():
        made.append("now")
        return ("甲", "乙")

    later = Later(lines)
    shown = replace(board(), projects=later)
    assert not made  # neither making a board nor changing it asks
    assert list(shown.projects) == ["甲", "乙"]
    assert (len(later), later[0], later[1:], later) == (2, "甲", ("乙",), ("甲", "乙"))
    assert made == ["now"]
