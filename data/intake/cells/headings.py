"""One header cell -> what is compared: spaces, line breaks, full-width forms, traditional characters do not matter.

A unit in brackets or after a slash is read and taken off: 总投资(亿元), 投资额/万元.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from data.intake.cells.amounts import AmountUnit, unit_of
from data.support.text import clean

# Traditional forms of the characters that the known headers and words are made of (Big5 ledgers).
_TRADITIONAL = (
    "項單責稱總資額簽約類別階進節會歸屬產業領構際實開計劃時間聯絡員專駐題塊點評審態狀換數個級號據縣區園辦鎮鄉負導門務標達動廠協議書關鍵範圍見訪談"
    "對帶隊結決報應發離與從飛價幣萬億圓備註製準電話誌質長顧處終給續補訊復職團執優勢療築衛暫歷繫擬統籌廣東陽觀測興覽賓來場費獲預確認廢棄償還權閉舉"
    "線問參況調掛鉤設冊貳陸兩經訂運證閱儲環組轉"
)
_SIMPLIFIED = (
    "项单责称总资额签约类别阶进节会归属产业领构际实开计划时间联络员专驻题块点评审态状换数个级号据县区园办镇乡负导门务标达动厂协议书关键范围见访谈"
    "对带队结决报应发离与从飞价币万亿元备注制准电话志质长顾处终给续补讯复职团执优势疗筑卫暂历系拟统筹广东阳观测兴览宾来场费获预确认废弃偿还权闭举"
    "线问参况调挂钩设册贰陆两经订运证阅储环组转"
)
TO_SIMPLIFIED = str.maketrans(_TRADITIONAL, _SIMPLIFIED)

_BRACKETS = re.compile(r"[(\[【〔{]([^()\[\]【】〔〕{}]*)[)\]】〕}]")
_SLASHED = re.compile(r"[/:,、]([^/:,、()]+)$")
_NOISE = re.compile(r"[\s_]+")
_ENDS = "*※★☆#:：。.、,，-—"


@dataclass(frozen=True, slots=True)
class HeaderText:
    """A header: `whole` as compared (without its unit), `bare` without any brackets, `unit` what it says of amounts.

    `text` is the header as it is shown.
    """

    text: str
    whole: str
    bare: str
    unit: AmountUnit | None = None


def normal(text: str) -> str:
    """Text as headers and fixed words are compared: NFKC, simplified, no case, no spaces or underscores."""
    wide = unicodedata.normalize("NFKC", clean(text)).translate(TO_SIMPLIFIED)
    return _NOISE.sub("", wide).casefold().strip(_ENDS)


@lru_cache(maxsize=4096)
def heading(text: str) -> HeaderText:
    """Read one header cell. Never raises."""
    whole = normal(text)
    unit: AmountUnit | None = None
    for found in _BRACKETS.finditer(whole):
        if unit is None and (unit := unit_of(found[1].removeprefix("单位").lstrip(":"))):
            whole = (whole[: found.start()] + whole[found.end() :]).strip(_ENDS)
    slashed = _SLASHED.search(whole)
    if slashed and (said := unit_of(slashed[1])):
        unit = unit or said
        whole = whole[: slashed.start()].strip(_ENDS)
    bare = _BRACKETS.sub("", whole).strip(_ENDS)
    return HeaderText(" ".join(clean(text).split()), whole, bare, unit)
