"""What stands around a table's rows and may say whose they are: title rows, headings, who signs below.

Only gathered here: which units there are the rules know (`data.rules.units.unit_of_row`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from data.intake.cells.cell_result import SheetCell, squeeze
from data.intake.cells.cell_values import shown
from data.ledgers.kinds_and_columns import Seen
from data.support.late_pattern import late_pattern
from data.support.text import line, short

TITLE_LENGTH = 200
"""Characters of a title row that are kept."""

_TITLES = 20
_HEADING_LENGTH = 60

ORDINAL = late_pattern(r"\(?[一二三四五六七八九十]{1,3}\)?[、.:]?")
SECTION = late_pattern(
    r"(?:\(?[一二三四五六七八九十]{1,3}\)?[、.:]|\([一二三四五六七八九十]{1,3}\)|第[一二三四五六七八九十]+[类部批]).{0,60}"
)
UNIT_LIKE = late_pattern(r"[^:]{1,14}(?:县|区|市|旗|镇|乡|街道|园区|管委会|[局委办])(?:\(.{0,12}\))?[::]?")
"""A unit's name that stands alone, perhaps with what it has: 甲县(3个)."""

_BEGINS = late_pattern(
    r"(?P<bracketed>\([一二三四五六七八九十]+\))|(?P<part>第[一二三四五六七八九十]+[类部批])"
    r"|(?P<ordinal>[一二三四五六七八九十]+)(?=[、.: ]|$)"
)
SIGNED = late_pattern(
    r"(?:(?:填报|填表|制表|报送|上报|报告|编制|编报|申报)(?:单位|部门|县区|区县)|单位(?=名称|\()|县区|区县)"
    r"(?:名称)?(?:\([^()]{0,8}\))?:.*"
)
"""Who fills a table in, as it stands below one."""


def title_line(cells: Iterable[str]) -> str:
    """A row of titles as one line; what is repeated stands there once."""
    return short(" ".join(dict.fromkeys(text for cell in cells if (text := line(cell)))), TITLE_LENGTH)


class Around:
    """Gathers what stands around the rows of one sheet, from above to below. `titles` are the rows above its header."""

    def __init__(self, titles: Iterable[str]) -> None:
        self._notes = list(titles)[:_TITLES]
        self._path: tuple[tuple[str, str], ...] = ()
        self._seen: dict[tuple[str, ...], Seen] = {}
        self.sections: list[tuple[str, ...]] = []
        """The headings over each record, the outermost first."""

    def take(self) -> None:
        """One more record."""
        self.sections.append(tuple(text for _form, text in self._path))

    def pass_by(self, cells: list[SheetCell], why: str) -> None:
        """A row that is no record, and why not: it may head those below it, or say who fills the table in."""
        if why == "remark" and SIGNED.fullmatch(
            squeeze(signed := title_line(shown(c) for c in cells if c is not None))
        ):
            self._notes.append(signed)
        elif text := _heading_over(cells, why):
            self._path = _under(self._path, text)

    @property
    def notes(self) -> tuple[str, ...]:
        """What the rows above and below the table say."""
        return tuple(self._notes)

    def seen(self, at: int) -> Seen:
        """What stands around the record of this number; asked for when all rows were passed."""
        section = self.sections[at]
        if section not in self._seen:
            self._seen[section] = Seen(self.notes, section)
        return self._seen[section]


def _heading_over(cells: list[SheetCell], why: str) -> str:
    """What a row that is no record says as a heading over those below it, "" where it is none: a section, a total at
    its head (一、甲县小计), a unit's name that stands alone."""
    said = [shown(cell) for cell in cells if isinstance(cell, str) and cell.strip()]
    if not said:
        return ""
    first = squeeze(said[0][:_HEADING_LENGTH])
    numbered = ORDINAL.fullmatch(first) is not None
    if why == "section" or (why == "total" and (numbered or SECTION.fullmatch(first))):
        return short(" ".join(dict.fromkeys(said[: 2 if numbered else 1])), _HEADING_LENGTH)
    alone = why == "remark" and len(said) == 1 and UNIT_LIKE.fullmatch(first)
    return short(said[0], _HEADING_LENGTH) if alone else ""


def _under(path: tuple[tuple[str, str], ...], text: str) -> tuple[tuple[str, str], ...]:
    """The headings that rows stand under, each with its form, once this one has come: it ends those of its own form
    and all below them. 一、 and （一） are forms, a unit's name alone and any other words two more."""
    form = _form(text)
    forms = [known for known, _text in path]
    return (*(path[: forms.index(form)] if form in forms else path), (form, text))


def _form(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text)
    if found := _BEGINS.match(plain):
        return found.lastgroup or ""
    return "unit" if UNIT_LIKE.fullmatch(plain) else "words"
