"""A key of the filter over many names, by initials, against looking for characters: `python tests/bench/filter.py`."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable

from tui.input.pinyin import warm
from tui.input.row_search import RowSearch
from widgets.table.needle import contains
from widgets.table.searched_rows import SearchedRows

CHARACTERS = "北川工业园区光热设备制造铝型材压铸沙棘饮品电池回收乡村旅游储能电站生物基尼龙变压器铁芯精密减速机"


def main() -> None:
    """Print what each of the keys b, c, g, y costs."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    pick = random.Random(7)
    names = ["".join(pick.choices(CHARACTERS, k=8)) for _ in range(count)]
    search, rows = RowSearch(), SearchedRows(names, lambda name: (name,))
    warm(rows.characters)  # as the program does while the line opens
    plain = _seconds(lambda: [contains("北川", name) for name in names])
    plain = min(plain, _seconds(lambda: [contains("北川", name) for name in names]))
    spent = []
    for length in range(1, 5):
        search = RowSearch("bcgy"[:length], search)
        spent.append(_seconds(lambda search=search: search.places(rows)))  # type: ignore[misc]
    keys = ", ".join(f"{key} {one / plain:.1f} x" for key, one in zip("bcgy", spent, strict=True))
    print(f"{count} names: {keys} plainly looking for two characters ({plain:.3f} s)")


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main()
