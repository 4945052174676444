"""The views of the screens of figures, a page a file, and the one table of pages.
Knows panels, table, frame, data.model and data.wording."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from widgets.views.view import Page

_FILES: Mapping[str, str] = {
    "units": "units_view",
    "stalled": "projects_view",
    "owed": "owed_view",
    "preparation": "preparation_view",
    "trips": "trips_view",
    "departments": "departments",
    "leaders": "leaders",
}
"""id -> the file of its page."""


class _WhenAsked(Mapping[str, "Page"]):
    """Pages by their ids, each loaded when it is asked for: the duty screen shows none."""

    def __getitem__(self, id: str) -> Page:
        """The page."""
        page: Page = import_module(f"{__name__}.{_FILES[id]}").PAGE
        return page

    def __iter__(self) -> Iterator[str]:
        """The ids, in the order of the digits."""
        return iter(_FILES)

    def __len__(self) -> int:
        """How many there are."""
        return len(_FILES)

    def __contains__(self, id: object) -> bool:
        """Whether there is such a page; nothing is loaded for it."""
        return id in _FILES


PAGES: Mapping[str, Page] = _WhenAsked()
"""id -> page. Each is opened by its digit, by the palette, and from the duty screen."""
