"""An officer's hand on a running app, which goes on as soon as the app is at rest."""

from __future__ import annotations

import asyncio
import time

from textual.events import Key
from textual.keys import _character_to_key, key_to_character
from textual.pilot import Pilot

GLANCE = 0.005
"""Seconds between two looks at whether the app still works. Textual's own pilot looks every 20 ms, and twice a key."""

AT_REST = 0.05
"""The share of a processor below which nothing is at work."""

GLANCES = 2
"""So many glances in a row find nothing at work: a thread that hands over a board may come a little later."""

LONGEST = 1.0
"""Seconds after which an app that never rests is left to itself, as Textual's own pilot leaves it."""


class QuickPilot(Pilot[object]):
    """Textual's pilot with a finer clock: after a key or a pause all is said, laid out and painted."""

    async def press(self, *keys: str) -> None:
        """Press one key after the other, each when what the last one did has been done."""
        for key in keys:
            name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
            self.app.post_message(Key(name, key if len(key) == 1 else key_to_character(key)))
            await self._rest()

    async def pause(self, delay: float | None = None) -> None:
        """Wait until the app is at rest, or so many seconds."""
        if delay is None:
            await self._rest()
        else:
            await super().pause(delay)

    async def _rest(self) -> None:
        late, quiet = time.monotonic() + LONGEST, 0
        while quiet < GLANCES and time.monotonic() < late:
            if not quiet:
                await super().pause(0)  # each widget has taken what it was sent, and what changed is painted
            worked = time.process_time()
            await asyncio.sleep(GLANCE)
            quiet = quiet + 1 if time.process_time() - worked < GLANCE * AT_REST else 0
