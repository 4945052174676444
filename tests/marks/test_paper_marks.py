"""Answers to figures and issues of papers: every station finds the same, and no answer or issue is lost."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from helpers.hypothesis_profile import tried
from helpers.marks import NOW, event, lines
from hypothesis import given
from hypothesis import strategies as st

from data.marks.fold_marks import Fold
from data.marks.log_lines import log_lines
from data.marks.make_mark import Author, MarkError
from data.marks.mark_event import Event, decode, encode
from data.marks.paper_marks import answers, issues, make_answer, make_issue
from data.marks.wrong_clocks import Clocks
from data.model.issued_papers import CONFIRMED, OBJECTED

P1, P2, UTC = "2026-05-1", "2026-05-2", NOW.tzinfo


def author(fold: Fold, station: str = "aaaa", n: int = 1, by: str = "李敏") -> Author:
    return Author(by=by, station=station, run="r1", n=n, fold=fold, now=NOW + timedelta(minutes=n))


def answered(fold: Fold, unit: str, answer: str, text: str = "", n: int = 1, station: str = "aaaa") -> Event:
    return make_answer(P1, unit, answer, text, "d", author(fold, station, n))


def issued(
    fold: Fold, period: str = P1, number: int | None = 8, n: int = 1, station: str = "aaaa", **more: str
) -> Event:
    remark = more.get("remark", "")
    return make_issue(
        "circular", period, more.get("about", ""), number, "半月工作动态", "f00d", remark, author(fold, station, n)
    )


def test_the_latest_answer_of_a_unit_stands():
    fold = Fold()
    for n, (unit, answer, text) in enumerate(
        (("南屏园区", OBJECTED, "少一个项目"), ("东岭园区", CONFIRMED, ""), ("南屏 园区", CONFIRMED, "已补")), 1
    ):
        fold.take(answered(fold, unit, answer, text, n))
    found = answers(fold, P1, UTC)
    assert {(one.unit, one.answer, one.text, one.others) for one in found} == {
        ("东岭园区", CONFIRMED, "", ()),
        ("南屏 园区", CONFIRMED, "已补", ()),
    }
    assert answers(fold, P2, UTC) == ()
    assert len(fold.log()) == 3


def test_of_answers_made_apart_the_objection_stands_and_names_the_other():
    one, other = Fold(), Fold()
    first = answered(one, "南屏园区", OBJECTED, "差1.2亿元")
    second = msgspec.structs.replace(answered(other, "南屏园区", CONFIRMED, station="bbbb"), by="王芳", lam=7)
    one.take(second)
    one.take(first)
    (found,) = answers(one, P1, UTC)
    assert (found.answer, found.by, found.others) == (OBJECTED, "李敏", ("王芳",))


@pytest.mark.parametrize(
    ("answer", "text", "code"),
    [(OBJECTED, "", "mark_text"), ("maybe", "", "mark_outcome"), (CONFIRMED, "x" * 801, "mark_too_long")],
)
def test_an_answer_that_says_nothing_is_refused(answer, text, code):
    with pytest.raises(MarkError) as refused:
        answered(Fold(), "南屏园区", answer, text)
    assert refused.value.code == code


@pytest.mark.parametrize(("period", "number", "about"), [(P1, 9, ""), (P2, 8, "")])
def test_neither_a_period_nor_a_number_is_issued_twice(period, number, about):
    fold = Fold()
    fold.take(issued(fold))
    with pytest.raises(MarkError) as refused:
        issued(fold, period, number, 2, about=about)
    assert refused.value.code == "issued_already"
    fold.take(issued(fold, P2, 9, 3))
    assert [(one.period, one.number, one.second) for one in issues(fold, UTC)] == [(P1, 8, False), (P2, 9, False)]


def test_papers_of_several_items_are_issued_beside_each_other():
    fold = Fold()
    fold.take(issued(fold, about="澜源县", number=None, n=1))
    fold.take(issued(fold, about="安远县", number=None, n=2))
    assert [(one.about, one.number) for one in issues(fold, UTC)] == [("澜源县", None), ("安远县", None)]


@tried(25)
@given(st.data())
def test_any_order_of_the_same_marks_gives_the_same_issues_and_answers(data):
    """Stations that did not know of each other, their marks in any order and some twice."""
    made: list[Event] = []
    for station in ("aaaa", "bbbb", "cccc"):
        fold = Fold()
        for n in range(1, data.draw(st.integers(1, 4)) + 1):
            period, unit = data.draw(st.sampled_from((P1, P2))), data.draw(st.sampled_from(("甲县", "乙县")))
            try:
                if data.draw(st.booleans()):
                    mark = issued(fold, period, data.draw(st.integers(1, 3)), n, station)
                else:
                    mark = answered(fold, unit, data.draw(st.sampled_from((CONFIRMED, OBJECTED))), "x", n, station)
            except MarkError:
                continue
            fold.take(mark)
            made.append(mark)
    there, back = Fold(), Fold()
    there.add(lines(*made))
    back.add(lines(*data.draw(st.permutations([*made, *made[:2]]))))
    assert issues(there, UTC) == issues(back, UTC)
    assert answers(there, P1, UTC) == answers(back, P1, UTC)
    for period in (P1, P2):
        assert sum(one.period == period and not one.second for one in issues(there, UTC)) <= 1


def test_marks_of_papers_are_in_the_log_and_survive_their_line(tmp_path: Path):
    fold = Fold()
    mark = issued(fold, remark="丙县待核")
    assert decode(encode(mark)) == mark
    fold.add([encode(mark), encode(answered(fold, "甲县", CONFIRMED, n=2))])
    told = log_lines(fold, Clocks(tmp_path / "clocks.txt"), UTC, "aaaa")
    assert [(line.op, line.outcome, line.state) for line in told] == [
        ("issue", "with-remark", "in force"),
        ("confirm", "confirmed", "in force"),
    ]
    assert fold.undoable("aaaa") is None


def test_an_older_version_keeps_lines_of_papers_as_they_are():
    """0.1 has no `number` and knows neither op: it reads the line, keeps its bytes and counts it as newer."""
    line = encode(issued(Fold()))
    older = msgspec.json.decode(
        line, type=msgspec.defstruct("Older", [("op", str), ("arg", msgspec.defstruct("OlderArg", [("ref", str)]))])
    )
    assert (older.op, older.arg.ref) == ("issue", "f00d")
    fold = Fold()
    fold.add(lines(event(op="issue2", ref="f00d")))
    assert fold.health()[0] == 1
