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
from data.settings.signing_settings import JointRule, Lights, PaceRule, Signed, TargetRule
from data.settings.terminal_settings import OwnKeys, Terminal
from data.settings.work_settings import Cadence, GuestRule, OwedRule, PackRule, RosterRule
from data.wording import N_

_OURS = {"source": N_("none")}
_PLATFORM = {"source": N_("defaults of one public project platform, no official rule")}
_13710 = {"source": N_("Shanxi provincial office, September 2016 (cssn.cn 2017-08-15)")}
_EXTENDED = {"source": N_("谯城区, 2023")}

Days = Annotated[int, Meta(ge=0, le=3650)]
MonthDay = Annotated[str, Meta(pattern=r"^\d{2}-\d{2}$")]
EvidenceName = Literal["stage", "signing", "start", "production", "funds", "milestone", "report"]
UnitSource = Literal["column", "section", "title", "folder", "file"]
EVIDENCE: tuple[EvidenceName, ...] = ("stage", "signing", "start", "production", "funds", "milestone", "report")


class Office(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who we are."""

    place: Annotated[str, Meta(description=N_("the place on the top line"), extra=_OURS)] = ""
    name: Annotated[str, Meta(description=N_("the office's own name, as ledgers write it"), extra=_OURS)] = ""
    phone: Annotated[str, Meta(description=N_("the duty room's telephone, for the wall"), extra=_OURS)] = ""
    timezone: Annotated[str, Meta(description=N_("days are days of this time zone"), extra=_OURS)] = "Asia/Shanghai"

    @property
    def zone(self) -> ZoneInfo:
        """The office's time zone."""
        return ZoneInfo(self.timezone)


class SeasonDates(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    """The season's own dates."""

    from_: Annotated[
        date | None,
        Meta(
            description=N_(
                "first day that counts (default: 1 January of the year of the next fair to open, of the year before "
                "where it opens before 1 March)"
            ),
            examples=[date(2026, 1, 1)],
            extra=_OURS,
        ),
    ] = None


class Stall(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many days without evidence each stage allows."""

    intent: Annotated[Days, Meta(description=N_("days, 意向"), extra=_PLATFORM)] = 45
    in_talks: Annotated[Days, Meta(description=N_("days, 在谈"), extra=_PLATFORM)] = 30
    signed: Annotated[Days, Meta(description=N_("days, 签约"), extra=_PLATFORM)] = 20
    landed: Annotated[Days, Meta(description=N_("days, 落地"), extra=_OURS)] = 30
    building: Annotated[Days, Meta(description=N_("days, 在建"), extra=_OURS)] = 30
    evidence: Annotated[
        tuple[EvidenceName, ...], Meta(description=N_("what counts as a sign that a project moved"), extra=_OURS)
    ] = EVIDENCE
    winter: Annotated[
        tuple[MonthDay, ...],
        Meta(
            description=N_('["11-15", "03-15"] stops the clock of building projects'),
            max_length=2,
            examples=[["11-15", "03-15"]],
            extra=_OURS,
        ),
    ] = ()
    started_not_built: Annotated[
        Days,
        Meta(description=N_("开而未建: days without money or new words since breaking ground; 0: never"), extra=_OURS),
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

    arranged_days: Annotated[Days, Meta(description=N_("days to 部署"), extra=_13710)] = 1
    replied_days: Annotated[Days, Meta(description=N_("days to 反馈"), extra=_13710)] = 3
    settled_days: Annotated[Days, Meta(description=N_("days to 办结; 0: see settled_months"), extra=_13710)] = 0
    settled_months: Annotated[
        int,
        Meta(ge=0, le=24, description=N_("months to 办结 (same day of the month, or its last)"), extra=_13710),
    ] = 0


_ORDINARY = Rung(settled_days=7)
_MAJOR = Rung(settled_months=1)


class FollowUpRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The 1-3-7-1-0 ladder (13710): which grade climbs which ladder, and in which days."""

    days: Annotated[
        Literal["calendar", "work"],
        Meta(description=N_("calendar or working days: the source does not say"), extra=_OURS),
    ] = "calendar"
    ladders: Annotated[dict[str, Rung], Meta(description=N_("a ladder for each grade (级别)"), extra=_13710)] = (
        msgspec.field(default_factory=lambda: {"一般": _ORDINARY, "重大": _MAJOR, "复杂": _MAJOR})
    )
    extended_report_months: Annotated[
        int,
        Meta(ge=0, le=12, description=N_("months between reports of an extended matter; 0: none"), extra=_EXTENDED),
    ] = 1
    within_year: Annotated[
        bool, Meta(description=N_("a ladder's last day is 31 December of the year of assignment"), extra=_OURS)
    ] = False


class Units(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the office knows of its units beyond the ledgers."""

    superiors: Annotated[
        tuple[str, ...],
        Meta(
            description=N_("offices above ours: 待上级批复, never overdue"), examples=[["示例市人民政府"]], extra=_OURS
        ),
    ] = ()
    aliases: Annotated[
        dict[str, tuple[str, ...]],
        Meta(
            description=N_('other spellings: "东川工业园区" = ["东川园区"]'),
            examples=[{"东川工业园区": ["东川园区"]}],
            extra=_OURS,
        ),
    ] = msgspec.field(default_factory=dict)


class Calendar(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Days that the State Council's list lacks or that the place adds."""

    holidays: Annotated[
        tuple[date, ...], Meta(description=N_("further days off"), examples=[[date(2026, 5, 6)]], extra=_OURS)
    ] = ()
    workdays: Annotated[
        tuple[date, ...], Meta(description=N_("further working days"), examples=[[date(2026, 5, 9)]], extra=_OURS)
    ] = ()


class Files(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When a file is read."""

    rest_workbook: Annotated[
        float, Meta(ge=0, le=600, description=N_("seconds unchanged before a workbook is read"), extra=_OURS)
    ] = 2.0
    rest_csv: Annotated[
        float, Meta(ge=0, le=600, description=N_("seconds unchanged before a CSV is read"), extra=_OURS)
    ] = 4.0
    scan_seconds: Annotated[
        float,
        Meta(
            ge=0.2,
            le=600,
            description=N_("seconds between full looks at the folder; up to 12 times that while events tell of none"),
            extra=_OURS,
        ),
    ] = 5.0
    watch: Annotated[
        Literal["auto", "events", "scan"],
        Meta(description=N_("auto: events on local disks, scanning on network folders"), extra=_OURS),
    ] = "auto"
    hold_percent: Annotated[
        int,
        Meta(ge=0, le=100, description=N_("a ledger that loses more of its rows waits to be accepted"), extra=_OURS),
    ] = 30
    max_megabytes: Annotated[int, Meta(ge=1, le=2000, description=N_("larger files are refused"), extra=_OURS)] = 50
    versions: Annotated[
        Literal["auto", "all"],
        Meta(
            description=N_("auto: of the versions of one ledger the newest counts; all: every file counts"), extra=_OURS
        ),
    ] = "auto"
    leave_out: Annotated[
        tuple[Annotated[str, Meta(min_length=1)], ...],
        Meta(
            description=N_('files that are no ledgers, listed as left out: ["备份/**", "*草稿*"]'),
            examples=[["备份/**", "*草稿*"]],
            extra=_OURS,
        ),
    ] = ()
    amount_unit: Annotated[
        Literal["元", "万元", "亿元"],
        Meta(description=N_("unit of an amount where neither cell, header nor note says one"), extra=_OURS),
    ] = "万元"
    unit_from: Annotated[
        tuple[UnitSource, ...],
        Meta(
            description=N_("where a row's unit is from; what stands in front is asked first, what is left out never"),
            examples=[["column", "section", "title"]],
            extra=_OURS,
        ),
    ] = ("column", "section", "title", "folder", "file")


class MarkRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How marks behave."""

    unchanged_days: Annotated[
        Days,
        Meta(description=N_("days after which a handled item whose ledger did not move comes back"), extra=_OURS),
    ] = 7
    snooze_max_days: Annotated[Days, Meta(description=N_("longest 稍后提醒"), extra=_OURS)] = 30
    meeting_weekday: Annotated[
        int,
        Meta(ge=1, le=7, description=N_("day of the dispatch meeting (调度会), Monday = 1"), extra=_OURS),
    ] = 1


class Wall(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The wall display."""

    rotate_seconds: Annotated[int, Meta(ge=3, le=3600, description=N_("seconds a page stays"), extra=_OURS)] = 20
    scope: Annotated[
        str,
        Meta(
            min_length=1,
            description=N_(
                'whose figures the wall shows: a fair\'s name or "season"; auto: what stands first on the desk'
            ),
            examples=["season"],
            extra=_OURS,
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
        Meta(
            description=N_('an office\'s own headers: [columns.projects] unit = ["牵头县区"]'),
            examples=[{"projects": {"unit": ["牵头县区"]}}],
            extra=_OURS,
        ),
    ] = msgspec.field(default_factory=dict)
    ledgers: Annotated[
        tuple[LedgerRule, ...],
        Meta(
            description=N_("how one ledger and its next versions are read: [[ledgers]], see docs/ledgers.md"),
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
            extra=_OURS,
        ),
    ] = ()
    stages: Annotated[
        dict[str, tuple[str, ...]],
        Meta(
            description=N_('an office\'s own words for stages: building = ["三通一平"]'),
            examples=[{"building": ["三通一平"]}],
            extra=_OURS,
        ),
    ] = msgspec.field(default_factory=dict)
    papers: PaperRule = PaperRule()
    forms: OwnForms = msgspec.field(default_factory=dict)
    statuses: Annotated[
        dict[str, tuple[str, ...]],
        Meta(
            description=N_('an office\'s own words for 项目状态: ended = ["注销"]'),
            examples=[{"ended": ["注销"]}],
            extra=_OURS,
        ),
    ] = msgspec.field(default_factory=dict)
    guest_states: Annotated[
        dict[str, tuple[str, ...]],
        Meta(
            description=N_('an office\'s own words for 邀请状态: called = ["已通话"]'),
            examples=[{"called": ["已通话"]}],
            extra=_OURS,
        ),
    ] = msgspec.field(default_factory=dict)

    @property
    def zone(self) -> ZoneInfo:
        """The office's time zone."""
        return self.office.zone
