"""What must be known of a list in a file: its day, scope and basis, what is in doubt, where it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from data.model import Board, FairProgress, SourceState
from data.model.shown_list import CellForm, ShownCell, ShownFact
from data.wording import _, ngettext, pgettext
from data.wording.code_words import basis_word
from data.wording.doubt_words import doubts
from data.wording.notices import notice_words, notices
from widgets.frame.scope import fair_word, why_words


def common_form(cells: Iterable[ShownCell]) -> CellForm:
    """What all figures of a column are; WORDS where they differ or there is none."""
    forms = {cell.form for cell in cells if cell.value is not None}
    return forms.pop() if len(forms) == 1 else CellForm.WORDS


def board_facts(board: Board, progress: FairProgress | None = None, summary: str = "") -> Iterator[ShownFact]:
    """What must be known of any list of this board. `progress` is the scope of a list that has one, `summary` what its
    title says of the whole."""
    yield ShownFact("day", pgettext("fact", "day"), board.as_of.isoformat())
    scope = f"{fair_word(progress)} ({why_words(board, progress)})" if progress else ""
    basis = _("{basis}, amounts in ¥100m").format(basis=basis_word(board.basis))
    told = (
        ("scope", pgettext("fact", "scope"), scope),
        ("basis", pgettext("fact", "basis"), basis),
        ("summary", pgettext("fact", "in all"), summary),
        ("doubt", pgettext("fact", "in doubt"), _("; ").join(doubts(progress)) if progress else ""),
        ("known", pgettext("fact", "mind"), _("; ").join(map(notice_words, notices(board)))),
        ("source", pgettext("fact", "source"), _source(board)),
    )
    yield from (ShownFact(*fact) for fact in told if fact[2])


def _source(board: Board) -> str:
    """云川市，20份台账，最近更新 2026-05-02 09:12，由 fairwatch 导出，不是台账."""
    count = sum(source.state is SourceState.OK and bool(source.kinds) for source in board.sources)
    at = board.data_at.astimezone(board.now.tzinfo).strftime("%Y-%m-%d %H:%M") if board.data_at else ""
    told = (
        board.place,
        ngettext("{n} ledger", "{n} ledgers", count).format(n=count),
        _("last changed {at}").format(at=at) if at else "",
        _("written by fairwatch, no ledger"),
    )
    return _(", ").join(part for part in told if part)


def choice_facts(shown: int, total: int, needle: str, picked: int) -> Iterator[ShownFact]:
    """Which of `total` rows these are: the `shown` ones that the filter `needle` left, or so many `picked`."""
    if needle:
        words = _("“{needle}”, {shown} of {total} rows").format(needle=needle, shown=shown, total=total)
        yield ShownFact("filter", pgettext("fact", "filter"), words)
    if picked:
        yield ShownFact("picked", pgettext("fact", "picked"), _("{n} of {total} rows").format(n=picked, total=total))
