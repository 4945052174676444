"""The shared folder's lines: FORMAT, segments, this station's outbox and name.
Knows lines and files; what a mark means, marks says."""
