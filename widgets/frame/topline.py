"""The line on top: place, time, who is on duty, how old the data is; it turns when the data cannot be trusted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import PurePosixPath

from textual.reactive import reactive

from data.model import HIDDEN_STATES, Board, ItemState, MarksHealth, SourceState
from data.wording import N_, _, ngettext
from data.wording.ages import ago, brief, clock, span, unread_words
from data.wording.notices import notice_words
from data.wording.notices import notices as told
from data.wording.station_words import BRIEF
from widgets.frame.cutting import cut
from widgets.frame.field_head import NAME, NAME_LEAST, PEOPLE, field_doubts, field_head, place_words_of
from widgets.frame.ink import Lines, Phrase, Piece, cut_line, ends, fit, joined, part
from widgets.frame.kept_items import CountedItems

COMPACT = 100
"""Below this width the line tells the fair's headline instead of the desk's name."""
NEEDFUL = -1
"""The rank of what every face must tell."""
APART = "│"
"""Between what is wrong and what is told all the same: 共享文件夹不见了 must not run into 45 天."""
FILE_MOST = 32
"""The most cells of that name."""

FOLDER_WORDS: Mapping[str, str] = {
    "gone": N_("the shared folder is gone"),
    "denied": N_("the shared folder may not be read"),
    "silent": N_("the shared folder does not answer"),
    "unmounted": N_("the shared folder is not mounted (an empty folder stands here)"),
    "strange": N_("the shared folder is not mounted (other files stand here)"),
    "replaced": N_("another folder stands in its place"),
}
FOLDER_SHORT: Mapping[str, str] = {
    "unmounted": N_("the shared folder is not mounted"),
    "strange": N_("the shared folder is not mounted"),
}
"""Those of them that say more than a small terminal has room for."""
LINK: Mapping[str, tuple[str, str]] = {
    "ok": (N_("folder ok"), "good"),
    "starting": (N_("checking"), "muted"),
}
"""What the field's line says of a folder that gives no trouble, and in which tone."""


