"""需关注: the one or two units that are furthest behind their pace, and who leads them."""

from __future__ import annotations

from collections.abc import Sequence

from data.model import Board, Light, Standing, UnitProgress
from data.wording import _
from data.wording.code_words import light_word
from data.wording.numbers import yi_short
from widgets.frame.ink import LIGHT_TONES, Phrase, fit, joined, padded, part
from widgets.frame.panel import ToldPanel
from widgets.frame.scope import fair_word
from widgets.panels.totals import pace_words
from widgets.panels.units_panel import with_planned_words

MOST = 2
"""Units named at once: a wall that names everybody calls nobody."""


class AttentionPanel(ToldPanel):
    """The units that the wall names."""

    def show(self) -> None:
        """The units; a panel that has nothing to say is not there."""
        board = self.board if self.board and not self.board.unread else None
        units = furthest_behind(board) if board else ()
        measured = bool(board and board.leading and any(_gap(unit) for unit in board.leading.units))
        widest = max((part(unit.unit).width for unit in units), default=0)
        rows = [unit_parts(unit, widest) for unit in units] or [[part(_keeping(board), "good")]]
        self.told.tell(lambda width: [joined(fit(row, width, 3), 3) for row in rows])
        self.set_class(not measured, "-nothing")

    def title(self, board: Board) -> Sequence[Phrase]:
        """Needs attention, for which fair."""
        fair = [part(fair_word(board.leading), "muted", 3)] if board.leading else []
        return [part(_("Needs attention"), "title"), *fair]


def _keeping(board: Board | None) -> str:
    """That nobody is behind: of all units only where all that owe were read."""
    units = board.leading.units if board and board.leading else ()
    if all(unit.standing is Standing.READ and "zero_doubt" not in unit.flags for unit in units if unit.target):
        return _("every unit keeps its pace")
    return _("every unit that was read in whole keeps its pace")


def _gap(unit: UnitProgress) -> bool:
    return unit.completion is not None and unit.pace is not None


def furthest_behind(board: Board) -> tuple[UnitProgress, ...]:
    """The units furthest behind their pace, by the unrounded gap; none whose light is green, and no superior office."""
    units = board.leading.units if board.leading else ()
    behind = [
        (unit.completion - unit.pace, place, unit)
        for place, unit in enumerate(units)
        if unit.completion is not None
        and unit.pace is not None
        and unit.light in (Light.YELLOW, Light.RED)
        and not unit.superior
    ]
    return tuple(unit for _gap, _place, unit in sorted(behind, key=lambda one: one[:2])[:MOST])


def unit_parts(unit: UnitProgress, widest: int = 0) -> list[Phrase]:
    """One unit: how far behind (politely where it has signed nothing yet), what it plans, who leads it."""
    tone = LIGHT_TONES[unit.light]
    assert unit.completion is not None
    assert unit.pace is not None
    zero = "zero_signing" in unit.flags
    behind = _("nothing signed yet") if zero else pace_words(unit.completion, unit.pace)
    name = Phrase(tuple(padded(part(unit.unit, "strong").line, max(widest, part(unit.unit).width))), 0)
    said = [name, part(light_word(unit.light), tone, 3), part(behind, tone)]
    planned = unit.measured.planned
    if planned:
        said.append(part(_("planned {planned} ¥100m").format(planned=yi_short(planned)), "", 4))
    if words := with_planned_words(unit):
        said.append(part(words, "", 6))
    if unit.head:
        said.append(part(_("led by {name}").format(name=unit.head), "", 2))
    return said
