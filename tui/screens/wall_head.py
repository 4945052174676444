"""The wall's three lines beside the large digits: which fair, who is on duty, how far, how old."""

from __future__ import annotations

from datetime import datetime

from textual.reactive import reactive

from data.model import Board, FairCountdown, FairProgress
from data.wording import _, ngettext, pgettext
from data.wording.figures import decimals_for, percent, yi, yi_short
from data.wording.words import light_word
from widgets.ages import ago, clock
from widgets.ink import LIGHT_TONES, Lines, Part, Piece, ends, fit, joined, line_width, part


class WallHead(Lines):
    """Fair, progress and people. Nobody's telephone but the duty room's."""

    board: reactive[Board | None] = reactive(None, repaint=False)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._now: datetime | None = None

    def watch_board(self, board: Board | None) -> None:
        """Another board."""
        self._now = board.now if board else None
        self.redraw()

    def tick(self, now: datetime) -> None:
        """The time is `now`."""
        self._now = now
        self.redraw()

    def lines(self, width: int) -> list[list[Piece]]:
        """Three lines, each with something at both ends."""
        board = self.board
        if board is None:
            return [[], [(_("reading the folder"), "muted")], []]
        now = self._now or board.now
        first, second = fair_parts(coming(board))
        rows = (
            (first, [part(clock(now.astimezone(board.now.tzinfo)), "strong")]),
            (second, duty_parts(board)),
            (figure_parts(board.headline), [part(_("data {age}").format(age=ago(board.data_at, now)))]),
        )
        return [_row(left, right, width) for left, right in rows]


def _row(left: list[Part], right: list[Part], width: int) -> list[Piece]:
    tail = joined(right)
    return ends(joined(fit(left, width - line_width(tail) - 2), 3), tail, width)


def coming(board: Board) -> FairCountdown | None:
    """The fair that is counted down: the next to open, or the one that runs."""
    return next((fair for fair in board.fairs if not fair.closed), None)


def fair_parts(fair: FairCountdown | None) -> tuple[list[Part], list[Part]]:
    """What the digits count, and until when."""
    if fair is None:
        return [part(_("no fair is coming"), "muted")], []
    venue = [part(fair.venue, "muted", 5)] if fair.venue else []
    if fair.day is not None:
        running = _("day {day} of {days}").format(day=fair.day, days=fair.days)
        return [part(pgettext("wall", "day"), "strong"), part(fair.name, "title", 1)], [part(running), *venue]
    opens = _("opens {month}-{day:02}").format(month=fair.opens.month, day=fair.opens.day)
    days = ngettext("{n} working day", "{n} working days", fair.workdays_left).format(n=fair.workdays_left)
    word = ngettext("day left", "days left", fair.days_left)
    return [part(word, "strong"), part(fair.name, "title", 1), part(opens, "", 2)], [part(days), *venue]


def duty_parts(board: Board) -> list[Part]:
    """Who is on duty, and the duty room's telephone."""
    officer = board.duty.officer if board.duty else ""
    named = [part(_("on duty {name}").format(name=officer))] if officer else []
    phone = [part(_("duty room {phone}").format(phone=board.office_phone))] if board.office_phone else []
    return [*named, *phone]


def figure_parts(progress: FairProgress | None) -> list[Part]:
    """The fair's own figures: 全市 111.0/420 亿元 26.4% 序时 73.5% 红 滞后."""
    if progress is None:
        return []
    signed = yi(progress.signed, decimals_for([progress.signed]))
    if progress.target is None or progress.completion is None:
        return [part(_("signed {signed} ¥100m").format(signed=signed))]
    whole = _("signed {signed}/{target} ¥100m").format(signed=signed, target=yi_short(progress.target))
    pace = [part(_("pace {pace}").format(pace=percent(progress.pace)), "", 2)] if progress.pace is not None else []
    light = part(light_word(progress.light), LIGHT_TONES[progress.light])
    return [part(whole, "", 1), part(percent(progress.completion), "strong"), *pace, light]
