"""Marks: one event, the fold of all of them, threads, logs, orphans, hand-over; how each is made.
Knows journal for what every line has, and what lies below it; never rules or intake."""
