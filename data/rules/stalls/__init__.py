"""Projects that do not move: evidence, nodes, blockers, sponsors.
Knows owed, whose items it makes too, and base."""
