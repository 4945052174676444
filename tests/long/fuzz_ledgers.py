"""Break many ledgers and have the real parser read each: `python tests/long/fuzz_ledgers.py [COUNT] [SEED]`.

It prints how many were tried, read and refused (by code), the parser's crashes, the longest delay and the peak
memory, and exits 1 if the parser crashed or was late. `... --write NUMBER SEED` writes one of them here instead.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from helpers.fuzz import Seeds, broken, run


def main() -> int:
    """Run and print."""
    if sys.argv[1:2] == ["--write"]:
        name, data = broken(Seeds(), int(sys.argv[2]), int(sys.argv[3]))
        Path(name).write_bytes(data)
        return 0
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    found = run(count, seed, lambda line: print(line, file=sys.stderr, flush=True))
    print(f"seed {seed}", *found.lines(), sep="\n")
    return 1 if found.crashed or found.late else 0


if __name__ == "__main__":
    sys.exit(main())
