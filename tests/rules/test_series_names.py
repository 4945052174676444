"""Which files are versions of one ledger by their names."""

from __future__ import annotations

import pytest

from data.rules.base.series_names import series_name


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("甲县/台账(5月8日).xlsx", "甲县/台账(5月11日).xlsx"),
        ("甲县/台账20260508.xlsx", "甲县/台账20260511最新.csv"),
        ("甲县/5月/台账.xlsx", "甲县/6月/台账终稿.xlsx"),
        ("甲县/台账v1.xlsx", "甲县/台账v2.xlsx"),
    ],
)
def test_versions_of_one_ledger_have_one_series(older: str, newer: str) -> None:
    assert series_name(older) == series_name(newer)


def test_ledgers_of_two_folders_or_two_names_have_two() -> None:
    assert len({series_name(file) for file in ("甲县/台账.xlsx", "乙县/台账.xlsx", "甲县/走访.xlsx")}) == 3
