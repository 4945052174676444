"""Targets in force, the scope that stands first, completion, pace and light.
Knows the projects and all below them."""
