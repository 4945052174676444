"""fairwatch.toml -> frozen Settings. `table` has every key with its default, meaning and source."""

from data.settings.error import SettingsError
from data.settings.figures import COUNTS, Admission, Assessing, Rates, Repeats, Score, Tiers, TripRule
from data.settings.formula import Formula, FormulaError
from data.settings.keys import Key, keys
from data.settings.near import nearest
from data.settings.parse import TakenSettings, decoded, keys_checked_by, parse, read
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
from data.settings.terminal import THEMES, Terminal
from data.settings.work import Cadence, GuestRule, OwedRule, PackRule, RosterRule

__all__ = [
    "COUNTS",
    "EVIDENCE",
    "FILE_NAME",
    "THEMES",
    "Admission",
    "Assessing",
    "Cadence",
    "Calendar",
    "Files",
    "FollowUpRule",
    "Formula",
    "FormulaError",
    "GuestRule",
    "Key",
    "Lights",
    "MarkRule",
    "Office",
    "OwedRule",
    "PaceRule",
    "PackRule",
    "Rates",
    "Repeats",
    "RosterRule",
    "Rung",
    "Score",
    "SeasonDates",
    "Settings",
    "SettingsError",
    "Signed",
    "Stall",
    "TakenSettings",
    "Terminal",
    "Tiers",
    "TripRule",
    "Units",
    "Wall",
    "decoded",
    "keys",
    "keys_checked_by",
    "nearest",
    "parse",
    "read",
]
