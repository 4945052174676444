"""Every project by its stage, with what the stage asks for; what was replaced by what; units that have nothing.

Source: docs/rules.md. The next steps are those of the speeches: 意向项目抓洽谈, 洽谈项目抓签约, 签约项目抓落实,
在建项目抓投产, 投产项目抓效益.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from data.model import Basis, Conversion, Pipeline, Place, Problem, Replacement, Stage, StageLine, Trace, UnitProgress
from data.rules.projects.project_lookup import NamedProjects
from data.rules.projects.projects import Entry
from data.rules.projects.replaced_projects import replacement
from data.rules.rule_notes import fault
from data.rules.signing.admission import below_admission
from data.rules.signing.projects_per_unit import Scope
from data.rules.signing.rates import conversion_line
from data.settings import Admission, Rates
from data.support.spelling import normalise

NEXT_STEP: Mapping[Stage | None, str] = {
    Stage.INTENT: "negotiate",
    Stage.TALKS: "sign",
    Stage.SIGNED: "land",
    Stage.LANDED: "start",
    Stage.BUILDING: "produce",
    Stage.PRODUCTION: "fill",
    Stage.CAPACITY: "",
    None: "",
}
_TALKING = frozenset(Stage) - {Stage.INTENT}
_NO = Decimal(0)
LONGEST = 50
"""Projects that a chain of replacements is followed through; a longer one is told and cut."""


def pipeline(
    entries: Sequence[Entry], named: NamedProjects, admission: Admission, basis: Basis
) -> tuple[Pipeline, tuple[Problem, ...]]:
    """All projects of the folder by stage, all replacements, with a problem for each chain that leads nowhere, and
    what is below the threshold of its industry."""
    counted = [entry for entry in entries if entry.counts]
    replacements, problems = _replacements(counted, named)
    below = below_admission(counted, admission, basis)
    return Pipeline(_stages(counted), replacements, below), problems


def talking_units(entries: Iterable[Entry]) -> frozenset[str]:
    """Units with a live project in talks or beyond; a joint project is each of its units'."""
    cells = {entry.units for entry in entries if entry.counts and not entry.gone and entry.stage in _TALKING}
    return frozenset(unit for units in cells for unit in units)


def conversion(scope: Scope, units: Sequence[UnitProgress], talking: frozenset[str], rates: Rates) -> Conversion:
    """The lines of conversion of one scope; `units` in the board's order, `talking` those with any project in talks."""
    conversions = tuple(conversion_line(one.unit, scope.measured(one.unit), rates) for one in units)
    unsigned = _flagged("zero_signing", units)
    return Conversion(
        fair=scope.name,
        total=conversion_line("", scope.total, rates),
        units=conversions,
        zero_signing=unsigned,
        nothing_in_talks=tuple(unit for unit in unsigned if talking.isdisjoint(scope.family.members(unit))),
        none_landed=_flagged("none_landed", units),
    )


def _flagged(flag: str, units: Iterable[UnitProgress]) -> tuple[str, ...]:
    return tuple(one.unit for one in units if flag in one.flags)


def _stages(entries: Iterable[Entry]) -> tuple[StageLine, ...]:
    """One line for each stage, zero lines kept; projects without a stage last, where there are any."""
    found: dict[Stage | None, tuple[list[Place], list[Decimal | None]]] = {stage: ([], []) for stage in Stage}
    found[None] = ([], [])
    for entry in entries:
        if not entry.gone and not entry.adds_to:
            places, amounts = found[entry.stage]
            places.append(entry.place)
            amounts.append(entry.value)
    return tuple(
        StageLine(
            stage=stage,
            count=len(places),
            amount=sum((amount for amount in amounts if amount is not None), _NO),
            no_amount=amounts.count(None),
            next_step=NEXT_STEP[stage],
            trace=Trace("stages", (), tuple(places)),
        )
        for stage, (places, amounts) in found.items()
        if places or stage is not None
    )


# ------------------------------------------------------------ replacements


def _replacements(
    entries: Sequence[Entry], named: NamedProjects
) -> tuple[tuple[Replacement, ...], tuple[Problem, ...]]:
    replaced = [entry for entry in entries if normalise(entry.project.replaced_by)]
    if not replaced:
        return (), ()
    found = tuple(_follow(entry, named) for entry in replaced)
    problems = tuple(_problem(entry, one) for entry, one in zip(replaced, found, strict=True) if one.end)
    return found, problems


def _follow(entry: Entry, named: NamedProjects) -> Replacement:
    """The chain from one project, until it ends, comes back to a project that it has, or leads to no project."""
    chain: list[Entry] = []
    seen = {id(entry)}
    at, said, end = entry, "", ""
    while normalise(at.project.replaced_by):
        said = at.project.replaced_by.strip()
        after = replacement(at, named)
        if after is None:
            end = "several" if named.find(said) else "unknown"
            break
        if id(after) in seen or len(chain) == LONGEST:
            end = "cycle" if id(after) in seen else "long"
            break
        chain.append(after)
        seen.add(id(after))
        at = after
    return Replacement(
        project=entry.project.name,
        unit=entry.unit,
        status=entry.project.status,
        chain=tuple(one.project.name for one in chain),
        end=end,
        said=said,
        trace=Trace("replacement", (), tuple(one.place for one in (entry, *chain))),
    )


def _problem(entry: Entry, found: Replacement) -> Problem:
    chain = " → ".join((entry.project.name, *found.chain, found.said))
    return fault(f"replacement_{found.end}", entry.place, found.said, chain=chain)
