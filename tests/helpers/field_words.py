"""A small season of four ledgers as text, and its board as the real feed makes it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from helpers.figures import put

from data.feed.one_look import Glance
from data.model import Board

SEASON = {
    "展会.csv": "展会名称,开幕日期,闭幕日期,统计起始,签约任务(亿元)\n洽谈会,2026-12-20,2026-12-23,2026-09-02,10\n",
    "单位.csv": "单位,类别\n甲县,县区\n乙县,县区\n",
    "报送.csv": "报送单位,报送期,应报日期,报送日期\n甲县,2026-W47,2026-11-20,\n乙县,11月下半月,2026-11-20,\n",
    "项目.csv": "项目名称,责任单位,签约类型,签约日期,项目阶段,总投资(万元)\n泵阀,甲县,合同,2026-10-01,签约,9000\n",
}


def board_of(folder: Path, files: dict[str, str], on: str = "2026-11-22") -> Board:
    """The board of these files on a day, by the real feed."""
    put(folder, files)
    with Glance(folder) as glance:
        assert glance.reached
        return glance.board(date.fromisoformat(on))
