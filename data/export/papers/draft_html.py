"""A draft as one HTML file that fetches nothing, to be read and printed from a browser."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

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

_STYLE = """
@page { size: A4; margin: 37mm 26mm 35mm 28mm }
body { font: 16pt/1.75 FangSong, 仿宋, serif; max-width: 156mm; margin: 2em auto; color: #000; background: #fff }
h1 { font: bold 22pt/1.6 "FZXiaoBiaoSong-B05S", SimSun, serif; text-align: center; margin: 1em 0 }
h2 { font: 16pt/1.75 SimHei, 黑体, sans-serif; margin: 0; text-indent: 2em }
p { margin: 0; text-indent: 2em; text-align: justify }
p.to, p.state { text-indent: 0 } p.state { color: #c00; font-weight: bold; text-align: center }
p.subtitle { text-align: center; text-indent: 0 } svg { width: 40mm; height: .8em }
p.blue { color: #1f4e9e } p.orange { color: #c55a11 } p.red { color: #c00 }
p.note, p.signed { font-size: 12pt; text-indent: 0 }
table { border-collapse: collapse; width: 100%; font-size: 10.5pt; line-height: 1.4; margin: .5em 0 1em }
caption { font: 14pt SimHei, 黑体, sans-serif } caption small { display: block; text-align: right; font-size: 10.5pt }
th, td { border: 1px solid #000; padding: 2px 4px; text-align: right } th { text-align: center; font-weight: normal }
@page one { margin: 20mm 25mm } body.one { page: one; font-size: 14pt; line-height: 1.5 }
body.one h2 { font-size: 14pt } body.one p.note { font-size: 9pt }
td.words { text-align: left } tr.heading td { text-align: left; background: #f2f2f2 } tr.total td { font-weight: bold }
"""
_BAR = 1000
"""The width of a bar, in the units of its picture."""


def to_html(draft: DraftPaper) -> str:
    """The paper; no word of a ledger is markup in it."""
    return "\n".join(_lines(draft)) + "\n"


def _lines(draft: DraftPaper) -> Iterator[str]:
    title = escape(draft.title)
    yield f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>'
    body = '<body class="one">' if draft.one_page else "<body>"
    yield f"<style>{_STYLE}</style></head>{body}"
    state = f'<p class="state">{draft.state}</p>' if draft.state else ""
    yield f"{state}<h1>{title}</h1>"
    for block in draft.blocks:
        yield from _passage(block) if isinstance(block, Passage) else _table(block)
    yield "</body></html>"


def _passage(passage: Passage) -> Iterator[str]:
    words = "".join(map(_drawn, passage.parts))
    yield (
        f"<h2>{words}</h2>"
        if passage.kind is PassageKind.HEADING
        else f'<p class="{f"{passage.kind} {passage.tone}".strip()}">{words}</p>'
    )


def _table(table: DraftTable) -> Iterator[str]:
    caption = f"<caption>{escape(table.caption)}<small>{escape(table.unit)}</small></caption>"
    yield f"<table>{caption if table.caption or table.unit else ''}"
    yield f"<thead><tr>{''.join(f'<th>{escape(head)}</th>' for head in table.heads)}</tr></thead><tbody>"
    yield from (_row(row, table) for row in table.rows)
    yield "</tbody></table>"


def _row(row: DraftRow, table: DraftTable) -> str:
    if row.kind is RowKind.HEADING:
        return f'<tr class="heading"><td colspan="{len(table.heads)}">{escape(words_of(row.cells[0]))}</td></tr>'
    cells = (
        f"<td{' class=words' if at in table.words_in else ''}>{_drawn(cell)}</td>" for at, cell in enumerate(row.cells)
    )
    return f'<tr class="{row.kind}">{"".join(cells)}</tr>'


def _drawn(said: PaperWords) -> str:
    """Words; a bar as a picture within the page, with its mark and its figure."""
    if not isinstance(said, PaperBar):
        return escape(words_of(said))
    full, mark = said.parts(_BAR)
    line = "" if mark is None else f'<path d="M{mark} 0v100" stroke="#c00" stroke-width="8"/>'
    bar = f'<rect width="{full}" height="100" fill="#345"/>{line}'
    size = f'viewBox="0 0 {_BAR} 100" preserveAspectRatio="none"'
    return f'<svg {size}><rect width="{_BAR}" height="100" fill="#ddd"/>{bar}</svg> {escape(said.words)}'
