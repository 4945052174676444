"""The settings of what signing is measured by: the basis, targets, joint projects, pace and lights."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from data.wording import N_

_OURS = {"source": "none"}
_LIGHTS = {"source": N_("银川: gap to pace up to 10 points green, 10 to 30 yellow, over 30 red")}

PaceShare = Annotated[float, Meta(ge=0, le=1)]


class Signed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an amount counts by."""

    basis: Annotated[
        Literal["auto", "contracted", "total_investment"],
        Meta(description=N_("口径; auto: contracted if any project has it, else total_investment"), extra=_OURS),
    ] = "auto"


class TargetRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a target is held against."""

    parents: Annotated[
        Literal["whole", "own"],
        Meta(
            description=N_("a unit with units below it is measured by its whole, or by its own signings"), extra=_OURS
        ),
    ] = "whole"


class JointRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who counts the amount of a project that several units share."""

    share: Annotated[
        Literal["first", "equal"],
        Meta(
            description=N_("a joint project's amount: the first-named unit's, or an equal share for each"), extra=_OURS
        ),
    ] = "first"


class PaceRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How pace (序时进度) is counted."""

    days: Annotated[
        Literal["calendar", "work"],
        Meta(description=N_("calendar days, as published figures are, or working days"), extra=_OURS),
    ] = "calendar"
    curve: Annotated[
        Literal["linear"] | tuple[tuple[date, PaceShare], ...],
        Meta(
            description=N_(
                "linear, or the office's own dated nodes: pace on each day, by days between them; they hold for the "
                "fair that is next to open after the last of them"
            ),
            examples=[[[date(2026, 3, 31), 0.25], [date(2026, 6, 9), 1.0]]],
            extra=_OURS,
        ),
    ] = "linear"


class Lights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """From which gap to pace, in percentage points, a light changes."""

    green: Annotated[float, Meta(ge=0, le=100, description=N_("up to this gap 绿 正常"), extra=_LIGHTS)] = 10
    yellow: Annotated[
        float, Meta(ge=0, le=100, description=N_("up to this gap 黄 预警, above it 红 滞后"), extra=_LIGHTS)
    ] = 30
