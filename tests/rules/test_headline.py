"""Which scope stands first and why, from when a season counts, and the editions of one fair."""

from datetime import date
from decimal import Decimal
from itertools import permutations

import msgspec
import pytest
from helpers.season import board, codes, fair, line, own_ledgers, project, row, settings, target, unit
from helpers.season_rows import goals

from data.export.board_json import to_json
from data.model import Headline, Light

MAY = date(2026, 5, 20)


def spring(year: int = 2026, **more):
    return fair("春洽会", f"{year}-06-10", closes=f"{year}-06-12", **more)


def owed(name: str, amount: int, of: str = "", **more):
    return target(name, amount, fair=of, **more)


UNITS = tuple(unit(name, "县区") for name in ("甲县", "乙县", "丙县"))
TABLE = (owed("甲县", 200_000), owed("乙县", 120_000), owed("丙县", 100_000))


def test_a_table_of_targets_without_a_fair_puts_the_season_first_with_all_units():
    shown = board(spring(target=4_200_000), *UNITS, *TABLE, project("甲县", 50_000, "2026-03-01"), as_of=MAY)
    assert shown.headline == shown.wall_headline == Headline(None, "season")
    assert shown.leading is line(shown, None)
    assert {u.unit: u.target for u in shown.leading.units} == {"甲县": 200_000, "乙县": 120_000, "丙县": 100_000}
    assert row(shown, "甲县", None).signed == 50_000


def test_the_fair_then_says_that_the_targets_are_the_season_s_and_shows_all_units():
    shown = board(spring(target=4_200_000), *UNITS, *TABLE, project("甲县", 50_000, "2026-03-01"), as_of=MAY)
    of_fair = line(shown, "春洽会")
    assert (of_fair.handed_down, line(shown, None).handed_down) == ("season", "units")
    assert {u.unit for u in of_fair.units} == {"甲县", "乙县", "丙县"}
    assert goals(shown, "春洽会").cascades == ()


def test_the_fair_s_own_target_stands_first_where_nobody_s_units_have_any():
    shown = board(spring(target=100), project("甲县", 50, "2026-03-01"), as_of=MAY)
    assert shown.headline == Headline("春洽会", "next")
    assert line(shown, "春洽会").handed_down == ""
    assert board(spring(), project("甲县", 50, "2026-03-01"), as_of=MAY).headline == Headline("春洽会", "no_targets")
    assert board(project("甲县", 50, "2026-03-01"), as_of=MAY).headline == Headline(None, "no_fair")


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (date(2026, 6, 9), ("春洽会", "next")),
        (date(2026, 6, 11), ("春洽会", "running")),
        (date(2026, 6, 13), ("秋洽会", "next")),
        (date(2026, 9, 12), ("秋洽会", "last")),
    ],
)
def test_running_next_and_last(today, first):
    rows = (
        spring(),
        fair("秋洽会", "2026-09-10", closes="2026-09-11"),
        owed("甲县", 9, "春洽会"),
        owed("甲县", 9, "秋洽会"),
    )
    assert board(*rows, as_of=today).headline == Headline(*first)


@pytest.mark.parametrize("names", [("甲会", "乙会"), ("乙会", "甲会")])
def test_of_two_fairs_on_one_day_the_one_with_targets_stands_first(names):
    rows = (fair("甲会", "2026-06-10"), fair("乙会", "2026-06-10"), owed("甲县", 9, names[0]))
    assert board(*rows, as_of=MAY).headline == Headline(names[0], "next")


def test_other_metrics_are_targets_too():
    shown = board(spring(), *UNITS, target("甲县", fair="", trips=3), as_of=MAY)
    assert shown.headline == Headline(None, "season")
    assert len(shown.leading.units) == 3


@pytest.mark.parametrize("said", ["全季", "年度", "2026年度", "2026年全年"])
def test_season_words(said):
    assert board(spring(), owed("甲县", 9, said), as_of=MAY).headline == Headline(None, "season")


def test_the_season_of_another_year_is_not_this_one():
    shown = board(spring(), owed("甲县", 9, "2025年度"), as_of=MAY)
    assert "unknown_fair" in codes(shown)
    assert shown.headline == Headline("春洽会", "no_targets")


def test_a_setting_fixes_the_wall_s():
    def on_wall(said: str):
        return board(spring(), *TABLE, as_of=MAY, rules=settings(wall={"scope": said}))

    assert on_wall("春洽会").wall_headline == Headline("春洽会", "set")
    assert on_wall("春洽会").headline == Headline(None, "season")
    assert on_wall("season").wall_headline == Headline(None, "set")
    lost = on_wall("冬洽会")
    assert (lost.wall_headline, codes(lost)) == (Headline(None, "season"), ["wall_scope_unknown"])
    bare = board(spring(target=9), as_of=MAY, rules=settings(wall={"scope": "season"}))
    assert (bare.wall_headline, codes(bare)) == (Headline("春洽会", "next"), ["wall_scope_no_season"])


