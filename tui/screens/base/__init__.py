"""What screens share: running the table's actions, rows, and the subjects that hold the keys.
Knows boxes, lists and cards, which they open."""
