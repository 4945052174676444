"""`export`: a list of the board into a file, as its screen shows it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from data.export.list_files import FORMATS, file_name
from data.model import Board
from data.support.spelling import squash
from data.wording import _
from tui.commands.common import ForGate, board_day_option, look, stale_exit, table, text_option
from tui.commands.output_options import ending_of, form_option, hand_over, out_option
from tui.input.row_search import RowSearch
from widgets.frame.scope import fair_word

if TYPE_CHECKING:
    from data.model.shown_list import ShownList
    from widgets.views.view import Page, View

USUAL = "xlsx"
"""What a list is written as unless something else is asked for; the others are printed where no file is named."""


def commands() -> list[click.Command]:
    """This module's commands, their help in the language in force."""
    return [
        ForGate(
            export,
            click.Argument(["view"], default="", metavar=_("[VIEW]")),
            form_option(FORMATS, _("Default: as --out ends, or xlsx.")),
            out_option(
                _(
                    "Write it here; a file that is there is never replaced. Without it CSV and JSON are printed, "
                    "and XLSX is written here under the list's own name."
                )
            ),
            board_day_option(),
            click.Option(["--fair"], metavar=_("NAME"), help=_("Of this fair (“season”: of the season).")),
            text_option("--find", metavar=_("WORDS"), help=_("Only rows with these words, as by /.")),
            text_option("--sort", metavar=_("COLUMN"), help=_("By this column, largest first; “-”: the other way.")),
            help=_(
                "Write a list as its screen shows it; in CSV words that begin with = + - @ get an apostrophe, so that "
                "no spreadsheet runs them.\n\nVIEW is a list's name, as units.progress; without it the lists are "
                "named. What is written says that it is no ledger: in the shared folder it is never counted."
            ),
        )
    ]


def export(
    folder: Path,
    view: str,
    form: str | None,
    out: Path | None,
    on: date | None,
    fair: str | None,
    find: str,
    sort: str,
) -> None:
    """Write the list; exit code 3 when it is of the last good copy, 2 when there is no such list or no room for it."""
    if not view:
        click.echo("\n".join(_named()))
        return
    page, shown_view = _asked(view)
    ending = ending_of(out, form, USUAL, FORMATS)
    with look(folder) as glance:
        board = glance.board(on)
        code = stale_exit(glance, board)
    shown = _listed(board, page, shown_view, _scope(board, fair), find, sort)
    hand_over(FORMATS[ending](shown), out, file_name(shown, ending) if ending == USUAL else "")
    sys.exit(code)


def _lists() -> Mapping[str, tuple[Page, View[Any]]]:
    """Every list of the screens of figures, by its name on the command line."""
    from widgets.views import PAGES  # here: it brings Textual
    from widgets.views.listing import list_id

    return {list_id(page, view): (page, view) for page in PAGES.values() for view in page.views}


def _named() -> Iterator[str]:
    from widgets.views.listing import list_title

    yield _("Lists")
    yield from table([(id, list_title(page, view)) for id, (page, view) in _lists().items()])


def _asked(name: str) -> tuple[Page, View[Any]]:
    """The list of this name: its whole id, that of a page (its first list), that of a view that no other page has, or
    the words of its title."""
    lists = _lists()
    if name in lists:
        return lists[name]
    wanted = squash(name)
    ways = (
        [one for one in lists.values() if one[0].id == name][:1],
        [one for one in lists.values() if one[1].id == name],
        [one for one in lists.values() if wanted in (squash(one[0].word + one[1].word), squash(one[1].word))],
    )
    found = next((way for way in ways if len(way) == 1), None)
    if found is None:
        raise click.UsageError(_("no list “{name}”; without VIEW the lists are named").format(name=name))
    return found[0]


def _scope(board: Board, fair: str | None) -> str | None:
    """The fair that was asked for; of none the headline's."""
    if fair is None:
        return board.leading.fair if board.leading else None
    names = {squash(fair_word(line)): line.fair for line in board.progress}
    if any(line.fair is None for line in board.progress):
        names["season"] = None
    if squash(fair) not in names:
        known = ", ".join(fair_word(line) for line in board.progress)
        raise click.UsageError(_("no fair “{name}”; these are: {names}").format(name=fair, names=known))
    return names[squash(fair)]


def _listed(board: Board, page: Page, view: View[Any], scope: str | None, find: str, sort: str) -> ShownList:
    """The rows that were asked for, in the order that was asked for."""
    from widgets.table.table_panel import every_row
    from widgets.views.listing import arranged, shown_list
    from widgets.views.view import Order

    asked, down = sort.removeprefix("-"), not sort.startswith("-")
    by = ""
    if asked:
        columns = [col.column for col in arranged(view, board, scope, Order(), every_row).columns if col.value]
        by = next((one.id for one in columns if asked in (one.id, one.header)), "")
    if asked and not by:
        names = ", ".join(f"{one.id} ({one.header})" for one in columns)
        raise click.UsageError(_("no column “{name}” to sort by; these are: {names}").format(name=asked, names=names))
    rows = arranged(view, board, scope, Order(by, down), RowSearch(find) if find else every_row)
    return shown_list(page, view, board, scope, rows, find)
