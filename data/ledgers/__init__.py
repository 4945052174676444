"""The kinds of ledgers, the rows that they hold, and the season that all rows make.
Knows model, and whatever lies below it."""
