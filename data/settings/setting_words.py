"""What a setting means and where its default comes from, as every line of the tables of settings says it."""

from __future__ import annotations

from typing import Annotated, Any

from msgspec import Meta

from data.wording import N_

NONE = N_("none")
"""The source of a default for which no public rule is known."""

PLATFORM = N_("defaults of one public project platform, no official rule")

Days = Annotated[int, Meta(ge=0, le=3650)]
MonthDay = Annotated[str, Meta(pattern=r"^\d{2}-\d{2}$")]


def means(meaning: str, source: str = NONE, **limits: Any) -> Meta:
    """The meaning of a setting in the reader's words, its default's source, and msgspec's `limits` and `examples`."""
    return Meta(description=meaning, extra={"source": source}, **limits)


def meaning_of(hint: Any) -> Meta:
    """What `means` said of a setting, out of its annotation."""
    return next(one for one in hint.__metadata__ if isinstance(one, Meta) and one.description)
