"""The terminal we stand in: what it can, colours, signs, what goes over the wire.
Knows no screen and no feed."""
