"""Workbooks as they really arrive and as few programs read them right.

Scaling formats, days from 1904, placeholder formulas, two tables on a sheet, 同上, a header cut by merges, shifts as
columns, hidden and struck rows, cells without names.
"""

from __future__ import annotations

import re
from typing import Any

import openpyxl
from helpers.formatted_books import FORMATTED_BOOKS, Shown, formatted_xlsx
from helpers.intake import ods, patched, xls, xlsx
from openpyxl.styles import Font

HEAD = ["项目编号", "项目名称", "责任单位", "总投资", "项目阶段", "签约日期"]
FORMATTED = [
    HEAD,
    [Shown(123, "00000000"), "缩放1", "东岭园区", Shown(35_000_000, '0!.0,"万元"'), "签约", 44_689],
    [Shown(124, "0000-000"), "缩放2", "东岭园区", Shown(3.5, '0.00"亿元"'), "签约", 44_690],
    [Shown(125, '"ZS"0000'), "缩放3", "云阳县", Shown(35_000_000, '0.00,,"百万"'), "签约", 44_691],
    [
        Shown(126, "00000000"),
        "缩放4",
        "云阳县",
        Shown(35_000_000, '[>=100000000]0!.00,,"亿";[>=10000]0!.0,"万";0'),
        "签约",
        44_692,
    ],
]
TWO_TABLES = [
    ["2026年重点项目台账"],
    ["单位：亿元"],
    ["项目名称", "责任单位", "总投资", "项目阶段"],
    ["上表1", "东岭园区", 3, "在谈"],
    ["上表2", "〃", 4, "在谈"],
    ["合计", None, 7, None],
    [None],
    ["单位：万元"],
    ["项目名称", "责任单位", "总投资", "项目阶段"],
    ["下表1", "云阳县", 800, "签约"],
    ["下表2", "同上", 900, "签约"],
]
CUT_HEADER = [
    ["序号", "项目名称", "投资方", "总投资", "联系人"],
    [None, None, None, None, "姓名"],
    *([n, f"断头{n}", f"云阳{n}公司", n, f"何{n}"] for n in range(1, 9)),
]
CUT_MERGES = ["A1:A2", "B1:B2", "C1:C2", "D1:D2"]
SHIFTS = [
    ["2026年12月值班表"],
    ["日期", "带班领导", "上午", "下午", "夜班"],
    ["12月1日", "何某", "张三、李四", "王五", "赵六 钱七"],
    ["12月2日", "何某", "王五", "张三\n李四", "赵六"],
]
LEFT_OUT = [
    HEAD[1:5],
    ["隐去", "东岭园区", "3亿元", "签约"],
    ["划掉", "东岭园区", "4亿元", "签约"],
    ["留下", "东岭园区", "5亿元", "签约"],
]
FORMULAS = [HEAD[1:5], ["未算1", "东岭园区", "=1+1", "签约"], ["未算2", "东岭园区", "=3*4", "签约"]]


def _left_out(book: openpyxl.Workbook) -> None:
    page = book.worksheets[0]
    page.row_dimensions[2].hidden = True
    page.column_dimensions["C"].hidden = True
    for cell in page[3]:
        cell.font = Font(strike=True)


def _placeholder(xml: bytes) -> bytes:
    return xml.replace(b"<v />", b"<v>0</v>").replace(b"<v/>", b"<v>0</v>").replace(b"<v></v>", b"<v>0</v>")


def odd_books() -> dict[str, bytes]:
    """Each by a name that says what it is; all of them are to be read."""
    plain: list[list[Any]] = TWO_TABLES
    return {
        **{f"r35-格式{suffix}": make(FORMATTED) for suffix, make in FORMATTED_BOOKS.items()},
        **{f"r36-一九零四{suffix}": make(FORMATTED, since_1904=True) for suffix, make in FORMATTED_BOOKS.items()},
        "r37-占位.xlsx": patched(xlsx(FORMULAS), _placeholder),
        "r38-两表.xlsx": xlsx(plain),
        "r38-两表.xls": xls(plain),
        "r38-两表.ods": ods(plain),
        "r39-断头.xlsx": xlsx(CUT_HEADER, CUT_MERGES),
        "r40-班次.xlsx": xlsx(SHIFTS, ["A1:E1"]),
        "r41-隐划.xlsx": xlsx(LEFT_OUT, also=_left_out),
        "r42-无名格.xlsx": patched(formatted_xlsx(FORMATTED), _without_names),
    }


def _without_names(xml: bytes) -> bytes:
    """Cells that are not named stand beside the one before, as some programs write them."""
    return re.sub(rb'<c r="[A-Z]+\d+"', b"<c", xml)
