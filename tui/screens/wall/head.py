"""The wall's lines beside the large digits: which fair, who is on duty, how far, how old; more where it is tall."""

from __future__ import annotations

from datetime import datetime

from textual.reactive import reactive

from data.model import Board, FairCountdown, FairProgress
from data.wording import _, ngettext, pgettext
from data.wording.ages import ago, clock, unread_words
from data.wording.code_words import light_word
from data.wording.doubt_words import doubts_in_brief
from data.wording.numbers import decimals_for, percent, yi, yi_short
from widgets.frame.board_lines import BoardLines
from widgets.frame.ink import LIGHT_TONES, Phrase, Piece, cut_line, ends, fit, joined, line_width, part
from widgets.frame.scope import fair_word, not_begun, why_words
from widgets.panels.totals import made_of, pace_words

GAP = 3
"""Cells between two phrases where there is room."""


class WallHead(BoardLines):
    """Fair, progress and people. Nobody's telephone but the duty room's. `tall` is how many lines it may take."""

    DRAWN = ("tall",)

    tall: reactive[int] = reactive(3, repaint=False)

    def lines(self, width: int) -> list[list[Piece]]:
        """Three lines, each with something at both ends; on a tall wall what the gap is made of and the other fairs."""
        board = self.board
        if board is None:
            return [[], [(_("reading the folder"), "muted")], *[[]] * (self.tall - 2)]
        now = self._now or board.now
        first, second = fair_parts(shown_fair(board))
        figures = [*scope_parts(board), *figure_parts(board.leading)]
        if board.unread or not any(source.kinds for source in board.sources):
            first, second, figures = [part(nothing_yet(board), "muted")], [], []
        age = [part(_("data {age}").format(age=ago(board.data_at, now)))]
        rows = [(first, place_parts(board, now)), (second, duty_parts(board)), (figures, age)]
        if self.tall >= 5 and not board.unread:
            rows += [(gap_parts(board.leading), []), (other_fairs(board), [])]
        lines = [_row(left, right, width) for left, right in rows]
        blank = max(0, self.tall - len(lines))  # what is left stands between the lines, from the top
        return [line for i, one in enumerate(lines) for line in ((one, []) if i < blank else (one,))]


def _row(left: list[Phrase], right: list[Phrase], width: int) -> list[Piece]:
    """Both ends in one line; what has no room gives way by its rank."""
    every = [*left, *right]
    gap = GAP if len(fit(every, width, GAP)) == len(every) else 2
    kept = fit(every, width, gap)
    tail = joined([one for one in right if one in kept], gap)
    room = max(0, width - line_width(tail) - (gap if tail else 0))
    return ends(cut_line(joined([one for one in left if one in kept], gap), room), tail, width)


def coming(board: Board) -> FairCountdown | None:
    """The fair that is counted down: the one that runs, or the next to open."""
    return next((fair for fair in board.fairs if not fair.closed), None)


def shown_fair(board: Board) -> FairCountdown | None:
    """The fair that is named: the one that is counted down, after all of them the last."""
    return coming(board) or max(board.fairs, key=lambda fair: fair.closes, default=None)


def fair_parts(fair: FairCountdown | None) -> tuple[list[Phrase], list[Phrase]]:
    """What the digits count, and until when."""
    if fair is None:
        return [part(_("no fair is coming"), "muted")], []
    venue = [part(fair.venue, "muted", 5)] if fair.venue else []
    if fair.closed:
        return [part(fair.name, "title"), part(pgettext("fair", "closed"), "strong")], venue
    if fair.day is not None:
        running = _("day {day} of {days}").format(day=fair.day, days=fair.days)
        return [part(running, "strong"), part(fair.name, "title", 1)], venue
    opens = _("opens {month}-{day:02}").format(month=fair.opens.month, day=fair.opens.day)
    days = ngettext("{n} working day", "{n} working days", fair.workdays_left).format(n=fair.workdays_left)
    word = ngettext("day left", "days left", fair.days_left)
    return [part(word, "strong"), part(fair.name, "title", 1), part(opens, "", 4)], [part(days), *venue]


def nothing_yet(board: Board) -> str:
    """Why there is nothing to count: not seen yet, or nothing there."""
    return unread_words(board) if board.unread else _("no ledger in the folder yet")


def place_parts(board: Board, now: datetime) -> list[Phrase]:
    """Where and when."""
    place = [part(board.place, "strong", 3)] if board.place else []
    return [*place, part(clock(now.astimezone(board.now.tzinfo)), "strong", 2)]


def duty_parts(board: Board) -> list[Phrase]:
    """Who is on duty, and the duty room's telephone."""
    officer = board.duty.officer if board.duty else ""
    named = [part(_("on duty {name}").format(name=officer), "", 3)] if officer else []
    phone = [part(_("duty room {phone}").format(phone=board.office_phone), "", 2)] if board.office_phone else []
    return [*named, *phone]


def scope_parts(board: Board) -> list[Phrase]:
    """Whose the figures are, where that is not the fair above them, and why."""
    shown, progress = shown_fair(board), board.leading
    if progress is None or (shown is not None and shown.name == progress.fair):
        return []
    return [part(fair_word(progress), "title", 0), part(why_words(board, progress), "muted", 6)]


def figure_parts(progress: FairProgress | None) -> list[Phrase]:
    """The fair's own figures: 全市 111.0/420 亿元 26.4% 序时 73.5% 红 滞后."""
    if progress is None:
        return []
    signed = yi(progress.signed, decimals_for([progress.signed]))
    ahead = [part(not_begun(progress), "warn", 1)] if not_begun(progress) else []
    if progress.target is None or progress.completion is None:
        units = _("units' targets {total}").format(total=yi_short(progress.units_target))
        said = [part(units, "", 4)] if progress.units_target else []
        return [part(_("signed {signed} ¥100m").format(signed=signed)), *said, *_doubts(progress), *ahead]
    whole = _("signed {signed}/{target} ¥100m").format(signed=signed, target=yi_short(progress.target))
    pace = [part(_("pace {pace}").format(pace=percent(progress.pace)), "", 3)] if progress.pace is not None else []
    if ahead:
        return [part(whole, "", 2), part(percent(progress.completion), "strong"), *ahead]
    light = part(light_word(progress.light), LIGHT_TONES[progress.light], 1)
    return [part(whole, "", 2), part(percent(progress.completion), "strong"), *_doubts(progress), *pace, light]


def _doubts(progress: FairProgress) -> list[Phrase]:
    """In short, beside the figure: how many pairs are to be confirmed, and how many may be doubles."""
    return [part(words, "warn", 1) for words in doubts_in_brief(progress)]


def gap_parts(progress: FairProgress | None) -> list[Phrase]:
    """How the figures stand to the pace, and what the gap is made of."""
    if progress is None or progress.completion is None or progress.pace is None:
        return []
    pace = part(pace_words(progress.completion, progress.pace), LIGHT_TONES[progress.light])
    return [pace, *made_of(progress)[:1]]


def other_fairs(board: Board) -> list[Phrase]:
    """The fairs that are not counted down, each with its days."""
    first = shown_fair(board)
    return [_other(fair, rank) for rank, fair in enumerate((one for one in board.fairs if one is not first), 1)]


def _other(fair: FairCountdown, rank: int) -> Phrase:
    if fair.closed:
        words = pgettext("fair", "closed")
    elif fair.day is not None:
        words = _("day {day} of {days}").format(day=fair.day, days=fair.days)
    else:
        words = ngettext("{n} day", "{n} days", fair.days_left).format(n=fair.days_left)
    return part(f"{fair.name} {words}", "muted", rank)
