"""The one table of ledger kinds: their fields, the headers people give them, their types, what is required.

Parser, templates, README and help derive from it. To add a kind, add a `Kind` to `KINDS`, and a record class of
the same field names to `data.records` if a rule reads it. The first header of a field is canonical.
Headers were gathered from public circulars, ledgers and systems; an office adds its own with `[columns]`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from data.model import GuestState, Paper, Stage, Status


class Type(StrEnum):
    """What a cell of a field holds; `data.intake.values` reads each."""

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


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its name in code, its headers (the first canonical), its type.

    `identity` fields say what a row is about: where they are merged over several rows they are filled down; an
    amount never is. `until` names the field that takes the end when a cell holds a range of days.
    """

    name: str
    headers: tuple[str, ...]
    type: Type = Type.TEXT
    required: bool = False
    identity: bool = False
    until: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of ledger. A sheet is of it when all required fields and one of each `any_of` group are there."""

    name: str
    label: str
    fields: tuple[Field, ...]
    any_of: tuple[tuple[str, ...], ...] = ()

    @property
    def owners(self) -> tuple[str, ...]:
        """The fields that say whose a row is, the surest first; a unit's own row is its own."""
        units = sorted(
            (f for f in self.fields if f.type in (Type.UNIT, Type.UNITS)), key=lambda f: not (f.required or f.identity)
        )
        return tuple(f.name for f in units) or (("name",) if self.name == "units" else ())

    @property
    def names(self) -> tuple[str, ...]:
        """The fields that say in words what a row is about, the first that is filled in counts."""
        return tuple(f.name for f in self.fields if f.type is Type.TEXT and (f.required or f.identity))

    def field(self, name: str) -> Field:
        """The field of this name; KeyError if there is none."""
        for f in self.fields:
            if f.name == name:
                return f
        raise KeyError(name)


def _f(
    name: str,
    headers: str,
    type: Type = Type.TEXT,
    *,
    required: bool = False,
    identity: bool = False,
    until: str = "",
) -> Field:
    return Field(name, tuple(h.strip() for h in headers.split(",")), type, required, identity, until)


_UNIT = "责任单位, 单位, 单位名称"

