"""Every sentence has its Chinese, and the compiled catalogue is the one that the source says."""

from __future__ import annotations

import gettext
import re
from pathlib import Path

import pytest
from babel.messages import extract, pofile
from babel.messages.catalog import Catalog

import data
from data.wording import LOCALE_DIR
from data.wording.problems import PROBLEMS

ROOT = Path(data.__file__).parent.parent
PO = LOCALE_DIR / "zh" / "LC_MESSAGES" / "fairwatch.po"
KEYWORDS = {"_": None, "N_": None, "NN_": (1, 2), "ngettext": (1, 2), "pgettext": ((1, "c"), 2), "NP_": ((1, "c"), 2)}


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with PO.open("rb") as file:
        return pofile.read_po(file, locale="zh")


def messages() -> list[tuple[str, str | None, str]]:
    """Every marked sentence of the source: the sentence, its context, where it stands."""
    found = []
    for package in ("data", "tui", "widgets"):
        for path in sorted((ROOT / package).rglob("*.py")):
            with path.open("rb") as file:
                for line, text, _, context in extract.extract("python", file, keywords=KEYWORDS):
                    one = text if isinstance(text, str) else text[0]
                    found.append((one, context, f"{path.relative_to(ROOT)}:{line}"))
    return found


def test_every_sentence_has_its_chinese(catalogue: Catalog) -> None:
    missing = [
        (text, where) for text, context, where in messages() if not (m := catalogue.get(text, context)) or not m.string
    ]
    assert missing == []


def test_the_placeholders_are_the_same(catalogue: Catalog) -> None:
    for message in catalogue:
        if not message.id:
            continue
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        strings = [message.string] if isinstance(message.string, str) else list(message.string)
        wanted = {name for text in ids for name in re.findall(r"\{(\w+)", text)}
        for text in strings:
            assert set(re.findall(r"\{(\w+)", text)) <= wanted, message.id


def test_the_compiled_catalogue_is_that_of_the_source(catalogue: Catalog) -> None:
    with PO.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for message in catalogue:
        if not message.id:
            continue
        if isinstance(message.id, str):
            one = compiled.pgettext(message.context, message.id) if message.context else compiled.gettext(message.id)
            assert one == message.string
        else:
            assert compiled.ngettext(*message.id, 2) == message.string[-1]


def test_every_code_that_is_raised_has_its_words() -> None:
    calls = re.compile(r'(?:Problem|Refused|MarkError)\(\s*(?:code=)?"([a-z_]+)"')
    for package in ("data", "tui"):
        for path in (ROOT / package).rglob("*.py"):
            for code in calls.findall(path.read_text(encoding="utf-8")):
                assert code in PROBLEMS, f"{path}: {code}"
