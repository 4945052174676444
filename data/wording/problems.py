"""What was wrong with a row, and what to do: one table of codes, each with its words.

`{names}` are the problem's args; `{text}` is what the cell said. Say what was read, why it cannot be taken, and
what to write instead, so that the sentence can be read out to the unit on the telephone.
"""

from __future__ import annotations

from collections.abc import Mapping

from data.model import Problem
from data.wording import N_, _

PROBLEMS: Mapping[str, str] = {
    "settings": N_("the settings are not taken: {why}"),
    # What the rules find in rows that are readable each by itself (data.season).
    "contradiction": N_("the same one stands in {other} with other figures or days; until they agree the lower counts"),
    "ambiguous_key": N_(
        "these rows have one identity and cannot be told apart: {other}; give each its own number or name"
    ),
    "unknown_unit": N_("no such unit in the units ledger; it is counted under the name as written"),
    "unknown_unit_near": N_(
        "no such unit in the units ledger; perhaps {near}? It is counted under the name as written"
    ),
    "unknown_fair": N_("the target names a fair that the fairs ledger does not have, and is not used"),
    "fair_contradiction": N_("{other} gives this fair other days or another target; the first row counts"),
    "closes_before_opens": N_("the fair closes before it opens ({opens}); it is taken as one day"),
    "target_contradiction": N_("two targets for one unit were issued at once, see {other}; neither is used"),
    "target_currency": N_("a target is an amount of yuan; this one is in another currency and is not used"),
    "project_fair_unknown": N_("the fairs ledger has no such fair; the project counts for no fair"),
    "no_basis": N_("the amount that the board counts by is not filled in; the project counts without one"),
    "no_date": N_("no day of signing; not counted"),
    "before_from": N_("signed before the counted days begin; not counted"),
    "no_paper": N_("what was signed is not said; it stands beside the contracts and is not counted"),
    "no_fair_counts": N_("signed on {day}, when no fair counted; not counted"),
}


def problem_text(problem: Problem) -> str:
    """The reason in the reader's language; a code without words is shown as itself, never hidden."""
    template = PROBLEMS.get(problem.code)
    if template is None:
        return problem.code
    return _(template).format_map({"text": problem.text, **dict(problem.args)})


def problem_line(problem: Problem) -> str:
    """One line: file, sheet, cell, what it said, why."""
    address = f"{problem.column}{problem.row or ''}" if problem.row or problem.column else ""
    where = " ".join(part for part in (problem.file, problem.sheet, address) if part)
    said = f" 「{problem.text}」" if problem.text else ""
    return f"{where}{said}: {problem_text(problem)}"
