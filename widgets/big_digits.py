"""A number three lines tall, from box-drawing characters only, to be read from across a room."""

from __future__ import annotations

from textual.geometry import Size
from textual.reactive import reactive

from widgets.ink import Lines, Piece

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


def big(value: str) -> tuple[str, ...]:
    """The number's three lines; anything but a digit is a blank."""
    return tuple("".join(GLYPHS.get(digit, BLANK)[row] for digit in value) for row in range(HEIGHT))


class BigDigits(Lines):
    """Draws `value` (digits only), 3 cells a digit, 3 lines."""

    DEFAULT_CSS = """
    BigDigits { width: auto; height: auto; }
    """

    value: reactive[str] = reactive("", repaint=False)

    def watch_value(self) -> None:
        """Another number."""
        self.redraw()
        self.refresh(layout=True)

    def lines(self, width: int) -> list[list[Piece]]:
        """The three lines."""
        return [[(row, "accent")] for row in big(self.value)]

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Three cells a digit."""
        return 3 * len(self.value)
