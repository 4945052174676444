"""The language that a command speaks, taken from its arguments; the version that it tells."""

from __future__ import annotations

import gettext
import os
import sys
from pathlib import Path

import click

from data import wording
from data.wording import LOCALE_DIR, _


def version() -> str:
    """The version and what it runs on: what a bug report needs."""
    parts = [f"{name} {_installed(name)}" for name in ("textual", "sqlite-utils", "watchfiles", "humanize")]
    python = ".".join(str(part) for part in sys.version_info[:3])
    return f"fairwatch {_installed('fairwatch')} (Python {python}; {', '.join(parts)})"


def _installed(name: str) -> str:
    """The version of a package that is installed, by the name of its directory: NAME-VERSION.dist-info.

    importlib.metadata parses a mail header for it, and its import alone costs half of what click does; it is asked
    where a package stands otherwise.
    """
    start = f"{name.replace('-', '_')}-"
    for place in sys.path:
        for found in Path(place).glob(f"{start}*.dist-info"):
            return found.name.removeprefix(start).removesuffix(".dist-info")
    from importlib import metadata

    return metadata.version(name)


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
