"""How far a unit was on an earlier day, and how far it should have been: what an old assessment is held against."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from data.rules.calendar.workdays import Workdays
from data.rules.signing.projects_per_unit import Scope
from data.rules.targets import pace_and_light as pacing
from data.rules.targets.pace_and_light import Curve
from data.rules.targets.targets import TargetInForce, Targets

Measured = tuple[Fraction | None, Fraction | None]
"""(completion, pace) of one unit on one day; None where nothing says."""


class Earlier:
    """The scopes of the board, looked at on earlier days; `workdays` where pace counts working days only, `judged` the
    units by scope that were read in whole: of others is known only how far they should have been. `curve` where the
    office has its own.

    Targets are those of the board's date.
    """

    def __init__(
        self,
        scopes: Sequence[Scope],
        targets: Targets,
        workdays: Workdays | None,
        judged: Container[tuple[str | None, str]],
        curve: Curve | None = None,
    ) -> None:
        self._judged = judged
        self._scopes = sorted(scopes, key=lambda scope: scope.fair is not None)  # the season's own line first
        self._targets, self._workdays, self._curve = targets, workdays, curve

    def on(self, unit: str, day: date) -> Measured:
        """By the season's target, else by that of the fair that was next to open then."""
        for scope in self._scopes:
            target = self._targets.in_force.get((scope.name, unit))
            if target is None or not target.by.value:
                continue
            day, from_ = min(day, scope.window.as_of), target.by.from_ or scope.from_
            if from_ <= day and (scope.fair is None or day <= scope.fair.closes):
                known = (scope.name, unit) in self._judged
                done = pacing.completion(_done(scope, unit, target, day), target.by.value) if known else None
                return done, pacing.pace(from_, day, scope.pace_end, self._workdays, self._curve)
        return None, None


def _done(scope: Scope, unit: str, target: TargetInForce, day: date) -> Decimal:
    """What was signed by then and not struck off by then."""
    tally = scope.measured(unit)
    left = [entry for entry in tally.struck_off if (gone := entry.project.status_on) is not None and gone > day]
    held = [entry for entry in (*tally.held, *tally.added, *left) if entry.signed_by(day)]
    if target.metric == "projects":
        return Decimal(sum(not entry.adds_to for entry in held))
    return sum((entry.value or Decimal(0) for entry in held), Decimal(0))
