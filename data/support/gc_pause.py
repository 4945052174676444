"""Python's search for garbage in cycles, paused while something large and free of cycles is built.

While 100,000 records come into being the collector walks all of them again and again and finds nothing: it was two
thirds of what decoding them cost. A board has
no cycles either, and what it is made of lives on: a third of a large one's time.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def paused() -> Iterator[None]:
    """No search within; what is not in a cycle is freed all the same. Threads that overlap only shorten the pause."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def spare() -> None:
    """Never search again what there is now: it lives until the process ends."""
    gc.freeze()