def test_the_headline_in_json():
    said = to_json(board(spring(), *UNITS, *TABLE, as_of=MAY))
    assert said["headline"] == {"fair": None, "why": "season"}
    assert said["season"]["handed_down"] == "units"
    assert said["season"]["from"] == "2026-01-01"


# ------------------------------------------------------------ the season's start


@pytest.mark.parametrize(
    ("opens", "first"),
    [
        ("2027-01-13", date(2026, 1, 1)),
        ("2027-02-28", date(2026, 1, 1)),
        ("2028-02-29", date(2027, 1, 1)),
        ("2027-03-01", date(2027, 1, 1)),
        ("2027-06-10", date(2027, 1, 1)),
    ],
)
def test_a_season_begins_in_the_year_of_opening_or_before_a_fair_in_winter(opens, first):
    shown = board(fair("冬会", opens), owed("甲县", 9), as_of=date(2026, 11, 29))
    assert (line(shown, "冬会").from_, line(shown, None).from_) == (first, first)


def test_a_fair_in_january_counts_the_year_before():
    shown = board(
        fair("冰洽会", "2027-01-13"),
        owed("甲县", 200, "冰洽会"),
        project("甲县", 100, "2026-03-01"),
        as_of=date(2026, 11, 29),
    )
    found = row(shown, "甲县", "冰洽会")
    assert (found.signed, found.light) == (100, Light.RED)
    assert found.pace == Decimal(333) / Decimal(377)  # from 1 January 2026 to the eve of opening
    assert found.flags == ("none_landed",)


def test_before_its_first_day_a_fair_has_neither_pace_nor_light_nor_zero():
    shown = board(
        spring(2027, target=500),
        *UNITS,
        owed("甲县", 200, "春洽会"),
        project("甲县", 100, "2026-03-01"),
        as_of=date(2026, 11, 29),
    )
    whole, found = line(shown, "春洽会"), row(shown, "甲县", "春洽会")
    assert (whole.from_, whole.pace, whole.light, whole.flags) == (date(2027, 1, 1), None, Light.NONE, ("not_begun",))
    assert (found.pace, found.light, found.flags, found.rank) == (None, Light.NONE, ("not_begun",), None)
    assert whole.zero_signed == 0
    said = next(one for one in to_json(shown)["units"] if one["unit"] == "甲县")
    assert (said["pace"], said["light"], said["flags"], said["from"]) == (None, "none", ["not_begun"], "2027-01-01")


def test_a_target_that_counts_later_has_neither_while_its_fair_has():
    shown = board(
        spring(target=500),
        owed("甲县", 200, "春洽会", from_="2026-06-01"),
        owed("乙县", 9, "春洽会"),
        as_of=MAY,
        sources=own_ledgers("甲县", "乙县"),
    )
    assert row(shown, "甲县", "春洽会").light is Light.NONE
    assert row(shown, "甲县", "春洽会").flags == ("not_begun",)
    assert row(shown, "乙县", "春洽会").light is line(shown, "春洽会").light is Light.RED


def test_the_office_s_own_first_day_is_stronger():
    rules = settings(season={"from": "2026-07-01"})
    shown = board(
        fair("冰洽会", "2027-01-13"), project("甲县", 100, "2026-03-01"), as_of=date(2026, 11, 29), rules=rules
    )
    assert line(shown, "冰洽会").from_ == date(2026, 7, 1)
    assert line(shown, "冰洽会").signed == 0


def test_a_fair_s_first_day_does_not_move_when_another_one_closes():
    rows = (spring(), fair("年末会", "2027-05-10"))
    days = {line(board(*rows, as_of=day), "年末会").from_ for day in (MAY, date(2026, 6, 13), date(2027, 4, 1))}
    assert days == {date(2027, 1, 1)}


# ------------------------------------------------------------ editions


def two_years():
    return (
        spring(2026, target=420, file="展会.csv"),
        spring(2025, target=300, file="去年展会.csv"),
        owed("甲县", 200, "春洽会", issued_on="2026-01-05"),
        owed("甲县", 90, "春洽会", issued_on="2025-01-05"),
        project("甲县", 50, "2026-03-01", fair="春洽会"),
        project("甲县", 30, "2025-05-01", fair="春洽会"),
    )


