"""What a store of shared lines does, wherever it keeps them: in the shared folder, in memory, behind a relay."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, Protocol


class Hand(NamedTuple):
    """Who appends, and on which day of the office. `shared` is the local note of the segment that this station's
    one-shot commands share in a folder ("": the run has segments of its own)."""

    station: str
    run: str
    today: date
    shared: str = ""


class Store(Protocol):
    """Lines in streams, and blobs, that all stations share. Where it does not answer, OSError is raised."""

    def identity(self) -> str:
        """The uuid of what is shared, the same for everybody; "" until something was first written."""

    def append(self, stream: str, lines: Sequence[bytes], hand: Hand) -> None:
        """Add whole lines with their newlines; when this returns they are there to stay. Raises ValueError for what is
        no line. After an error the same lines may be appended again: readers take an id once."""

    def poll(self) -> dict[str, list[bytes]]:
        """The lines that are new since the last poll, by stream, without their newlines: of all stations, this one's
        too, in no promised order, now and then twice. A stream without any is not named."""

    def wait(self, timeout: float) -> bool:
        """Wait until something may have come, so many seconds at most; whether it may. Only a poll decides."""

    def put(self, name: str, data: bytes) -> None:
        """Keep a blob, whole and to stay, instead of what had its name. Raises ValueError for a name that is none, and
        for too many bytes."""

    def get(self, name: str) -> bytes | None:
        """The blob of this name; None if there is none. Raises ValueError for a name that is none."""

    def close(self) -> None:
        """Let go of what it waits with."""
