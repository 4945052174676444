"""The whole intake of a ledger against the bare readers, as ratios of one run: `python tests/bench/intake.py [ROWS..]`.

"Intake" is bytes to records in one process. "Whole way" is what a file really costs: the parser child reads it, its
answer crosses the pipe, the parent puts it into the index. Times are CPU times of all processes, medians of rounds in
which the bare reader and the others take turns; memory is the peak of a fresh process above its start. Linux only.
"""

from __future__ import annotations

import csv
import io
import queue
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook

from data.intake.read_ledger import read_ledger
from data.intake.reading_plan import Plan
from data.model import SourceState
from data.processes.channel import Child
from data.processes.parser_messages import Parse, Parsed
from data.settings import ReadingSettings, Settings
from data.station.index import FileRow, Index
from data.station.stamp import Stamp

HEADERS = [
    "项目编号", "项目名称", "责任单位", "投资方", "总投资(亿元)", "合同引资额", "签约类型", "项目阶段",
    "签约日期", "到位资金(万元)", "包抓领导", "最新进展", "更新日期", "存在问题",
]  # fmt: skip
_TRADES = ("新材料", "装备制造", "食品加工", "生物医药", "光伏组件", "冷链物流", "数据中心", "文旅综合体", "铝型材")
_WORKS = ("土地平整", "可研编制", "环评报批", "主体施工", "设备安装", "厂房租赁谈判")
PLAN = Plan.of(ReadingSettings.of(Settings()), 2026)


def row(n: int, units: int = 20) -> list[object]:
    """One project as an office keeps it: names, codes and progress all different, the rest as often as in life."""
    day = date(2026, 1, 1) + timedelta(days=n % 300)
    trade, work = _TRADES[n % 9], _WORKS[n % 6]
    return [
        f"XM{n:06}", f"青山{trade}{n}期项目", f"第{n % units}园区", f"云阳{trade}{n % 3000}公司", 1 + n % 500 / 10,
        f"{n % 90 + 1}.{n % 7}亿元" if n % 3 else f"{1000 + n % 977}万元", ("合同", "框架协议", "意向")[n % 3],
        ("签约", "在谈", "在建", "落地")[n % 4], day, n * 7 % 20000 / 10, f"领导{n % 40}",
        f"{n}号地块{work}已完成{n % 100}%，下一步办理{_WORKS[n % 5]}", day.strftime("%Y年%m月%d日"),
        "用地指标未落实" if n % 7 == 0 else "",
    ]  # fmt: skip


def workbook(rows: int) -> bytes:
    """An XLSX of so many rows."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet("项目台账")
        for number, cells in enumerate([HEADERS, *(row(n) for n in range(rows))]):
            sheet.write_row(number, 0, cells)
    return out.getvalue()


def text(rows: int) -> bytes:
    """The same as a CSV."""
    out = io.StringIO()
    csv.writer(out).writerows([HEADERS, *(row(n) for n in range(rows))])
    return out.getvalue().encode()


def calamine_alone(data: bytes) -> object:
    """What a workbook costs at the least."""
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()


def csv_alone(data: bytes) -> object:
    """What a text costs at the least."""
    return list(csv.reader(io.StringIO(data.decode())))


BARE: dict[str, Callable[[bytes], object]] = {"xlsx": calamine_alone, "csv": csv_alone}


class WholeWay:
    """A parser child and an index; `take` brings one ledger from its bytes into the index."""

    def __init__(self, home: Path) -> None:
        self._answers: queue.SimpleQueue[Parsed] = queue.SimpleQueue()
        self._child: Child[Parsed] = Child("data.processes.parser", Parsed, self._answers.put, lambda: None)
        self._index = Index(home / "index.db")

    def take(self, file: str, data: bytes) -> float:
        """The CPU seconds that it took here and in the child."""
        start = time.process_time() + self._child_seconds()
        self._child.send(Parse(1, file, data, PLAN))
        reading = self._answers.get().reading
        row_ = FileRow(file=file, stamp=Stamp(1, 1, 1), plan="", state=SourceState.OK, problems=reading.problems)
        self._index.swap(row_, reading.records)
        return time.process_time() + self._child_seconds() - start

    def close(self) -> None:
        """End the child."""
        self._child.leave()
        self._index.close()

    def _child_seconds(self) -> float:
        return int(Path(f"/proc/{self._child.pid}/schedstat").read_text().split()[0]) / 1e9


def seconds(work: Callable[[], object], times: int = 5) -> float:
    """The median CPU time of a call."""
    return statistics.median(_once(work) for _ in range(times))


def _once(work: Callable[[], object]) -> float:
    start = time.process_time()
    result = work()
    spent = time.process_time() - start
    del result  # what it frees is not what it costs
    return spent


def peak(what: str, path: Path) -> float:
    """Megabytes that "bare" or "intake" of a file add to a fresh process at their highest."""
    command = [sys.executable, __file__, "--peak", what, str(path)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _print_peak(what: str, path: Path) -> None:
    data = path.read_bytes()
    read_ledger("warm.csv", text(10), PLAN)
    calamine_alone(workbook(10))
    before = _high_water()
    result = BARE[path.suffix[1:]](data) if what == "bare" else read_ledger(path.name, data, PLAN)
    print(_high_water() - before)
    del result


def _high_water() -> float:
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def main() -> None:
    """Print the ratios."""
    with tempfile.TemporaryDirectory() as home:
        way = WholeWay(Path(home))
        for rows in map(int, sys.argv[1:] or ("10000", "100000")):
            for ending, data in (("xlsx", workbook(rows)), ("csv", text(rows))):
                _compare(way, Path(home, f"a.{ending}"), data, rows)
        way.close()


def _compare(way: WholeWay, path: Path, data: bytes, rows: int) -> None:
    path.write_bytes(data)
    way.take("warm.csv", text(10))
    bare, intake, whole = zip(
        *(
            (
                _once(lambda: BARE[path.suffix[1:]](data)),
                _once(lambda: read_ledger(path.name, data, PLAN)),
                way.take(path.name, data),
            )
            for _ in range(7 if rows <= 10_000 else 3)
        ),
        strict=True,
    )
    floor = statistics.median(bare)
    alone = "calamine alone" if path.suffix == ".xlsx" else "csv alone"
    print(
        f"{rows} rows x {len(HEADERS)} columns, {path.suffix[1:].upper()}:"
        f" intake {statistics.median(intake) / floor:.2f} x, whole way {statistics.median(whole) / floor:.2f} x"
        f" {alone} ({floor:.3f} s); memory {peak('intake', path):.0f} MB against {peak('bare', path):.0f} MB",
        flush=True,
    )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--peak"]:
        _print_peak(sys.argv[2], Path(sys.argv[3]))
    else:
        main()
