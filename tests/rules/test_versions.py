"""Of the versions of one ledger the newest counts, whatever else the folder holds; what it lacks is told."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from helpers.season import board, fair, followup, project, settings, target, unit
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace as changed

from data.ledgers.kinds_and_columns import Project, Visit
from data.model import Board, Severity, SourceHealth, SourceState

ON = date(2017, 5, 20)
OLD, NEW = "台账(5月8日).csv", "台账(5月11日).csv"
BEFORE = (fair(), unit("甲县", "县区"), unit("乙县", "县区"), target("甲县", 400000), target("乙县", 100))


def rows(file: str, *names: str, unit: str = "甲县", **more: Any) -> list[Project]:
    """Contracts of 1亿 each in one file."""
    return [project(unit, 10000, "2017-03-01", name=name, file=file, **more) for name in names]


def shown(*records: Any, sources: tuple[SourceHealth, ...] = (), rules: str = "auto", as_of: date = ON) -> Board:
    return board(*BEFORE, *records, as_of=as_of, rules=settings(files={"versions": rules}), sources=sources)


def file(name: str, day: str = "2017-05-11", state: SourceState = SourceState.OK, hour: int = 3) -> SourceHealth:
    """A file with its last change."""
    return SourceHealth(name, state, (("projects", 3),), changed_at=datetime.fromisoformat(f"{day}T{hour:02}:00+00:00"))


def counted(shown: Board) -> set[str]:
    """The names of the projects that the board has."""
    return {line.project for line in shown.projects}


def figures(shown: Board) -> Any:
    """What a board says, without where it stands."""
    units = [
        (line.fair, u.unit, u.signed, u.contracts, u.rank, u.light, u.flags)
        for line in shown.progress
        for u in line.units
    ]
    owed = sorted((item.key, item.phase) for item in shown.owed)
    return units, sorted(item.key for item in shown.stalled), owed, sorted(line.key for line in shown.projects)


def test_the_newest_counts_and_the_rows_of_the_older_one_are_neither_counted_nor_ruled_on() -> None:
    old = rows(OLD, "铝材", "沙棘", "光热")
    new = [*rows(NEW, "铝材"), *rows(NEW, "沙棘")]
    new[1] = changed(new[1], contracted=changed(new[1].contracted, value=new[1].contracted.value * 2))
    made = shown(*old, *new, sources=(file(OLD, "2017-05-08"), file(NEW)))
    assert counted(made) == {"铝材", "沙棘"}
    assert figures(made) == figures(shown(*new))
    assert not made.faults
    older, newest = made.sources
    assert (older.state, older.why and older.why.code, newest.state) == (
        SourceState.OLDER,
        "older_version",
        SourceState.OK,
    )
    assert [(p.code, p.text, p.severity) for p in older.problems] == [("version_vanished", "光热", Severity.NOTE)]
    assert not newest.problems


def test_all_count_where_the_settings_say_so() -> None:
    made = shown(*rows(OLD, "铝材", "沙棘", "光热"), *rows(NEW, "铝材", "沙棘"), sources=(file(OLD),), rules="all")
    assert counted(made) == {"铝材", "沙棘", "光热"}
    assert made.sources[0].state is SourceState.OK


def test_lists_that_share_less_count_both_and_both_say_why() -> None:
    old, new = [f"旧{n}" for n in range(10)], [f"新{n}" for n in range(10)]
    made = shown(
        *rows(OLD, *old, "甲", "乙"), *rows(NEW, *new, "甲", "乙"), sources=(file(OLD), file(NEW)), rules="auto"
    )
    assert len(counted(made)) == 22
    for source in made.sources:
        (note,) = source.problems
        assert (note.code, dict(note.args)["same"], dict(note.args)["rows"]) == ("versions_all_count", "2", "12")
        assert (source.state, note.severity) == (SourceState.OK, Severity.NOTE)


@pytest.mark.parametrize(
    ("old", "new", "older"),
    [
        (1, ("甲",), True),
        (1, ("子",), False),
        (2, ("甲", "子"), True),
        (2, ("丑", "子"), False),
        (3, ("甲", "乙", "子"), True),
        (3, ("甲", "丑", "子"), False),
        (3, ("甲", "乙", "丙", "子", "丑", "寅", "卯", "辰", "巳"), True),
        (10, tuple("甲乙丙丁戊己庚子丑寅"), True),
        (10, tuple("甲乙丙丁戊己子丑寅卯"), False),
        (10, tuple("甲乙丙"), True),
    ],
)
def test_seventy_percent_of_the_smaller_ones_rows_make_it_a_version(
    old: int, new: tuple[str, ...], older: bool
) -> None:
    made = shown(*rows(OLD, *"甲乙丙丁戊己庚辛壬癸"[:old]), *rows(NEW, *new), sources=(file(OLD), file(NEW)))
    assert (made.sources[0].state is SourceState.OLDER) is older


def test_a_row_is_known_by_its_number_where_it_is_called_alike_else_by_unit_and_name() -> None:
    renamed = shown(
        *rows(OLD, "铝材", id="ZS-0001"), *rows(NEW, "高端铝材", id="ZS-0001"), sources=(file(OLD), file(NEW))
    )
    assert (counted(renamed), renamed.sources[0].problems) == ({"高端铝材"}, ())
    anew = shown(*rows(OLD, "铝材", id="ZS-0001"), *rows(NEW, "沙棘", id="ZS-0001"), sources=(file(OLD), file(NEW)))
    assert anew.sources[0].state is SourceState.OK
    renumbered = shown(*rows(OLD, "铝材", id="ZS-0001"), *rows(NEW, "铝材", id="ZS-0009"), sources=(file(OLD),))
    assert renumbered.sources[0].state is SourceState.OLDER


def test_names_of_two_units_and_two_folders_are_no_versions() -> None:
    for first, second in (
        ("一月镇台账.csv", "二月镇台账.csv"),
        ("甲/台账.csv", "乙/台账.csv"),
        ("一期.csv", "二期.csv"),
    ):
        made = shown(
            unit("一月镇"),
            unit("二月镇"),
            *rows(first, "铝材", "沙棘"),
            *rows(second, "铝材", "光热"),
            sources=(file(first), file(second)),
        )
        assert {source.state for source in made.sources} == {SourceState.OK}


def test_days_of_a_year_before_numbers_and_last_changes_order_versions() -> None:
    def newest(first: str, second: str, *sources: SourceHealth, as_of: date = ON) -> set[str]:
        return counted(shown(*rows(first, "旧名", "同"), *rows(second, "新名", "同"), sources=sources, as_of=as_of))

    assert newest("台账(12月28日).csv", "台账(1月5日).csv", as_of=date(2018, 1, 10)) == {"新名", "同"}
    assert newest("2016年12月/台账.csv", "2017年1月/台账.csv") == {"新名", "同"}
    assert newest("台账v9.csv", "台账v10.csv", file("台账v9.csv", "2017-05-12"), file("台账v10.csv")) == {"新名", "同"}
    by_change = file("台账终稿.csv", "2017-05-08"), file("台账.csv", "2017-05-09")
    assert newest("台账终稿.csv", "台账.csv", *by_change) == {"新名", "同"}
    beside_a_day = file("台账.csv", "2017-05-09"), file("台账(5月8日).csv", "2017-05-12")
    assert newest("台账(5月8日).csv", "台账.csv", *beside_a_day) == {"新名", "同"}


def test_two_versions_of_one_day_are_a_problem_unless_they_say_the_same() -> None:
    first, second = "台账(5月11日).csv", "台账(5月11日)终稿.csv"
    names = ("铝材", "沙棘", "光热")
    for pair in ((first, second), (second, first)):
        made = shown(*rows(pair[0], *names), *rows(pair[1], *names[:2], "风电"), sources=(file(first), file(second)))
        (told,) = [p for source in made.sources for p in source.problems if p.code == "versions_same_day"]
        assert told.severity is Severity.PROBLEM
    one, other = (
        counted(shown(*rows(pair[0], *names), *rows(pair[1], *names[:2], "风电")))
        for pair in ((first, second), (second, first))
    )
    assert one == other
    same = shown(*rows(first, *names), *rows(second, *names), sources=(file(first), file(second)))
    assert not [p for source in same.sources for p in source.problems]


def test_a_newest_version_that_was_not_read_leaves_the_one_before() -> None:
    unread = SourceHealth(NEW, SourceState.FAILED)
    made = shown(*rows(OLD, "铝材", "沙棘"), sources=(file(OLD), unread))
    assert counted(made) == {"铝材", "沙棘"}
    assert [source.state for source in made.sources] == [SourceState.OK, SourceState.FAILED]


def test_every_kind_has_versions_and_new_visits_of_the_same_projects_are_none() -> None:
    old, new = "督办0508.csv", "督办0511.csv"
    matters = [followup(what, "甲县", file=old) for what in ("用地", "环评", "电力")]
    made = shown(*matters, *(followup(what, "甲县", file=new) for what in ("用地", "环评")))
    assert {item.what for item in made.owed if item.kind == "followup"} == {"用地", "环评"}
    visits = [Visit(project="铝材", date=date(2017, 5, day), file=f"走访05{day:02}.csv", row=day) for day in (8, 11)]
    seen = shown(*rows("台账.csv", "铝材"), *visits, sources=(file("走访0508.csv"), file("走访0511.csv")))
    assert {source.state for source in seen.sources} == {SourceState.OK}


def test_a_workbook_whose_new_projects_stand_beside_a_sheet_that_stays_is_no_version() -> None:
    units = [unit(f"{n}县", file=name) for name in (OLD, NEW) for n in "一二三四五六七八九"]
    made = shown(*units, *rows(OLD, *"甲乙丙丁"), *rows(NEW, *"子丑寅卯"), sources=(file(OLD), file(NEW)))
    assert len(counted(made)) == 8
    kept = shown(*units, *rows(OLD, *"甲乙丙丁"), *rows(NEW, *"甲乙丙子"), sources=(file(OLD), file(NEW)))
    assert counted(kept) == set("甲乙丙子")


def test_targets_of_two_quarters_both_stand() -> None:
    names = "任务一季度.csv", "任务二季度.csv"
    made = shown(*(target("甲县", 7, file=name) for name in names), sources=tuple(map(file, names)))
    assert {source.state for source in made.sources} == {SourceState.OK}


NAMES = st.lists(st.sampled_from("甲乙丙丁戊己庚辛"), min_size=1, max_size=8, unique=True)


@given(NAMES, st.data())
def test_an_older_version_changes_no_figure_and_neither_does_the_order(names: list[str], data: st.DataObject) -> None:
    newest = rows(NEW, *names)
    kept = data.draw(st.lists(st.sampled_from(newest), min_size=max(len(names) - 1, 1), unique_by=lambda row: row.name))
    gone = rows(OLD, *data.draw(st.sampled_from([(), ("壬",)]))) if len(names) > 1 and len(kept) == len(names) else []
    older = [changed(row, file=OLD, contracted=None, paid_in=None) for row in kept] + gone
    every = data.draw(st.permutations([*newest, *older]))
    assert figures(shown(*every)) == figures(shown(*newest))


@given(
    st.sampled_from(["{}(5月8日)", "{}20170508", "5.8{}最新", "0508/{}", "{}(2017年5月8日)终稿"]),
    st.sampled_from(["{}(5月11日)", "{}20170511", "5.11{}最新", "0511/{}", "{}（５月１１日）"]),
    st.sampled_from(["台账", "项目表", "甲县台账"]),
    st.sampled_from(["csv", "xlsx"]),
)
def test_how_the_day_is_written_and_what_the_ledger_is_called_change_nothing(
    first: str, second: str, called: str, ending: str
) -> None:
    old, new = (f"{form.format(called)}.{ending}" for form in (first, second))
    plain = shown(*rows(OLD, "铝材", "沙棘", "光热"), *rows(NEW, "铝材", "光热"))
    assert figures(shown(*rows(old, "铝材", "沙棘", "光热"), *rows(new, "铝材", "光热"))) == figures(plain)


def test_last_changes_are_days_of_the_office() -> None:
    late = datetime(2017, 5, 8, 17, tzinfo=UTC)  # the 9th in Shanghai
    sources = (SourceHealth("台账.csv", SourceState.OK, changed_at=late), file("台账(5月8日).csv"))
    assert counted(shown(*rows("台账.csv", "新", "同"), *rows(OLD, "旧", "同"), sources=sources)) == {"新", "同"}
