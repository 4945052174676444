"""The commands without a screen: the same board, in words or as JSON."""
