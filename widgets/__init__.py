"""The panels of the board: each takes a frozen Board and posts messages."""
