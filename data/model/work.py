"""Everything that officers mark, under one name."""

from __future__ import annotations

from data.model.faults import Contradiction, HeldLedger, ProblemItem
from data.model.items import OwedItem, StalledProject

Item = StalledProject | OwedItem | ProblemItem | Contradiction | HeldLedger
"""Anything an officer can mark: it has a key, an episode, a kind, a title, a unit, a place and its marks."""
