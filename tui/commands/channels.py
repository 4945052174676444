"""The ways to a unit (WeCom, DingTalk, Feishu, mail ...) by apprise, loaded only where something is sent."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING
from urllib.parse import unquote

from data.support.fast_dataclass import dataclass

if TYPE_CHECKING:
    from apprise import NotifyBase

INSTALL = "pip install 'fairwatch[notify]'"


@dataclass(frozen=True, slots=True)
class Channel:
    """One way to a unit: its address without what is secret in it, and what sends there; None where nothing does."""

    words: str
    way: NotifyBase | None

    def send(self, title: str, text: str) -> bool:
        """Send a message, in parts where the channel takes none so long; whether it was taken. The log says why not."""
        from apprise import Apprise

        if self.way is None:
            return False
        sends = Apprise()
        sends.add(self.way)
        return bool(sends.notify(body=text, title=title, body_format="text"))


def channel(url: str) -> Channel:
    """The way that an address names. Raises ModuleNotFoundError where apprise is not installed."""
    from apprise import Apprise, OverflowMode

    logging.getLogger("apprise").setLevel(logging.WARNING)  # what is below holds addresses
    way = Apprise.instantiate(url, suppress_exceptions=True)
    if way is None:
        return Channel(f"{url.partition('://')[0]}://…", None)
    way.overflow_mode = OverflowMode.SPLIT
    address = str(way.url(privacy=True))  # type: ignore[no-untyped-call]
    return Channel(unquote(address.partition("?")[0]), way)
