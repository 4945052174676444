"""A board that is not computed: the figures of one invented morning, and a reader of what stands on a screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from textual.app import App

from data.model import (
    Basis,
    Board,
    Duty,
    FairCountdown,
    FairProgress,
    FolderHealth,
    Headline,
    ItemMarks,
    ItemState,
    Light,
    MarkLine,
    MarksHealth,
    OwedItem,
    OwedPhase,
    Place,
    Problem,
    SourceHealth,
    SourceState,
    Stage,
    StalledProject,
    StallReason,
    UnitProgress,
)

TZ = timezone(timedelta(hours=8))
AS_OF = date(2017, 5, 2)
NOW = datetime(2017, 5, 2, 9, 14, tzinfo=TZ)
DATA_AT = datetime(2017, 5, 2, 9, 12, tzinfo=TZ)
FAIR = "青山洽谈会"
PACE = Decimal(122) / Decimal(166)
HOSTILE = ("[red]x[/]", "[/已办]", "[@click=app.quit]走[/]", "x" * 300, "项目" * 200, "$name {0} %s \\[b]")


def wan(yi: str) -> Decimal:
    """亿元 as 万元."""
    return Decimal(yi) * 10000


def at(day: int, hour: int = 9, minute: int = 0, month: int = 5) -> datetime:
    """A moment of the sample's year."""
    return datetime(2017, month, day, hour, minute, tzinfo=TZ)


def light(completion: Decimal | None) -> Light:
    """The light of a rate beside the sample's pace."""
    if completion is None:
        return Light.NONE
    gap = PACE - completion
    return Light.GREEN if gap <= Decimal("0.1") else Light.YELLOW if gap <= Decimal("0.3") else Light.RED


def unit(
    name: str,
    kind: str,
    signed: str,
    target: str | None,
    rank: int | None,
    of: int | None,
    contracts: int,
    planned: str = "0",
    **more: Any,
) -> UnitProgress:
    """One unit's line; amounts in 亿元."""
    goal = None if target is None else wan(target)
    done = None if goal is None else wan(signed) / goal
    base = UnitProgress(
        fair=FAIR,
        unit=name,
        kind=kind,
        parent="",
        target=goal,
        metric="amount",
        signed=wan(signed),
        contracts=contracts,
        frameworks=0,
        framework_amount=Decimal(0),
        intents=0,
        intent_amount=Decimal(0),
        planned=wan(planned),
        planned_count=1 if Decimal(planned) else 0,
        completion=done,
        pace=PACE if goal is not None else None,
        light=light(done),
        rank=rank,
        ranked_of=of,
        flags=() if contracts else ("zero_signing",),
    )
    return replace(base, **more)


def units() -> tuple[UnitProgress, ...]:
    """The six units of the morning, as a board has them: by kind and rank."""
    return (
        unit("南屏园区", "park", "45.0", "90", 1, 3, 3, "6.0", frameworks=2, framework_amount=wan("8"), intents=1),
        unit("东岭园区", "park", "47.5", "100", 2, 3, 2, "12.0", contact="钱主任", phone="0000-2222222"),
        unit("青禾园区", "park", "8.2", "80", 3, 3, 1),
        unit("云阳县", "county", "10.3", "40", 1, 2, 2, "5.0", joint=1),
        unit("澜源县", "county", "0.0", "20", 2, 2, 0, "2.0"),
        unit("市文旅局", "department", "0.0", "10", None, None, 0),
    )


def fair_progress(fair: str | None = FAIR, **more: Any) -> FairProgress:
    """The fair's own line above its units."""
    signed, target = wan("111.0"), wan("420")
    base = FairProgress(
        fair=fair,
        opens=date(2017, 6, 16),
        closes=date(2017, 6, 19),
        target=target,
        units_target=wan("340"),
        signed=signed,
        contracts=8,
        frameworks=2,
        framework_amount=wan("8"),
        intents=1,
        intent_amount=wan("3"),
        planned=wan("25"),
        planned_count=5,
        completion=signed / target,
        pace=PACE,
        light=Light.RED,
        paid_in=wan("18.4"),
        after_close=Decimal(0),
        after_close_count=0,
        units=tuple(replace(one, fair=fair) for one in units()),
        zero_signed=2,
    )
    return replace(base, **more)


