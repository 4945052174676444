"""The settings in two parts: how ledgers are read, and what the rules go by. What is in neither is the program's own.

A part is made of sections of the one table (`data.settings.settings_table`), each under its name there; it has no
defaults.
`[files]` is in both: whose a file is, and which is the older version of another, the rules find out.
"""

from __future__ import annotations

from typing import TypeVar
from zoneinfo import ZoneInfo

import msgspec

from data.settings.figures_settings import Admission, Assessing, Rates, Repeats, Score, Tiers, TripRule
from data.settings.ledger_rule import LedgerRule
from data.settings.paper_rule import PaperRule
from data.settings.settings_table import (
    Calendar,
    Files,
    FollowUpRule,
    MarkRule,
    Office,
    SeasonDates,
    Settings,
    Stall,
    Units,
    Wall,
)
from data.settings.signing_settings import JointRule, Lights, PaceRule, Signed, TargetRule
from data.settings.work_settings import Cadence, GuestRule, OwedRule, RosterRule

OwnWords = dict[str, tuple[str, ...]]
"""An office's own words for each value."""


class ReadingSettings(msgspec.Struct, frozen=True, kw_only=True):
    """How ledgers are read: which files and when, by whose headers and words, in which unit and year."""

    season: SeasonDates
    files: Files
    columns: dict[str, OwnWords]
    ledgers: tuple[LedgerRule, ...]
    stages: OwnWords
    papers: PaperRule
    statuses: OwnWords

    @classmethod
    def of(cls, settings: Settings) -> ReadingSettings:
        """This part of the settings."""
        return _part(cls, settings)


class RuleSettings(msgspec.Struct, frozen=True, kw_only=True):
    """What the rules go by, with what a board hands through to the wall."""

    office: Office
    season: SeasonDates
    files: Files
    signed: Signed
    targets: TargetRule
    joint: JointRule
    pace: PaceRule
    lights: Lights
    tiers: Tiers
    admission: Admission
    rates: Rates
    score: Score
    assessment: Assessing
    trips: TripRule
    repeats: Repeats
    stall: Stall
    followups: FollowUpRule
    owed: OwedRule
    cadence: Cadence
    guests: GuestRule
    guest_states: OwnWords
    roster: RosterRule
    units: Units
    calendar: Calendar
    marks: MarkRule
    wall: Wall

    @classmethod
    def of(cls, settings: Settings) -> RuleSettings:
        """This part of the settings."""
        return _part(cls, settings)

    @property
    def zone(self) -> ZoneInfo:
        """The office's time zone."""
        return self.office.zone


_Part = TypeVar("_Part", ReadingSettings, RuleSettings)


def _part(kind: type[_Part], settings: Settings) -> _Part:
    return kind(**{name: getattr(settings, name) for name in kind.__struct_fields__})
