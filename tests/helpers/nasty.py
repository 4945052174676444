"""Ledgers made to hurt. `HOSTILE` are refused as a whole, with the reason beside each; `readable` are to be read."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

import openpyxl
import xlsxwriter
import xlwt
from helpers.intake import PROJECT_HEADER, PROJECT_ROWS, SHEET_PART, csv_text, ods, patched, xls, xlsx

ROWS = [PROJECT_HEADER, *PROJECT_ROWS]
END = b"</sheetData>"
MB = 1_000_000


@dataclass(frozen=True)
class Hostile:
    """A file, the row of the table of nasty ledgers it stands for, and why it is refused."""

    row: int
    file: str
    make: Callable[[], bytes]
    code: str
    args: tuple[tuple[str, str], ...] = ()


def with_xml(xml: bytes) -> bytes:
    """A good workbook with this before the end of its cells."""
    return patched(xlsx(ROWS), lambda old: old.replace(END, xml + END))


def with_cell(ref: str) -> bytes:
    """A good workbook with one more value, in this cell."""
    row = ref.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return with_xml(f'<row r="{row}"><c r="{ref}"><v>1</v></c></row>'.encode())


def bomb(piece: bytes, count: int, part: str = SHEET_PART) -> bytes:
    """A small workbook one of whose parts unpacks to `count` pieces, written without holding them all."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx(ROWS))) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
        with new.open(part, "w", force_zip64=True) as stream:
            for _ in range(count):
                stream.write(piece)
    return out.getvalue()


def xls_with(row: int, column: int, claimed: tuple[int, int] | None = None) -> bytes:
    """An Excel 97 workbook with a value far out; with `claimed` the record says another place than xlwt can write."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("台账")
    sheet.write(0, 0, "项目名称")
    sheet.write(row, column, 7.25)
    out = io.BytesIO()
    book.save(out)
    data = out.getvalue()
    if claimed is None:
        return data
    old, new = struct.pack("<HH", row, column), struct.pack("<HH", *claimed)
    at = data.rindex(old)
    return data[:at] + new + data[at + 4 :]


def xls_ring() -> bytes:
    """An Excel 97 workbook whose first sector is followed by itself for ever."""
    data = bytearray(xls(ROWS * 200))
    (table,) = struct.unpack_from("<I", data, 76)
    (start,) = struct.unpack_from("<I", data, 48)
    struct.pack_into("<I", data, (table + 1) * 512 + 4 * start, start)
    return bytes(data)


def locked() -> bytes:
    """What Excel makes of a workbook with a password: an OLE file that holds an EncryptedPackage."""
    name = "Workbook".encode("utf-16-le")
    package = "EncryptedPackage".encode("utf-16-le")
    data = bytearray(xls(ROWS))
    at = data.index(name)
    data[at : at + len(package)] = package
    struct.pack_into("<H", data, at + 64, len(package) + 2)
    return bytes(data)


def nameless() -> bytes:
    """A far cell whose place no name tells, only the cells before it."""
    return with_xml(b"<row>" + b"<c/>" * 90_000 + b"<c><v>1</v></c></row>")


def lying_count() -> bytes:
    """A workbook that says it has a billion billion strings: room for them is made before one is read."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, cells in enumerate(ROWS):
            sheet.write_row(number, 0, cells)
    return patched(
        out.getvalue(), lambda xml: xml.replace(b'uniqueCount="', b'uniqueCount="9999999999'), "xl/sharedStrings.xml"
    )


def lying_extent() -> bytes:
    """An Excel 97 workbook whose sheet says that it ends before it begins."""
    data = bytearray(xls(ROWS))
    at = data.index(struct.pack("<HHI", 0x0200, 14, 0)) + 4
    struct.pack_into("<I", data, at, 200)
    return bytes(data)


def two_formats() -> bytes:
    """A packed file that is both an XLSX and an OpenDocument table."""
    out = io.BytesIO(GOOD)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("content.xml", "<office:document-content/>")
    return out.getvalue()


def far_sheets(count: int) -> bytes:
    """A workbook of many sheets, each of which would take a large grid."""

    def more(book: object) -> None:
        for number in range(count):
            sheet = book.create_sheet(f"表{number}")  # type: ignore[attr-defined]
            sheet.append(PROJECT_HEADER)
            sheet.cell(150_000, 20, 1)

    return xlsx(ROWS, also=more)


