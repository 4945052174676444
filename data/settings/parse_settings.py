"""The text of fairwatch.toml to Settings: what is understood is taken, and each other key is told."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from data.ledgers.kinds_and_columns import BY_NAME
from data.model import GuestState, Stage, Status
from data.settings.figures_settings import COUNTS
from data.settings.ledger_rule import block_errors
from data.settings.nearest_name import nearest
from data.settings.office_formula import Formula, FormulaError
from data.settings.paper_rule import form_errors
from data.settings.rule_packs import under
from data.settings.salvaged_settings import LeftOut, Plain, sift
from data.settings.settings_error import SettingsError
from data.settings.settings_table import Settings
from data.support.fast_dataclass import dataclass
from data.support.office_key_checks import key_checks


@dataclass(frozen=True, slots=True)
class TakenSettings:
    """What was made of a fairwatch.toml: the settings in force, what is not taken, and the plain keys that are."""

    settings: Settings
    left: tuple[SettingsError, ...] = ()
    given: Mapping[str, Any] = field(default_factory=dict)


def read(text: str) -> TakenSettings:
    """What can be taken of a fairwatch.toml, and each key that cannot. Raises SettingsError where it is no TOML."""
    try:
        plain = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits, a list in a list in a list ...
        raise _syntax(text, str(error)) from error
    given, left = sift(plain)
    _leave_out(given, _word_errors(_settings(given)), left)
    _leave_out(given, _key_errors(given), left)
    return TakenSettings(_settings(_filled(given, left)), tuple(error for _, error in left), given)


def parse(text: str) -> Settings:
    """Settings from a fairwatch.toml in which all is right. Raises SettingsError for the first thing that is not."""
    taken = read(text)
    if taken.left:
        raise taken.left[0]
    return taken.settings


def _settings(given: Plain) -> Settings:
    return msgspec.convert(under(given), Settings)


def _filled(given: Plain, left: list[LeftOut]) -> Plain:
    """With the default's (or the pack's) entry where the office's own in a table is not taken, or not whole."""
    below = msgspec.to_builtins(_settings({"rules": given["rules"]} if "rules" in given else {}))
    filled = dict(given)
    for path, _ in left:
        section, key, name = (*map(str, path), "", "")[:3]
        if len(path) < 3 or key not in filled.get(section, {}):
            continue
        own, other = filled[section][key], below[section].get(key, {})
        if isinstance(own, dict) and name in other:
            entry = {**other[name], **own.get(name, {})} if isinstance(other[name], dict) else other[name]
            filled[section] = {**filled[section], key: {**own, name: entry}}
    return filled


def _syntax(text: str, message: str) -> SettingsError:
    place = re.search(r"at line (\d+), column (\d+)", message)
    line, column = place.groups() if place else (str(text.count("\n") + 1), "1")
    return SettingsError("", "syntax", line=line, column=column)


def _leave_out(given: Plain, errors: Iterator[LeftOut], left: list[LeftOut]) -> None:
    """Take what is wrong out of `given`, and the tables that are empty then."""
    for path, error in errors:
        left.append((path, error))
        tables: list[Any] = [given]  # tables, and lists of them
        for name in path[:-1]:
            tables.append(tables[-1][name])
        for table, name in zip(reversed(tables), reversed(path), strict=True):
            del table[name]
            if table:
                break


def _word_errors(settings: Settings) -> Iterator[LeftOut]:
    """The words and names that no type tells apart."""
    yield from _zone(settings.office.timezone)
    yield from _columns(settings.columns)
    yield from block_errors(settings.ledgers)
    tables = (("stages", Stage), ("statuses", Status), ("guest_states", GuestState))
    for table, words in tables:
        for name in getattr(settings, table):
            if name not in [str(word) for word in words]:
                yield (table, name), _no_choice(f"{table}.{name}", name, [str(word) for word in words])
    yield from form_errors(settings.forms)
    yield from _winter(settings.stall.winter)
    if not _is_day(settings.trips.statistic_on):
        error = SettingsError("trips.statistic_on", "no_day", got=settings.trips.statistic_on)
        yield ("trips", "statistic_on"), error
    yield from _formulas(settings.rates.formulas)
    yield from _curve(settings.pace.curve)


def _curve(curve: str | tuple[tuple[date, float], ...]) -> Iterator[LeftOut]:
    """Nodes of a pace that are none, or lead back."""
    if isinstance(curve, str):
        return
    onwards = all(ours[0] < next_[0] and ours[1] <= next_[1] for ours, next_ in pairwise(curve))
    if not curve or not onwards:
        yield ("pace", "curve"), SettingsError("pace.curve", "nodes")


def _key_errors(given: Plain) -> Iterator[LeftOut]:
    """The office's own keys that cannot be: one after the other, since one that goes may set another free."""
    wrong = True
    while wrong and given.get("keys"):
        wrong = False
        for check in key_checks:
            try:
                check(given["keys"])
            except SettingsError as error:
                wrong = True
                yield ("keys", error.key.partition(".")[2]), error
                break


def _no_choice(key: str, got: str, known: list[str]) -> SettingsError:
    return SettingsError(key, "choice", near=nearest(got, known), got=got, choices=", ".join(known))


def _zone(name: str) -> Iterator[LeftOut]:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield ("office", "timezone"), SettingsError("office.timezone", "zone", got=name)


def _columns(columns: dict[str, dict[str, tuple[str, ...]]]) -> Iterator[LeftOut]:
    for kind, fields in columns.items():
        if kind not in BY_NAME:
            yield ("columns", kind), _no_choice(f"columns.{kind}", kind, list(BY_NAME))
            continue
        known = [f.name for f in BY_NAME[kind].fields]
        for name in fields:
            if name not in known:
                yield ("columns", kind, name), _no_choice(f"columns.{kind}.{name}", name, known)


def _winter(winter: tuple[str, ...]) -> Iterator[LeftOut]:
    path = ("stall", "winter")
    if len(winter) == 1:
        yield path, SettingsError("stall.winter", "two_days")
    elif wrong := [day for day in winter if not _is_day(day)]:
        yield path, SettingsError("stall.winter", "no_day", got=wrong[0])


def _is_day(day: str) -> bool:
    try:
        date.fromisoformat(f"2024-{day}")
    except ValueError:
        return False
    return True


def _formulas(formulas: dict[str, str]) -> Iterator[LeftOut]:
    for name, text in formulas.items():
        try:
            Formula(text, COUNTS)
        except FormulaError as error:
            key, path = f"rates.formulas.{name}", ("rates", "formulas", name)
            if error.unknown:
                yield path, _no_choice(key, error.got, list(COUNTS))
            else:
                yield path, SettingsError(key, "formula", got=error.got)