class TopLine(Lines):
    """One line. `officer` is who marks at this station ("": nobody has said so yet)."""

    DEFAULT_CSS = """
    TopLine {
        height: 1; background: $panel; padding: 0 1;
        &.-trouble { background: $error-muted; }
    }
    """

    board: reactive[Board | None] = reactive(None, repaint=False)
    officer: reactive[str] = reactive("", repaint=False)
    field: reactive[bool] = reactive(False, repaint=False)
    """The field's line at any width, which tells also of a folder that answers and of marks that all are sent."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._now: datetime | None = None
        self._stalled, self._owed = (CountedItems(lambda item: item.marks.state) for _ in range(2))

    def watch_board(self, board: Board | None) -> None:
        """Another board."""
        self._now = board.now if board else None
        self._stalled.take(board.stalled if board else ())
        self._owed.take(board.owed if board else ())
        self._turn()

    def watch_officer(self) -> None:
        """Another officer."""
        self._turn()

    def watch_field(self) -> None:
        """In the field or at the desk."""
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
        to_check = self._stalled.facts[ItemState.HANDLED] + self._owed.facts[ItemState.HANDLED]
        for short in (False, True):
            if width < COMPACT or self.field:
                left, right = _compact(board, now, self.officer, width, short=short)
            else:
                left, right = _wide(board, now, self.officer, width, to_check, short=short)
            bad = trouble(board, now, short=short)
            room = width - (2 if bad else 0)
            every = [*left, *right]
            gap = 2 if len(fit(every, room)) == len(every) else 1
            if all(one in fit(every, room, gap) for one in bad):
                break
        known = [one for one in left if _warns(one) and one not in field_head(board)]
        kept, more = counted(every, room, gap, known)
        head = _apart([*(one for one in left if one in kept), *more], len(bad), gap)
        tail = [one for one in right if one in kept]
        return [ends(head, [(" " * gap, ""), *joined(tail, gap)] if tail else [], width)]


def counted(
    parts: Sequence[Phrase], width: int, gap: int, known: Sequence[Phrase]
) -> tuple[list[Phrase], list[Phrase]]:
    """What has room, and how many of the `known` have none (+2): what must be known is never just left out."""
    kept, more = fit(parts, width, gap), list[Phrase]()
    while missing := sum(one not in kept for one in known):
        told = [part(f"+{missing}", "warn", NEEDFUL)]
        if told == more:
            break
        more = told
        kept = fit(parts, width - more[0].width - gap, gap)
    return kept, more


def _warns(one: Phrase) -> bool:
    return any(tone in ("warn", "alarm") for _text, tone in one.line)


def _apart(head: list[Phrase], bad: int, gap: int) -> list[Piece]:
    """The phrases on the left, a line between what is wrong (the first `bad` of them) and the others."""
    alarms = [one for one in head[:bad] if any(tone == "alarm" for _text, tone in one.line)]
    others = head[len(alarms) :]
    if not alarms or not others:
        return joined(head, gap)
    return [*joined(alarms, gap), (f" {APART} ", "muted"), *joined(others, gap)]


def _wide(
    board: Board, now: datetime, officer: str, width: int, to_check: int, *, short: bool
) -> tuple[list[Phrase], list[Phrase]]:
    """The desk's line: its place, or what is wrong, then what to know; time, people and age from the right.

    A file that was not read is named, and if its name would cost more than place and leader, only counted.
    """
    left, right = _wide_left(board, now, named=True, short=short), _wide_right(board, now, officer, to_check)
    kept = fit([*left, *right], width, 1)
    if any(one not in kept and one.rank < PEOPLE for one in (*left, *right)):
        left = _wide_left(board, now, named=False, short=short)
    return left, right


def _wide_left(board: Board, now: datetime, *, named: bool, short: bool) -> list[Phrase]:
    bad, place = trouble(board, now, short=short), part(place_words_of(board), "title", 7)
    known = notices(board, named=named)
    handed = waiting(board)
    return [*bad, *handed, *known, place] if bad else [place, *handed, *known]


def _wide_right(board: Board, now: datetime, officer: str, to_check: int) -> list[Phrase]:
    said = to_check and not board.unread
    check = [part(_("{n} to check").format(n=to_check), "warn", 5)] if said else []
    right = [part(clock(_local(board, now)), "strong", 3), *_people(board, officer), _age(ago(board.data_at, now))]
    return [*right, *check]


def _compact(
    board: Board, now: datetime, officer: str, width: int, *, short: bool
) -> tuple[list[Phrase], list[Phrase]]:
    """The field's line: the fair's headline, who, how old, link, unsent. Where it is small the foot tells the rest.

    Rather a shorter age and a cut name than a figure less; the words of its doubt only where they have room.
    """
    link = notices(board, short=True) if width >= COMPACT else []
    doubts = field_doubts(board)
    left = [*trouble(board, now, short=short), *waiting(board), *field_head(board), *doubts, *link]
    right = _right_compact(board, ago(board.data_at, now), officer)
    if _over(left, right, width) > 0:
        right = _right_compact(board, brief(board.data_at, now), officer)
    while doubts and _over(left, right, width) > 0:
        left.remove(doubts.pop())
    over = _over(left, right, width)
    if over <= 0:
        return left, right
    return [_shorter(one, over) if one.rank == NAME else one for one in left], right


def _over(left: list[Phrase], right: list[Phrase], width: int) -> int:
    return sum(one.width + 1 for one in (*left, *right)) - 1 - width


def _shorter(name: Phrase, by: int) -> Phrase:
    """The fair's name in fewer cells, but never so few that it says nothing."""
    return Phrase(cut_line(name.line, max(NAME_LEAST, name.width - by)), name.rank)


def trouble(board: Board, now: datetime, *, short: bool = False) -> list[Phrase]:
    """Why the figures may be wrong by now, in words, `short` where there is less room; empty when all is well.

    Ledgers that nobody saves are no trouble, however old: only a folder that cannot be seen is, from its last look on.
    """
    folder = board.folder
    parts: list[Phrase] = []
    if folder.state in FOLDER_WORDS:
        seen = folder.checked_at or board.data_at
        if seen is not None and now - seen >= timedelta(minutes=1):
            parts.append(part(_("data stands still for {span}").format(span=span(now - seen)), "alarm", NEEDFUL))
        never = folder.state == "gone" and seen is None
        words = {**FOLDER_WORDS, **FOLDER_SHORT} if short else FOLDER_WORDS
        why = _("there is no shared folder here") if never else _(words[folder.state])
        parts.insert(0, part(why, "alarm", NEEDFUL)) if short else parts.append(part(why, "alarm", NEEDFUL))
    if folder.settings_problem:
        why = _("settings not taken: {why}").format(why=folder.settings_problem)
        parts.append(part(_("settings not taken") if short else why, "alarm", NEEDFUL))
    return parts


