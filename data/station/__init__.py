"""This station's own files: where they lie, the index of what was read, the history of what was known.
Knows settings, ledgers and what lies below them; never the shared folder's marks."""
