"""The key that writes a list into a file, as it is shown or whole."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from data.model.shown_list import ShownList
from data.wording import N_, _, pgettext
from data.wording.system_errors import why_not
from tui.keys.actions import Action
from tui.screens.base.acting import Subject
from tui.screens.base.row_screen import RowsScreen
from tui.terminal.export_place import folder_of, keep_list

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
        from tui.screens.boxes.dialog import Choice, Picker  # here, as below: the first picture writes no list
        from widgets.views.sheet_panel import SheetPanel

        panel = self.screen.panel
        if panel is None:
            self.screen.say(_("choose a list first"))
            return
        ways = [way for way in WAYS if isinstance(panel, SheetPanel) or not way[1]]
        choices = [Choice(n, _(words), "", (ending, whole)) for n, (ending, whole, words) in enumerate(ways, 1)]
        self.screen.app.push_screen(Picker(pgettext("action", "to a file"), "", choices), self._export)

    def _export(self, chosen: tuple[str, bool] | None) -> None:
        from widgets.views.panel_listing import panel_list
        from widgets.views.sheet_panel import SheetPanel

        panel, folder = self.screen.panel, folder_of(self.screen.app)
        if chosen is None or panel is None or folder is None:
            return
        ending, whole = chosen
        shown = panel.listed(whole=whole) if isinstance(panel, SheetPanel) else panel_list(panel)
        if shown is not None:
            writing = partial(self._write, folder, shown, ending)
            self.screen.app.run_worker(writing, thread=True, exit_on_error=False, group="export")

    def _write(self, folder: Path, shown: ShownList, ending: str) -> None:
        """In a thread: a disk may be slow, and a list long."""
        try:
            path = keep_list(folder, shown, ending)
        except OSError as error:
            said = f"{error.filename or folder}: {why_not(error)}"
        else:
            said = _("written: {file}").format(file=path)
        self.screen.app.call_from_thread(self.screen.say, said)
