"""Whether a newer version of a ledger has lost so many rows that an officer must look before it counts.

Such a version is held back: the ledger is an item until an officer accepts this version of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

Loss = tuple[str, int, int]
"""Kind of ledger, rows before, rows now."""


FEWEST = 2
"""Rows that a ledger must have lost to be held. Source: none."""


def losses(before: Mapping[str, int], now: Mapping[str, int], percent: int) -> tuple[Loss, ...]:
    """The kinds of one file that lost two rows at least and more than `percent` of them; a sheet that is gone lost all.

    By kind, because a workbook of several sheets may lose one of them whole and few of its rows. One row alone is
    struck off every week.
    """
    lost = ((kind, had, now.get(kind, 0)) for kind, had in before.items())
    return tuple(
        (kind, had, has) for kind, had, has in lost if had - has >= FEWEST and (had - has) * 100 > had * percent
    )


def content(data: bytes) -> str:
    """By what a version of a file is known on every station, whatever its name or its times: a digest of its bytes."""
    return hashlib.sha256(data).hexdigest()[:16]


def ledger_key(file: str) -> str:
    """The key of a ledger as an item: what is accepted is a version of this file."""
    return f"ledger/{file}"
