"""One rule of the season in words; all of them stand in `rulebook`."""

from __future__ import annotations

from data.support.fast_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its id, what it is called, its formula in words, the keys of the settings that it goes by."""

    id: str
    label: tuple[str, str]
    formula: str
    settings: tuple[str, ...] = ()
