"""The colours: a dark, calm ground; red, amber and green only where a light or a warning is told, with its word."""

from __future__ import annotations

from textual.theme import Theme

FAIRWATCH = Theme(
    name="fairwatch",
    dark=True,
    primary="#5f87af",
    secondary="#87afaf",
    accent="#87afd7",
    foreground="#d0d0d0",
    background="#121212",
    surface="#1c1c1c",
    panel="#262626",
    success="#87af5f",
    warning="#d7af5f",
    error="#d75f5f",
)
"""Colours of the 256-colour cube, so that a terminal without true colour shows the same."""
