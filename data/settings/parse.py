"""The text of fairwatch.toml to Settings; a mistake is told with its key and what was expected."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, get_type_hints
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from data.kinds import BY_NAME
from data.model import GuestState, Paper, Stage, Status
from data.settings.figures import COUNTS
from data.settings.formula import Formula, FormulaError
from data.settings.keys import literals
from data.settings.packs import under
from data.settings.table import Settings
from data.wording.settings_words import settings_error_text

KeyCheck = Callable[[Mapping[str, str]], None]
_key_checks: list[KeyCheck] = []


def keys_checked_by(check: KeyCheck) -> None:
    """Have `[keys]` checked by whoever knows the actions and the keys; `check` raises SettingsError."""
    _key_checks.append(check)


class SettingsError(Exception):
    """fairwatch.toml cannot be taken: `key` is where ("lights.green"), `code` with `details` says why."""

    def __init__(self, key: str, code: str, **details: str) -> None:
        self.key, self.code, self.details = key, code, details
        super().__init__(self.text)

    @property
    def text(self) -> str:
        """The key and the reason, in the reader's language."""
        return settings_error_text(self.key, self.code, self.details)


def decoded(raw: bytes) -> str:
    """The text of fairwatch.toml: UTF-8; an editor of an older Windows saves it in GBK, which is read as well."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("gb18030", errors="replace")


def parse(text: str) -> Settings:
    """Settings from the text of fairwatch.toml. Raises SettingsError, never anything else."""
    try:
        plain = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _syntax(text, str(error)) from error
    try:
        settings = msgspec.convert(under(plain), Settings)
    except msgspec.ValidationError as error:
        raise _misfit(str(error), plain) from error
    _check_words(settings)
    return settings


def _syntax(text: str, message: str) -> SettingsError:
    place = re.search(r"at line (\d+), column (\d+)", message)
    line, column = place.groups() if place else (str(text.count("\n") + 1), "1")
    return SettingsError("", "syntax", line=line, column=column)


def _misfit(message: str, plain: Mapping[str, Any]) -> SettingsError:
    """What msgspec says of a value ("Expected `float`, got `str` - at `$.lights.green`"), as key and code."""
    reason, _, path = message.partition(" - at `")
    key = path.rstrip("`").removeprefix("$").lstrip(".")
    if key == "keys[...]":  # msgspec does not name a table's key
        key = next(f"keys.{name}" for name, value in plain["keys"].items() if not isinstance(value, str))
    if found := re.fullmatch(r"Expected `([^`]+)`, got `([^`]+)`", reason):
        return SettingsError(key, "type", expected=found[1], got=found[2])
    if found := re.fullmatch(r"Object contains unknown field `([^`]+)`", reason):
        return SettingsError(f"{key}.{found[1]}".lstrip("."), "unknown")
    if found := re.fullmatch(r"Invalid enum value '([^']*)'", reason):
        return SettingsError(key, "choice", got=found[1], choices=_choices(key))
    return SettingsError(key, "other", why=reason)


def _choices(key: str) -> str:
    """The words that a key takes, from its own annotation."""
    section, _, name = key.partition(".")
    settings = get_type_hints(Settings, include_extras=True)
    hint = get_type_hints(settings[section], include_extras=True)[name.partition("[")[0]]
    return ", ".join(literals(hint))


def _check_words(settings: Settings) -> None:
    _check_zone(settings.office.timezone)
    _check_columns(settings.columns)
    tables = (("stages", Stage), ("papers", Paper), ("statuses", Status), ("guest_states", GuestState))
    for table, words in tables:
        for name in getattr(settings, table):
            if name not in [str(word) for word in words]:
                raise SettingsError(f"{table}.{name}", "choice", got=name, choices=", ".join(words))
    _check_winter(settings.stall.winter)
    _check_day("trips.statistic_on", settings.trips.statistic_on)
    _check_formulas(settings.rates.formulas)
    if settings.keys:
        for check in _key_checks:
            check(settings.keys)


def _check_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise SettingsError("office.timezone", "zone", got=name) from error


def _check_columns(columns: dict[str, dict[str, tuple[str, ...]]]) -> None:
    for kind, fields in columns.items():
        if kind not in BY_NAME:
            raise SettingsError(f"columns.{kind}", "choice", got=kind, choices=", ".join(BY_NAME))
        known = [f.name for f in BY_NAME[kind].fields]
        for name in fields:
            if name not in known:
                raise SettingsError(f"columns.{kind}.{name}", "choice", got=name, choices=", ".join(known))


def _check_winter(winter: tuple[str, ...]) -> None:
    if len(winter) == 1:
        raise SettingsError("stall.winter", "two_days")
    for day in winter:
        _check_day("stall.winter", day)


def _check_day(key: str, day: str) -> None:
    try:
        date.fromisoformat(f"2024-{day}")
    except ValueError as error:
        raise SettingsError(key, "no_day", got=day) from error


def _check_formulas(formulas: dict[str, str]) -> None:
    for name, text in formulas.items():
        try:
            Formula(text, COUNTS)
        except FormulaError as error:
            code = "choice" if error.unknown else "formula"
            raise SettingsError(f"rates.formulas.{name}", code, got=error.got, choices=", ".join(COUNTS)) from error
