"""How people write what a good ledger says: headers, units, number formats, amounts, stages, papers, days."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from data.intake.cells.amounts import plain

FIELDS = ("id", "name", "unit", "total_investment", "contracted", "paper", "stage", "signed_on")
AMOUNTS = ("total_investment", "contracted")
HEADS = ("项目编号", "项目名称", "责任单位", "总投资", "合同引资额", "签约类型", "项目阶段", "签约日期")
ROWS: tuple[tuple[str, str, str, str, str, str, str, str], ...] = (
    ("XM001", "光热设备制造", "东岭园区", "35000", "12000", "contract", "signed", "2026-05-08"),
    ("XM002", "铝型材压铸", "云阳县", "8000", "8000", "framework", "landed", "2026-03-14"),
    ("XM003", "沙棘饮品", "南屏园区", "123456.5", "260", "contract", "building", "2026-11-29"),
    ("XM004", "冷链物流", "云阳县", "260", "99", "contract", "signed", "2026-12-01"),
    ("XM005", "数据中心", "东岭园区", "99000", "45000", "intent", "in_talks", "2026-02-03"),
)
"""A good ledger by field, amounts in 万元."""

SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "total_investment": ("总投资", "投资总额", "计划总投资", "投资额", "项目总投资额", "投资规模", "总 投 资"),
    "contracted": ("合同引资额", "合同金额", "签约金额", "引资额", "协议引资", "到期引资", "合同\n引资额"),
    "name": ("项目名称", "项目", "项 目 名 称", "招商项目名称", "項目名稱"),
    "unit": ("责任单位", "承办单位", "落地单位", "责任\n单位", "牵头单位"),
    "stage": ("项目阶段", "阶段", "推进阶段", "目前状况"),
    "paper": ("签约类型", "合同类型", "签约性质", "文本类别"),
    "signed_on": ("签约日期", "签约时间", "签约\n日期", "何时签约"),
    "id": ("项目编号", "项目代码", "编号", "编码"),
}  # fmt: skip
BRACKETS = (
    "({})", "（{}）", "[{}]", "【{}】", "〔{}〕", "(单位：{})", "（{}，含税）", "(暂估,{})", "/{}", "\n({})", "_{}",
    "({}", "(折合{})", "(按{}计)", "(含外资，{})",
)  # fmt: skip
UNITS: Mapping[str, tuple[str, str]] = {
    "亿元": ("10000", "CNY"), "万元": ("1", "CNY"), "元": ("0.0001", "CNY"), "千元": ("0.1", "CNY"),
    "百万元": ("100", "CNY"), "亿": ("10000", "CNY"), "万": ("1", "CNY"), "人民币：亿元": ("10000", "CNY"),
    "RMB万元": ("1", "CNY"), "万美元": ("1", "USD"), "美元": ("0.0001", "USD"), "USD": ("0.0001", "USD"),
    "亿美元": ("10000", "USD"), "USD million": ("100", "USD"), "万港元": ("1", "HKD"),
}  # fmt: skip
"""How many 万 one of each is, and of what."""

FORMATS: Mapping[str, tuple[str, str]] = {
    '0!.0,"万元"': ("0.0001", "CNY"), r'0\.00,,"亿元"': ("0.0001", "CNY"), '0.00"亿元"': ("10000", "CNY"),
    '0.00,,"百万"': ("0.0001", ""), '#,##0.00"万元"': ("1", "CNY"), '0!.0000"亿"': ("1", ""),
    '0.00,"千元"': ("0.0001", "CNY"), '[>=100000000]0!.00,,"亿";[>=10000]0!.0,"万";0': ("0.0001", ""),
    "[$$-409]#,##0.00": ("0.0001", "USD"), '[$USD] #,##0"万"': ("1", "USD"), '$#,##0.00,,"M"': ("0.0001", "USD"),
    '"约"0.0"亿元"': ("10000", "CNY"), 'G/通用格式"万元"': ("1", "CNY"), '0.00"万美元"': ("1", "USD"),
}  # fmt: skip
"""How many 万 a stored 1 is under each format, and of what where the format says it."""

AMOUNT_WORDS: tuple[Callable[[Decimal], str], ...] = (
    lambda wan: f"{plain(wan)}万元",
    lambda wan: f"{plain(wan / 10000)}亿元",
    lambda wan: f"{plain(wan / 10000)} 亿",
    lambda wan: f"约{plain(wan)}万",
    lambda wan: f"{wan:,}万元",
    lambda wan: f"{plain(wan * 10000)}元",
    lambda wan: f"总投资{plain(wan / 10000)}亿元",
    lambda wan: f"{plain(wan)}万元（含税）",
    lambda wan: f"{plain(wan)}万元(其中设备{plain(wan / 2)}万)",
    lambda wan: f"{plain(wan)}万元\n{plain(wan / 4)}万元",
    lambda wan: f"{plain(wan / 10000)}亿元{plain(wan / 4)}万元",
    lambda wan: f"{plain(wan)}万元、二期待定",
    lambda wan: f"￥{plain(wan)}万",
)
STAGES: Mapping[str, tuple[str, ...]] = {
    "signed": ("签约", "已签约", "签约（6月）", "已签", "拟签约", "未签约", "签约后退回", "签约作废", "签约待定"),
    "landed": ("落地", "已落地", "注册", "手续办理中", "未落地", "落地受阻"),
    "building": ("在建", "已开工", "开工", "建设中", "未开工", "停工", "拟开工", "在建(已停)"),
    "in_talks": ("在谈", "洽谈", "洽谈中", "洽谈破裂", "对接", "已终止洽谈"),
}  # fmt: skip
PAPERS: Mapping[str, tuple[str, ...]] = {
    "contract": ("合同", "正式合同", "合同谈判", "合同起草", "已签合同", "投资合同书", "合同（作废）", "合同待签"),
    "framework": ("框架协议", "协议", "战略合作框架协议", "协议未签"),
    "intent": ("意向", "意向协议", "意向书"),
}
NOT_SO = frozenset({
    "拟签约", "未签约", "签约后退回", "签约作废", "签约待定", "未落地", "落地受阻", "未开工", "停工", "拟开工",
    "在建(已停)", "洽谈破裂", "已终止洽谈", "合同谈判", "合同起草", "合同（作废）", "合同待签", "协议未签",
})  # fmt: skip
"""Words that hold a stage or a paper and take it back: none of them may be read as what it holds, unless told."""

COUNTED: tuple[Callable[[date], Any], ...] = (
    lambda day: (day - date(1899, 12, 30)).days,
    lambda day: str((day - date(1899, 12, 30)).days),
)
"""Days as workbooks count them that do not begin with 1904."""

DAYS: tuple[Callable[[date], Any], ...] = (
    *COUNTED,
    date.isoformat,
    lambda day: day,
    lambda day: datetime(day.year, day.month, day.day, 8, 30),
    lambda day: f"{day.year}年{day.month}月{day.day}日",
    lambda day: f"{day.year}.{day.month}.{day.day}",
    lambda day: f"{day:%Y/%m/%d}",
    lambda day: f"{day:%Y%m%d}",
    lambda day: int(f"{day:%Y%m%d}"),
    lambda day: f"{day:%y}.{day.month}.{day.day}",
    lambda day: f"{day:%y/%m/%d}",
    lambda day: f"{day.month}月{day.day}日",
    lambda day: f"{day:%d-%b-%Y}",
    lambda day: f"{day:%b} {day.day}, {day.year}",
    lambda day: f"{day:%m/%d/%Y}",
    lambda day: f"{day:%d/%m/%Y}",
    lambda day: f"{day:%Y-%m-%d} 00:00:00",
    lambda day: f"{day.year}年{day.month}月{day.day}日上午",
    lambda day: f"{day.isoformat()}（已签）",
    lambda day: f"{day.isoformat()}（未签）",
    lambda day: f"{day.isoformat()}前",
    lambda day: f"{day.year}年{day.month}月",
    lambda day: f"{day.year}.{day.month}",
)
