"""展会倒计时: how long until each fair, in calendar days and working days."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from data.model import Board, FairCountdown
from data.wording import _, ngettext, pgettext
from data.wording.ages import unread_words
from widgets.frame.cutting import cut
from widgets.frame.ink import Phrase, Piece, fit, flat, joined, line_width, padded, part
from widgets.frame.panel import ToldPanel


class CountdownPanel(ToldPanel):
    """The fairs, the next one first, those that are over last."""

    def show(self) -> None:
        """The board's fairs; of a folder that was never read whole that it is not."""
        board = self.board
        if board is None:
            self.told.tell(lambda width: [[]])
        elif board.unread or not board.fairs:
            words = unread_words(board) if board.unread else _("no fair in the ledgers")
            self.told.tell(lambda width: [[(words, "muted")]])
        else:
            self.told.tell(partial(fair_lines, sorted(board.fairs, key=lambda fair: fair.closed)))

    def title(self, board: Board) -> list[Phrase]:
        """What it is."""
        return [part(_("Countdown"), "title")]


def fair_lines(fairs: Sequence[FairCountdown], width: int) -> list[list[Piece]]:
    """A line a fair: name, days, working days, and where there is room the day and the place."""
    names = min(max(line_width([(flat(fair.name), "")]) for fair in fairs), max(8, width // 2))
    counts = [days_parts(fair) for fair in fairs]
    first = max(parts[0].width for parts in counts)
    needful: list[list[Phrase]] = []
    for fair, parts in zip(fairs, counts, strict=True):
        lead = Phrase(padded(parts[0].line, first, "right" if fair.day is None and not fair.closed else "left"))
        name = Phrase(padded([(cut(flat(fair.name), names), "strong")], names))
        needful.append([name, lead, *parts[1:]])
    # Rather a blank less between the phrases than the working days less.
    gap = 2 if all(len(fit(line, width)) == len(line) for line in needful) else 1
    wishes = [[*line, *place_parts(fair)] for fair, line in zip(fairs, needful, strict=True)]
    return [joined(fit(line, width, gap), gap) for line in wishes]


def days_parts(fair: FairCountdown) -> list[Phrase]:
    """45 天, 工作日 32 天; 今日开幕; 第 2 天/共 4 天; 已闭幕."""
    if fair.closed:
        return [part(pgettext("fair", "closed"), "muted")]
    if fair.day is not None:
        which = _("day {day} of {days}").format(day=fair.day, days=fair.days)
        return [part(_("opens today"), "accent"), part(which)] if fair.day == 1 else [part(which, "accent")]
    days = ngettext("{n} day", "{n} days", fair.days_left).format(n=fair.days_left)
    work = ngettext("{n} workday", "{n} workdays", fair.workdays_left).format(n=fair.workdays_left)
    return [part(days, "accent"), part(work, "", 1)]


def place_parts(fair: FairCountdown) -> list[Phrase]:
    """When it opens and where, if there is room."""
    opens = _("opens {month}-{day:02}").format(month=fair.opens.month, day=fair.opens.day)
    return [part(opens, "muted", 2), *([part(fair.venue, "muted", 3)] if fair.venue else [])]
