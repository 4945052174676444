"""Drafts of papers without a board, and what a written one says."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from decimal import Decimal
from typing import Any

from data.export.papers.draft import (
    DraftPaper,
    DraftRow,
    DraftTable,
    PaperBar,
    Passage,
    PassageKind,
    RowKind,
    Stated,
    body,
    heading,
)

DAY = date(2026, 5, 8)


def small_draft(unit: str = "甲县", kind: str = "circular") -> DraftPaper:
    """A paper with one of each: headings of each order, text with quotes and a dash, a bar, a table, annex, names."""
    table = DraftTable(
        "完成情况",
        "单位：亿元",
        ("序号", "单位", "任务", "完成(合同)", "进度"),
        (
            DraftRow(("县区",), RowKind.HEADING),
            DraftRow(("1", unit, "3.00", "1.50", PaperBar(Decimal("0.5"), Stated("50.0%"), Decimal("0.7")))),
            DraftRow(("", "合计", "3.00", "1.50", "50.0%"), RowKind.TOTAL),
        ),
    )
    return DraftPaper(
        kind,
        "招商引资工作动态（第3期）",
        DAY,
        (
            Passage(("各县区：",), PassageKind.TO),
            body("现将情况通报如下。"),
            heading("一、总体情况"),
            body("签约“合同”项目——85.30亿元。"),
            heading("（一）县区"),
            heading("1. 完成"),
            table,
            body("请对照任务抓紧推动。"),
            body("附件：1. 完成情况表"),
            Passage(("拟稿：",), PassageKind.SIGNED),
            Passage(("抄送：",), PassageKind.SIGNED),
        ),
    )


def opened(data: bytes) -> Any:
    """A written .docx, read back."""
    import docx

    return docx.Document(io.BytesIO(data))


def part_text(data: bytes, part: str) -> str:
    """One part of a written .docx as it is stored."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(part).decode()
