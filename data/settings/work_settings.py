"""The settings of the season's work: what is owed beside follow-ups, the office's own cadence, the fair itself.

They belong to `data.settings.settings_table`, which puts them into `Settings`.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from data.settings.setting_words import PLATFORM, Days, means
from data.wording import N_

_SPEECH = N_("a district head's speech before its fair (2020)")

OwedKind = Literal["report", "blocker", "guest", "prep", "payout", "visit", "duty"]
DESK_KINDS: tuple[OwedKind, ...] = ("report", "blocker", "guest", "prep", "payout", "duty")
Span = Literal["week", "half-month", "month", "quarter", "off"]
SpanPair = Annotated[tuple[Span, ...], Meta(min_length=2, max_length=2)]


class OwedRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is owed beside follow-ups, and how much of it stands on the duty screen."""

    report_days: Annotated[
        Days, means(N_("days after which a unit's project ledger is owed anew (更新日期); 0: never"), PLATFORM)
    ] = 7
    guest_days: Annotated[Days, means(N_("days after which an undecided guest (客商) is to be asked again"))] = 7
    visits_a_week: Annotated[
        int,
        means(
            N_("visits that a sponsor owes a project each week of the last weeks before a fair; 0: none"),
            _SPEECH,
            ge=0,
            le=7,
        ),
    ] = 1
    desk_days: Annotated[Days, means(N_("days before it is due from which it stands on the duty screen"))] = 3
    desk_kinds: Annotated[tuple[OwedKind, ...], means(N_("which of it stands there; follow-ups always do"))] = (
        DESK_KINDS
    )


class Cadence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The office's own cadence: how often each duty comes in the last weeks before a fair, and outside them."""

    fair_weeks: Annotated[
        int, means(N_("the last weeks before a fair, in which the cadence quickens"), ge=0, le=52)
    ] = 6
    rollup: Annotated[SpanPair, means(N_("汇总: before a fair, outside it"), _SPEECH)] = ("week", "month")
    dispatch: Annotated[SpanPair, means(N_("调度会: before a fair, outside it"), _SPEECH)] = ("week", "month")
    circular: Annotated[SpanPair, means(N_("通报: before a fair, outside it"), _SPEECH)] = ("half-month", "month")
    review: Annotated[SpanPair, means(N_("现场观摩: before a fair, outside it"), _SPEECH)] = ("half-month", "month")
    inspection: Annotated[SpanPair, means(N_("督查: before a fair, outside it"), _SPEECH)] = ("month", "month")
    ranking: Annotated[SpanPair, means(N_("考核排名: before a fair, outside it"), _SPEECH)] = ("quarter", "quarter")


class GuestRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which guests count as top tier."""

    top_tiers: Annotated[tuple[str, ...], means(N_("tiers (级别) that count as the top, by words they hold"))] = (
        "500强",
        "央企",
        "上市公司",
        "龙头",
        "独角兽",
    )


class PackRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which set of defaults stands below the office's own settings."""

    pack: Annotated[
        Literal["plain", "13710", "710"],
        means(N_("defaults for follow-ups: plain (no ladder), 13710, 710 (Qinghai's variant)")),
    ] = "13710"


class RosterRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When the shifts of the roster change."""

    day_begins: Annotated[int, means(N_("hour at which a night shift ends"), ge=0, le=23)] = 8
    night_begins: Annotated[int, means(N_("hour at which a night shift begins"), ge=0, le=24)] = 18
