"""Enter on a row of figures: each figure with its rule, the values and settings it used, and the rows behind it."""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from data import settings
from data.model import Board, Item, Place, ProjectLine, Trace
from data.rulebook import BY_ID
from data.wording import _, pgettext
from data.wording.season_words import value_name
from data.wording.words import money_words, paper_word
from tui.actions import key_name, twins
from tui.screens.acting import Desk
from tui.screens.card import ITEM_ACTIONS, history, place_words
from tui.screens.dialog import Dialog
from widgets.columns import Column
from widgets.view import Figure
from widgets.virtual_table import Cell, VirtualTable

MOST_ROWS = 200
"""Rows of ledgers that are named behind a figure; the rest is counted."""


class TraceScreen(Dialog[str]):
    """Figures above, what the one under the cursor rests on below. A key that marks the row leaves with its id."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(twins("q")), "leave", show=False),
        *(
            Binding(twin, f"act('{action.id}')", show=False)
            for action in ITEM_ACTIONS
            for key in action.keys
            for twin in twins(key)
        ),
    ]

    def __init__(self, name: str, figures: Sequence[Figure], board: Board, desk: Desk, item: Item | None) -> None:
        keys = "  ".join(f"{key_name(action.keys[0])} {action.word}" for action in ITEM_ACTIONS) if item else ""
        leave = _("amounts in 100 million yuan; Esc leaves")
        super().__init__(_("Evidence"), name, f"{keys}  {leave}".strip())
        self.figures, self.desk, self.item = tuple(figures), desk, item
        self.lines = {place: line for line in board.projects for place in line.places}

    def body(self) -> ComposeResult:
        """The figures as a table, then the evidence."""
        columns = (Column("label", "", 4, 24), Column("words", "", 4, 90, grow=True), Column("more", "", 1, 2))
        yield VirtualTable(columns, self._cells, id="figures", header=False)
        with VerticalScroll(id="scroll", can_focus=True):
            yield Static(id="evidence")

    def on_mount(self) -> None:
        """The cursor stands on the first figure that rests on something."""
        table = self.query_one(VirtualTable)
        table.show_rows(range(len(self.figures)))
        table.styles.max_height = max(4, min(len(self.figures), self.app.size.height // 3))
        table.select(next((n for n, one in enumerate(self.figures) if one.trace), 0))
        self.set_focus(table)

    def _cells(self, row: Hashable, widths: Mapping[str, int]) -> Mapping[str, Cell]:
        assert isinstance(row, int)
        figure = self.figures[row]
        more = [("›" if figure.trace else "", "accent")]
        return {"label": [(figure.label, "muted")], "words": figure.words, "more": more}

    def on_virtual_table_cursor_moved(self, message: VirtualTable.CursorMoved) -> None:
        """Another figure."""
        assert isinstance(message.row, int)
        trace = self.figures[message.row].trace
        parts = [evidence(trace, self.desk.settings(), self.lines) if trace else Content(_("as the ledger says"))]
        if self.item:
            parts += [Content(""), Content.styled(_("Marks"), "bold"), *history(self.item, self.desk.zone)]
        self.query_one("#evidence", Static).update(Content("\n").join(parts))
        self.query_one("#scroll", VerticalScroll).scroll_home(animate=False)

    def on_virtual_table_row_chosen(self) -> None:
        """Enter leaves, as it came."""
        self.dismiss(None)

    def action_act(self, id: str) -> None:
        """Leave, and do this to the item."""
        self.dismiss(id if self.item else None)


def evidence(trace: Trace, used: settings.Settings, lines: Mapping[Place, ProjectLine]) -> Content:
    """A trace in words: the rule and its formula, values, settings with their sources, the rows."""
    rule = BY_ID.get(trace.rule)
    said: list[Content] = []
    if rule is not None:
        said.append(Content.assemble((pgettext(*rule.label), "bold"), "  ", _(rule.formula)))
    values = [(value_name(name), text) for name, text in trace.values if "." not in name]
    said += [Content.assemble((f"  {name} ", "$text-muted"), text) for name, text in values]
    said += list(_settings(rule.settings if rule else (), used))
    if trace.rows:
        said.append(Content.styled(_("Rows behind it: {n}").format(n=len(trace.rows)), "bold"))
        said += [_row(place, lines.get(place)) for place in trace.rows[:MOST_ROWS]]
        if len(trace.rows) > MOST_ROWS:
            said.append(Content(f"  +{len(trace.rows) - MOST_ROWS}"))
    return Content("\n").join(said)


def _settings(names: Sequence[str], used: settings.Settings) -> Iterable[Content]:
    """Each setting that the rule goes by, with where its value comes from."""
    if not names:
        return
    defaults = {key.key: key.value for key in settings.keys(settings.Settings())}
    for key in settings.keys(used):
        if key.key in names:
            ours = key.value != defaults[key.key]
            source = _("set by the office") if ours else _("source: {source}").format(source=_(key.source))
            shown = json.dumps(key.value, ensure_ascii=False)
            yield Content.assemble((f"  {key.key} = {shown}  ", "$text-muted"), (source, "$text-muted"))


def _row(place: Place, line: ProjectLine | None) -> Content:
    """One row of a ledger, and the project that it is."""
    if line is None:
        return Content(f"  {place_words(place)}")
    amount = "" if line.amount is None else money_words(line.amount)
    paper = paper_word(line.paper) if line.paper else ""
    signed = line.signed_on.isoformat() if line.signed_on else ""
    about = "  ".join(part for part in (line.project, amount, paper, signed) if part)
    return Content.assemble((f"  {place_words(place)}  ", "$text-muted"), about)
