"""The invitation funnel (客商邀请): how far each guest is, by the words of the ledger's 邀请状态 taken whole.

A guest with a 报到时间 by the board's date has arrived, whatever the state says. Words that the table
(`data.ledgers.kinds_and_columns.GUEST_WORDS`, `[guest_states]`) does not know are counted as they are written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from data.ledgers.kinds_and_columns import GUEST_WORDS, Guest
from data.model import Funnel, FunnelStep, GuestState, Share, Trace
from data.rules.calendar.followup_ladder import reached
from data.support.spelling import squash

STEPS = (GuestState.INVITED, GuestState.WRITTEN, GuestState.CALLED, GuestState.CONFIRMED, GuestState.ARRIVED)
UNDECIDED = frozenset(STEPS[:3])
COMING = frozenset(STEPS[3:])


class GuestWords:
    """The states that words mean; an office's own words win."""

    def __init__(self, own: Mapping[str, Iterable[str]]) -> None:
        tables = (GUEST_WORDS, {GuestState(name): words for name, words in own.items()})
        self._states = {squash(word): state for table in tables for state, words in table.items() for word in words}

    def state(self, guest: Guest, as_of: date) -> GuestState | None:
        """Where a guest stands; None for a word that is not known."""
        return GuestState.ARRIVED if reached(guest.arrived, as_of) else self._states.get(squash(guest.state))


def funnel(rows: Iterable[Guest], words: GuestWords, top_tiers: Iterable[str], as_of: date) -> Funnel:
    """The funnel of all guests that the ledgers list."""
    guests = [(row, words.state(row, as_of)) for row in rows]
    if not guests:
        return Funnel()
    at = Counter(state for _, state in guests if state is not None)
    coming = [row for row, state in guests if state in COMING]
    everybody = [row for row, _ in guests]
    tiers = tuple(top_tiers)

    def top(row: Guest) -> bool | None:
        return any(word in row.tier for word in tiers) if row.tier else None

    def away(row: Guest) -> bool | None:
        return None if row.is_local is None else not row.is_local

    return Funnel(
        total=len(guests),
        steps=tuple(FunnelStep(step, at[step], sum(at[later] for later in STEPS[n:])) for n, step in enumerate(STEPS)),
        declined=at[GuestState.DECLINED],
        unknown=tuple(Counter(row.state for row, state in guests if state is None).most_common()),
        non_local=_share(everybody, away),
        non_local_coming=_share(coming, away),
        top_tier=_share(everybody, top),
        top_tier_coming=_share(coming, top),
        trace=Trace("funnel", (("top_tiers", "、".join(tiers)),)),
    )


def _share(rows: Iterable[Guest], says: Callable[[Guest], bool | None]) -> Share:
    said = [answer for row in rows if (answer := says(row)) is not None]
    return Share(sum(said), len(said))
