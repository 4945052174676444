"""Hold the laws of joints and papers against many more generated seasons: `python tests/long/laws.py [TIMES] [LAW]`.

Each law is tried on TIMES (20) as many seasons as in the suite, others than there; LAW takes those alone whose name
holds it. It prints how many boards were built and how long it took, and exits 1 if a law did not hold.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
sys.path.insert(0, str(TESTS))


def main() -> int:
    """Run and print."""
    os.environ["FAIRWATCH_LAW_TIMES"] = sys.argv[1] if len(sys.argv) > 1 else "20"
    only = ["-k", sys.argv[2]] if len(sys.argv) > 2 else []
    began = time.monotonic()
    laws = sorted(str(path) for path in (TESTS / "rules").glob("test_law_*.py"))
    laws += [str(TESTS / "export" / f"test_{name}.py") for name in ("every_paper", "issued_laws")]
    failed = pytest.main(["-q", "-p", "no:cacheprovider", "-p", "no:randomly", *only, *laws])
    from helpers.folder_board import built

    print(f"{built()} boards of generated seasons in {time.monotonic() - began:.0f} s")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
