"""Ledgers broken on purpose, by a seed, and the real parser child that has to bear them."""

from __future__ import annotations

import io
import queue
import random
import re
import subprocess
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import xlsxwriter
from helpers.intake import PROJECT_HEADER, PROJECT_ROWS, csv_text, ods, plan, xls, xlsx
from helpers.odd_books import odd_books

from data.processes.channel import Child
from data.processes.parser_messages import Parse, Parsed

PLAN = plan()
Parts = dict[str, bytes]
Change = Callable[[random.Random, bytes], bytes]

KINDS_OF_ROWS: list[list[list[object]]] = [
    [PROJECT_HEADER, *PROJECT_ROWS * 4],
    [["展会名称", "开幕日期", "闭幕日期", "签约任务(亿元)"], ["青山洽谈会", "2026-12-30", 46390, 10]],
    [["单位", "类别", "联系人", "联系电话"], ["南屏园区", "园区", "何平", 13900000000.0], ["东岭园区", "园区", "", ""]],
    [["督办编号", "事项", "责任单位", "办结时限"], *([f"D{n}", f"事{n}", "东岭园区", 46000 + n] for n in range(9))],
    [
        ["2026年重点项目台账"],
        ["单位：亿元"],
        ["序号", "项目名称", "责任单位", "投资", None, "项目阶段"],
        [None, None, None, "总投资", "到位资金", None],
        *([n, f"项目{n}", "云阳县" if n % 2 else None, n / 7, "约3亿", "在谈"] for n in range(6)),
        ["合计", None, None, "=SUM(D5:D10)", None, None],
    ],
]
NUMBERS = (b"1e308", b"-1", b"99999999999999999999", b"0", b"65536", b"1048577", b"NaN", b"", b"2147483648", b"A")
REFS = (b"A1", b"XFD1", b"A1048576", b"ZZ9999999", b"B0", b"", b"1", b"AAAA", b"C200001", b"ALL7")
SIGNS = (",", "\t", ";", "，", "|")
ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "big5", "latin-1")
DATED = ("docProps/core.xml", "meta.xml")  # they say when they were made: the same seed must give the same again
_TAG = re.compile(rb"<[^<>]*>")
_ATTRIBUTE = re.compile(rb'"[^"]*"')
_DIGITS = re.compile(rb"\d+")
_PLACE = re.compile(rb'\br="[A-Z]*\d+"')


# ---------------------------------------------------------------- making


def _by_xlsxwriter(rows: list[list[object]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("台账")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for number, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                sheet.write(number, column, cell, day if number % 3 else None)
        sheet.merge_range(len(rows), 0, len(rows) + 1, 1, "备注")
        book.add_worksheet("旧").hide()
    return out.getvalue()


def _parts(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name not in DATED}


def _packed(parts: Parts) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED, 1)
    return out.getvalue()


class Seeds:
    """The ledgers that are broken: made once."""

    def __init__(self) -> None:
        odd = odd_books()
        self.xlsx = [_parts(made) for rows in KINDS_OF_ROWS for made in (xlsx(rows, ["A9:B9"]), _by_xlsxwriter(rows))]
        self.xlsx += [_parts(made) for name, made in odd.items() if name.endswith(".xlsx")]
        self.xls = [xls(rows, [(7, 8, 0, 0)]) for rows in KINDS_OF_ROWS]
        self.xls += [made for name, made in odd.items() if name.endswith(".xls")]
        self.xlsb = [_parts(made) for name, made in odd.items() if name.endswith(".xlsb")]
        self.ods = [_parts(ods(rows, tail=number % 2 == 0)) for number, rows in enumerate(KINDS_OF_ROWS)]
        self.ods += [_parts(made) for name, made in odd.items() if name.endswith(".ods")]
        self.texts = [csv_text([["" if c is None else c for c in row] for row in rows]) for rows in KINDS_OF_ROWS]


# ---------------------------------------------------------------- how they are broken


def _spot(rng: random.Random, pattern: re.Pattern[bytes], xml: bytes) -> re.Match[bytes] | None:
    start = rng.randrange(len(xml) + 1)
    return pattern.search(xml, start) or pattern.search(xml)


def _swap(xml: bytes, found: re.Match[bytes] | None, new: bytes) -> bytes:
    return xml if found is None else xml[: found.start()] + new + xml[found.end() :]


def _flip(rng: random.Random, data: bytes) -> bytes:
    if not data:
        return data
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 8, 40))):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def _drop_tag(rng: random.Random, xml: bytes) -> bytes:
    return _swap(xml, _spot(rng, _TAG, xml), b"")


