"""The board in words, for `show`: what the screen's panels say, in lines."""

from __future__ import annotations

from collections.abc import Iterator

from data.model import UNHEARD, Board, FairProgress, OwedItem, Severity, StalledProject, UnitProgress
from data.wording import _, ngettext, pgettext
from data.wording.code_words import basis_word, joint_words, light_word, stage_word, unit_kind_word
from data.wording.doubt_words import doubts, unit_doubts
from data.wording.headline_words import handed_down_words, why_word
from data.wording.item_lines import due_word, handling
from data.wording.notices import notice_words, notices
from data.wording.numbers import decimals_for, percent, points, signed_number, yi, yi_short
from data.wording.problems import problem_line
from data.wording.unit_words import doubt_words, provisional, unit_light_word
from tui.commands.check import all_problems
from tui.commands.common import table
from widgets.frame.scope import not_begun
from widgets.panels.totals import curve_words, fair_with_planned
from widgets.panels.units_panel import standings, table_words, unit_words, with_planned_words


def board_lines(board: Board) -> Iterator[str]:
    """The whole board, line by line."""
    title = board.place or _("Duty desk")
    unit = _("by {basis}, in 100 million yuan").format(basis=basis_word(board.basis))
    pace = _("pace by working days") if board.pace_days == "work" else ""
    yield "  ".join(part for part in (title, board.as_of.isoformat(), unit, pace, curve_words(board)) if part)
    yield from (problem_line(problem) for problem in board.folder.settings_problems)
    yield from (f"! {notice_words(notice)}" for notice in notices(board))
    yield ""
    yield _("Fair countdown")
    yield from table([_fair(board, i) for i in range(len(board.fairs))])
    lead = board.leading
    if lead is not None:
        yield _("Stands first: {fair} ({why})").format(fair=lead.fair or _("the season"), why=why_word(board.headline))
    for progress in sorted(board.progress, key=lambda line: line is not lead):
        yield ""
        yield from _progress(progress)
    yield ""
    yield _("Stalled projects") + f"  {len(board.stalled)}"
    yield from table([_stalled(item) for item in board.stalled], right=(3, 4))
    late = sum(1 for item in board.owed if item.overdue)
    yield ""
    yield _("Owed follow-ups") + f"  {len(board.owed)}  " + _("overdue {count}").format(count=late)
    yield from table([_owed(item) for item in board.owed])
    count = sum(problem.severity is Severity.PROBLEM for problem in all_problems(board))
    if count:
        yield ""
        yield ngettext("{count} problem: see “check”", "{count} problems: see “check”", count).format(count=count)


def _fair(board: Board, index: int) -> tuple[str, ...]:
    fair = board.fairs[index]
    if fair.closed:
        when = _("closed")
    elif fair.day is not None:
        when = _("day {day} of {days}").format(day=fair.day, days=fair.days)
    else:
        when = _("{days} days").format(days=fair.days_left)
    work = "" if fair.closed or fair.day is not None else _("{days} working days").format(days=fair.workdays_left)
    return fair.name, when, work, f"{fair.opens.isoformat()} {fair.venue}".strip()


def _progress(progress: FairProgress) -> Iterator[str]:
    places = decimals_for([progress.signed, progress.planned, *(u.measured.signed for u in progress.units)])
    name = progress.fair or _("the season")
    target = yi_short(progress.target) if progress.target is not None else "—"
    head = [_("Signed for {fair}").format(fair=name), f"{yi(progress.signed, places)} / {target}"]
    if progress.completion is not None:
        head.append(percent(progress.completion))
    if progress.pace is not None:
        head.append(_("pace {percent}").format(percent=percent(progress.pace)))
    only_units = progress.target is None and progress.units_target
    head.append(not_begun(progress) or ("" if only_units else light_word(progress.light)))
    handed_down = (words for words, _warns in handed_down_words(progress))
    yield "  ".join(filter(None, (*head, *handed_down, fair_with_planned(progress))))
    if said := doubts(progress):
        yield "  " + _("beside: {doubts}").format(doubts=" · ".join(said))
    if found := standings(progress):
        yield "  " + "  ".join(text for phrase in found for text, _tone in phrase.line)
    group, waiting = None, provisional(progress.units)
    rows: list[tuple[str, ...]] = []
    for unit in progress.units:
        if (unit.kind, unit.parent, unit.metric) != group and not (unit.part_of and rows):
            yield from table(rows, right=(0, 3, 4, 5, 6, 7), indent="    ")
            rows, group = [], (unit.kind, unit.parent, unit.metric)
            more = table_words(unit.parent, unit.metric, group in waiting)
            yield f"  {unit_kind_word(unit.kind)}  {more}".rstrip()
        rows.append(_unit(unit, places))
    yield from table(rows, right=(0, 3, 4, 5, 6, 7), indent="    ")


def _unit(unit: UnitProgress, places: int) -> tuple[str, ...]:
    rate = percent(unit.completion) if unit.completion is not None else "—"
    if unit.target is None:
        target = "—"
    else:
        target = yi_short(unit.target) if unit.metric == "amount" else f"{unit.target:f}"
    measured, unheard = unit.measured, unit.standing in UNHEARD
    done = "—" if unheard else yi(measured.signed, places) if unit.metric == "amount" else str(measured.contracts)
    gap = ""
    if unit.completion is not None and unit.pace is not None:
        gap = signed_number(points(unit.completion, unit.pace))
    if "not_begun" in unit.flags:
        gap = pgettext("pace", "not begun")
    if "zero_signing" in unit.flags:
        gap = _("nothing signed yet")
    if "joint_only" in unit.flags:
        gap = joint_words(measured)
    gap = " · ".join(words for words in ("" if "unsettled" in unit.flags else gap, doubt_words(unit)) if words)
    return (
        str(unit.rank) if unit.rank is not None else "—",
        unit_words(unit),
        unit_light_word(unit),
        rate,
        f"{done}/{target}",
        gap,
        "—" if unheard else str(measured.contracts),
        "—" if unheard else yi(measured.planned, places),
        " · ".join(filter(None, (with_planned_words(unit), *unit_doubts(unit)))),
    )


def _stalled(item: StalledProject) -> tuple[str, ...]:
    days = _("no record") if item.days_stalled is None else str(item.days_stalled)
    limit = "" if item.limit is None else str(item.limit)
    return item.project, item.unit, stage_word(item.stage), days, limit, handling(item), item.key


def _owed(item: OwedItem) -> tuple[str, ...]:
    return due_word(item), item.what, item.owed_by, handling(item), item.key
