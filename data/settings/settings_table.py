"""fairwatch.toml -> frozen Settings. Each key has a default, a meaning and a source; errors name file and key.

The classes below are the one table of settings: the parser, `fairwatch settings` and the documentation derive from
them. `source` is where a default comes from; "none" where no public rule is known (nobody may invent one).
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Meta

from data.model import Stage
from data.settings.figures_settings import Admission, Assessing, Rates, Repeats, Score, Tiers, TripRule
from data.settings.ledger_rule import LedgerRule
from data.settings.memory_settings import MemoryRule
from data.settings.paper_rule import OwnForms, PaperRule
from data.settings.setting_words import PLATFORM, Days, MonthDay, means
from data.settings.signing_settings import JointRule, Lights, PaceRule, Signed, TargetRule
from data.settings.terminal_settings import OwnKeys, Terminal
from data.settings.work_settings import Cadence, GuestRule, OwedRule, PackRule, RosterRule
from data.wording import N_

_13710 = N_("Shanxi provincial office, September 2016 (cssn.cn 2017-08-15)")
_EXTENDED = N_("谯城区, 2023")

EvidenceName = Literal["stage", "signing", "start", "production", "funds", "milestone", "report"]
UnitSource = Literal["column", "section", "title", "folder", "file"]
EVIDENCE: tuple[EvidenceName, ...] = ("stage", "signing", "start", "production", "funds", "milestone", "report")


class Office(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who we are."""

    place: Annotated[str, means(N_("the place on the top line"))] = ""
    name: Annotated[str, means(N_("the office's own name, as ledgers write it"))] = ""
    phone: Annotated[str, means(N_("the duty room's telephone, for the wall"))] = ""
    timezone: Annotated[str, means(N_("days are days of this time zone"))] = "Asia/Shanghai"

    @property
    def zone(self) -> ZoneInfo:
        """The office's time zone."""
        return ZoneInfo(self.timezone)


