"""Which styles of a packed workbook strike words through: by their numbers in an XLSX, by their names in an ODS."""

from __future__ import annotations

from collections.abc import Iterable
from xml.parsers.expat import ExpatError, ParserCreate

from data.intake.files.sheet_facts import FileRefused

_MOST_PARENTS = 30
_OFF = frozenset({"0", "false", "off"})


def xlsx_strikes(styles: bytes) -> frozenset[int]:
    """The formats of cells (the `s` of a cell) whose font strikes through. Raises Refused damaged."""
    if b"strike" not in styles:
        return frozenset()
    found = _XlsxStyles()
    _parse(styles, found, whole=True)
    return frozenset(found.struck)


def ods_strikes(heads: Iterable[bytes]) -> frozenset[str]:
    """The names of the cell styles that strike through, of an ODS' parts that hold styles, or of how these begin.
    Raises Refused damaged."""
    found = _StruckStyles()
    for head in heads:
        if b"text-line-through-style" in head:
            found.path.clear()
            _parse(head, found, whole=False)
    return frozenset(name for name in found.said if found.strikes(name))


class _Elements:
    """Elements as the parser comes by them, the outermost first in `path`; names without their prefix."""

    def __init__(self) -> None:
        self.path: list[str] = []

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        self.path.append(name.rpartition(":")[2])
        self.take(attributes)

    def end(self, _name: str) -> None:
        self.path.pop()

    def take(self, attributes: dict[str, str]) -> None:
        raise NotImplementedError


class _XlsxStyles(_Elements):
    def __init__(self) -> None:
        super().__init__()
        self.struck: set[int] = set()
        self._fonts: set[str] = set()
        self._font = self._format = -1

    def take(self, attributes: dict[str, str]) -> None:
        above = self.path[-3:-1]
        match self.path[-1]:
            case "font" if above[-1:] == ["fonts"]:
                self._font += 1
            case "strike" if above == ["fonts", "font"] and attributes.get("val", "1") not in _OFF:
                self._fonts.add(str(self._font))
            case "xf" if above[-1:] == ["cellXfs"]:
                self._format += 1
                if attributes.get("fontId", "0") in self._fonts:
                    self.struck.add(self._format)


class _StruckStyles(_Elements):
    """`said`: whether a cell style strikes through by its own words, None where it leaves that to its parent."""

    def __init__(self) -> None:
        super().__init__()
        self.said: dict[str, bool | None] = {}
        self._parents: dict[str, str] = {}
        self._name = ""

    def strikes(self, name: str) -> bool:
        """Whether a style, or the nearest of those above it that says so, strikes through."""
        for _step in range(_MOST_PARENTS):
            own = self.said.get(name)
            if own is not None or name not in self._parents:
                return bool(own)
            name = self._parents[name]
        return False

    def take(self, attributes: dict[str, str]) -> None:
        if self.path[-1] == "style":
            is_cell = attributes.get("style:family") == "table-cell"
            self._name = attributes.get("style:name", "") if is_cell else ""
            if self._name:
                self.said[self._name] = None
                self._parents[self._name] = attributes.get("style:parent-style-name", "")
        elif self._name and self.path[-2:] == ["style", "text-properties"]:
            line = attributes.get("style:text-line-through-style")
            kind = attributes.get("style:text-line-through-type")
            if line or kind:
                self.said[self._name] = line != "none" and kind != "none"


def _parse(xml: bytes, elements: _Elements, *, whole: bool) -> None:
    parser = ParserCreate()
    parser.StartElementHandler = elements.begin
    parser.EndElementHandler = elements.end
    try:
        parser.Parse(xml, whole)
    except ExpatError as error:
        raise FileRefused("damaged") from error
