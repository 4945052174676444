"""Lists over a screen: the log, marks without a row, the hand-over.
Knows boxes, cards, widgets and the desk they stand at."""
