"""`handover`: what changed since the last shift, and the notes that wait, as plain text for a chat."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

from data.export.board_json import as_text, in_format
from data.model import JOINED, Board, Left, Shift
from data.wording import _, pgettext
from tui.commands.common import OfFolder, json_flag, look, stale_exit, text_option
from widgets.table.handover_rows import GROUPS, change_cells, mark_cells, note_words, signed_cells, since_words
from widgets.table.virtual_table import Cell, pieces


def commands() -> list[click.Command]:
    """This module's command, its help in the language in force."""
    by = _("Whose last shift is meant; without it, that of those on duty by the roster.")
    return [
        OfFolder(
            handover,
            text_option("--by", metavar=_("NAME"), help=by),
            json_flag(),
            help=_("Print what changed since the last shift, and the notes that wait to be taken over."),
        )
    ]


def handover(folder: Path, by: str, as_json: bool) -> None:
    """Print it; exit code 3 when the folder did not answer."""
    with look(folder) as glance:
        board = glance.board()
        code = stale_exit(glance, board)
        duty = board.fair_work.roster.now or board.duty
        names = (by,) if by else tuple((duty.officer if duty else "").split(JOINED))
        shift = glance.shift(names)
    if as_json:
        click.echo(as_text(in_format(shift)))
    else:
        click.echo("\n".join(_lines(shift, board)))
    sys.exit(code)


def _lines(shift: Shift, board: Board) -> Iterator[str]:
    place = f"{board.place} " if board.place else ""
    yield f"{place}{board.now:%Y-%m-%d %H:%M} · {since_words(shift)}"
    for note in board.handovers:
        yield f"【{_('Waits to be taken over')}】"
        yield from note_words(note, _unsaid)
    yield from _group(_("Signed, 100 million yuan"), [signed_cells(line) for line in shift.signed])
    for group, words in GROUPS.items():
        found = [change_cells(c, board.item(c.key)) for c in shift.changes if c.group == group]
        yield from _group(pgettext(*words), found)
    yield from _group(pgettext("since", "handled"), [mark_cells(mark) for mark in shift.marks])
    if not (shift.changes or shift.marks):
        yield _("nothing changed")


def _unsaid(left: Left) -> None:
    """How a listed item stands is told by the groups below."""


def _group(heading: str, rows: Sequence[Mapping[str, Cell]]) -> Iterator[str]:
    if rows:
        yield f"【{heading}】"
    for row in rows:
        item, was, now, who = (_plain(row[name]) for name in ("item", "was", "now", "who"))
        words = _("· {item}: {was} → {now} ({who})") if who else _("· {item}: {was} → {now}")
        yield words.format(item=item, was=was, now=now, who=who)


def _plain(cell: Cell) -> str:
    return "".join(text for text, _tone in pieces(cell)).strip()
