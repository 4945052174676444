"""The only door to a folder: boards as they come, marks, undo, hand-over, the past.
Knows every room of data but explain, starter, demo and export."""
