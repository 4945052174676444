"""The ways to a unit (WeCom, DingTalk, Feishu, mail ...) by apprise, loaded only where something is sent."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING
from urllib.parse import unquote

from data.support.fast_dataclass import dataclass

if TYPE_CHECKING:
    from apprise import NotifyBase

INSTALL = "pip install 'fairwatch[notify]'"

ANSWERS_WITHIN = 20.0
"""Seconds that a way may take for one message, from the first word to its server to the last of it. A server that
answers a byte at a time is never late for apprise, which counts the seconds from one byte to the next. Source: none."""


@dataclass(frozen=True, slots=True)
class Channel:
    """One way to a unit: its address without what is secret in it, and what sends there; None where nothing does.
    `server` tells whether two ways lead to one server."""

    words: str
    way: NotifyBase | None
    server: str = ""

    def send(self, title: str, text: str) -> bool:
        """Send a message, in parts where the channel takes none so long; whether it was taken. The log says why not.

        Raises TimeoutError where there is no answer in time: it may have arrived. What waits for it ends with us.
        """
        from apprise import Apprise

        if self.way is None:
            return False
        sends, taken = Apprise(), threading.Event()
        sends.add(self.way)

        def wait() -> None:
            try:
                answered.append(bool(sends.notify(body=text, title=title, body_format="text")))
            finally:
                taken.set()

        answered: list[bool] = []
        threading.Thread(target=wait, name="remind", daemon=True).start()
        if not taken.wait(ANSWERS_WITHIN):
            raise TimeoutError
        return answered == [True]


def channel(url: str) -> Channel:
    """The way that an address names. Raises ModuleNotFoundError where apprise is not installed."""
    from apprise import Apprise, OverflowMode

    logging.getLogger("apprise").setLevel(logging.WARNING)  # what is below holds addresses
    way = Apprise.instantiate(url, suppress_exceptions=True)
    if way is None:
        return Channel(f"{url.partition('://')[0]}://…", None)
    way.overflow_mode = OverflowMode.SPLIT
    address = str(way.url(privacy=True))  # type: ignore[no-untyped-call]
    return Channel(unquote(address.partition("?")[0]), way, _server(way))


def _server(way: NotifyBase) -> str:
    """Who answers there: host and port, a mail's by its own server; of a service its name."""
    host = getattr(way, "smtp_host", "") or getattr(way, "host", "")
    return f"{type(way).__name__} {host} {getattr(way, 'port', '') or ''}"
