"""The headline: what is signed against the fair's target, what the gap is made of, and what is not counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from functools import partial

from textual.reactive import reactive

from data.model import Board, Decision, FairProgress
from data.wording import _
from data.wording.ages import unread_words
from data.wording.code_words import at_most_words, basis_word, light_word, other_money, outcome_word
from data.wording.doubt_words import doubts
from data.wording.headline_words import handed_down_words
from data.wording.numbers import MOST, decimals_for, percent, points, yi, yi_short
from widgets.frame.ink import LIGHT_TONES, Phrase, flat, flowed, part
from widgets.frame.panel import ToldPanel
from widgets.frame.scope import fair_word, not_begun, scoped, why_words
from widgets.panels.units_panel import standings


class TotalsPanel(ToldPanel):
    """All that is signed against a fair's target. `scope`: which fair ("": the board's headline, None: the season)."""

    scope: reactive[str | None] = reactive[str | None]("", repaint=False)

    watch_scope = ToldPanel.again

    def show(self) -> None:
        """The figures of the fair, in as many lines as they need."""
        parts = _told(self.board, scoped(self.board, self.scope)) if self.board else []
        self.told.tell(partial(flowed, parts))

    def title(self, board: Board) -> list[Phrase]:
        """Whose total, by which basis, in which unit; that its pace counts working days, where it does."""
        progress = scoped(board, self.scope)
        return [
            part(_("All signed"), "title"),
            *([part(fair_word(progress), "strong"), part(why_words(board, progress), "muted", 2)] if progress else []),
            part(_("basis: {basis}").format(basis=basis_word(board.basis)), "", 3),
            part(_("100 million yuan"), "", 1),
            *([part(_("pace by working days"), "", 2)] if board.pace_days == "work" else []),
            *([part(curve_words(board), "", 4)] if board.pace_curve else []),
        ]


def _told(board: Board, progress: FairProgress | None) -> list[Phrase]:
    if board.unread:
        return [part(unread_words(board), "muted")]
    if progress is None:
        return [part(_("no fair and no project yet"), "muted")]
    parts = [*headline(progress), *in_doubt(progress), *made_of(progress)]
    return [*parts, *beside(progress), *uncounted(progress), *ruled(board.decisions)]


def curve_words(board: Board) -> str:
    """The office's own nodes of pace: 序时节点 3-31 25.0% 6-9 100.0%; "" where pace is linear."""
    nodes = "  ".join(f"{day.month}-{day.day} {percent(share)}" for day, share in board.pace_curve)
    return _("pace by nodes: {nodes}").format(nodes=nodes) if nodes else ""


def _decimals(progress: FairProgress) -> int:
    gap = None if progress.target is None else progress.target - progress.signed
    return decimals_for([progress.signed, gap, progress.planned], at_most=MOST)


def headline(progress: FairProgress) -> list[Phrase]:
    """Signed of the target, rate, pace, and how they stand to each other."""
    signed = yi(progress.signed, _decimals(progress))
    ahead = [part(not_begun(progress), "warn")] if not_begun(progress) else []
    if progress.target is None or progress.completion is None:
        said = part(_("signed {signed}").format(signed=signed), "strong")
        unset = [] if progress.units_target else [part(light_word(progress.light), "muted")]
        return [said, *(ahead or unset)]
    tone = LIGHT_TONES[progress.light]
    parts = [
        part(_("signed {signed} / {target}").format(signed=signed, target=yi_short(progress.target)), "strong"),
        part(percent(progress.completion), tone),
    ]
    if ahead:
        return [*parts, *ahead]
    if progress.pace is not None:
        parts += [
            part(_("pace {rate}").format(rate=percent(progress.pace))),
            part(pace_words(progress.completion, progress.pace), tone),
        ]
    planned = fair_with_planned(progress)
    return [*parts, part(light_word(progress.light), tone), *([part(planned)] if planned else [])]


def fair_with_planned(progress: FairProgress) -> str:
    """含拟签 60.8%: the rate once all that is planned is signed; "" where nothing is planned, or there is no target."""
    if progress.with_planned is None or not progress.planned:
        return ""
    return _("with planned {rate}").format(rate=percent(progress.with_planned))


