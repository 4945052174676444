"""Which units the words around rows name: a heading, a title, a folder, a file's name.

Source: docs/figures.md (whose ledger). One finder for whose rows are and for whose a file is that was not read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePosixPath

from data.ledgers.kinds_and_columns import LedgerRow
from data.ledgers.season import Season
from data.rules.units.names import UnitBook
from data.rules.units.unit_forms import shaped, shaped_whole, without_ordinal
from data.settings import RuleSettings
from data.support.fast_dataclass import dataclass
from data.support.spelling import squash


@dataclass(frozen=True, slots=True)
class OwnerFound:
    """Whose rows are: the `unit`, from where (section, title, folder, file), by which words; or the code of
    why nobody can tell."""

    unit: str = ""
    source: str = ""
    said: str = ""
    code: str = ""


def first_found(answers: Iterable[OwnerFound]) -> OwnerFound:
    """The first answer that says a unit, or why nobody can tell."""
    return next((answer for answer in answers if answer.unit or answer.code), OwnerFound())


def lacks_unit(row: LedgerRow) -> bool:
    """Whether no cell of the row says whose it is."""
    return row.seen is not None or not row.unit  # type: ignore[attr-defined]


class PathOwners:
    """Whose a file is by the folders that it lies in and by its own name, in the order of `[files] unit_from`."""

    def __init__(self, words: UnitWords, settings: RuleSettings) -> None:
        self._words = words
        self._files: dict[str, OwnerFound] = {}
        self._folders: dict[PurePosixPath, OwnerFound] = {}
        steps = {"folder": self.folder, "file": self.file}
        self._steps = [steps[name] for name in settings.files.unit_from if name in steps]

    def folder(self, file: str) -> OwnerFound:
        """By the nearest folder that names a unit."""
        parent = PurePosixPath(file).parent
        if parent not in self._folders:
            parts = reversed(parent.parts)
            self._folders[parent] = first_found(self._words.one("folder", p, self._words.of_whole(p)) for p in parts)
        return self._folders[parent]

    def file(self, file: str) -> OwnerFound:
        """By the file's own name."""
        if file not in self._files:
            stem = PurePosixPath(file).stem
            self._files[file] = self._words.one("file", stem, self._words.of_title(stem))
        return self._files[file]

    def sheet(self, name: str) -> str:
        """The unit that a sheet's name names, "" where that is none or several."""
        return self._words.one("title", name, self._words.of_whole(name)).unit

    def of(self, file: str) -> tuple[str, ...]:
        """The units that a file may be the own of, the one that it is by its path first; what names two units ends
        the search."""
        found: dict[str, None] = {}
        for step in self._steps:
            answer = step(file)
            if answer.code:
                break
            if answer.unit:
                found[answer.unit] = None
        return tuple(found)


class UnitWords:
    """Which units a text names, among all that the season and the settings know of."""

    def __init__(self, book: UnitBook, season: Season, settings: RuleSettings) -> None:
        self._book = book
        self._office = squash(settings.office.name)
        names = {spelt: name for spelt, name in book.spellings.items() if not book.is_superior(name)}
        self._is_bare = not names
        if not book.has_ledger:
            cells = {
                *(row.unit for row in season.projects if not lacks_unit(row)),
                *(row.unit for row in season.reports),
                *(row.unit for row in season.trips),
            }
            for name in (name for cell in sorted(filter(None, cells)) for name in book.split(cell)):
                names.setdefault(squash(name), name)
        self._names = {spelt: name for spelt, name in names.items() if len(spelt) > 1}
        by_length = sorted(self._names, key=lambda spelt: (-len(spelt), spelt))
        self._spelt = re.compile("|".join(map(re.escape, by_length))) if by_length else None
        self._found: dict[str, tuple[str, ...]] = {}

    def one(self, source: str, said: str, units: tuple[str, ...]) -> OwnerFound:
        """The answer by a text that names these units: the one, none, or that there are several."""
        if len(units) > 1:
            return OwnerFound(said=said, code="unit_two")
        return OwnerFound(units[0], source, said) if units else OwnerFound()

    def of_title(self, text: str) -> tuple[str, ...]:
        """The units that stand in words of any kind."""
        return self._known(text) or self._bare(text, shaped)

    def of_office(self, text: str) -> tuple[str, ...]:
        """The units that a statement of who fills in names (甲县招商局); our own office is none."""
        if self._office and squash(text) == self._office and not self._book.known(text):
            return ()
        return self.of_title(text)

    def of_whole(self, text: str) -> tuple[str, ...]:
        """The units that a name names: a folder's, a sheet's."""
        return self._known(text) or self._bare(text, shaped_whole)

    def of_heading(self, text: str) -> tuple[str, ...]:
        """The units that a heading names: 一、甲县."""
        return self.of_whole(without_ordinal(text))

    def lowest(self, units: Iterable[str]) -> tuple[str, ...]:
        """Without those that stand above another one of them: 东川市甲县 is 甲县."""
        return self._book.lowest(units)

    def _bare(self, text: str, form: Callable[[str], str]) -> tuple[str, ...]:
        unit = form(unicodedata.normalize("NFKC", text)) if self._is_bare else ""
        return (unit,) if unit else ()

    def _known(self, text: str) -> tuple[str, ...]:
        if text not in self._found:
            self._found[text] = self.lowest(dict.fromkeys(self._spelt_in(squash(text))))
        return self._found[text]

    def _spelt_in(self, plain: str) -> Iterator[str]:
        """The units whose spellings stand in a text, the longest spelling at each place. An office that follows a unit
        is that unit's own (甲县商务局), whoever else is called so."""
        if self._spelt is None:
            return
        for found in self._spelt.finditer(plain):
            office = found[0][-1] in "局委办" or found[0].endswith("中心")
            if not (office and plain[: found.start()].endswith(("县", "区", "旗", "镇", "乡", "街道"))):
                yield self._names[found[0]]
