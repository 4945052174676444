"""1 单位签约进度: the units of a fair by kind, ranked."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TypeVar

from textual.reactive import reactive

from data.model import UNHEARD, UNJUDGED, Board, FairProgress, Standing, UnitProgress, UnitWhole
from data.wording import _, ngettext, pgettext
from data.wording.code_words import joint_words, other_money, unit_kind_word
from data.wording.doubt_words import unit_doubts
from data.wording.numbers import decimals_for, percent, points, signed_number, yi, yi_short
from data.wording.unit_words import doubt_words, provisional, unit_light_word
from widgets.frame.ink import LIGHT_TONES, Phrase, Piece, part
from widgets.frame.scope import fair_word, scoped
from widgets.panels.bar import pace_bar
from widgets.table.column_widths import Column, counted
from widgets.table.table_panel import TablePanel
from widgets.table.virtual_table import Cell, Heading, TableRow

R = TypeVar("R")


class UnitsPanel(TablePanel):
    """The units by kind, ranked. `scope`: which fair ("": the board's headline, None: the season)."""

    scope: reactive[str | None] = reactive[str | None]("", repaint=False)

    _by_row: Mapping[Hashable, UnitProgress] = MappingProxyType({})
    _decimals = 1

    @property
    def progress(self) -> FairProgress | None:
        """The fair that is shown."""
        return scoped(self.board, self.scope)

    @property
    def selected_unit(self) -> UnitProgress | None:
        """The unit under the cursor, as the present board has it."""
        return self._by_row.get(self.table.cursor)

    watch_scope = TablePanel.again

    def columns(self) -> Sequence[Column]:
        """What a row says, the most needful never dropped; 本级 and 含下级 only where a unit has units below it."""
        units = self.progress.units if self.board and self.progress else ()
        own = (Column("own", pgettext("column", "own"), align="right", priority=8),)
        whole = (Column("whole", pgettext("column", "with below"), align="right", priority=8),)
        return (
            Column("rank", pgettext("column", "#"), align="right", priority=3),
            Column("unit", pgettext("column", "name"), 8, 20, enough=14),
            Column("light", pgettext("column", "state"), priority=1, whole=True),
            Column(
                "bar",
                pgettext("column", "done ┃pace"),
                8,
                44,
                priority=4,
                grow=True,
                ideal=16,
                short=pgettext("column", "┃pace"),
            ),
            Column("rate", pgettext("column", "rate"), align="right"),
            Column("amount", pgettext("column", "signed/target"), align="right", priority=2),
            *(own if any(unit.by_whole for unit in units) else ()),
            *(whole if any(unit.whole and not unit.by_whole for unit in units) else ()),
            Column("points", pgettext("column", "to pace"), align="right", priority=5),
            Column("with_planned", pgettext("column", "with plan"), align="right", priority=7),
            Column("contracts", pgettext("column", "deals"), align="right", priority=6),
            Column("planned", pgettext("column", "plan"), align="right", priority=6),
            *counted("frameworks", pgettext("column", "framew."), 9),
            *counted("intents", pgettext("column", "intents"), 10),
            Column("contact", pgettext("column", "contact"), 6, 14, priority=12),
            Column("phone", pgettext("column", "telephone"), priority=13, whole=True),
            Column("notes", pgettext("column", "notes"), 4, 48, priority=11),
        )

    def searched(self, board: Board) -> Iterable[tuple[str, ...]]:
        """The names of the fair's units."""
        progress = scoped(board, self.scope)
        return map(_names, progress.units if progress else ())

    def rows(self) -> Sequence[TableRow]:
        """The units under their kinds' headings; a unit's own units stand under both words."""
        progress = self.progress
        units = progress.units if progress else ()
        found = [unit for unit in units if self.found(*_names(unit))]
        self.total, self.shown = len(units), len(found)
        amounts = [figure for unit in units for figure in (unit.signed, unit.whole_signed)] + [
            progress.signed if progress else None
        ]
        self._decimals = decimals_for(amounts)
        by_row: dict[Hashable, UnitProgress] = {(unit.kind, unit.parent, unit.unit): unit for unit in found}
        self._by_row = by_row
        groups = under_kinds([(unit, row) for row, unit in by_row.items()], units)
        return [entry for heading, rows in groups for entry in (heading, *rows)]

    def title(self, board: Board) -> list[Phrase]:
        """How many units, how many with nothing signed, and of which fair."""
        progress = self.progress
        if progress is None:
            return [part(_("Units"), "title")]
        count = ngettext("{n} unit", "{n} units", len(progress.units)).format(n=len(progress.units))
        zero = _("{n} not yet signed").format(n=progress.zero_signed)
        return [
            part(_("Units' signing"), "title"),
            part(count, "", 1),
            *([part(zero, "warn", 2)] if progress.zero_signed else []),
            *(replace(one, rank=3) for one in standings(progress)),
            part(fair_word(progress), "muted", 4),
            part(_("100 million yuan"), "muted", 5),
            *self.filter_part(),
        ]

    def nothing(self) -> str:
        """No ledger names a unit for this fair."""
        return _("no unit has a target or a contract here")

    def cells(self, row: Hashable, widths: Mapping[str, int]) -> Mapping[str, Cell]:
        """One unit."""
        unit = self._by_row[row]
        measured = unit.measured
        tone = LIGHT_TONES[unit.light]
        done, unheard = unit.completion, unit.standing in UNHEARD
        return {
            "rank": "—" if unit.rank is None else str(unit.rank),
            "unit": unit_words(unit),
            "light": [(unit_light_word(unit), tone)],
            "bar": pace_bar(done, unit.pace, widths.get("bar", 0), tone),
            "rate": "—" if done is None else percent(done),
            "amount": [(self._amount(unit), "")],
            "points": [_points(unit)],
            "with_planned": with_planned(unit),
            "contracts": "—" if unheard else contracts_words(measured),
            "planned": "—" if unheard else yi_short(measured.planned),
            "frameworks": str(measured.frameworks or ""),
            "frameworks-amount": yi_short(measured.framework_amount) if measured.framework_amount else "",
            "intents": str(measured.intents or ""),
            "intents-amount": yi_short(measured.intent_amount) if measured.intent_amount else "",
            "own": yi(unit.signed, self._decimals) if unit.by_whole and not unheard else "",
            "whole": "" if unit.whole_signed is None else yi(unit.whole_signed, self._decimals),
            "contact": unit.contact,
            "phone": unit.phone,
            "notes": [(notes(unit), "warn" if _to_look_at(unit) else "muted")],
        }

    def _amount(self, unit: UnitProgress) -> str:
        """45.0/90 in 亿元, or contracts where the target is a number of projects; 45.0/90≠100 where two contradict."""
        if unit.metric == "projects":
            goal = owed_figures(unit, "≠") or "—"
            done = "—" if unit.standing in UNHEARD else unit.measured.contracts
            text = _("{done}/{goal} projects").format(done=done, goal=goal)
        else:
            goal = owed_figures(unit, "≠") or ("—" if "target_doubt" in unit.flags else _("none set"))
            text = f"{signed_words(unit, self._decimals)}/{goal}"
        return f"{text}*" if unit.to_confirm else text


def _names(unit: UnitProgress) -> tuple[str, ...]:
    """What the filter looks at."""
    return unit.unit, unit.parent, unit.contact


def contracts_words(unit: UnitProgress | UnitWhole) -> str:
    """How many contracts, and beside them those that another unit counts: 3+1."""
    return f"{unit.contracts}+{unit.joint}" if unit.joint else str(unit.contracts)


def unit_words(unit: UnitProgress) -> str:
    """A unit as tables name it: 其中 before one that is part of the line above."""
    return _("of which {unit}").format(unit=unit.unit) if unit.part_of else unit.unit


def under_kinds(
    rows: Sequence[tuple[UnitProgress, R]], every: Sequence[UnitProgress], *, ranked: bool = True
) -> list[tuple[Heading, list[R]]]:
    """Units under their kinds' headings, in the board's order: by kind and rank; `every` unit says which ranks wait.

    Where they are `ranked` those that owe a number of projects stand apart: they are never ranked against amounts. A
    unit that is part of another one's line follows it.
    """
    groups: dict[tuple[str, str, str], list[R]] = {}
    group: tuple[str, str, str] | None = None
    for unit, row in rows:
        if group is None or not unit.part_of:
            group = (unit.kind, unit.parent, unit.metric if ranked else "")
        groups.setdefault(group, []).append(row)
    waiting = provisional(every) if ranked else frozenset[tuple[str, str, str]]()
    return [
        (Heading(unit_kind_word(kind), table_words(parent, metric, (kind, parent, metric) in waiting)), found)
        for (kind, parent, metric), found in groups.items()
    ]


def table_words(parent: str, metric: str, provisional: bool = False) -> str:
    """What else a heading says of the units of one kind that are ranked against each other."""
    below = _("under {parent}").format(parent=parent) if parent else ""
    counted = _("by number of projects") if metric == "projects" else ""
    waiting = _("ranks provisional") if provisional else ""
    return " · ".join(words for words in (below, counted, waiting) if words)


def standings(progress: FairProgress) -> list[Phrase]:
    """How many units' ledgers were not read, and of how many none came; they are no part of the total."""
    counted = (
        (progress.of_standing(Standing.UNREAD), _("ledger not read {n}")),
        (progress.of_standing(Standing.SILENT), _("no ledger came {n}")),
    )
    return [part(words.format(n=n), "warn") for n, words in counted if n]


def signed_words(unit: UnitProgress, decimals: int) -> str:
    """What a unit has signed; — where that is not known."""
    return "—" if unit.standing in UNHEARD else yi(unit.measured.signed, decimals)


def owed_figures(unit: UnitProgress, between: str) -> str:
    """The figure of a unit's target, or those that contradict each other; "" without a target."""
    figures = unit.target_figures if unit.target is None else (unit.target,)
    counted = unit.metric == "projects"
    return between.join(f"{figure.normalize():f}" if counted else yi_short(figure) for figure in figures)


def notes(unit: UnitProgress) -> str:
    """What else is to be said of a unit, in words."""
    measured = unit.measured
    said = (
        (unit.target_contradiction, _("two targets at once")),
        (measured.joint, joint_words(measured)),
        ("none_landed" in unit.flags, _("none landed")),
        (doubt_words(unit), doubt_words(unit)),
        (measured.problems and not unit.uncounted.count, _("rows not counted {n}").format(n=measured.problems)),
    )
    other = [other_money(currency, amount) for currency, amount in measured.other_currency]
    return " · ".join([*unit_doubts(unit), *(words for true, words in said if true), *other])


def _to_look_at(unit: UnitProgress) -> bool:
    return bool(unit.target_contradiction or unit.measured.problems or unit.to_confirm or unit.possible)


def with_planned(unit: UnitProgress) -> str:
    """The rate once all that is planned is signed; "" where nothing is planned, or there is no target."""
    if unit.with_planned is None or not unit.measured.planned_count:
        return ""
    return percent(unit.with_planned)


def with_planned_words(unit: UnitProgress) -> str:
    """含拟签 62.4%: the same with its word."""
    rate = with_planned(unit)
    return _("with planned {rate}").format(rate=rate) if rate else ""


def _points(unit: UnitProgress) -> Piece:
    """Points to pace; 尚未签约 for a unit with nothing signed, politely; one that shares a contract has one."""
    if unit.standing in UNHEARD:
        return ("—", "muted")
    if not UNJUDGED.isdisjoint(unit.flags):
        return (doubt_words(unit), "muted")
    if "not_begun" in unit.flags:
        return (pgettext("pace", "not begun"), "muted")
    if "joint_only" in unit.flags:
        return (_("joint {n}").format(n=unit.measured.joint), "muted")
    if unit.completion is None or unit.pace is None:
        return ("—", "muted")
    if "zero_signing" in unit.flags:
        return (_("not yet"), "muted")
    return (signed_number(points(unit.completion, unit.pace)), LIGHT_TONES[unit.light])
