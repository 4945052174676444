"""The board in JSON, for other programs: `fairwatch show --json`, and what other commands print of it.

Amounts are strings in 万元, without exponent or idle zeros ("1250", "1250.5"); ratios are numbers rounded to 6
places (0.264286 is 26.4 %); days are whole days; dates are ISO. What is unknown is null.

- `format`: 2, the first key of every object that a command prints (`log --json` prints an array). Within a format keys
  are added, never renamed, and never change their meaning.
- `as_of`: the day the rules were computed for. `basis`: "contracted" or "total_investment"; `basis_auto`: chosen by
  what the folder has. `place`, `pace_days` ("calendar" or "work"), `pace_curve[]` {`day`, `share`} (the office's own
  nodes; empty: linear), `years_without_calendar` (放假安排未录入).
- `headline` {`fair` (null: the season), `why`}: which line stands first, on every face; `why`: "running", "next" or
  "last" (this fair, and it has targets), "season" (the units' targets are the season's), "no_fair", "no_targets".
- `fairs[]`, the earliest first: `name`, `opens`, `closes`, `venue`; `days_left` (negative once open), `workdays_left`;
  `day` of `days` while it runs; `closed`; `target`, `signed`, `completion`, `with_planned` (with 拟签), `pace`,
  `light`: the fair's own; `units_target`: the sum of its units' targets; `units_target_doubt`: those for units nearly
  known; `handed_down`: "units" (targets of amounts of its own), "season" (the units' are the season's) or ""; `from`,
  the first day that counts; `flags[]` ("not_begun": that day is ahead: no pace, no light); `contracts`, `frameworks`,
  `intents`, `framework_amount`, `intent_amount`; `planned` (拟签), `planned_count`; `after_close` (会后补签),
  `after_close_count`; `paid_in`; `other_currency` {"USD": amount}; `to_confirm` (合并待确认) and `possible`
  (疑似重复) {`pairs`, `amount`}: counted once, and what more it would be if they were two; both counted, and what less
  if they were one; `units_sum`: the units' own lines added up, each with its claims (其中 lines are in the line above
  them); the numbers of rows `no_basis` (未填), `no_date` (缺日期), `before_from` (跨期), `no_paper` (性质不明);
  `disputed`: projects that only some of their rows count here; `at_most` (最高可计): signed if each counts by the row
  that says most, else null.
- `season`: the same figures for the season's line, null where there is none.
- `units[]`, in the board's order: `fair` (null: the season's target), `unit`, `kind`, `parent`, `target`, `metric`
  ("amount" or "projects"), `signed`, `contracts`, `frameworks`, `intents` (counts), `planned`, `completion`, `pace`,
  `light` ("green", "yellow", "red", "none"), `rank` (null: nothing done, or nothing to measure by), `ranked_of`,
  `standing` ("read", "partial", "unread", "silent": of the last two `completion` and `rank` are null, `light` is "none"
  and `signed` says nothing), `uncounted` {`count`, `amount`} (待核: rows that may be contracts), `flags[]`
  ("zero_signing", "joint_only", "none_landed", "target_doubt", "unsettled" (what is uncounted could change light or
  rank), "zero_doubt" (an unread ledger may belie a zero), "not_begun"), `from`, `joint`, `joint_in[]` (who
  counts these), `whole_signed` (own and below) and `whole` {`signed`, `contracts`, `planned`, `planned_count` and the
  like} (null: no units below), `by_whole` (`completion`, `light`, `rank` and `flags` go by `whole`, else by its own),
  `part_of` (the unit under which it is a 其中 line, outside sums and ranks), `with_planned` (completion with 拟签),
  `target_figures` (targets that contradict each other), `no_paper`, `at_most`, `disputed`, `other_currency`;
  `to_confirm` and `possible` {`pairs`, `amount`}: the pairs that it shares in, and what of its own line hangs on them.
- `stalled[]`, in the list's order: `key`, `project`, `unit`, `stage`, `days_stalled` (null: no evidence), `limit`,
  `last_evidence`, `evidence`, `reason` ("idle", "milestone", "no_evidence"), `milestone`, `blocker`, `sponsor`, the
  mark's `state`, `by`, `conflict[]` (names that marked without knowing of each other), `outcome`, `until`;
  `markable`, `episode`, `place`.
- `owed[]`, in the list's order: `key`, `kind`, `what`, `project`, `unit`, `owed_by`, `grade`, `due`, `days_over`,
  `due_rule` ("extended", "due", "ladder", ""), `rung`, `phase` ("open", "review", "superior"), `source`, the mark's
  `state`, `by`, `conflict[]`, `outcome`, `until`; `markable`, `episode`, `place`, `next_period` (the day on which the
  next of a row of such things is due), `trace`.
- `sources[]`: `file`, `state` ("ok", "waiting", "held", "failed", "ignored", "gone", "older": a newer version of it
  counts), `kinds` {kind: rows}, `read_at`, `unit_from` ("column", "section", "title", "folder", "file": where its rows'
  units are from, the least sure; "" where none is needed), `why`, `problems[]` {`sheet`, `row`, `column`, `code`,
  `text`, `why`, `severity`, `settings` (lines for fairwatch.toml that would read a sheet that is not read, else "")}.
- `problems[]`: what the rules found in several rows together, and what of fairwatch.toml is not taken ("settings",
  "settings_key"), each with its `file` too. `place` is {file, sheet, row}.
- `faults[]`: what is wrong in and between ledgers, as items: `key`, `kind` ("problem", "contradiction", "two-targets",
  "pair", "ledger"), `title`, `unit`, `what` (in words), the mark's `state`, `by`, `conflict[]`, `outcome`,
  `until`; `markable`, `episode`, `place`; a contradiction's `decided` and its `differences[]` {`field`, `first`,
  `second`}, each {`file`, `sheet`, `cell`, `text`}; a pair's `about` ("projects", "followups"), `sure` (counted once
  until decided), `equal[]` ("investor", "amount", "day"), `decided`, `first` and `second` {`key`, `name`, `unit`,
  `investor`, `amount`, `day`, `place`}.
- `decisions[]`: the rulings in force that change what is counted: `key`, `outcome`, `title`, `unit`, `by`, `at`,
  `text`.
- `notices[]`: what must be known before a figure is used, as every screen says it: `code` ("ledger-gone", "held",
  "unstaffed", "no-holidays"), `names` (files, years), `words`. `unstaffed`: the roster names nobody for `as_of`.
- `station[]`: what the own files of the station that asks lack, the unreadable and the set aside: `code`, `file` (its
  whole path), `why`, and `words`, the whole line; also what of the folder's memory (docs/memory.md) cannot be read.
  Empty when all is well; of the ledgers and marks in the folder it says nothing.
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
  `replacements[]` {`project`, `unit`, `status`, `chain[]`, `end` ("", "cycle", "unknown", "several", "long"),
  `said`, `trace`} and `below_admission[]` {`key`, `project`, `unit`, `industry`, `word`, `amount`, `threshold`,
  `trace`}.
- `scores[]`, one for each line of progress: `fair`, `formula`, `period` ("2026Q4"), `trace`, `units[]` {`unit`,
  `kind`, `score`, `rank`, `ranked_of`, `reason` ("", "no_target", "no_spread"), `parts[]` {`name`, `value`,
  `weight`, `points`}}.
- `bad_runs[]`: bad quarters in a row, for people to decide on and no verdict: `unit`, `current`, `trace`, `quarters[]`
  {`period`, `score`, `rank`, `ranked_of`, `why[]` ("last", "score"), `circular`, `action`, `place`}.
- `trips` (null: no ledger of them): `from`, `statistic_on`, `total`, `units[]`, `leaders[]` {`unit`, `leader`, `trips`,
  `days`, `firms`, `leads`, `heads`, `planned`, `no_return`, `trace`}, `heads[]` and `statistic[]` {`unit`, `head`,
  `trips`, `days`, `firms`, `leads`, `trace`}; `half_from`, `half_total`, `half[]`: by unit, of this half year alone.
- `repeats[]`: `investor`, `first` and `second` {`project`, `unit`, `fair`, `amount`, `place`}, `across[]` ("units",
  "fairs"), `alike[]` ("name", "amount"), `likeness` (percent), `trace`.
- `owed_later[]`: what is owed and does not stand on the duty screen, each as in `owed[]`.
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
  `now`, `next` {`officer`, `leader`, `phone`, `shift`}, null where nobody is; `today[]`, all shifts of the day}.

A `trace` says what a figure rests on: `rule` (its id in docs/rules.md), `values` {name: text}, `count`, the number of
ledger rows, and `rows`, those rows: each a place {`file`, `sheet`, `row`}, all of them, however many. `rows` of a part
are places too. `left_out` is a number of ledger rows.

A handled item stays in its list, with its state.

`history --json` tells a `LedgerHistory` of data.model, and `since`: `changes[]`, the newest first {`file`, `what`
("first", "changed", "gone", "back"), `state` ("counts", "held", "older", "superseded", "passed", "gone"), `day`,
`seen_at`, `station`, `officer`, `ours`, `recorded`, `like` (a day), `renamed` (a file), `lost[]`, `accepted`, `why`,
`kinds[]` {`kind`, `before`, `now`, `added`, `changed`, `gone`; null is not known}, `rows[]` {`how` ("added",
"changed", "gone"), `kind`, `title`, `unit`, `place`, `cells[]` {`field`, `header`, `before`, `after`}}, `unknown` ("",
"kept_back", "missing")}, `begins`, `unit`, `unsaid`, `untold` (versions
before `begins`, of which nothing is told: `[memory] months`).

`handover --json` tells a `Shift` of data.model; `owed --json` tells `as_of` and `owed[]`; `card --json` one item and
all its `marks[]`.

One encoder (`data.export.json_encoder`) goes by the table `SHAPES`. A class without a row there has a key for each of
its fields, by the field's name, in the fields' order; so a field of `data.model` that is told is never renamed. To tell
something new, add the field to its class, and to the keys of its row here if it has one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from data.export.json_encoder import Encoder, JsonObject, Say, Shape, ratio
from data.model import (
    BlockerLine,
    Board,
    Cascade,
    CellSaid,
    Contradiction,
    ConversionLine,
    Decision,
    Difference,
    FairProgress,
    HeldLedger,
    ItemMarks,
    LedgerChange,
    MarkLine,
    OwedItem,
    Pair,
    Problem,
    ProblemItem,
    SourceHealth,
    SponsorPage,
    StalledProject,
    Trace,
    UnitProgress,
)
from data.support.gc_pause import paused
from data.wording.notices import notice_words, notices
from data.wording.problems import problem_line, problem_text
from data.wording.ruling_words import fault_words
from data.wording.unread_sheet_remedy import settings_block

FORMAT = 2
"""In the first one `rows` of a trace were places here and a number there, and a hand-over's ratios were texts."""


