"""What a figure rests on, so that a screen can show it: the rule, the values used, the rows behind."""

from __future__ import annotations

from data.model.sources import Place
from data.support.fast_dataclass import numerous


@numerous(frozen=True, slots=True)
class Trace:
    """Where a figure comes from.

    The rule's id in `docs/rules.md`, the values it used (name, text), the rows behind it.
    """

    rule: str
    values: tuple[tuple[str, str], ...] = ()
    rows: tuple[Place, ...] = ()
