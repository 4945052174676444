"""What a paper may be written as: each form by its ending, the usual one first."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from data.export.papers.draft import DraftPaper
from data.export.papers.draft_docx import to_docx
from data.export.papers.draft_html import to_html
from data.export.papers.draft_markdown import to_markdown

FORMS: Mapping[str, Callable[[DraftPaper], bytes]] = {
    "md": lambda draft: to_markdown(draft).encode(),
    "html": lambda draft: to_html(draft).encode(),
    "docx": to_docx,
}

INSTALL = "pip install 'fairwatch[papers]'"
"""What brings the form that is an optional extra."""
