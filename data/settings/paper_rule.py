"""How the office's papers look, which forms of its own they are written in, and its words for what is signed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from data.model import Paper
from data.settings.nearest_name import nearest
from data.settings.setting_words import means
from data.settings.settings_error import SettingsError
from data.wording import N_

Words = tuple[str, ...]

PAPER_CODES = (
    "circular",
    "agenda",
    "decisions",
    "brief",
    "review",
    "slip",
    "monthly",
    "quarterly",
    "trips",
    "daily",
    "after",
)
"""The papers that may have a form of the office's own."""

FORM_ENDING = ".docx"

OwnForms = Annotated[
    dict[str, Annotated[str, Meta(min_length=1)]],
    means(
        N_('an office\'s own forms of papers, files of the folder: circular = "通报模板.docx"'),
        examples=[{"circular": "通报模板.docx"}],
    ),
]
"""A paper's code -> the file of its form, from the folder."""


class PaperRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The look of papers, and the office's own words for contracts, frameworks and intents."""

    form: Annotated[
        Literal["工作动态", "公文"],
        means(
            N_("how a .docx looks: 工作动态 (plain A4) or 公文 (after GB/T 9704-2012)"),
            N_("GB/T 9704-2012; a coordinating body issues no 公文 to those below"),
        ),
    ] = "工作动态"
    contract: Annotated[Words, means(N_("the office's own words for 合同"), examples=[["投资协议书"]])] = ()
    framework: Annotated[Words, means(N_("the office's own words for 协议"), examples=[["合作备忘录"]])] = ()
    intent: Annotated[Words, means(N_("the office's own words for 意向"), examples=[["意向函"]])] = ()

    @property
    def words(self) -> dict[str, Words]:
        """The office's own words for each of what is signed, where it has any."""
        own = {str(paper): getattr(self, str(paper)) for paper in Paper}
        return {paper: words for paper, words in own.items() if words}


def form_errors(forms: dict[str, str]) -> Iterator[tuple[tuple[str, str], SettingsError]]:
    """The forms that are of no paper, or lie outside the folder, or are no .docx."""
    for code, file in forms.items():
        key, path = f"forms.{code}", PurePosixPath(file.replace("\\", "/"))
        if code not in PAPER_CODES:
            error = SettingsError(
                key, "choice", near=nearest(code, PAPER_CODES), got=code, choices=", ".join(PAPER_CODES)
            )
            yield ("forms", code), error
        elif path.is_absolute() or ".." in path.parts or ":" in path.parts[0] or path.suffix.lower() != FORM_ENDING:
            yield ("forms", code), SettingsError(key, "form", got=file)
