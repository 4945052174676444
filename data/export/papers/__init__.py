"""What the office hands in, out of a board: drafts of papers, and the forms that they are written in.
Knows export, model, wording and support; it is given boards, and never asks the feed.

Papers are Chinese whatever the screen speaks, so their sentences stand here as they are printed."""
