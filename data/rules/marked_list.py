"""The items of one list with their marks: those of the board before, but where a mark was made since."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Set
from typing import Generic, TypeVar

from data.model import OwedItem, StalledProject
from data.rules.board_inputs import VISIT_KEY, MarkTrail

OfList = TypeVar("OfList", StalledProject, OwedItem)


class MarkedList(Generic[OfList]):
    """Remembers one list as it was marked last. An item is asked for its marks again when it is another, when a mark
    was made since that counts for it, for its project or for another key of it, or when all marks may say otherwise."""

    def __init__(self) -> None:
        self._plain: tuple[OfList, ...] = ()
        self._marked: tuple[OfList, ...] = ()
        self._trail = MarkTrail()
        self._given: tuple[object, ...] = ()
        self._places: dict[str, list[int]] | None = None

    def of(
        self,
        plain: tuple[OfList, ...],
        trail: MarkTrail,
        aliases: Mapping[str, tuple[str, ...]],
        given: tuple[object, ...],
        marked: Callable[[OfList], OfList],
    ) -> tuple[OfList, ...]:
        """The items of `plain`, each as `marked` makes it. `trail` tells which keys were marked since the last time;
        `given` is what `marked` goes by beside marks, `aliases` the other keys of what stands under several."""
        touched = trail.since(self._trail) if (aliases, *given) == self._given else None
        if touched is None:
            made = tuple(map(marked, plain))
        else:
            made = self._marked if plain is self._plain else self._known(plain, marked)
        if plain is not self._plain:
            self._plain, self._places = plain, None
        if touched:
            now = list(made)
            for at in self._meant(_counted_for(touched, aliases)):
                now[at] = marked(plain[at])
            made = tuple(now)
        self._marked, self._trail, self._given = made, trail, (aliases, *given)
        return made

    def _known(self, plain: tuple[OfList, ...], marked: Callable[[OfList], OfList]) -> tuple[OfList, ...]:
        """Another list of which most items are the very same."""
        known = dict(zip(map(id, self._plain), self._marked, strict=True))
        return tuple(known.get(id(item)) or marked(item) for item in plain)

    def _meant(self, keys: Set[str]) -> Iterator[int]:
        """Where the items stand that have one of these keys, or are about a project that has."""
        if self._places is None:
            self._places = {}
            for at, item in enumerate(self._plain):
                self._places.setdefault(item.key, []).append(at)
                if item.project_key not in ("", item.key):
                    self._places.setdefault(item.project_key, []).append(at)
        return (at for key in keys for at in self._places.get(key, ()))


def _counted_for(touched: Set[str], aliases: Mapping[str, tuple[str, ...]]) -> Set[str]:
    """The keys for whose items a mark on one of these may count: itself, its project's, and the owed visit's."""
    owners = {other: key for key, others in aliases.items() for other in others} if aliases else {}
    names = {key.removeprefix(VISIT_KEY) for key in touched}
    names |= {owners[name] for name in names if name in owners}
    return touched | names | {VISIT_KEY + name for name in names}
