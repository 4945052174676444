"""What the folder remembers of its ledgers: the section `[memory]` (docs/memory.md)."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from data.wording import N_

_OURS = {"source": N_("none")}


class MemoryRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the folder remembers of its ledgers."""

    rows: Annotated[
        bool,
        Meta(
            description=N_("the rows of each version of a ledger are kept in the folder; false: a digest and counts"),
            extra=_OURS,
        ),
    ] = True
    months: Annotated[
        int,
        Meta(
            ge=1,
            le=240,
            description=N_("months back of which is told what was known then; what counts now goes by all versions"),
            extra=_OURS,
        ),
    ] = 24