def _double_tag(rng: random.Random, xml: bytes) -> bytes:
    found = _spot(rng, _TAG, xml)
    return _swap(xml, found, found[0] * rng.choice((2, 3, 500))) if found else xml


def _attribute(rng: random.Random, xml: bytes) -> bytes:
    return _swap(xml, _spot(rng, _ATTRIBUTE, xml), b'"%s"' % rng.choice((*NUMBERS, *REFS, b"s", b"e", b"n", b"\xff")))


def _number(rng: random.Random, xml: bytes) -> bytes:
    return _swap(xml, _spot(rng, _DIGITS, xml), rng.choice(NUMBERS))


def _move_cell(rng: random.Random, xml: bytes) -> bytes:
    return _swap(xml, _spot(rng, _PLACE, xml), b'r="%s"' % rng.choice(REFS))


def _cut(rng: random.Random, data: bytes) -> bytes:
    return data[: rng.randrange(len(data) + 1)]


def _cut_out(rng: random.Random, data: bytes) -> bytes:
    start = rng.randrange(len(data) + 1)
    return data[:start] + data[start + rng.choice((1, 10, 200)) :]


def _repeat(rng: random.Random, data: bytes) -> bytes:
    start = rng.randrange(len(data) + 1)
    piece = data[start : start + rng.choice((4, 60, 900))]
    return data[:start] + piece * rng.choice((2, 9, 300)) + data[start:]


def _insert(rng: random.Random, data: bytes) -> bytes:
    start = rng.randrange(len(data) + 1)
    junk = (b"\0" * 9, b"<c r='B7'><v>8</v></c>", b"<!--", b"&#x110000;", b"]]>", b"<![CDATA[", b"<row>", b'"', b"\xfe")
    return data[:start] + rng.choice(junk) + data[start:]


XML_CHANGES: tuple[Change, ...] = (
    _drop_tag, _double_tag, _attribute, _attribute, _number, _number, _move_cell, _move_cell, _cut_out, _repeat,
    _insert, _flip, _cut,
)  # fmt: skip
BYTE_CHANGES: tuple[Change, ...] = (_flip, _flip, _cut_out, _repeat, _insert, _cut, _number)


def _broken_archive(
    rng: random.Random, seeds: list[Parts], wanted: str, changes: tuple[Change, ...] = XML_CHANGES
) -> bytes:
    parts = dict(rng.choice(seeds))
    names = [name for name in parts if re.search(wanted, name)]
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        name = rng.choice(names if rng.random() < 0.9 else sorted(parts))
        if rng.random() < 0.03:
            parts[name] = parts[rng.choice(sorted(parts))]
        elif name in parts:
            parts[name] = rng.choice(changes)(rng, parts[name])
    data = _packed(parts)
    return rng.choice(BYTE_CHANGES)(rng, data) if rng.random() < 0.1 else data


def _broken_text(rng: random.Random, seeds: list[str]) -> bytes:
    text = rng.choice(seeds).replace(",", rng.choice(SIGNS))
    for _ in range(rng.choice((0, 1, 2, 5))):
        at = rng.randrange(len(text) + 1)
        text = (
            text[:at]
            + rng.choice(('"', '""', "\n", "\r", "\t", "\0", "，", "\u2028", "😀", "\x1b[2J", ",,"))
            + text[at:]
        )
    data = text.encode(rng.choice(ENCODINGS), "replace")
    return rng.choice(BYTE_CHANGES)(rng, data) if rng.random() < 0.6 else data


