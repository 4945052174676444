"""A board whose projects have doubles, against the same without looking for pairs: `python tests/bench/pairs.py [N]`.

One project in a hundred stands in a second ledger too, under another number. The worst is a folder in which one
investor has one amount in every project. Times are CPU times, medians of rounds in which the two take turns.
"""

from __future__ import annotations

import gc
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from unittest import mock

from data.ledgers.kinds_and_columns import Amount, Fair, Project
from data.ledgers.season import Season
from data.model import Paper, Stage
from data.rules import board, season_on_date
from data.rules.projects.duplicate_groups import Paired
from data.settings import RuleSettings, Settings

TRADES = ("新材料", "装备制造", "食品加工", "生物医药", "光伏组件", "冷链物流", "数据中心", "文旅综合体", "铝型材")
WORKS = ("基地", "产业园", "生产线", "研发中心", "加工厂", "仓储")
FIELDS = ("id", "name", "unit", "investor", "contracted", "paper", "stage", "signed_on")


def main() -> None:
    """Print the ratios."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    doubles = [project(n, "ZS", "汇总.csv") for n in range(0, count, 100)]
    usual = season([*(project(n, "NP", "各单位.csv") for n in range(count)), *doubles])
    worst = season([project(n, "NP", "各单位.csv", investor="城投", amount=5000) for n in range(count)])
    for name, records in (("one in a hundred twice", usual), ("one investor, one amount", worst)):
        with_pairs, without = measured(records)
        print(f"{count} projects, {name}: {with_pairs / without:.2f} x the board without pairs ({without:.2f} s)")


def project(n: int, prefix: str, file: str, investor: str = "", amount: int = 0) -> Project:
    """One contract of a season."""
    return Project(
        id=f"{prefix}-{n:06}",
        name="东南西北中"[n % 5]
        + f"川{TRADES[n % 9]}{WORKS[n // 9 % 6]}"
        + chr(0x4E00 + n % 5000)
        + chr(0x4E00 + n // 5000),
        unit=f"第{n % 200}园区",
        investor=investor or f"云阳{TRADES[n % 9]}{n % 40_000}有限公司",
        contracted=Amount(Decimal(amount or 1000 + n % 4999)),
        paper=Paper.CONTRACT,
        stage=Stage.SIGNED,
        signed_on=date(2026, 1, 1) + timedelta(days=n % 300),
        file=file,
        row=n + 2,
        fields=FIELDS,
    )


def season(rows: list[Project]) -> Season:
    """The season of these."""
    return Season(projects=tuple(rows), fairs=(Fair(name="青山洽谈会", opens=date(2026, 12, 30), file="f.csv", row=2),))


def measured(records: Season) -> tuple[float, float]:
    """The board with and without looking for pairs."""
    rules, now = RuleSettings.of(Settings()), datetime(2026, 11, 22, 9, tzinfo=UTC)

    def build() -> object:
        return board.build(records, rules, as_of=date(2026, 11, 22), now=now)

    def unpaired() -> object:
        with mock.patch.object(season_on_date, "paired", lambda entries, *_: Paired(tuple(entries))):
            return build()

    rounds = [(seconds(build), seconds(unpaired)) for _ in range(3)]
    with_pairs, without = (statistics.median(times) for times in zip(*rounds, strict=True))
    return with_pairs, without


def seconds(work: Callable[[], object]) -> float:
    """The CPU time of one call."""
    gc.collect()
    begun = time.process_time()
    work()
    return time.process_time() - begun


if __name__ == "__main__":
    main()
