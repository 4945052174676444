"""How a ledger was understood, in words: types of columns, where unit and year come from, why a column is unread."""

from __future__ import annotations

from collections.abc import Mapping

from data.wording import N_, NP_, _, pgettext

TYPES: Mapping[str, tuple[str, str]] = {
    "text": NP_("field type", "words"),
    "code": NP_("field type", "number or code"),
    "unit": NP_("field type", "unit"),
    "units": NP_("field type", "one or more units"),
    "amount": NP_("field type", "amount"),
    "count": NP_("field type", "whole number"),
    "date": NP_("field type", "day"),
    "month": NP_("field type", "month"),
    "ratio": NP_("field type", "share"),
    "flag": NP_("field type", "yes or no"),
    "stage": NP_("field type", "stage"),
    "paper": NP_("field type", "paper"),
    "status": NP_("field type", "state"),
}
"""The types of `data.kinds.Type`."""

AMOUNTS: Mapping[str, str] = {
    "header": N_("amount, {unit} by its header"),
    "settings": N_("amount, {unit} by [columns]"),
    "note": N_("amount, {unit} by a note"),
    "assumed": N_("amount, {unit} assumed"),
}
"""An amount's unit, and where it comes from."""

UNREAD: Mapping[str, str] = {
    "unknown": N_("not read: header not known"),
    "counter": N_("not read: only counts rows"),
    "twice": N_("not read: column {column} has it"),
}

YEARS: Mapping[str, str] = {
    "title": N_("days without a year are taken as of {year}: a title, the sheet's or the file's name says so"),
    "settings": N_("days without a year are taken as of {year}: [season] from in fairwatch.toml"),
    "today": N_("days without a year are taken as of {year}: the present year"),
}


def type_word(type_: str) -> str:
    """What a column of this type holds."""
    return pgettext(*TYPES[type_])


def amount_words(unit: str, unit_from: str) -> str:
    """What an amount without a unit of its own counts, and where that comes from."""
    return _(AMOUNTS[unit_from]).format(unit=unit)


def unread_words(why: str, column: str) -> str:
    """Why a column is not read; `column` is the one that is read in its place."""
    return _(UNREAD[why]).format(column=column)


def year_words(year: int, year_from: str) -> str:
    """The year of days that lack one, and where it comes from."""
    return _(YEARS[year_from]).format(year=year)
