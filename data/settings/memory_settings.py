"""What the folder remembers of its ledgers: the section `[memory]` (docs/memory.md)."""

from __future__ import annotations

from typing import Annotated

import msgspec

from data.settings.setting_words import means
from data.wording import N_


class MemoryRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the folder remembers of its ledgers."""

    rows: Annotated[
        bool, means(N_("the rows of each version of a ledger are kept in the folder; false: a digest and counts"))
    ] = True
    months: Annotated[
        int,
        means(
            N_("months back of which is told what was known then; what counts now goes by all versions"), ge=1, le=240
        ),
    ] = 24
