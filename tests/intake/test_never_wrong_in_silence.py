"""A good ledger rewritten in hundreds of ways: each cell is read right, or a problem or note names it.

The long form, 5,000 ledgers and any seed, is `python tests/long/never_wrong.py`.
"""

from __future__ import annotations

from helpers.mutated_ledgers import Draft, read_draft, rewritten, silent, tally

SEED = 20_261_130


def test_no_ledger_is_read_wrong_in_silence() -> None:
    found = tally(200, SEED)
    print(*found.lines(), sep="\n")
    assert found.silent == []
    assert found.read >= 180


def test_a_wrong_unit_would_be_found() -> None:
    draft = Draft.good(rewritten(0, SEED).rng)
    reading = read_draft(draft)
    assert list(silent(draft, reading)) == []
    draft.truth[1]["contracted"] = (draft.truth[1]["contracted"][0] * 10_000, "CNY")
    draft.truth[2]["stage"] = "signed"
    assert [said.split()[0] for said in silent(draft, reading)] == ["E3", "G4"]


def test_a_seed_rewrites_the_same_ledgers_again() -> None:
    assert [rewritten(n, SEED).told for n in range(40)] == [rewritten(n, SEED).told for n in range(40)]
