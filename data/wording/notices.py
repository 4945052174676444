"""What must be known before a figure is used, in words: it is told on every face, however small, and by `show`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from data.model import HIDDEN_STATES, Board, ProblemItem, SourceState
from data.support.fast_dataclass import dataclass
from data.wording import _, ngettext

MANY = 3
"""Years in a row from which on only their ends are told."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to know; `names` are the files or years that it is about."""

    code: str
    names: tuple[str, ...] = ()


def notices(board: Board) -> tuple[Notice, ...]:
    """What there is to know, the worst first; nothing while the folder was never read whole: then nothing is known."""
    if board.unread:
        return ()
    held = tuple(source.file for source in board.sources if source.state is SourceState.HELD)
    years = tuple(str(year) for year in board.years_without_calendar)
    told = (("ledger-gone", _gone(board)), ("held", held), ("unstaffed", ()), ("no-holidays", years))
    return tuple(Notice(code, names) for code, names in told if names or (code == "unstaffed" and board.unstaffed))


def _gone(board: Board) -> tuple[str, ...]:
    """Ledgers that are gone, without those of which an officer has said that they are meant to be."""
    settled = {
        item.problem.file
        for item in board.faults
        if isinstance(item, ProblemItem) and item.problem.code == "ledger_gone" and item.marks.state in HIDDEN_STATES
    }
    return tuple(s.file for s in board.sources if s.state is SourceState.GONE and s.file not in settled)


def notice_words(notice: Notice, *, short: bool = False) -> str:
    """The notice in words; `short` for the foot of a small terminal."""
    return (_SHORT if short else _LONG)[notice.code](notice.names)


def _count_gone(names: tuple[str, ...]) -> str:
    return ngettext("{n} ledger gone", "{n} ledgers gone", len(names)).format(n=len(names))


def _name_gone(names: tuple[str, ...]) -> str:
    file = names[0].rpartition("/")[2] if names else ""
    return _("ledger gone: {file}").format(file=file) if len(names) == 1 else _count_gone(names)


def _years(names: tuple[str, ...]) -> str:
    """2018, 2020–2023: many years in a row are told by their ends."""
    runs: list[list[str]] = []
    for name in sorted(names):
        if runs and int(name) == int(runs[-1][-1]) + 1:
            runs[-1].append(name)
        else:
            runs.append([name])
    told = [run if len(run) < MANY else [f"{run[0]}–{run[-1]}"] for run in runs]
    return _(", ").join(one for run in told for one in run)


_LONG: Mapping[str, Callable[[tuple[str, ...]], str]] = {
    "ledger-gone": _name_gone,
    "held": lambda names: ngettext("{n} file held", "{n} files held", len(names)).format(n=len(names)),
    "unstaffed": lambda _names: _("nobody on the roster today"),
    "no-holidays": lambda names: _("no holiday calendar for {years}").format(years=_years(names)),
}
_SHORT: Mapping[str, Callable[[tuple[str, ...]], str]] = {
    **_LONG,
    "ledger-gone": _count_gone,
    "unstaffed": lambda _names: _("nobody on duty today"),
    "no-holidays": lambda names: _("no {years} holidays").format(years=_years(names)),
}
