"""What is asked before a unit's answer is written down, and before a paper is issued.

Each function opens a box and calls `done` with what was asked for; leaving the box calls nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from textual.app import App

from data.export.papers.issue_terms import ASKED_WORDS, AskedUnit, unconfirmed
from data.feed.paper_desk import PaperSeen
from data.model.issued_papers import CONFIRMED, OBJECTED
from data.support.spelling import squash
from data.wording import _, ngettext, pgettext
from tui.input.paper_standing import before_words, remark_reasons
from tui.input.typed_days import Unclear
from tui.screens.boxes.dialog import Ask, Confirm, Form, open_box

NAMED, NAMED_SMALL = 60, 13
"""Units that a box names, on a small terminal fewer; the rest is counted."""

TALL = 30
"""From so many lines on a terminal is no small one."""

OnAnswer = Callable[[str, str, str, str], None]
"""(unit, what it said, its words, the officer if that was asked)"""

OnIssue = Callable[[int | None, str, str], None]
"""(number, remark, the officer if that was asked)"""


def ask_answer(app: App[Any], seen: PaperSeen, officer: str, done: OnAnswer) -> None:
    """Which unit, and whether it agrees: what it objects to, or nothing."""
    names = [one.unit for one in seen.asked]

    def filled(answers: Mapping[str, str]) -> None:
        words = answers["text"]
        done(_unit(answers["unit"], names), OBJECTED if words else CONFIRMED, words, answers.get("by", ""))

    asks = [
        Ask("unit", _("Unit"), check=lambda text: _unit(text, names)),
        Ask("text", _("What it says is wrong (empty: it agrees)"), needed=False),
        *_name(officer, _("Who writes it down")),
    ]
    open_box(app, Form(_("A unit's answer to its figures"), open_words(seen, _room(app)), asks), filled)


def ask_issue(app: App[Any], seen: PaperSeen, officer: str, done: OnIssue) -> None:
    """Number and remark beside those who have not confirmed, then whether it is meant."""

    def filled(answers: Mapping[str, str]) -> None:
        number, remark = answers["number"], answers["remark"]
        by = answers.get("by", "")
        lines = (
            seen.paper.title if not number else f"{seen.paper.title} · {_('No. {number}').format(number=number)}",
            _("{by} issues it; its figures are frozen, and it is not taken back").format(by=by or officer),
            open_words(seen, _room(app)),
            remark,
        )
        box = Confirm(_("Issue this paper?"), "\n".join(filter(None, lines)), key="3")
        box.add_class("-note")
        open_box(app, box, lambda _yes: done(int(number) if number else None, remark, by))

    needed = seen.needs_remark
    label = _("Remark that it is issued with (带注印发)") if needed else _("Remark, if any (带注印发)")
    asks = [
        Ask("number", _("The issue's number"), check=_number, needed=False),
        Ask("remark", label, needed=needed),
        *_name(officer, _("Who issues it")),
    ]
    form = Form(_("Issue"), open_words(seen, _room(app)), asks)
    form.add_class("-note")
    open_box(app, form, filled)


def _room(app: App[Any]) -> int:
    return NAMED if app.size.height >= TALL else NAMED_SMALL


def open_words(seen: PaperSeen, most: int) -> str:
    """Who has not confirmed, so many by their names, and what else is to be known first."""
    left = unconfirmed(seen.asked)
    said = []
    if left:
        names = "、".join(map(_named, left[:most]))
        more = f" +{len(left) - most}" if len(left) > most else ""
        count = ngettext("{n} unit has not confirmed:", "{n} units have not confirmed:", len(left)).format(n=len(left))
        said.append(f"{count} {names}{more}")
    elif seen.asked:
        said.append(_("every unit has confirmed its figures"))
    return "\n".join(filter(None, (*said, *remark_reasons(seen), before_words(seen))))


def _named(one: AskedUnit) -> str:
    """A silent unit by its name alone."""
    return one.unit if one.answer is None else f"{one.unit}（{pgettext(*ASKED_WORDS[one.state])}）"


def _name(officer: str, label: str) -> list[Ask]:
    return [] if officer else [Ask("by", label)]


def _unit(text: str, names: list[str]) -> str:
    """The one unit that is meant: its name, or words that only it has. Raises Unclear."""
    said = squash(text)
    found = [one for one in names if squash(one) == said] or [one for one in names if said in squash(one)]
    if len(found) != 1:
        raise Unclear(_("write the unit's name: {names}").format(names="、".join((found or names)[:NAMED_SMALL])))
    return found[0]


def _number(text: str) -> None:
    if not (text.isdecimal() and text.isascii() and 0 < int(text) < 100000):
        raise Unclear(_("a number, as 9"))
