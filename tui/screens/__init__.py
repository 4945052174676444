"""The screens: duty desk, wall, problems, figures, and the table that says what opens each.
Knows keys, input, terminal, widgets and how the feed refuses; a board comes to them, they never ask for one."""
