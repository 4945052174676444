"""What each hostile ledger costs the parser: `python tests/bench/hostile.py`.

Time and memory of the real parser child, beside those of an ordinary workbook of 1,000 rows in the same run.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1]))

from helpers.fuzz import Parser
from helpers.nasty import HOSTILE
from intake import workbook

from data.processes.ledger_files import complete
from data.processes.parser_messages import Parsed

TIMES = 3


def cost(file: str, data: bytes) -> tuple[float, int, str]:
    """The best time, the memory above a parser that has read something small, and what came of it."""
    best, most, said = 60.0, 0, ""
    for _ in range(TIMES):
        parser = Parser()
        parser.send(0, "small.csv", "项目名称,责任单位,项目阶段\n甲,乙,在谈\n".encode())
        parser.answer()
        before = parser.peak()
        started = time.monotonic()
        parser.send(1, file, data)
        answer = parser.answer()
        best = min(best, time.monotonic() - started)
        most = max(most, parser.peak() - before)
        if isinstance(answer, Parsed):
            refused = answer.reading.refused
            said = refused.code if refused else f"{len(answer.reading.records)} records"
        else:
            said = answer or "died"
        parser.close()
    return best, most, said


def main() -> None:
    """Print one line a file."""
    ordinary, memory, said = cost("ordinary.xlsx", workbook(1000))
    print(f"ordinary 1,000 rows: {ordinary:.3f} s, {memory // 1024} MB, {said}")
    for hostile in HOSTILE:
        data = hostile.make()
        early = complete(hostile.file, data)
        if early:
            print(f"row {hostile.row:2} {hostile.file}: {early}, by the reader, never parsed")
            continue
        seconds, memory, said = cost(hostile.file, data)
        print(
            f"row {hostile.row:2} {hostile.file}: {said} after {seconds:.3f} s, {seconds / ordinary:.2f} x, "
            f"{memory / 1024:.0f} MB, file {len(data) / 1e6:.2f} MB"
        )


if __name__ == "__main__":
    main()
