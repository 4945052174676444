"""What waits for somebody's word, and what was handed to somebody: the matters of the meeting and of the leader's page.

Both come from officers' marks and the ledgers' dates; who never marked anything has none of the first, and all that is
open stands in the second by its department.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from data.export.papers.fit_words import FitWords
from data.export.papers.paper_periods import month_day
from data.export.papers.paper_sentences import BLANK
from data.model import Board, ItemState, MarkLine, OwedItem, OwedPhase, StalledProject
from data.support.fast_dataclass import dataclass
from data.wording.code_words import outcome_word

HANDED_OUT = frozenset({"assigned", "passed-on", "extended"})
"""Outcomes by which somebody has to do something by a day."""
TO_DECIDE = frozenset({"to-dispatch", "to-meeting", "to-dispose", "to-summons"})
"""Outcomes that ask for a decision."""
TO_RULE = "to-ruling"
"""The outcome that asks which of two ledgers is right."""
SOON = 7
"""Days within which a matter's day is soon."""
NEVER_NAMED = frozenset({"guest", "visit", "duty"})
"""Kinds that no paper lists: guests are investors, and what the office owes itself is no matter of others."""


MATTER_HEADS = ("序号", "谁（责任单位）", "何事", "何时", "情况")
MATTER_WORDS = frozenset({1, 2, 3, 4})
"""The columns of a list of matters, and those of them that hold words."""


@dataclass(frozen=True, slots=True)
class PaperMatter:
    """One matter as a paper lists it: who has to act, what it is, by when (None: no day is known), where it stands."""

    who: str
    what: str
    due: date | None
    said: str

    @property
    def by(self) -> str:
        """By when, as printed; blank without a day."""
        return month_day(self.due) if self.due else BLANK

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """Its row in a list, behind its number."""
        return self.who, self.what, self.by, self.said


def open_items(board: Board) -> Iterator[OwedItem | StalledProject]:
    """What papers may list and nobody has ended, in the board's order."""
    items: tuple[OwedItem | StalledProject, ...] = (*board.owed, *board.owed_later, *board.stalled)
    return (item for item in items if item.kind not in NEVER_NAMED and item.marks.state is not ItemState.HANDLED)


@dataclass(frozen=True, slots=True)
class GivenOut:
    """A matter that was handed to somebody and is still open, the day of it, and the officer's own words."""

    matter: PaperMatter
    day: date
    text: str = ""


def handed_out(board: Board, fit: FitWords) -> list[GivenOut]:
    """What a meeting decided and officers handed to somebody, and is still open; the first due stands first."""
    decided = {one.item: one for one in board.decided if one.item}
    found = []
    for item in open_items(board):
        line, meeting = _handed_out(item), decided.get(item.key)
        if line is None and meeting is not None:
            matter = _matter(item, fit, _who(item, fit), _due(item) or meeting.due, "会议交办")
            found.append(GivenOut(matter, meeting.meeting))
        elif line is not None:
            due = line.until if line.outcome != "passed-on" else _due(item) or line.until
            who = fit.office(line.who) if line.outcome == "passed-on" else BLANK
            who = who if who != BLANK else _who(item, fit)
            given = _matter(item, fit, who, due, outcome_word(item.kind, line.outcome))
            found.append(GivenOut(given, line.at.astimezone(board.now.tzinfo).date(), line.text))
    return sorted(found, key=lambda one: (one.matter.due or date.max, one.matter.who, one.matter.what))


def to_decide(board: Board, fit: FitWords) -> list[PaperMatter]:
    """What asks for a decision: what officers proposed, what waits for a superior office, blockers past their day; each
    by their days."""
    proposed, above, late = [], [], []
    for item in open_items(board):
        if item.marks.op == "act" and item.marks.outcome in TO_DECIDE:
            word, own = outcome_word(item.kind, item.marks.outcome), fit.words(item.marks.text, 24)
            said = f"{word}：{own}" if own else word
            proposed.append(_matter(item, fit, _who(item, fit), _due(item), said))
        elif isinstance(item, OwedItem) and item.phase is OwedPhase.SUPERIOR:
            above.append(_matter(item, fit, _who(item, fit), item.due, "待上级批复"))
        elif isinstance(item, OwedItem) and item.kind == "blocker" and item.overdue and _handed_out(item) is None:
            late.append(_matter(item, fit, _who(item, fit), item.due, f"逾期{item.days_over}天"))
    return [one for part in (proposed, above, late) for one in sorted(part, key=_by_day)]


def _by_day(matter: PaperMatter) -> date:
    """The first due stands first, what has no day last; else the board's order stands."""
    return matter.due or date.max


def to_rule(board: Board) -> int:
    """How many contradictions of ledgers officers want a ruling on; which they are, their units are told apart."""
    return sum(item.marks.op == "act" and item.marks.outcome == TO_RULE for item in board.faults)


def supervised(board: Board, fit: FitWords) -> list[PaperMatter]:
    """Follow-ups that are late, or due soon; those that wait for our review or a superior are not."""
    found = []
    for item in open_items(board):
        if isinstance(item, OwedItem) and item.kind == "followup" and item.phase is OwedPhase.OPEN:
            over = item.days_over
            if over is not None and over >= -SOON:
                said = f"逾期{over}天" if over > 0 else "今日到期" if not over else f"{-over}天后到期"
                found.append(_matter(item, fit, _who(item, fit), item.due, said))
    return found


def _handed_out(item: OwedItem | StalledProject) -> MarkLine | None:
    """The mark that handed it out: the latest, unless the matter was opened again since."""
    for line in item.marks.history:
        if line.undone or line.earlier:
            continue
        if line.op == "reopen":
            return None
        if line.op == "act" and line.outcome in HANDED_OUT:
            return line
    return None


def _matter(item: OwedItem | StalledProject, fit: FitWords, who: str, due: date | None, said: str) -> PaperMatter:
    what = fit.title(item)
    about = item.blocker if isinstance(item, StalledProject) else _about(item)
    if about:
        what = f"{what}（{fit.words(about, 24)}）"
    return PaperMatter(who, what, due, said)


def _about(item: OwedItem) -> str:
    """The project that a matter is about, where its name does not say so itself."""
    return item.project if item.project not in item.what else ""


def _who(item: OwedItem | StalledProject, fit: FitWords) -> str:
    return fit.office(item.debtor)


def _due(item: OwedItem | StalledProject) -> date | None:
    return item.due if isinstance(item, OwedItem) else None


def by_who(matters: Iterable[PaperMatter]) -> dict[str, list[PaperMatter]]:
    """Matters by who has to act, those with the most first, each by their days; who is to be filled in by hand stands
    last."""
    groups: dict[str, list[PaperMatter]] = {}
    for matter in matters:
        groups.setdefault(matter.who, []).append(matter)
    by_day = {who: sorted(own, key=_by_day) for who, own in groups.items()}
    return dict(sorted(by_day.items(), key=lambda pair: (pair[0] == BLANK, -len(pair[1]))))
