"""The language that a command speaks, taken from its arguments; the version that it tells."""

from __future__ import annotations

import gettext
import os
import sys

import click

from data import wording
from data.support.installed import installed
from data.wording import LOCALE_DIR, _


def version() -> str:
    """The version and what it runs on: what a bug report needs."""
    parts = [f"{name} {installed(name)}" for name in ("textual", "sqlite-utils", "watchfiles", "humanize")]
    python = ".".join(str(part) for part in sys.version_info[:3])
    return f"fairwatch {installed('fairwatch')} (Python {python}; {', '.join(parts)})"


def take_language(arguments: list[str]) -> tuple[list[str], str | None]:
    """Take `--lang X` out of the arguments, wherever it stands: the help itself is to be in that language."""
    rest: list[str] = []
    language: str | None = None
    words = iter(arguments)
    for word in words:
        if word == "--":
            return [*rest, word, *words], language
        if word == "--lang":
            language = next(words, "")
        elif word.startswith("--lang="):
            language = word.removeprefix("--lang=")
        else:
            rest.append(word)
    return rest, language


def speak(language: str | None) -> None:
    """Set the language of everything, click's own words included."""
    if language is not None and language not in wording.LANGUAGES:
        raise click.UsageError(_("--lang takes zh or en, not “{given}”").format(given=language))
    if wording.use(language) == "zh":
        # click's own words come from gettext's default domain, in the language that the environment names.
        os.environ["LANGUAGE"] = "zh"
        gettext.bindtextdomain("fairwatch", str(LOCALE_DIR))
        gettext.textdomain("fairwatch")
