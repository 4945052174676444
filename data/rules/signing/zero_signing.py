"""What is said of a unit beside its figures: that it has signed nothing, that nothing of it landed, or that neither can
be said. Source: docs/figures.md (a unit's standing)."""

from __future__ import annotations

from data.model import Standing
from data.rules.projects.signed_tally import LANDED, Tally
from data.rules.targets.targets import TargetInForce


def flags_of(tally: Tally, target: TargetInForce) -> tuple[str, ...]:
    """A unit that owes nothing has not failed to sign; one with a part in another's contract has one, and is measured
    by its share of the amount (`[joint] share`) where it has one."""
    landed = tally.landed or any(entry.stage in LANDED for entry in tally.joint)
    none_landed = () if landed else ("none_landed",)
    if tally.contracts.count or tally.added:
        return none_landed if tally.held else ()
    if tally.joint:
        measured = tally.signed and target.metric == "amount"
        return none_landed if measured else ("joint_only", *none_landed)
    return ("zero_signing",) if target.by.owes and not tally.disputed else ()


def judged(flags: tuple[str, ...], standing: Standing, settled: bool, hidden: bool) -> tuple[str, ...]:
    """The flags that may be said of a unit: only one that was read is zero, and nothing hidden may belie it."""
    if standing is Standing.READ:
        zero = "zero_doubt" if hidden else "zero_signing"
        said = (zero if flag == "zero_signing" else flag for flag in flags if not (hidden and flag == "none_landed"))
    elif standing is Standing.PARTIAL:
        said = (flag for flag in flags if flag == "joint_only")
    else:
        return ()
    return (*said, *(() if settled else ("unsettled",)))
