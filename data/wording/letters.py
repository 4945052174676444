"""What is written to a unit: polite, short, in Chinese, to be pasted into a chat. The sums are the board's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from data.model import HIDDEN_STATES, Board, Contradiction, Fault, HeldLedger, ProblemItem
from data.wording import _, speaking
from data.wording.faults import difference_words, losses_words
from data.wording.problems import problem_text
from data.wording.words import deciding_word, value_word

MOST = 30
"""Faults that a letter names; a chat takes no more, and a unit mends no more at once."""


def unit_letter(board: Board, unit: str) -> str:
    """The letter to a unit about all its open faults; says so where there is none."""
    return _letter(board, unit, [item for item in board.faults if item.unit == unit])


def file_letter(board: Board, file: str) -> str:
    """The letter about one ledger, where no unit is known that it belongs to."""
    return _letter(board, "", [item for item in board.faults if item.place.file == file])


def _letter(board: Board, unit: str, faults: Iterable[Fault]) -> str:
    """Chinese whatever the screen speaks: it goes to the unit."""
    open_ = sorted((one for one in faults if one.marks.state not in HIDDEN_STATES), key=_where)
    with speaking("zh"):
        return "\n".join(_lines(board, unit, open_))


def _where(item: Fault) -> tuple[str, str, int, str]:
    return item.place.file, item.place.sheet, item.place.row, item.key


def _lines(board: Board, unit: str, faults: Sequence[Fault]) -> Iterator[str]:
    yield _("Dear colleagues of {unit},").format(unit=unit) if unit else _("Dear colleagues,")
    if not faults:
        yield _("your ledgers were read without a fault as of {day}. Thank you.").format(day=board.as_of.isoformat())
        return
    yield _(
        "as of {day} the ledgers that you sent have {n} places to be checked. "
        "Please mend them and save the file in the shared folder again:"
    ).format(day=board.as_of.isoformat(), n=len(faults))
    number = 0
    for (file, sheet), own in groupby(faults[:MOST], key=lambda one: (one.place.file, one.place.sheet)):
        yield _("[{ledger}]").format(ledger=" ".join(part for part in (file, sheet) if part))
        for item in own:
            number += 1
            yield f"{number}. {_fault(item)}"
    if len(faults) > MOST:
        yield _("… and {n} more").format(n=len(faults) - MOST)
    yield _closing(board)


def _fault(item: Fault) -> str:
    if isinstance(item, HeldLedger):
        return _(
            "the version saved last has fewer rows ({lost}): is that meant? Until you confirm it the one before counts"
        ).format(lost=losses_words(item))
    if isinstance(item, Contradiction):
        differing = _("; ").join(f"{deciding_word(d.field)} {difference_words(d)}" for d in item.differences)
        return _("{name}: {differing}. Which one is right?").format(name=item.name, differing=differing)
    return _problem(item)


def _problem(item: ProblemItem) -> str:
    problem = item.problem
    said = _("“{text}”").format(text=value_word(problem.text)) if problem.text else ""
    about = _(" ({name})").format(name=item.about) if item.about and item.about not in problem.text else ""
    cell = problem.address if problem.column else _("row {row}").format(row=problem.row) if problem.row else ""
    return _("{cell}{said}{about}: {why}").format(cell=cell, said=said, about=about, why=problem_text(problem))


def _closing(board: Board) -> str:
    if board.office_phone:
        return _("Questions: {phone}. Thank you.").format(phone=board.office_phone)
    return _("Please ask us if anything is unclear. Thank you.")