def stalled(project: str, unit_name: str, stage: Stage, days: int | None, limit: int, **more: Any) -> StalledProject:
    """A project that stands still for so many days."""
    base = StalledProject(
        key=f"stalled:{project}",
        episode="e1",
        project=project,
        unit=unit_name,
        stage=stage,
        days_stalled=days,
        limit=limit,
        last_evidence=None if days is None else AS_OF - timedelta(days=days),
        evidence_kind="" if days is None else "stage_since",
        reason=StallReason.IDLE if days is not None else StallReason.NO_EVIDENCE,
        milestone="",
        blocker="",
        sponsor="",
        site_officer="",
        contact="",
        phone="",
        place=Place("项目台账.xlsx", "项目", 4),
    )
    return replace(base, **more)


def owed(what: str, owed_by: str, over: int | None, **more: Any) -> OwedItem:
    """A matter that is so many days late; below zero it is due later."""
    base = OwedItem(
        key=f"followup:{what}",
        episode="e1",
        kind="followup",
        what=what,
        project="",
        unit=owed_by,
        owed_by=owed_by,
        grade="一般",
        due=None if over is None else AS_OF - timedelta(days=over),
        days_over=over,
        due_rule="" if over is None else "due",
        rung="",
        phase=OwedPhase.OPEN,
        source="",
        contact="",
        phone="",
        place=Place("督办事项.csv", "", 3),
    )
    return replace(base, **more)


def mark_line(by: str, op: str, outcome: str, when: datetime, until: date | None = None) -> MarkLine:
    """One line of an item's history."""
    return MarkLine(
        id=f"s1.r1.{when.day}",
        at=when,
        by=by,
        op=op,
        outcome=outcome,
        until=until,
        text="",
        who="",
        in_force=True,
        undone=False,
    )


def act(outcome: str, by: str, when: datetime, state: ItemState = ItemState.WAITING, **more: Any) -> ItemMarks:
    """What `m` left on an item."""
    line = mark_line(by, "act", outcome, when, more.get("until"))
    base = ItemMarks(state=state, by=by, at=when, op="act", outcome=outcome, in_force=(line.id,), history=(line,))
    return replace(base, **more)


def sample_stalled() -> tuple[StalledProject, ...]:
    """The sample's projects that stand still, in all states of marks."""
    chased = act("chased", "赵敏", at(27, month=4), ItemState.OPEN, chased=2, until=AS_OF)
    meeting = act("to-dispatch", "李敏", at(28, month=4), until=date(2017, 5, 4))
    handled = act("moving", "李敏", at(1), ItemState.HANDLED)
    return (
        stalled("乡村旅游带", "市文旅局", Stage.SIGNED, None, 20, sponsor="李局长"),
        stalled(
            "光热设备制造", "东岭园区", Stage.SIGNED, 71, 20, blocker="用地", sponsor="陈副市长", site_officer="周专员"
        ),
        stalled("铝型材压铸", "云阳县", Stage.LANDED, 61, 30, blocker="供气", sponsor="赵副县长", marks=chased),
        stalled("沙棘饮品", "青禾园区", Stage.TALKS, 58, 30),
        stalled("电池回收", "南屏园区", Stage.SIGNED, 38, 20, blocker="融资", sponsor="孙主任", marks=meeting),
        stalled(HOSTILE[0], HOSTILE[1], Stage.SIGNED, 22, 20, blocker=HOSTILE[2], sponsor=HOSTILE[1], marks=handled),
    )


def sample_owed() -> tuple[OwedItem, ...]:
    """What is owed in the sample, in all states of marks."""
    claimed = ItemMarks(state=ItemState.CLAIMED, by="李敏", at=at(1), op="claim", claimed_by="李敏")
    handled = act("closed-out", "赵敏", at(1), ItemState.HANDLED)
    arranged = act("arranged", "李敏", at(1), until=date(2017, 5, 5))
    return (
        owed("资源配置答复", "市自然资源局", 5, marks=act("chased", "李敏", at(28, month=4), ItemState.OPEN, chased=1)),
        owed("周报未报", "澜源县", 1, source="报送"),
        owed("半月通报", "招组办", 0, source="例行"),
        owed("屋面采暖政策", "市住建局", -3, marks=arranged),
        owed("客商回函 2位", "南屏园区", -6, source="邀请"),
        owed("展板定稿", "市会展中心", -9, source="筹备", marks=claimed),
        owed("供水管网迁改", "市水务局", 2, marks=handled),
    )


