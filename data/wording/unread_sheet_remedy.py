"""What would have a sheet read that is not: the nearest kind, the columns seen, the lines for fairwatch.toml."""

from __future__ import annotations

from collections.abc import Iterator

from data.model import Problem
from data.wording import _
from data.wording.code_words import ledger_kind_word


def settings_block(problem: Problem) -> str:
    """The lines for fairwatch.toml that would read the sheet, "" for a problem that no setting mends."""
    return dict(problem.args).get("settings", "")


def remedy_lines(problem: Problem) -> Iterator[str]:
    """What an officer may do about a sheet that is not read, in the reader's language; nothing for other problems."""
    said = dict(problem.args)
    if "settings" in said:
        kind = ledger_kind_word(said["nearest"])
        yield _("nearest: {kind}; columns: {columns}").format(kind=kind, columns=said["columns"])
        yield _("to read it all the same, add at the end of fairwatch.toml (in place of … one of the headers):")
        yield from (f"  {line}" for line in said["settings"].splitlines())
