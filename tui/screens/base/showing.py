"""The keys of what is known: the card of a row, its words for another program, the rows that are dealt with."""

from __future__ import annotations

from data.wording import _
from data.wording.item_facts import item_fields
from tui.keys.actions import BY_ID
from tui.screens.base.acting import Subject
from tui.screens.base.row_screen import RowsScreen
from tui.terminal.clipboard import copy
from widgets.panels.items_panel import ItemsPanel


class Showing(Subject[RowsScreen]):
    """The actions `card`, `copy` and `handled` of a screen of items."""

    def do_card(self) -> None:
        """All that is known of this row."""
        from tui.screens.cards.item import CardScreen  # here: the first picture needs no card
        from tui.screens.cards.trace_words import item_evidence

        screen, desk = self.screen, self.screen.desk
        item = screen.item
        if item is None:
            screen.say(_("choose a row first"))
            return
        rule = item_evidence(item, screen.board, desk.settings())
        screen.app.push_screen(CardScreen(item, desk.zone, rule, desk.keys), screen.from_card(item))

    def do_copy(self) -> None:
        """This row, or all that are picked, for another program."""
        items = self.screen.items_for(BY_ID["copy"])
        rows = ((item.title, *(words for _label, words in item_fields(item))) for item in items)
        sent = copy(self.screen.app, "\n".join("\t".join(words) for words in rows)) if items else ""
        self.screen.say(sent or _("choose a row first"))

    def do_handled(self) -> None:
        """Rows that are dealt with, listed or only counted."""
        panels = list(self.screen.query(ItemsPanel))
        show = not panels[0].show_handled
        for panel in panels:
            panel.show_handled = show
        if show and isinstance(self.screen.panel, ItemsPanel):
            self.screen.panel.select_handled()
        said = _("handled rows are listed below the others") if show else _("handled rows are only counted")
        self.screen.say(said)
