"""The hand-over in words: what a note says, what changed since a shift, what was done. Pure functions of the model."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from data.model import Change, Item, Left, OwedItem, Shift, ShiftMark, ShiftNote, SignedThen, StalledProject
from data.wording import NP_, _, ngettext, pgettext
from data.wording.ages import moment, short_date
from data.wording.code_words import mark_word
from data.wording.item_lines import days_word, row_word
from data.wording.log_words import PERIODIC
from data.wording.numbers import decimals_for, percent, yi
from data.wording.period_names import with_period_words
from data.wording.season_words import then_and_now
from widgets.table.column_widths import Column
from widgets.table.virtual_table import Cell

GROUPS: Mapping[str, tuple[str, str]] = {
    "worse": NP_("since", "worse"),
    "new": NP_("since", "new"),
    "gone": NP_("since", "gone"),
    "better": NP_("since", "better"),
}
"""The groups of changes in the order in which they are told: what needs somebody comes first."""

TONES: Mapping[str, str] = {"worse": "bad", "new": "warn", "gone": "muted", "better": "good"}

SINCE: Mapping[str, tuple[str, str]] = {
    "signed": NP_("since", "since {who} handed over, {time}"),
    "accepted": NP_("since", "since {who} took over, {time}"),
    "session": NP_("since", "since this station last looked, {time}"),
}


def since_words(shift: Shift) -> str:
    """From when on changes are told, and why from then."""
    if shift.begins is not None:
        return _("since this station's first look, {day}").format(day=short_date(shift.begins))
    if shift.since is not None and shift.why in SINCE:
        return pgettext(*SINCE[shift.why]).format(who=shift.who, time=moment(shift.since))
    return _("nothing is known of an earlier shift")


def columns() -> Sequence[Column]:
    """The columns of the list."""
    return (
        Column("item", pgettext("since", "Item"), least=14, most=60, grow=True),
        Column("was", pgettext("since", "Was"), least=8, most=24),
        Column("now", pgettext("since", "Now"), least=10, most=34),
        Column("who", pgettext("since", "Who"), least=8, most=30),
    )


def change_cells(change: Change, item: Item | None) -> Mapping[str, Cell]:
    """One change; `item` is its row on the present board, if it stands there."""
    before, after = then_and_now(change)
    if change.what == "stalled" and isinstance(item, StalledProject):
        after = stalled_words(item)
    return {
        "item": ((change.project, "strong"),),
        "was": ((before, "muted"),),
        "now": ((after, TONES.get(change.group, "")),),
        "who": whose(change, item),
    }


def stalled_words(item: StalledProject) -> str:
    """How long it has not moved, beside what its stage allows."""
    if item.days_stalled is None or item.limit is None:
        return days_word(item)
    words = ngettext("stalled {n} day (limit {limit})", "stalled {n} days (limit {limit})", item.days_stalled)
    return words.format(n=item.days_stalled, limit=item.limit)


def whose(change: Change, item: Item | None) -> str:
    """Who has to act: the unit, and of a project its sponsor."""
    sponsor = item.sponsor if isinstance(item, StalledProject) else ""
    return " ".join(part for part in (change.unit, sponsor) if part)


def mark_cells(mark: ShiftMark) -> Mapping[str, Cell]:
    """What was done to one item: what stood before, what stands now, by whom."""
    name = with_period_words(mark.name) if mark.item_kind in PERIODIC else mark.name
    return {
        "item": ((name, "strong"), (f"  {mark.unit}" if mark.unit else "", "muted")),
        "was": ((before_words(mark), "muted"),),
        "now": done_words(mark),
        "who": f"{mark.by} {moment(mark.at)}",
    }


def before_words(mark: ShiftMark) -> str:
    """What stood on the item before; — for nothing."""
    if not mark.before_op:
        return "—"
    return f"{mark_word(mark.item_kind, mark.before_op, mark.before_outcome)} {mark.before_by}"


def done_words(mark: ShiftMark) -> str:
    """The latest mark: 催办，11-25再看; how many there were, where there were several."""
    words = mark_word(mark.item_kind, mark.op, mark.outcome)
    until = _("until {date}").format(date=short_date(mark.until)) if mark.until else ""
    more = f"×{mark.count}" if mark.count > 1 else ""
    return " ".join(part for part in (words, until, mark.who, more, " ".join(mark.text.split())) if part)


def signed_cells(line: SignedThen) -> Mapping[str, Cell]:
    """What was signed for a fair, then and now."""
    digits = decimals_for((line.before, line.after))
    grown = line.after - line.before
    tone = "good" if grown > 0 else "bad" if grown < 0 else "muted"
    change = f"{'+' if grown > 0 else ''}{yi(grown, digits)}" if grown else _("unchanged")
    return {
        "item": ((line.fair or _("season"), "strong"),),
        "was": ((_money(line.before, digits, line.completion_before), "muted"),),
        "now": ((_money(line.after, digits, line.completion), tone),),
        "who": ((change, tone),),
    }


def _money(amount: Decimal, digits: int, completion: Decimal | None) -> str:
    return f"{yi(amount, digits)} {percent(completion) if completion is not None else ''}".strip()


def note_cells(note: ShiftNote) -> Mapping[str, Cell]:
    """One note in a row: from whom to whom, when, what became of it."""
    tone = "alarm" if note.waiting else "muted"
    whom = f"{note.by} → {note.to}" if note.to else note.by
    return {
        "item": ((f"{whom}  {' '.join(note.text.split())}", "strong" if note.waiting else ""),),
        "was": moment(note.at),
        "now": ((became(note), tone),),
        "who": _left_count(note),
    }


def became(note: ShiftNote) -> str:
    """What became of a note: it waits, was taken over by somebody, or replaced."""
    if note.accepted_by:
        at = moment(note.accepted_at) if note.accepted_at else ""
        sign = "≠ " if len(note.accepted_by) > 1 else ""
        return sign + _("taken over: {by} {at}").format(at=at, by="/".join(note.accepted_by))
    return _("signed anew") if note.replaced else _("waits to be taken over")


def _left_count(note: ShiftNote) -> str:
    return ngettext("{n} open", "{n} open", note.open).format(n=note.open) if note.open else ""


def note_words(note: ShiftNote, now: Callable[[Left], str | None], most: int = 99) -> list[str]:
    """A note in full, line by line: its words, then the open items it lists, each with how it stands by `now`.

    `now` gives None where that is not known. `most` are the open items that are listed at most.
    """
    whom = note.to or _("whoever comes next")
    lines = [_("{by} handed over to {to}, {time}").format(by=note.by, to=whom, time=moment(note.at))]
    lines += note.text.splitlines() or [_("no words of its own")]
    if note.open:
        lines.append(ngettext("{n} item left open:", "{n} items left open:", note.open).format(n=note.open))
    for left in note.left[:most]:
        due = _("due {day}").format(day=short_date(left.due)) if left.due else ""
        lines.append("· " + "  ".join(part for part in (left.name, left.unit, due, now(left)) if part))
    more = note.open - len(note.left[:most])
    if more:
        lines.append(ngettext("and {n} more", "and {n} more", more).format(n=more))
    return lines


def left_words(items: Sequence[OwedItem | StalledProject], most: int) -> list[str]:
    """The open items that a note will list, before it is signed."""
    if not items:
        return [_("nothing is overdue, due today or stalled")]
    lines = [ngettext("{n} item is left open:", "{n} items are left open:", len(items)).format(n=len(items))]
    for item in items[:most]:
        lines.append("· " + "  ".join(part for part in (item.title, item.debtor, row_word(item)) if part))
    more = len(items) - most
    return [*lines, ngettext("and {n} more", "and {n} more", more).format(n=more)] if more > 0 else lines
