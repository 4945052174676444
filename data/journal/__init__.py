"""Lines in named streams and the store that shares them, of which the folder is one: FORMAT, segments, outbox, station.
Knows lines and files; what a line means, marks says."""
