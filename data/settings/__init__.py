"""fairwatch.toml -> frozen Settings. `table` has every key with its default, meaning and source."""

from data.settings.keys import Key, keys
from data.settings.parse import SettingsError, decoded, parse
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

__all__ = [
    "EVIDENCE",
    "FILE_NAME",
    "Calendar",
    "Files",
    "FollowUpRule",
    "Key",
    "Lights",
    "MarkRule",
    "Office",
    "PaceRule",
    "Rung",
    "SeasonDates",
    "Settings",
    "SettingsError",
    "Signed",
    "Stall",
    "Units",
    "Wall",
    "decoded",
    "keys",
    "parse",
]
