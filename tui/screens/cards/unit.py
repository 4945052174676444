"""Enter on a unit: what it owes and by which paper, what it has signed, who answers for it, and the fair's whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from data.model import UNHEARD, UNJUDGED, FairProgress, Place, UnitProgress
from data.wording import _, pgettext
from data.wording.code_words import joint_words, other_money, unit_kind_word
from data.wording.doubt_words import unit_doubts
from data.wording.headline_words import not_begun_words
from data.wording.item_facts import CardField
from data.wording.numbers import decimals_for, percent, yi, yi_short
from data.wording.problems import place_words
from data.wording.unit_words import STANDINGS, doubt_words, unit_light_word
from tui.keys.actions import NO_OWN
from tui.screens.cards.copied import CopiedBox
from tui.screens.cards.item import fields_text
from widgets.frame.ink import Phrase, line_words
from widgets.frame.scope import fair_word
from widgets.panels.totals import beside, disputed, gap_words, headline, in_doubt, made_of, pace_words, uncounted
from widgets.panels.units_panel import owed_figures, with_planned_words

MOST_PLACES = 40
"""Rows of ledgers that a card names for one reason; the rest is counted."""


_NO_GAP = UNJUDGED | {"joint_only"}
"""Flags of units whose distance to pace says nothing."""


class UnitCardScreen(CopiedBox):
    """The card of a unit. Figures are those of the board that it was opened on; Enter leaves with "trace"."""

    def __init__(self, unit: UnitProgress, progress: FairProgress, own: Mapping[str, str] = NO_OWN) -> None:
        super().__init__(
            _("Evidence"),
            unit.unit,
            _("amounts in 100 million yuan; Enter shows what each figure rests on, Esc leaves"),
        )
        self.unit, self.progress = unit, progress
        self.take_card_keys(own, enter="act('trace')")

    def said(self) -> Iterable[str]:
        """Its fields, the whole's, and the rows that are not counted."""
        yield from ("\t".join(field) for field in unit_fields(self.unit, self.progress))
        yield from (_said(parts) for parts in whole(self.progress))
        yield from uncounted_rows(self.progress)

    def body(self) -> ComposeResult:
        """The unit's fields, then the whole's, then the rows that are not counted."""
        with VerticalScroll(id="scroll"):
            yield Static(fields_text(unit_fields(self.unit, self.progress)), id="fields")
            yield Static(Content(_("All signed")), classes="label")
            yield Static(_lines(*(_said(parts) for parts in whole(self.progress))), id="whole")
            if rows := uncounted_rows(self.progress):
                yield Static(Content(_("Rows not counted")), classes="label")
                yield Static(_lines(*rows), id="uncounted")


def unit_fields(unit: UnitProgress, progress: FairProgress) -> list[CardField]:
    """The fields of a unit that say something, as (label, words)."""
    contact = " ".join(part for part in (unit.contact, unit.phone) if part)
    measured = unit.measured
    lacking = measured.problems
    missing = _("{n} rows: amount, date or paper missing").format(n=lacking) if lacking else ""
    fields = (
        (_("Kind"), "  ".join(part for part in (unit_kind_word(unit.kind), unit.parent) if part)),
        (_("Counted in"), unit.part_of),
        (_("Fair"), fair_word(progress)),
        (_("Target"), _target(unit)),
        (_("Set by"), "  ".join((*unit.target_docs, unit.target_issued.isoformat() if unit.target_issued else ""))),
        (_("Ledgers"), _ledgers(unit)),
        (_("Signed"), _signed(unit)),
        (_("In doubt"), "  ".join(unit_doubts(unit))),
        (_("Rate"), _rate(unit)),
        (_("Rank"), _("{rank} of {of}").format(rank=unit.rank, of=unit.ranked_of) if unit.rank is not None else ""),
        (_("To the target"), _gap(unit)),
        (_("Planned"), _counted(measured.planned_count, measured.planned)),
        (_("Rows disagree"), _said(disputed(unit.disputed, unit.at_most))),
        (_("Frameworks"), _counted(measured.frameworks, measured.framework_amount)),
        (_("Intents"), _counted(measured.intents, measured.intent_amount)),
        (_("Its own"), yi_short(unit.signed) if unit.by_whole else ""),
        (_("With below"), "" if unit.whole_signed is None else yi_short(unit.whole_signed)),
        (_("Apart"), "  ".join(other_money(*money) for money in measured.other_currency)),
        (_("Not counted"), missing),
        (_("Leader"), unit.head),
        (_("Contact"), contact),
    )
    return [(label, words.strip()) for label, words in fields if words.strip()]


