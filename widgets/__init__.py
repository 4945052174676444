"""What is drawn of a board: frames, tables, panels, views.
Knows data.model, data.wording and data.support, and no other room of data."""