def pace_words(completion: Decimal, pace: Decimal) -> str:
    """低于序时 47.1 个百分点; 高于; 与序时持平. The difference of the two printed rates."""
    ahead = points(completion, pace)
    if not ahead:
        return _("level with pace")
    words = _("{n} points above pace") if ahead > 0 else _("{n} points below pace")
    return words.format(n=abs(ahead))


def in_doubt(progress: FairProgress) -> list[Phrase]:
    """What of it hangs on pairs of projects that nobody has decided."""
    return [part(words, "warn") for words in doubts(progress)]


def made_of(progress: FairProgress) -> list[Phrase]:
    """The gap and what it is made of; the units' targets against the fair's; what was paid in."""
    parts = [*_gap(progress), *_units_target(progress)]
    if progress.paid_in is not None:
        parts.append(part(_("paid in {amount}").format(amount=yi(progress.paid_in, decimals_for([progress.paid_in])))))
    return parts


def _gap(progress: FairProgress) -> list[Phrase]:
    if progress.target is None:
        planned = yi(progress.planned, _decimals(progress))
        return [part(_("planned {planned}").format(planned=planned))] if progress.planned else []
    return gap_words(progress.target, progress.signed, progress.planned)


def gap_words(target: Decimal, signed: Decimal, to_be_signed: Decimal) -> list[Phrase]:
    """缺口 = 拟签 + 无着落, each with as many decimals as make the sum recompute."""
    gap = target - signed
    decimals = decimals_for([signed, gap, to_be_signed], at_most=MOST)
    planned = yi(to_be_signed, decimals)
    if gap <= 0:
        return [part(_("target passed by {amount}").format(amount=yi(-gap, decimals)), "good")]
    if to_be_signed > gap:
        return [part(_("gap {gap}, planned {planned} covers it").format(gap=yi(gap, decimals), planned=planned))]
    words = _("gap {gap} = planned {planned} + nothing in sight {rest}")
    rest = yi(gap - to_be_signed, decimals)
    return [part(words.format(gap=yi(gap, decimals), planned=planned, rest=rest))]


def _units_target(progress: FairProgress) -> list[Phrase]:
    return [part(words, "warn" if warns else "") for words, warns in handed_down_words(progress)]


def beside(progress: FairProgress) -> list[Phrase]:
    """What is counted beside the contracts: their number, frameworks, intents, what was signed after the close."""
    parts = [part(_("contracts {n}").format(n=progress.contracts))]
    counted = (
        (progress.frameworks, progress.framework_amount, _("frameworks {n} ({amount})")),
        (progress.intents, progress.intent_amount, _("intents {n} ({amount})")),
        (progress.after_close_count, progress.after_close, _("signed after close {n} ({amount})")),
    )
    parts += [part(words.format(n=n, amount=yi_short(amount))) for n, amount, words in counted if n]
    for currency, amount in progress.other_currency:
        parts.append(part(_("apart: {amount}").format(amount=flat(other_money(currency, amount))), "warn"))
    return parts


def uncounted(progress: FairProgress) -> list[Phrase]:
    """Rows that are listed and not counted, by what they lack."""
    counted = (
        (progress.no_basis, _("amount missing {n}")),
        (progress.no_date, _("date missing {n}")),
        (progress.before_from, _("before the season {n}")),
        (progress.no_paper, _("paper unknown {n}")),
    )
    found = [part(words.format(n=len(places)), "warn") for places, words in counted if places]
    return [*standings(progress), *found, *disputed(progress.disputed, progress.at_most)]


def disputed(projects: int, at_most: Decimal | None) -> list[Phrase]:
    """Projects that only some of their rows count, and what is signed if each counts by the row that says most."""
    parts = [part(_("rows disagree {n}").format(n=projects), "warn")] if projects else []
    return [*parts, part(at_most_words(at_most), "warn")] if at_most is not None else parts


def ruled(decisions: Sequence[Decision]) -> list[Phrase]:
    """Figures that officers' rulings have a part in say so: 裁定 以甲为准 1 不计入 2."""
    counts = Counter(outcome_word(decision.item_kind, decision.outcome) for decision in decisions)
    said = "  ".join(f"{word} {n}" for word, n in counts.items())
    return [part(_("ruled: {rulings}").format(rulings=said), "warn")] if said else []
