"""Where a thing was read, in words."""

from __future__ import annotations

from data.model import Place
from data.wording import _


def place_words(place: Place) -> str:
    """File, sheet and row."""
    row = _("row {row}").format(row=place.row) if place.row else ""
    return "  ".join(part for part in (place.file, place.sheet, row) if part)
