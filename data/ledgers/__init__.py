"""The kinds of ledgers, the rows that they hold, and the season that all rows make.
Knows wording, model and support."""
