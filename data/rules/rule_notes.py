"""Problems and notes that the rules find: what is contradictory, ambiguous or left out, each with its row."""

from __future__ import annotations

from data.model import Place, Problem, Severity


def where(place: Place) -> str:
    """A row's address in words that need no translation: file, sheet, row."""
    return " ".join(part for part in (place.file, place.sheet, str(place.row or "")) if part)


def fault(code: str, place: Place, text: str = "", **args: str) -> Problem:
    """Something wrong with a row: somebody must correct the ledger."""
    return Problem(code, place.file, place.sheet, place.row, text=text, args=tuple(args.items()))


def note(code: str, place: Place, text: str = "", **args: str) -> Problem:
    """Something of a row that was assumed or left out."""
    return Problem(
        code, place.file, place.sheet, place.row, text=text, args=tuple(args.items()), severity=Severity.NOTE
    )
