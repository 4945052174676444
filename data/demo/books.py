"""The folder's files: who keeps which ledger, under which headers, in which form."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from data.demo.cast import LOCKED, STALE
from data.demo.days import FAIR_NAMES
from data.demo.drafts import STALE_DAYS
from data.demo.forms import DemoColumn, DemoSheet, FormStyle
from data.demo.matters import DEPARTMENT, is_departments
from data.demo.twists import claimed
from data.demo.whole_season import Demo
from data.demo.write import DemoFile
from data.ledgers.kinds_and_columns import Project
from data.support.fast_dataclass import dataclass

WIDTHS = {"name": 20, "unit": 14, "investor": 26, "latest_progress": 38, "blocker": 18, "what": 30, "source_doc": 24}
WIDE = 12


def columns(spec: str) -> tuple[DemoColumn, ...]:
    """Columns from "field:header" or "field:header:group", separated by spaces."""
    parts = [part.split(":") for part in spec.split()]
    return tuple(DemoColumn(p[0], p[1], p[2] if len(p) > 2 else "", WIDTHS.get(p[0], WIDE)) for p in parts)


@dataclass(frozen=True, slots=True)
class Keeper:
    """How one office keeps its project ledger. `{year}` in the title is the year of today."""

    path: str
    form: str
    units: tuple[str, ...]
    spec: str
    hand: FormStyle
    title: str = ""
    merged: str = ""
    numbered: bool = False
    total: bool = False
    remark: str = ""


_MONEY = "total_investment:总投资:投资情况 contracted:合同引资额:投资情况 paid_in:到位资金:投资情况"
_LEFT = "status:项目状态 status_on:状态日期"

KEEPERS: tuple[Keeper, ...] = (
    Keeper(
        "南屏园区/南屏园区项目台账.xlsx",
        "xlsx",
        ("南屏园区",),
        "unit:责任单位 id:项目编号 name:项目名称 investor:投资方 origin:投资方所在地 industry:产业领域 "
        f"{_MONEY} paper:签约类型 stage:项目阶段 fair:签约活动 signed_on:签约日期:时间节点 "
        "planned_start:计划开工:时间节点 "
        "started_on:开工日期:时间节点 sponsor:包抓领导 site_officer:项目专员 latest_progress:最新进展 "
        f"blocker:存在问题 {_LEFT} "
        "reported_on:更新日期",
        FormStyle("亿元", "note", "dots", 1),
        "南屏园区{year}年招商引资项目台账",
        "unit",
        numbered=True,
        total=True,
        remark="备注：每周五下班前更新，到位资金以银行回单为准。",
    ),
    Keeper(
        "东岭园区/东岭园区招商项目统计表.xlsx",
        "xlsx",
        ("东岭园区", "北坞物流园"),
        "unit:承办单位 name:项目名称 investor:投资企业 industry:所属行业 total_investment:投资总额 "
        "contracted:合同金额 "
        "paid_in:累计到位资金 paper:合同类型 stage:推进阶段 fair:展会 signed_on:签约时间 planned_start:计划开工时间 "
        "started_on:开工时间 produced_on:投产时间 sponsor:包联领导 latest_progress:项目进展 blocker:堵点 "
        f"{_LEFT} reported_on:填报日期",
        FormStyle("万元", "header", "cell", 0),
        merged="unit",
        total=True,
        numbered=True,
    ),
    Keeper(
        "青禾园区/青禾园区台账.csv",
        "gbk",
        ("青禾园区",),
        "id:编号 name:项目 unit:单位 investor:引进企业 total_investment:总投资 contracted:签约金额 paid_in:到位资金 "
        "paper:签约性质 stage:阶段 signed_on:签约日期 planned_start:计划开工 started_on:实际开工 sponsor:责任领导 "
        "latest_progress:进展情况 blocker:需协调问题 status:状态 status_on:状态日期 replaced_by:置换项目 "
        "reported_on:更新时间",
        FormStyle("万元", "header", "dots", 0),
        numbered=True,
    ),
    Keeper(
        "高新产业园/项目推进表.xlsx",
        "xlsx",
        ("云川高新产业园",),
        "name:项目名称 unit:责任单位 investor:客商名称 origin:资金来源地 channel:招商方式 total_investment:投资额 "
        "contracted:引资额 paid_in:到位资金 paper:项目类型 stage:项目进展阶段 fair:签约活动 signed_on:签约日期 "
        "planned_start:计划开工 started_on:开工日期 planned_production:计划投产 sponsor:挂钩领导 site_officer:专员 "
        "assurance_dept:保障部门 latest_progress:推进情况 blocker:堵点 reported_on:更新日期",
        FormStyle("亿元", "cell", "chinese", 0),
        "云川高新产业园签约项目推进表（{year}年）",
    ),
    Keeper(
        "澜源县/澜源县招商项目.txt",
        "utf16",
        ("澜源县",),
        "id:项目代码 name:项目名称 unit:落地单位 investor:投资单位 industry:行业 total_investment:计划总投资 "
        "contracted:协议引资 paid_in:资金到位 paper:合同类型 stage:阶段 fair:节会 signed_on:签约时间 "
        "planned_start:计划开工 "
        "started_on:开工时间 sponsor:包联领导 latest_progress:最新进展 blocker:存在问题 status:项目状态 "
        "reported_on:填报日期",
        FormStyle("亿元", "header", "slash", 1),
    ),
    Keeper(
        "松屏县/松屏县项目.csv",
        "gbk",
        ("松屏县",),
        "name:项目名称 unit:责任单位 investor:投资企业 total_investment:总投资 contracted:合同引资额 "
        "paid_in:到位资金 "
        "paper:签约类型 stage:项目阶段 signed_on:签约日期 started_on:开工日期 sponsor:包抓领导 "
        "latest_progress:最新进展 "
        "blocker:存在问题 reported_on:更新日期",
        FormStyle("万元", "header", "chinese", 0),
    ),
    Keeper(
        "溪桥县/溪桥县在谈项目.csv",
        "utf8",
        ("溪桥县",),
        "name:项目名称 unit:责任单位 investor:客商名称 origin:投资方所在地 total_investment:总投资 "
        "contracted:协议引资 "
        "paper:签约类型 stage:阶段 fair:签约活动 signed_on:签约日期 sponsor:包联领导 latest_progress:推进情况 "
        "reported_on:更新日期",
        FormStyle("万元", "header", "slash", 0),
        numbered=True,
    ),
    Keeper(
        "望川区/望川区招商台账.et",
        "xlsx",
        ("望川区",),
        "id:项目编号 name:项目名称 unit:责任单位 investor:投资方 total_investment:总投资 contracted:合同引资额 "
        "paid_in:到位资金 paper:签约类型 stage:项目阶段 fair:签约活动 signed_on:签约日期 planned_start:计划开工 "
        "started_on:开工日期 sponsor:包抓领导 site_officer:驻工地专员 latest_progress:最新进展 blocker:存在问题 "
        f"{_LEFT} reported_on:更新日期",
        FormStyle("亿元", "header", "serial", 0),
    ),
    *(
        Keeper(
            "市直部门/市直部门招商项目汇总.xlsx",
            "xlsx",
            (name,),
            "unit:责任单位 name:项目名称 investor:投资方 total_investment:总投资 contracted:合同引资额 "
            "paid_in:到位资金 "
            "paper:签约类型 stage:项目阶段 fair:签约活动 signed_on:签约日期 started_on:开工日期 sponsor:包联领导 "
            "latest_progress:最新进展 reported_on:更新日期",
            FormStyle("万元", "note", "short", 2),
            f"{name}{{year}}年招商引资项目",
            numbered=True,
            total=True,
        )
        for name in ("市文旅局", "市农业农村局", "市商务局")
    ),
)

COPY = ("南屏园区/南屏园区项目台账.xlsx", "南屏园区/南屏园区项目台账 - 副本.xlsx")
"""A ledger and the copy of it that somebody left beside it; a copy is never counted."""

_FAIRS = "name:展会名称 opens:开幕日期 closes:闭幕日期 venue:举办地 from:统计起始 target:签约任务"
_UNITS = "name:单位名称 kind:单位类别 parent:上级单位 head:主要负责人 contact:联络员 phone:联系电话 aliases:简称"
_TARGETS = "unit:责任单位 kind:类别 fair:展会 amount:签约任务 projects:项目数任务 issued_on:下达日期 source_doc:文号"
_SEASON = "unit:责任单位 kind:类别 amount:招商引资任务 paid_in:到位资金任务"
_NODES = "project:项目名称 unit:责任单位 node:关键节点 planned:计划完成 actual:实际完成"
_FUNDS = "project:项目名称 month:月份 paid_in:到位资金 fixed_investment:固定资产投资 booked:入统金额"
_ROSTER = "date:值班日期 shift:班次 officer:值班人员 leader:带班领导 phone:值班电话"
_MATTERS = (
    "id:督办编号 what:督办事项 project:项目名称 unit:涉及单位 owed_by:责任单位 grade:督办级别 assigned:交办日期 "
    "arranged:部署日期 replied:反馈日期 due:办结时限 settled:办结日期 closed:销号日期 source:批示领导 "
    "extended_to:延期至"
)
_LAND = (
    "id:编号 what:交办事项 project:项目名称 unit:相关单位 owed_by:办理单位 grade:级别 assigned:交办时间 "
    "arranged:部署日期 "
    "due:完成时限 replied:回复日期 settled:办结时间"
)


_WORK = (
    ("reports", "报送", "unit:报送单位 period:报送期 due:应报日期 received:报送日期"),
    (
        "blockers",
        "问题清单",
        "project:项目名称 what:问题描述 kind:问题类别 lead_dept:牵头部门 opened:提出日期 due:解决时限 closed:销号日期",
    ),
    ("visits", "走访记录", "project:项目名称 date:走访日期 who:走访人 kind:走访方式 result:走访结果"),
    (
        "trips",
        "外出招商",
        "unit:单位 leader:带队领导 departs:出发日期 returns:返回日期 destination:目的地 is_head:是否一把手 "
        "firms_met:拜访企业 leads:招商线索",
    ),
    ("assessments", "季度考核", "period:考核期 unit:单位 score:得分 rank:名次 circular:通报文号 action:处理意见"),
    ("ratings", "部门测评", "dept:被测评部门 period:测评期 score:测评得分"),
)
_FAIR = (
    (
        "guests",
        "客商邀请",
        "name:客商姓名 company:企业名称 tier:企业类别 is_local:是否本地 invited_by:邀请单位 state:邀请状态 "
        "last_contact:最近联系 arrived:报到时间",
    ),
    ("prep", "筹备任务", "stream:板块 task:工作任务 unit:责任单位 due:完成时限 done:完成日期 quantity:数量"),
)
_SOURCES = (
    ("natives", "在外人士", "name:姓名 town:籍贯乡镇 org:工作单位 verified_on:核实日期 keeper:维护单位"),
    ("leads", "招商线索", "source:线索来源 unit:报送单位 received:收到日期 screened:筛选日期 shared:发布日期"),
)
_PAYOUTS = (
    "payee:兑付对象 payer:兑付部门 kind:政策名称 project:项目名称 amount:应兑付金额 due:兑付时限 paid_on:兑付日期"
)
"""The ledgers of daily work, by the book that keeps them: kind, sheet, columns."""


def books(demo: Demo) -> tuple[DemoFile, ...]:
    """Every file of the folder but the copy and the settings."""
    locked = DemoFile(f"{LOCKED.name}/{LOCKED.name}招商台账.xlsx", "locked", (), 4)
    return (*_project_books(demo), locked, *_office_books(demo), *_work_books(demo))


def _project_books(demo: Demo) -> tuple[DemoFile, ...]:
    by_path: dict[str, list[Keeper]] = {}
    for keeper in KEEPERS:
        by_path.setdefault(keeper.path, []).append(keeper)
    return tuple(
        DemoFile(path, keepers[0].form, tuple(_sheet(demo, keeper) for keeper in keepers), _age(demo, keepers))
        for path, keepers in by_path.items()
    )


def _sheet(demo: Demo, keeper: Keeper) -> DemoSheet:
    year = demo.days.today.year
    rows = [p for u in keeper.units for p in _kept_for(demo, u)]
    name = keeper.units[0] if keeper.path.startswith("市直部门") else "项目台账"
    return DemoSheet(
        name,
        columns(keeper.spec),
        tuple(rows),
        keeper.hand,
        keeper.title.format(year=year),
        keeper.merged,
        keeper.numbered,
        keeper.total,
        keeper.remark,
        year,
        demo.raw,
    )


def _kept_for(demo: Demo, unit: str) -> tuple[Project, ...]:
    """The rows of a unit's ledger: its own projects, and one that it claims too."""
    projects = demo.season.projects
    return (*(p for p in projects if _first(p) == unit), *claimed(projects, demo.claimed, unit))


