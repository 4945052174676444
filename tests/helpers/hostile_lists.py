"""A season whose every word begins as a formula does, and the lists of its board for files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from helpers.folder_board import board_of_files
from helpers.intake import xlsx

from data.model import Board
from data.model.shown_list import ShownList
from widgets.views import PAGES
from widgets.views.listing import arranged, shown_list
from widgets.views.view import Order

BAD = (
    "=1+1",
    "=cmd|'/c calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "＝1+1",
    ' "=1+1',
    "+86138",
    '=HYPERLINK("http://x","y")',
)
"""What a unit may have written, by malice or by habit."""

_HEADS = """
项目编号 项目名称 责任单位 投资企业 合同金额 合同类型 推进阶段 签约日期 到位资金 包抓领导 驻工地专员 存在问题
最新进展 更新日期
"""
PROJECT_HEADS = _HEADS.split()


def hostile_board() -> Board:
    """Each cell of words of its ledgers is one of BAD, or ends in it where a kind needs known words."""
    projects = [
        [bad, f"{bad}项目", f"{bad}县", bad, 1.5 + at, "合同", "在谈" if at % 2 else "签约", date(2026, 1, 5 + at), at]
        + [bad] * 4
        + [date(2026, 1, 6)]
        for at, bad in enumerate(BAD)
    ]
    owed = [[f"{bad}{at}", bad, bad, date(2026, 4, 1)] for at, bad in enumerate(BAD)]
    targets = [[f"{bad}县", 5, date(2026, 1, 1)] for bad in BAD]
    return board_of_files(
        {
            "项目.xlsx": xlsx([PROJECT_HEADS, *projects]),
            "督办.xlsx": xlsx([["督办编号", "督办事项", "承办单位", "办结时限"], *owed]),
            "任务.xlsx": xlsx([["单位", "签约任务(亿元)", "下达日期"], *targets]),
        },
        date(2026, 5, 2),
    )


def lists_of(board: Board) -> Iterator[ShownList]:
    """Every list of every screen of figures, in the scope that stands first."""
    scope = board.leading.fair if board.leading else None
    for page in PAGES.values():
        for view in page.views:
            rows = arranged(view, board, scope, Order(), lambda *texts: True)
            yield shown_list(page, view, board, scope, rows)
