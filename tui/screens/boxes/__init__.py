"""Boxes over a screen: forms, palette, help.
Knows keys, input and widgets; no screen below it."""