def odd_part() -> bytes:
    """A far cell in a part that is called no worksheet; the workbook's own list names it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(with_cell("XFD1048576"))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name).replace(b"worksheets/sheet1.xml", b"other/part.dat")
            new.writestr(name.replace("worksheets/sheet1.xml", "other/part.dat"), content)
    return out.getvalue()


def ods_with(attributes: bytes) -> bytes:
    """An OpenDocument table with one more cell of these attributes."""
    row = b"<table:table-row><table:table-cell %s/></table:table-row><table:table-row>" % attributes
    return patched(ods(ROWS), lambda xml: xml.replace(b"<table:table-row>", row, 1), "content.xml")


GOOD = xlsx(ROWS)
TEXT = csv_text([*ROWS, ["沙棘饮品", "南屏园区", 2, "合同", "签约", "2026-04-05"]]).encode()
PAGE = "<html><head><meta charset=gbk></head><table><tr><td>项目名称</td></tr></table></html>".encode("gbk")
FLOAT = b'office:value-type="float" office:value="1"'

HOSTILE = (
    Hostile(1, "r01-远格.xlsx", lambda: with_cell("XFD1048576"), "far_cell", (("cell", "XFD1048576"),)),
    Hostile(1, "r01-老格式.xls", lambda: xls_with(65_535, 255), "far_cell", (("cell", "IV65536"),)),
    Hostile(1, "r01-单元无名.xlsx", nameless, "far_cell", (("cell", "XFE4"),)),
    Hostile(1, "r01-部件改名.xlsx", odd_part, "far_cell", (("cell", "XFD1048576"),)),
    Hostile(1, "r01-多表.xlsx", lambda: far_sheets(3), "too_many_cells", (("limit", "4000000"),)),
    Hostile(2, "r02-越界.xlsx", lambda: with_cell("ZZZZZZ99999999"), "far_cell", (("cell", "ZZZZZZ99999999"),)),
    Hostile(2, "r02-越界.xls", lambda: xls_with(65_534, 255, (65_534, 65_535)), "far_cell", (("cell", "CRXP65535"),)),
    Hostile(2, "r02-计数.xlsx", lying_count, "damaged"),
    Hostile(2, "r02-范围.xls", lying_extent, "damaged"),
    Hostile(2, "r02-双格式.xlsx", two_formats, "damaged"),
    Hostile(2, "r02-环.xls", xls_ring, "damaged"),
    Hostile(2, "r02-重复.ods", lambda: ods_with(b"table:number-columns-repeated='90000000' " + FLOAT), "far_cell",
            (("cell", "GNXPBL1"),)),
    Hostile(2, "r02-未关.ods", lambda: patched(ods(ROWS), lambda x: x.replace(b"</table:table>", b""), "content.xml"),
            "damaged"),
    Hostile(3, "r03-百万行.xlsx", lambda: with_cell("A1048576"), "far_cell", (("cell", "A1048576"),)),
    Hostile(4, "r04-空格.xlsx", lambda: bomb(b" " * MB, 1000), "zip_bomb", (("limit", "192"),)),
    Hostile(4, "r04-文字.xlsx", lambda: bomb(b"<si><t>aaaaaaaaaaaa</t></si>" * 40_000, 240, "xl/sharedStrings.xml"),
            "zip_bomb", (("limit", "192"),)),
    Hostile(6, "r06-截断.xlsx", lambda: GOOD[: len(GOOD) * 2 // 3], "incomplete"),
    Hostile(6, "r06-全零.xlsx", lambda: b"\0" * 5000, "incomplete"),
    Hostile(7, "r07-空.xlsx", lambda: b"", "empty"),
    Hostile(7, "r07-空.csv", lambda: b"", "empty"),
    Hostile(8, "r08-半行.csv", lambda: TEXT + "光热设备,东岭".encode(), "csv_cut"),
    Hostile(9, "r09-半字.csv", lambda: TEXT.rstrip() + "项".encode()[:2], "cut_text"),
    Hostile(12, "r12-网页.xls", lambda: PAGE, "html"),
    Hostile(12, "r12-网页.xlsx", lambda: PAGE, "html"),
    Hostile(14, "r14-密码.xlsx", locked, "password"),
)  # fmt: skip

HEAD = ["项目名称", "责任单位", "总投资(亿元)", "项目阶段"]
VALUES = [
    ["项目名称", "责任单位", "总投资(亿元)", "项目阶段", "签约日期", "形象进度"],
    ["甲01", "南屏园区", "35000万元", "在谈", "2017年5月2日", "约60%"],
    ["甲02", "南屏园区", "2.3亿美元", "在谈", "2017.5.2", "六成"],
    ["甲03", "南屏园区", "12亿元人民币", "在谈", "2017/5/2", ""],
    ["甲04", "南屏园区", "1,200 万", "在谈", "2017-05-02", ""],
    ["甲05", "南屏园区", "三点五亿", "在谈", "20170502", ""],
    ["甲06", "南屏园区", "叁亿伍仟万", "在谈", 42857, ""],
    ["甲07", "南屏园区", "一期20亿,二期30亿", "在谈", "5月2日", ""],
    ["甲08", "南屏园区", "待定", "在谈", "6月底", ""],
    ["甲09", "南屏园区", "/", "在谈", "2017年5月2日上午", ""],
    ["甲10", "南屏园区", "8-10亿", "在谈", "2023/8/119:30:00", ""],
    ["甲11", "南屏园区", 1, "在谈", "2223/7/7", ""],
    ["甲12", "南屏园区", 1, "在谈", "2017.1", ""],
    ["甲13", "南屏园区", 1, "在谈", "2月30日", ""],
]
EVIL = "[red]x[/] [@click=app.quit]x[/]\x1b]0;owned\x07\x1b[2J\u202eabc\u200b\0\tz"


def _two_sheets(book: openpyxl.Workbook) -> None:
    hidden = book.create_sheet("旧表")
    for row in ROWS:
        hidden.append(row)
    hidden.sheet_state = "hidden"
    book.worksheets[0].row_dimensions[3].hidden = True


def readable() -> dict[str, bytes]:
    """What is to be read, rows 10 to 32, by file name."""
    return {**_texts(), **_workbooks(), **_doubtful()}


def _one(name: str) -> list[list[object]]:
    return [HEAD, [name, "东岭园区", 3, "在谈"]]


def _texts() -> dict[str, bytes]:
    twice = [["双胞", "东岭园区", "3", "在谈"], ["双胞", "东岭园区", "4", "在谈"]]
    spelt = [["拼写1", "南屏工业园区", "1", "在谈"], ["拼写2", "南屏 园区", "1", "在谈"]]
    owed = [["督办编号", "事项", "责任单位", "办结时限"], ["DU1", "毒" + EVIL, "东岭园区", "2026-11-01"]]
    return {
        "r10-国标.csv": csv_text(_one("国标1")).encode("gb18030"),
        "r11-统一码.txt": csv_text(_one("统一1"), "\t").encode("utf-16"),
        "r12-文本.xlsx": csv_text(_one("文本1")).encode(),
        "r31-两行.csv": csv_text([HEAD, *twice, *spelt]).encode(),
        "r32-毒.csv": csv_text(owed).encode(),
    }


def _workbooks() -> dict[str, bytes]:
    merged = [["竖1", "东岭园区", 30, "签约"], ["竖2", None, None, "在谈"], ["竖3", None, None, "在谈"]]
    opened = [[cell.replace("竖", "开") if isinstance(cell, str) else cell for cell in row] for row in merged]
    titled = [
        ["二〇二六年重点项目台账（2026年）", None, None, None, None],
        ["单位：亿元", None, None, None, None],
        ["项目名称", "责任单位", "投资额", None, "项目阶段"],
        [None, None, "总投资", "到位资金", None],
        ["标题1", "东岭园区", 3, 1, "在谈"],
    ]
    totals = [*_one("总1"), ["小计", None, 3, None], ["一、园区"], ["合计", None, 3, None], ["备注：以合同为准"]]

    def merge(name: str, ref: bytes) -> bytes:
        return patched(xlsx(_one(name), ["B8:B9"]), lambda xml: xml.replace(b"B8:B9", ref))

    return {
        "r13-新名旧.xls": xlsx(_one("新旧1")),
        "r13-旧名新.xlsx": xls(_one("旧新1")),
        "r13-金山.et": xls(_one("金山1")),
        "r18-标题.xlsx": xlsx(titled, ["A1:E1", "A2:E2", "C3:D3", "A3:A4", "B3:B4", "E3:E4"]),
        "r19-合并.xlsx": xlsx([HEAD, *merged], ["B2:B4", "C2:C4"]),
        "r19-合并.ods": ods([HEAD, *opened], {(1, 1): 3, (1, 2): 3}),
        "r21-巨并.xlsx": merge("巨1", b"A2:XFD1048576"),
        "r21-反并.xlsx": merge("反1", b"C9:B2"),
        "r22-合计.xlsx": xlsx(totals),
        "r23-隐藏.xlsx": xlsx([*_one("隐1"), ["隐2", "东岭园区", 4, "在谈"]], also=_two_sheets),
    }


def _doubtful() -> dict[str, bytes]:
    formula = [HEAD, ["算1", "东岭园区", "=1+1", "在谈"], ["算2", "东岭园区", 7.5, "在谈"]]
    error = re.compile(rb'<c r="C3"[^>]*><v>7.5</v></c>')
    numbers = ("110105194912310021", 13909130001.0, 1.10105194912310021e17)
    codes = [[number, f"码{at}", "东岭园区", 1, "在谈"] for at, number in enumerate(numbers, 1)]
    form = [
        ["项目名称", "光热", "责任单位", "东岭园区", "项目阶段", "签约"],
        ["总投资", "12亿", "投资方", "某公司", "签约日期", "2026-05-02"],
        ["包抓领导", "陈某", "项目专员", "李某", "存在问题", "用地"],
    ]
    return {
        "r24-错误.xlsx": patched(xlsx(formula), lambda xml: error.sub(b'<c r="C3" t="e"><v>#REF!</v></c>', xml)),
        "r25-值.xlsx": xlsx(VALUES),
        "r29-号码.xlsx": xlsx([["项目编号", *HEAD], *codes]),
        "r30-表单.xlsx": xlsx(form),
        "r30-物资.xlsx": xlsx([["物资", "规格", "数量"], ["桌签", "A4", 30]]),
    }
