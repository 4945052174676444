"""fairwatch.toml -> frozen Settings: `settings_table` has every key, `settings_parts` what intake and rules get.
Knows ledgers, whose headers an office may name anew, wording and model."""

from data.settings.every_setting import Key, keys
from data.settings.figures_settings import COUNTS, Admission, Assessing, Rates, Repeats, Score, Tiers, TripRule
from data.settings.ledger_rule import block_keys
from data.settings.nearest_name import nearest
from data.settings.office_formula import Formula
from data.settings.paper_rule import PAPER_CODES
from data.settings.parse_settings import TakenSettings, parse, read
from data.settings.settings_error import SettingsError
from data.settings.settings_parts import ReadingSettings, RuleSettings
from data.settings.settings_table import EVIDENCE, Calendar, FollowUpRule, MarkRule, Rung, Settings, Stall
from data.settings.signing_settings import Lights
from data.settings.terminal_settings import THEMES, Terminal
from data.settings.work_settings import OwedRule, RosterRule
from data.support.settings_bytes import SETTINGS_FILE as FILE_NAME
