"""The screens: duty desk, wall, problems, figures, and the table that says what opens each.
Knows keys, input, terminal and widgets; a board comes to them, they never ask for one."""
