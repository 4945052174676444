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
"""The types of `data.ledgers.kinds_and_columns.Type`."""

AMOUNTS: Mapping[str, str] = {
    "header": N_("amount, {unit} by its header"),
    "settings": N_("amount, {unit} by [columns]"),
    "ledgers": N_("amount, {unit} by [[ledgers]]"),
    "note": N_("amount, {unit} by a note"),
    "files": N_("amount, {unit} by [files]"),
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


WHOSE: Mapping[str, str] = {
    "section": N_("the heading “{text}”"),
    "title": N_("the title “{text}”"),
    "folder": N_("the folder “{text}”"),
    "file": N_("the file's name “{text}”"),
}
"""What may say whose rows are that do not say it themselves."""


def whose_words(source: str, text: str) -> str:
    """One of the places that may say whose rows are, and what it says."""
    return _(WHOSE[source]).format(text=text)


HOW_TO_WRITE: Mapping[str, str] = {
    "code": N_("Kept as text, so that no digit is lost."),
    "unit": N_("One unit, by its name in the units ledger."),
    "units": N_("One unit, or several joined by “、”; the first counts the amount."),
    "amount": N_("A number of {unit}; one in another unit says so in the cell, as 3.5亿元."),
    "count": N_("A whole number."),
    "date": N_("A day, as 2026-05-08."),
    "month": N_("A month, as 2026-05."),
    "ratio": N_("A share, as 60%."),
    "flag": N_("是 or 否."),
    "stage": N_("The project's stage now."),
    "paper": N_("What was signed."),
    "status": N_("Whether the project goes on."),
}
"""What goes into a cell; words need no advice."""


def how_to_write(type_: str, unit: str) -> str:
    """What goes into a column of this type; `unit` is the unit of amounts. "" where nothing need be said."""
    return _(HOW_TO_WRITE[type_]).format(unit=unit) if type_ in HOW_TO_WRITE else ""


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