def _first(project: Project) -> str:
    return project.unit.split("、")[0]


def _age(demo: Demo, keepers: list[Keeper]) -> int:
    """A ledger was last saved on the day of its newest row; the stale unit's, weeks ago."""
    units = {u for keeper in keepers for u in keeper.units}
    if STALE in units:
        return STALE_DAYS
    days = [p.reported_on for p in demo.season.projects if _first(p) in units and p.reported_on]
    return (demo.days.today - max(days)).days


def _office_books(demo: Demo) -> tuple[DemoFile, ...]:
    season, year = demo.season, demo.days.today.year
    cells = FormStyle("亿元", "note", "cell")

    def sheet(name: str, spec: str, rows: Iterable[Any], hand: FormStyle = cells, **more: Any) -> DemoSheet:
        return DemoSheet(name, columns(spec), tuple(rows), hand, year=year, **more)

    targets = [
        sheet(
            name,
            _TARGETS,
            [t for t in season.targets if t.fair == name],
            title=f"{year}年{name}目标任务分解表",
            merged="kind",
            total=n > 0,
            numbered=True,
        )
        for n, name in enumerate(FAIR_NAMES[:2])
    ]
    whole = [t for t in season.targets if not t.fair]
    targets.append(sheet("全年任务", _SEASON, whole, title=f"{year}年招商引资任务", total=True, numbered=True))
    office = [f for f in season.followups if not is_departments(f)]
    land = [f for f in season.followups if is_departments(f)]
    iso = FormStyle("万元", "header", "iso")
    return (
        DemoFile(
            "招组办/展会与单位.xlsx",
            "xlsx",
            (
                sheet("展会", _FAIRS, season.fairs, FormStyle("亿元", "header", "chinese")),
                sheet("单位通讯录", _UNITS, season.units),
            ),
            40,
        ),
        DemoFile("招组办/目标任务分解.xlsx", "xlsx", tuple(targets), 33),
        DemoFile(
            "招组办/督办台账.xlsx",
            "xlsx",
            (sheet("督办事项", _MATTERS, office, title="云川市招组办督办事项台账", numbered=True),),
            0,
        ),
        DemoFile(
            "招组办/重点项目倒排工期.xlsx", "xlsx", (sheet("倒排工期", _NODES, season.milestones, merged="project"),), 1
        ),
        DemoFile("招组办/到位资金月报.csv", "gbk", (sheet("", _FUNDS, season.funds, iso),), 2),
        DemoFile("招组办/值班表.csv", "utf8", (sheet("", _ROSTER, season.roster, FormStyle(days="slash")),), 5),
        DemoFile(f"{DEPARTMENT}/要素保障交办事项.csv", "gbk", (sheet("", _LAND, land, FormStyle(days="chinese")),), 1),
    )


def _work_books(demo: Demo) -> tuple[DemoFile, ...]:
    def sheets(table: Iterable[tuple[str, str, str]]) -> tuple[DemoSheet, ...]:
        hand = FormStyle(days="cell")
        return tuple(DemoSheet(name, columns(spec), getattr(demo.season, kind), hand) for kind, name, spec in table)

    payouts = DemoSheet("", columns(_PAYOUTS), demo.season.payouts, FormStyle("万元", "header", "iso"))
    return (
        DemoFile("招组办/调度工作台账.xlsx", "xlsx", sheets(_WORK), 1),
        DemoFile("招组办/青山洽谈会筹备.xlsx", "xlsx", sheets(_FAIR), 1),
        DemoFile("招组办/线索与在外人士.xlsx", "xlsx", sheets(_SOURCES), 6),
        DemoFile("市财政局/政策兑付.csv", "gbk", (payouts,), 3),
    )


def project_path(project: Project) -> str:
    """The file that keeps a project."""
    return next(k.path for k in KEEPERS if _first(project) in k.units)


def saved_on(demo: Demo, book: DemoFile) -> date:
    """The day a file was last saved."""
    return date.fromordinal(demo.days.today.toordinal() - book.age)
