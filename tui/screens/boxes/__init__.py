"""Boxes over a screen: forms, palette, help.
Knows keys, input, terminal and widgets; no other screen."""
