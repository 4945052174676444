"""The commands without a screen: the same board, in words or as JSON.
Knows the feed, the screens where it opens one, and never the command line above it."""
