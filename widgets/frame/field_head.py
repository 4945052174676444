"""The top line's left side on a small terminal: the fair that stands first, its days and how far it is."""

from __future__ import annotations

from data.model import Board, FairProgress
from data.wording import _, ngettext, pgettext
from data.wording.ages import unread_words
from data.wording.code_words import light_word
from data.wording.doubt_words import doubts_in_brief
from data.wording.numbers import decimals_for, percent, yi
from widgets.frame.ink import LIGHT_TONES, Phrase, part
from widgets.frame.scope import fair_word, not_begun

NAME, NAME_LEAST = 5, 8
"""The rank of the fair's name in that line, and its fewest cells."""
PEOPLE = 6
"""From this rank on a phrase gives way to the name of a file that was not read."""


def field_head(board: Board) -> list[Phrase]:
    """The fair's headline for a small terminal: 青山洽谈会 45天 全市 26.4% 序时 73.5% 红 滞后."""
    if board.unread:
        return [part(unread_words(board), "muted")]
    head = board.leading
    fair = next((one for one in board.fairs if head and one.name == head.fair), None)
    parts: list[Phrase] = []
    if fair:
        parts.append(part(fair.name, "title", NAME))
        parts.append(_fair_days(fair.days_left, fair.day, fair.closed))
    elif head and board.progress:
        parts.append(part(fair_word(head), "title", NAME))
        signed = yi(head.signed, decimals_for([head.signed])) + starred(head)
        parts.append(part(_("signed {signed}").format(signed=signed), "strong", 2))
    if head and not_begun(head):
        parts.append(part(not_begun(head), "warn", 3))
    elif head and head.completion is not None:
        parts.append(part(_("signed {rate}").format(rate=percent(head.completion) + starred(head)), "strong", 2))
        parts += [part(_("pace {rate}").format(rate=percent(head.pace)), "", 4)] if head.pace is not None else []
        parts.append(part(light_word(head.light), LIGHT_TONES[head.light], 3))
    return parts or [part(place_words_of(board), "title", NAME)]


def field_doubts(board: Board) -> list[Phrase]:
    """What of the headline's figure hangs on pairs, in short."""
    head = None if board.unread else board.leading
    return [part(words, "warn", PEOPLE) for words in doubts_in_brief(head)] if head else []


def starred(progress: FairProgress) -> str:
    """A star at a figure that hangs on a pair to be confirmed, as the units' table has it: words may lack the room."""
    return "*" if progress.to_confirm else ""


def _fair_days(left: int, day: int | None, closed: bool) -> Phrase:
    if closed:
        return part(pgettext("fair", "closed"), "muted", 2)
    if day is not None:
        return part(_("day {day}").format(day=day), "accent", 2)
    return part(ngettext("{n} day", "{n} days", left).format(n=left), "accent", 2)


def place_words_of(board: Board) -> str:
    """The desk and its place."""
    name = _("Investment desk")
    return f"{name} · {board.place}" if board.place else name
