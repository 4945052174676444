"""The settings of the terminal: what goes over the wire, colours and signs. They belong to `settings_table`."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

import msgspec

from data.settings.setting_words import means
from data.wording import N_

Theme = Literal["dark", "light", "high-contrast", "colour-blind"]
THEMES: tuple[Theme, ...] = get_args(Theme)

OwnKeys = Annotated[
    dict[str, str],
    means(
        N_('the office\'s own keys for actions: refresh = "R ctrl+l"; the first is the one shown'),
        examples=[{"refresh": "R ctrl+l"}],
    ),
]


class Terminal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is sent to the terminal, and in which colours and signs."""

    diff: Annotated[Literal["auto", "on", "off"], means(N_("send only the cells that changed; auto: everywhere"))] = (
        "auto"
    )
    picture: Annotated[bool, means(N_("show the last picture of the board, dated, until the board is there"))] = True
    theme: Annotated[Theme, means(N_("colours, until a station chooses others"))] = "dark"
    borders: Annotated[
        Literal["auto", "lines", "ascii"],
        means(N_("frames and bars; auto: plain ASCII signs where the terminal draws the others two cells wide")),
    ] = "auto"
