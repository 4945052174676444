"""The season's work as JSON, beside the board's other keys: `fairwatch show --json`. Keys are added, never renamed.

- `owed_later[]`: what is owed and does not stand on the duty screen, each as in `owed[]`; both have `trace`.
- `stall_work`: `slipped[]` {`key`, `project`, `unit`, `days`, `slips[]` {`node`, `planned`, `days`, `reached`,
  `place`}}; `started_not_built[]` {`key`, `project`, `unit`, `started_on`, `since`, `days`, `limit`, `sponsor`};
  `uncared[]` {`key`, `project`, `unit`, `lacks[]` of "sponsor", "officer", "visit"; `place`}; `blockers[]` {`dept`,
  `open`, `overdue`, `undated`, `oldest` (days), `blockers[]` {`what`, `project`, `unit`, `age`, `days_over`, `place`}};
  `sponsors[]` {`sponsor`, `projects[]`, `stalled[]` (keys), `blockers` (how many), `visits`, `last_visit`,
  `visit_days[]` {`project` (its key), `on`, `by[]`, `said[]`, `logged` (no ledger knows of it)}};
  `desk_blockers[]` {`key`, `project`, `unit`, `kind`, `text`, `by`, `at`}: what officers logged, in no ledger.
- `cadence[]`: `duty`, `span`, `period`, `due`, `state` ("done", "missed", "today", "ahead", "free"), `before`,
  `before_done`.
- `fair_work`: `streams[]` {`stream`, `total`, `done`, `due`, `overdue`, `undated`}; `funnel` {`total`, `steps[]`
  {`state`, `at`, `reached`}, `declined`, `unknown` {word: guests}, `non_local`, `non_local_coming`, `top_tier`,
  `top_tier_coming`: each {`part`, `whole`}}; `slate` {`fair`, `units[]` {`unit`, `amounts` {paper: amount},
  `projects[]` {`key`, `project`, `paper`, `amount`, `currency`, `signs_on`, `place`}}}; `roster` {`until`, `gaps[]`,
  `now`, `next` {`officer`, `leader`, `phone`, `shift`}, null where nobody is}.
- `trace`, wherever a figure has one: `rule` (its id in docs/rules.md), `values` {name: text}, `rows[]` (places).
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from data.model import BlockerLoad, Board, Funnel, OwedItem, Place, SlateUnit, SponsorPage, Trace

_Json = dict[str, Any]


def work_json(board: Board) -> _Json:
    """The keys of the season's work."""
    work, fair = board.stall_work, board.fair_work
    return {
        "stall_work": {
            "slipped": [plain(one) for one in work.slipped],
            "started_not_built": [plain(one) for one in work.started_not_built],
            "uncared": [plain(one) for one in work.uncared],
            "blockers": [_load(load) for load in work.blockers],
            "sponsors": [_sponsor(page) for page in work.sponsors],
            "desk_blockers": [plain(one) for one in work.desk_blockers],
        },
        "cadence": [plain(line) for line in board.cadence],
        "fair_work": {
            "streams": [plain(stream) for stream in fair.streams],
            "funnel": _funnel(fair.funnel),
            "slate": {
                "fair": fair.slate.fair,
                "units": [_slate(unit) for unit in fair.slate.units],
                "trace": trace(fair.slate.trace),
            },
            "roster": plain(fair.roster),
        },
    }


def owed_extra(item: OwedItem) -> _Json:
    """What an owed item has beside the keys it always had."""
    return {"next_period": plain(item.next_period), "trace": trace(item.trace)}


def trace(found: Trace | None) -> _Json | None:
    """Where a figure comes from."""
    if found is None:
        return None
    return {"rule": found.rule, "values": dict(found.values), "rows": [plain(row) for row in found.rows]}


def plain(value: Any) -> Any:
    """A value of the read model in JSON's plain types, by its fields' names: amounts as strings, dates ISO."""
    if isinstance(value, Trace):
        return trace(value)
    if isinstance(value, Place):
        return value._asdict()
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, (tuple, list)):
        return [plain(one) for one in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):  # a moment is one too
        return value.isoformat()
    return amount_text(value) if isinstance(value, Decimal) else value


def amount_text(value: Decimal) -> str:
    """An amount without exponent and without idle zeros."""
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def _load(load: BlockerLoad) -> _Json:
    found: _Json = plain(load)
    for line in found["blockers"]:
        del line["dept"]
    return found


def _sponsor(page: SponsorPage) -> _Json:
    found: _Json = plain(page)
    return {**found, "blockers": len(page.blockers)}


def _funnel(funnel: Funnel) -> _Json:
    found: _Json = plain(funnel)
    return {**found, "unknown": dict(funnel.unknown)}


def _slate(unit: SlateUnit) -> _Json:
    found: _Json = plain(unit)
    return {**found, "amounts": {paper: amount_text(value) for paper, value in unit.amounts}}
