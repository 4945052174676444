"""Five hundred ledgers broken by a seed: the parser reads or refuses each, and outlives them all.

The long form, with any number and seed, is `python tests/long/fuzz_ledgers.py`.
"""

from __future__ import annotations

import pytest
from helpers.fuzz import Found, Seeds, broken, run

SEED = 20_261_122


@pytest.fixture(scope="module")
def found() -> Found:
    return run(500, SEED)


def test_no_broken_ledger_kills_the_parser_or_makes_it_late(found: Found) -> None:
    assert (found.tried, found.crashed, found.late) == (500, [], [])


def test_every_broken_ledger_is_read_or_refused_and_a_third_still_parse(found: Found) -> None:
    assert found.read + sum(found.refused.values()) == 500
    assert found.read >= 500 // 3
    assert sum(found.refused.values()) >= 50


def test_no_broken_ledger_takes_much_memory(found: Found) -> None:
    assert 0 < found.peak[0] < 300 * 1024, found.peak


def test_a_seed_breaks_the_same_ledgers_again() -> None:
    first, again = Seeds(), Seeds()
    assert [broken(first, number, SEED) for number in range(60)] == [
        broken(again, number, SEED) for number in range(60)
    ]
