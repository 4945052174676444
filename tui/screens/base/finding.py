"""The keys of the filter: a line to type in, and only rows that hold what stands in it."""

from __future__ import annotations

from tui.screens.base.acting import Subject
from tui.screens.base.row_screen import RowsScreen


class FilterKeys(Subject[RowsScreen]):
    """The actions `find` and `clear`."""

    def do_find(self) -> None:
        """Words that the rows must hold."""
        find = self.screen.find
        find.display = True  # not by a class: until the styles are read again it could not be focused
        self.screen.set_focus(find)  # at once: letters typed ahead are words to find, not keys
        self.screen.warm()

    def do_clear(self) -> None:
        """None picked any more; then all rows again."""
        find = self.screen.find
        leaving = self.screen.focused is find
        if self.screen.picking and not leaving:
            for panel in self.screen.picking:
                panel.unpick()
            return
        find.value = ""
        find.display = False
        if leaving:
            self.screen.go(self.screen.HOME)


class Returning(FilterKeys):
    """The same of a screen in front of the face, where one key leads back."""

    def do_clear(self) -> None:
        """All rows again; without a filter, back."""
        if self.screen.find.display or self.screen.picking:
            super().do_clear()
        else:
            self.do_quit()

    def do_quit(self) -> None:
        """To the screen behind."""
        self.screen.dismiss(None)