KINDS: tuple[Kind, ...] = (
    Kind(
        "fairs",
        "展会",
        (
            _f("name", "展会名称, 节会名称, 活动名称, 名称", required=True, identity=True),
            _f("opens", "开幕日期, 开幕时间, 开始日期", Type.DATE, required=True, until="closes"),
            _f("closes", "闭幕日期, 闭幕时间, 结束日期", Type.DATE),
            _f("venue", "地点, 举办地"),
            _f("from", "统计起始, 起始日期", Type.DATE),
            _f("target", "签约任务, 目标任务, 任务数", Type.AMOUNT),
        ),
    ),
    Kind(
        "units",
        "单位",
        (
            _f("name", "单位, 单位名称, 责任单位", Type.UNIT, required=True, identity=True),
            _f("kind", "类别, 单位类别, 单位性质", identity=True),
            _f("parent", "上级单位, 主管单位", Type.UNIT, identity=True),
            _f("head", "主要负责人, 一把手, 负责人"),
            _f("contact", "联系人, 联络员"),
            _f("phone", "联系电话, 电话, 手机", Type.CODE),
            _f("aliases", "简称, 别名"),
        ),
    ),
    Kind(
        "targets",
        "目标任务",
        (
            _f("unit", "责任单位, 单位, 承办单位, 县区(园区)", Type.UNIT, required=True, identity=True),
            _f("kind", "类别, 单位类别", identity=True),
            _f("fair", "展会, 节会, 活动", identity=True),
            _f("amount", "签约任务, 目标任务, 签约目标, 任务金额, 招商引资任务", Type.AMOUNT),
            _f("projects", "项目数任务, 项目个数", Type.COUNT),
            _f("paid_in", "到位资金任务, 资金到位目标", Type.AMOUNT),
            _f("trips", "外出招商任务", Type.COUNT),
            _f("starts", "开工任务", Type.COUNT),
            _f("from", "统计起始", Type.DATE, until="to"),
            _f("to", "统计截止", Type.DATE),
            _f("issued_on", "下达日期", Type.DATE),
            _f("source_doc", "文号, 依据"),
        ),
        any_of=(("amount", "projects", "paid_in", "trips", "starts"),),
    ),
    Kind(
        "projects",
        "项目台账",
        (
            _f("id", "项目编号, 项目代码, 编号", Type.CODE, identity=True),
            _f("name", "项目名称, 项目", required=True, identity=True),
            _f(
                "unit",
                "责任单位, 承办单位, 落地单位, 所属单位, 单位",
                Type.UNITS,
                required=True,
                identity=True,
            ),
            _f("investor", "投资方, 投资单位, 投资企业, 引进企业, 客商名称", identity=True),
            _f("origin", "投资方所在地, 资金来源地"),
            _f("industry", "产业领域, 所属行业, 行业", identity=True),
            _f("channel", "招商方式"),
            _f("total_investment", "总投资, 投资总额, 投资额, 计划总投资", Type.AMOUNT),
            _f("contracted", "合同引资额, 合同金额, 签约金额, 引资额, 协议引资", Type.AMOUNT),
            _f("paper", "签约类型, 项目类型, 签约性质, 合同类型", Type.PAPER),
            _f("stage", "项目阶段, 阶段, 推进阶段, 项目进展阶段", Type.STAGE),
            _f("fair", "签约活动, 展会, 节会", identity=True),
            _f("signed_on", "签约日期, 签约时间", Type.DATE),
            _f("stage_since", "阶段日期, 进入阶段日期", Type.DATE),
            _f("paid_in", "到位资金, 累计到位资金, 资金到位", Type.AMOUNT),
            _f("planned_start", "计划开工, 计划开工时间", Type.DATE),
            _f("started_on", "开工日期, 开工时间, 实际开工", Type.DATE),
            _f("planned_production", "计划投产, 计划投产时间", Type.DATE),
            _f("produced_on", "投产日期, 投产时间", Type.DATE),
            _f("sponsor", "包抓领导, 包联领导, 挂钩领导, 责任领导"),
            _f("site_officer", "项目专员, 驻工地专员, 专员, 联络员"),
            _f("assurance_dept", "保障部门, 责任部门"),
            _f("latest_progress", "最新进展, 进展情况, 项目进展, 推进情况"),
            _f("physical_progress", "形象进度"),
            _f("reported_on", "更新日期, 填报日期, 更新时间", Type.DATE),
            _f("blocker", "存在问题, 堵点, 需协调问题"),
            _f("status", "项目状态, 状态", Type.STATUS),
            _f("status_on", "状态日期", Type.DATE),
            _f("replaced_by", "置换项目"),
            _f("reviewed_on", "评审日期", Type.DATE),
            _f("real_estate", "房地产, 是否房地产", Type.FLAG),
        ),
        any_of=(("paper", "stage"),),
    ),
    Kind(
        "milestones",
        "节点",
        (
            _f("project", "项目名称, 项目", required=True, identity=True),
            _f("unit", _UNIT, Type.UNITS, identity=True),
            _f("node", "节点, 关键节点", required=True),
            _f("planned", "计划时间, 计划完成", Type.DATE),
            _f("actual", "实际时间, 实际完成", Type.DATE),
        ),
    ),
    Kind(
        "funds",
        "资金",
        (
            _f("project", "项目名称, 项目", required=True, identity=True),
            _f("month", "月份, 期间", Type.MONTH, required=True),
            _f("paid_in", "到位资金, 本月到位资金", Type.AMOUNT),
            _f("fixed_investment", "固定资产投资, 固投", Type.AMOUNT),
            _f("booked", "入统, 入统金额", Type.AMOUNT),
        ),
    ),
    Kind(
        "blockers",
        "问题",
        (
            _f("project", "项目名称, 项目", required=True, identity=True),
            _f("what", "问题, 堵点, 问题描述, 存在问题", required=True),
            _f("kind", "问题类别"),
            _f("lead_dept", "牵头部门, 责任部门"),
            _f("opened", "提出日期", Type.DATE),
            _f("due", "解决时限", Type.DATE),
            _f("closed", "解决日期, 销号日期", Type.DATE),
        ),
    ),
    Kind(
        "visits",
        "走访",
        (
            _f("project", "项目名称, 项目", required=True, identity=True),
            _f("date", "走访日期, 日期", Type.DATE, required=True),
            _f("who", "走访人, 带队领导"),
            _f("kind", "走访方式"),
            _f("result", "走访结果, 解决问题"),
        ),
    ),
    Kind(
        "followups",
        "跟进/督办事项",
        (
            _f("id", "督办编号, 编号", Type.CODE, identity=True),
            _f("what", "事项, 督办事项, 跟进事项, 交办事项, 工作事项", required=True, identity=True),
            _f("project", "项目名称", identity=True),
            _f("unit", "涉及单位, 相关单位", Type.UNITS, identity=True),
            _f("owed_by", "责任单位, 承办单位, 责任人, 办理单位", Type.UNITS, required=True, identity=True),
            _f("grade", "级别, 督办级别, 类型"),
            _f("assigned", "交办日期, 交办时间, 下达日期", Type.DATE),
            _f("arranged", "部署日期", Type.DATE),
            _f("due", "办结时限, 完成时限, 时限, 截止日期", Type.DATE),
            _f("replied", "反馈日期, 回复日期", Type.DATE),
            _f("settled", "办结日期, 办结时间, 完成日期", Type.DATE),
            _f("closed", "销号日期, 销号时间", Type.DATE),
            _f("source", "来源, 交办人, 批示领导"),
            _f("extended_to", "延期至", Type.DATE),
        ),
    ),
    Kind(
        "reports",
        "报送",
        (
            _f("unit", "单位, 责任单位, 报送单位", Type.UNIT, required=True, identity=True),
            _f("period", "报送期", required=True, identity=True),
            _f("due", "应报日期", Type.DATE),
            _f("received", "报送日期", Type.DATE),
        ),
    ),
    Kind(
        "trips",
        "外出招商",
        (
            _f("unit", _UNIT, Type.UNIT, required=True, identity=True),
            _f("leader", "带队领导", required=True),
            _f("departs", "出发日期, 外出时间", Type.DATE, required=True, until="returns"),
            _f("returns", "返回日期", Type.DATE),
            _f("destination", "目的地, 招商地点"),
            _f("is_head", "是否一把手", Type.FLAG),
            _f("firms_met", "对接企业数, 拜访企业", Type.COUNT),
            _f("leads", "意向项目数, 招商线索", Type.COUNT),
        ),
    ),
    Kind(
        "guests",
        "客商邀请",
        (
            _f("name", "客商姓名, 嘉宾, 姓名", required=True, identity=True),
            _f("company", "企业名称, 单位", identity=True),
            _f("tier", "级别, 企业类别"),
            _f("is_local", "是否本地", Type.FLAG),
            _f("invited_by", "邀请单位", Type.UNIT),
            _f("state", "邀请状态, 参会情况"),
            _f("last_contact", "最近联系", Type.DATE),
            _f("arrived", "报到时间", Type.DATE),
        ),
    ),
    Kind(
        "prep",
        "筹备任务",
        (
            _f("stream", "板块, 工作类别", required=True, identity=True),
            _f("task", "任务, 工作任务", required=True),
            _f("unit", "责任单位", Type.UNITS, identity=True),
            _f("due", "完成时限", Type.DATE),
            _f("done", "完成日期", Type.DATE),
            _f("quantity", "数量", Type.COUNT),
        ),
    ),
    Kind(
        "roster",
        "值班表",
        (
            _f("date", "日期, 值班日期", Type.DATE, required=True, identity=True),
            _f("shift", "班次"),
            _f("officer", "值班人员, 值班员", required=True),
            _f("leader", "带班领导", identity=True),
            _f("phone", "值班电话, 电话", Type.CODE, identity=True),
        ),
    ),
    Kind(
        "payouts",
        "兑付",
        (
            _f("payee", "兑付对象, 企业名称, 中介人", required=True, identity=True),
            _f("payer", "兑付单位, 兑付部门, 拨付单位, 支付单位, 责任单位, 责任部门, 主管部门", Type.UNITS),
            _f("kind", "政策名称, 类别"),
            _f("project", "项目名称"),
            _f("amount", "金额, 应兑付金额", Type.AMOUNT),
            _f("due", "兑付时限", Type.DATE),
            _f("paid_on", "兑付日期", Type.DATE),
        ),
    ),
    Kind(
        "assessments",
        "考核",
        (
            _f("period", "考核期", required=True, identity=True),
            _f("unit", _UNIT, Type.UNIT, required=True, identity=True),
            _f("score", "得分", Type.TEXT),
            _f("rank", "名次, 排名", Type.COUNT),
            _f("circular", "通报文号"),
            _f("action", "处理意见"),
        ),
    ),
    Kind(
        "natives",
        "在外人士",
        (
            _f("name", "姓名", required=True, identity=True),
            _f("town", "籍贯乡镇", required=True),
            _f("org", "工作单位"),
            _f("verified_on", "核实日期", Type.DATE),
            _f("keeper", "维护单位", Type.UNIT),
        ),
    ),
    Kind(
        "leads",
        "线索",
        (
            _f("source", "线索来源", required=True, identity=True),
            _f("unit", "报送单位", Type.UNIT, identity=True),
            _f("received", "收到日期", Type.DATE),
            _f("screened", "筛选日期", Type.DATE),
            _f("shared", "发布日期", Type.DATE),
        ),
    ),
    Kind(
        "ratings",
        "测评",
        (
            _f("dept", "被测评部门", Type.UNIT, required=True, identity=True),
            _f("period", "测评期", required=True, identity=True),
            _f("score", "测评得分"),
        ),
    ),
)

BY_NAME: dict[str, Kind] = {kind.name: kind for kind in KINDS}

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
    Status.ENDED: ("终止", "取消", "清退"),
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
