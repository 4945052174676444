"""The season's fairs: which rows are one fair, its days, and which fair a project belongs to.
Knows the units and the calendar."""
