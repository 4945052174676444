"""The settings of the terminal: what goes over the wire, colours and signs. They belong to `settings_table`."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

import msgspec
from msgspec import Meta

from data.wording import N_

_OURS = {"source": N_("none")}


Theme = Literal["dark", "light", "high-contrast", "colour-blind"]
THEMES: tuple[Theme, ...] = get_args(Theme)

OwnKeys = Annotated[
    dict[str, str],
    Meta(
        description=N_('the office\'s own keys for actions: refresh = "R ctrl+l"; the first is the one shown'),
        examples=[{"refresh": "R ctrl+l"}],
        extra=_OURS,
    ),
]


class Terminal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is sent to the terminal, and in which colours and signs."""

    diff: Annotated[
        Literal["auto", "on", "off"],
        Meta(description=N_("send only the cells that changed; auto: everywhere"), extra=_OURS),
    ] = "auto"
    picture: Annotated[
        bool,
        Meta(
            description=N_("show the last picture of the board, dated, until the board is there"),
            extra=_OURS,
        ),
    ] = True
    theme: Annotated[
        Theme,
        Meta(description=N_("colours, until a station chooses others"), extra=_OURS),
    ] = "dark"
    borders: Annotated[
        Literal["auto", "lines", "ascii"],
        Meta(
            description=N_(
                "frames and bars; auto: plain ASCII signs where the terminal draws the others two cells wide"
            ),
            extra=_OURS,
        ),
    ] = "auto"
