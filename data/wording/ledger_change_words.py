"""The history of a ledger in words: what happened to it, what of its rows, how the version stands, who first saw it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from data.model import (
    CellChange,
    KindChange,
    LedgerChange,
    LedgerEvent,
    LedgerHistory,
    RowChange,
    Stage,
    VersionState,
)
from data.wording import N_, NP_, _, ngettext, pgettext
from data.wording.code_words import ledger_kind_word, stage_word, value_word
from data.wording.problems import problem_text

EVENTS: Mapping[LedgerEvent, tuple[str, str]] = {
    LedgerEvent.FIRST: NP_("ledger", "first seen"),
    LedgerEvent.CHANGED: NP_("ledger", "changed"),
    LedgerEvent.GONE: NP_("ledger", "gone"),
    LedgerEvent.BACK: NP_("ledger", "back again"),
}

RENAMED: Mapping[LedgerEvent, str] = {
    LedgerEvent.FIRST: N_("renamed, {file} before"),
    LedgerEvent.BACK: N_("renamed, {file} before"),
    LedgerEvent.GONE: N_("renamed, {file} now"),
}

STATES: Mapping[VersionState, tuple[str, str]] = {
    VersionState.COUNTS: NP_("version", "counts"),
    VersionState.HELD: NP_("source", "held back"),
    VersionState.OLDER: NP_("source", "older version"),
    VersionState.SUPERSEDED: NP_("version", "superseded"),
    VersionState.PASSED: NP_("version", "never counted"),
}
"""How a version stands; of a ledger that is gone nothing more is said."""

TONES: Mapping[VersionState, str] = {
    VersionState.COUNTS: "good",
    VersionState.HELD: "warn",
    VersionState.GONE: "bad",
    VersionState.OLDER: "muted",
    VersionState.SUPERSEDED: "muted",
    VersionState.PASSED: "muted",
}

UNKNOWN: Mapping[str, str] = {
    "kept_back": N_("which rows is not known: the folder's memory holds none of this kind or file, only their number"),
    "missing": N_("which rows is not known: not all of the folder's memory has come here"),
}

SIGNS: Mapping[str, str] = {"added": "+", "changed": "~", "gone": "-"}
"""Before a row, as lists of differences have it."""


ADDED: Mapping[VersionState, str] = {
    VersionState.HELD: N_("it counts once an officer accepts it"),
    VersionState.PASSED: N_("it had lost rows and was not accepted before the next came"),
}
"""What of a state needs more words where there is room."""


def event_word(change: LedgerChange) -> str:
    """What happened to the ledger, in a word."""
    return pgettext("ledger", "renamed") if change.renamed else pgettext(*EVENTS[change.what])


def state_word(change: LedgerChange) -> str:
    """How the version stands now, in a word; "" of a ledger that is gone."""
    return pgettext(*STATES[change.state]) if change.state in STATES else ""


def event_words(change: LedgerChange) -> str:
    """What happened to the ledger: changed, as it was on 05-08; renamed; gone."""
    if change.renamed:
        return _(RENAMED[change.what]).format(file=change.renamed)
    again = _("as it was on {day}").format(day=change.like.isoformat()) if change.like else ""
    return _("; ").join(filter(None, (event_word(change), again)))


def state_words(change: LedgerChange) -> str:
    """How the version stands now."""
    if change.why is not None:
        return problem_text(change.why)
    more = _(ADDED[change.state]) if change.state in ADDED else ""
    accepted = _("it had lost rows; an officer accepted it") if change.accepted else ""
    return _("; ").join(filter(None, (state_word(change), more, accepted)))


def first_seen_words(change: LedgerChange) -> str:
    """When it was first seen, and at whose station: 05-08 09:12 李敏的工位."""
    when = f"{change.seen_at:%Y-%m-%d %H:%M}" if change.seen_at else _("at a time that is not known")
    return " ".join((when, seer_words(change)))


def seer_words(change: LedgerChange) -> str:
    """The station that first saw it, and whether it alone knows of it yet."""
    return seer_word(change) if change.recorded else _("this station; not in the folder's memory yet")


def seer_word(change: LedgerChange) -> str:
    """The station that first saw it."""
    if change.ours:
        return _("this station")
    if change.officer:
        return _("{name}'s station").format(name=change.officer)
    return _("a station without a name") if change.station else _("a station that is not known")


def kind_words(kind: KindChange) -> str:
    """The rows of one kind: projects 10→8 (1 added, 3 gone); — where their number is not known."""
    before, now = ("—" if count is None else str(count) for count in (kind.before, kind.now))
    numbers = now if before == now else f"{before}→{now}"
    parts = (
        (kind.added, N_("{n} added")),
        (kind.changed, N_("{n} changed")),
        (kind.gone, N_("{n} gone")),
    )
    said = _(", ").join(_(words).format(n=count) for count, words in parts if count)
    counts = f"{ledger_kind_word(kind.kind)} {numbers}"
    return _("{counts} ({changes})").format(counts=counts, changes=said) if said else counts


def rows_words(change: LedgerChange) -> str:
    """What became of its rows, in a line."""
    if change.what is LedgerEvent.FIRST:
        told = [f"{ledger_kind_word(kind.kind)} {kind.now}" for kind in change.kinds]
        return _("; ").join(told) or _("rows were not counted")
    if change.what is LedgerEvent.GONE:
        told = [f"{ledger_kind_word(kind.kind)} {kind.before}→0" for kind in change.kinds]
        return _("; ").join(told) or _("rows were not counted")
    told = [kind_words(kind) for kind in change.kinds if not kind.same]
    return _("; ").join(told) or _("no row says anything else")


def unknown_words(change: LedgerChange) -> str:
    """Why not all of its rows are told, "" where they are."""
    return _(UNKNOWN[change.unknown]) if change.unknown else ""


def row_words(row: RowChange) -> str:
    """One row: ~ 光热设备  东岭园区  第5行  签约→落地."""
    where = " ".join(filter(None, (row.place.sheet, _("row {row}").format(row=row.place.row))))
    cells = _("; ").join(map(cell_words, row.cells))
    return "  ".join(filter(None, (f"{SIGNS[row.how]} {row.title}", row.unit, where, cells)))


def cell_words(cell: CellChange) -> str:
    """项目阶段 签约→落地"""
    return f"{cell.header} {_said(cell.field, cell.before)}→{_said(cell.field, cell.after)}"


def _said(field: str, text: str) -> str:
    if field == "stage" and text in set(Stage):
        return stage_word(Stage(text))
    return value_word(text) or "—"


def unsaid_words(count: int) -> str:
    """Of one unit's history: what may be its, and what nobody can tell."""
    return ngettext(
        "{n} change is not told here: the folder's memory holds no rows of its ledger, so nobody can say whose it is",
        "{n} changes are not told here: the folder's memory holds no rows of their ledgers, so nobody can say whose "
        "they are",
        count,
    ).format(n=count)


def untold_words(told: LedgerHistory) -> str:
    """That older versions are there of which nothing is told."""
    return ngettext(
        "{n} older version is not told of: it is from before {day} ([memory] months)",
        "{n} older versions are not told of: they are from before {day} ([memory] months)",
        told.untold,
    ).format(n=told.untold, day=told.begins.isoformat() if told.begins else "")


def in_full(change: LedgerChange, most: int | None = None) -> Iterator[str]:
    """All that is known of a change, its rows last: `most` of them (None: all)."""
    for words in (rows_words(change), unknown_words(change), state_words(change)):
        if words:
            yield words
    yield _("first seen {when}").format(when=first_seen_words(change))
    rows = change.rows[:most]
    yield from map(row_words, rows)
    if left := len(change.rows) - len(rows):
        yield ngettext("{n} row more", "{n} rows more", left).format(n=left)
