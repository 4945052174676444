"""Records, settings and a date to what is shown: the board, and every figure that it rests on.
Knows ledgers, settings, wording, model and support; no clock, no file, no mark's event."""