def test_last_year_s_file_leaves_the_coming_fair_where_it_is():
    shown = board(*two_years(), as_of=MAY)
    now, then = line(shown, "春洽会（2026）"), line(shown, "春洽会（2025）")
    assert (now.target, now.signed, then.target, then.signed) == (420, 50, 300, 30)
    assert (row(shown, "甲县", "春洽会（2026）").target, row(shown, "甲县", "春洽会（2025）").target) == (200, 90)
    assert shown.headline == Headline("春洽会（2026）", "next")
    assert "fair_contradiction" not in codes(shown)
    assert (
        row(shown, "甲县", "春洽会（2026）").light
        == row(board(*(one for one in two_years() if "2025" not in str(one)), as_of=MAY), "甲县", "春洽会").light
    )


def test_a_row_whose_day_no_edition_holds_belongs_to_the_next_to_open():
    shown = board(*two_years(), project("甲县", 7, "2025-08-01", fair="春洽会"), owed("乙县", 5, "春洽会"), as_of=MAY)
    assert line(shown, "春洽会（2026）").signed == 50
    assert len(line(shown, "春洽会（2026）").before_from) == 1
    assert row(shown, "乙县", "春洽会（2026）").target == 5


def test_an_edition_is_called_by_its_printed_name_too():
    shown = board(spring(2025), spring(2026), project("甲县", 7, "2026-03-01", fair="春洽会(2025)"), as_of=MAY)
    assert len(line(shown, "春洽会（2025）").before_from) == 0
    assert line(shown, "春洽会（2025）").after_close_count == 1


def test_a_ledger_that_writes_the_year_itself_means_that_edition():
    rows = (spring(2025), spring(2026), fair("春洽会（2026）", "2026-06-10", target=9))
    assert [(one.name, one.opens.year) for one in board(*rows, as_of=MAY).fairs] == [
        ("春洽会（2025）", 2025),
        ("春洽会（2026）", 2026),
    ]
    assert line(board(*rows, as_of=MAY), "春洽会（2026）").target == 9


def test_two_in_one_year_are_told_by_their_months():
    shown = board(fair("洽谈会", "2026-03-01"), fair("洽谈会", "2026-10-01"), as_of=MAY)
    assert [one.name for one in shown.fairs] == ["洽谈会（2026-03）", "洽谈会（2026-10）"]


@pytest.mark.parametrize("names", [("第十二届春洽会", "第十三届春洽会"), ("2025年春洽会", "2026年春洽会")])
def test_fairs_whose_names_differ_keep_their_names(names):
    shown = board(fair(names[0], "2025-06-10"), fair(names[1], "2026-06-10"), as_of=MAY)
    assert tuple(one.name for one in shown.fairs) == names


def test_half_a_year_apart_is_one_fair_and_a_contradiction_more_is_two():
    assert len(board(fair("会", "2026-01-01"), fair("会", "2026-06-30"), as_of=MAY).fairs) == 1
    assert len(board(fair("会", "2026-01-01"), fair("会", "2026-07-01"), as_of=MAY).fairs) == 2


def test_rows_that_differ_read_the_same_whatever_their_files_are_called():
    rows = (
        spring(target=100, from_="2026-02-01"),
        fair("春洽会", "2026-06-17", closes="2026-06-19", target=120, venue="会展中心"),
        fair("春 洽会", "2026-06-10", from_="2026-01-15", target=100),
    )
    boards = []
    for files in permutations(("a.csv", "b.csv", "c.csv")):
        renamed = [msgspec.structs.replace(one, file=file) for one, file in zip(rows, files, strict=True)]
        boards.append(board(*renamed, project("甲县", 50, "2026-01-20", fair="春洽会"), as_of=MAY))
    told = {(str(one.fairs), line(one, "春洽会").from_, line(one, "春洽会").signed, len(codes(one))) for one in boards}
    assert len(told) == 1
    (only,) = boards[0].fairs
    assert (only.name, only.opens, only.closes, only.venue) == (
        "春洽会",
        date(2026, 6, 10),
        date(2026, 6, 12),
        "会展中心",
    )
    assert line(boards[0], "春洽会").from_ == date(2026, 2, 1)  # a project counts where every row lets it
    assert line(boards[0], "春洽会").target is None


def test_days_that_contradict_each_other_give_no_light_where_it_hangs_on_them():
    far = (spring(), fair("春洽会", "2026-11-20"), owed("甲县", 100, "春洽会"), project("甲县", 60, "2026-03-01"))
    assert row(board(*far, as_of=MAY), "甲县", "春洽会").light is Light.NONE
    near = (spring(), fair("春洽会", "2026-06-11"), owed("甲县", 100, "春洽会"), project("甲县", 10, "2026-03-01"))
    assert row(board(*near, as_of=MAY), "甲县", "春洽会").light is Light.RED