def sample_board(**more: Any) -> Board:
    """One morning, 45 days before the fair: 6 units, 6 stalled projects, 7 owed matters, one file that failed.

    Stalled: 4 in the list, 1 to look at again, 1 handled (its names are hostile strings). Owed: 5 in the list
    (1 claimed), 1 to look at again, 1 handled; 3 overdue with the handled one. Any field may be replaced.
    """
    season = fair_progress(None, opens=None, closes=None, target=None, completion=None, light=Light.NONE, paid_in=None)
    failed = Problem(code="no_header", file="汇总/旧表.xls", text="[/已办]")
    base = Board(
        as_of=AS_OF,
        now=NOW,
        place="云川市",
        basis=Basis.CONTRACTED,
        basis_auto=True,
        pace_days="calendar",
        fairs=(
            FairCountdown(FAIR, date(2017, 6, 16), date(2017, 6, 19), "云川会展中心", 45, 32, None, 4, closed=False),
            FairCountdown("城市洽谈会", date(2017, 7, 18), date(2017, 7, 20), "", 77, 54, None, 3, closed=False),
        ),
        progress=(fair_progress(), season),
        headline=Headline(FAIR, "next"),
        wall_headline=Headline(FAIR, "next"),
        stalled=sample_stalled(),
        owed=sample_owed(),
        sources=(
            SourceHealth("项目台账.xlsx", SourceState.OK, (("projects", 11),), read_at=DATA_AT, changed_at=DATA_AT),
            SourceHealth("督办事项.csv", SourceState.OK, (("followups", 7),), read_at=DATA_AT, changed_at=DATA_AT),
        ),
        duty=Duty("李敏", "王主任", "0000-1234567", "日班"),
        data_at=DATA_AT,
        folder=FolderHealth(state="ok", checked_at=DATA_AT, watch="events"),
        marks=MarksHealth(unsent=0, last_saved="folder"),
        problems=(failed,),
        office_phone="0000-1234567",
    )
    return replace(base, **more)


def hostile_board() -> Board:
    """The same morning with hostile strings wherever a ledger, the roster or the settings can put words."""
    board = sample_board()
    evil = [HOSTILE[i % len(HOSTILE)] for i in range(20)]
    lines = tuple(
        replace(one, unit=evil[i], kind=evil[i], parent=evil[i + 1], contact=evil[i], phone=evil[i])
        for i, one in enumerate(units())
    )
    return replace(
        board,
        place=evil[0],
        office_phone=evil[1],
        duty=Duty(evil[0], evil[1], evil[2], evil[0]),
        fairs=tuple(replace(one, name=evil[i], venue=evil[i]) for i, one in enumerate(board.fairs)),
        progress=(fair_progress(evil[0], units=lines, other_currency=((evil[1], wan("1")),)),),
        stalled=tuple(
            replace(one, project=evil[i], unit=evil[i], blocker=evil[i], sponsor=evil[i], milestone=evil[i])
            for i, one in enumerate(board.stalled)
        ),
        owed=tuple(
            replace(
                one,
                what=evil[i],
                owed_by=evil[i + 1],
                grade=evil[i + 2],
                source=evil[i],
                marks=ItemMarks(state=ItemState.CLAIMED, by=evil[i], who=evil[i], claimed_by=evil[i]),
            )
            for i, one in enumerate(board.owed)
        ),
        folder=FolderHealth(state="gone", since=DATA_AT, detail=evil[0], settings_problem=evil[1]),
    )


def screen_text(app: App[Any]) -> list[str]:
    """The lines that stand on the app's screen now, as text, without trailing blanks."""
    width, height = app.size
    strips = app.screen._compositor.render_strips(app.size)
    return [strip.crop(0, width).text.rstrip() for strip in strips[:height]]
