"""Whole intake against the bare readers, as ratios of one run: `python tests/bench/intake.py [ROWS]`."""

from __future__ import annotations

import csv
import io
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta

import xlsxwriter
from python_calamine import CalamineWorkbook

from data.intake.ledgers import read_ledger
from data.intake.plan import Plan
from data.settings import Settings

HEADERS = [
    "项目编号", "项目名称", "责任单位", "投资方", "总投资(亿元)", "合同引资额(万元)", "签约类型", "项目阶段",
    "签约日期", "到位资金(万元)", "包抓领导", "最新进展", "更新日期", "存在问题",
]  # fmt: skip


def row(n: int) -> list[object]:
    """One project, different in every cell that differs in life."""
    day = date(2026, 1, 1) + timedelta(days=n % 300)
    return [
        f"XM{n:06}", f"第{n}号项目", f"第{n % 200}园区", f"投资方{n % 3000}", 1 + n % 50 / 10, 10000 + n % 977,
        ("合同", "框架协议", "意向")[n % 3], ("签约", "在谈", "在建", "落地")[n % 4], day.isoformat(), n % 5000,
        f"领导{n % 40}", f"正在办理第{n % 97}项手续", day.strftime("%Y年%m月%d日"), "用地" if n % 7 == 0 else "",
    ]  # fmt: skip


def workbook(rows: int) -> bytes:
    """An XLSX of so many rows."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("项目台账")
        for number, cells in enumerate([HEADERS, *(row(n) for n in range(rows))]):
            sheet.write_row(number, 0, cells)
    return out.getvalue()


def text(rows: int) -> bytes:
    """The same as a CSV."""
    out = io.StringIO()
    csv.writer(out).writerows([HEADERS, *(row(n) for n in range(rows))])
    return out.getvalue().encode()


def seconds(work: Callable[[], object], times: int = 5) -> float:
    """The median CPU time of a call."""
    spent = []
    for _ in range(times):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return statistics.median(spent)


def main() -> None:
    """Print the ratios."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    plan = Plan.of(Settings(), 2026)
    xlsx, plain = workbook(rows), text(rows)
    bare = seconds(lambda: CalamineWorkbook.from_filelike(io.BytesIO(xlsx)).get_sheet_by_index(0).to_python())
    whole = seconds(lambda: read_ledger("a.xlsx", xlsx, plan))
    size = f"{rows} rows x {len(HEADERS)} columns"
    print(f"{size}, XLSX: whole intake {whole / bare:.2f} x calamine alone ({bare:.3f} s)")
    bare = seconds(lambda: list(csv.reader(io.StringIO(plain.decode()))))
    whole = seconds(lambda: read_ledger("a.csv", plain, plan))
    print(f"{size}, CSV: whole intake {whole / bare:.2f} x csv alone ({bare:.3f} s)")


if __name__ == "__main__":
    main()
