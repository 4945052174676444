"""The terminal program: wires the feed to the panels and the keys to the feed."""
