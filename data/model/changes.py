"""What changed between two looks at the ledgers."""

from __future__ import annotations

from dataclasses import dataclass

from data.model.sources import Place


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one project. `group` is "new", "better", "worse" or "gone".

    `what` is "listed" (a new row), "unlisted" (the row is gone), "stage", "amount", "signed", "status" or "stalled";
    `before` and `after` are the values as words of the model ("in_talks", "12000 CNY", "2026-05-08"), "" for none.
    `place` is the row that says so now, or the one that said so last.
    """

    group: str
    what: str
    key: str
    project: str
    unit: str
    before: str
    after: str
    place: Place
