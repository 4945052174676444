"""What is written to a unit: polite, short, in Chinese, to be pasted into a chat. The sums are the board's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from data.model import (
    HIDDEN_STATES,
    Board,
    Contradiction,
    Fault,
    HeldLedger,
    ItemState,
    Pair,
    Problem,
    ProblemItem,
    SourceState,
    Standing,
)
from data.support.fast_dataclass import dataclass
from data.wording import N_, _, speaking
from data.wording.code_words import deciding_word, value_word
from data.wording.doubt_words import side_words
from data.wording.problems import place_words, problem_text
from data.wording.ruling_words import difference_words, losses_words

TO_UNITS: Mapping[str, str] = {
    "stage_unknown": N_("not a known stage; write 意向, 在谈, 签约, 落地, 在建, 投产 or 达产达效"),
    "unknown_unit": N_("no unit is known by this name; write the unit's full name"),
    "unknown_unit_near": N_("no unit is known by this name; perhaps {near}? Write the unit's full name"),
    "unknown_fair": N_("there is no fair of this name; write one of: {fairs}"),
    "project_fair_near": N_("there is no fair of this name; write one of: {fairs}"),
    "project_fair_unknown": N_("there is no fair of this name; write one of: {fairs}"),
    "no_paper": N_("what was signed is not said; write 合同, 框架协议 or 意向协议"),
}
"""What a letter to a unit says in another way: what is accepted, and nothing of the office's settings and ledgers."""


def letter_text(problem: Problem, fairs: str) -> str:
    """The reason as a unit is told it; `fairs` are the names of the fairs that there are, "" without one."""
    template = TO_UNITS.get(problem.code, "")
    if not template or ("{fairs}" in template and not fairs):
        return problem_text(problem)
    return _(template).format_map({"fairs": fairs, **dict(problem.args)})


MOST = 30
"""Faults that a letter names; a chat takes no more, and a unit mends no more at once."""

_READ = (SourceState.OK, SourceState.IGNORED, SourceState.OLDER)
"""Files that wait for nothing to be read."""


def unit_letter(board: Board, unit: str) -> str:
    """The letter to a unit about all its open faults; says so where there is none."""
    return _letter(board, unit, _file_of(board, unit), [item for item in board.faults if item.unit == unit])


def file_letter(board: Board, file: str) -> str:
    """The letter about one ledger, where no unit is known that it belongs to."""
    return _letter(board, "", file, [item for item in board.faults if item.place.file == file])


def _file_of(board: Board, unit: str) -> str:
    """The unit's own file, by its path; "" where none is named after it."""
    own = [source for source in board.sources if unit in source.file]
    own.sort(key=lambda source: source.state is SourceState.OLDER)
    return own[0].file if own else ""


def _letter(board: Board, unit: str, file: str, faults: Sequence[Fault]) -> str:
    """Chinese whatever the screen speaks: it goes to the unit."""
    open_ = open_faults(faults)
    with speaking("zh"):
        told = [*fault_lines(board, open_), closing(board), *missing_lines(board, ledger_lack(board, unit))]
        return "\n".join((greeting(unit), *(told if open_ else _nothing_open(board, unit, file, faults))))


def greeting(unit: str) -> str:
    """How a letter begins; `unit` may be ""."""
    return _("Dear colleagues of {unit},").format(unit=unit) if unit else _("Dear colleagues,")


def open_faults(faults: Iterable[Fault]) -> list[Fault]:
    """Those that nobody has dealt with, as they stand in their ledgers."""
    return sorted(
        (one for one in faults if one.marks.state not in HIDDEN_STATES),
        key=lambda one: (one.place.file, one.place.sheet, one.place.row, one.key),
    )


def _nothing_open(board: Board, unit: str, file: str, faults: Sequence[Fault]) -> Iterator[str]:
    """Read without a fault only what was read, and where nothing that was asked for is still to come."""
    day = board.as_of.isoformat()
    asked = awaited(faults)
    source = next((one for one in board.sources if one.file == file), None)
    if asked:
        yield awaited_line(board, asked)
    elif source is not None and source.state not in _READ:
        yield _("as of {day} your ledger could not be read yet; please save it again. Thank you.").format(day=day)
    elif said := [*missing_lines(board, ledger_lack(board, unit))]:
        yield from said
    else:
        yield _("your ledgers were read without a fault as of {day}. Thank you.").format(day=day)


