"""Drawing with words: pieces of text in a tone become strips. Nothing here reads markup, so no cell can speak it.

A *piece* is (text, tone); a *line* is a sequence of pieces. Tones are colours of the theme by name (`TONES`), so
that themes colour them. Widths are terminal cells everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from data.support.fast_dataclass import dataclass
from widgets.frame.cutting import cut as cut
from widgets.frame.cutting import cut_pieces

Piece = tuple[str, str]
Line = Sequence[Piece]

LIGHT_TONES = {"green": "good", "yellow": "warn", "red": "bad", "none": "muted"}

TONES: Mapping[str, tuple[str, bool]] = {
    "muted": ("text-muted", False),
    "strong": ("", True),
    "good": ("text-success", False),
    "warn": ("text-warning", False),
    "bad": ("text-error", False),
    "accent": ("text-accent", True),
    "frame": ("border-blurred", False),
    "title": ("", True),
    "heading": ("text-primary", True),
    "alarm": ("text-error", True),
    "key": ("text-accent", True),
    "cursor": ("", True),
}
"""Each tone's colour, a variable of the theme ("": that of the widget), and whether it is bold. A widget that is drawn
otherwise has the tone among its component classes, and its styles say how: to have all of them asked of each widget,
before it has drawn anything, cost an eighth of a start."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that is shown whole or not at all; when there is no room the highest rank goes first."""

    line: Line
    rank: int = 0

    @property
    def width(self) -> int:
        """Its width in cells."""
        return line_width(self.line)


def part(text: str, tone: str = "", rank: int = 0) -> Phrase:
    """A phrase of one tone."""
    return Phrase(((flat(text), tone),), rank)


def flat(text: str) -> str:
    """The text on one line: what a ledger says may hold line breaks and tabs. What cannot be printed is dropped."""
    if text.isprintable():
        return text
    spaced = "".join(" " if letter.isspace() else letter for letter in text)
    return "".join(letter for letter in spaced if letter.isprintable())


def line_width(line: Line) -> int:
    """The width of a line in cells."""
    return sum(cell_len(text) for text, _ in line)


def cut_line(line: Line, width: int) -> list[Piece]:
    """The line in at most `width` cells; what was cut ends in …, and no figure is cut in two."""
    return cut_pieces(line, width)


def padded(line: Line, width: int, align: str = "left") -> list[Piece]:
    """The line in exactly `width` cells."""
    kept = cut_line(line, width)
    blank = [(" " * (width - line_width(kept)), "")]
    return blank + kept if align == "right" else kept + blank


def fit(parts: Iterable[Phrase], width: int, gap: int = 2) -> list[Phrase]:
    """The phrases that have room in `width` cells with `gap` blanks between them, in their order."""
    kept = list(parts)
    while len(kept) > 1 and sum(one.width + gap for one in kept) - gap > width:
        worst = max(range(len(kept)), key=lambda i: (kept[i].rank, i))
        del kept[worst]
    return kept


def joined(parts: Iterable[Phrase], gap: int = 2) -> list[Piece]:
    """The phrases as one line."""
    line: list[Piece] = []
    for one in parts:
        line += [(" " * gap, ""), *one.line] if line else one.line
    return line


def _broken(one: Phrase, width: int) -> Iterable[Phrase]:
    """The phrase, in two at a blank where it is wider than the line."""
    if one.width <= width or len(one.line) != 1:
        return [one]
    text, tone = one.line[0]
    at = max((i for i, letter in enumerate(text) if letter == " " and cell_len(text[:i]) <= width), default=0)
    return [part(text[:at], tone), *_broken(part(text[at + 1 :], tone), width)] if at else [one]


def ends(left: Line, right: Line, width: int, fill: Piece = (" ", "")) -> list[Piece]:
    """One line of exactly `width` cells with something at both its ends."""
    room = max(0, width - line_width(right))
    head = cut_line(left, room)
    return [*head, (fill[0] * (room - line_width(head)), fill[1]), *cut_line(right, width)]


def flowed(parts: Sequence[Phrase], width: int) -> list[list[Piece]]:
    """The phrases in as few lines as they need, none broken, and as far apart as that allows."""
    return min((_flowed(parts, width, gap) for gap in (4, 3, 2)), key=len)


