"""`fillback`: what was done about a unit's matters, in the order and words of its own ledger, to be pasted back."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from data.export.list_files import name_of_file
from data.export.list_workbook import to_workbook
from data.feed.marked_rows_of import marked_sheets
from data.wording import _, speaking
from data.wording.fillback import fillback_lists, fillback_title
from tui.commands.common import ForGate, day_option, look, stale_exit, unit_named, unit_option
from tui.commands.output_options import ending_of, hand_over, out_option

XLSX = "xlsx"


def commands() -> list[click.Command]:
    """This module's commands, their help in the language in force."""
    return [
        ForGate(
            fillback,
            unit_option(_("Whose ledgers."), required=True),
            day_option("--since", help=_("Marked on this day or later (default: ever).")),
            out_option(_("Write it here, an .xlsx; without it here under the unit's name. Nothing is replaced.")),
            help=_(
                "Write what officers marked on the rows of a unit's ledgers into an XLSX, sheet by sheet and row by "
                "row as the ledgers have them, under their own headers: outcome, day, officer, note. It is for the "
                "unit to paste back; in the shared folder it is never counted."
            ),
        )
    ]


def fillback(folder: Path, unit: str, since: date | None, out: Path | None) -> None:
    """Write the workbook; exit code 3 when it is of the last good copy, 2 without such a unit or room for the file."""
    ending_of(out, None, XLSX, (XLSX,))
    with look(folder) as glance:
        with speaking("zh"):
            board = glance.board()
        code = stale_exit(glance, board)
        name = glance.engine.units().resolve(unit)
        sheets = marked_sheets(folder, glance.engine, board, name, since)
        if not sheets:
            unit_named(glance, unit, lambda name: any(item.debtor == name for item in board.items))
    if not sheets:
        click.echo(_("nothing was marked on the rows of {unit}").format(unit=name), err=True)
        sys.exit(code)
    with speaking("zh"):
        own_name = name_of_file(fillback_title(name), board.as_of, XLSX)
        made = to_workbook(fillback_lists(name, board.as_of, since, sheets))
    hand_over(made, out, own_name)
    sys.exit(code)
