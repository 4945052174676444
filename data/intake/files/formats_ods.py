"""The number formats of an OpenDocument spreadsheet that tell more than a number does, written as Excel's codes, and
the cells that have them."""

from __future__ import annotations

import zipfile
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import field
from xml.parsers.expat import ParserCreate

from data.intake.cells.number_format import telling
from data.intake.files.sheet_facts import Formats
from data.support.fast_dataclass import dataclass

_MOST_CELLS = 400_000
_MOST_PLACES = 40
_NUMBERS = frozenset({"number:number-style", "number:currency-style", "number:percentage-style", "number:text-style"})
_BODY = b"<office:body"
_HEAD = 32_000_000
_CHUNK = 1 << 16


_PLACES = {"US": "409", "CN": "804", "JP": "411", "HK": "c04", "TW": "404", "AU": "c09", "CA": "1009", "SG": "1004"}
"""Excel's numbers of countries whose money has a sign that others have too."""


@dataclass(frozen=False, slots=False)
class _OdsFormat:
    """One number style: its code so far, and by which condition others take its place."""

    percent: bool = False
    parts: list[str] = field(default_factory=list)
    maps: list[tuple[str, str]] = field(default_factory=list)


def style_heads(archive: zipfile.ZipFile) -> list[bytes]:
    """The parts that hold styles, and of the tables' own part no more than what stands before the tables."""
    return [_head(archive, part) for part in ("styles.xml", "content.xml") if part in archive.namelist()]


def _head(archive: zipfile.ZipFile, part: str) -> bytes:
    head = bytearray()
    with archive.open(part) as stream:
        while len(head) < _HEAD and (piece := stream.read(_CHUNK)):
            head += piece
            if _BODY in head[-len(piece) - len(_BODY) :]:
                head += stream.read(_CHUNK)  # how days are counted stands at the body's beginning
                break
    return bytes(head)


class OdsStyles:
    """The cell styles of a document and the codes of their formats; `telling` are those that tell something."""

    def __init__(self, heads: Iterable[bytes]) -> None:
        self._formats: dict[str, _OdsFormat] = {}
        self._cells: dict[str, tuple[str, str]] = {}
        self._open: _OdsFormat | None = None
        self._words: list[str] | None = None
        self._embedded: list[tuple[int, str]] = []
        self._number: dict[str, str] | None = None
        self._place = ""
        self.since_1904 = False
        for head in heads:
            self._read(head)
        self.telling: dict[str, str] = {
            name: code for name in self._cells if (code := self._code(name)) and telling(code)
        }

    def _read(self, head: bytes) -> None:
        if b"number:" not in head and b"null-date" not in head:
            return
        parser = ParserCreate()
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._say
        parser.Parse(head, False)

    def _begin(self, name: str, said: dict[str, str]) -> None:
        if name in _NUMBERS:
            self._open = _OdsFormat(name == "number:percentage-style")
            self._formats[said.get("style:name", "")] = self._open
        elif name == "style:style" and said.get("style:family") == "table-cell":
            self._cells[said.get("style:name", "")] = (
                said.get("style:data-style-name", ""),
                said.get("style:parent-style-name", ""),
            )
        elif name == "table:null-date":
            self.since_1904 = said.get("table:date-value", "").startswith("1904")
        elif self._open is not None:
            self._begin_within(self._open, name, said)

    def _begin_within(self, form: _OdsFormat, name: str, said: dict[str, str]) -> None:
        if name in ("number:text", "number:currency-symbol", "number:embedded-text"):
            self._words = []
            self._place = _PLACES.get(said.get("number:country", ""), "")
            if name == "number:embedded-text":
                self._embedded.append((_count(said.get("number:position", "0")), ""))
        elif name == "number:number":
            self._number = said
            self._embedded = []
        elif name in ("number:scientific-number", "number:fraction", "number:text-content"):
            form.parts.append("General")
        elif name == "style:map":
            form.maps.append((said.get("style:condition", ""), said.get("style:apply-style-name", "")))

    def _say(self, words: str) -> None:
        if self._words is not None:
            self._words.append(words)

    def _end(self, name: str) -> None:
        if name in _NUMBERS:
            self._open = None
        elif self._open is None:
            return
        elif name == "number:number" and self._number is not None:
            self._open.parts.append(_digits(self._number, self._embedded))
            self._number = None
        elif self._words is not None and name in ("number:text", "number:currency-symbol", "number:embedded-text"):
            words, self._words = "".join(self._words), None
            if name == "number:embedded-text" and self._embedded:
                self._embedded[-1] = (self._embedded[-1][0], words)
            elif name == "number:currency-symbol":
                self._open.parts.append(f"[${words.replace(']', '')}-{self._place}]" if words else "")
            else:
                self._open.parts.append("%" if words == "%" and self._open.percent else _quoted(words))

    def _code(self, style: str) -> str:
        """The code of a cell style, of its own or of those that it is made from."""
        for _step in range(30):
            data, parent = self._cells.get(style, ("", ""))
            if data:
                return self._whole(data)
            style = parent
        return ""

    def _whole(self, data: str) -> str:
        form = self._formats.get(data)
        if form is None:
            return ""
        sections = [
            f"[{condition.removeprefix('value()').replace('!=', '<>')}]{''.join(other.parts)}"
            for condition, name in form.maps
            if (other := self._formats.get(name))
        ]
        return ";".join([*sections, "".join(form.parts)])


class OdsFormats:
    """Fills the `formats` of one table's cells as its tags go by."""

    def __init__(self, styles: Mapping[str, str], formats: Formats) -> None:
        self._formats = formats
        self._styles = styles
        self._ends: list[int] = []
        self._columns: list[str] = []
        self._row_style = ""

    def columns(self, end: int, style: str) -> None:
        """The next columns, up to this one, and the style of their cells."""
        self._ends.append(end)
        self._columns.append(style)

    def row(self, style: str) -> None:
        """A row, and the style of its cells."""
        self._row_style = style

    def style_at(self, column: int) -> str:
        """The style that the row, else the column, gives to a cell which names none."""
        at = bisect_right(self._ends, column)
        return self._row_style or (self._columns[at] if at < len(self._columns) else "")

    def cell(self, rows: range, columns: range, style: str, currency: str) -> None:
        """A cell, and those that repeat it, with its style, and the currency of its value."""
        code = self._styles.get(style) or (f"[${currency}]0" if currency.isalpha() and currency.isascii() else "")
        if code:
            for row in rows:
                for column in columns:
                    if len(self._formats) >= _MOST_CELLS:
                        return
                    self._formats[row, column] = code


def _digits(said: dict[str, str], embedded: list[tuple[int, str]]) -> str:
    """The digits of a number: 0!.0, of two at the least, a thousandth, and a point before the last of them."""
    places = min(_count(said.get("number:decimal-places", "0")), _MOST_PLACES)
    least = min(_count(said.get("number:min-integer-digits", "0")), _MOST_PLACES)
    signs = ["0"] * least or ["#"]
    for position, words in sorted(embedded, reverse=True):
        at = max(len(signs) - position, 0)
        signs.insert(at, _quoted(words))
    factor = said.get("number:display-factor", "1").partition(".")[0]
    commas = (len(factor) - 1) // 3 if factor.strip("0") == "1" else 0
    return "".join(signs) + ("." + "0" * places if places else "") + "," * commas


def _quoted(words: str) -> str:
    return '"' + words.replace('"', "") + '"' if words.strip() else ""


def _count(text: str) -> int:
    return int(text[:6]) if text[:6].isdecimal() else 0
