"""A large number to be read from across a room: box-drawing characters, or blocks where there is more room."""

from __future__ import annotations

from textual.geometry import Size
from textual.reactive import reactive

from widgets.frame.ink import Lines, Piece

GLYPHS = {
    "0": ("┏━┓", "┃ ┃", "┗━┛"),
    "1": (" ╻ ", " ┃ ", " ╹ "),
    "2": ("╺━┓", "┏━┛", "┗━╸"),
    "3": ("╺━┓", " ━┫", "╺━┛"),
    "4": ("╻ ╻", "┗━┫", "  ╹"),
    "5": ("┏━╸", "┗━┓", "╺━┛"),
    "6": ("┏━╸", "┣━┓", "┗━┛"),
    "7": ("╺━┓", "  ┃", "  ╹"),
    "8": ("┏━┓", "┣━┫", "┗━┛"),
    "9": ("┏━┓", "┗━┫", "╺━┛"),
}
BLANK = ("   ", "   ", "   ")
HEIGHT = 3

DOTS = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": (" # ", "## ", " # ", " # ", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", "###", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", "  #", "  #"),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
}
EMPTY = ("   ",) * 5
HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def big(value: str) -> tuple[str, ...]:
    """The number's three lines; anything but a digit is a blank."""
    return tuple("".join(GLYPHS.get(digit, BLANK)[row] for digit in value) for row in range(HEIGHT))


def blocks(value: str, scale: int) -> tuple[str, ...]:
    """The number in blocks, each dot `scale` cells wide and half as many lines tall: 5 lines at 2, 8 at 3."""
    dots = [" ".join(DOTS.get(digit, EMPTY)[row] for digit in value) for row in range(5)]
    rows = [[dot == "#" for dot in row for _ in range(scale)] for row in dots for _ in range(scale)]
    rows += [[False] * len(rows[0])] * (len(rows) % 2)
    return tuple("".join(HALVES[pair] for pair in zip(*rows[y : y + 2], strict=True)) for y in range(0, len(rows), 2))


def large(value: str, scale: int) -> tuple[str, ...]:
    """The number at scale 1 (3 lines), 2 (5 lines) or 3 (8 lines)."""
    return big(value) if scale < 2 else blocks(value, scale)


class BigDigits(Lines):
    """Draws `value` (digits only) at `scale`: 3, 5 or 8 lines tall."""

    DEFAULT_CSS = """
    BigDigits { width: auto; height: auto; }
    """

    value: reactive[str] = reactive("", repaint=False)
    scale: reactive[int] = reactive(1, repaint=False)

    def watch_value(self) -> None:
        """Another number, or another size."""
        self.redraw()
        self.refresh(layout=True)

    watch_scale = watch_value

    def lines(self, width: int) -> list[list[Piece]]:
        """The lines of the number."""
        return [[(row, "accent")] for row in large(self.value, self.scale)]

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """As wide as its digits."""
        return len(large(self.value, self.scale)[0])
