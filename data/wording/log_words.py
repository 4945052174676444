"""The log of marks in words: what a line says was done, what became of it, and whose clock was off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from data.model import LogLine
from data.wording import NP_, _, pgettext
from data.wording.code_words import mark_word
from data.wording.period_names import with_period_words

STATES: Mapping[str, tuple[str, str]] = {
    "undone": NP_("mark", "undone"),
    "replaced": NP_("mark", "replaced"),
    "newer": NP_("mark", "of a newer version"),
    "damaged": NP_("mark", "damaged"),
}
CLOCKS: Mapping[str, tuple[str, str]] = {
    "ahead": NP_("clock", "! clock ahead of ours"),
    "behind": NP_("clock", "! dated before what it answers"),
}
PERIODIC = frozenset({"duty", "report"})
"""Items whose names hold a period: marks of earlier versions wrote its code."""
_SHIFTS = frozenset({"handover", "takeover"})
"""What is marked on no item: whom it names and its words say all."""

TONES: Mapping[str, str] = {"undone": "muted", "replaced": "muted", "newer": "warn", "damaged": "bad"}


def done_word(line: LogLine) -> str:
    """What was done: 催办, 撤销 催办, 并入 光热设备; "" of a line that does not say."""
    if line.op == "undo":
        op, _slash, outcome = line.target.partition("/")
        return _("took back: {mark}").format(mark=mark_word(line.item_kind, op, outcome or line.outcome))
    if line.op == "link":
        return _("joined to: {name}").format(name=line.target)
    return mark_word(line.item_kind, line.op, line.outcome)


def detail(line: LogLine) -> str:
    """Whom it names, until when, and its words."""
    until = _("until {date}").format(date=line.until.isoformat()) if line.until else ""
    on = _("on {date}").format(date=line.on.isoformat()) if line.on else ""
    return "  ".join(part for part in (line.who, on, until, " ".join(line.text.split())) if part)


def flags(line: LogLine) -> list[tuple[str, str]]:
    """What became of it and whose clock was off, each with its tone."""
    said = [(pgettext(*STATES[line.state]), TONES[line.state])] if line.state in STATES else []
    if line.clock in CLOCKS:
        said.append((pgettext(*CLOCKS[line.clock]), "warn"))
    return said


def subject(line: LogLine) -> str:
    """What it is about: the item's name as it was shown then, else its key."""
    name = with_period_words(line.name) if line.item_kind in PERIODIC else line.name
    return name or ("" if line.op in _SHIFTS else line.key)


def station_names(lines: Iterable[LogLine]) -> Mapping[str, str]:
    """Each station's id -> what it is called: this one, or whose it is by who marked there most, 李敏的工位.

    Stations of one officer are numbered by their first marks; one that nobody's name stands on is told as such.
    """
    officers: dict[str, Counter[str]] = {}
    ours: set[str] = set()
    for line in lines:
        if line.station:
            officers.setdefault(line.station, Counter()).update([line.by] if line.by else [])
            ours.update([line.station] if line.ours else [])
    names: dict[str, str] = {}
    taken: Counter[str] = Counter()
    for station, marked in officers.items():
        whose = min(marked, key=lambda by: (-marked[by], by), default="")
        if station in ours:
            names[station] = _("this station")
            continue
        taken[whose] += 1
        name = _("{name}'s station").format(name=whose) if whose else _("a station without a name")
        names[station] = f"{name} {taken[whose]}" if taken[whose] > 1 else name
    return names


def searched(line: LogLine, station: str = "") -> str:
    """All words of a line that a filter looks into; `station` is what its station is called."""
    words = (line.by, done_word(line), subject(line), line.unit, detail(line), line.key, station, line.station, line.id)
    return " ".join((*words, *(text for text, _tone in flags(line)))).casefold()
