"""The bar that carries the pace in it: █ what is signed, ┃ where the calendar stands, · what is left."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from widgets.frame.ink import Piece

FULL, LEFT, PACE = "█", "·", "┃"


def cells_of(ratio: Decimal, width: int) -> int:
    """A ratio as cells of a bar, rounded half up, within the bar; what is begun shows at least one cell."""
    cells = int((ratio * width).to_integral_value(ROUND_HALF_UP))
    return min(width, max(1 if ratio > 0 else 0, cells))


def pace_bar(completion: Decimal | None, pace: Decimal | None, width: int, tone: str) -> list[Piece]:
    """A bar of exactly `width` cells; `completion` and `pace` are ratios, None draws none of it."""
    full = cells_of(completion, width) if completion is not None else 0
    cells = [(FULL, tone)] * full + [(LEFT, "muted")] * (width - full)
    if pace is not None and width:
        cells[min(width - 1, cells_of(pace, width))] = (PACE, "strong")
    return _merged(cells)


def _merged(cells: list[Piece]) -> list[Piece]:
    """Neighbours of one tone as one piece."""
    line: list[Piece] = []
    for text, tone in cells:
        if line and line[-1][1] == tone:
            line[-1] = (line[-1][0] + text, tone)
        else:
            line.append((text, tone))
    return line
