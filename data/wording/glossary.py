"""The words of the board that need saying what they mean: `?` lists them, and `docs/glossary.md` in both languages."""

from __future__ import annotations

from typing import NamedTuple

from data.wording import N_, NP_, _, pgettext


class Term(NamedTuple):
    """A word as screens and papers have it (its context and words in the catalogue), and what it means."""

    context: str
    word: str
    meaning: str

    @property
    def said(self) -> str:
        """The word in the language in force."""
        return pgettext(self.context, self.word)

    @property
    def means(self) -> str:
        """What it means, in the language in force."""
        return _(self.meaning)


TERMS: tuple[Term, ...] = (
    Term(
        *NP_("term", "not yet signed"),
        N_("a unit that owes signing, whose ledgers were all read and hold no contract"),
    ),
    Term(
        *NP_("term", "to check"),
        N_("rows that may be contracts and are not counted: paper, day or amount is missing, or rows disagree"),
    ),
    Term(
        *NP_("term", "ledger not read"),
        N_("a ledger of the unit's came and could not be read: ours to mend; no light, no rank"),
    ),
    Term(
        *NP_("term", "no ledger came"),
        N_("no ledger that was read speaks of the unit; no light, no rank, and never called zero"),
    ),
    Term(
        *NP_("term", "ranks provisional"),
        N_("while a unit of the kind is not read in whole, its places may still change"),
    ),
    Term(
        *NP_("term", "older version"),
        N_("a newer version of the same ledger counts; this one is kept and counts nothing"),
    ),
    Term(
        *NP_("term", "to confirm as one"),
        N_("two rows that are one project by all signs: counted once, until an officer decides on x"),
    ),
    Term(
        *NP_("term", "possibly one (both count)"),
        N_("two projects that look alike: both count, and the doubt stands beside the total"),
    ),
    Term(
        *NP_("term", "rows disagree"),
        N_("ledgers say different things of one project: it counts where all of them count it, by the lowest amount"),
    ),
    Term(
        *NP_("term", "at most"),
        N_("what would count if the row that says most were right"),
    ),
    Term(
        *NP_("term", "units' own lines"),
        N_("all units' lines added up: above the total where several units claim one project"),
    ),
    Term(
        *NP_("term", "unit not said"),
        N_("nothing says whose the rows are: they count in the whole and in no unit's line"),
    ),
    Term(
        *NP_("term", "of which"),
        N_("a unit below another that is measured by its whole: outside sums and ranks"),
    ),
    Term(
        *NP_("term", "with planned"),
        N_("completion once all that is to be signed is signed"),
    ),
    Term(
        *NP_("term", "signed again"),
        N_("the same project signed at a second fair: the first signing counts, the others count nothing"),
    ),
    Term(
        *NP_("term", "money added"),
        N_("a later contract of a project that was signed: its difference counts, and no new project"),
    ),
    Term(
        *NP_("term", "planned"),
        N_("to be signed on a day ahead; in talks until then"),
    ),
    Term(
        *NP_("term", "before the season"),
        N_("signed before the first day that counts"),
    ),
    Term(
        *NP_("term", "signed after close"),
        N_("signed for a fair after it closed: counted apart"),
    ),
    Term(
        *NP_("term", "stands first"),
        N_("the fair or the season that every face shows until f is pressed, and why"),
    ),
)
