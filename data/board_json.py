"""The board as JSON, for other programs: `fairwatch show --json`.

Amounts are strings in 万元, without exponent or idle zeros ("1250", "1250.5"); ratios are numbers rounded to 6
places (0.264286 is 26.4 %); days are whole days; dates are ISO. What is unknown is null. Keys are added in later
versions, never renamed.

- `as_of`: the day the rules were computed for. `basis`: "contracted" or "total_investment"; `basis_auto`: chosen by
  what the folder has. `place`, `pace_days` ("calendar" or "work"), `years_without_calendar` (放假安排未录入).
- `fairs[]`, the earliest first: `name`, `opens`, `closes`, `venue`; `days_left` (negative once open), `workdays_left`;
  `day` of `days` while it runs; `closed`; `target`, `signed`, `completion`, `pace`, `light`: the fair's own;
  `units_target`: the sum of its units' targets; `contracts`, `frameworks`, `intents` and their amounts; `planned`
  (拟签) and `planned_count`; `after_close` (会后补签); `paid_in`; `other_currency` {"USD": amount}; the numbers of rows
  `no_basis` (未填), `no_date` (缺日期), `before_from` (跨期), `no_paper` (性质不明).
- `season`: the same figures for the season's line, null where there is none.
- `units[]`, in the board's order: `fair` (null: the season's target), `unit`, `kind`, `parent`, `target`, `metric`
  ("amount" or "projects"), `signed`, `contracts`, `frameworks`, `intents` (counts), `planned`, `completion`, `pace`,
  `light` ("green", "yellow", "red", "none"), `rank`, `ranked_of`, `flags[]` ("zero_signing", "none_landed"), `joint`,
  `whole_signed` (own and below), `target_figures` (targets that contradict each other), `no_paper`, `other_currency`.
- `stalled[]`, in the list's order: `key`, `project`, `unit`, `stage`, `days_stalled` (null: no evidence), `limit`,
  `last_evidence`, `evidence`, `reason` ("idle", "milestone", "no_evidence"), `milestone`, `blocker`, `sponsor`, the
  mark's `state`, `by`, `outcome`, `until`; `markable`, `episode`, `place`.
- `owed[]`, in the list's order: `key`, `kind`, `what`, `project`, `unit`, `owed_by`, `grade`, `due`, `days_over`,
  `due_rule` ("extended", "due", "ladder", ""), `rung`, `phase` ("open", "review", "superior"), `source`, the mark's
  `state`, `by`, `outcome`, `until`; `markable`, `episode`, `place`.
- `sources[]`: `file`, `state` ("ok", "waiting", "held", "failed", "ignored", "gone"), `kinds` {kind: rows}, `read_at`,
  `why`, `problems[]` {`sheet`, `row`, `column`, `code`, `text`, `why`, `severity`}.
- `problems[]`: what the rules found in several rows together, each with its `file` too. `place` is {file, sheet, row}.
- `faults[]`: what is wrong in and between ledgers, as items: `key`, `kind` ("problem", "contradiction", "two-targets",
  "ledger"), `title`, `unit`, `what` (in words), the mark's `state`, `by`, `outcome`, `until`; `markable`, `episode`,
  `place`; a contradiction's `decided` and its `differences[]` {`field`, `first`, `second`}, each cell {file, sheet,
  cell, text}.
- `decisions[]`: the rulings in force that change what is counted: `key`, `outcome`, `title`, `unit`, `by`, `at`,
  `text`.
- `notices[]`: what must be known before a figure is used, as every screen says it: `code` ("ledger-gone", "held",
  "unstaffed", "no-holidays"), `names` (files, years), `words`. `unstaffed`: the roster names nobody for `as_of`.
- `goals[]`, `conversions[]`, `pipeline`, `scores[]`, `bad_runs[]`, `trips`, `repeats[]`: see `data.board_json_season`.

`data.board_json_work` has the rest: `owed_later[]`, `stall_work`, `cadence[]`, `fair_work`, and the `trace` of figures.

A handled item stays in its list, with its state.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from data.board_json_season import season_json
from data.board_json_work import owed_extra, work_json
from data.json_plain import amount, ratio
from data.model import (
    Board,
    CellSaid,
    Contradiction,
    Decision,
    FairCountdown,
    FairProgress,
    Fault,
    ItemMarks,
    OwedItem,
    Place,
    Problem,
    SourceHealth,
    StalledProject,
    UnitProgress,
)
from data.wording.faults import fault_words
from data.wording.notices import notice_words, notices
from data.wording.problems import problem_text

_Json = dict[str, Any]


def to_json(board: Board) -> _Json:
    """The board in JSON's plain types; the words in `why` are in the language in force."""
    lines = {line.fair: line for line in board.progress}
    season = lines.get(None)
    return {
        "as_of": board.as_of.isoformat(),
        "basis": board.basis.value,
        "basis_auto": board.basis_auto,
        "place": board.place,
        "pace_days": board.pace_days,
        "years_without_calendar": list(board.years_without_calendar),
        "fairs": [_fair(fair, lines.get(fair.name)) for fair in board.fairs],
        "season": _progress(season) if season else None,
        "units": [_unit(unit) for line in board.progress for unit in line.units],
        "stalled": [_stalled(item) for item in board.stalled],
        "owed": [_owed(item) for item in board.owed],
        "owed_later": [_owed(item) for item in board.owed_later],
        "notices": [{"code": one.code, "names": list(one.names), "words": notice_words(one)} for one in notices(board)],
        "unstaffed": board.unstaffed,
        "sources": [_source(source) for source in board.sources],
        "problems": [{"file": problem.file, **_problem(problem)} for problem in board.problems],
        "faults": [_fault(item) for item in board.faults],
        "decisions": [_decision(decision) for decision in board.decisions],
        **season_json(board),
        **work_json(board),
    }


