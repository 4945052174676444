"""The fair itself: preparation, guests, what will be signed, who is on duty.
Knows base, and no other room of rules."""
