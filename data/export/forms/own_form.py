"""A draft in the office's own form, by a child process that opens it."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from data.export.forms.form_child import FillForm, FormFilled
from data.export.forms.form_faults import FORM_FAILURES, FormFault, fault_words
from data.export.forms.form_fields import form_values
from data.export.papers.draft import DraftPaper
from data.processes.bounded_child import ChildDied, ask_bounded
from data.wording import _

FORM_SECONDS = 30.0
"""How long a form may take; a usual one takes two."""


class FormUnfit(Exception):
    """The form could not be filled: `faults` with their places, or one `failure` as a whole."""

    def __init__(self, file: str, faults: Sequence[FormFault], failure: str, said: dict[str, str]) -> None:
        super().__init__(failure)
        self.file, self.faults, self.failure, self.said = file, tuple(faults), failure, said

    @property
    def lines(self) -> list[str]:
        """What is wrong, a line each, in the language in force."""
        if self.failure:
            return [f"{self.file}: {_(FORM_FAILURES[self.failure]).format_map(self.said)}"]
        return [f"{self.file}: {fault_words(fault)}" for fault in self.faults]


def in_own_form(folder: Path, file: str, draft: DraftPaper, seconds: float = FORM_SECONDS) -> bytes:
    """The draft in a form of the folder, as a .docx. Raises FormUnfit; ModuleNotFoundError without docxtpl."""
    if find_spec("docxtpl") is None:
        raise ModuleNotFoundError("docxtpl", name="docxtpl")
    asked = FillForm(str(folder / file), form_values(draft))
    try:
        told = ask_bounded("data.export.forms.form_child", asked, FormFilled, seconds)
    except TimeoutError:
        raise FormUnfit(file, (), "late", {"limit": f"{seconds:.0f}"}) from None
    except ChildDied:
        raise FormUnfit(file, (), "died", {}) from None
    if not told.docx:
        raise FormUnfit(file, told.faults, told.failure, told.said)
    return told.docx
