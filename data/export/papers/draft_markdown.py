"""A draft as Markdown: to be read in a terminal, or taken over into another program."""

from __future__ import annotations

from collections.abc import Iterator

from data.export.papers.draft import (
    DraftPaper,
    DraftRow,
    DraftTable,
    PaperBar,
    PaperWords,
    Passage,
    PassageKind,
    RowKind,
    words_of,
)

_SPECIAL = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>|#"})
_BAR = 20
"""Signs of a bar."""


def to_markdown(draft: DraftPaper) -> str:
    """The paper; no word of a ledger is markup in it."""
    return "\n".join(_lines(draft)) + "\n"


def _lines(draft: DraftPaper) -> Iterator[str]:
    if draft.state:
        yield f"**{draft.state}**"
        yield ""
    yield f"# {_plain(draft.title)}"
    for block in draft.blocks:
        yield ""
        yield from _passage(block) if isinstance(block, Passage) else _table(block)


def _passage(passage: Passage) -> Iterator[str]:
    words = _plain("".join(map(_drawn, passage.parts)))
    first, dot, rest = words.partition(". ")
    if dot and first.isdecimal():
        words = f"{first}\\. {rest}"  # a number of ours, and no list of Markdown's
    yield f"## {words}" if passage.kind is PassageKind.HEADING else words


def _table(table: DraftTable) -> Iterator[str]:
    caption = f"**{_plain(table.caption)}**" if table.caption else ""
    if caption or table.unit:
        yield "　".join(filter(None, (caption, _plain(table.unit))))
        yield ""
    yield _row(table.heads)
    yield _row([":--" if at in table.words_in else "--:" for at in range(len(table.heads))], raw=True)
    yield from (_table_row(row, len(table.heads)) for row in table.rows)


def _table_row(row: DraftRow, width: int) -> str:
    cells = [_drawn(cell) for cell in row.cells]
    if row.kind is RowKind.HEADING:
        return _row(["", *cells, *[""] * (width - 1 - len(cells))])
    return _row(cells)


def _row(cells: list[str] | tuple[str, ...], *, raw: bool = False) -> str:
    return f"| {' | '.join(cells if raw else map(_plain, cells))} |"


def _drawn(said: PaperWords) -> str:
    """Words; a bar with its mark and its figure: ████┃····· 40.0%."""
    if not isinstance(said, PaperBar):
        return words_of(said)
    full, mark = said.parts(_BAR)
    signs = ["█" if at < full else "·" for at in range(_BAR)]
    if mark is not None:
        signs[mark] = "┃"
    return f"{''.join(signs)} {said.words}"


def _plain(words: str) -> str:
    return words.replace("\n", " ").translate(_SPECIAL)
