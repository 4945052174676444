"""The views of the screens of figures, a page a file, and the one table of pages."""

from __future__ import annotations

from collections.abc import Mapping

from widgets.view import Page
from widgets.views import departments, leaders, owed, preparation, projects, trips, units

PAGES: Mapping[str, Page] = {
    page.id: page
    for page in (
        units.PAGE,
        projects.PAGE,
        owed.PAGE,
        preparation.PAGE,
        trips.PAGE,
        departments.PAGE,
        leaders.PAGE,
    )
}
"""id -> page. Each is opened by its digit, by the palette, and from the duty screen."""
