"""Rows on a screen: the table that paints what is seen, its widths, the panel around it.
Knows frame, data.model and data.wording."""
