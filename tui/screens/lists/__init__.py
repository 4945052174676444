"""Lists over a screen: the log, marks without a row, the hand-over.
Knows boxes, cards and widgets."""
