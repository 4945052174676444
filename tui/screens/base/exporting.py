"""The key that writes a list into a file, as it is shown or whole."""

from __future__ import annotations

from functools import partial

from data.wording import N_, _, pgettext
from tui.keys.actions import Action
from tui.screens.base.acting import Subject
from tui.screens.base.row_screen import RowsScreen
from tui.terminal.export_place import folder_of, keep_list, write_file

WAYS = (
    ("xlsx", False, N_("XLSX, as shown")),
    ("csv", False, N_("CSV, as shown")),
    ("json", False, N_("JSON, as shown")),
    ("xlsx", True, N_("XLSX, the whole list")),
    ("csv", True, N_("CSV, the whole list")),
)
"""What a list is written as, and whether without filter, order and picks; of screens of figures alone there is a whole
list: other panels show what is to be done."""


class Exporting(Subject[RowsScreen]):
    """The action `export`."""

    def reason(self, action: Action) -> str:
        """Nothing to write yet, or no place for it."""
        if action.id != "export":
            return ""
        if self.screen.board is None or self.screen.board.unread:
            return _("the ledgers are still being read")
        return "" if folder_of(self.screen.app) else _("no file is left on this machine from here")

    def do_export(self) -> None:
        """Ask what the list is to be written as."""
        from tui.screens.boxes.dialog import (  # here, as below: the first picture writes no list
            Choice,
            Picker,
            open_box,
        )
        from widgets.views.sheet_panel import SheetPanel

        panel = self.screen.panel
        if panel is None:
            self.screen.say(_("choose a list first"))
            return
        ways = [way for way in WAYS if isinstance(panel, SheetPanel) or not way[1]]
        choices = [Choice(n, _(words), "", (ending, whole)) for n, (ending, whole, words) in enumerate(ways, 1)]
        open_box(self.screen.app, Picker(pgettext("action", "to a file"), "", choices), self._export)

    def _export(self, chosen: tuple[str, bool]) -> None:
        from widgets.views.panel_listing import panel_list
        from widgets.views.sheet_panel import SheetPanel

        panel, folder = self.screen.panel, folder_of(self.screen.app)
        if panel is None or folder is None:
            return
        ending, whole = chosen
        shown = panel.listed(whole=whole) if isinstance(panel, SheetPanel) else panel_list(panel)
        if shown is not None:
            write_file(self.screen.app, partial(keep_list, folder, shown, ending), self.screen.say)
