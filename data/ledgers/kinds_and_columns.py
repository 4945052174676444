"""The kinds of ledger, one typed class each: a field with its headers, its type, and a default unless it is required.

Intake, templates, README, `explain` and `[columns]` derive from the classes; rules read their rows. To add a kind, add
a class here and a field of its name to `data.ledgers.season.Season`. The first header of a field is canonical.
Headers were gathered from public circulars, ledgers and systems; an office adds its own with `[columns]`.

Rows decode straight from the index's JSON: `msgspec.json.decode(text, type=Project)`. Amounts are in 万元.
"""

# No `annotations` of __future__ here: the decorator `ledger` reads them as the objects they are.

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from operator import attrgetter
from typing import Annotated, Any, TypeVar, get_args

import msgspec

from data.model import GuestState, Paper, Place, Stage, Status


class Type(StrEnum):
    """What a cell of a field holds; `data.intake.cells.cell_values` reads each."""

    TEXT = "text"  # words, kept as written
    CODE = "code"  # a number that is a name: ids, phone numbers
    UNIT = "unit"  # one unit's name
    UNITS = "units"  # one or several units, joined by 、 or 和
    AMOUNT = "amount"  # money, in 万元
    COUNT = "count"  # a whole number
    DATE = "date"  # a day
    MONTH = "month"  # a month, kept as its first day
    RATIO = "ratio"  # a share, 0.6 for 60 %
    FLAG = "flag"  # 是 or 否
    STAGE = "stage"
    PAPER = "paper"
    STATUS = "status"


class Amount(msgspec.Struct, frozen=True, array_like=True):
    """Money: `value` in 万元 of `currency` ("CNY" unless the cell says otherwise); `high` is a range's upper end."""

    value: Decimal
    currency: str = "CNY"
    approximate: bool = False
    high: Decimal | None = None


Code = Annotated[str, Type.CODE]
OneUnit = Annotated[str, Type.UNIT]
SeveralUnits = Annotated[str, Type.UNITS]
Month = Annotated[date, Type.MONTH]
Day = date
"""`date` where a field is called so too."""

_TYPES: dict[Any, Type] = {
    str: Type.TEXT,
    Amount: Type.AMOUNT,
    int: Type.COUNT,
    date: Type.DATE,
    Decimal: Type.RATIO,
    bool: Type.FLAG,
    Stage: Type.STAGE,
    Paper: Type.PAPER,
    Status: Type.STATUS,
}
"""What a field holds by the type of its values, where it is not said beside it."""


class Headers(msgspec.Struct, frozen=True):
    """What people call a column, joined by commas, the canonical one first.

    `identity` fields say what a row is about: where they are merged over several rows they are filled down; an
    amount never is. `until` names the field that takes the end when a cell holds a range of days.
    """

    words: str
    identity: bool = False
    until: str = ""


class Field(msgspec.Struct, frozen=True):
    """One column: its name in code, its headers (the first canonical), its type; the rest as `Headers` has it."""

    name: str
    headers: tuple[str, ...]
    type: Type = Type.TEXT
    required: bool = False
    identity: bool = False
    until: str = ""


