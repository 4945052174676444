"""What a paper may be written as: Markdown, HTML, .docx in the form that the settings name or in the office's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from data.export.forms.own_form import FormUnfit, in_own_form
from data.export.papers.draft import DraftPaper
from data.export.papers.draft_docx import to_docx
from data.export.papers.draft_html import to_html
from data.export.papers.draft_markdown import to_markdown
from data.settings import Settings
from data.support.fast_dataclass import dataclass
from data.wording import _

INSTALL = "pip install 'fairwatch[papers]'"
"""What brings the form that is an optional extra."""


@dataclass(frozen=True, slots=True)
class PaperHome:
    """Whose papers these are: the folder that holds the forms, and the settings that name them."""

    folder: Path
    settings: Settings


class FormUnwritable(Exception):
    """A paper that cannot be written in a form: all that keeps it from it, a line each, in the language in force."""

    def __init__(self, *lines: str) -> None:
        super().__init__(*lines)
        self.lines = lines


def _docx(draft: DraftPaper, home: PaperHome) -> bytes:
    own = home.settings.forms.get(draft.kind)
    return in_own_form(home.folder, own, draft) if own else to_docx(draft, home.settings.papers.form)


FORMS: Mapping[str, Callable[[DraftPaper, PaperHome], bytes]] = {
    "md": lambda draft, _home: to_markdown(draft).encode(),
    "html": lambda draft, _home: to_html(draft).encode(),
    "docx": _docx,
}
"""By the ending of the file, the usual form first."""

PRINTED = frozenset({"md", "html"})
"""Forms that are printed where no file is named; others are written under the paper's own name."""


def in_form(draft: DraftPaper, home: PaperHome, ending: str) -> bytes:
    """The paper as a file of this ending. Raises FormUnwritable where what writes it is not installed, or the office's
    own form is not right."""
    try:
        return FORMS[ending](draft, home)
    except ModuleNotFoundError as error:
        needed = {"docx": "python-docx"}.get(error.name or "", error.name)
        words = _("a .docx needs {package}: {command}").format(package=needed, command=INSTALL)
        raise FormUnwritable(words) from error
    except FormUnfit as unfit:
        raise FormUnwritable(*unfit.lines) from unfit
