"""What is wrong between ledgers, in words: two cells that differ, rows that were lost, what an officer ruled."""

from __future__ import annotations

from collections.abc import Mapping

from data.model import CellSaid, Contradiction, Decision, Difference, Fault, HeldLedger, Pair, ProblemItem
from data.wording import N_, NP_, _, pgettext
from data.wording.code_words import deciding_word, outcome_word, value_word
from data.wording.doubt_words import pair_words
from data.wording.problems import lost_words, problem_text

RULED: Mapping[str, str] = {
    "first": N_("{first} counts"),
    "second": N_("{second} counts"),
    "different": N_("both count, as two projects"),
}
"""What is counted of a contradiction, by the ruling on it."""

UNDECIDED: Mapping[str, str] = {
    "projects": N_("only where both count, for the less, until somebody decides"),
    "targets": N_("neither, until somebody decides"),
}

WORDS: Mapping[str, tuple[str, str]] = {
    "problem": NP_("fault", "problem"),
    "contradiction": NP_("fault", "differ"),
    "two-targets": NP_("fault", "two targets"),
    "pair": NP_("fault", "possible double"),
    "ledger": NP_("fault", "held"),
}
"""What a fault is, by the item's kind."""


def fault_word(item: Fault) -> str:
    """What kind of fault it is."""
    if isinstance(item, Pair) and item.sure:
        return pgettext("fault", "to confirm as one")
    return pgettext(*WORDS[item.kind])


def cell_words(cell: CellSaid) -> str:
    """Where a cell stands: file, sheet, address."""
    return " ".join(part for part in (cell.place.file, cell.place.sheet, cell.address) if part)


def difference_words(difference: Difference) -> str:
    """项目.csv D2 1.2亿元 ≠ 汇总.xlsx F9 1.5亿元"""
    cells = (difference.first, difference.second)
    return " ≠ ".join(f"{cell_words(cell)} {value_word(cell.text) or '—'}" for cell in cells)


def ruling_words(item: Contradiction) -> str:
    """Which of the two is counted."""
    if item.decided in RULED:
        return _(RULED[item.decided]).format(first=item.first.file, second=item.second.file)
    return _(UNDECIDED[item.about])


def losses_words(item: HeldLedger) -> str:
    """项目台账 10→4"""
    return _(", ").join(lost_words(kind, str(before), str(now)) for kind, before, now in item.losses)


def fault_words(item: Fault) -> str:
    """What is wrong, and what to do, on one line."""
    if isinstance(item, ProblemItem):
        return problem_text(item.problem)
    if isinstance(item, Pair):
        return pair_words(item)
    if isinstance(item, HeldLedger):
        return _("{lost} rows; the last good version counts until the new one is accepted").format(
            lost=losses_words(item)
        )
    differing = _("; ").join(_brief(one) for one in item.differences)
    return _("{differing} in {other}; counted: {ruling}").format(
        differing=differing, other=cell_words(item.differences[0].second), ruling=ruling_words(item)
    )


def _brief(one: Difference) -> str:
    """合同引资额 2.6亿元 ≠ 2.25亿元: the first cell's address stands beside it."""
    return f"{deciding_word(one.field)} {value_word(one.first.text)} ≠ {value_word(one.second.text)}"


def decision_words(decision: Decision) -> str:
    """One ruling: 光热设备 以甲为准 李敏"""
    said = (decision.title, outcome_word(decision.item_kind, decision.outcome), decision.by, decision.text)
    return "  ".join(part for part in said if part)