@dataclass(frozen=True, slots=True)
class LedgerLack:
    """What is still to come of a unit's ledgers: nothing was heard (`silent`), it is `unread` or only read in part
    (`partial`), so many `rows` of it are not counted."""

    silent: bool
    unread: bool
    partial: bool
    rows: int


def ledger_lack(board: Board, unit: str) -> LedgerLack:
    """Of a unit by its lines of progress; one without a line and without a project sent nothing. "" lacks nothing."""
    found = [row for line in board.progress for row in line.units if row.unit == unit]
    stands = {row.standing for row in found}
    if unit and not found and not any(unit in line.unit.split("、") for line in board.projects):
        stands = {Standing.SILENT}
    rows = max((row.uncounted.count for row in found), default=0)
    return LedgerLack(Standing.SILENT in stands, Standing.UNREAD in stands, Standing.PARTIAL in stands, rows)


def awaited(faults: Iterable[Fault]) -> int:
    """How many faults the unit was asked to mend, and has not yet."""
    return sum(1 for one in faults if one.marks.state in HIDDEN_STATES - {ItemState.HANDLED})


def awaited_line(board: Board, asked: int) -> str:
    """That they wait to be mended."""
    words = _("as of {day} the {n} places that we asked about wait to be mended. Thank you.")
    return words.format(day=board.as_of.isoformat(), n=asked)


def missing_lines(board: Board, lack: LedgerLack) -> Iterator[str]:
    """That no ledger of the unit came, that it is not read, or that rows of it are not counted: who is not read in
    whole is not told that all is well."""
    day = board.as_of.isoformat()
    if lack.silent:
        yield _(
            "as of {day} no project ledger of yours has come; please put it into the shared folder. Thank you."
        ).format(day=day)
    elif lack.unread:
        yield _("as of {day} your ledger has not been read in yet; we are seeing to it.").format(day=day)
    elif lack.rows:
        yield _(
            "as of {day} {n} rows of yours are not counted, since amount, day or paper of the signing is missing; "
            "please fill it in. Thank you."
        ).format(day=day, n=lack.rows)
    elif lack.partial:
        yield _("as of {day} not all of your ledgers have been read in yet; we are seeing to it.").format(day=day)


def fault_lines(board: Board, faults: Sequence[Fault]) -> Iterator[str]:
    """What is asked about the ledgers: each fault with its cell, under its file and sheet."""
    yield _(
        "as of {day} the ledgers that you sent have {n} places to be checked. "
        "Please mend them and save the file in the shared folder again:"
    ).format(day=board.as_of.isoformat(), n=len(faults))
    number, fairs = 0, _(", ").join(fair.name for fair in board.fairs)
    for (file, sheet), own in groupby(faults[:MOST], key=lambda one: (one.place.file, one.place.sheet)):
        yield _("[{ledger}]").format(ledger=" ".join(part for part in (file, sheet) if part))
        for item in own:
            number += 1
            yield f"{number}. {_fault(item, fairs)}"
    if len(faults) > MOST:
        yield _("… and {n} more").format(n=len(faults) - MOST)


def _fault(item: Fault, fairs: str) -> str:
    if isinstance(item, HeldLedger):
        return _(
            "the version saved last has fewer rows ({lost}): is that meant? Until you confirm it the one before counts"
        ).format(lost=losses_words(item))
    if isinstance(item, Contradiction):
        differing = _("; ").join(f"{deciding_word(d.field)} {difference_words(d)}" for d in item.differences)
        return _("{name}: {differing}. Which one is right?").format(name=item.name, differing=differing)
    if isinstance(item, Pair):
        return _("{name}: is it one with {other} ({place})?").format(
            name=item.first.name, other=side_words(item.second), place=place_words(item.second.place)
        )
    return _problem(item, fairs)


def _problem(item: ProblemItem, fairs: str) -> str:
    problem = item.problem
    said = _("“{text}”").format(text=value_word(problem.text)) if problem.text else ""
    about = _(" ({name})").format(name=item.about) if item.about and item.about not in problem.text else ""
    cell = problem.address if problem.column else _("row {row}").format(row=problem.row) if problem.row else ""
    why = letter_text(problem, fairs)
    if not (cell or said or about):
        return why  # of a whole sheet or file, which stands above
    return _("{cell}{said}{about}: {why}").format(cell=cell, said=said, about=about, why=why)


def closing(board: Board) -> str:
    """How a letter ends: where to ask."""
    if board.office_phone:
        return _("Questions: {phone}. Thank you.").format(phone=board.office_phone)
    return _("Please ask us if anything is unclear. Thank you.")
