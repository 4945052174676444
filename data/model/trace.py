"""How a figure came about."""

from __future__ import annotations

from dataclasses import dataclass

from data.model.sources import Place


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a figure comes from: its rule's id in `docs/rules.md`, the values used (name, text), the rows behind it."""

    rule: str
    values: tuple[tuple[str, str], ...] = ()
    rows: tuple[Place, ...] = ()
