"""What officers logged about a project, in words that say whose they are: the desk's, not a ledger's."""

from __future__ import annotations

from collections.abc import Sequence

from data.model import BLOCKED, UNBLOCKED, MarkLine
from data.wording import _
from data.wording.code_words import outcome_word


def since_unblocked(lines: Sequence[MarkLine]) -> tuple[MarkLine, ...]:
    """The blockers among logs, the newest first, since an officer last said that none is left."""
    found: list[MarkLine] = []
    for line in lines:
        if line.outcome == UNBLOCKED:
            break
        if line.outcome.startswith(BLOCKED):
            found.append(line)
    return tuple(found)


def kind_words(lines: Sequence[MarkLine]) -> str:
    """What the desk says holds a project: 值班记 用地、用电; "" where it says nothing."""
    kinds = dict.fromkeys(outcome_word("blocker kind", line.outcome) for line in since_unblocked(lines))
    return _("desk: {what}").format(what=_(", ").join(kinds)) if kinds else ""