def _number_of(rows: str) -> Say:
    """How many rows a field holds."""
    return lambda thing: len(getattr(thing, rows))


_MARKED = "*marks markable episode place"
_FAULT = "key kind title unit what "
_SIGNED = "frameworks framework_amount intents intent_amount planned planned_count"

SHAPES: Mapping[type, Shape] = {
    Board: Shape(
        "as_of basis basis_auto place pace_days pace_curve years_without_calendar headline fairs season units stalled "
        "owed owed_later notices unstaffed station sources problems faults decisions goals conversions pipeline scores "
        "bad_runs trips repeats stall_work cadence fair_work",
        fairs=lambda board: [{**plain(fair), **plain(_line(board, fair.name) or {})} for fair in board.fairs],
        pace_curve=lambda board: [{"day": day.isoformat(), "share": ratio(share)} for day, share in board.pace_curve],
        season=lambda board: plain(_line(board, None)),
        notices=lambda board: [{**plain(one), "words": notice_words(one)} for one in notices(board)],
        station=lambda board: [
            {"code": one.code, "file": one.file, "why": problem_text(one), "words": problem_line(one)}
            for one in board.station
        ],
        units=lambda board: [plain(unit) for line in board.progress for unit in line.units],
        problems=lambda board: [
            {"file": problem.file, **plain(problem)} for problem in (*board.folder.settings_problems, *board.problems)
        ],
    ),
    FairProgress: Shape(
        "target signed completion with_planned pace light units_target units_target_doubt handed_down from_ flags "
        "contracts " + _SIGNED + " after_close after_close_count at_most disputed "
        "paid_in other_currency to_confirm possible units_sum no_basis no_date before_from no_paper",
        **{rows: _number_of(rows) for rows in ("no_basis", "no_date", "before_from", "no_paper")},
    ),
    UnitProgress: Shape(
        "fair unit kind parent target metric signed contracts " + _SIGNED + " completion pace light rank ranked_of "
        "flags from_ joint joint_in whole_signed whole by_whole part_of with_planned target_figures no_paper "
        "at_most disputed other_currency standing uncounted to_confirm possible"
    ),
    StalledProject: Shape(
        "key project unit stage days_stalled limit last_evidence evidence=evidence_kind reason milestone blocker "
        "sponsor " + _MARKED
    ),
    OwedItem: Shape(
        "key kind what project unit owed_by grade due days_over due_rule rung phase source " + _MARKED + " next_period "
        "trace"
    ),
    ItemMarks: Shape("state by conflict outcome until"),
    MarkLine: Shape("id at by op outcome until text who on in_force undone"),
    SourceHealth: Shape(
        "file state kinds read_at unit_from why problems",
        why=lambda source: problem_text(source.why) if source.why else None,
    ),
    Problem: Shape("sheet row column code text why severity settings", why=problem_text, settings=settings_block),
    ProblemItem: Shape(_FAULT + _MARKED, what=fault_words),
    HeldLedger: Shape(_FAULT + _MARKED, what=fault_words),
    Contradiction: Shape(
        _FAULT + "decided differences " + _MARKED, what=fault_words, decided=lambda item: item.decided or None
    ),
    LedgerChange: Shape(
        "file what state day seen_at station officer ours recorded like renamed lost accepted why kinds rows unknown",
        why=lambda change: problem_text(change.why) if change.why else None,
    ),
    Pair: Shape(
        _FAULT + "about sure equal first second decided " + _MARKED,
        what=fault_words,
        decided=lambda item: item.decided or None,
    ),
    Difference: Shape("field first second"),
    CellSaid: Shape(
        "*place cell=address text", place=lambda cell: {"file": cell.place.file, "sheet": cell.place.sheet}
    ),
    Decision: Shape("key outcome title unit by at text"),
    Cascade: Shape(whole=lambda cascade: cascade.whole or None),
    ConversionLine: Shape(unit=lambda line: line.unit or None),
    BlockerLine: Shape("what project unit age days_over place"),
    SponsorPage: Shape(blockers=lambda page: len(page.blockers)),
    Trace: Shape("rule values count rows", count=lambda trace: len(trace.rows)),
}
"""The keys are here where they are not simply the fields, and what of a field is told where its type does not say."""

_encoder = Encoder(SHAPES)


def plain(value: Any) -> Any:
    """A value of the read model, or lists and tables of such, in JSON's plain types."""
    return _encoder.plain(value)


def to_json(board: Board) -> JsonObject:
    """The board in JSON's plain types; the words in `why` are in the language in force."""
    return in_format(board)


@paused()
def in_format(thing: Any) -> JsonObject:
    """An object or a table of such, in JSON's plain types, with the number of the format in front."""
    return {"format": FORMAT, **plain(thing)}


@paused()
def as_text(said: Any) -> str:
    """JSON's plain types as commands print them, two spaces a level."""
    return msgspec.json.format(msgspec.json.encode(said), indent=2).decode()


def _line(board: Board, fair: str | None) -> FairProgress | None:
    return next((line for line in reversed(board.progress) if line.fair == fair), None)
