"""A unit's standing from real folders: what a file was, nearly is, or may be decides who is called zero."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from helpers.feed import gone_for_long, put
from helpers.field_words import board_of
from helpers.season import row

from data.feed.one_look import Glance
from data.model import Board, Light, ProblemItem
from data.wording.letters import unit_letter

FAIR = "展会名称,开幕日期,闭幕日期,签约任务(亿元)\n洽谈会,2026-12-20,2026-12-23,10\n"
UNITS = "单位,类别\n甲县,县区\n乙县,县区\n溪桥县,县区\n青园区,园区\n白园区,园区\n"
OWED = "责任单位,展会,签约任务(亿元)\n" + "".join(
    f"{name},洽谈会,40\n" for name in ("甲县", "乙县", "溪桥县", "青园区", "白园区")
)
HEAD = "项目名称,责任单位,签约类型,签约日期,项目阶段,总投资(万元)\n"
BASE: dict[str, str] = {"展会.csv": FAIR, "单位.csv": UNITS, "任务.csv": OWED}
COUNTIES = {"全市汇总.csv": HEAD + "泵阀,甲县,合同,2026-10-01,签约,9000\n轴承,乙县,合同,2026-10-01,签约,9000\n"}
PARKS = {"园区汇总.csv": HEAD + "泵阀,青园区,合同,2026-10-01,签约,9000\n轴承,白园区,合同,2026-10-01,签约,9000\n"}
STRANGE = HEAD.replace("责任单位", "牵头片区")
NOBODYS = "泵阀,,合同,2026-10-01,签约,9000\n"
BROKEN = "PK\x03\x04 damaged"
SIGNED_IN = "姓名,部门,签名\n某某,招商局,\n"


def standing(folder: Path, name: str, **files: str) -> tuple[str, str]:
    found = row(board_of(folder, {**BASE, **files}), name, "洽谈会")
    return found.standing.value, "".join(found.flags)


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (COUNTIES, ("read", "zero_signing")),
        (PARKS, ("silent", "")),
        ({}, ("silent", "")),
        ({**PARKS, "溪桥县/台账.xlsx": BROKEN}, ("unread", "")),
        ({**PARKS, "台账/溪桥县5月.numbers": BROKEN}, ("unread", "")),
        ({**PARKS, "溪桥县/台账.csv": "项目,单位名\n甲,乙\n"}, ("unread", "")),
        ({**PARKS, "溪桥县/5月.csv": HEAD.replace("项目名称", "牵头方")}, ("unread", "")),
        ({**PARKS, "溪桥县/签到表.csv": SIGNED_IN}, ("silent", "")),
        ({**PARKS, "溪桥县/签到表.xlsx": BROKEN}, ("silent", "")),
        ({**PARKS, "台账.xlsx": BROKEN}, ("unread", "")),
        ({**PARKS, "5月.csv": STRANGE + "泵阀,溪桥招商,合同,2026-10-01,签约,9000\n"}, ("unread", "")),
        ({**PARKS, "5月.csv": HEAD + NOBODYS + "轴承,青园区,合同,2026-10-01,签约,9\n"}, ("silent", "")),
        ({**COUNTIES, "台账.xlsx": BROKEN}, ("read", "zero_doubt")),
        ({**COUNTIES, "签到表.xlsx": BROKEN}, ("read", "zero_signing")),
        ({**COUNTIES, "溪桥县/台账.xlsx": BROKEN}, ("partial", "unsettled")),
        ({**COUNTIES, "甲县/台账.xlsx": BROKEN}, ("read", "zero_signing")),
        ({**PARKS, "溪桥县/台账.csv": HEAD}, ("read", "zero_signing")),
        ({**PARKS, "溪桥县.csv": HEAD + "泵阀,溪桥县,备忘,,,9000\n"}, ("partial", "")),
        ({**PARKS, "溪桥县.csv": HEAD + "泵阀,溪桥县,合同,秋后,签约,9000\n"}, ("partial", "")),
        ({**PARKS, "溪桥县.csv": HEAD + "泵阀,溪桥县,合同,5/2/2026,签约,9000\n"}, ("partial", "")),
        ({**PARKS, "溪桥县.csv": HEAD + "泵阀,溪桥县,合同,十月,签约,9000\n"}, ("read", "none_landed")),
        ({**PARKS, "溪桥县.csv": HEAD + "泵阀,溪桥县,合同,2026-10-01,签约,很多\n"}, ("partial", "unsettled")),
        ({**PARKS, "溪桥县.csv": HEAD + ",溪桥县,合同,2026-10-01,签约,9000\n"}, ("partial", "unsettled")),
    ],
)  # fmt: skip
def test_only_who_was_read_is_zero(tmp_path: Path, files: dict[str, str], said: tuple[str, str]) -> None:
    assert standing(tmp_path, "溪桥县", **files) == said


@pytest.mark.parametrize(
    ("files", "words"),
    [
        (PARKS, "尚未收到贵单位的项目台账"),
        ({**PARKS, "台账.xlsx": BROKEN}, "贵单位的台账尚未读入，我们正在处理"),
        ({**PARKS, "溪桥县.csv": HEAD + "泵阀,溪桥县,合同,,签约,9000\n"}, "1 个项目因缺金额、签约日期或签约类型未计入"),
        (COUNTIES, "读取无误"),
    ],
)
def test_the_letter_says_how_the_unit_was_heard(tmp_path: Path, files: dict[str, str], words: str) -> None:
    said = unit_letter(board_of(tmp_path, {**BASE, **files}), "溪桥县")
    assert words in said
    assert ("读取无误" in said) is (words == "读取无误")


def test_a_ledger_gone_between_two_looks_counts_no_more_and_is_told_until_it_is_back(tmp_path: Path) -> None:
    def look() -> Board:
        with Glance(tmp_path, wait=60) as glance:
            assert glance.reached
            return glance.board(date(2026, 11, 22))

    def told(found: Board) -> list[tuple[str, str]]:
        return [(item.problem.code, item.unit) for item in found.faults if isinstance(item, ProblemItem)]

    own = HEAD + "水轮机,溪桥县,合同,2026-10-05,签约,9100\n变压器,溪桥县,合同,2026-10-06,签约,7900\n"
    for name, text in {**BASE, **PARKS, "溪桥县/台账.csv": own}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        put(tmp_path / name, text, age=60)
    first = look()
    assert (row(first, "溪桥县", "洽谈会").signed, first.leading.signed, told(first)) == (17000, 35000, [])
    gone_for_long(tmp_path / "溪桥县/台账.csv")
    for _look in range(2):
        gone = look()
        line = row(gone, "溪桥县", "洽谈会")
        assert (line.standing.value, line.signed, line.completion, line.light, line.rank) == (
            "unread", 0, None, Light.NONE, None,
        )  # fmt: skip
        assert (gone.leading.signed, told(gone)) == (18000, [("ledger_gone", "溪桥县")])
        assert {item.unit for item in gone.stalled} == {"青园区", "白园区"}
    put(tmp_path / "溪桥县/台账.csv", own, age=60)
    back = look()
    assert (row(back, "溪桥县", "洽谈会").signed, back.leading.signed, told(back)) == (17000, 35000, [])