class SeasonDates(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    """The season's own dates."""

    from_: Annotated[
        date | None,
        means(
            N_(
                "first day that counts (default: 1 January of the year of the next fair to open, of the year before "
                "where it opens before 1 March)"
            ),
            examples=[date(2026, 1, 1)],
        ),
    ] = None


class Stall(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many days without evidence each stage allows."""

    intent: Annotated[Days, means(N_("days, 意向"), PLATFORM)] = 45
    in_talks: Annotated[Days, means(N_("days, 在谈"), PLATFORM)] = 30
    signed: Annotated[Days, means(N_("days, 签约"), PLATFORM)] = 20
    landed: Annotated[Days, means(N_("days, 落地"))] = 30
    building: Annotated[Days, means(N_("days, 在建"))] = 30
    evidence: Annotated[tuple[EvidenceName, ...], means(N_("what counts as a sign that a project moved"))] = EVIDENCE
    winter: Annotated[
        tuple[MonthDay, ...],
        means(
            N_('["11-15", "03-15"] stops the clock of building projects'), max_length=2, examples=[["11-15", "03-15"]]
        ),
    ] = ()
    started_not_built: Annotated[
        Days, means(N_("开而未建: days without money or new words since breaking ground; 0: never"))
    ] = 60

    def limit(self, stage: Stage) -> int | None:
        """Days a stage may stand still; None for stages that never stall."""
        limits = {
            Stage.INTENT: self.intent,
            Stage.TALKS: self.in_talks,
            Stage.SIGNED: self.signed,
            Stage.LANDED: self.landed,
            Stage.BUILDING: self.building,
        }
        return limits.get(stage)


class Rung(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One ladder of follow-ups: days (or months) from `assigned` to each rung; 0 leaves a rung out."""

    arranged_days: Annotated[Days, means(N_("days to 部署"), _13710)] = 1
    replied_days: Annotated[Days, means(N_("days to 反馈"), _13710)] = 3
    settled_days: Annotated[Days, means(N_("days to 办结; 0: see settled_months"), _13710)] = 0
    settled_months: Annotated[
        int, means(N_("months to 办结 (same day of the month, or its last)"), _13710, ge=0, le=24)
    ] = 0


_ORDINARY = Rung(settled_days=7)
_MAJOR = Rung(settled_months=1)


class FollowUpRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The 1-3-7-1-0 ladder (13710): which grade climbs which ladder, and in which days."""

    days: Annotated[Literal["calendar", "work"], means(N_("calendar or working days: the source does not say"))] = (
        "calendar"
    )
    ladders: Annotated[dict[str, Rung], means(N_("a ladder for each grade (级别)"), _13710)] = msgspec.field(
        default_factory=lambda: {"一般": _ORDINARY, "重大": _MAJOR, "复杂": _MAJOR}
    )
    extended_report_months: Annotated[
        int, means(N_("months between reports of an extended matter; 0: none"), _EXTENDED, ge=0, le=12)
    ] = 1
    within_year: Annotated[bool, means(N_("a ladder's last day is 31 December of the year of assignment"))] = False


class Units(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the office knows of its units beyond the ledgers."""

    superiors: Annotated[
        tuple[str, ...], means(N_("offices above ours: 待上级批复, never overdue"), examples=[["示例市人民政府"]])
    ] = ()
    aliases: Annotated[
        dict[str, tuple[str, ...]],
        means(N_('other spellings: "东川工业园区" = ["东川园区"]'), examples=[{"东川工业园区": ["东川园区"]}]),
    ] = msgspec.field(default_factory=dict)


class Calendar(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Days that the State Council's list lacks or that the place adds."""

    holidays: Annotated[tuple[date, ...], means(N_("further days off"), examples=[[date(2026, 5, 6)]])] = ()
    workdays: Annotated[tuple[date, ...], means(N_("further working days"), examples=[[date(2026, 5, 9)]])] = ()


class Files(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When a file is read."""

    rest_workbook: Annotated[float, means(N_("seconds unchanged before a workbook is read"), ge=0, le=600)] = 2.0
    rest_csv: Annotated[float, means(N_("seconds unchanged before a CSV is read"), ge=0, le=600)] = 4.0
    scan_seconds: Annotated[
        float,
        means(
            N_("seconds between full looks at the folder; up to 12 times that while events tell of none"),
            ge=0.2,
            le=600,
        ),
    ] = 5.0
    watch: Annotated[
        Literal["auto", "events", "scan"], means(N_("auto: events on local disks, scanning on network folders"))
    ] = "auto"
    hold_percent: Annotated[
        int, means(N_("a ledger that loses more of its rows waits to be accepted"), ge=0, le=100)
    ] = 30
    max_megabytes: Annotated[int, means(N_("larger files are refused"), ge=1, le=2000)] = 50
    versions: Annotated[
        Literal["auto", "all"],
        means(N_("auto: of the versions of one ledger the newest counts; all: every file counts")),
    ] = "auto"
    leave_out: Annotated[
        tuple[Annotated[str, Meta(min_length=1)], ...],
        means(
            N_('files that are no ledgers, listed as left out: ["备份/**", "*草稿*"]'), examples=[["备份/**", "*草稿*"]]
        ),
    ] = ()
    amount_unit: Annotated[
        Literal["元", "万元", "亿元"], means(N_("unit of an amount where neither cell, header nor note says one"))
    ] = "万元"
    unit_from: Annotated[
        tuple[UnitSource, ...],
        means(
            N_("where a row's unit is from; what stands in front is asked first, what is left out never"),
            examples=[["column", "section", "title"]],
        ),
    ] = ("column", "section", "title", "folder", "file")


class MarkRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How marks behave."""

    unchanged_days: Annotated[
        Days, means(N_("days after which a handled item whose ledger did not move comes back"))
    ] = 7
    snooze_max_days: Annotated[Days, means(N_("longest 稍后提醒"))] = 30
    meeting_weekday: Annotated[int, means(N_("day of the dispatch meeting (调度会), Monday = 1"), ge=1, le=7)] = 1


class Wall(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The wall display."""

    rotate_seconds: Annotated[int, means(N_("seconds a page stays"), ge=3, le=3600)] = 20
    scope: Annotated[
        str,
        means(
            N_('whose figures the wall shows: a fair\'s name or "season"; auto: what stands first on the desk'),
            min_length=1,
            examples=["season"],
        ),
    ] = "auto"


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that an office may set. `Settings()` is what a folder without fairwatch.toml runs by."""

    rules: PackRule = PackRule()
    office: Office = Office()
    season: SeasonDates = SeasonDates()
    signed: Signed = Signed()
    targets: TargetRule = TargetRule()
    joint: JointRule = JointRule()
    pace: PaceRule = PaceRule()
    lights: Lights = Lights()
    tiers: Tiers = Tiers()
    admission: Admission = msgspec.field(default_factory=Admission)
    rates: Rates = msgspec.field(default_factory=Rates)
    score: Score = Score()
    assessment: Assessing = Assessing()
    trips: TripRule = TripRule()
    repeats: Repeats = Repeats()
    stall: Stall = Stall()
    followups: FollowUpRule = msgspec.field(default_factory=FollowUpRule)
    owed: OwedRule = OwedRule()
    cadence: Cadence = Cadence()
    guests: GuestRule = GuestRule()
    roster: RosterRule = RosterRule()
    units: Units = msgspec.field(default_factory=Units)
    calendar: Calendar = Calendar()
    files: Files = Files()
    marks: MarkRule = MarkRule()
    memory: MemoryRule = MemoryRule()
    wall: Wall = Wall()
    terminal: Terminal = Terminal()
    keys: OwnKeys = msgspec.field(default_factory=dict)
    columns: Annotated[
        dict[str, dict[str, tuple[str, ...]]],
        means(
            N_('an office\'s own headers: [columns.projects] unit = ["牵头县区"]'),
            examples=[{"projects": {"unit": ["牵头县区"]}}],
        ),
    ] = msgspec.field(default_factory=dict)
    ledgers: Annotated[
        tuple[LedgerRule, ...],
        means(
            N_("how one ledger and its next versions are read: [[ledgers]], see docs/ledgers.md"),
            examples=[
                [
                    {
                        "match": "发改委/签约项目*.xlsx",
                        "kind": "projects",
                        "columns": {"unit": ["牵头县区"]},
                        "constants": {"paper": "合同"},
                    }
                ]
            ],
        ),
    ] = ()
    stages: Annotated[
        dict[str, tuple[str, ...]],
        means(N_('an office\'s own words for stages: building = ["三通一平"]'), examples=[{"building": ["三通一平"]}]),
    ] = msgspec.field(default_factory=dict)
    papers: PaperRule = PaperRule()
    forms: OwnForms = msgspec.field(default_factory=dict)
    statuses: Annotated[
        dict[str, tuple[str, ...]],
        means(N_('an office\'s own words for 项目状态: ended = ["注销"]'), examples=[{"ended": ["注销"]}]),
    ] = msgspec.field(default_factory=dict)
    guest_states: Annotated[
        dict[str, tuple[str, ...]],
        means(N_('an office\'s own words for 邀请状态: called = ["已通话"]'), examples=[{"called": ["已通话"]}]),
    ] = msgspec.field(default_factory=dict)

    @property
    def zone(self) -> ZoneInfo:
        """The office's time zone."""
        return self.office.zone
