"""The board for other programs, as JSON.
Knows model, and nothing that reads a folder."""
