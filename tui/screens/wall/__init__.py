"""The wall: the board as it hangs in the office, read from five metres.
Knows base, keys and widgets."""
