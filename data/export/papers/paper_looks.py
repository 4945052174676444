"""How a paper looks on A4: margins, fonts, sizes and lines of each kind of paragraph, for each form.

工作动态 is plain A4. 公文 follows GB/T 9704-2012: 22 lines of 28 characters, the text on a grid of lines. Sizes and
lines are points: 二号 22, 三号 16, 四号 14, 小四 12, 小五 9.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from data.export.papers.draft import PassageKind
from data.export.papers.paper_fonts import FANGSONG, HEITI, KAITI, XIAOBIAOSONG
from data.support.fast_dataclass import dataclass
from data.support.late_pattern import late_pattern

NEWSLETTER, OFFICIAL = "工作动态", "公文"
"""The forms, as `[papers] form` names them."""

_TITLE, _BODY, _LESS, _SMALL, _TABLE = 22.0, 16.0, 14.0, 12.0, 9.0

GRID_LINE = 579
"""The lines' grid of 公文 in twentieths of a point: 22 of them in 225 mm. A grid of characters is not set: LibreOffice
would then put 14 on a line."""

_CLOSER = -0.25
"""Points between characters of 三号, so that 28 stand in 156 mm."""


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """One kind of paragraph. `line` is its exact height, and it then stands off the grid; None: a line of the grid.
    `indent` is that of its first line in characters, `spacing` what is added between characters."""

    font: str
    size: float
    line: float | None
    indent: int = 0
    centred: bool = False
    spacing: float = 0.0


@dataclass(frozen=True, slots=True)
class PageLook:
    """A form. `margins` are top, bottom, left, right in mm; `foot` is how far the number's line is above the edge;
    `outer`: page numbers stand at the outer side of their page, else in the middle; `grid`: in twentieths of a point,
    0 for none; `apart`: a line is left free below the title."""

    margins: tuple[int, int, int, int]
    kinds: Mapping[PassageKind, ParagraphLook]
    title: ParagraphLook
    state: ParagraphLook
    foot: int = 15
    outer: bool = False
    apart: bool = False
    grid: int = 0
    table_size: float = _TABLE

    @property
    def width(self) -> int:
        """The width of the text in mm."""
        return 210 - self.margins[2] - self.margins[3]


_PLAIN = PageLook(
    margins=(37, 35, 28, 26),
    kinds={
        PassageKind.TO: ParagraphLook(FANGSONG, _BODY, 28.0),
        PassageKind.BODY: ParagraphLook(FANGSONG, _BODY, 28.0, indent=2),
        PassageKind.HEADING: ParagraphLook(HEITI, _BODY, 28.0, indent=2),
        PassageKind.SUBTITLE: ParagraphLook(FANGSONG, _BODY, 28.0, centred=True),
        PassageKind.NOTE: ParagraphLook(FANGSONG, _SMALL, 20.0),
        PassageKind.SIGNED: ParagraphLook(FANGSONG, _SMALL, 24.0),
    },
    title=ParagraphLook(XIAOBIAOSONG, _TITLE, 35.0, centred=True),
    state=ParagraphLook(HEITI, _SMALL, 28.0, centred=True),
)

_GB = replace(
    _PLAIN,
    kinds={
        **_PLAIN.kinds,
        PassageKind.TO: ParagraphLook(FANGSONG, _BODY, None, spacing=_CLOSER),
        PassageKind.BODY: ParagraphLook(FANGSONG, _BODY, None, indent=2, spacing=_CLOSER),
        PassageKind.HEADING: ParagraphLook(HEITI, _BODY, None, indent=2, spacing=_CLOSER),
        PassageKind.SUBTITLE: ParagraphLook(FANGSONG, _BODY, None, centred=True, spacing=_CLOSER),
    },
    foot=25,  # the dash is 7 mm below the text, which ends 35 mm above the edge
    outer=True,
    apart=True,
    grid=GRID_LINE,
)

_ONE_PAGE = replace(
    _PLAIN,
    margins=(20, 18, 25, 25),
    kinds={
        **_PLAIN.kinds,
        PassageKind.BODY: ParagraphLook(FANGSONG, _LESS, 21.0, indent=2),
        PassageKind.HEADING: ParagraphLook(HEITI, _LESS, 23.0, indent=2),
        PassageKind.SUBTITLE: ParagraphLook(FANGSONG, _LESS, 21.0, centred=True),
        PassageKind.NOTE: ParagraphLook(FANGSONG, _TABLE, 13.0),
    },
)

_FORMS: Mapping[str, PageLook] = {NEWSLETTER: _PLAIN, OFFICIAL: _GB}

_LEVELS: tuple[tuple[re.Pattern[str], str], ...] = (
    (late_pattern(r"（[一二三四五六七八九十]+）"), KAITI),
    (late_pattern(r"\d+[.．]|（\d+）"), FANGSONG),
)
"""How a heading below the first order begins, and its font: 一、 黑体, （一） 楷体, 1. and （1） 仿宋."""


def page_look(form: str, *, one_page: bool = False) -> PageLook:
    """The look of a form; a paper that is to stand on one page has its own."""
    return _ONE_PAGE if one_page else _FORMS[form]


def heading_look(look: ParagraphLook, words: str) -> ParagraphLook:
    """The look of a heading by its number."""
    font = next((font for begins, font in _LEVELS if begins.match(words)), look.font)
    return replace(look, font=font)
