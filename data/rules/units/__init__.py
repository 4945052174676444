"""Which unit is meant: names and their forms, whose a row is, which units were heard, their order.
Knows the rows of ledgers and nothing of projects."""
