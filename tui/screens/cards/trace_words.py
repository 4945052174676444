"""A trace in words: the rule and its formula, the values and settings that it used, the rows of ledgers behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from textual.content import Content

from data import settings
from data.model import Board, Item, Place, ProjectLine, Trace
from data.wording import _, pgettext
from data.wording.code_words import money_words, paper_word
from data.wording.evidence_words import setting_name, setting_value, trace_value
from data.wording.item_traces import trace_of
from data.wording.problems import place_words
from data.wording.rulebook import BY_ID
from data.wording.season_words import value_name

MOST_ROWS = 200
"""Rows of ledgers that are named behind a figure; the rest is counted."""


def project_rows(board: Board | None) -> Mapping[Place, ProjectLine]:
    """The project of each row of the ledgers."""
    return {place: line for line in (board.projects if board else ()) for place in line.places}


def item_evidence(item: Item, board: Board | None, used: settings.Settings) -> Content | None:
    """What an item rests on; None where its cell is the evidence."""
    trace = trace_of(item)
    return evidence(trace, used, project_rows(board)) if trace else None


def evidence(trace: Trace, used: settings.Settings, lines: Mapping[Place, ProjectLine]) -> Content:
    """A trace in words: the rule and its formula, values, settings with their sources, the rows."""
    rule = BY_ID.get(trace.rule)
    said: list[Content] = []
    if rule is not None:
        said.append(Content.assemble((pgettext(*rule.label), "bold"), "  ", _(rule.formula)))
    values = [(value_name(name), trace_value(name, text)) for name, text in trace.values if "." not in name]
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
            said = _("{name} = {value}").format(name=setting_name(key.key), value=setting_value(key.key, key.value))
            yield Content.styled(f"  {said}  {source}", "$text-muted")


def _row(place: Place, line: ProjectLine | None) -> Content:
    """One row of a ledger, and the project that it is."""
    if line is None:
        return Content(f"  {place_words(place)}")
    amount = "" if line.amount is None else money_words(line.amount)
    paper = paper_word(line.paper) if line.paper else ""
    signed = line.signed_on.isoformat() if line.signed_on else ""
    about = "  ".join(part for part in (line.project, amount, paper, signed) if part)
    return Content.assemble((f"  {place_words(place)}  ", "$text-muted"), about)
