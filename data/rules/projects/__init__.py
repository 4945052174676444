"""Each project once: which rows are one project, which may be, and what of it counts as signed.
Knows what is between ledgers, the fairs, the units and the calendar."""
