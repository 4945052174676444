"""The rules of the season in words: what each computes, by which settings. `docs/rules.md` is written from it.

A figure names its rule by id (`data.model.Trace`); default and source of a setting stand in `data.settings`.
"""

from __future__ import annotations

from data.wording import N_, NP_, pgettext
from data.wording.rule_words import Rule
from data.wording.rulebook_of_work import RULES_OF_WORK

RULES: tuple[Rule, ...] = (
    Rule(
        "signed",
        NP_("rule", "signed"),
        N_("the basis summed over contracts signed from the first day through the board's date and not struck off"),
        ("signed.basis", "season.from"),
    ),
    Rule(
        "addition",
        NP_("rule", "money added"),
        N_(
            "增资 or 补充协议 of a unit's project: what it says minus what was signed so far, or all of it where it "
            "says less; on its own day, and no new project"
        ),
    ),
    Rule(
        "paid-in", NP_("rule", "paid-in funds"), N_("the project's own cumulative figure, else the sum of its months")
    ),
    Rule(
        "completion",
        NP_("rule", "completion"),
        N_(
            "done / target; a target of projects alone counts contracts; a unit with units below it by its whole, each "
            "project once"
        ),
        ("targets.parents",),
    ),
    Rule(
        "light",
        NP_("rule", "light"),
        N_(
            "by the unrounded gap pace − completion, in points; pace is days passed / all days, calendar days unless "
            "set otherwise, or by the office's dated nodes; a target that is reached is always green"
        ),
        ("pace.days", "pace.curve", "lights.green", "lights.yellow"),
    ),
    Rule(
        "rank",
        NP_("rule", "rank"),
        N_(
            "within a kind and parent by completion, amounts and numbers of projects apart; ties 1, 1, 3; nothing "
            "done, alone, without target or part of the line above: none"
        ),
    ),
    Rule(
        "one-project",
        NP_("rule", "one project"),
        N_(
            "rows with the same units and name whose ids do not contradict, or the same id and name or units; what "
            "moves with time by the newest stated day, else for the less; what should not differ counts only where "
            "every row does, for the lowest amount, until ruled"
        ),
    ),
    Rule(
        "stalled",
        NP_("rule", "stalled"),
        N_("days since the latest evidence above the stage's limit; a late node at once; a node ahead: not stalled"),
        (
            "stall.intent",
            "stall.in_talks",
            "stall.signed",
            "stall.landed",
            "stall.building",
            "stall.evidence",
            "stall.winter",
        ),
    ),
    Rule(
        "target",
        NP_("rule", "target"),
        N_(
            "each metric by the latest paper that says it: amount, projects, paid-in funds, trips, starts; two papers "
            "at once that differ are shown, and neither is used"
        ),
    ),
    Rule(
        "gap",
        NP_("rule", "gap"),
        N_("target − done = planned + nothing in sight, neither below 0; planned is reviewed or not by 评审日期"),
    ),
    Rule(
        "cascade",
        NP_("rule", "cascade of targets"),
        N_("a target against those handed down; a unit below one with a target is part of that one's"),
    ),
    Rule(
        "breakdown",
        NP_("rule", "what is signed, made of"),
        N_("each contract that counts once, by size, industry, channel, origin, kind of unit, and real estate"),
        ("tiers.bounds", "tiers.by"),
    ),
    Rule(
        "stages",
        NP_("rule", "pipeline"),
        N_(
            "every project that was not returned, replaced or ended, by stage, with what the stage asks for; days of "
            "signing, start and production go before the stage's cell"
        ),
    ),
    Rule(
        "admission",
        NP_("rule", "below admission"),
        N_(
            "live projects whose industry holds a word with a threshold (the longest word) and whose amount is below it"
        ),
        ("admission.thresholds", "admission.by"),
    ),
    Rule(
        "conversion",
        NP_("rule", "from signed to booked"),
        N_("contracts that count: signed, landed, started, paid in, booked; cumulative = net + struck off"),
    ),
    Rule(
        "rate-fulfilment",
        NP_("rule", "fulfilment rate"),
        N_("(in production + building + in preliminaries) / contracts"),
        ("rates.denominator", "rates.preliminaries", "rates.rounding", "rates.decimals"),
    ),
    Rule(
        "rate-start",
        NP_("rule", "start rate"),
        N_("(building + in production) / contracts"),
        ("rates.denominator", "rates.rounding", "rates.decimals"),
    ),
    Rule(
        "rate-landing",
        NP_("rule", "landing rate"),
        N_("landed or beyond / signed and not struck off"),
        ("rates.rounding", "rates.decimals"),
    ),
    Rule(
        "rate-paid_in",
        NP_("rule", "paid-in rate"),
        N_("paid-in funds / total investment or contracted funds; a project that lacks the amount is in neither"),
        ("rates.paid_in_basis", "rates.rounding", "rates.decimals"),
    ),
    Rule(
        "formula",
        NP_("rule", "the office's own formula"),
        N_("numbers and the counts of a fair or a unit, + - * / and brackets"),
        ("rates.formulas",),
    ),
    Rule(
        "replacement",
        NP_("rule", "replacement chain"),
        N_(
            "置换项目 followed from project to project until it ends; whoever is replaced counts no more once the "
            "replacement is signed; a ring, an unknown name and one of several replace nothing and are told"
        ),
    ),
    Rule(
        "score",
        NP_("rule", "quarterly score"),
        N_(
            "completion; or number + amount, each done / target and capped; "
            "or 60 + 40·(x−min)/(max−min) within a kind; or signed, landed, started and paid in weighted"
        ),
        ("score.formula", "score.cap"),
    ),
    Rule(
        "assessment",
        NP_("rule", "bad quarters in a row"),
        N_(
            "last of at least five ranked and known to be below pace, or a low score; each with its circular's number, "
            "for people to decide on: never a verdict"
        ),
        ("assessment.bad", "assessment.bad_score", "assessment.in_a_row"),
    ),
    Rule(
        "trips",
        NP_("rule", "outbound trips"),
        N_("by day of departure; days count both ends, through the board's date while a trip lasts"),
    ),
    Rule(
        "heads-trips",
        NP_("rule", "trips of heads"),
        N_("led by a unit's head, zero rows kept, from 1 January to the statistic's day"),
        ("trips.statistic_on",),
    ),
    Rule(
        "repeat",
        NP_("rule", "signed twice"),
        N_(
            "one investor in two fairs or two units with nearly the same name or amount: both keep counting; the same "
            "project signed again for another fair counts 0"
        ),
        ("repeats.name_percent", "repeats.amount_percent", "repeats.pairwise"),
    ),
    Rule(
        "pair",
        NP_("rule", "one project or two"),
        N_(
            "names equal or alike, and two of investor, amount (± 1 %) and day equal: the same name under two ids or "
            "in two units counts once until decided, names alike count each"
        ),
        ("joint.share",),
    ),
    *RULES_OF_WORK,
    Rule(
        "versions",
        NP_("rule", "versions of one ledger"),
        N_(
            "files of one folder and kind whose names are equal without days, months and version words, neighbours in "
            "time with at least seven tenths of the smaller one's rows in common: the newest counts"
        ),
        ("files.versions",),
    ),
    Rule(
        "changes",
        NP_("rule", "changes since"),
        N_("each project's row as this station knew it then, against its row now, in what counts"),
    ),
)

BY_ID = {rule.id: rule for rule in RULES}


def rule_label(id: str) -> str:
    """What a rule is called, in the language in force; its id where no rule is called so."""
    return pgettext(*BY_ID[id].label) if id in BY_ID else id
