"""What `show` says of the past: the records as they were known on a day, and what changed since."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import click

from data.export.board_json import plain, to_json
from data.model import Board, Change
from data.wording import _, ngettext
from data.wording.season_words import change_words, group_words
from tui.commands.common import NoSuchDay, in_calendar, table

if TYPE_CHECKING:  # what reads and reckons is loaded where a past is asked for
    from data.feed.board_engine import Engine
    from data.feed.known_then import Past


class SinceParam(click.ParamType[str]):
    """ "yesterday", a day, or a moment; it is read against the office's clock when the folder is known."""

    name = "when"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The words as given; a usage error says what was expected."""
        text = str(value)
        if text != "yesterday":
            try:
                moment = datetime.fromisoformat(text)
            except ValueError:
                wanted = _("“{value}” is neither yesterday nor a day (2026-05-08) nor a moment (2026-05-08T09:00)")
                raise NoSuchDay(wanted.format(value=text), ctx=ctx, param=param) from None
            in_calendar(moment.date(), text, param, ctx)
        return text


def since_option() -> click.Option:
    """--since WHEN."""
    words = _("What changed since: yesterday, a day (its end), or a moment.")
    return click.Option(["--since", "when"], type=SinceParam(), help=words)


def moment_of(text: str, engine: Engine) -> date | datetime:
    """The end of a day, or a moment in the office's time zone."""
    if text == "yesterday":
        return engine.today - timedelta(days=1)
    if len(text) == len("2026-05-08"):
        return date.fromisoformat(text)
    moment, zone = datetime.fromisoformat(text), engine.shelf.settings.zone
    return moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone)


def since(engine: Engine, board: Board, text: str) -> tuple[Past, tuple[Change, ...]]:
    """What changed since; where this station's first look came later, since that."""
    from data.feed.known_then import changes_since

    past = engine.past(moment_of(text, engine))
    if past.before_history:
        past = engine.first_known() or past
    then = engine.board_of(past, board.as_of if past.day > board.as_of else None)
    return past, changes_since(past, then, engine.season, board)


def known_lines(past: Past) -> Iterator[str]:
    """How far what is shown can be trusted to be of that day."""
    yield _("ledgers as they were known on {day}; marks and settings as they are now").format(day=past.day.isoformat())
    if past.as_now:
        yield _("as they are now, since nobody kept their rows: {files}").format(files=_(", ").join(past.as_now))
    if past.before_history:
        if past.begins is None:
            yield _("nothing is told of that day: the folder's memory has not begun")
        else:
            words = _("nothing is told of that day: the folder's memory begins on {day}")
            yield words.format(day=past.begins.isoformat())


def change_lines(past: Past, changes: Sequence[Change]) -> Iterator[str]:
    """The changes, those that need somebody first, each with the row that says so."""
    count = ngettext("{count} change", "{count} changes", len(changes)).format(count=len(changes))
    yield _("Since {when}").format(when=past.when.isoformat()) + f"  {count}"
    rows = [
        (
            group_words(c.group),
            c.project,
            c.unit,
            change_words(c),
            " ".join((c.place.file, c.place.sheet)).strip(),
            str(c.place.row),
        )
        for c in changes
    ]
    yield from table(rows, right=(5,))


def changes_json(past: Past, changes: Sequence[Change]) -> dict[str, Any]:
    """`since`, `history_begins` and `changes[]`, by the fields of a change."""
    return {
        "since": plain(past.when),
        "history_begins": plain(past.begins),
        "changes": plain(changes),
    }


def without_figures(board: Board) -> dict[str, Any]:
    """What an object has of a day of which nothing is told: the board's `format`, `place` and `station`."""
    whole = to_json(board)
    return {key: whole[key] for key in ("format", "place", "station")}


def past_json(past: Past) -> dict[str, Any]:
    """`as_known_on`, `history_begins` and `as_now`: what is told beside a board of an earlier knowledge."""
    return {"as_known_on": plain(past.day), "history_begins": plain(past.begins), "as_now": list(past.as_now)}
