"""fairwatch.toml -> frozen Settings. `table` has every key with its default, meaning and source."""

from data.settings.keys import Key, keys
from data.settings.parse import SettingsError, parse
from data.settings.table import (
    EVIDENCE,
    FILE_NAME,
    Calendar,
    Files,
    FollowUpRule,
    Lights,
    MarkRule,
    Office,
    PaceRule,
    Rung,
    SeasonDates,
    Settings,
    Signed,
    Stall,
    Units,
    Wall,
)
from data.settings.work import Cadence, GuestRule, OwedRule, PackRule, RosterRule

__all__ = [
    "EVIDENCE",
    "FILE_NAME",
    "Cadence",
    "Calendar",
    "Files",
    "FollowUpRule",
    "GuestRule",
    "Key",
    "Lights",
    "MarkRule",
    "Office",
    "OwedRule",
    "PaceRule",
    "PackRule",
    "RosterRule",
    "Rung",
    "SeasonDates",
    "Settings",
    "SettingsError",
    "Signed",
    "Stall",
    "Units",
    "Wall",
    "keys",
    "parse",
]
