"""Which scope stands first: the next fair, where it has targets, else the season, where it has; and which on the wall.

In go the fairs and the targets of the board's date; out come the scope and why. Source: docs/figures.md (headline).
"""

from __future__ import annotations

from datetime import date

from data.model import Headline, Problem
from data.rules.targets.targets import Targets
from data.rules.which_fair.fairs import FairBook, FairDates
from data.support.fast_dataclass import dataclass
from data.support.spelling import squash

AUTO = "auto"
"""What `[wall] scope` says by default: what stands first on the desk does so on the wall."""

_SETTINGS = "fairwatch.toml"


@dataclass(frozen=True, slots=True)
class Firsts:
    """What stands first on the desk and on the wall, and what is wrong with the setting that fixes the wall's."""

    desk: Headline
    wall: Headline
    problems: tuple[Problem, ...] = ()


def firsts(fairs: FairBook, targets: Targets, wall: str) -> Firsts:
    """The headlines of one date; `wall` is `[wall] scope`. One that names no fair is told, and the desk's stands."""
    desk = headline(fairs, targets)
    said = squash(wall)
    if said == AUTO:
        return Firsts(desk, desk)
    fair = fairs.find(wall)
    if fair is not None:
        return Firsts(desk, Headline(fair.name, "set"))
    if not fairs.means_season(wall):
        return Firsts(desk, desk, (Problem("wall_scope_unknown", _SETTINGS, text=wall),))
    if None in targets.scopes() or not fairs.fairs:
        return Firsts(desk, Headline(None, "set"))
    return Firsts(desk, desk, (Problem("wall_scope_no_season", _SETTINGS, text=wall),))


def headline(fairs: FairBook, targets: Targets) -> Headline:
    """The fair that runs, is the next to open or else was the last, if its units have targets, or it has one and the
    units' are not the season's; else the season, if its units have; else that fair.

    Of fairs that open on one day it is the first that has targets.
    """
    coming = fairs.coming()
    if coming is None:
        return Headline(None, "no_fair")
    scopes, over = targets.scopes(), coming.closes < fairs.as_of
    level = [one for one in fairs.fairs if one.opens == coming.opens and (one.closes < fairs.as_of) == over]
    handed = next((one for one in level if one.name in scopes), None)
    if handed is None and None in scopes:
        return Headline(None, "season")
    first = handed or next((one for one in level if one.target is not None), None)
    if first is not None:
        return Headline(first.name, _when(first, fairs.as_of))
    return Headline(coming.name, "no_targets")


def _when(fair: FairDates, as_of: date) -> str:
    if fair.closes < as_of:
        return "last"
    return "running" if fair.opens <= as_of else "next"
