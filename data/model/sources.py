"""Where a thing was read, what was wrong with it, and how folder and marks are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from data.model.fixed_codes import Severity, SourceState
from data.support.fast_dataclass import dataclass, numerous
from data.support.settings_bytes import SETTINGS_FILE

FIRST_YEAR, LAST_YEAR = 1990, 2100
"""The years that a day of a ledger or of a command may lie in: a mistyped one does not, and rules count on from it to
years of which some calendar is known."""


class Place(NamedTuple):
    """One row of one ledger. `row` is counted from 1 as spreadsheets count; `sheet` is "" in a CSV.

    A tuple with names, since boards make one of each row and look it up often.
    """

    file: str
    sheet: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a ledger that was not read as it stands, and why; `data.wording.problems` has the words.

    file is relative to the folder, row counts from 1 (0: the whole sheet or file), column is a letter ("H", "":
    the whole row), text is what the cell said, code with args says why. `unit` and `about` say whose row it is and
    what it is called, as far as its cells do.
    """

    code: str
    file: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    text: str = ""
    args: tuple[tuple[str, str], ...] = ()
    severity: Severity = Severity.PROBLEM
    unit: str = ""
    about: str = ""

    @property
    def address(self) -> str:
        """The cell as spreadsheets name it: H7; 7 for a whole row; "" for a sheet or a file."""
        return f"{self.column}{self.row or ''}"

    @property
    def place(self) -> Place:
        """The row."""
        return Place(self.file, self.sheet, self.row)


ALIKE = "alike_many"
"""The code of a problem that tells all of one cause in a sheet as one: its args are those of the first of them, with
`alike` (their code), `count`, `rows` and `cells` (three examples)."""


def as_one(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """The problems without those that another one tells of: of many alike in a sheet one is left."""
    told = {(one.sheet, one.column, dict(one.args)["alike"]): set(one.args) for one in problems if one.code == ALIKE}
    if not told:
        return tuple(problems)
    return tuple(one for one in problems if not _is_told(one, told))


def _is_told(problem: Problem, told: Mapping[tuple[str, str, str], set[tuple[str, str]]]) -> bool:
    if problem.code == ALIKE or not problem.row:
        return False
    cause = dict(problem.args).get("alike", problem.code)
    by = told.get((problem.sheet, problem.column, cause))
    return by is not None and (bool(problem.column) or "alike" in dict(problem.args) or set(problem.args) <= by)


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """One file of the folder: what was read from it, when, and what was wrong.

    `unit_from` says where the units of its rows are from, the least sure: "column", "section" (headings within the
    table), "title" (rows above or below it, or the sheet's name), "folder", "file" (its name); "" where none is needed.
    `near` are the kinds of ledger that what was not read of it was, or nearly is; `bare` those of tables without a row.
    """

    file: str
    state: SourceState
    kinds: tuple[tuple[str, int], ...] = ()
    problems: tuple[Problem, ...] = ()
    read_at: datetime | None = None
    changed_at: datetime | None = None
    why: Problem | None = None
    unit_from: str = ""
    near: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FolderHealth:
    """How the folder itself is, as the reader last said.

    `state` is "starting", "ok", "gone", "denied", "silent" (the reader does not answer), "unmounted" (an empty folder
    stands where it was mounted), "strange" (one that holds nothing of it and has no id) or "replaced" (one with
    another id); `checked_at` is the last time the whole folder was seen, None if not in this run; `reading` counts
    files still to be read; `settings_problem` says why fairwatch.toml was not taken, `settings_left` which keys of it
    are not and why, while the rest is in force.
    `whole` says that all its ledgers were read once, in this run or an earlier one: until then no figure of it stands;
    `read` of `ledgers` (0: not counted yet) are done with.
    """

    state: str = "starting"
    checked_at: datetime | None = None
    since: datetime | None = None
    watch: str = ""
    reading: int = 0
    detail: str = ""
    settings_problem: str = ""
    settings_left: tuple[str, ...] = ()
    whole: bool = True
    read: int = 0
    ledgers: int = 0

    @property
    def settings_problems(self) -> tuple[Problem, ...]:
        """What is not taken of fairwatch.toml: the whole of it, or each of those keys."""
        told = [("settings", self.settings_problem)] if self.settings_problem else []
        told += [("settings_key", why) for why in self.settings_left]
        return tuple(Problem(code, SETTINGS_FILE, args=(("why", why),)) for code, why in told)


@dataclass(frozen=True, slots=True)
class MarksHealth:
    """Where this station's marks are: `unsent` wait in the outbox, `newer` are lines this version cannot read.

    `orphans` are vanished rows with marks, `skipped` names what lies among the journals and is none, `clocks` counts
    stations whose latest mark was made by a clock that is off; `version` is another number whenever marks changed.
    """

    unsent: int = 0
    last_saved: str = ""
    newer: int = 0
    damaged: int = 0
    orphans: int = 0
    skipped: tuple[str, ...] = ()
    clocks: int = 0
    version: int = 0


# ------------------------------------------------------------
# what a figure rests on, so that a screen can show it: the rule, the values used, the rows behind


@numerous(frozen=True, slots=True)
class Trace:
    """Where a figure comes from.

    The rule's id in `docs/rules.md`, the values it used (name, text), the rows behind it.
    """

    rule: str
    values: tuple[tuple[str, str], ...] = ()
    rows: tuple[Place, ...] = ()


# ------------------------------------------------------------ this station's own directories


class Unusable(Exception):
    """A directory of this station that cannot be made or written. `variable` is the one of the environment that says
    where it is, `cause` why, as `data.wording.station_words` has it."""

    def __init__(self, directory: Path, variable: str, cause: str) -> None:
        super().__init__(f"{directory}: {cause} ({variable})")
        self.directory, self.variable, self.cause = directory, variable, cause
