"""One cell to a value: amounts, days, numerals, words, each with what was doubtful.
Knows ledgers, settings and support; never a file."""
