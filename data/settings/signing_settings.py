"""The settings of what signing is measured by: the basis, targets, joint projects, pace and lights."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from data.settings.setting_words import means
from data.wording import N_

_LIGHTS = N_("银川: gap to pace up to 10 points green, 10 to 30 yellow, over 30 red")

PaceShare = Annotated[float, Meta(ge=0, le=1)]


class Signed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an amount counts by."""

    basis: Annotated[
        Literal["auto", "contracted", "total_investment"],
        means(N_("口径; auto: contracted if any project has it, else total_investment")),
    ] = "auto"


class TargetRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a target is held against."""

    parents: Annotated[
        Literal["whole", "own"],
        means(N_("a unit with units below it is measured by its whole, or by its own signings")),
    ] = "whole"


class JointRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who counts the amount of a project that several units share."""

    share: Annotated[
        Literal["first", "equal"],
        means(N_("a joint project's amount: the first-named unit's, or an equal share for each")),
    ] = "first"


class PaceRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How pace (序时进度) is counted."""

    days: Annotated[
        Literal["calendar", "work"], means(N_("calendar days, as published figures are, or working days"))
    ] = "calendar"
    curve: Annotated[
        Literal["linear"] | tuple[tuple[date, PaceShare], ...],
        means(
            N_(
                "linear, or the office's own dated nodes: pace on each day, by days between them; they hold for the "
                "fair that is next to open after the last of them"
            ),
            examples=[[[date(2026, 3, 31), 0.25], [date(2026, 6, 9), 1.0]]],
        ),
    ] = "linear"


class Lights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """From which gap to pace, in percentage points, a light changes."""

    green: Annotated[float, means(N_("up to this gap 绿 正常"), _LIGHTS, ge=0, le=100)] = 10
    yellow: Annotated[float, means(N_("up to this gap 黄 预警, above it 红 滞后"), _LIGHTS, ge=0, le=100)] = 30
