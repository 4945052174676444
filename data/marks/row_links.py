"""Which key's marks count for which: the links that officers made from a vanished row to the one that replaced it.

A linked key keeps its own marks, so that a ledger restored to what it said restores its marks; they count for the row
it was linked to as well, over any number of links. A circle of links makes one history of all its keys.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from data.marks.mark_event import Event


class Links:
    """The links in force, by the key they lead from."""

    def __init__(self) -> None:
        self._standing: dict[str, tuple[Event, ...]] = {}
        self._from: defaultdict[str, set[str]] = defaultdict(set)

    def put(self, key: str, links: Sequence[Event]) -> None:
        """The links of a key that are in force now: of concurrent ones the highest (lam, id) leads on."""
        before = self.target(key)
        if before:
            self._from[before].discard(key)
        self._standing.pop(key, None)
        if links:
            self._standing[key] = tuple(sorted(links, key=lambda link: (link.lam, link.id), reverse=True))
            self._from[self.target(key)].add(key)

    def of(self, key: str) -> tuple[Event, ...]:
        """The links of a key in force, the one that leads on first."""
        return self._standing.get(key, ())

    def keys(self) -> frozenset[str]:
        """The keys that are linked to another."""
        return frozenset(self._standing)

    def target(self, key: str) -> str:
        """The key that this one is linked to, "" if to none."""
        links = self._standing.get(key)
        return links[0].arg.ref if links else ""

    def sources(self, key: str) -> tuple[str, ...]:
        """All keys whose marks count for this one, itself first."""
        if not self._from.get(key):
            return (key,)
        found = {key: None}
        ahead = [key]
        while ahead:
            for source in sorted(self._from.get(ahead.pop(), ())):
                if source not in found:
                    found[source] = None
                    ahead.append(source)
        return tuple(found)

    def onward(self, key: str) -> tuple[str, ...]:
        """The keys that this one's marks count for: itself, the one it is linked to, and so on."""
        if key not in self._standing:
            return (key,)
        found = {key: None}
        while (key := self.target(key)) and key not in found:
            found[key] = None
        return tuple(found)

    def rivals(self, key: str) -> tuple[str, ...]:
        """The names of officers who linked a key of this history without knowing of each other."""
        if not self._standing:
            return ()
        several = (self.of(source) for source in self.sources(key)[1:])
        return tuple(dict.fromkeys(link.by for links in several if len(links) > 1 for link in links))
