"""The page for a leader: what it picks, what it quotes, and that it stands on one page."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from helpers.board import act, at, fair_progress, owed, sample_board, stalled, unit

from data.export.papers.draft import PaperBar, Stated, words_of
from data.export.papers.draft_html import to_html
from data.export.papers.draft_markdown import to_markdown
from data.export.papers.fit_words import FitWords
from data.export.papers.leaders_page import leaders_page
from data.export.papers.paper_sentences import BLANK
from data.model import (
    Board,
    FairCountdown,
    ItemMarks,
    ItemState,
    Light,
    OwedPhase,
    Place,
    ProjectLine,
    Stage,
    UnitPeople,
)


def with_units(*units, **more) -> Board:
    return sample_board(progress=(fair_progress(units=units),), **more)


def far_behind(kinds: dict[str, int]) -> Board:
    """A board whose kinds have so many units, all of them far behind."""
    return with_units(
        *(
            unit(f"{kind}{n}", kind, f"{n}.5", "90", n, size, 1)
            for kind, size in kinds.items()
            for n in range(1, size + 1)
        )
    )


def named(board: Board) -> list[str]:
    table = next(one for one in leaders_page(board).tables if "较序时" in one.heads)
    return [words_of(row.cells[1]) for row in table.rows]


@pytest.mark.parametrize(
    ("sizes", "listed"),
    [
        ({"county": 7}, 3),
        ({"county": 6}, 3),
        ({"county": 5}, 2),
        ({"county": 3}, 1),
        ({"park": 1}, 1),
        ({"county": 6, "park": 4}, 5),
        ({"county": 8, "park": 8, "township": 8, "department": 6}, 6),
    ],
)
def test_fewer_are_named_in_a_small_kind_and_never_more_than_a_page_holds(sizes: dict[str, int], listed: int) -> None:
    board = far_behind(sizes)
    assert len(named(board)) == listed
    total = sum(sizes.values())
    assert (f"共{total}个，列其中差距较大的{listed}个" in leaders_page(board).words) is (total > listed)


def test_who_is_not_known_to_be_behind_is_not_named() -> None:
    lines = (
        unit("甲县", "county", "1", "90", 1, 4, 1),
        unit("乙县", "county", "1", "90", None, None, 1, light=Light.RED, flags=("unsettled",)),
        unit("丙县", "county", "1", "90", None, None, 1, part_of="甲县"),
        unit("丁厅", "county", "1", "90", None, None, 1, superior=True),
        unit("戊县", "county", "80", "90", 2, 4, 1),
    )
    assert named(with_units(*lines)) == ["甲县"]


def test_the_furthest_behind_stands_first() -> None:
    lines = [unit(f"{n}县", "county", str(n), "90", n, 8, 1) for n in (5, 2, 8, 1, 9, 4)]
    assert named(with_units(*lines)) == ["1县", "2县", "4县"]


def test_causes_are_the_ledgers_words_or_left_to_be_filled_in() -> None:
    lines = (unit("甲县", "county", "1", "90", 1, 4, 1), unit("乙县", "county", "2", "90", 2, 4, 1))
    lines += (unit("丙县", "county", "80", "90", 3, 4, 1), unit("丁县", "county", "80", "90", 3, 4, 1))
    stall = replace(stalled("光热", "甲县", Stage.SIGNED, 40, 20), blocker="供气未通")
    page = leaders_page(with_units(*lines, stalled=(stall,), owed=()))
    table = next(one for one in page.tables if "较序时" in one.heads)
    assert [words_of(row.cells[-1]) for row in table.rows] == ["供气未通", BLANK]


def test_what_leaders_are_asked_for_comes_from_marks_and_superiors() -> None:
    waiting = replace(
        stalled("光热", "甲县", Stage.SIGNED, 40, 20), marks=act("to-dispatch", "李敏", at(1), text="缺用地指标")
    )
    handled = replace(stalled("铝材", "乙县", Stage.SIGNED, 40, 20), marks=ItemMarks(state=ItemState.HANDLED))
    above = owed("用地批复", "省自然资源厅", 3, phase=OwedPhase.SUPERIOR)
    late, later = (owed(f"{n}管网", "市住建局", n, kind="blocker") for n in (4, -4))
    guest = owed("某总回函", "甲县", 3, kind="guest", phase=OwedPhase.SUPERIOR)
    page = leaders_page(sample_board(stalled=(handled, waiting), owed=(above, late, later, guest)))
    rows = [[words_of(cell) for cell in row.cells] for row in page.tables[-1].rows]
    assert [row[1:] for row in rows] == [
        ["甲县", "光热", BLANK, "提请调度：缺用地指标"],
        ["省自然资源厅", "用地批复", "4月29日", "待上级批复"],
        ["市住建局", "4管网", "4月28日", "逾期4天"],
    ]


def test_with_nothing_to_ask_a_row_is_left_blank() -> None:
    page = leaders_page(sample_board(stalled=(), owed=()))
    assert [words_of(cell).strip() for cell in page.tables[-1].rows[0].cells] == [""] * 5


@pytest.mark.parametrize(
    ("fair", "said"),
    [
        ({}, "距青山洽谈会开幕（6月16日）还有45天，其中工作日32天"),
        ({"day": 2}, "青山洽谈会（6月16日至6月19日）今天是第2天，共4天"),
        ({"closed": True}, "青山洽谈会已于6月19日闭幕"),
    ],
)
def test_the_days_to_the_fair(fair: dict[str, object], said: str) -> None:
    first = sample_board().fairs[0]
    assert isinstance(first, FairCountdown)
    assert said in leaders_page(sample_board(fairs=(replace(first, **fair),))).words


@pytest.mark.parametrize(
    ("share", "mark", "parts"),
    [
        ("0", None, (0, None)),
        ("1", "1", (20, 19)),
        ("1.7", "0.5", (20, 10)),
        ("-0.2", "0", (0, 0)),
        ("0.46", None, (9, None)),
    ],
)
def test_a_bar_ends_where_its_share_does(share: str, mark: str | None, parts: tuple[int, int | None]) -> None:
    bar = PaperBar(Decimal(share), Stated("x"), Decimal(mark) if mark else None)
    assert bar.parts(20) == parts


def test_bars_are_drawn_and_their_figures_printed() -> None:
    page = leaders_page(sample_board())
    assert "█████··············· 26.4%" in to_markdown(page)
    assert to_html(page).count("<svg") == 2
    assert '<body class="one">' in to_html(page)
    assert "26.4%" in page.words


@pytest.mark.parametrize(
    "words",
    [
        "用地未摘牌，联系张三13812345678",
        "电话 0937-1234567",
        "赵敏不配合",
        "涉嫌造假",
        "与东海集团谈判中",
        "疑似重复申报",
        "请拨 8765432",
        "１３８１２３４５６７８",
        "+86 138-1234-5678",
        "+8613812345678",
        "0937—8123456",
    ],
)
def test_what_may_not_be_quoted_points_to_the_ledger(words: str) -> None:
    board = sample_board(people=(UnitPeople("甲县", "赵敏", "", "钱局长"),))
    project = in_talks("光热", "东海集团")
    fit = FitWords(replace(board, projects=(project,)))
    assert fit.words(words) == "见台账"
    assert fit.title(owed(words, "甲县", 1)) == "见台账第3行"


@pytest.mark.parametrize(
    "words",
    [
        "用地未摘牌",
        "2026-05-08前摘牌",
        "缺口1200万元",
        "征迁剩余6户",
        "20260508批复",
        "供电8600000千瓦时",
        "督办 2026 031号",
        "总投资28000000元",
    ],
)
def test_other_words_are_quoted(words: str) -> None:
    assert FitWords(sample_board()).words(words) == words


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("市住建局", "市住建局"),
        ("张三", BLANK),
        ("王主任", BLANK),
        ("市住建局、李四", "市住建局"),
        ("东岭园区", "东岭园区"),
        ("市住建局（王主任）", "市住建局"),
        ("张局", BLANK),
        ("李桂园", BLANK),
        ("王建中", BLANK),
        ("欧阳建中", BLANK),
        ("市文旅局钱局长", BLANK),
        ("文旅局", "文旅局"),
        ("市会展中心", "市会展中心"),
        ("甲县", "甲县"),
        ("省厅", "省厅"),
        ("", BLANK),
    ],
)
def test_who_owes_is_an_office_and_never_a_person(name: str, said: str) -> None:
    assert FitWords(sample_board()).office(name) == said


def in_talks(name: str, investor: str) -> ProjectLine:
    """One project that is still in talks."""
    return ProjectLine(
        key=f"project/{name}",
        project=name,
        unit="甲县",
        investor=investor,
        industry="",
        stage=Stage.TALKS,
        paper=None,
        status=None,
        gone=False,
        counts=True,
        amount=None,
        paid_in=None,
        signed_on=None,
        fair=None,
        sponsor="",
        site_officer="",
        blocker="",
        moved_on=None,
        moved_by="",
        places=(Place("项目.csv", "", 2),),
    )
