"""The line below: the keys that work here and now, and where the last mark is."""

from __future__ import annotations

from collections.abc import Mapping

from textual.reactive import reactive

from data.model import MarksHealth
from data.wording import N_, _
from widgets.frame.board_lines import BoardLines
from widgets.frame.ink import Phrase, Piece, cut_line, ends, fit, joined, line_width, part
from widgets.frame.topline import COMPACT, NEEDFUL, counted, notices, unsent_part

SAVED: Mapping[str, str] = {
    "here": N_("saved here"),
    "folder": N_("in the shared folder"),
}
"""Where the last mark is, by `MarksHealth.last_saved`."""


class FootLine(BoardLines):
    """`keys`: (key as shown, label) by need; the last one (help) stays longest. `said` stands in their place."""

    DEFAULT_CSS = """
    FootLine { height: 1; background: $panel; padding: 0 1; }
    """

    DRAWN = ("keys", "said", "field")

    keys: reactive[tuple[tuple[str, str], ...]] = reactive[tuple[tuple[str, str], ...]]((), repaint=False)
    said: reactive[str] = reactive("", repaint=False)
    field: reactive[bool] = reactive(False, repaint=False)
    """Below the field's line, which tells what is unsent."""

    def lines(self, width: int) -> list[list[Piece]]:
        """Keys left, the marks' place right."""
        right = self._right(width)
        room = width - line_width(right)
        left = fit(key_parts(self.keys), room, 1)
        if self.said:
            said = Phrase((*part(self.said, "accent").line, (" ", "")), -2)
            left = fit([said, *key_parts(self.keys)], room, 1)
        return [ends(joined(left, 1), right, width)]

    def _right(self, width: int) -> list[Piece]:
        """Where the marks are; on a small terminal also what the line on top has no room for."""
        if self.board is None:
            return []
        small = width < COMPACT
        known = notices(self.board, short=True) if small and not self.said else []
        saved = saved_parts(self.board.marks)
        if not (small or self.field):
            saved = [unsent_part(self.board.marks), *saved]
        needful = Phrase(joined(one for one in known if one.rank <= NEEDFUL))
        # Keys give way to what every face must tell, but for the last, which leads to all the others.
        most = max(width // 2, min(needful.width + 4, width - (key_parts(self.keys)[-1].width + 1 if self.keys else 0)))
        warned = [one for one in known if any(tone == "warn" for _text, tone in one.line)]
        kept, more = counted([*known, *saved], most - 2, 2, warned)
        shown = [*(one for one in kept if one in known), *more, *(one for one in kept if one in saved)]
        return [("  ", ""), *cut_line(joined(shown), most - 2)] if shown else []


def key_parts(keys: tuple[tuple[str, str], ...]) -> list[Phrase]:
    """m处理 z稍后提醒 …: the last key leads to all others, so it goes last."""
    last = len(keys) - 1
    gap = " " if any(label[:1].isascii() for _, label in keys) else ""
    return [Phrase(((key, "key"), (gap + label, "")), -1 if i == last else i) for i, (key, label) in enumerate(keys)]


def saved_parts(marks: MarksHealth) -> list[Phrase]:
    """Whether the last mark is saved here or in the shared folder; nothing before the first."""
    place = SAVED.get(marks.last_saved)
    return [part(_(place), "good" if marks.last_saved == "folder" else "warn")] if place else []
