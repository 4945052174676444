"""Faults of ledgers, one of each kind: a held ledger, a contradiction, a wrong cell, a file of nobody's."""

from __future__ import annotations

from data.model import CellSaid, Contradiction, Difference, HeldLedger, Place, Problem, ProblemItem

HELD = HeldLedger("ledger/云阳县.xlsx", "e1", "云阳县.xlsx", (("projects", 10, 4),), unit="云阳县")
DIFFER = Contradiction(
    key="contradiction/1",
    episode="e2",
    about="projects",
    name="光热设备制造",
    unit="东岭园区",
    differences=(
        Difference(
            "projects",
            "contracted",
            CellSaid(Place("东岭.xlsx", "台账", 4), "D", "12000 CNY"),
            CellSaid(Place("汇总.xlsx", "", 9), "F", "15000 CNY"),
        ),
    ),
    first=Place("东岭.xlsx", "台账", 4),
    second=Place("汇总.xlsx", "", 9),
    contact="钱主任",
    phone="0000-2222222",
)
DATE = ProblemItem(
    "problem/date_impossible/1",
    "e3",
    Problem("date_impossible", "东岭.xlsx", "台账", 7, "H", "2月30日", about="沙棘饮品", unit="东岭园区"),
    "东岭园区",
    "沙棘饮品",
)
NOBODYS = ProblemItem("problem/html/1", "e4", Problem("html", "导出.xls"), "", "")
