"""The forms in which texts name units: 填报单位:甲县招商局, 一、甲县, 甲县2026年台账.

Which units there are is not known here.
"""

from __future__ import annotations

import unicodedata

from data.support.late_pattern import late_pattern

_WHO = (
    r"(?:填报|报送|填表|上报|报告|编制|编报|制表|责任|申报|牵头|所属|所在)(?:单位|县区|区县|部门)|单位名称|报表单位"
    r"|(?<!金额)(?<!计量)(?<!货币)(?<!数量)单位|县\(市、?区\)|县\(区\)|县、?市、?区|县区|区县|园区|镇办|乡镇|县|区"
)
ROW_LABEL = late_pattern(rf"(?:^|[\s,，;；|、])(?:{_WHO}|金额单位|计量单位|货币单位)(?:名称)?(?:\([^()]{{0,8}}\))?\s*:")
"""A statement of who fills in, or of an amount's unit."""

_LABEL = late_pattern(rf"(?:^|[\s,，;；|、])(?:{_WHO})(?:名称)?(?:\([^()]{{0,8}}\))?\s*:\s*([^:]*)(:?)")
_NEXT = late_pattern(
    r"[\s,，;；|]*(?:(?:填报|报送|填表|上报|制表|统计|截止|截至)?(?:时间|日期|人员?)|(?:金额|计量|货币)?单位|联系\S*|审核\S*|负责人\S*"
    r"|主管\S*|电话\S*|年度|月份|20\d\d年)(?:\([^()]{0,8}\))?\s*$"
)
_MEASURE = late_pattern(r"(?:人民币)?[十百千万亿]*(?:元|美元|港元|欧元|个|项|家|人|吨|亩|平方米|%)?(?:\s.*)?")
_ORDINAL = late_pattern(
    r"^\s*(?:\([一二三四五六七八九十\d]{1,3}\)|第?[一二三四五六七八九十\d]{1,3}(?:[、.:\s部类批]|$))\s*"
)

_NAME = r"[\u4e00-\u9fff]{1,8}?(?:县|旗|园区|开发区|管委会|街道|区|镇|乡|市)"
_WHOLE = late_pattern(rf"(?:[\u4e00-\u9fff]{{2,4}}[省市州盟](?=.*[县区旗镇乡]))?({_NAME})(?:\(.{{0,12}}\))?:?")
_LEADING = late_pattern(
    r"(?:20\d\d年?度?)?(?:[\u4e00-\u9fff]{2,4}[省市州盟](?=.*[县旗]))?([\u4e00-\u9fff]{1,6}?(?:县|旗|园区|开发区))(?![县区])"
)
_GENERIC = late_pattern(
    r"(?:[各全本我该市省州县区乡镇]{1,3}|工业|产业|经济|高新|技术|重点|示范|其他|其它|有关|相关|所有|、)*"
    r"(?:县|旗|园区|开发区|管委会|街道|区|镇|乡|市)"
)


def labelled(line: str) -> tuple[str, ...]:
    """What a title row says after 填报单位:, 报送单位:, 县区: and their like, without what follows (填报时间:);
    () where it says nothing, or 单位:万元."""
    plain = unicodedata.normalize("NFKC", line)
    values = []
    at = 0
    while found := _LABEL.search(plain, at):
        value = found[1]
        if found[2]:  # another label ends it
            cut = _NEXT.search(value)
            value = value[: cut.start()] if cut else value.rpartition(" ")[0] or value
        value = value.strip(" ,，;；|")
        if value and not _MEASURE.fullmatch(value):
            values.append(value)
        at = found.start(1) if found.start(1) > at else found.end()
    return tuple(values)


def without_ordinal(text: str) -> str:
    """A heading without 一、 or （二） in front."""
    return _ORDINAL.sub("", unicodedata.normalize("NFKC", text))


def shaped_whole(text: str) -> str:
    """The text where it has the form of one unit's name and nothing more (甲县, 甲县(3个)); else ""."""
    found = _WHOLE.fullmatch(text.strip())
    return found[1] if found and not _GENERIC.fullmatch(found[1]) else ""


def shaped(text: str) -> str:
    """What at the beginning of a text has the form of a county's or a park's name (甲县2026年台账); else ""."""
    found = _LEADING.match("".join(text.split()))
    return found[1] if found and not _GENERIC.fullmatch(found[1]) else ""
