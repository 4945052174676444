"""What ledgers say on one date, whatever officers note: made anew when ledgers, settings, the day or a ruling change.

A mark more is what a board comes for most often, and most marks change nothing of this.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from data.ledgers.season import Season
from data.model import FairProgress, Pair, Problem, ProjectLine, SourceHealth, StalledProject, UnitPeople
from data.rules.between_ledgers.contradictions import Rulings
from data.rules.board_inputs import HistorySays
from data.rules.owed.followups import FollowUps, owed
from data.rules.season_on_date import Ground, GroundParts, ground
from data.rules.signing.progress import Progress
from data.rules.signing.season_figures import Figures, figures
from data.rules.stalls.all_projects import portfolio
from data.rules.stalls.movement_evidence import Evidence, row_keys
from data.rules.stalls.stalled_projects import stalled
from data.rules.targets.headline_scope import Firsts, firsts
from data.rules.units.names import UnitBook
from data.settings import RuleSettings
from data.support.fast_dataclass import dataclass
from data.support.kept_each import Each, KeptEach


@dataclass(frozen=True, slots=True)
class LedgerFigures:
    """All of it. `stalled` and the follow-ups are without their marks; `pairs` are those of all ledgers, and `aliases`
    the other keys of what stands under several, by its key."""

    base: Ground
    evidence: Evidence
    progress: tuple[FairProgress, ...]
    made: Figures
    first: Firsts
    stalled: tuple[StalledProject, ...]
    followups: FollowUps
    problems: tuple[Problem, ...]
    pairs: tuple[Pair, ...]
    aliases: Mapping[str, tuple[str, ...]]
    projects: Sequence[ProjectLine]
    people: tuple[UnitPeople, ...]


class FiguresParts:
    """What was made of each row and project the last time."""

    def __init__(self) -> None:
        self.ground, self.keys, self.stalled = GroundParts(), KeptEach(), KeptEach()


def ledger_figures(
    season: Season,
    settings: RuleSettings,
    as_of: date,
    rulings: Rulings,
    sources: Sequence[SourceHealth],
    history: HistorySays,
    parts: FiguresParts | None = None,
) -> LedgerFigures:
    """The figures of the rows that count, by the rulings of officers; `sources` say what became of their files."""
    parts = parts or FiguresParts()
    base = ground(season, settings, as_of, rulings, sources, parts.ground)
    followups = owed(base.season.followups, base.book, settings.followups, base.workdays, as_of, rulings)
    progress = Progress(base.entries, base.book, base.fairs, base.targets, settings, base.standings, base.pairs)
    lines = progress.build()
    made = figures(base, progress.scopes, lines)
    first = firsts(base.fairs, base.targets, settings.wall.scope)
    evidence = _evidence(base, history, parts.keys)
    return LedgerFigures(
        base=base,
        evidence=evidence,
        progress=lines,
        made=made,
        first=first,
        stalled=tuple(stalled(base.entries, evidence, base.book, settings.stall, as_of, parts.stalled)),
        followups=followups,
        problems=(*base.problems, *followups.problems, *made.problems, *progress.notes(), *first.problems),
        pairs=(*base.pairs, *followups.matters.pairs),
        aliases={**base.aliases, **followups.matters.aliases},
        projects=portfolio(base.entries, evidence, made.fair_of),
        people=tuple(_people(base.book, unit) for unit in base.book.listed()),
    )


def _evidence(base: Ground, history: HistorySays, each: Each) -> Evidence:
    """What tells when a project last moved: what the folder holds, and what this station saw."""
    season, kinds, as_of = base.season, base.settings.stall.evidence, base.fairs.as_of
    words, moves = history.new_words, history.stage_moves
    rows = season.projects
    known = dict(zip(map(id, rows), each(rows, row_keys), strict=True))
    return Evidence(
        season.milestones,
        season.funds,
        words,
        base.book,
        base.named,
        kinds,
        as_of,
        stage_moves=moves,
        keys=lambda row: known.get(id(row)) or row_keys(row),
    )


def _people(book: UnitBook, unit: str) -> UnitPeople:
    return UnitPeople(unit, *book.contact(unit), book.head(unit), book.kind(unit))


class RulingsAsked:
    """What the rules asked of officers' rulings, with the answers they got: all that they know of marks."""

    def __init__(self, rulings: Rulings) -> None:
        self._apart = rulings.apart
        self._decided: dict[tuple[str, str], str] = {}
        self._ref: dict[tuple[str, str], str] = {}
        self.rulings = replace(
            rulings, decided=_noting(rulings.decided, self._decided), ref=_noting(rulings.ref, self._ref)
        )

    def same(self, now: Rulings) -> bool:
        """Whether these answer the same today."""
        return (
            now.apart == self._apart
            and all(now.decided(*item) == said for item, said in self._decided.items())
            and all(now.ref(*item) == said for item, said in self._ref.items())
        )


def _noting(ask: Callable[[str, str], str], answers: dict[tuple[str, str], str]) -> Callable[[str, str], str]:
    def asked(key: str, episode: str) -> str:
        answers[key, episode] = said = ask(key, episode)
        return said

    return asked


class KeptFigures:
    """The figures made last, given again while they would be made of the same: every input is compared, the rows by
    being the very same, since whoever reads a ledger anew makes another season of it."""

    def __init__(self) -> None:
        self._rows: tuple[Season, Season] | None = None
        self._given: tuple[object, ...] = ()
        self._asked = RulingsAsked(Rulings())
        self._made: LedgerFigures | None = None
        self._parts = FiguresParts()

    def of(
        self,
        season: Season,
        counted: Season,
        settings: RuleSettings,
        as_of: date,
        rulings: Rulings,
        sources: tuple[SourceHealth, ...],
        history: HistorySays,
    ) -> LedgerFigures:
        """The figures of `counted`, the rows of `season` that no officer excluded; `rulings` tell columns by the
        latter. As `ledger_figures` makes them."""
        given = (settings, as_of, sources, history)
        rows = self._rows is not None and self._rows[0] is season and self._rows[1] is counted
        if self._made is None or not rows or given != self._given or not self._asked.same(rulings):
            self._asked = RulingsAsked(rulings)
            self._made = ledger_figures(counted, settings, as_of, self._asked.rulings, sources, history, self._parts)
            self._rows, self._given = (season, counted), given
        return self._made