def waiting(board: Board) -> list[Phrase]:
    """The note of a shift that waits to be accepted, and from whom; how many, where there are several."""
    if not board.handovers:
        return []
    words = _("hand-over from {name}").format(name=board.handovers[0].by)
    count = len(board.handovers)
    return [part(f"{words} +{count - 1}" if count > 1 else words, "alarm", 1)]


def notices(board: Board, *, short: bool = False, named: bool = False) -> list[Phrase]:
    """What to know that does not make the figures wrong as a whole; `short` where the field's line tells of the link.

    With `named` files that were not read are told by the first one's name, else by their number alone.
    """
    failed = [source.file for source in board.sources if source.state is SourceState.FAILED]
    parts = [part(notice_words(one, short=short or not named), "warn", NEEDFUL) for one in told(board)]
    parts += _settings_left(board.folder.settings_left, named=named)
    parts += [part(_not_read(failed, named=named), "warn", 3)] if failed else []
    parts += [part(words.format(n=n), "warn", 3) for n, words in _counts(board) if n]
    if not board.unread and (faults := sum(1 for item in board.faults if item.marks.state not in HIDDEN_STATES)):
        parts.append(part(ngettext("{n} fault in ledgers", "{n} faults in ledgers", faults).format(n=faults), "", 8))
    parts += [part(_(words), "warn", 3) for words in dict.fromkeys(BRIEF[problem.code] for problem in board.station)]
    if board.folder.state == "starting" and not short:
        parts.append(part(_("checking the folder"), "muted", 2))
    if board.unread and not short:
        parts.append(part(unread_words(board), "muted"))
    return parts


def _settings_left(left: Sequence[str], *, named: bool) -> list[Phrase]:
    """The keys of fairwatch.toml that are not taken: what is wrong with one, where there is room, else how many."""
    if not left:
        return []
    if named and len(left) == 1:
        return [part(_("setting not taken: {why}").format(why=left[0]), "warn", 3)]
    words = ngettext("{n} setting not taken", "{n} settings not taken", len(left)).format(n=len(left))
    return [part(words, "warn", 2)]


def _not_read(files: list[str], *, named: bool) -> str:
    count = len(files)
    if not named:
        return ngettext("{n} file not read", "{n} files not read", count).format(n=count)
    words = _("{file} not read") if count == 1 else _("{file} and others, {n} files not read")
    return words.format(file=cut(PurePosixPath(files[0]).name, FILE_MOST), n=count)


def _counts(board: Board) -> list[tuple[int, str]]:
    return [
        (board.marks.newer, _("marks of a newer version {n}")),
        (board.marks.damaged, _("damaged marks {n}")),
        (board.marks.orphans, _("marks without a row {n}")),
        (len(board.marks.skipped), _("not a journal {n}")),
        (board.marks.clocks, _("clocks off {n}")),
    ]


def _people(board: Board, officer: str) -> list[Phrase]:
    parts: list[Phrase] = []
    duty = board.duty
    if duty and duty.officer:
        parts.append(part(_("on duty {name}").format(name=duty.officer), "", 4))
    if officer and not (duty and duty.officer == officer):
        parts.append(part(_("marking {name}").format(name=officer), "accent", 5))
    if duty and duty.leader:
        parts.append(part(_("in charge {name}").format(name=duty.leader), "", 6))
    return parts


def _age(words: str) -> Phrase:
    return part(_("data {age}").format(age=words), "", 1)


def _right_compact(board: Board, age: str, officer: str) -> list[Phrase]:
    who = officer or (board.duty.officer if board.duty else "")
    state = LINK.get(board.folder.state)
    link = [part(_(state[0]), state[1], 1)] if state else []
    return [*([part(who, "", 6)] if who else []), _age(age), *link, unsent_part(board.marks)]


def unsent_part(marks: MarksHealth) -> Phrase:
    """How many marks of this station the shared folder does not have yet."""
    return part(_("unsent {n}").format(n=marks.unsent), *(("warn", 0) if marks.unsent else ("muted", 1)))


def _local(board: Board, now: datetime) -> datetime:
    """The time in the office's zone, as the board has it."""
    return now.astimezone(board.now.tzinfo) if board.now.tzinfo and now.tzinfo else now