def broken(seeds: Seeds, number: int, seed: int) -> tuple[str, bytes]:
    """The name and the bytes of one broken ledger: the same for the same number and seed."""
    rng = random.Random(f"{seed} {number}")
    share = rng.random()
    if share < 0.55:
        data = _broken_archive(rng, seeds.xlsx, r"sheet\d|sharedStrings|styles|workbook")
        return f"{number}.xlsx", data
    if share < 0.67:
        return f"{number}.ods", _broken_archive(rng, seeds.ods, r"content|manifest")
    if share < 0.72:
        data = _broken_archive(rng, seeds.xlsb, r"sheet\d|styles|workbook", BYTE_CHANGES)
        return f"{number}.xlsb", data
    if share < 0.80:
        return f"{number}.xls", rng.choice(BYTE_CHANGES)(rng, rng.choice(seeds.xls))
    return f"{number}.csv", _broken_text(rng, seeds.texts)


# ---------------------------------------------------------------- parsing


@dataclass
class Found:
    """What came of the ledgers: `refused` by code, `crashed` and `late` by name, the longest delay, the memory."""

    tried: int = 0
    read: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    crashed: list[str] = field(default_factory=list)
    late: list[str] = field(default_factory=list)
    longest: tuple[float, str] = (0.0, "")
    peak: tuple[int, str] = (0, "")

    def lines(self) -> Iterator[str]:
        """The figures, to be printed."""
        yield f"tried {self.tried}, read {self.read}, refused {sum(self.refused.values())}"
        yield "refused by code: " + ", ".join(f"{code} {count}" for code, count in self.refused.most_common())
        yield f"crashes of the parser {len(self.crashed)} {self.crashed[:20]}, over the deadline {len(self.late)}"
        yield f"longest delay {self.longest[0]:.2f} s ({self.longest[1]})"
        yield f"peak memory of the parser {self.peak[0] // 1024} MB ({self.peak[1]})"


class Parser:
    """The real parser child, one ledger after the other; one that died or was late is replaced."""

    def __init__(self, deadline: float = 30.0) -> None:
        self.deadline = deadline
        self._start()

    def _start(self) -> None:
        self.answers: queue.SimpleQueue[Parsed | None] = queue.SimpleQueue()
        answers = self.answers
        self.child: Child[Parsed] = Child(
            "data.processes.parser", Parsed, answers.put, lambda: answers.put(None), subprocess.DEVNULL
        )

    def send(self, number: int, file: str, data: bytes) -> None:
        """Give it one ledger."""
        self.child.send(Parse(number, file, data, PLAN))

    def answer(self) -> Parsed | str | None:
        """What it says: None when it died of it, "late" when it took too long."""
        try:
            got: Parsed | str | None = self.answers.get(timeout=self.deadline)
        except queue.Empty:
            got = "late"
        if not isinstance(got, Parsed):
            self.child.kill()
            self._start()
        return got

    def peak(self) -> int:
        """The most memory it has held, in KB; 0 when it is gone."""
        try:
            status = Path(f"/proc/{self.child.pid}/status").read_text()
        except OSError:
            return 0
        return int(next((line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")), 0))

    def close(self) -> None:
        """End it."""
        self.child.kill()


def run(count: int, seed: int, tell: Callable[[str], None] = lambda line: None) -> Found:
    """Break so many ledgers and have each parsed; the next is made while one is read."""
    seeds, parser, found = Seeds(), Parser(), Found()
    parser.send(0, "warm.csv", b"a,b\n1,2\n")
    parser.answer()
    made = broken(seeds, 0, seed)
    for number in range(count):
        name, data = made
        started = time.monotonic()
        parser.send(number + 1, name, data)
        made = broken(seeds, number + 1, seed)
        _count(found, name, parser.answer(), time.monotonic() - started)
        if (peak := parser.peak()) > found.peak[0]:
            found.peak = (peak, name)
        if number % 1000 == 999:
            tell("; ".join(found.lines()))
    parser.close()
    return found


def _count(found: Found, name: str, answer: Parsed | str | None, seconds: float) -> None:
    found.tried += 1
    found.longest = max(found.longest, (seconds, name))
    if answer is None:
        found.crashed.append(name)
    elif isinstance(answer, str):
        found.late.append(name)
    elif answer.reading.refused:
        found.refused[answer.reading.refused.code] += 1
    else:
        found.read += 1