def _flowed(parts: Sequence[Phrase], width: int, gap: int) -> list[list[Piece]]:
    lines: list[list[Piece]] = []
    for one in (piece for whole in parts for piece in _broken(whole, width)):
        if lines and line_width(lines[-1]) + gap + one.width <= width:
            lines[-1] += [(" " * gap, ""), *one.line]
        else:
            lines.append(list(one.line))
    return lines


class Inked:
    """For a widget: strips from lines, in the colours of the theme."""

    _tones: dict[tuple[str, str], Style] | None = None

    def tone(self: Widget, name: str) -> Style:  # type: ignore[misc]
        """The style of a tone, as the theme has it now."""
        if not name:
            return self.rich_style
        if (component := f"ink--{name}") in self.COMPONENT_CLASSES:
            return self.get_component_rich_style(component)
        made: dict[tuple[str, str], Style] = self._tones or {}  # type: ignore[attr-defined]
        key = self.app.theme, name
        if key not in made:
            made[key] = Inked._style(self, *TONES[name])
            self._tones = made  # type: ignore[attr-defined]
        return made[key]

    def _style(self: Widget, variable: str, bold: bool) -> Style:  # type: ignore[misc]
        said, ground = self.app.theme_variables.get(variable, ""), self.background_colors[1]
        style = Style(bold=True) if bold else Style.null()
        if said.startswith("auto"):  # as readable on this ground as the share says
            share = said.removeprefix("auto").strip().removesuffix("%")
            style += Style(color=(ground + ground.get_contrast_text(float(share or 100) / 100)).rich_color)
        elif said:
            style += Style(color=(ground + Color.parse(said)).rich_color)
        return self.rich_style + style

    def notify_style_update(self) -> None:
        """Other styles: the tones stand on another ground."""
        self._tones = None
        super().notify_style_update()  # type: ignore[misc]

    def strip(self: Widget, line: Line, width: int, cursor: bool = False) -> Strip:  # type: ignore[misc]
        """The line drawn in exactly `width` cells; with `cursor` on the cursor's ground."""
        tone = Inked.tone.__get__(self)
        over = Style.null()
        if cursor:
            ground = tone("cursor")
            over = Style(bgcolor=ground.bgcolor, bold=True, reverse=ground.reverse)
        told = [(text, name) for text, name in padded(line, width) if text]
        styles = {name: tone(name) + over for name in {name for _text, name in told}}  # asking for one is dear
        segments = [Segment(text, styles[name]) for text, name in told]
        return Strip(segments, width)


class Lines(Inked, Widget):
    """A widget of a few lines of its own making, that repaints only those that changed."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "Lines { height: auto; }"

    def __init__(self, **more: str | None) -> None:
        super().__init__(**more)  # type: ignore[arg-type]
        self._made: tuple[int, list[list[Piece]]] | None = None

    def lines(self, width: int) -> Sequence[Line]:
        """What stands in the widget when it is `width` cells wide. For subclasses."""
        raise NotImplementedError

    def _lines(self, width: int) -> list[list[Piece]]:
        if self._made is None or self._made[0] != width:
            self._made = (width, [[(flat(text), tone) for text, tone in line] for line in self.lines(width)])
        return self._made[1]

    def redraw(self) -> None:
        """What is shown may have changed: repaint the lines that did."""
        old = self._made
        self._made = None
        if not self.is_mounted or old is None:
            self.refresh(layout=True)
            return
        width, before = old
        after = self._lines(width)
        if len(after) != len(before):
            self.refresh(layout=True)
        changed = [y for y, line in enumerate(after) if y >= len(before) or line != before[y]]
        if changed:
            self.refresh(*(Region(0, y, width, 1) for y in changed))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as there are, at least one."""
        return max(1, len(self._lines(width)))

    def render_line(self, y: int) -> Strip:
        """One line; the last that has room says how many have none."""
        width, height = self.content_size
        made = self._lines(width)
        line: Line = made[y] if y < len(made) else ()
        if y == height - 1 and len(made) > height:
            line = ends(line, ((f" +{len(made) - height}", "muted"),), width)
        return self.strip(line, width)
