"""Contrast and distance of colours, also as eyes see them that lack one kind of cone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from textual.app import App
from textual.geometry import Region

RGB = tuple[int, int, int]
Linear = tuple[float, float, float]

# Machado, Oliveira, Fernandes 2009, severity 1.0, for linear RGB.
DEUTERANOPIA = ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881))
PROTANOPIA = ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998))
USUAL = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
EYES = {"usual": USUAL, "deuteranopia": DEUTERANOPIA, "protanopia": PROTANOPIA}

Eye = tuple[Linear, Linear, Linear]


def seen(colour: RGB, eye: Eye = USUAL) -> Linear:
    """The colour in linear RGB as this eye sees it."""
    red, green, blue = (_linear(channel / 255) for channel in colour)
    mixed = (row[0] * red + row[1] * green + row[2] * blue for row in eye)
    first, second, third = (min(1.0, max(0.0, channel)) for channel in mixed)
    return first, second, third


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def contrast(one: RGB, other: RGB, eye: Eye = USUAL) -> float:
    """The contrast of WCAG 2, 1 to 21."""
    light, dark = sorted((_luminance(seen(one, eye)), _luminance(seen(other, eye))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(linear: Linear) -> float:
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def distance(one: RGB, other: RGB, eye: Eye = USUAL) -> float:
    """How far apart two colours look: CIE 1976 ΔE, where 2.3 is just noticeable."""
    pairs = zip(_lab(seen(one, eye)), _lab(seen(other, eye)), strict=True)
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


def _lab(linear: Linear) -> Linear:
    red, green, blue = linear
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = _luminance(linear)
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    fx, fy, fz = (v ** (1 / 3) if v > 216 / 24389 else (24389 / 27 * v + 16) / 116 for v in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@dataclass(frozen=True)
class Drawn:
    """Words as they are sent to the terminal: what they are drawn in and what they stand on (None: no colour)."""

    text: str
    ink: RGB | None
    ground: RGB | None
    stands_out: bool
    """Reversed or underlined."""


def drawn(app: App[Any], within: Region | None = None) -> Iterator[Drawn]:
    """All that stands on the screen, or in a part of it."""
    region = within or app.screen.region
    for y, strip in enumerate(app.screen._compositor.render_strips()):
        if region.y <= y < region.bottom:
            for text, style, _control in strip.crop(region.x, region.right):
                if style and text.strip():
                    ink, ground = (c.triplet if c else None for c in (style.color, style.bgcolor))
                    yield Drawn(
                        text, ink and tuple(ink), ground and tuple(ground), bool(style.reverse or style.underline)
                    )
