"""Why fairwatch.toml was not taken, in words: the key, what stands there, what was expected."""

from __future__ import annotations

from collections.abc import Mapping

from data.wording import N_, NP_, _, pgettext

ERRORS: Mapping[str, str] = {
    "syntax": N_("line {line}, column {column}: this is not TOML (quotes around words? one “=” for each key?)"),
    "type": N_("expected {expected}, found {got}"),
    "unknown": N_("there is no such key"),
    "at_least": N_("this key takes {limit} or more, found {got}"),
    "at_most": N_("this key takes {limit} at most, found {got}"),
    "more_than": N_("this key takes more than {limit}, found {got}"),
    "at_most_entries": N_("this key takes {limit} entries at most"),
    "at_least_entries": N_("this key takes {limit} entries"),
    "too_long": N_("this key takes {limit} characters at most"),
    "no_constant": N_("expected one value: words in quotes, a number, a day, true or false"),
    "lacks": N_("this block lacks the key “{limit}”"),
    "empty": N_("this key takes no empty words"),
    "currency": N_("“{got}” is no currency; write its three letters: USD"),
    "month_day": N_("“{got}” is not a day of the year; write it as 06-30"),
    "date": N_("“{got}” is not a day that this key takes; write it as 2026-05-08"),
    "choice": N_("“{got}” is none of: {choices}"),
    "form": N_("“{got}” is no .docx below the folder; write its path from there: 模板/通报.docx"),
    "zone": N_("there is no time zone “{got}”"),
    "two_days": N_('expected two days, as ["11-15", "03-15"]'),
    "nodes": N_(
        'expected days in their order with shares that never fall, as [["2026-03-31", 0.25], ["2026-06-09", 1]]'
    ),
    "no_day": N_("“{got}” is not a day of the year"),
    "formula": N_("expected numbers and counts joined by + - * / and brackets, found “{got}”"),
    "key_name": N_(
        "“{got}” is no key; expected a letter, a digit, a sign, f1 to f24, space, enter, tab, ctrl+k …, "
        "with blanks between"
    ),
    "key_kept": N_("“{got}” is kept for lists and boxes; expected another key"),
    "key_clash": N_("“{got}” is a key of {action} too (screen: {screen}); expected a key that is free there"),
    "other": N_("not a value for this key ({why})"),
}

TYPES: Mapping[str, tuple[str, str]] = {
    "str": NP_("toml", "words in quotes"),
    "int": NP_("toml", "a whole number"),
    "float": NP_("toml", "a number"),
    "bool": NP_("toml", "true or false"),
    "array": NP_("toml", "a list in [ ]"),
    "object": NP_("toml", "a table"),
    "date": NP_("toml", "a day, as 2026-05-08"),
    "datetime": NP_("toml", "a day with a time"),
    "time": NP_("toml", "a time of day"),
    "null": NP_("toml", "nothing"),
}


def type_words(names: str) -> str:
    """TOML's types ("float", "date | null") in words; one without words stays as it is."""
    known = [name.strip() for name in names.split("|")]
    return " / ".join(pgettext(*TYPES[name]) if name in TYPES else name for name in known if name != "null")


def settings_error_text(key: str, code: str, args: Mapping[str, str], near: str = "") -> str:
    """One line: the key, why its value was not taken, and the known name that is nearest."""
    filled = {name: type_words(value) if code == "type" else value for name, value in args.items()}
    text = _(ERRORS[code]).format_map(filled)
    if near:
        text = _("{text}; the nearest is {near}").format(text=text, near=near)
    return f"{key}: {text}" if key else text
