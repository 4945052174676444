"""Days: working days, periods, the rungs of follow-ups, the winter pause, the day that a row speaks of.
Knows settings, model and support alone."""
