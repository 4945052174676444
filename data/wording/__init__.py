"""Words: gettext, and the few functions that turn codes and figures into them. Every layer may call it.
Knows model and support.

Source strings are English; Chinese comes from the catalogue beside this file. `use` sets the language of the
process; until then English is spoken. Words are looked up when they are shown, never at import: a table holds
`N_("text")` and shows `_(entry)`.
"""

from __future__ import annotations

import contextlib
import gettext as _gettext
import locale
import os
from collections.abc import Iterator
from pathlib import Path

LOCALE_DIR = Path(__file__).parent.parent / "locale"
LANGUAGES = ("zh", "en")

_current: _gettext.NullTranslations = _gettext.NullTranslations()
_language = "en"


def use(language: str | None = None) -> str:
    """Speak `language` ("zh" or "en"; None: what the locale says) from now on. Returns the one in force."""
    global _current, _language
    _language = language if language in LANGUAGES else from_locale()
    if _language == "zh":
        _current = _gettext.translation("fairwatch", LOCALE_DIR, languages=["zh"], fallback=True)
    else:
        _current = _gettext.NullTranslations()
    return _language


@contextlib.contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak another language for a while: a letter to a unit is Chinese, whatever the screen speaks."""
    before = _language
    use(language)
    try:
        yield
    finally:
        use(before)


def from_locale() -> str:
    """The language that the environment asks for: "zh" when its locale says zh, else "en"."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        value = os.environ.get(variable, "")
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "zh" if (locale.getlocale()[0] or "").lower().startswith("zh") else "en"


def language() -> str:
    """The language in force, "zh" or "en"."""
    return _language


def _(message: str) -> str:
    """The message in the language in force."""
    return _current.gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """The message for a count."""
    return _current.ngettext(one, many, count)


def pgettext(context: str, message: str) -> str:
    """The message in a context, where one English word is several Chinese ones."""
    return _current.pgettext(context, message)


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "translate later"
    """Marks a message of a table for translation without translating it yet."""
    return message


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802
    """Marks a message for a count for translation; show it with `ngettext(*entry, count)`."""
    return one, many


def NP_(context: str, message: str) -> tuple[str, str]:  # noqa: N802
    """Marks a message with its context for translation; show it with `pgettext(*entry)`."""
    return context, message
