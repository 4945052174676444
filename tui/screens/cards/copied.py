"""Boxes whose words can be copied: the cards of items, units, files and figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual.content import Content
from textual.widgets import Static

from data.model import Item
from tui.keys.actions import Action, Where, at, keys_of
from tui.screens.boxes.dialog import Dialog
from tui.terminal.clipboard import copy


def item_actions(own: Mapping[str, str]) -> tuple[Action, ...]:
    """What a key may do to the item whose card is open."""
    return tuple(action for action in at(Where.DESK, own) if (action.item and action.writes) or action.id == "call")


class CopiedBox(Dialog[str]):
    """`y` copies what the card says; the key that leaves screens leaves it. Both may be the office's own."""

    def take_card_keys(self, own: Mapping[str, str], enter: str = "leave") -> None:
        """Call once it is made; `enter` is what Enter does ("": what the focused widget does with it)."""
        self.leave_by(own)
        self.take_keys(["enter"] if enter else [], enter)
        self.take_keys(keys_of("copy", own), "copy")

    def take_item_keys(self, own: Mapping[str, str], item: Item | None) -> None:
        """A key that does something to the item leaves the card with its id; that of a row that is none only leaves."""
        for action in item_actions(own):
            self.take_keys(keys_of(action.id, own), f"act('{action.id}')" if item else "leave")

    def action_act(self, id: str) -> None:
        """Leave, and do this to the item."""
        self.dismiss(id)

    def said(self) -> Iterable[str]:
        """The card's lines below its subject, in plain words."""
        return ()

    def action_copy(self) -> None:
        """For another program; where the words went is told in place of the keys."""
        sent = copy(self.app, "\n".join((self.subject, *self.said())))
        for hint in self.query("#hint").results(Static):
            hint.update(Content(sent))
