"""Answers to figures (核对) and issues of papers (印发) as marks: how they are made, and what all of them come to.

An answer stands under `figures/<period>/<unit>`, in no episode, and replaces those that its officer knew of; of answers
made apart an objection stands. An issue stands under `issue/<kind>/<period>[/<about>]` and replaces nothing: of two
that were made apart the lower (`lam`, `id`) counts, and the other stays on record. Neither is taken back by `undo`:
answer again; and what was issued is corrected by the next paper (更正).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo

from data.marks.fold_marks import Fold
from data.marks.item_state import CONFIRM, ISSUE
from data.marks.make_mark import MAX_NAME, MAX_TEXT, Author, MarkError, event_of
from data.marks.mark_event import Arg, Event, Was
from data.model.issued_papers import CONFIRMED, OBJECTED, WITH_REMARK, IssuedPaper, UnitAnswer
from data.support.spelling import squash
from data.support.text import block, short

FIGURES_KEYS, ISSUE_KEYS = "figures/", "issue/"
"""How the keys of answers and of issues begin."""

FIGURES, PAPER = "figures", "paper"
"""The kinds of item that these marks are on, as the log calls them."""


def make_answer(period: str, unit: str, answer: str, text: str, figures: str, writer: Author) -> Event:
    """What `unit` answered to its figures of a period, whose digest is `figures`. Raises MarkError."""
    if answer not in (CONFIRMED, OBJECTED):
        known = ",".join(f"{FIGURES}/{one}" for one in (CONFIRMED, OBJECTED))
        raise MarkError("mark_outcome", (("outcome", short(answer)), ("known", known)))
    words = _words(text)
    if answer == OBJECTED and not words:
        raise MarkError("mark_text")
    key = f"{FIGURES_KEYS}{period}/{squash(unit)}"
    after = tuple(event.id for event in writer["fold"].standing(key, CONFIRM))
    was = Was(short(unit, MAX_NAME), period, kind=FIGURES)
    return event_of(CONFIRM, key, Arg(answer, text=words, ref=figures), was, after, **writer)


def make_issue(
    kind: str, period: str, about: str, number: int | None, title: str, digest: str, remark: str, writer: Author
) -> Event:
    """The issue of a paper whose frozen figures have this SHA-256; `remark`: the words that it is issued with. Raises
    MarkError for what was issued already, under this name or this number."""
    about = squash(about)
    for one in issues(writer["fold"], writer["now"].tzinfo):
        if one.kind != kind:
            continue
        same = (one.period, squash(one.about)) == (period, about)
        if same or (number is not None and one.number == number and one.day.year == writer["now"].year):
            said = ("number", str(one.number or "—")), ("period", one.period), ("by", one.by)
            raise MarkError("issued_already", (*said, ("day", one.day.isoformat())))
    words = _words(remark)
    arg = Arg(WITH_REMARK if words else "", text=words, ref=digest, number=number or 0)
    key = "/".join(part for part in (f"{ISSUE_KEYS}{kind}", period, about) if part)
    return event_of(ISSUE, key, arg, Was("", short(title, MAX_NAME), kind=PAPER), (), **writer)


def _words(text: str) -> str:
    words = block(text)
    if len(words) > MAX_TEXT:
        raise MarkError("mark_too_long", (("limit", str(MAX_TEXT)),))
    return words


def answers(fold: Fold, period: str, zone: tzinfo) -> tuple[UnitAnswer, ...]:
    """The answer of each unit to the figures of a period, by the units' names; who was silent has none."""
    found = (fold.standing(key, CONFIRM) for key in fold.under(f"{FIGURES_KEYS}{period}/"))
    return tuple(sorted((_answer(events, zone) for events in found if events), key=lambda one: one.unit))


def _answer(events: Sequence[Event], zone: tzinfo) -> UnitAnswer:
    """Of several made apart an objection stands, else the latest."""
    first, *others = sorted(events, key=lambda one: (one.arg.outcome != CONFIRMED, one.lam, one.id), reverse=True)
    arg, against = first.arg, [one for one in others if one.arg.outcome != first.arg.outcome]
    by = tuple(dict.fromkeys(one.by for one in against))
    return UnitAnswer(first.was.unit, arg.outcome, first.by, first.at.astimezone(zone), arg.text, arg.ref, by)


def issues(fold: Fold, zone: tzinfo | None) -> tuple[IssuedPaper, ...]:
    """All papers that were issued, by (`lam`, `id`): the order that every station finds."""
    events = [event for key in fold.under(ISSUE_KEYS) for event in fold.standing(key, ISSUE)]
    found: list[IssuedPaper] = []
    first: set[str] = set()
    for event in sorted(events, key=lambda one: (one.lam, one.id)):
        found.append(_issued(event, zone, second=event.key in first))
        first.add(event.key)
    return tuple(found)


def _issued(event: Event, zone: tzinfo | None, *, second: bool) -> IssuedPaper:
    kind, period, about = (*event.key.removeprefix(ISSUE_KEYS).split("/", 2), "", "")[:3]
    return IssuedPaper(
        id=event.id,
        kind=kind,
        period=period,
        about=about,
        number=event.arg.number or None,
        by=event.by,
        at=event.at.astimezone(zone),
        digest=event.arg.ref,
        with_remark=event.arg.outcome == WITH_REMARK,
        remark=event.arg.text,
        second=second,
    )
