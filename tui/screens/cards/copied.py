"""Boxes whose words can be copied: the cards of items, units, files and figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Generic

from textual.content import Content
from textual.widgets import Static

from tui.keys.actions import Action, keys_of
from tui.screens.boxes.dialog import Dialog, T
from tui.terminal.clipboard import copy


class CopiedBox(Dialog[T], Generic[T]):
    """`y` copies what the card says; the key that leaves screens leaves it. Both may be the office's own."""

    def take_card_keys(self, own: Mapping[str, str], actions: Iterable[Action] = ()) -> None:
        """Call once it is made. The keys of `actions` run `act` with their ids."""
        self.leave_by(own)
        self.take_keys(keys_of("copy", own), "copy")
        for action in actions:
            self.take_keys(keys_of(action.id, own), f"act('{action.id}')")

    def said(self) -> Iterable[str]:
        """The card's lines below its subject, in plain words."""
        return ()

    def action_copy(self) -> None:
        """For another program; where the words went is told in place of the keys."""
        sent = copy(self.app, "\n".join((self.subject, *self.said())))
        for hint in self.query("#hint").results(Static):
            hint.update(Content(sent))
