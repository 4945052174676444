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
