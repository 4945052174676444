"""Enter on a row: all that is known of it, where it was read, and what officers did about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from zoneinfo import ZoneInfo

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from data.model import Item, MarkLine
from data.wording import _
from data.wording.item_facts import CardField, desk_words, item_fields, mark_line
from tui.keys.actions import NO_OWN, action_of, keys_of
from tui.screens.boxes.dialog import in_columns
from tui.screens.cards.copied import CopiedBox, item_actions


class CardScreen(CopiedBox):
    """The card of an item. A key that marks the item leaves the card and gives that action's id, if `acts`."""

    def __init__(
        self,
        item: Item,
        zone: ZoneInfo,
        evidence: Content | None = None,
        own: Mapping[str, str] = NO_OWN,
        *,
        acts: bool = True,
    ) -> None:
        actions = item_actions(own) if acts else ()
        keys = [action.hint for action in (*actions, action_of("copy", own))]
        super().__init__(_("Evidence"), item.title, "  ".join((*keys, _("Esc leaves"))))
        self.item = item
        self.zone = zone
        self.evidence = evidence
        self.take_card_keys(own)
        if acts:
            self.take_item_keys(own, item)
        self.take_keys(keys_of("card", own), "leave")

    def body(self) -> ComposeResult:
        """Fields, the marks, and the rule that listed it."""
        with VerticalScroll(id="scroll"):
            yield Static(fields_text(item_fields(self.item)))
            if said := list(desk_words(self.item, self.zone)):
                yield Static(Content(_("The desk's word on the project, in no ledger")), classes="label")
                yield Static(fields_text(said), id="desk-words")
            yield Static(Content(_("Marks")), classes="label")
            yield Static(Content("\n").join(history(self.item, self.zone)), id="history")
            if self.evidence:
                yield Static(Content(_("Rule")), classes="label")
                yield Static(self.evidence, id="rule")

    def said(self) -> Iterable[str]:
        """Fields, the desk's word, marks, rule."""
        fields = (*item_fields(self.item), *desk_words(self.item, self.zone))
        yield from ("\t".join(field) for field in fields)
        yield from (line.plain for line in history(self.item, self.zone))
        if self.evidence:
            yield self.evidence.plain


def fields_text(fields: list[CardField]) -> Content:
    """Labels in one column, words in the other."""
    return Content("\n").join(in_columns([((label, "$text-muted"), (words, "")) for label, words in fields]))


def history(item: Item, zone: ZoneInfo) -> list[Content]:
    """What officers did, the latest first; dimmed what no longer counts."""
    lines = [Content.styled(mark_line(item, line, zone), _line_style(line)) for line in item.marks.history]
    return lines or [Content(_("nothing was marked yet"))]


def _line_style(line: MarkLine) -> str:
    if line.rival:
        return "$text-warning"
    return "" if line.in_force and not line.earlier else "$text-muted"
