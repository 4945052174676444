"""The board for other programs, as JSON.
Knows model and wording; it is given a board, and never asks the feed."""
