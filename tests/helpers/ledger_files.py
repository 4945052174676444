"""A ledger as what it says, and its file in any form: CSV in any encoding, XLSX, ODS; 元, 万元, 亿元 wherever."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from helpers.intake import csv_text, ods, xlsx

HEADS: Mapping[str, str] = {
    "id": "项目编号",
    "name": "项目名称",
    "unit": "责任单位",
    "investor": "投资企业",
    "contracted": "合同金额",
    "total_investment": "总投资",
    "paper": "合同类型",
    "stage": "推进阶段",
    "fair": "签约活动",
    "signed_on": "签约日期",
    "paid_in": "到位资金",
    "started_on": "开工日期",
    "reported_on": "更新日期",
    "latest_progress": "最新进展",
    "status": "项目状态",
    "status_on": "状态日期",
    "replaced_by": "置换项目",
    "kind": "类别",
    "parent": "上级单位",
    "head": "主要负责人",
    "aliases": "简称",
    "amount": "签约任务",
    "projects": "项目数任务",
    "issued_on": "下达日期",
    "for_fair": "展会",
    "opens": "开幕日期",
    "closes": "闭幕日期",
    "target": "签约任务",
    "fair_name": "展会名称",
    "matter_id": "督办编号",
    "what": "事项",
    "owed_by": "承办单位",
    "due": "办结时限",
    "settled": "办结日期",
    "month": "月份",
    "node": "关键节点",
    "planned": "计划完成",
    "visited": "走访日期",
    "who": "走访人",
    "what_holds": "问题描述",
    "opened": "提出日期",
    "leader": "带队领导",
    "departs": "出发日期",
    "returns": "返回日期",
    "firms_met": "对接企业数",
    "leads": "意向项目数",
}
"""What each field is called here, whatever the kind of ledger."""

WAN: Mapping[str, Decimal] = {"元": Decimal("0.0001"), "万元": Decimal(1), "亿元": Decimal(10000)}
"""How many 万元 one of these is."""


@dataclass(frozen=True)
class Money:
    """An amount in 万 of its currency: "元", or "美元"."""

    value: Decimal
    currency: str = "元"


@dataclass(frozen=True)
class Form:
    """How a ledger is written: `suffix` of its file, `encoding` of a text; amounts in `unit`, which stands in each
    "cell", in the "header", or in a "note" above it."""

    suffix: str = ".csv"
    encoding: str = "utf-8"
    unit: str = "万元"
    says: str = "header"


@dataclass(frozen=True)
class Ledger:
    """A ledger's rows by field; `columns` in their order. `owner` is how it says whose it is: "column", "section",
    "title", "folder", "file", or "" for those that are nobody's."""

    kind: str
    folder: str
    stem: str
    columns: tuple[str, ...]
    rows: tuple[Mapping[str, Any], ...]
    owner: str = ""
    titles: tuple[str, ...] = ()
    form: Form = field(default_factory=Form)

    @property
    def path(self) -> str:
        """Where its file lies in the folder."""
        return f"{self.folder}/{self.stem}{self.form.suffix}" if self.folder else f"{self.stem}{self.form.suffix}"

    @property
    def data(self) -> bytes:
        """Its file."""
        if self.form.suffix == ".xlsx":
            return xlsx(self._written())
        if self.form.suffix == ".ods":
            return ods(self._written())
        return self.text.encode(self.form.encoding)

    @property
    def text(self) -> str:
        """Its rows as a plain text table, whatever form its file has."""
        return csv_text(["" if cell is None else cell for cell in row] for row in self._written())

    def _written(self) -> list[list[Any]]:
        money = [column for column in self.columns if any(isinstance(row.get(column), Money) for row in self.rows)]
        note = [f"单位：{self.form.unit}"] if money and self.form.says == "note" else []
        above = [[title] for title in (*self.titles, *note)]
        width = max(2, len(self.columns))
        lines = [[*row, *[None] * (width - len(row))] for row in above]
        lines.append([self._head(column, column in money) for column in self.columns])
        section = None
        for row in self.rows:
            if self.owner == "section" and row["unit"] != section:
                section = row["unit"]
                lines.append([f"{'一二三四五六七八九'[len(lines) % 9]}、{section}", *[None] * (width - 1)])
            lines.append([self._cell(row.get(column)) for column in self.columns])
        return lines

    def _head(self, column: str, money: bool) -> str:
        head = HEADS[column]
        return f"{head}({self.form.unit})" if money and self.form.says == "header" else head

    def _cell(self, value: Any) -> Any:
        if isinstance(value, Money):
            return self._money(value)
        return value.isoformat() if isinstance(value, date) and self.form.suffix != ".xlsx" else value

    def _money(self, money: Money) -> Any:
        number = money.value / WAN[self.form.unit]
        if money.currency != "元":
            return f"{plain(money.value)}万{money.currency}"
        if self.form.says == "cell":
            return f"{plain(number)}{self.form.unit}"
        return plain(number) if self.form.suffix == ".csv" else float(number)


def plain(number: Decimal) -> str:
    """A decimal without exponent and idle zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