class Seen(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What stands around a row that does not say itself whose it is: the rows above and below its table that may, each
    as written (`note`), and the headings that it stands under, the outermost first (`section`). Sheet, folder and name
    are those of its file."""

    note: tuple[str, ...] = ()
    section: tuple[str, ...] = ()


class LedgerRow(msgspec.Struct, frozen=True, kw_only=True, rename={"from_": "from", "to_": "to"}):
    """What every kind of row has: where it was read, and the fields that its sheet has.

    `seen` is what may say whose the row is where none of its cells does, None where one does or its kind has no owner.
    """

    file: str = ""
    sheet: str = ""
    row: int = 0
    fields: tuple[str, ...] = ()
    seen: Seen | None = None

    @property
    def place(self) -> Place:
        """Where it was read."""
        return Place(self.file, self.sheet, self.row)

    def told(self) -> Iterator[tuple[str, Any]]:
        """What each column says, in the order in which histories and rulings keep it: what is required first."""
        kind = KIND_OF[type(self)]
        return zip(kind.told, kind.read(self), strict=True)


class Kind(msgspec.Struct, frozen=True, dict=True):
    """One kind of ledger. A sheet is of it when all required fields and one of each `any_of` group are there.

    `around` are fields that what stands around a table may say in place of a column: a sheet without them is of this
    kind only where no other kind explains it as well.
    """

    name: str
    label: str
    row: type[LedgerRow]
    any_of: tuple[tuple[str, ...], ...] = ()
    around: tuple[str, ...] = ()

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """Its columns, in the order of templates: made when they are first asked for, since a board asks for few."""
        return tuple(_field(self.row, column) for column in _columns(self.row))

    @cached_property
    def owners(self) -> tuple[str, ...]:
        """The fields that say whose a row is, the surest first; a unit's own row is its own."""
        units = sorted(
            (f for f in self.fields if f.type in (Type.UNIT, Type.UNITS)), key=lambda f: not (f.required or f.identity)
        )
        return tuple(f.name for f in units) or (("name",) if self.name == "units" else ())

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The fields that say in words what a row is about, the first that is filled in counts."""
        return tuple(f.name for f in self.fields if f.type is Type.TEXT and (f.required or f.identity))

    @cached_property
    def told(self) -> tuple[str, ...]:
        """The attributes of a row that are columns, those of required fields first."""
        attributes = zip(_columns(self.row), self.fields, strict=True)
        return tuple(name for name, _ in sorted(attributes, key=lambda pair: not pair[1].required))

    @cached_property
    def read(self) -> Callable[[LedgerRow], tuple[Any, ...]]:
        """What a row says, in the order of `told`."""
        return attrgetter(*self.told)

    def field(self, name: str) -> Field:
        """The field of this name; KeyError if there is none."""
        for f in self.fields:
            if f.name == name:
                return f
        raise KeyError(name)


_KINDS: list[Kind] = []
_Kept = TypeVar("_Kept", bound=LedgerRow)


def ledger(
    name: str, label: str, *, any_of: tuple[tuple[str, ...], ...] = (), around: tuple[str, ...] = ()
) -> Callable[[type[_Kept]], type[_Kept]]:
    """Makes a class of rows a kind of ledger: `name` in settings and JSON, `label` in Chinese."""

    def of(row: type[_Kept]) -> type[_Kept]:
        _KINDS.append(Kind(name, label, row, any_of, around))
        return row

    return of


def _columns(row: type[LedgerRow]) -> tuple[str, ...]:
    return row.__struct_fields__[len(LedgerRow.__struct_fields__) :]


def _field(row: type[LedgerRow], column: str) -> Field:
    hint, at = row.__annotations__[column], row.__struct_fields__.index(column)
    *said, headers = hint.__metadata__
    plain = next(iter(get_args(hint.__origin__)), hint.__origin__)  # without "or None"
    return Field(
        row.__struct_encode_fields__[at],
        tuple(headers.words.split(", ")),
        said[0] if said else _TYPES[plain],
        row.__struct_defaults__[at] is msgspec.NODEFAULT,
        headers.identity,
        headers.until,
    )


@ledger("fairs", "展会")
class Fair(LedgerRow, frozen=True, kw_only=True):
    """An event the season works toward."""

    name: Annotated[str, Headers("展会名称, 节会名称, 活动名称, 名称", identity=True)]
    opens: Annotated[date, Headers("开幕日期, 开幕时间, 开始日期", until="closes")]
    closes: Annotated[date | None, Headers("闭幕日期, 闭幕时间, 结束日期")] = None
    venue: Annotated[str, Headers("地点, 举办地")] = ""
    from_: Annotated[date | None, Headers("统计起始, 起始日期")] = None
    target: Annotated[Amount | None, Headers("签约任务, 目标任务, 任务数")] = None


@ledger("units", "单位")
class Unit(LedgerRow, frozen=True, kw_only=True):
    """Who owes signing targets."""

    name: Annotated[OneUnit, Headers("单位, 单位名称, 责任单位", identity=True)]
    kind: Annotated[str, Headers("类别, 单位类别, 单位性质", identity=True)] = ""
    parent: Annotated[OneUnit, Headers("上级单位, 主管单位", identity=True)] = ""
    head: Annotated[str, Headers("主要负责人, 一把手, 负责人")] = ""
    contact: Annotated[str, Headers("联系人, 联络员")] = ""
    phone: Annotated[Code, Headers("联系电话, 电话, 手机")] = ""
    aliases: Annotated[str, Headers("简称, 别名")] = ""


@ledger("targets", "目标任务", any_of=(("amount", "projects", "paid_in", "trips", "starts"),))
class Target(LedgerRow, frozen=True, kw_only=True):
    """What a unit owes, for a fair or (without one) for the season."""

    unit: Annotated[OneUnit, Headers("责任单位, 单位, 承办单位, 县区(园区)", identity=True)]
    kind: Annotated[str, Headers("类别, 单位类别", identity=True)] = ""
    fair: Annotated[str, Headers("展会, 节会, 活动", identity=True)] = ""
    amount: Annotated[Amount | None, Headers("签约任务, 目标任务, 签约目标, 任务金额, 招商引资任务")] = None
    projects: Annotated[int | None, Headers("项目数任务, 项目个数")] = None
    paid_in: Annotated[Amount | None, Headers("到位资金任务, 资金到位目标")] = None
    trips: Annotated[int | None, Headers("外出招商任务")] = None
    starts: Annotated[int | None, Headers("开工任务")] = None
    from_: Annotated[date | None, Headers("统计起始", until="to")] = None
    to_: Annotated[date | None, Headers("统计截止")] = None
    issued_on: Annotated[date | None, Headers("下达日期")] = None
    source_doc: Annotated[str, Headers("文号, 依据")] = ""


@ledger("projects", "项目台账", any_of=(("paper", "stage"),), around=("unit",))
class Project(LedgerRow, frozen=True, kw_only=True):
    """One line of a project ledger. `unit` is the cell as written, else what stands around it says it (`seen`); the
    rules find out which, and split joint projects."""

    id: Annotated[Code, Headers("项目编号, 项目代码, 编号", identity=True)] = ""
    name: Annotated[str, Headers("项目名称, 项目", identity=True)]
    unit: Annotated[SeveralUnits, Headers("责任单位, 承办单位, 落地单位, 所属单位, 单位", identity=True)] = ""
    investor: Annotated[str, Headers("投资方, 投资单位, 投资企业, 引进企业, 客商名称", identity=True)] = ""
    origin: Annotated[str, Headers("投资方所在地, 资金来源地")] = ""
    industry: Annotated[str, Headers("产业领域, 所属行业, 行业", identity=True)] = ""
    channel: Annotated[str, Headers("招商方式")] = ""
    total_investment: Annotated[Amount | None, Headers("总投资, 投资总额, 投资额, 计划总投资")] = None
    contracted: Annotated[Amount | None, Headers("合同引资额, 合同金额, 签约金额, 引资额, 协议引资")] = None
    paper: Annotated[Paper | None, Headers("签约类型, 项目类型, 签约性质, 合同类型")] = None
    stage: Annotated[Stage | None, Headers("项目阶段, 阶段, 推进阶段, 项目进展阶段")] = None
    fair: Annotated[str, Headers("签约活动, 展会, 节会", identity=True)] = ""
    signed_on: Annotated[date | None, Headers("签约日期, 签约时间")] = None
    stage_since: Annotated[date | None, Headers("阶段日期, 进入阶段日期")] = None
    paid_in: Annotated[Amount | None, Headers("到位资金, 累计到位资金, 资金到位")] = None
    planned_start: Annotated[date | None, Headers("计划开工, 计划开工时间")] = None
    started_on: Annotated[date | None, Headers("开工日期, 开工时间, 实际开工")] = None
    planned_production: Annotated[date | None, Headers("计划投产, 计划投产时间")] = None
    produced_on: Annotated[date | None, Headers("投产日期, 投产时间")] = None
    sponsor: Annotated[str, Headers("包抓领导, 包联领导, 挂钩领导, 责任领导")] = ""
    site_officer: Annotated[str, Headers("项目专员, 驻工地专员, 专员, 联络员")] = ""
    assurance_dept: Annotated[str, Headers("保障部门, 责任部门")] = ""
    latest_progress: Annotated[str, Headers("最新进展, 进展情况, 项目进展, 推进情况")] = ""
    physical_progress: Annotated[str, Headers("形象进度")] = ""
    reported_on: Annotated[date | None, Headers("更新日期, 填报日期, 更新时间")] = None
    blocker: Annotated[str, Headers("存在问题, 堵点, 需协调问题")] = ""
    status: Annotated[Status | None, Headers("项目状态, 状态")] = None
    status_on: Annotated[date | None, Headers("状态日期")] = None
    replaced_by: Annotated[str, Headers("置换项目")] = ""
    reviewed_on: Annotated[date | None, Headers("评审日期")] = None
    real_estate: Annotated[bool | None, Headers("房地产, 是否房地产")] = None


@ledger("milestones", "节点")
class Milestone(LedgerRow, frozen=True, kw_only=True):
    """A dated node of a project, worked backwards from its goal."""

    project: Annotated[str, Headers("项目名称, 项目", identity=True)]
    unit: Annotated[SeveralUnits, Headers("责任单位, 单位, 单位名称", identity=True)] = ""
    node: Annotated[str, Headers("节点, 关键节点")]
    planned: Annotated[date | None, Headers("计划时间, 计划完成")] = None
    actual: Annotated[date | None, Headers("实际时间, 实际完成")] = None


@ledger("funds", "资金")
class Funds(LedgerRow, frozen=True, kw_only=True):
    """One month's money of a project. `month` is the month's first day."""

    project: Annotated[str, Headers("项目名称, 项目", identity=True)]
    month: Annotated[Month, Headers("月份, 期间")]
    paid_in: Annotated[Amount | None, Headers("到位资金, 本月到位资金")] = None
    fixed_investment: Annotated[Amount | None, Headers("固定资产投资, 固投")] = None
    booked: Annotated[Amount | None, Headers("入统, 入统金额")] = None


@ledger("blockers", "问题")
class Blocker(LedgerRow, frozen=True, kw_only=True):
    """What holds a project, and the department that must clear it (问题, 堵点)."""

    project: Annotated[str, Headers("项目名称, 项目", identity=True)]
    what: Annotated[str, Headers("问题, 堵点, 问题描述, 存在问题")]
    kind: Annotated[str, Headers("问题类别")] = ""
    lead_dept: Annotated[str, Headers("牵头部门, 责任部门")] = ""
    opened: Annotated[date | None, Headers("提出日期")] = None
    due: Annotated[date | None, Headers("解决时限")] = None
    closed: Annotated[date | None, Headers("解决日期, 销号日期")] = None


@ledger("visits", "走访")
class Visit(LedgerRow, frozen=True, kw_only=True):
    """A visit to a project's site (走访)."""

    project: Annotated[str, Headers("项目名称, 项目", identity=True)]
    date: Annotated[Day, Headers("走访日期, 日期")]
    who: Annotated[str, Headers("走访人, 带队领导")] = ""
    kind: Annotated[str, Headers("走访方式")] = ""
    result: Annotated[str, Headers("走访结果, 解决问题")] = ""


@ledger("followups", "跟进/督办事项")
class FollowUp(LedgerRow, frozen=True, kw_only=True):
    """Something owed to somebody by a date (督办事项)."""

    id: Annotated[Code, Headers("督办编号, 编号", identity=True)] = ""
    what: Annotated[str, Headers("事项, 督办事项, 跟进事项, 交办事项, 工作事项", identity=True)]
    project: Annotated[str, Headers("项目名称", identity=True)] = ""
    unit: Annotated[SeveralUnits, Headers("涉及单位, 相关单位", identity=True)] = ""
    owed_by: Annotated[SeveralUnits, Headers("责任单位, 承办单位, 责任人, 办理单位", identity=True)]
    grade: Annotated[str, Headers("级别, 督办级别, 类型")] = ""
    assigned: Annotated[date | None, Headers("交办日期, 交办时间, 下达日期")] = None
    arranged: Annotated[date | None, Headers("部署日期")] = None
    due: Annotated[date | None, Headers("办结时限, 完成时限, 时限, 截止日期")] = None
    replied: Annotated[date | None, Headers("反馈日期, 回复日期")] = None
    settled: Annotated[date | None, Headers("办结日期, 办结时间, 完成日期")] = None
    closed: Annotated[date | None, Headers("销号日期, 销号时间")] = None
    source: Annotated[str, Headers("来源, 交办人, 批示领导")] = ""
    extended_to: Annotated[date | None, Headers("延期至")] = None


@ledger("reports", "报送")
class Report(LedgerRow, frozen=True, kw_only=True):
    """What a unit has to send in for a period, and when it did (报送)."""

    unit: Annotated[OneUnit, Headers("单位, 责任单位, 报送单位", identity=True)]
    period: Annotated[str, Headers("报送期", identity=True)]
    due: Annotated[date | None, Headers("应报日期")] = None
    received: Annotated[date | None, Headers("报送日期")] = None


@ledger("trips", "外出招商")
class Trip(LedgerRow, frozen=True, kw_only=True):
    """A delegation's trip to investors (外出招商)."""

    unit: Annotated[OneUnit, Headers("责任单位, 单位, 单位名称", identity=True)]
    leader: Annotated[str, Headers("带队领导")]
    departs: Annotated[date, Headers("出发日期, 外出时间", until="returns")]
    returns: Annotated[date | None, Headers("返回日期")] = None
    destination: Annotated[str, Headers("目的地, 招商地点")] = ""
    is_head: Annotated[bool | None, Headers("是否一把手")] = None
    firms_met: Annotated[int | None, Headers("对接企业数, 拜访企业")] = None
    leads: Annotated[int | None, Headers("意向项目数, 招商线索")] = None


@ledger("guests", "客商邀请")
class Guest(LedgerRow, frozen=True, kw_only=True):
    """An investor who is invited to the fair (客商)."""

    name: Annotated[str, Headers("客商姓名, 嘉宾, 姓名", identity=True)]
    company: Annotated[str, Headers("企业名称, 单位", identity=True)] = ""
    tier: Annotated[str, Headers("级别, 企业类别")] = ""
    is_local: Annotated[bool | None, Headers("是否本地")] = None
    invited_by: Annotated[OneUnit, Headers("邀请单位")] = ""
    state: Annotated[str, Headers("邀请状态, 参会情况")] = ""
    last_contact: Annotated[date | None, Headers("最近联系")] = None
    arrived: Annotated[date | None, Headers("报到时间")] = None


@ledger("prep", "筹备任务")
class Prep(LedgerRow, frozen=True, kw_only=True):
    """A task of the fair's preparation, in one of its streams (筹备任务)."""

    stream: Annotated[str, Headers("板块, 工作类别", identity=True)]
    task: Annotated[str, Headers("任务, 工作任务")]
    unit: Annotated[SeveralUnits, Headers("责任单位", identity=True)] = ""
    due: Annotated[date | None, Headers("完成时限")] = None
    done: Annotated[date | None, Headers("完成日期")] = None
    quantity: Annotated[int | None, Headers("数量")] = None


@ledger("roster", "值班表")
class RosterDay(LedgerRow, frozen=True, kw_only=True):
    """Who is on duty on one day."""

    date: Annotated[Day, Headers("日期, 值班日期", identity=True)]
    shift: Annotated[str, Headers("班次")] = ""
    officer: Annotated[str, Headers("值班人员, 值班员")]
    leader: Annotated[str, Headers("带班领导", identity=True)] = ""
    phone: Annotated[Code, Headers("值班电话, 电话", identity=True)] = ""


@ledger("payouts", "兑付")
class Payout(LedgerRow, frozen=True, kw_only=True):
    """What the government owes to an enterprise or an intermediary (兑付)."""

    payee: Annotated[str, Headers("兑付对象, 企业名称, 中介人", identity=True)]
    payer: Annotated[SeveralUnits, Headers("兑付单位, 兑付部门, 拨付单位, 支付单位, 责任单位, 责任部门, 主管部门")] = ""
    kind: Annotated[str, Headers("政策名称, 类别")] = ""
    project: Annotated[str, Headers("项目名称")] = ""
    amount: Annotated[Amount | None, Headers("金额, 应兑付金额")] = None
    due: Annotated[date | None, Headers("兑付时限")] = None
    paid_on: Annotated[date | None, Headers("兑付日期")] = None


@ledger("assessments", "考核")
class Assessment(LedgerRow, frozen=True, kw_only=True):
    """A unit's score and rank in one period, and the circular that said so (考核)."""

    period: Annotated[str, Headers("考核期", identity=True)]
    unit: Annotated[OneUnit, Headers("责任单位, 单位, 单位名称", identity=True)]
    score: Annotated[str, Headers("得分")] = ""
    rank: Annotated[int | None, Headers("名次, 排名")] = None
    circular: Annotated[str, Headers("通报文号")] = ""
    action: Annotated[str, Headers("处理意见")] = ""


@ledger("natives", "在外人士")
class Native(LedgerRow, frozen=True, kw_only=True):
    """Somebody from here who lives elsewhere (在外人士)."""

    name: Annotated[str, Headers("姓名", identity=True)]
    town: Annotated[str, Headers("籍贯乡镇")]
    org: Annotated[str, Headers("工作单位")] = ""
    verified_on: Annotated[date | None, Headers("核实日期")] = None
    keeper: Annotated[OneUnit, Headers("维护单位")] = ""


@ledger("leads", "线索")
class Lead(LedgerRow, frozen=True, kw_only=True):
    """A hint of an investor (线索): received, screened, shared."""

    source: Annotated[str, Headers("线索来源", identity=True)]
    unit: Annotated[OneUnit, Headers("报送单位", identity=True)] = ""
    received: Annotated[date | None, Headers("收到日期")] = None
    screened: Annotated[date | None, Headers("筛选日期")] = None
    shared: Annotated[date | None, Headers("发布日期")] = None


@ledger("ratings", "测评")
class Rating(LedgerRow, frozen=True, kw_only=True):
    """How enterprises rated a department in one period (测评)."""

    dept: Annotated[OneUnit, Headers("被测评部门", identity=True)]
    period: Annotated[str, Headers("测评期", identity=True)]
    score: Annotated[str, Headers("测评得分")] = ""


KINDS: tuple[Kind, ...] = tuple(_KINDS)
"""Every kind of ledger, in the order in which they are listed."""

BY_NAME: dict[str, Kind] = {kind.name: kind for kind in KINDS}

KIND_OF: dict[type[LedgerRow], Kind] = {kind.row: kind for kind in KINDS}

STAGE_WORDS: dict[Stage, tuple[str, ...]] = {
    Stage.INTENT: ("意向",),
    Stage.TALKS: ("在谈", "洽谈", "对接"),
    Stage.SIGNED: ("签约", "已签约"),
    Stage.LANDED: ("落地", "已落地", "注册", "手续办理", "前期"),
    Stage.BUILDING: ("在建", "开工", "已开工", "建设"),
    Stage.PRODUCTION: ("投产", "竣工", "建成"),
    Stage.CAPACITY: ("达产", "达效", "达产达效"),
}

PAPER_WORDS: dict[Paper, tuple[str, ...]] = {
    Paper.CONTRACT: ("合同", "正式合同"),
    Paper.FRAMEWORK: ("协议", "框架协议", "框架"),
    Paper.INTENT: ("意向", "意向协议"),
}

STATUS_WORDS: dict[Status, tuple[str, ...]] = {
    Status.NORMAL: ("正常",),
    Status.RETURNED: ("退回",),
    Status.REPLACED: ("置换",),
    Status.ENDED: ("终止", "取消", "清退", "作废", "破裂", "撤销", "撤回", "解除", "解约", "失败"),
    Status.PAUSED: ("暂停",),
}

GUEST_WORDS: dict[GuestState, tuple[str, ...]] = {
    GuestState.INVITED: ("", "拟邀", "拟邀请", "邀请", "已邀请", "待定", "未定", "待回复", "未回复", "未确认"),
    GuestState.WRITTEN: ("发函", "已发函", "已寄函", "已发邀请函"),
    GuestState.CALLED: ("电话", "已电话", "已电话联系", "已联系", "已沟通"),
    GuestState.CONFIRMED: ("确认", "已确认", "确认参会", "参会", "拟参会", "同意参会", "是"),
    GuestState.ARRIVED: ("报到", "已报到", "到会", "已到会", "已到"),
    GuestState.DECLINED: ("婉拒", "谢绝", "不参会", "不参加", "不能参会", "取消", "否"),
}
"""Words of 邀请状态, taken whole: 未确认 is not 确认. A word that is none of them is shown as it is written."""

UNASKED: tuple[str, ...] = ("", "拟邀", "拟邀请")
"""Words of 邀请状态 that leave open whether anybody has spoken to the guest yet."""

STREAMS: tuple[str, ...] = ("布展参展", "客商邀请", "自办活动", "宣传资料", "现场值守")
"""The five streams of a fair's preparation, in the order that boards list them; any other stays as it is written."""

UNIT_KIND_WORDS: dict[str, tuple[str, ...]] = {
    "county": ("县区", "区县", "县(市、区)"),
    "park": ("园区", "开发区"),
    "department": ("部门", "市直部门"),
    "township": ("镇办", "乡镇", "街道"),
}
"""The known kinds of unit, in the order that boards list them after parks; any other text is a kind of its own."""

UNIT_KIND_ORDER: tuple[str, ...] = ("park", "county", "department", "township")
