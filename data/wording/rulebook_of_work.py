"""The rules of the season's work in words: what is owed, by whom, by when, and how the fair is got ready."""

from __future__ import annotations

from data.wording import N_, NP_
from data.wording.rule_words import Rule

RULES_OF_WORK: tuple[Rule, ...] = (
    Rule(
        "slipped",
        NP_("rule", "milestones slipped"),
        N_("the day a node was reached, else the board's date, minus its planned day; counted when above 0"),
    ),
    Rule(
        "started-not-built",
        NP_("rule", "started, not built"),
        N_("days since breaking ground, or since the last money or new words after it, above the limit"),
        ("stall.started_not_built", "stall.winter"),
    ),
    Rule(
        "uncared",
        NP_("rule", "nobody looks after it"),
        N_("signed, landed or building, and without sponsor, site officer or any visit, as far as ledgers have these"),
    ),
    Rule(
        "blocker-age",
        NP_("rule", "blockers by department"),
        N_("open until closed; age from the day it was raised, overdue from the day after its due date"),
    ),
    Rule(
        "sponsor-page",
        NP_("rule", "sponsoring leader's page"),
        N_("the projects that name the leader, the stalled of them, their open blockers and their visits"),
    ),
    Rule(
        "ladder",
        NP_("rule", "ladder of follow-ups"),
        N_("due on the first rung not yet reached, counted from assignment; a month is the same day of the next one"),
        ("rules.pack", "followups.ladders", "followups.days", "followups.within_year"),
    ),
    Rule(
        "extension-report",
        NP_("rule", "report of an extended matter"),
        N_("due every so many months from the first due date, after the latest reply, until the extension ends"),
        ("followups.extended_report_months",),
    ),
    Rule(
        "report-row",
        NP_("rule", "report owed by the reports ledger"),
        N_("a row without a day of receipt by the board's date, due on its own day"),
    ),
    Rule(
        "report-ledger",
        NP_("rule", "project ledger gone stale"),
        N_("the board's date minus a unit's newest day of update, above the limit; not beside a report owed by a row"),
        ("owed.report_days",),
    ),
    Rule("blocker-due", NP_("rule", "blocker owed"), N_("open with a due date, owed by the lead department")),
    Rule(
        "guest-uncalled",
        NP_("rule", "guest never called"),
        N_("no state that tells of an invitation and no day of contact by the board's date; before all other guests"),
        ("guest_states",),
    ),
    Rule(
        "guest-silent",
        NP_("rule", "guest not answered"),
        N_("invited, written to or called, not decided, and the last contact longer ago than the limit"),
        ("owed.guest_days", "guest_states"),
    ),
    Rule("prep-due", NP_("rule", "preparation owed"), N_("not done and with a due date")),
    Rule("payout-due", NP_("rule", "payout owed"), N_("not paid and with a due date")),
    Rule(
        "visit-weekly",
        NP_("rule", "weekly visit"),
        N_("in the last weeks before a fair each sponsored project's visits of the week, below the number owed"),
        ("owed.visits_a_week", "cadence.fair_weeks"),
    ),
    Rule(
        "decided",
        NP_("rule", "matter of a dispatch meeting"),
        N_(
            "what an officer wrote down of the meeting's list, due on its day, until a follow-up of the ledgers says "
            "the same matter of the same units and was not over before the meeting, or a mark closes it"
        ),
    ),
    Rule(
        "desk",
        NP_("rule", "what stands on the duty screen"),
        N_("follow-ups always; all else of the kinds named, late or due within the days named"),
        ("owed.desk_days", "owed.desk_kinds"),
    ),
    Rule(
        "cadence",
        NP_("rule", "the office's own cadence"),
        N_("each duty once a period, due on its last working day (a weekly meeting on its weekday); done by a mark"),
        (
            "cadence.fair_weeks",
            "cadence.rollup",
            "cadence.dispatch",
            "cadence.circular",
            "cadence.review",
            "cadence.inspection",
            "cadence.ranking",
            "marks.meeting_weekday",
        ),
    ),
    Rule(
        "burn-down",
        NP_("rule", "burn-down of preparation"),
        N_("by stream: all tasks, those done by the board's date, open ones to come, overdue and undated"),
    ),
    Rule(
        "funnel",
        NP_("rule", "invitation funnel"),
        N_("guests at each step and at it or beyond; shares are of the guests whose ledger says so"),
        ("guests.top_tiers", "guest_states"),
    ),
    Rule(
        "slate",
        NP_("rule", "slate of the fair"),
        N_("planned signings after the board's date up to the fair's last day; yuan summed by unit and paper"),
        ("signed.basis",),
    ),
    Rule(
        "roster-gaps",
        NP_("rule", "gaps of the roster"),
        N_(
            "days from the board's date to the fair's last without an officer; on duty is the shift of this hour, by "
            "the clock times that it names, else by its word: 上午 until noon, 夜 and 晚 from evening to morning"
        ),
        ("roster.day_begins", "roster.night_begins"),
    ),
)
