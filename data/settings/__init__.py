"""fairwatch.toml -> frozen Settings: `table` has every key, `parts` what intake and the rules are given of it.
Knows ledgers, whose headers an office may name anew, wording and model."""

from data.settings.error import SettingsError
from data.settings.figures import COUNTS, Admission, Assessing, Rates, Repeats, Score, Tiers, TripRule
from data.settings.formula import Formula, FormulaError
from data.settings.keys import Key, keys
from data.settings.ledger_rule import LedgerRule, block_keys
from data.settings.measures import Lights, PaceRule, Signed
from data.settings.near import nearest
from data.settings.paper_rule import PAPER_CODES, PaperRule
from data.settings.parse import TakenSettings, parse, read
from data.settings.parts import ReadingSettings, RuleSettings
from data.settings.table import (
    EVIDENCE,
    Calendar,
    Files,
    FollowUpRule,
    MarkRule,
    Office,
    Rung,
    SeasonDates,
    Settings,
    Stall,
    Units,
    Wall,
)
from data.settings.terminal import THEMES, Terminal
from data.settings.work import Cadence, GuestRule, OwedRule, PackRule, RosterRule
from data.support.settings_bytes import SETTINGS_FILE as FILE_NAME

__all__ = [
    "COUNTS",
    "EVIDENCE",
    "FILE_NAME",
    "PAPER_CODES",
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
    "LedgerRule",
    "Lights",
    "MarkRule",
    "Office",
    "OwedRule",
    "PaceRule",
    "PackRule",
    "PaperRule",
    "Rates",
    "ReadingSettings",
    "Repeats",
    "RosterRule",
    "RuleSettings",
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
    "block_keys",
    "keys",
    "nearest",
    "parse",
    "read",
]
