"""What is signed and what is owed of it: progress, metrics, rates, scores, trips.
Knows base, and no other room of rules."""
