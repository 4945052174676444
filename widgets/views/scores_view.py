"""得分: scores by the formula of the settings, and bad quarters in a row for people to decide on."""

from __future__ import annotations

from collections.abc import Sequence

from data.model import (
    BadRun,
    Board,
    Scoring,
    Trace,
    UnitScore,
)
from data.model.shown_list import CellForm
from data.support.fast_dataclass import dataclass
from data.wording import N_, NP_, _, pgettext
from data.wording.numbers import half_up
from data.wording.period_names import period_words
from data.wording.season_words import BAD, NO_SCORE, SCORE_PARTS, season_word
from widgets.frame.ink import Phrase, part
from widgets.table.column_cells import Col
from widgets.table.column_widths import Column
from widgets.views.lines import by_kind, of_scope, progress_of
from widgets.views.view import Group, View
from widgets.views.view_columns import count, words


def _scoring(board: Board, scope: str | None) -> Scoring | None:
    return of_scope(board, scope, board.scores)


@dataclass(frozen=True, slots=True)
class _Score:
    score: UnitScore
    trace: Trace
    runs: tuple[BadRun, ...]


def _scores(board: Board, scope: str | None) -> Sequence[Group[_Score]]:
    scoring, progress = _scoring(board, scope), progress_of(board, scope)
    if scoring is None or progress is None:
        return ()
    units = {unit.unit: unit for unit in progress.units}
    made = [
        (units[one.unit], _Score(one, scoring.trace, tuple(run for run in board.bad_runs if run.unit == one.unit)))
        for one in scoring.units
        if one.unit in units
    ]
    return by_kind(made, ranked=scoring.formula != "count_amount")


def _parts_words(row: _Score) -> str:
    return " + ".join(f"{season_word(SCORE_PARTS, p.name)} {half_up(p.points, 2)}" for p in row.score.parts)


def _bad_words(row: _Score) -> str:
    """Bad quarters in a row, each with its circular; whose turn it is to decide (由人决定)."""
    quarters = [
        " ".join(
            part
            for part in (period_words(q.period), "、".join(season_word(BAD, why) for why in q.why), q.circular)
            if part
        )
        for run in row.runs
        for q in run.quarters
    ]
    return "; ".join(quarters) + (_(" (for people to decide)") if quarters else "")


def _score_columns(board: Board, rows: Sequence[_Score]) -> Sequence[Col[_Score]]:
    score = Column("score", pgettext("column", "score"), align="right")
    return (
        count("rank", pgettext("column", "#"), lambda row: row.score.rank),
        words("unit", pgettext("column", "name"), lambda row: row.score.unit, least=8),
        Col(
            score,
            lambda row: (
                season_word(NO_SCORE, row.score.reason) if row.score.score is None else f"{half_up(row.score.score, 2)}"
            ),
            lambda row: row.score.score,
            lambda row: row.trace,
            form=CellForm.NUMBER,
        ),
        words("parts", pgettext("column", "made of"), _parts_words, most=48, priority=2, grow=True),
        words(
            "bad",
            pgettext("column", "bad quarters in a row"),
            _bad_words,
            most=60,
            priority=1,
            tone=lambda row: "warn",
            trace=lambda row: row.runs[0].trace if row.runs else None,
        ),
    )


def _score_summary(board: Board, scope: str | None) -> list[Phrase]:
    scoring = _scoring(board, scope)
    return [part(period_words(scoring.period), "", 2)] if scoring else []


VIEW: View[_Score] = View(
    "scores",
    NP_("view", "scores"),
    _scores,
    _score_columns,
    lambda row: row.score.unit,
    N_("no unit is scored here"),
    summary=_score_summary,
    scoped=True,
)
