"""The season's work on the board: what is owed beside follow-ups, the cadence, what lies around stalls, the fair."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from data.ledgers.season import Season
from data.model import UNTOUCHED, Board, FairWork, ItemState, MarkLine, OwedItem, RosterView, StallWork
from data.rules.base.fairs import FairBook
from data.rules.base.given import MarksOf, MarksSay
from data.rules.base.ladder import Ladders
from data.rules.base.names import UnitBook, followup_key
from data.rules.base.projects import Entry
from data.rules.base.start import Ground
from data.rules.base.workdays import Workdays
from data.rules.fair.duty import local_now, roster_view
from data.rules.fair.funnel import GuestWords, funnel
from data.rules.fair.preparation import burn_down
from data.rules.fair.slate import current_fair, slate
from data.rules.owed.builder import Owing, is_near, numbered, ordered
from data.rules.owed.cadence import CadenceBook, is_season
from data.rules.owed.followup_pairs import MattersOnce
from data.rules.owed.ledger_dates import blockers_owed, guests_owed, payouts_owed, prep_owed
from data.rules.owed.reports import extension_reports, reports_owed
from data.rules.owed.visits import Visits, visits_owed
from data.rules.stalls.blockers import by_department, desk_blockers, open_blockers
from data.rules.stalls.evidence import Evidence
from data.rules.stalls.nodes import slipped
from data.rules.stalls.sponsors import sponsor_pages
from data.rules.stalls.started_not_built import started_not_built, uncared
from data.settings import RuleSettings
from data.support.fast_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the rules of the season's work read."""

    base: Ground
    evidence: Evidence
    marks: MarksSay
    matters: MattersOnce

    @property
    def season(self) -> Season:
        """The records that count."""
        return self.base.season

    @property
    def settings(self) -> RuleSettings:
        """The office's settings."""
        return self.base.settings

    @property
    def entries(self) -> Sequence[Entry]:
        """Every project once."""
        return self.base.entries

    @property
    def book(self) -> UnitBook:
        """The units."""
        return self.base.book

    @property
    def fairs(self) -> FairBook:
        """The fairs on the board's date."""
        return self.base.fairs

    @property
    def workdays(self) -> Workdays:
        """The office's working days."""
        return self.base.workdays


def with_work(board: Board, given: Inputs) -> Board:
    """The board with all of it. Follow-ups and stalled projects stand on it already."""
    owing = Owing(given.book, given.base.named, board.as_of)
    visits = Visits(given.season.visits, given.marks.visits, owing)
    cadence = CadenceBook(given.settings, given.fairs, given.workdays, board.as_of)
    lines = cadence.lines(lambda key, period: given.marks.of(key, period).state is ItemState.HANDLED)
    found = numbered((*_owed(given, owing, visits), *cadence.items(lines, owing)))
    of, logs = given.marks.of, given.marks.logs
    items = [_told(item if not item.markable else _marked(item, of), owing, logs) for item in found]
    near: list[OwedItem] = []
    later: list[OwedItem] = []
    for item in items:
        (near if is_near(item, given.settings.owed) and not _done(item) else later).append(item)
    return replace(
        board,
        owed=ordered((*(_told(item, owing, given.marks.logs) for item in board.owed), *near)),
        owed_later=ordered(later),
        cadence=lines,
        stall_work=_stalls(board, given, owing, visits),
        fair_work=_fair(board, given),
    )


def _owed(given: Inputs, owing: Owing, visits: Visits) -> Iterator[OwedItem]:
    season, rules = given.season, given.settings
    fair = current_fair(given.fairs, owing.as_of)
    words = GuestWords(rules.guest_states)
    yield from reports_owed(season.reports, given.entries, rules.owed.report_days, owing)
    ladders = Ladders(rules.followups, given.workdays)
    again = frozenset(key for others in given.matters.aliases.values() for key in others)
    followups = [row for row in season.followups if followup_key(row) not in again] if again else season.followups
    yield from extension_reports(followups, rules.followups.extended_report_months, ladders, owing)
    yield from blockers_owed(season.blockers, owing)
    yield from guests_owed(season.guests, rules.owed.guest_days, words, fair.opens if fair else None, owing)
    yield from prep_owed(season.prep, owing)
    yield from payouts_owed(season.payouts, owing)
    if is_season(given.fairs, rules.cadence.fair_weeks, owing.as_of):
        yield from visits_owed(given.entries, visits, rules.owed.visits_a_week, given.workdays, owing)


def _marked(item: OwedItem, marks: MarksOf) -> OwedItem:
    done = marks(item.key, item.episode)
    return item if done is UNTOUCHED else replace(item, marks=done)


def _told(item: OwedItem, owing: Owing, logs: Mapping[str, tuple[MarkLine, ...]]) -> OwedItem:
    """With the project that it names, where the ledgers tell it apart, and what officers logged about that."""
    key = item.project_key or owing.key_of(item.project)  # follow-ups are made without their project
    if key == item.project_key and key not in logs:
        return item
    return replace(item, project_key=key, project_log=logs.get(key, ()))


def _done(item: OwedItem) -> bool:
    """A duty that was marked done waits for no ledger: it leaves the duty screen."""
    return item.kind == "duty" and item.marks.state is ItemState.HANDLED


def _stalls(board: Board, given: Inputs, owing: Owing, visits: Visits) -> StallWork:
    blockers = open_blockers(given.season.blockers, owing)
    return StallWork(
        slipped=slipped(given.entries, given.evidence, board.as_of),
        started_not_built=started_not_built(given.entries, given.evidence, given.settings.stall, board.as_of),
        uncared=uncared(given.entries, visits),
        blockers=by_department(blockers),
        sponsors=sponsor_pages(given.entries, board.stalled, blockers, visits, owing),
        desk_blockers=desk_blockers(given.entries, given.marks.logs),
    )


def _fair(board: Board, given: Inputs) -> FairWork:
    season, rules = given.season, given.settings
    fair = current_fair(given.fairs, board.as_of)
    now = local_now(board.now, board.as_of, rules.zone)
    roster: RosterView = roster_view(season.roster, fair.closes if fair else None, board.as_of, now, rules.roster)
    return FairWork(
        streams=burn_down(season.prep, board.as_of),
        funnel=funnel(season.guests, GuestWords(rules.guest_states), rules.guests.top_tiers, board.as_of),
        slate=slate(given.entries, given.fairs, board.basis.value, board.as_of),
        roster=roster,
    )
