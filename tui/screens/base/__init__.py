"""What screens share: acting on keys, finding, rows, calling.
Knows boxes, lists and cards, which they open."""
