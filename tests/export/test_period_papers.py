"""Papers of a month, a quarter, a half year and of a fair: what they pick, and what they say of what is not known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from helpers.board import fair_progress, sample_board
from helpers.board import unit as line_of
from helpers.season import board, fair, project, target, unit
from helpers.season_rows import trip

from data.export.papers.draft import DraftPaper, NothingToReport, RowKind, words_of
from data.export.papers.fair_bulletin import fair_bulletin
from data.export.papers.fulfilment_table import after_fair
from data.export.papers.monthly_circular import last_and_below, monthly_circular, quarterly_ranking
from data.export.papers.paper_periods import PaperPeriod, paper_period
from data.export.papers.paper_sentences import BLANK
from data.export.papers.site_review import site_review
from data.export.papers.trips_statistic import trips_statistic
from data.model import Board, Funnel, FunnelStep, GuestState, Paper, SourceHealth, SourceState, Stage, Standing

HALF = PaperPeriod("2017H1", date(2017, 1, 1), date(2017, 6, 30))


def rows(paper: DraftPaper, *kinds: RowKind) -> list[list[str]]:
    return [[words_of(cell) for cell in row.cells] for row in paper.tables[-1].of_kind(*(kinds or RowKind))]


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("2026Q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2028H1", date(2028, 1, 1), date(2028, 6, 30)),
        ("2026-h2", date(2026, 7, 1), date(2026, 12, 31)),
    ],
)
def test_longer_periods(code: str, first: date, last: date) -> None:
    assert paper_period(code) == PaperPeriod(code.replace("-", "").upper(), first, last), (
        "one code, however it is typed"
    )


@pytest.mark.parametrize("code", ["2026Q5", "2026Q0", "2026H3", "Q1", "2026 Q1", "26Q1"])
def test_what_is_no_longer_period_is_none(code: str) -> None:
    assert paper_period(code) is None


# ------------------------------------------------------------ trips


def trips_board(*more: object, **settings: object) -> Board:
    return board(
        unit("甲县", head="张三"),
        unit("乙县"),
        trip("甲县", "2017-02-01", "张三", "2017-02-03", firms_met=4, leads=1),
        trip("甲县", "2017-03-01", "李四"),
        *more,
        **settings,
    )


def test_trips_by_unit_with_those_who_did_not_travel() -> None:
    paper = trips_statistic(trips_board(), HALF)
    assert rows(paper) == [
        ["1", "甲县", "2", BLANK, "3（1批未填返回）", "对接企业4家，意向项目线索1条"],
        ["2", "乙县", "0", "0", "—", "未外出"],
        ["", "合计", "2", BLANK, "3（1批未填返回）", "对接企业4家，意向项目线索1条"],
    ]
    assert "2017年上半年外出招商统计表" in paper.title
    assert "张三" not in paper.words


def test_the_second_half_begins_anew() -> None:
    shown = trips_board(trip("乙县", "2017-07-01", "王五", "2017-07-02"), as_of=date(2017, 8, 1))
    told = rows(trips_statistic(shown, HALF), RowKind.OWN)
    assert [row[:5] for row in told] == [["1", "甲县", "0", "0", "—"], ["2", "乙县", "1", BLANK, "2"]]
    assert "2017年下半年" in trips_statistic(shown, HALF).title


@pytest.mark.parametrize(("near", "said"), [(("trips",), "待核"), ((), "待核"), (("projects",), "未外出")])
def test_nobody_stayed_at_home_while_a_ledger_of_trips_may_be_unread(near: tuple[str, ...], said: str) -> None:
    unread = SourceHealth("新.xlsx", SourceState.FAILED, near=near)
    shown = replace(trips_board(), sources=(unread,))
    assert rows(trips_statistic(shown, HALF), RowKind.OWN)[1][-1] == said


def test_without_a_ledger_of_trips_there_is_no_statistic() -> None:
    with pytest.raises(NothingToReport) as refused:
        trips_statistic(board(unit("甲县")), HALF)
    assert refused.value.why == "there is no ledger of outbound trips"


# ------------------------------------------------------------ who stands last


def kind_of(*completions: str, **more) -> list:
    """Units of one kind, ranked by their completions."""
    ordered = sorted(completions, key=Decimal, reverse=True)
    return [
        replace(
            line_of(f"{n}县", "county", str(Decimal(one) * 10), "10", ordered.index(one) + 1, len(completions), 1),
            **more,
        )
        for n, one in enumerate(completions, 1)
    ]


@pytest.mark.parametrize(
    ("units", "named"),
    [
        (kind_of("0.9", "0.8", "0.7", "0.6", "0.5"), ["5县"]),
        (kind_of("0.9", "0.8", "0.7", "0.5"), []),
        (kind_of("0.99", "0.98", "0.97", "0.96", "0.95"), []),
        (kind_of("1.9", "1.8", "1.7", "1.6", "1.0", pace=Decimal("1.2")), []),
        (kind_of("0.9", "0.8", "0.7", "0.5", "0.5"), ["4县", "5县"]),
        (kind_of("0.5", "0.5", "0.5", "0.5", "0.5"), []),
        (kind_of("0.9", "0.8", "0.7", "0.6", "0.5", superior=True), []),
        (kind_of("0.9", "0.8", "0.7", "0.6", "0.5", pace=None), []),  # whose pace is unknown is behind nothing
        (kind_of("0.9", "0.8", "0.7", "0.6", "0.5", part_of="某市"), []),
    ],
)
def test_the_last_is_named_where_five_are_ranked_and_it_is_below_pace(units: list, named: list[str]) -> None:
    assert [one.unit for one in last_and_below(units)[0]] == named


def test_while_a_ledger_is_not_read_whole_nobody_is_last() -> None:
    units = kind_of("0.9", "0.8", "0.7", "0.6", "0.5")
    units[0] = replace(units[0], standing=Standing.PARTIAL)
    assert last_and_below(units) == ([], ["counties"])
    paper = quarterly_ranking(sample_board(progress=(fair_progress(units=tuple(units)),)), HALF)
    assert "县区有台账待核，位次暂列，未作比较" in paper.words
    assert "5县" not in paper.words.partition("四、")[2].partition("附注")[0]


def test_the_quarter_names_who_is_last_for_people_to_decide() -> None:
    units = tuple(kind_of("0.9", "0.8", "0.7", "0.6", "0.5"))
    paper = quarterly_ranking(sample_board(progress=(fair_progress(units=units),)), paper_period("2017Q2"))
    assert rows(paper) == [["1", "5县", "县区", "50.0%", "73.5%", "5/5"]]
    assert "供领导研究，不作结论" in paper.words
    assert "季度排名（2017年" in paper.title


def test_the_month_s_title_and_issue() -> None:
    assert "督查通报（2017年5月）" in monthly_circular(sample_board(), paper_period("2017-05")).title
    assert "（2017年5月　第4期）" in monthly_circular(sample_board(), paper_period("2017-05"), 4).title
    assert "2017年1月1日至6月30日" in monthly_circular(sample_board(), replace(HALF, code="")).title


# ------------------------------------------------------------ the site review


def signed(name: str, day: str | None, amount: object = 5000, **more):
    return project("甲县", amount, day, name=name, **{"paper": Paper.CONTRACT, **more})


def test_the_review_lists_what_was_signed_in_the_period() -> None:
    shown = board(
        unit("甲县"),
        signed("光热", "2017-04-20"),
        signed("铝材", "2017-04-02", None, paper=Paper.FRAMEWORK),
        signed("早的", "2017-03-31"),
        signed("未来", "2017-05-09"),
        signed("没日期", None),
    )
    paper = site_review(shown, PaperPeriod("2017-04", date(2017, 4, 1), date(2017, 4, 30)))
    told = rows(paper, RowKind.OWN)
    assert [row[1:6] for row in told] == [
        ["甲县", "光热", "合同", "04-20", "0.50"],
        ["甲县", "铝材", "协议", "04-02", "—"],
    ]
    assert {tuple(row[7:12]) for row in told} == {("□",) * 5}
    assert all(row[12].strip() == "" for row in told)
    assert rows(paper, RowKind.TOTAL)[0][5] == "0.50"
    assert "未填人民币金额的1个不在合计内" in paper.words


def test_nothing_signed_is_nothing_to_review() -> None:
    with pytest.raises(NothingToReport) as refused:
        site_review(board(signed("早的", "2017-03-31")), PaperPeriod("", date(2017, 4, 1), date(2017, 4, 30)))
    assert refused.value.why == "no project was signed in this period"


# ------------------------------------------------------------ the fair's days, and the days after


def fair_board(day: str, *more: object) -> Board:
    return board(
        fair(closes="2017-06-19", target=50000),
        unit("甲县"),
        target("甲县", 10000),
        signed("光热", "2017-06-17", fair="青山洽谈会"),
        signed("铝材", "2017-06-16", 3000, fair="青山洽谈会", stage=Stage.LANDED),
        signed("协议项目", "2017-06-17", 2000, fair="青山洽谈会", paper=Paper.FRAMEWORK),
        signed("明日签", "2017-06-18", 4000, fair="青山洽谈会"),
        *more,
        as_of=date.fromisoformat(day),
    )


def test_a_day_of_the_fair() -> None:
    paper = fair_bulletin(fair_board("2017-06-17"))
    assert "（第2天，共4天" in paper.words
    assert "今日签约合同项目1个、0.50亿元；协议项目1个、0.20亿元。" in paper.words
    assert "开幕以来签约合同项目2个、0.80亿元；协议项目1个、0.20亿元。" in paper.words
    assert "没有客商邀请台账" in paper.words
    assert [row[1:] for row in rows(paper)] == [["甲县", "明日签", "合同", "6月18日", "0.40"]]


def test_guests_are_counted_and_one_who_is_not_known_to_have_come_is_no_zero() -> None:
    shown = fair_board("2017-06-17")
    steps = (FunnelStep(GuestState.CONFIRMED, 3, 5), FunnelStep(GuestState.ARRIVED, 2, 2))
    came = Funnel(total=9, steps=steps, declined=1, unknown=(("再说", 2),))
    with_guests = replace(shown, fair_work=replace(shown.fair_work, funnel=came))
    said = "邀请客商9位，确认参会5位，台账记已报到2位，婉拒1位，邀请状态待核2位"
    assert said in fair_bulletin(with_guests).words
    nobody = replace(came, steps=steps[:1])
    without = replace(shown, fair_work=replace(shown.fair_work, funnel=nobody))
    assert "台账尚无报到记录" in fair_bulletin(without).words


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2017-07-19", "今天是会后第30天，90天于9月17日期满"),
        ("2017-09-18", "90天已于9月17日期满；以下为会后第91天的数"),
    ],
)
def test_the_days_after_a_fair(day: str, said: str) -> None:
    paper = after_fair(fair_board(day), "")
    assert said in paper.words
    (total,) = rows(paper, RowKind.TOTAL)
    assert total[1:5] == ["合计", "3", "1.20", "1"]


@pytest.mark.parametrize(("name", "why"), [("", "no fair has closed yet"), ("青山洽谈会", "{fair} has not closed yet")])
def test_before_its_close_there_is_nothing_after_a_fair(name: str, why: str) -> None:
    with pytest.raises(NothingToReport) as refused:
        after_fair(fair_board("2017-06-17"), name)
    assert refused.value.why == why
    with pytest.raises(NothingToReport):
        fair_bulletin(fair_board("2017-06-20"))
