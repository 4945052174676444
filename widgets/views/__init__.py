"""The views of the screens of figures, a page a file, and the one table of pages.
Knows panels, table, frame, data.model and data.wording."""

from __future__ import annotations

from collections.abc import Mapping

from widgets.views import departments, leaders, owed_view, preparation_view, projects_view, trips_view, units_view
from widgets.views.view import Page

PAGES: Mapping[str, Page] = {
    page.id: page
    for page in (
        units_view.PAGE,
        projects_view.PAGE,
        owed_view.PAGE,
        preparation_view.PAGE,
        trips_view.PAGE,
        departments.PAGE,
        leaders.PAGE,
    )
}
"""id -> page. Each is opened by its digit, by the palette, and from the duty screen."""
