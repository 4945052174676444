"""The line on top: place, time, who is on duty, how old the data is; it turns when the data cannot be trusted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from textual.reactive import reactive

from data.model import Board, SourceState
from data.wording import N_, _, ngettext, pgettext
from data.wording.figures import percent
from data.wording.words import light_word
from widgets.ages import ago, clock, span
from widgets.ink import LIGHT_TONES, Lines, Part, Piece, ends, fit, joined, part

COMPACT = 100
"""Below this width the line tells the fair's headline instead of the desk's name."""

FOLDER_WORDS: Mapping[str, str] = {
    "gone": N_("the shared folder is gone"),
    "denied": N_("the shared folder may not be read"),
    "silent": N_("the shared folder does not answer"),
    "replaced": N_("another folder stands in its place"),
}


class TopLine(Lines):
    """One line. `officer` is who marks at this station ("": nobody has said so yet)."""

    DEFAULT_CSS = """
    TopLine {
        height: 1; background: $panel; padding: 0 1;
        &.-trouble { background: $error 30%; }
    }
    """

    board: reactive[Board | None] = reactive(None, repaint=False)
    officer: reactive[str] = reactive("", repaint=False)

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._now: datetime | None = None

    def watch_board(self, board: Board | None) -> None:
        """Another board."""
        self._now = board.now if board else None
        self._turn()

    def watch_officer(self) -> None:
        """Another officer."""
        self._turn()

    def tick(self, now: datetime) -> None:
        """The time is `now`: say time and ages anew. Repaints nothing while the words are the same."""
        self._now = now
        self._turn()

    def _turn(self) -> None:
        board = self.board
        self.set_class(bool(board and trouble(board, self._now or board.now)), "-trouble")
        self.redraw()

    def lines(self, width: int) -> list[list[Piece]]:
        """Trouble first, else the place; then time, people and age from the right."""
        board = self.board
        if board is None:
            return [[(_("Fairwatch"), "title"), ("  ", ""), (_("reading the folder"), "muted")]]
        now = self._now or board.now
        bad = trouble(board, now)
        compact = width < COMPACT
        left = [*bad, *notices(board)]
        left += field_head(board) if compact else [part(_place(board), "title", 7)]
        if not bad and not compact:
            left = [left[-1], *left[:-1]]
        right = _right_compact(board, now, self.officer) if compact else _right(board, now, self.officer)
        every = [*left, *right]
        gap = 2 if len(fit(every, width)) == len(every) else 1
        kept = fit(every, width, gap)
        head = [one for one in left if one in kept]
        tail = [one for one in right if one in kept]
        return [ends(joined(head, gap), [(" " * gap, ""), *joined(tail, gap)] if tail else [], width)]


def trouble(board: Board, now: datetime) -> list[Part]:
    """Why the figures may be wrong by now, in words; empty when all is well.

    Ledgers that nobody saves are no trouble, however old: only a folder that cannot be seen is, from its last look on.
    """
    folder = board.folder
    parts: list[Part] = []
    if folder.state in FOLDER_WORDS:
        seen = folder.checked_at or folder.since or board.data_at
        if seen is not None:
            parts.append(part(_("data stands still for {span}").format(span=span(now - seen)), "alarm"))
        parts.append(part(_(FOLDER_WORDS[folder.state]), "alarm"))
    if folder.settings_problem:
        parts.append(part(_("settings not taken: {why}").format(why=folder.settings_problem), "alarm", 1))
    return parts


def notices(board: Board) -> list[Part]:
    """What to know that does not make the figures wrong as a whole."""
    counts = _counts(board)
    parts = [part(words.format(n=n), "warn", 3) for n, words in counts if n]
    if board.years_without_calendar:
        years = "、".join(str(year) for year in board.years_without_calendar)
        parts.append(part(_("no holiday calendar for {years}").format(years=years), "warn", 4))
    if board.folder.state == "starting":
        parts.append(part(_("checking the folder"), "muted", 2))
    return parts


def _counts(board: Board) -> list[tuple[int, str]]:
    states = [source.state for source in board.sources]
    failed, held = states.count(SourceState.FAILED), states.count(SourceState.HELD)
    return [
        (failed, ngettext("{n} file not read", "{n} files not read", failed)),
        (held, ngettext("{n} file held", "{n} files held", held)),
        (board.marks.newer, _("marks of a newer version {n}")),
        (board.marks.damaged, _("damaged marks {n}")),
        (board.marks.orphans, _("marks without a row {n}")),
    ]


def field_head(board: Board) -> list[Part]:
    """The fair's headline for a small terminal: 青山洽谈会 45天 全市 26.4% 序时 73.5% 红 滞后."""
    head = board.headline
    fair = next((one for one in board.fairs if head and one.name == head.fair), None)
    parts: list[Part] = []
    if fair:
        parts.append(part(fair.name, "title", 5))
        parts.append(_fair_days(fair.days_left, fair.day, fair.closed))
    if head and head.completion is not None:
        parts.append(part(_("all {rate}").format(rate=percent(head.completion)), "strong", 2))
        parts += [part(_("pace {rate}").format(rate=percent(head.pace)), "", 4)] if head.pace is not None else []
        parts.append(part(light_word(head.light), LIGHT_TONES[head.light], 3))
    return parts or [part(_place(board), "title", 5)]


def _fair_days(left: int, day: int | None, closed: bool) -> Part:
    if closed:
        return part(pgettext("fair", "closed"), "muted", 2)
    if day is not None:
        return part(_("day {day}").format(day=day), "accent", 2)
    return part(ngettext("{n} day", "{n} days", left).format(n=left), "accent", 2)


def _place(board: Board) -> str:
    name = _("Investment desk")
    return f"{name} · {board.place}" if board.place else name


def _people(board: Board, officer: str) -> list[Part]:
    parts: list[Part] = []
    duty = board.duty
    if duty and duty.officer:
        parts.append(part(_("on duty {name}").format(name=duty.officer), "", 4))
    if officer and not (duty and duty.officer == officer):
        parts.append(part(_("marking {name}").format(name=officer), "accent", 5))
    if duty and duty.leader:
        parts.append(part(_("in charge {name}").format(name=duty.leader), "", 6))
    return parts


def _age(board: Board, now: datetime) -> Part:
    return part(_("data {age}").format(age=ago(board.data_at, now)), "", 1)


def _right(board: Board, now: datetime, officer: str) -> list[Part]:
    check = [part(_("{n} to check").format(n=board.to_check), "warn", 5)] if board.to_check else []
    return [part(clock(_local(board, now)), "strong", 3), *_people(board, officer), _age(board, now), *check]


def _right_compact(board: Board, now: datetime, officer: str) -> list[Part]:
    who = officer or (board.duty.officer if board.duty else "")
    unsent = board.marks.unsent
    sending = [part(_("unsent {n}").format(n=unsent), "warn", 1)] if unsent else []
    return [*([part(who, "", 6)] if who else []), _age(board, now), *sending]


def _local(board: Board, now: datetime) -> datetime:
    """The time in the office's zone, as the board has it."""
    return now.astimezone(board.now.tzinfo) if board.now.tzinfo and now.tzinfo else now
