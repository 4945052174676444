"""What is known of a row, and what a look at it makes new: since when its words count, when its stage moved on."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from data.model import Place, Stage

_ORDER = tuple(Stage)


class RowSaid(msgspec.Struct, frozen=True):
    """What one row says today: its item's key, its words (最新进展), their date, its JSON, its stage, its place."""

    key: str
    words: str
    dated: date | None
    row: str
    stage: Stage | None = None
    place: Place = Place("")


class KnownRow(msgspec.Struct, frozen=True):
    """A row as this station knew it: its JSON, where it stood when it was first seen to say so, and since when."""

    row: str
    place: Place
    seen_on: date


class Known(msgspec.Struct, frozen=True):
    """`new_on` is the day of the present words, `before` that of the words before them, which counts until then;
    `seen_on` the day on which this station first saw the present words (None: an earlier version did not keep it)."""

    words: str
    new_on: date | None
    row: str
    stage: Stage | None = None
    moved_on: date | None = None
    seen_on: date | None = None
    before: date | None = None


def told_now(known: Known | None, said: RowSaid, today: date) -> Known:
    """What is known of a row's words once it says this; row and stage are left for the caller.

    New words count from their own date, else from the day of the change; words that were there at the first look and
    carry no date prove nothing. A date after today waits for its day.
    """
    if known is None or known.words != said.words:
        new_on = said.dated or (today if known is not None and said.words else None)
        return Known(said.words, new_on, said.row, seen_on=today, before=day_before(known, said.words, new_on))
    if _is_corrected(known, said.dated, today):
        return msgspec.structs.replace(known, new_on=said.dated)
    return known


def _is_corrected(known: Known, dated: date | None, today: date) -> bool:
    """Whether another date under the same words tells when they were new: one filled in where there was none, an
    earlier one, one in place of a day that has not come yet, or one whose year alone was wrong and by which they stood
    there when they were first seen. Any other makes old words look fresh, and is no movement."""
    if dated is None or dated == known.new_on:
        return False
    if known.new_on is None or dated < known.new_on or today < known.new_on:
        return True
    same_day = (dated.month, dated.day) == (known.new_on.month, known.new_on.day)
    return same_day and known.seen_on is not None and dated <= known.seen_on


def day_before(known: Known | None, words: str, new_on: date | None) -> date | None:
    """The day that counts until `new_on` comes: that of the words before, or what counted before those."""
    if known is None:
        return None
    if known.words == words:
        return known.before
    later = known.new_on is not None and new_on is not None and known.new_on > new_on
    return known.before if later else known.new_on


def moved(known: Known | None, stage: Stage | None, today: date) -> tuple[Stage | None, date | None]:
    """The stage to remember and the day it was seen to move on; going back, or a blank, is no movement."""
    if known is None or known.stage is None or stage is None:
        return stage or (known.stage if known else None), known.moved_on if known else None
    on = _ORDER.index(stage) > _ORDER.index(known.stage)
    return stage, today if on else known.moved_on


def seen_by(when: date | datetime, seen_on: date, at: datetime | None) -> bool:
    """Whether a version was seen by then; one without a moment counts from the day after."""
    if not isinstance(when, datetime):
        return seen_on <= when
    return at <= when if at is not None else seen_on < when.date()
