"""What the screens know of the place they stand in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import field
from datetime import datetime
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from data.feed.office_calendar import office_workdays
from data.model import LedgerHistory, LogLine, Orphan, Shift, Undoable
from data.settings import Settings
from data.support.fast_dataclass import dataclass
from data.wording import _
from tui.input.typed_days import WorkdayAfter
from tui.terminal.chosen_scope import ChosenScope

if TYPE_CHECKING:
    from data.export.papers.paper_kinds import PaperAsked
    from data.feed.paper_desk import PaperSeen
    from data.model.issued_papers import IssuedPaper

Face = Literal["auto", "desk", "field", "wall"]


@dataclass(frozen=True, slots=True)
class Desk:
    """What the screens know of the place they stand in: no marks if `read_only`; days are days of `zone`.

    `by` is the officer's name as the program was started with ("": asked at the first mark). `settings` gives those
    in force: their file may change while we run; `officer` is who marks at this moment ("": nobody has said so yet).
    `chosen` is which fair is shown at this station. With `mine` the officer's own items stand first.
    `history` gives the versions of a file ("": of all).
    `undoable` gives what `u` would undo, the latest last: several marks if one key made them.
    """

    read_only: bool
    by: str
    zone: ZoneInfo
    clock: Callable[[], datetime]
    settings: Callable[[], Settings]
    undoable: Callable[[], tuple[Undoable, ...]]
    log: Callable[[], tuple[LogLine, ...]]
    orphans: Callable[[], tuple[Orphan, ...]]
    shift: Callable[[Collection[str]], Shift]
    paper: Callable[[str, PaperAsked], PaperSeen]
    issues: Callable[[], tuple[IssuedPaper, ...]]
    history: Callable[[str], LedgerHistory]
    officer: Callable[[], str]
    mine: bool = False
    chosen: ChosenScope = field(default_factory=ChosenScope)

    @property
    def workday_after(self) -> WorkdayAfter:
        """Counts the office's own working days."""
        return office_workdays(self.settings)

    @property
    def no_marks(self) -> str:
        """Why nothing may be marked here, in words; "" where it may."""
        return _("read only: nothing can be marked here") if self.read_only else ""

    @property
    def keys(self) -> Mapping[str, str]:
        """The office's own keys, by actions' ids."""
        return self.settings().keys

    @property
    def snooze_days(self) -> int:
        """The longest 稍后提醒, in days."""
        return self.settings().marks.snooze_max_days