def _target(unit: UnitProgress) -> str:
    if unit.target_contradiction:
        return _("{figures}: two targets at once, none is used").format(figures=owed_figures(unit, " ≠ "))
    if unit.target is None:
        return "—" if "target_doubt" in unit.flags else _("none set")
    if unit.metric == "projects":
        return _("{n} projects").format(n=f"{unit.target:f}")
    return yi_short(unit.target)


def _ledgers(unit: UnitProgress) -> str:
    """Whether the unit was heard, where not by all of its rows; "" where it was."""
    return doubt_words(unit) if unit.standing not in UNHEARD else pgettext(*STANDINGS[unit.standing])


def _signed(unit: UnitProgress) -> str:
    if unit.standing in UNHEARD:
        return "—"
    done = unit.measured
    contracts = _("contracts {n}").format(n=done.contracts)
    return "  ".join(
        part for part in (yi(done.signed, decimals_for([done.signed])), contracts, joint_words(done)) if part
    )


def _rate(unit: UnitProgress) -> str:
    if unit.completion is None:
        return unit_light_word(unit)
    parts = [percent(unit.completion)]
    if "not_begun" in unit.flags and unit.from_:
        return "  ".join((*parts, not_begun_words(unit.from_)))
    if unit.pace is not None:
        pace = _("pace {rate}").format(rate=percent(unit.pace))
        parts += [pace] if not _NO_GAP.isdisjoint(unit.flags) else [pace, pace_words(unit.completion, unit.pace)]
    said = (*parts, unit_light_word(unit), with_planned_words(unit))
    return "  ".join(filter(None, said))


def _gap(unit: UnitProgress) -> str:
    if unit.target is None or unit.metric == "projects" or unit.standing in UNHEARD:
        return ""
    return _said(gap_words(unit.target, unit.measured.signed, unit.measured.planned))


def _counted(count: int, amount: Decimal) -> str:
    return _("{n} ({amount})").format(n=count, amount=yi_short(amount)) if count else ""


def whole(progress: FairProgress) -> Sequence[Sequence[Phrase]]:
    """The lines of the fair's own figures."""
    lines = (headline(progress), in_doubt(progress), made_of(progress), beside(progress), uncounted(progress))
    return [parts for parts in lines if parts]


def uncounted_rows(progress: FairProgress) -> list[str]:
    """The rows of ledgers that are listed and not counted, each under its reason."""
    reasons = (
        (_("amount missing {n}"), progress.no_basis),
        (_("date missing {n}"), progress.no_date),
        (_("paper unknown {n}"), progress.no_paper),
        (_("before the season {n}"), progress.before_from),
    )
    return [line for words, places in reasons if places for line in _reason(words.format(n=len(places)), places)]


def _reason(words: str, places: Sequence[Place]) -> Iterable[str]:
    yield words
    yield from (f"  {place_words(place)}" for place in places[:MOST_PLACES])
    if len(places) > MOST_PLACES:
        yield f"  +{len(places) - MOST_PLACES}"


def _said(parts: Iterable[Phrase]) -> str:
    return "  ".join(line_words(one.line) for one in parts)


def _lines(*lines: str) -> Content:
    return Content("\n").join(Content(line) for line in lines)
