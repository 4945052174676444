"""fairwatch.toml -> frozen Settings: `settings_table` has every key, `settings_parts` what intake and rules get.
Knows ledgers, whose headers an office may name anew, wording and model."""

from data.settings.every_setting import Key, keys
from data.settings.figures_settings import COUNTS, Admission, Assessing, Rates, Repeats, Score, Tiers, TripRule
from data.settings.ledger_rule import LedgerRule, block_keys
from data.settings.nearest_name import nearest
from data.settings.office_formula import Formula, FormulaError
from data.settings.paper_rule import PAPER_CODES, PaperRule
from data.settings.parse_settings import TakenSettings, parse, read
from data.settings.settings_error import SettingsError
from data.settings.settings_parts import ReadingSettings, RuleSettings
from data.settings.settings_table import (
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
from data.settings.signing_settings import Lights, PaceRule, Signed
from data.settings.terminal_settings import THEMES, Terminal
from data.settings.work_settings import Cadence, GuestRule, OwedRule, PackRule, RosterRule
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
