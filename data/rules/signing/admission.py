"""Projects below the least size of their industry (准入门槛): told, never dropped. Source: docs/rules.md.

Which industries are strategic, and with which threshold, is the office's to say: `[admission] thresholds`.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from data.model import Basis, BelowAdmission, Trace
from data.rules.projects.projects import Entry
from data.rules.which_fair.fairs import yuan
from data.settings import Admission
from data.support.spelling import squash


def below_admission(entries: Iterable[Entry], rules: Admission, basis: Basis) -> tuple[BelowAdmission, ...]:
    """The live projects below their industry's threshold, by the share of it that they reach; those without an amount
    in yuan come last. An industry that holds several of the words goes by the longest."""
    words = sorted(rules.thresholds, key=lambda word: (-len(squash(word)), word))
    by = basis.value if rules.by == "basis" else rules.by
    found = []
    for entry in entries if words else ():
        industry = squash(entry.project.industry)
        word = next((word for word in words if squash(word) and squash(word) in industry), None)
        if entry.gone or word is None:
            continue
        threshold = Decimal(str(rules.thresholds[word]))
        said = getattr(entry.project, by)
        amount = yuan(said)
        if amount is None or amount < threshold:
            values = ((f"admission.thresholds.{word}", f"{threshold.normalize():f}"), ("admission.by", by))
            found.append(
                BelowAdmission(
                    key=entry.key,
                    project=entry.project.name,
                    unit="、".join(entry.units),
                    industry=entry.project.industry,
                    word=word,
                    amount=amount,
                    threshold=threshold,
                    trace=Trace("admission", values, (entry.place,)),
                )
            )
    return tuple(sorted(found, key=_order))


def _order(one: BelowAdmission) -> tuple[bool, Decimal, str, str]:
    reached = Decimal(1) if one.amount is None else one.amount / one.threshold
    return (one.amount is None, reached, one.unit, one.project)
