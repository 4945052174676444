"""What is owed to somebody by a date: follow-ups, reports, visits, the office's own cadence.
Knows base and fair."""