def _day(day: date | datetime | None) -> str | None:
    return day.isoformat() if day else None


def _amounts(pairs: Sequence[tuple[str, Decimal]]) -> dict[str, str | None]:
    return {currency: amount(value) for currency, value in pairs}


def _fair(fair: FairCountdown, line: FairProgress | None) -> _Json:
    return {
        "name": fair.name,
        "opens": _day(fair.opens),
        "closes": _day(fair.closes),
        "venue": fair.venue,
        "days_left": fair.days_left,
        "workdays_left": fair.workdays_left,
        "day": fair.day,
        "days": fair.days,
        "closed": fair.closed,
        **(_progress(line) if line else {}),
    }


def _progress(line: FairProgress) -> _Json:
    return {
        "target": amount(line.target),
        "signed": amount(line.signed),
        "completion": ratio(line.completion),
        "pace": ratio(line.pace),
        "light": line.light.value,
        "units_target": amount(line.units_target),
        "contracts": line.contracts,
        "frameworks": line.frameworks,
        "framework_amount": amount(line.framework_amount),
        "intents": line.intents,
        "intent_amount": amount(line.intent_amount),
        "planned": amount(line.planned),
        "planned_count": line.planned_count,
        "after_close": amount(line.after_close),
        "after_close_count": line.after_close_count,
        "paid_in": amount(line.paid_in),
        "other_currency": _amounts(line.other_currency),
        "no_basis": len(line.no_basis),
        "no_date": len(line.no_date),
        "before_from": len(line.before_from),
        "no_paper": len(line.no_paper),
    }


def _unit(unit: UnitProgress) -> _Json:
    return {
        "fair": unit.fair,
        "unit": unit.unit,
        "kind": unit.kind,
        "parent": unit.parent,
        "target": amount(unit.target),
        "metric": unit.metric,
        "signed": amount(unit.signed),
        "contracts": unit.contracts,
        "frameworks": unit.frameworks,
        "framework_amount": amount(unit.framework_amount),
        "intents": unit.intents,
        "intent_amount": amount(unit.intent_amount),
        "planned": amount(unit.planned),
        "planned_count": unit.planned_count,
        "completion": ratio(unit.completion),
        "pace": ratio(unit.pace),
        "light": unit.light.value,
        "rank": unit.rank,
        "ranked_of": unit.ranked_of,
        "flags": list(unit.flags),
        "joint": unit.joint,
        "whole_signed": amount(unit.whole_signed),
        "target_figures": [amount(figure) for figure in unit.target_figures],
        "no_paper": unit.no_paper,
        "other_currency": _amounts(unit.other_currency),
    }


def _stalled(item: StalledProject) -> _Json:
    return {
        "key": item.key,
        "project": item.project,
        "unit": item.unit,
        "stage": item.stage.value if item.stage else None,
        "days_stalled": item.days_stalled,
        "limit": item.limit,
        "last_evidence": _day(item.last_evidence),
        "evidence": item.evidence_kind,
        "reason": item.reason.value,
        "milestone": item.milestone,
        "blocker": item.blocker,
        "sponsor": item.sponsor,
        **_marks(item.marks),
        "markable": item.markable,
        "episode": item.episode,
        "place": _place(item.place),
    }


def _owed(item: OwedItem) -> _Json:
    return {
        "key": item.key,
        "kind": item.kind,
        "what": item.what,
        "project": item.project,
        "unit": item.unit,
        "owed_by": item.owed_by,
        "grade": item.grade,
        "due": _day(item.due),
        "days_over": item.days_over,
        "due_rule": item.due_rule,
        "rung": item.rung,
        "phase": item.phase.value,
        "source": item.source,
        **_marks(item.marks),
        "markable": item.markable,
        "episode": item.episode,
        "place": _place(item.place),
        **owed_extra(item),
    }


def _marks(marks: ItemMarks) -> _Json:
    return {
        "state": marks.state.value,
        "by": marks.by,
        "conflict": list(marks.conflict),
        "outcome": marks.outcome,
        "until": _day(marks.until),
    }


def _source(source: SourceHealth) -> _Json:
    return {
        "file": source.file,
        "state": source.state.value,
        "kinds": dict(source.kinds),
        "read_at": _day(source.read_at),
        "why": problem_text(source.why) if source.why else None,
        "problems": [_problem(problem) for problem in source.problems],
    }


def _problem(problem: Problem) -> _Json:
    return {
        "sheet": problem.sheet,
        "row": problem.row,
        "column": problem.column,
        "code": problem.code,
        "text": problem.text,
        "why": problem_text(problem),
        "severity": problem.severity.value,
    }


def _place(place: Place) -> _Json:
    return {"file": place.file, "sheet": place.sheet, "row": place.row}


def _fault(item: Fault) -> _Json:
    own: _Json = {}
    if isinstance(item, Contradiction):
        cells = [
            {"field": one.field, "first": _cell(one.first), "second": _cell(one.second)} for one in item.differences
        ]
        own = {"decided": item.decided or None, "differences": cells}
    return {
        "key": item.key,
        "kind": item.kind,
        "title": item.title,
        "unit": item.unit,
        "what": fault_words(item),
        **own,
        **_marks(item.marks),
        "markable": item.markable,
        "episode": item.episode,
        "place": _place(item.place),
    }


def _cell(cell: CellSaid) -> _Json:
    return {"file": cell.place.file, "sheet": cell.place.sheet, "cell": cell.address, "text": cell.text}


def _decision(decision: Decision) -> _Json:
    return {
        "key": decision.key,
        "outcome": decision.outcome,
        "title": decision.title,
        "unit": decision.unit,
        "by": decision.by,
        "at": _day(decision.at),
        "text": decision.text,
    }
