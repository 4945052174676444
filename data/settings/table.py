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
from data.settings.work import Cadence, GuestRule, OwedRule, PackRule, RosterRule

FILE_NAME = "fairwatch.toml"

_OURS = {"source": "none"}
_PLATFORM = {"source": "defaults of one public project platform, no official rule"}
_13710 = {"source": "Shanxi provincial office, September 2016 (cssn.cn 2017-08-15)"}
_EXTENDED = {"source": "谯城区, 2023"}
_LIGHTS = {"source": "银川: gap to pace up to 10 points green, 10 to 30 yellow, over 30 red"}

Days = Annotated[int, Meta(ge=0, le=3650)]
MonthDay = Annotated[str, Meta(pattern=r"^\d{2}-\d{2}$")]
Evidence = Literal["stage", "signing", "start", "production", "funds", "milestone", "report"]
EVIDENCE: tuple[Evidence, ...] = ("stage", "signing", "start", "production", "funds", "milestone", "report")


class Office(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who we are."""

    place: Annotated[str, Meta(description="the place on the top line", extra=_OURS)] = ""
    name: Annotated[str, Meta(description="the office's own name, as ledgers write it", extra=_OURS)] = ""
    phone: Annotated[str, Meta(description="the duty room's telephone, for the wall", extra=_OURS)] = ""
    timezone: Annotated[str, Meta(description="days are days of this time zone", extra=_OURS)] = "Asia/Shanghai"


class SeasonDates(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    """The season's own dates."""

    from_: Annotated[
        date | None,
        Meta(
            description="first day that counts (default: 1 January of the year of the next fair to open)",
            extra=_OURS,
        ),
    ] = None


class Signed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an amount counts by."""

    basis: Annotated[
        Literal["auto", "contracted", "total_investment"],
        Meta(description="口径; auto: contracted if any project has it, else total_investment", extra=_OURS),
    ] = "auto"


class PaceRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How pace (序时进度) is counted."""

    days: Annotated[
        Literal["calendar", "work"],
        Meta(description="calendar days, as published figures are, or working days", extra=_OURS),
    ] = "calendar"


class Lights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """From which gap to pace, in percentage points, a light changes."""

    green: Annotated[float, Meta(ge=0, le=100, description="up to this gap 绿 正常", extra=_LIGHTS)] = 10
    yellow: Annotated[
        float, Meta(ge=0, le=100, description="up to this gap 黄 预警, above it 红 滞后", extra=_LIGHTS)
    ] = 30


class Stall(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many days without evidence each stage allows."""

    intent: Annotated[Days, Meta(description="days, 意向", extra=_PLATFORM)] = 45
    in_talks: Annotated[Days, Meta(description="days, 在谈", extra=_PLATFORM)] = 30
    signed: Annotated[Days, Meta(description="days, 签约", extra=_PLATFORM)] = 20
    landed: Annotated[Days, Meta(description="days, 落地", extra=_OURS)] = 30
    building: Annotated[Days, Meta(description="days, 在建", extra=_OURS)] = 30
    evidence: Annotated[
        tuple[Evidence, ...], Meta(description="what counts as a sign that a project moved", extra=_OURS)
    ] = EVIDENCE
    winter: Annotated[
        tuple[MonthDay, ...],
        Meta(description='["11-15", "03-15"] stops the clock of building projects', max_length=2, extra=_OURS),
    ] = ()
    started_not_built: Annotated[
        Days,
        Meta(description="开而未建: days without money or new words since breaking ground; 0: never", extra=_OURS),
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

    arranged_days: Annotated[Days, Meta(description="days to 部署", extra=_13710)] = 1
    replied_days: Annotated[Days, Meta(description="days to 反馈", extra=_13710)] = 3
    settled_days: Annotated[Days, Meta(description="days to 办结; 0: see settled_months", extra=_13710)] = 0
    settled_months: Annotated[
        int,
        Meta(ge=0, le=24, description="months to 办结 (same day of the month, or its last)", extra=_13710),
    ] = 0


_ORDINARY = Rung(settled_days=7)
_MAJOR = Rung(settled_months=1)


class FollowUpRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The 1-3-7-1-0 ladder (13710): which grade climbs which ladder, and in which days."""

    days: Annotated[
        Literal["calendar", "work"],
        Meta(description="calendar or working days: the source does not say", extra=_OURS),
    ] = "calendar"
    ladders: Annotated[dict[str, Rung], Meta(description="a ladder for each grade (级别)", extra=_13710)] = (
        msgspec.field(default_factory=lambda: {"一般": _ORDINARY, "重大": _MAJOR, "复杂": _MAJOR})
    )
    extended_report_months: Annotated[
        int,
        Meta(ge=0, le=12, description="months between reports of an extended matter; 0: none", extra=_EXTENDED),
    ] = 1
    within_year: Annotated[
        bool, Meta(description="a ladder's last day is 31 December of the year of assignment", extra=_OURS)
    ] = False


class Units(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the office knows of its units beyond the ledgers."""

    superiors: Annotated[
        tuple[str, ...], Meta(description="offices above ours: 待上级批复, never overdue", extra=_OURS)
    ] = ()
    aliases: Annotated[
        dict[str, tuple[str, ...]],
        Meta(description='other spellings: "东川工业园区" = ["东川园区"]', extra=_OURS),
    ] = msgspec.field(default_factory=dict)


class Calendar(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Days that the State Council's list lacks or that the place adds."""

    holidays: Annotated[tuple[date, ...], Meta(description="further days off", extra=_OURS)] = ()
    workdays: Annotated[tuple[date, ...], Meta(description="further working days", extra=_OURS)] = ()


class Files(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When a file is read."""

    rest_workbook: Annotated[
        float, Meta(ge=0, le=600, description="seconds unchanged before a workbook is read", extra=_OURS)
    ] = 2.0
    rest_csv: Annotated[
        float, Meta(ge=0, le=600, description="seconds unchanged before a CSV is read", extra=_OURS)
    ] = 4.0
    scan_seconds: Annotated[
        float, Meta(ge=0.2, le=600, description="seconds between full looks at the folder", extra=_OURS)
    ] = 5.0
    watch: Annotated[
        Literal["auto", "events", "scan"],
        Meta(description="auto: events on local disks, scanning on network folders", extra=_OURS),
    ] = "auto"
    hold_percent: Annotated[
        int,
        Meta(ge=0, le=100, description="a ledger that loses more of its rows waits until it is accepted", extra=_OURS),
    ] = 30
    max_megabytes: Annotated[int, Meta(ge=1, le=2000, description="larger files are refused", extra=_OURS)] = 50
    amount_unit: Annotated[
        Literal["元", "万元", "亿元"],
        Meta(description="unit of an amount where neither cell, header nor note says one", extra=_OURS),
    ] = "万元"


class MarkRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How marks behave."""

    unchanged_days: Annotated[
        Days,
        Meta(description="days after which a handled item whose ledger did not move comes back", extra=_OURS),
    ] = 7
    snooze_max_days: Annotated[Days, Meta(description="longest 稍后提醒", extra=_OURS)] = 30
    meeting_weekday: Annotated[
        int,
        Meta(ge=1, le=7, description="day of the dispatch meeting (调度会), Monday = 1", extra=_OURS),
    ] = 1


class Wall(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The wall display."""

    rotate_seconds: Annotated[int, Meta(ge=3, le=3600, description="seconds a page stays", extra=_OURS)] = 20


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that an office may set. `Settings()` is what a folder without fairwatch.toml runs by."""

    rules: PackRule = PackRule()
    office: Office = Office()
    season: SeasonDates = SeasonDates()
    signed: Signed = Signed()
    pace: PaceRule = PaceRule()
    lights: Lights = Lights()
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
    wall: Wall = Wall()
    columns: Annotated[
        dict[str, dict[str, tuple[str, ...]]],
        Meta(description='an office\'s own headers: [columns.projects] unit = ["牵头县区"]', extra=_OURS),
    ] = msgspec.field(default_factory=dict)
    stages: Annotated[
        dict[str, tuple[str, ...]],
        Meta(description='an office\'s own words for stages: building = ["三通一平"]', extra=_OURS),
    ] = msgspec.field(default_factory=dict)
    papers: Annotated[
        dict[str, tuple[str, ...]],
        Meta(description='an office\'s own words for papers: contract = ["投资协议书"]', extra=_OURS),
    ] = msgspec.field(default_factory=dict)
    statuses: Annotated[
        dict[str, tuple[str, ...]],
        Meta(description='an office\'s own words for 项目状态: ended = ["注销"]', extra=_OURS),
    ] = msgspec.field(default_factory=dict)
    guest_states: Annotated[
        dict[str, tuple[str, ...]],
        Meta(description='an office\'s own words for 邀请状态: called = ["已通话"]', extra=_OURS),
    ] = msgspec.field(default_factory=dict)

    @property
    def zone(self) -> ZoneInfo:
        """The office's time zone."""
        return ZoneInfo(self.office.timezone)
