"""Look for what is read wrong in silence, in a good ledger rewritten in many ways.

`python tests/long/never_wrong.py [COUNT] [SEED]`

It prints how many were rewritten and read, what was told how often, and each cell that is wrong without a word; it
exits 1 if there is one.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from helpers.mutated_ledgers import tally


def main() -> int:
    """Run and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    found = tally(count, seed)
    print(f"seed {seed}", *found.lines(), sep="\n")
    return 1 if found.silent else 0


if __name__ == "__main__":
    sys.exit(main())
