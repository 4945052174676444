"""One cell to a value: amounts, days, numerals, words, each with what was doubtful.
Knows support, and no other room of intake; never a file."""
