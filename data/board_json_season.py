"""The part of the board's JSON that is made of the season's figures; `data.board_json` has the rest.

- `goals[]`, one for each line of progress: `fair` (null: the season), `units_signed`, `metrics[]`, `gap`, and:
  - `metrics[]`: `metric` ("amount", "projects", "paid_in", "trips", "starts"), `target`, `done`, `completion`,
    `units_target` (the sum of the units' targets, those below another one left out), `figures[]` (that contradict
    each other), `left_out` (rows), `trace`;
  - `gap`: `metric`, `target`, `done`, `gap`, `planned`, `reviewed`, `unreviewed`, `uncovered` (无着落),
    `planned_count`, `reviewed_count`, `trace`: gap = planned + uncovered, never below 0;
  - `cascades[]`: targets whose parts do not add up: `whole` (null: the fair or season), `metric`, `target`, `parts`,
    `difference`, `units[]`, `without[]` (units without such a target), `trace`;
  - `breakdowns[]`: `by` ("tier", "industry", "channel", "origin", "kind", "real_estate"), `trace`, `parts[]` {`key`,
    `count`, `amount`, `rows`}; the parts add up to what is signed;
  - `units[]`: `unit`, `metrics[]`, `gap`.
- `conversions[]`, one for each line of progress: `fair`, `total`, `units[]`, `zero_signing[]` (零签约),
  `nothing_in_talks[]` (零招引), `none_landed[]` (全军覆没). `total` and each unit: `unit` (null: all), `steps[]` and
  `cumulative`, `struck_off`, `net` {`name`, `count`, `amount`}; `rates[]` {`name` ("fulfilment", "start", "landing",
  "paid_in"), `numerator`, `denominator`, `ratio`, `printed` (percent, rounded as the settings say), `parts` {name:
  number}, `left_out`, `trace`}; `own[]` (the office's formulas) {`name`, `formula`, `value`, `counts`, `trace`}.
- `pipeline`: `stages[]` {`stage` (null: none said), `count`, `amount`, `no_amount`, `next_step`, `trace`} and
  `replacements[]` {`project`, `unit`, `status`, `chain[]`, `end` ("", "cycle", "unknown", "long"), `said`, `trace`} and
  `below_admission[]` {`key`, `project`, `unit`, `industry`, `word`, `amount`, `threshold`, `trace`}.
- `scores[]`, one for each line of progress: `fair`, `formula`, `period` ("2026Q4"), `trace`, `units[]` {`unit`,
  `kind`, `score`, `rank`, `ranked_of`, `reason` ("", "no_target", "no_spread"), `parts[]` {`name`, `value`,
  `weight`, `points`}}.
- `bad_runs[]`: bad quarters in a row, for people to decide on and no verdict: `unit`, `current`, `trace`, `quarters[]`
  {`period`, `score`, `rank`, `ranked_of`, `why[]` ("last", "score"), `circular`, `action`, `place`}.
- `trips` (null: no ledger of them): `from`, `statistic_on`, `total`, `units[]`, `leaders[]` {`unit`, `leader`, `trips`,
  `days`, `firms`, `leads`, `heads`, `planned`, `no_return`, `trace`}, `heads[]` and `statistic[]` {`unit`, `head`,
  `trips`, `days`, `firms`, `leads`, `trace`}.
- `repeats[]`: `investor`, `first` and `second` {`project`, `unit`, `fair`, `amount`, `place`}, `across[]` ("units",
  "fairs"), `alike[]` ("name", "amount"), `likeness` (percent), `trace`.

A `trace` says what a figure rests on: `rule` (docs/rules.md), `values` {name: text} and `rows`; `rows` and `left_out`
are numbers of ledger rows. Keys are the names of the fields in `data.model`, so a field of these is never renamed.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from data.json_plain import amount, ratio
from data.model import Board, Place

_PARTS = ("goals", "conversions", "pipeline", "scores", "bad_runs", "trips", "repeats")
_NUMBERS = frozenset({"completion", "ratio", "printed", "score", "points", "value", "weight"})
"""Fields whose decimals are numbers, rounded to 6 places; every other decimal is an amount or a count, and a string."""
_PAIRS = frozenset({"values", "counts"})
"""Fields of (name, value) pairs, which stay tables when they are empty."""
_NULLS = frozenset({("Cascade", "whole"), ("Ladder", "unit")})
"""Where "" means the whole, and is null."""


def season_json(board: Board) -> dict[str, Any]:
    """The season's figures in JSON's plain types, each under its name on the board."""
    return {name: _plain(name, getattr(board, name)) for name in _PARTS}


def _plain(name: str, value: Any) -> Any:
    if isinstance(value, Place):
        return value._asdict()
    if is_dataclass(value):
        kind = type(value).__name__
        told = {f.name: getattr(value, f.name) for f in fields(value)}
        return {
            key.rstrip("_"): None if said == "" and (kind, key) in _NULLS else _plain(key, said)
            for key, said in told.items()
        }
    if isinstance(value, tuple):
        return _listed(name, value)
    if isinstance(value, Decimal):
        return ratio(value) if name in _NUMBERS else amount(value)
    return value.isoformat() if isinstance(value, date) else value


def _listed(name: str, values: tuple[Any, ...]) -> Any:
    """Rows are counted, pairs become a table, the rest is a list."""
    if name in ("rows", "left_out"):
        return len(values)
    if name in _PAIRS or (values and isinstance(values[0], tuple) and not isinstance(values[0], Place)):
        return {key: _plain(name, said) for key, said in values}
    return [_plain(name, said) for said in values]
